"""Loading: identity, nothing twice, any order gives what a rebuild gives, all or nothing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from any_record import records as any_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records_factory import cite, due, invent, make_record, work

from pipeline.errors import NotFound, StoreError
from pipeline.link import LINKER, link_records
from pipeline.model import DeadlineKind, Record, Relation, Signature
from pipeline.store import Database, RunInfo, open_database
from pipeline.store.ask.overview import counts
from pipeline.store.schema import statements

NOT_COMPARED = {"search", "runs"}


def dump(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables, and what the full-text index finds for some words."""
    tables = (statement.split()[2] for statement in statements("TABLE") if "VIRTUAL" not in statement)
    rows = {
        table: sorted(database.connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
        for table in tables
        if table not in NOT_COMPARED
    }
    words = ("ke", "dau tu", "ha nam", "so")
    query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
    rows["search"] = [(word, *database.connection.execute(query, (f'"{word}"',)).fetchall()) for word in words]
    return rows


def differences(one: Database, other: Database) -> dict[str, set[tuple[object, ...]]]:
    """Return by table the rows that stand in one database only."""
    rows, others = dump(one), dump(other)
    return {table: apart for table in rows if (apart := set(rows[table]) ^ set(others[table]))}


def fresh(folder: str | Path, name: str = "a.db") -> Database:
    """Open a new database for loading."""
    return open_database(Path(folder) / name, create=True, linker=LINKER)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with fresh(tmp_path) as one:
        yield one


SIGNATURES = (
    Signature(None, None, "Nguyễn Văn Mẫu", "2031-01-20T08:00:00+07:00", True, False, 1, (10.0, 20.0, 30.5, 40.0)),
    Signature("UBND tỉnh Hà Nam", "MST:0100000009", None, None, False, True),
)


def corpus() -> list[Record]:
    """Return five records that cite one another."""
    yearly = due("trước 30/11 hằng năm", DeadlineKind.RECURRING, recurs="yearly:--11-30,--05-15")
    return [
        make_record("98-NQ/TW", issued="2030-01-30", issuer="Bộ Chính trị", title="Đầu tư phát triển"),
        make_record(
            "15/KH-UBND",
            issued="2031-01-20",
            signatures=SIGNATURES,
            citations=[cite("98-NQ/TW", Relation.IMPLEMENTS, mentions=2), cite(name="Luật Đầu tư", type_="Luật")],
            edges=[("98-NQ/TW", Relation.AMENDS, "Luật Đầu tư")],
            tasks=[
                work("Xây trường học", lead=["Sở KH&CN"], coordinate=["UBND các huyện"], deadline=yearly),
                work("Báo cáo kết quả", lead=["Sở Y tế"], report_to=["UBND tỉnh"], product="Báo cáo", path="II.2"),
            ],
        ),
        make_record("15/KH-UBND", issued="2031-02-20", issuer="UBND tỉnh Tây Bình", failed=True),
        make_record(
            "7/KH-SYT",
            issued="2031-03",
            issuer="Sở Y tế tỉnh Hà Nam",
            parent="UBND tỉnh Hà Nam",
            citations=[cite("15/KH-UBND", Relation.IMPLEMENTS, date="2031"), cite("98-NQ/TW")],
            tasks=[work("Tiêm chủng", lead=["Phòng Nghiệp vụ"], deadline=due("quý II", end="2031-Q2"))],
        ),
        make_record(None, issuer=None, title=None, citations=[cite("98/2030/QH19", name="Luật Đầu tư", type_="Luật")]),
    ]


def test_stored_records_are_the_loaded_ones(database: Database) -> None:
    records = corpus()
    database.load(records)
    stored = {record.source.sha256: record for record in database.read_records()}
    assert stored == {record.source.sha256: record for record in records}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(any_records())
def test_any_record_comes_back_from_the_database(record: Record) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh(folder) as database:
        database.load([record])
        assert list(database.read_records()) == [record]


def test_loading_twice_changes_nothing(database: Database) -> None:
    database.load(corpus())
    before = dump(database)
    report = database.load(corpus())
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 5)
    assert dump(database) == before


def test_new_reading_takes_the_place_of_the_old(database: Database, tmp_path: Path) -> None:
    old, *rest = corpus()
    database.load([old, *rest])
    new = replace(old, citations=(), tasks=(), reader="text 2")
    report = database.load([new])
    assert (report.added, report.replaced) == (0, 1)
    with fresh(tmp_path, "b.db") as other:
        other.load([new, *rest])
        assert dump(database) == dump(other)


