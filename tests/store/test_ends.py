"""Which acts count as ended: whole acts, with the printed words; none of a higher body's, none younger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from records_factory import cite, make_record

from pipeline.link import LINKER
from pipeline.model import Evidence, Fact, Record, Relation
from pipeline.model.record import CitationTie
from pipeline.store import Database, open_database
from pipeline.store.ask_graph.affected import affected, ended_acts
from pipeline.store.ask_graph.lint import lint

HN = "UBND tỉnh Hà Nam"
TODAY = date(2032, 1, 1)
PLAN = cite("16/KH-UBND", Relation.IMPLEMENTS, date="2031-02-26", issuer=HN)
Load = Callable[..., Database]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    """Return a function that loads records into a database."""
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as database:

        def fill(*records: Record) -> Database:
            database.load(records)
            return database

        yield fill


def ending(code: str, issued: str, issuer: str = HN, part: str | None = None) -> Record:
    """Return a document that replaces the plan, or a part of it."""
    cited = cite("16/KH-UBND", Relation.REPLACES, date="2031-02-26", issuer=HN)
    record = make_record(code, issued=issued, issuer=issuer, citations=[cited])
    if part is None:
        return record
    place = Evidence(0, 4, "test", 0.9)
    tie = CitationTie(Relation.AMENDS, place, Fact(part, place))
    return replace(record, citations=(replace(record.citations[0], ties=(tie,)),))


def resting() -> Record:
    return make_record("7/KH-STC", issued="2031-05-01", issuer="Sở Tài chính tỉnh Hà Nam", citations=[PLAN])


def test_an_ended_act_shows_the_printed_words_and_their_file(load: Load) -> None:
    heir = ending("5/KH-UBND", "2031-06-10")
    (end,) = affected(load(resting(), heir), "16/KH-UBND", on=TODAY).ended_by
    place = heir.citations[0].ties[0].evidence
    assert end.words == " ".join(heir.text[place.start : place.end].split())
    assert (end.document.code, end.relation, end.file) == ("5/KH-UBND", "replaces", heir.source.name)


@pytest.mark.parametrize(
    ("record", "is_faulty"),
    [
        (ending("5/KH-UBND", "2031-06-10", part="Mục II"), False),
        (ending("5/KH-STC", "2031-06-10", issuer="Sở Tài chính tỉnh Hà Nam"), True),
        (ending("5/KH-UBND", "2030-06-10"), True),
    ],
    ids=["a part", "a lower body", "an older act"],
)
def test_what_does_not_end(load: Load, record: Record, is_faulty: bool) -> None:
    database = load(resting(), record)
    assert affected(database, "16/KH-UBND", on=TODAY).ended_by == ()
    assert ended_acts(database) == []
    assert lint(database, on=TODAY, checks=["cited_after_end"]) == []
    assert bool(lint(database, on=TODAY, checks=["ends_higher"])) is is_faulty


def test_a_part_comes_back_from_the_database(load: Load) -> None:
    record = ending("5/KH-UBND", "2031-06-10", part="Mục II")
    assert list(load(record).read_records()) == [record]
