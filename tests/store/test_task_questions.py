"""Every condition that can be put on tasks, their orders, and what falls due, over a small invented shelf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from records_factory import due, make_record, work

from pipeline.errors import NotFound, WrongQuestion
from pipeline.link import LINKER
from pipeline.model import DeadlineKind, Record
from pipeline.store import Database, open_database
from pipeline.store.ask.due import find_due, make_due_rows
from pipeline.store.ask.task_question import Sort, TaskQuestion, make_statements
from pipeline.store.ask.tasks import ask_tasks

TODAY = date(2031, 6, 10)
MONTHLY = due("ngày 20 hằng tháng", DeadlineKind.RECURRING, recurs="monthly:20")


def shelf() -> list[Record]:
    """A province's plan, a department's decision, a notice without a date."""
    return [
        make_record(
            "61/KH-UBND",
            issued="2031-04-02",
            tasks=[
                work("Đắp đê", lead=["Sở Xây dựng"], deadline=due("31/5/2031", end="2031-05-31"), path="1"),
                work("Trồng dừa", lead=["Sở Y tế", "Sở Xây dựng"], deadline=due("quý II", end="2031-Q2"), path="2"),
                work("Tuyên truyền", path="3"),
                work("Báo cáo", lead=["Sở Y tế"], deadline=MONTHLY, path="4"),
                work("Giữ chợ", lead=["Sở Y tế"], deadline=due("thường xuyên", DeadlineKind.ONGOING), path="5"),
            ],
        ),
        make_record(
            "7/QĐ-SYT",
            issued="2031-05-05",
            issuer="Sở Y tế tỉnh Hà Nam",
            parent="UBND tỉnh Hà Nam",
            tasks=[work("Khám mắt", lead=["Phòng Nghiệp vụ"], deadline=due("năm 2032", end="2032"), path="1")],
        ),
        make_record("9/TB-UBND", tasks=[work("Họp", coordinate=["Sở Y tế"], path="1")]),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_database(tmp_path_factory.mktemp("db") / "a.db", create=True, linker=LINKER) as one:
        one.load(shelf())
        yield one


ALL = ["Khám mắt", "Đắp đê", "Trồng dừa", "Tuyên truyền", "Báo cáo", "Giữ chợ", "Họp"]


@pytest.mark.parametrize(
    ("question", "texts", "why"),
    [
        (TaskQuestion(), ALL, "the newest first, what has no date last"),
        (TaskQuestion(sort=Sort.OLDEST), [*ALL[1:6], "Khám mắt", "Họp"], "the oldest first, what has no date last"),
        (
            TaskQuestion(sort=Sort.DUE),
            ["Đắp đê", "Trồng dừa", "Khám mắt", "Tuyên truyền", "Báo cáo", "Giữ chợ", "Họp"],
            "by the last day, then what has none",
        ),
        (TaskQuestion(sort=Sort.DUE, limit=4), ["Đắp đê", "Trồng dừa", "Khám mắt", "Tuyên truyền"], "over both parts"),
        (TaskQuestion(limit=2), ALL[:2], "a limit"),
        (TaskQuestion(type="quyết định"), ["Khám mắt"], "a type by name"),
        (TaskQuestion(type="kh"), ALL[1:6], "a type by abbreviation, in any case"),
        (TaskQuestion(issuer="Sở Y tế"), ["Khám mắt"], "who set it"),
        (TaskQuestion(level="province", type="QĐ"), ["Khám mắt"], "level and type"),
        (TaskQuestion(level="commune"), [], "nobody of that level"),
        (TaskQuestion(no_lead=True), ["Tuyên truyền", "Họp"], "nobody leads"),
        (TaskQuestion(no_deadline=True), ["Tuyên truyền", "Họp"], "nothing is said of a time"),
        (TaskQuestion(due_after="2031-06"), ["Khám mắt", "Trồng dừa"], "from the first day of a month"),
        (TaskQuestion(due_after="2031-07-01", due_before="2032"), ["Khám mắt"], "between two days, both included"),
        (TaskQuestion(status="overdue"), ["Đắp đê"], "its last day has passed"),
        (TaskQuestion(status="overdue", sort=Sort.DUE), ["Đắp đê"], "the same by day"),
        (TaskQuestion(status="overdue", today=date(2033, 1, 1)), ["Khám mắt", "Đắp đê", "Trồng dừa"], "another day"),
        (TaskQuestion(status="open"), [ALL[0], *ALL[2:]], "not passed, or not known"),
        (TaskQuestion(status="undated"), ["Tuyên truyền", "Giữ chợ", "Họp"], "no day, and no recurrence"),
        (TaskQuestion(status="recurring"), ["Báo cáo"], "again and again"),
        (TaskQuestion(due_within=10), ["Báo cáo"], "a recurring one by its next day"),
        (TaskQuestion(due_within=20), ["Trồng dừa", "Báo cáo"], "and one with a last day"),
        (TaskQuestion(due_within=20, sort=Sort.DUE), ["Trồng dừa", "Báo cáo"], "days before recurrences"),
        (TaskQuestion(due_within=20, agency="Sở Xây dựng"), ["Trồng dừa"], "of an agency"),
        (TaskQuestion(agency="Sở Y tế", status="open", document="61"), ["Trồng dừa", "Báo cáo", "Giữ chợ"], "together"),
        (TaskQuestion(agency="Sở Y tế", role="coordinate"), ["Họp"], "a role"),
    ],
)
def test_conditions(database: Database, question: TaskQuestion, texts: list[str], why: str) -> None:
    asked = question if question.today else replace(question, today=TODAY)
    assert [row.text for row in ask_tasks(database, asked)] == texts, why


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (TaskQuestion(type="thơ"), "'thơ' is no type of document. Types are"),
        (TaskQuestion(level="village"), "'village' is no level. Levels are central, province, district, commune"),
        (TaskQuestion(status="done"), "'done' is no status"),
        (TaskQuestion(due_after="mai"), "'mai' is no date"),
    ],
)
def test_wrong_questions(database: Database, question: TaskQuestion, words: str) -> None:
    with pytest.raises(WrongQuestion, match=words):
        ask_tasks(database, question)


def test_an_issuer_that_nobody_is(database: Database) -> None:
    with pytest.raises(NotFound, match="No agency answers to 'Sở Trăng'"):
        ask_tasks(database, TaskQuestion(issuer="Sở Trăng"))


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(
    "question", [TaskQuestion(), TaskQuestion(type="KH"), TaskQuestion(no_lead=True), TaskQuestion(status="open")]
)
def test_the_order_of_all_tasks_comes_from_an_index(database: Database, question: TaskQuestion, sort: Sort) -> None:
    """With millions of tasks a whole sort would take seconds; what follows behind equal days may be sorted."""
    for statement in make_statements(database.connection, replace(question, sort=sort, today=TODAY)):
        plan = database.connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", (*statement.values, 10)).fetchall()
        assert "USE TEMP B-TREE FOR ORDER BY" not in [row[3] for row in plan]


def test_what_falls_due_stands_with_each_who_leads(database: Database) -> None:
    groups = list(find_due(database, within=30, today=TODAY))
    assert [(group.name, [(one.due, one.task.text) for one in group.tasks]) for group in groups] == [
        ("Sở Xây dựng tỉnh Hà Nam", [("2031-06-30", "Trồng dừa")]),
        ("Sở Y tế tỉnh Hà Nam", [("2031-06-20", "Báo cáo"), ("2031-06-30", "Trồng dừa")]),
    ]
    rows = list(make_due_rows(groups))
    assert [(row.agency, row.code, row.path) for row in rows[:1]] == [("Sở Xây dựng tỉnh Hà Nam", "61/KH-UBND", "2")]


def test_what_is_late_is_added(database: Database) -> None:
    groups = list(find_due(database, within=0, today=TODAY, agency="Sở Xây dựng", with_overdue=True))
    assert [(one.due, one.task.text) for group in groups for one in group.tasks] == [("2031-05-31", "Đắp đê")]
    assert list(find_due(database, within=0, today=TODAY, agency="Sở Xây dựng")) == []