def test_last_of_several_readings_counts(database: Database) -> None:
    record = corpus()[1]
    database.load([replace(record, reader="text 0"), record, replace(record, reader="text 2")])
    assert [stored.reader for stored in database.read_records()] == ["text 2"]


def test_graph_and_store_resolve_alike(database: Database) -> None:
    database.load(corpus())
    linked = link_records(corpus())
    stored = database.connection.execute("SELECT id, file FROM documents ORDER BY id").fetchall()
    expected = [(document.id, document.files[0][:16] if document.files else None) for document in linked.documents]
    assert stored == expected
    ties = database.connection.execute("SELECT source, relation, target, hand FROM relations WHERE target NOT NULL")
    assert sorted(ties) == sorted((tie.source, tie.relation, tie.target, tie.hand) for tie in linked.ties)


def test_cited_act_gets_its_file_when_it_arrives(database: Database) -> None:
    resolution, plan, *_ = corpus()
    database.load([plan])
    query = """SELECT d.id, d.file IS NOT NULL FROM citations AS c JOIN documents AS d ON d.id = c.document
               WHERE c.position = 0"""
    before = database.connection.execute(query).fetchone()
    database.load([resolution])
    after = database.connection.execute(query).fetchone()
    assert (before, after) == (("98-nq-tw.undated", 0), ("98-nq-tw.2030-01-30", 1))


def test_removed_file_leaves_its_document_cited(database: Database, tmp_path: Path) -> None:
    resolution, *rest = corpus()
    database.load(corpus())
    database.remove(resolution.source.sha256)
    with fresh(tmp_path, "b.db") as other:
        other.load(rest)
        assert dump(database) == dump(other)


def test_removing_an_unknown_file_is_refused(database: Database) -> None:
    with pytest.raises(NotFound, match="No file with the SHA-256 ff"):
        database.remove("ff")


def test_rebuild_forgets_what_was_there(database: Database, tmp_path: Path) -> None:
    database.load(corpus())
    report = database.rebuild(corpus()[:2])
    assert report.added == 2
    with fresh(tmp_path, "b.db") as other:
        other.load(corpus()[:2])
        assert dump(database) == dump(other)


def test_failure_leaves_no_trace(database: Database) -> None:
    database.load(corpus()[:2])
    before = dump(database)

    def breaks_off() -> Iterator[Record]:
        yield from corpus()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        database.load(breaks_off())
    with pytest.raises(KeyboardInterrupt):
        database.rebuild(breaks_off())
    assert dump(database) == before
    indexes = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    assert database.connection.execute(indexes).fetchone() == (len(statements("INDEX")),)


def test_refused_row_leaves_no_trace(database: Database) -> None:
    """Two contents whose SHA-256 begin alike cannot be told apart by their short id."""
    record = corpus()[0]
    twin = replace(record, source=replace(record.source, sha256=record.source.sha256[:16] + "0" * 48))
    with pytest.raises(StoreError, match="refused and undone"):
        database.load([record, twin])
    assert counts(database).files == 0


def test_run_is_noted(database: Database) -> None:
    database.load(corpus(), run=RunInfo("2031-01-01T08:00:00Z", "2031-01-01T08:01:00Z", "1.0", quarantined=3))
    row = database.connection.execute("SELECT started, code_version, added, quarantined FROM runs").fetchone()
    assert row == ("2031-01-01T08:00:00Z", "1.0", 5, 3)


def test_loading_needs_a_linker(tmp_path: Path) -> None:
    with open_database(tmp_path / "a.db", create=True) as database, pytest.raises(StoreError, match="LINKER"):
        database.load(corpus())


def test_loads_many_chunks(database: Database) -> None:
    records = [make_record(f"{number}/KH-UBND", issued="2031-01-20", salt=str(number)) for number in range(450)]
    assert database.load(records[:449]).added == 449
    assert database.load(records).added == 1
    assert counts(database).held == 450


def test_known_files(database: Database) -> None:
    records = corpus()
    database.load(records)
    known = database.known_files()
    assert set(known) == {record.source.sha256 for record in records}
    failed = known[records[2].source.sha256]
    assert (failed.name, failed.status) == ("15-KH-UBND.txt", "partial")


