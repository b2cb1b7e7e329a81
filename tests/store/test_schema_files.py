"""The schema files: found everywhere, described, and equal to what their generators make."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT
from records_factory import cite, due, make_record, work

from pipeline.model import DeadlineKind, Record, Relation
from pipeline.model.record_json import make_json
from pipeline.store.folding import fold_in_place
from pipeline.store.schema import record_schema as read_record_schema
from pipeline.store.schema import schema_sql
from pipeline.store.write.rows import COLUMNS
from pipeline.text.fold import fold
from tools import describe_database as describe
from tools import make_record_schema as record_schema

VALIDATOR = jsonschema.Draft202012Validator(read_record_schema())


@pytest.fixture
def empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema_sql())
    return connection


def test_schema_is_the_one_at_the_top() -> None:
    assert schema_sql() == (ROOT / "schemas" / "schema.sql").read_text("utf-8")


def test_database_document_is_up_to_date() -> None:
    assert (ROOT / "docs" / "database.md").read_text("utf-8") == describe.describe(), (
        "python -m tools.describe_database > docs/database.md"
    )


def test_record_schema_is_up_to_date() -> None:
    assert (ROOT / "schemas" / "record.schema.json").read_text("utf-8") == record_schema.dump_schema(), (
        "python -m tools.make_record_schema > schemas/record.schema.json"
    )


def test_every_column_is_described(empty: sqlite3.Connection) -> None:
    relations = {relation.name: relation for relation in describe.find_relations()}
    names = {row[0] for row in empty.execute("SELECT name FROM pragma_table_list WHERE schema = 'main'")}
    made_by_sqlite = {name for name in names if name.startswith(("search_", "sqlite_"))}
    assert set(relations) == names - made_by_sqlite
    for name, relation in relations.items():
        columns = [row[1] for row in empty.execute(f"PRAGMA table_info({name})")]
        assert [column.name for column in relation.columns] == columns, name
        assert relation.words and relation.heading, name


def test_every_table_is_strict(empty: sqlite3.Connection) -> None:
    lax = empty.execute(
        """SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict
           AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"""
    ).fetchall()
    assert lax == []


def test_rows_fit_their_tables(empty: sqlite3.Connection) -> None:
    for table, columns in COLUMNS.items():
        assert list(columns) == [row[1] for row in empty.execute(f"PRAGMA table_info({table})")], table


def full_record() -> Record:
    """Return a record that uses every part of the form."""
    return make_record(
        "15/KH-UBND",
        issued="2031-01",
        parent="UBND tỉnh Hà Nam",
        citations=[cite("98-NQ/TW", Relation.IMPLEMENTS, Relation.AMENDS, date="2030"), cite(name="Luật Đầu tư")],
        edges=[("98-NQ/TW", Relation.AMENDS, "Luật Đầu tư")],
        tasks=[
            work("Họp", lead=["Sở Y tế"], product="Biên bản", deadline=due("quý II", end="2031-Q2")),
            work("Báo cáo", deadline=due("hằng năm", DeadlineKind.RECURRING, recurs="yearly:--05-15,--11-15")),
            work("Trực"),
        ],
    )


@pytest.mark.parametrize(
    "record",
    [full_record(), make_record(None, issuer=None, title=None), make_record("1/KH-UBND", failed=True)],
    ids=["full", "bare", "failed"],
)
def test_records_are_valid(record: Record) -> None:
    VALIDATOR.validate(json.loads(json.dumps(make_json(record))))


def wrong(*path: str | int, value: Any) -> Any:
    """Return the JSON of a record with one value changed, or taken away where it is `...`."""
    data: Any = json.loads(json.dumps(make_json(full_record())))
    place = data
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (wrong("schema_version", value=99), "another version"),
        (wrong("colour", value="red"), "an unknown field"),
        (wrong("header", "colour", value="red"), "an unknown field of the header"),
        (wrong("tasks", 0, "deadline", "colour", value="red"), "an unknown field of a deadline"),
        (wrong("reader", value=...), "a missing field"),
        (wrong("header", "signer", value=...), "a missing field of the header"),
        (wrong("source", "sha256", value="ff"), "a short hash"),
        (wrong("status", value="quarantined"), "a quarantined file has no record"),
        (wrong("header", "issued", value="20/01/2031"), "a date as printed"),
        (wrong("header", "issued", value="2031-Q5"), "a fifth quarter"),
        (wrong("citations", 0, "date", value="2031-1-2"), "a date without zeros"),
        (wrong("citations", 0, "relations", value=["likes"]), "an unknown relation"),
        (wrong("citations", 0, "mentions", value=-1), "a negative count"),
        (wrong("tasks", 1, "deadline", "recurs", value="yearly:11-30"), "a day without its dashes"),
        (wrong("tasks", 0, "evidence", "agencies", 0, "role", value="boss"), "an unknown role"),
        (wrong("tasks", 0, "evidence", "text", "confidence", value=1.5), "surer than sure"),
        (wrong("tasks", 0, "evidence", "text", "box", value=[1, 2, 3]), "a box with three sides"),
        (wrong("issues", 0, "severity", value="fatal"), "an unknown severity"),
        (wrong("text", value=None), "no text"),
    ],
)
def test_wrong_records_are_refused(data: Any, why: str) -> None:
    assert not VALIDATOR.is_valid(data), why


@given(st.text(st.characters(max_codepoint=0x1EFF), max_size=60))
def test_folding_in_place_keeps_the_length(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@pytest.mark.parametrize("text", ["Đầu tư", "ỦY BAN", "Nghị quyết số 98-NQ/TW", "hoà, hòa", "Ư Ơ Ă Â Ê Ô"])
def test_folding_in_place_gives_the_words_of_fold(text: str) -> None:
    assert fold(fold_in_place(text)) == fold(text)
    assert fold_in_place(text).replace("-", " ").replace("/", " ").replace(",", "").split() == fold(text).split()
