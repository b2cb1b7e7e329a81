"""Questions to the graph: cascades, ways, what hangs on an act, faults, who owns a task today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from records_factory import cite, due, make_record, work

from pipeline.errors import StoreError
from pipeline.link import LINKER
from pipeline.model import Record, Relation
from pipeline.store import Database, open_database
from pipeline.store.ask.tasks import find_tasks
from pipeline.store.ask_graph.affected import affected, ended_acts
from pipeline.store.ask_graph.answers import CascadeNode
from pipeline.store.ask_graph.cascade import cascade
from pipeline.store.ask_graph.lint import lint
from pipeline.store.ask_graph.owners import find_owners
from pipeline.store.ask_graph.paths import shortest_path
from pipeline.store.card import find_document

BG, HN = "UBND tỉnh Bắc Giang", "UBND tỉnh Hà Nam"
TODAY = date(2026, 1, 1)
DOES, ENDS = Relation.IMPLEMENTS, Relation.REPLACES
OLD_TERM = cite("8-NQ/TW", date="2023-01-30", issuer="Bộ Chính trị khóa XI")
Load = Callable[..., Database]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    """Return a function that loads records into a database."""
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as database:

        def fill(*records: Record) -> Database:
            database.load(records)
            return database

        yield fill


def corpus() -> list[Record]:
    """Return a plan of a department under a province's plan under a resolution, and another province's plan."""
    top = cite("98-NQ/TW", DOES, date="2023-01-30", issuer="Bộ Chính trị")
    plan = cite("16/KH-UBND", DOES, date="2024-02-26", issuer="UBND tỉnh")
    tasks = [
        work("Mở lớp học nghề", lead=["Sở Lao động - Thương binh và Xã hội"], deadline=due("2024", end="2024-12-31")),
        work("Báo cáo", lead=["Sở Y tế"], path="II.2"),
    ]
    return [
        make_record(
            "7/KH-SLĐTBXH",
            issued="2024-04-10",
            issuer="Sở Lao động - Thương binh và Xã hội tỉnh Bắc Giang",
            citations=[plan, top],
            edges=[("16/KH-UBND", Relation.IMPLEMENTS, "98-NQ/TW")],
            tasks=tasks,
        ),
        make_record("9/KH-UBND", issued="2023-06-01", issuer=HN, citations=[top]),
    ]


def outline(node: CascadeNode) -> tuple[object, ...]:
    """Return the codes of a cascade, nested."""
    return (node.document.code, *map(outline, node.children))


def test_an_act_stands_once_under_the_lowest_it_carries_out(load: Load) -> None:
    found = cascade(load(*corpus()), "98-NQ/TW")
    assert outline(found.root) == ("98-NQ/TW", ("9/KH-UBND",), ("16/KH-UBND", ("7/KH-SLĐTBXH",)))
    plan = found.root.children[1]
    assert (plan.hand, plan.days, plan.document.is_held) == ("second", 392, False)
    assert plan.children[0].task_count == 2
    assert set(plan.children[0].leads) == {"Sở Lao động - Thương binh và Xã hội", "Sở Y tế"}


def test_units_without_an_act_come_from_the_register_of_the_day(load: Load) -> None:
    database = load(*corpus())
    (level,) = cascade(database, "98-NQ/TW").levels
    assert [unit.name for unit in level.units] == ["tỉnh Hà Nam", "tỉnh Bắc Giang"]
    assert len(level.lacking) == 61
    (later,) = cascade(database, "98-NQ/TW", on=TODAY).levels
    assert [unit.name for unit in later.units] == ["tỉnh Ninh Bình", "tỉnh Bắc Ninh"]
    assert len(later.lacking) == 32


def test_depth_cuts_and_says_so(load: Load) -> None:
    middle = make_record("2/KH-UBND", issued="2031-01-06", citations=[cite("1/KH-UBND", DOES, date="2031-01-05")])
    lowest = make_record("3/KH-UBND", issued="2031-01-07", citations=[cite("2/KH-UBND", DOES, date="2031-01-06")])
    database = load(middle, lowest)
    found = cascade(database, "1/KH-UBND", depth=1)
    assert found.is_cut and outline(found.root) == ("1/KH-UBND", ("2/KH-UBND",))
    assert not cascade(database, "1/KH-UBND", depth=2).is_cut


def test_tasks_stand_in_a_cascade_when_asked_for(load: Load) -> None:
    database = load(*corpus())
    found = cascade(database, "16/KH-UBND", with_tasks=True)
    assert [task.path for task in found.root.children[0].tasks] == ["II.1", "II.2"]
    assert cascade(database, "16/KH-UBND").root.children[0].tasks == ()


def test_circles_end(load: Load) -> None:
    one = make_record("1/KH-UBND", issued="2031-01-05", citations=[cite("2/KH-UBND", DOES, date="2031-01-06")])
    two = make_record("2/KH-UBND", issued="2031-01-06", citations=[cite("1/KH-UBND", DOES, date="2031-01-05")])
    database = load(one, two)
    assert outline(cascade(database, "1/KH-UBND").root) == ("1/KH-UBND", ("2/KH-UBND",))
    checks = [finding.check for finding in lint(database, on=date(2032, 1, 1))]
    assert checks == ["cited_before_issue", "contradiction", "circle"]


def test_shortest_way(load: Load) -> None:
    database = load(*corpus())
    way = shortest_path(database, "7/KH-SLĐTBXH", "9/KH-UBND")
    assert [(step.document.code, step.relations, step.is_forward) for step in way] == [
        ("7/KH-SLĐTBXH", (), True),
        ("98-NQ/TW", ("implements",), True),
        ("9/KH-UBND", ("implements",), False),
    ]
    assert shortest_path(database, "7/KH-SLĐTBXH", "9/KH-UBND", one_way=True) == []
    assert len(shortest_path(database, "7/KH-SLĐTBXH", "98-NQ/TW", one_way=True)) == 2
    assert len(shortest_path(database, "9/KH-UBND", "9/KH-UBND")) == 1
    assert shortest_path(database, "7/KH-SLĐTBXH", "9/KH-UBND", relations=["replaces"]) == []


def test_what_hangs_on_an_act_that_is_replaced(load: Load) -> None:
    heir = make_record(
        "5/KH-UBND",
        issued="2025-01-10",
        issuer=BG,
        citations=[cite("16/KH-UBND", ENDS, date="2024-02-26", issuer="UBND tỉnh")],
    )
    database = load(*corpus(), heir)
    found = affected(database, "16/KH-UBND", on=date(2024, 6, 1))
    assert [(end.document.code, end.relation) for end in found.ended_by] == [("5/KH-UBND", "replaces")]
    assert [(row.document.code, row.steps, row.open_tasks) for row in found.resting] == [("7/KH-SLĐTBXH", 1, 2)]
    later = affected(database, "16/KH-UBND", on=TODAY)
    assert [task.path for task in later.tasks] == ["II.2"], "the other was due in 2024"
    (ended,) = ended_acts(database)
    assert (ended.document.code, ended.resting) == ("16/KH-UBND", 1)


@pytest.mark.parametrize(
    ("records", "check", "why"),
    [
        (
            [
                make_record("16/KH-UBND", issued="2031-02-26"),
                make_record("16/KH-UBND", issued="2031-09-13", title="Trồng rừng"),
            ],
            "two_dates",
            "one number, one year, two days",
        ),
        (
            [
                make_record("16/KH-UBND", issued="2031-02-26"),
                make_record("9/BC-SYT", issued="2031-12-01", citations=[cite("16/KH-UBND", date="2031-02-25")]),
            ],
            "misdated",
            "a typing error in the day",
        ),
        (
            [make_record("9/BC-SYT", issued="2031-12-01", citations=[OLD_TERM])],
            "outside_term",
            "term XI ended in 2016",
        ),
        (
            [make_record("16/KH-UBND", issued="2024-02-26", issuer="Sở Y tế tỉnh Hà Nam")],
            "wrong_symbol",
            "a Sở is no UBND",
        ),
        (
            [make_record("16/KH-UBND", issued="2031-02-26", title=title) for title in ("Phòng dịch", "Phòng bệnh")],
            "files_differ",
            "two files of one act, two titles",
        ),
        ([make_record("16/KH-UBND", issued="2051-02-26")], "in_future", "years ahead"),
        (
            [make_record("16/KH-UBND", issued="2031-02-26", citations=[cite("16/KH-UBND", date="2031-02-26")])],
            "cites_itself",
            "its own code",
        ),
        (
            [
                make_record("1/KH-UBND", issued="2030-01-20"),
                make_record("2/KH-UBND", issued="2031-01-20", citations=[cite("1/KH-UBND", ENDS, date="2030-01-20")]),
                make_record("3/KH-UBND", issued="2031-05-20", citations=[cite("1/KH-UBND", DOES, date="2030-01-20")]),
            ],
            "cited_after_end",
            "replaced four months before",
        ),
    ],
)  # fmt: skip
def test_faults_are_found(load: Load, records: list[Record], check: str, why: str) -> None:
    found = lint(load(*records), on=date(2032, 1, 1))
    assert check in {finding.check for finding in found}, why
    assert [finding.check for finding in lint(load(), on=date(2032, 1, 1), checks=[check])].count(check) >= 1


def test_the_card_of_each_document_shows_the_faults_it_has_a_part_in(load: Load) -> None:
    plan, typo = make_record("16/KH-UBND", issued="2031-02-26"), cite("16/KH-UBND", date="2031-02-25")
    report = make_record("9/BC-SYT", issued="2031-12-01", issuer="Sở Y tế tỉnh Hà Nam", citations=[typo])
    database = load(plan, report, *corpus())
    for code, found in {"16/KH-UBND 2031": ["misdated"], "9/BC-SYT": ["misdated"], "98-NQ/TW 2023": []}.items():
        assert [fault.check for fault in find_document(database, code, on=date(2032, 1, 1)).faults] == found
    assert find_document(database, "9/BC-SYT").faults[0].file
    assert database.connection.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)


def test_cards_and_lint_find_the_same(load: Load) -> None:
    """Whatever `lint` finds over all, the card of the document shows too; circles are seen from afar only."""
    ended = cite("1/KH-UBND", ENDS, date="2030-01-20")
    database = load(
        make_record("1/KH-UBND", issued="2030-01-20", citations=[cite("2/KH-UBND", ENDS, date="2031-01-20")]),
        make_record("2/KH-UBND", issued="2031-01-20", citations=[ended]),
        make_record("3/KH-UBND", issued="2031-05-20", citations=[cite("1/KH-UBND", DOES, date="2030-01-20"), OLD_TERM]),
        make_record("3/KH-UBND", issued="2031-06-20", title="Trồng rừng"),
        make_record("4/KH-UBND", issued="2051-06-20", issuer="Sở Y tế tỉnh Hà Nam"),
    )
    on = date(2032, 1, 1)
    everything = [fault for fault in lint(database, on=on) if fault.check != "circle"]
    assert {fault.check for fault in everything} >= {"contradiction", "cited_after_end", "two_dates", "in_future"}
    for fault in everything:
        assert fault in find_document(database, fault.document, on=on).faults


def test_a_sound_graph_has_no_faults(load: Load) -> None:
    assert lint(load(*corpus()), on=TODAY) == []


def test_unknown_checks_are_refused(load: Load) -> None:
    with pytest.raises(StoreError, match="no such check"):
        lint(load(), on=TODAY, checks=["nothing"])


def test_a_merged_body_is_followed_with_its_legal_basis(load: Load) -> None:
    database = load(*corpus())
    (first, second) = find_owners(database, find_tasks(database), TODAY)
    (owner,) = first.owners
    assert (owner.today, owner.today_name) == ("so-noi-vu@bac-ninh-2025", "Sở Nội vụ tỉnh Bắc Ninh")
    assert [(hop.agency, hop.since) for hop in owner.hops] == [
        ("so-noi-vu@bac-giang", "2025-03-01"),
        ("so-noi-vu@bac-ninh-2025", "2025-07-01"),
    ]
    assert all(hop.legal_basis for hop in owner.hops)
    assert owner.needs_person and "split" in owner.why and len(owner.others) == 2
    (health,) = second.owners
    assert (health.today, health.needs_person, len(health.hops)) == ("so-y-te@bac-ninh-2025", False, 1)


def test_on_its_own_day_a_body_owns_its_tasks(load: Load) -> None:
    database = load(*corpus())
    owned = find_owners(database, find_tasks(database), date(2024, 5, 1))
    assert [(one.owners[0].hops, one.owners[0].needs_person) for one in owned] == [((), False)] * 2


@pytest.mark.parametrize(
    "asked", ["98-NQ/TW 2023-01-30", "98-NQ/TW 30/01/2023", "98-NQ/TW 2023", "98-NQ/TW ngày 30/01/2023"]
)
def test_a_date_tells_acts_of_one_number_apart(load: Load, asked: str) -> None:
    other = make_record("3/BC-UBND", issued="2023-05-01", issuer=HN, citations=[cite("98-NQ/TW", date="2014-07-01")])
    database = load(*corpus(), other)
    assert cascade(database, asked).root.document.issued == "2023-01-30"