def test_every_reference_holds_and_views_answer(database: Database) -> None:
    database.load(corpus())
    assert database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for statement in statements("VIEW"):
        database.connection.execute(f"SELECT * FROM {statement.split()[2]}").fetchall()


def test_printed_words_are_at_their_place(database: Database) -> None:
    database.load(corpus())
    rows = database.connection.execute(
        """SELECT name, substr(text, start_at + 1, end_at - start_at) FROM task_agencies AS ta
           JOIN evidence AS e ON e.file = ta.file AND e.id = ta.evidence JOIN texts ON texts.file = ta.file"""
    ).fetchall()
    assert rows and all(name == words for name, words in rows)


def test_tables_are_strict(database: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value"):
        database.connection.execute("INSERT INTO passages (id, file, task) VALUES (1, 'a', 'first')")


CODES = ("1/KH-UBND", "2/KH-UBND", "9-NQ/TW", "/KH-UBND", None)
DATES = (None, "2030", "2030-01", "2030-01-05", "2031-02-06")
ISSUERS = (None, "UBND tỉnh Hà Nam", "UBND tỉnh Tây Bình", "Bộ Chính trị")
NAMES = (None, "Kế hoạch Trồng rừng", "Phòng dịch")
RELATIONS = st.sampled_from((Relation.IMPLEMENTS, Relation.LEGAL_BASIS))
CITATIONS = st.builds(
    lambda code, relation, date, issuer, name: cite(code, relation, date=date, issuer=issuer, name=name, type_="KH"),
    *(st.sampled_from(CODES), RELATIONS, st.sampled_from(DATES), st.sampled_from(ISSUERS), st.sampled_from(NAMES)),
)
RECORDS = st.lists(
    st.builds(
        lambda code, issued, issuer, title, citations, lead, salt: make_record(
            code,
            issued=issued,
            issuer=issuer,
            title=title,
            citations=citations,
            edges=[(0, Relation.IMPLEMENTS, len(citations) - 1)] if citations else (),
            tasks=[work("Đầu tư xây dựng", lead=[lead])],
            type_="KH",
            salt=salt,
        ),
        *(st.sampled_from(CODES), st.sampled_from(DATES), st.sampled_from(ISSUERS), st.sampled_from(NAMES)),
        st.lists(CITATIONS, max_size=3),
        st.sampled_from(("Sở Y tế", "Sở y tế", "Sở KH&CN")),
        st.sampled_from("ab"),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda record: record.source.sha256,
)


COPIES = st.lists(
    st.builds(
        lambda code, issued, issuer, title, body, failed, salt: make_record(
            code, issued=issued, issuer=issuer, title=title, body=body, failed=failed, salt=salt, type_="KH"
        ),
        st.sampled_from(("1/KH-UBND", "2/KH-UBND", "/KH-UBND", None)),
        st.sampled_from((None, "2030", "2030-01", "2030-02", "2030-01-05", "2030-01-06", "2030-03-01")),
        st.sampled_from(("UBND tỉnh Hà Nam", "Sở Y tế tỉnh Hà Nam")),
        st.sampled_from(("Phòng dịch", "Phòng dich")),
        st.sampled_from((invent(1), invent(1, changed=0.05), invent(1, changed=0.12), invent(2), "")),
        st.booleans(),
        st.sampled_from("abc"),
    ),
    min_size=2,
    max_size=7,
    unique_by=lambda record: record.source.sha256,
)
"""Files of few acts: drafts, signed ones, scans."""


@settings(max_examples=50, deadline=None)
@given(RECORDS | COPIES, st.data())
def test_any_order_gives_what_a_rebuild_gives(records: list[Record], data: st.DataObject) -> None:
    order = data.draw(st.permutations(records))
    cut = data.draw(st.integers(0, len(order)))
    gone = data.draw(st.sampled_from(order))
    with tempfile.TemporaryDirectory() as folder, fresh(folder) as steps, fresh(folder, "b.db") as once:
        steps.load(order[:cut])
        for record in order[cut:]:
            steps.load([replace(record, reader="text 0"), record])
        once.rebuild(records)
        assert differences(steps, once) == {}
        assert list(steps.read_records()) == sorted(records, key=lambda record: record.source.sha256)
        steps.remove(gone.source.sha256)
        once.rebuild([record for record in records if record != gone])
        assert differences(steps, once) == {}
        steps.load([gone])
        once.rebuild(records)
        assert differences(steps, once) == {}, "a document that comes back finds everything as it was"
