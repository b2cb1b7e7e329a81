"""Whatever a record holds, it comes back from its JSON; whatever a JSON text holds, it is a record or a RecordError."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from any_record import records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import ROOT
from records_factory import cite, due, make_record, work

from pipeline.errors import RecordError
from pipeline.model import Record, Relation
from pipeline.model.record_json import dump_line, dump_record, make_json, parse_record

SCHEMA = json.loads((ROOT / "schemas" / "record.schema.json").read_text("utf-8"))
SHAPELESS = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": lambda *_: ()})(SCHEMA)
FULL = make_record(
    "15/KH-UBND",
    issued="2031-01",
    citations=[cite("98-NQ/TW", Relation.IMPLEMENTS, date="2030"), cite(name="Luật Đầu tư")],
    edges=[("98-NQ/TW", Relation.AMENDS, "Luật Đầu tư")],
    tasks=[work("Họp", lead=["Sở Y tế"], product="Biên bản", deadline=due("quý II", end="2031-Q2"))],
)
HOSTILE = st.sampled_from(
    [None, True, "", "x", "2031", -1, 0, 7, 2**31, 2**63, 10**40, 0.5, 1e308, [], [None], [[]], {}, {"x": 1}, ["x"]]
)
UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=UNHURRIED)
Path = tuple[str | int, ...]


@SLOW
@given(records())
def test_it_comes_back_from_its_json(record: Record) -> None:
    assert parse_record(dump_record(record)) == record
    assert parse_record(dump_line(record).encode()) == record


@SLOW
@given(records())
def test_every_value_stands_in_the_form(record: Record) -> None:
    """The shapes of dates and recurrences aside, which no reader insists on."""
    SHAPELESS.validate(make_json(record))


def paths(data: Any, start: Path = ()) -> Iterator[Path]:
    """Yield the way to every value of a JSON text."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*start, key)
        yield from paths(value, (*start, key))


PATHS = list(paths(make_json(FULL)))


def changed(path: Path, value: object) -> str:
    """Return the JSON of a record with one value put in the place of another, or (`...`) taken out."""
    data = place = make_json(FULL)
    for step in path[:-1]:
        place = place[step]
    if value is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(data)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PATHS), HOSTILE | st.just(...))
def test_one_wrong_value_gives_a_record_or_is_told(path: Path, value: object) -> None:
    try:
        record = parse_record(changed(path, value))
    except RecordError as error:
        assert str(error).startswith(("the record is not of the published form: ", "schema_version is "))
    else:
        assert parse_record(dump_record(record)) == record


# path, value, words of the message, why
TOLD = [
    (("citations", 0, "evidence", "mentions", 0, "start"), 10**40, "mentions[0].start", "a number beyond all bounds"),
    (("citations", 0, "evidence", "mentions", 0, "page"), 0, "mentions[0].page", "pages count from 1"),
    (("edges", 0, "to_citation"), 2, "an edge refers to citation 2", "a citation that is not there"),
    (("edges", 0, "from_citation"), -1, "from_citation", "a place before the first"),
    (("edges", 0, "from_citation"), ..., "from_citation", "an edge of version 1 that says it is of version 2"),
    (("tasks", 0, "evidence", "deadline"), None, "`deadline` has a value and no place", "a deadline from nowhere"),
    (("tasks", 0, "evidence", "product"), None, "`product` has a value and no place", "a product from nowhere"),
    (("tasks", 0, "text"), ["x"], "tasks[0].text", "a list for words"),
    (("source", "sha256"), "../../x", "source.sha256", "a path for a hash"),
    (("pages",), True, "$.pages", "yes for a number"),
    (("text",), 7, "$.text", "a number for the text"),
]


@pytest.mark.parametrize(("path", "value", "words", "why"), TOLD, ids=[case[-1] for case in TOLD])
def test_what_is_wrong_is_told_with_its_place(path: Path, value: object, words: str, why: str) -> None:
    with pytest.raises(RecordError) as error:
        parse_record(changed(path, value))
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"schema_version": 2, "x": ' + "[" * 100_000, "deeper than any record"),
        ('{"schema_version": "2"}', "a version in words"),
        ('{"schema_version": 2, "text": "\\ud800"}', "half a character"),
        ('{"schema_version": NaN}', "no JSON"),
        (b'{"schema_version": 2, "text": "\xff"}', "no UTF-8"),
    ],
)
def test_a_text_that_no_program_writes_is_told(text: str | bytes, why: str) -> None:
    with pytest.raises(RecordError, match="not of the published form"):
        parse_record(text)
