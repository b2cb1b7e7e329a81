"""What can be asked of tasks, and the SQL that answers: a driving table, conditions, an order that an index serves.

Which table SQLite begins with decides what a question costs among millions of tasks: documents by their dates,
deadlines by their days, or the tasks of an agency.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from pipeline.errors import WrongQuestion
from pipeline.model import AgencyRole
from pipeline.store.ask.lookup import resolve_document
from pipeline.store.ask.task_rows import TASK, WITH_DEADLINE, WITH_PLACE
from pipeline.store.schema import statements
from pipeline.text.reduced_date import first_day, last_day


class Status(StrEnum):
    """What the database knows of a task on a day; that a task is done it does not know."""

    OPEN = "open"  # its last day has not passed, or none is known
    OVERDUE = "overdue"  # its last day has passed
    UNDATED = "undated"  # no last day, and it does not recur
    RECURRING = "recurring"  # falls again and again


class Sort(StrEnum):
    """The order of tasks: by the dates of their documents, or by their own last days, undated ones last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class TaskQuestion:
    """Which tasks are asked for; what is not said is not asked.

    Names are what users write: an agency or issuer by any of its names, a document as `find_documents` takes it, a type
    by abbreviation or name. Days are reduced dates; both bounds count. `due_within` counts days from `today`, recurring
    tasks by their next day. `limit` 0 is all.
    """

    agency: str | None = None
    role: AgencyRole | str | None = None
    document: str | None = None
    type: str | None = None
    issuer: str | None = None
    level: str | None = None
    no_lead: bool = False
    no_deadline: bool = False
    due_before: date | str | None = None
    due_after: date | str | None = None
    due_within: int | None = None
    status: str | None = None
    today: date | None = None
    sort: Sort = Sort.NEWEST
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement and its values."""

    sql: str
    values: tuple[str, ...]


_HAS_ROLE = "EXISTS (SELECT 1 FROM task_agencies AS a WHERE a.file = t.file AND a.task = t.position AND a.role = ?)"
_NEXT_DAYS = "next_days"
_FEW = 20_000  # deadlines
_OF_AGENCIES = "SELECT DISTINCT file, task FROM task_agencies WHERE "
_ORDERS = {
    Sort.NEWEST: "d.issued DESC, d.id, t.position",
    Sort.OLDEST: "d.issued ASC NULLS LAST, d.id, t.position",
    Sort.DUE: "l.last_day ASC NULLS LAST, d.issued DESC, d.id, t.position",
}
_STATUS = {
    Status.OPEN: "(l.last_day IS NULL OR l.last_day >= ?)",
    Status.OVERDUE: "l.last_day < ?",
    Status.UNDATED: "l.last_day IS NULL AND l.recurs IS NULL",
    Status.RECURRING: "l.recurs IS NOT NULL",
}
_FROM_DOCUMENTS = f"documents AS d CROSS JOIN tasks AS t ON t.file = d.file {WITH_DEADLINE}"
_FROM_DEADLINES = (
    "deadlines AS l CROSS JOIN tasks AS t ON t.file = l.file AND t.position = l.task "
    "CROSS JOIN documents AS d ON d.file = t.file"
)
_FROM_LIST = (
    "({chosen}) AS w CROSS JOIN tasks AS t ON t.file = w.file AND t.position = w.task "
    f"CROSS JOIN documents AS d ON d.file = t.file {WITH_DEADLINE}"
)


def make_statements(connection: sqlite3.Connection, question: TaskQuestion) -> Iterator[Statement]:
    """Yield the statements whose rows, one after the other, are the answer; each wants what the limit left.

    Raises NotFound when no agency or document answers, WrongQuestion when a role, day, type or status is none.
    """
    parts = [part for make in _CONDITIONS for part in make(connection, question)]
    conditions = [words for words, _ in parts]
    values = [value for _, some in parts for value in some]
    chosen, first = _choose_list(connection, question)
    if chosen:
        yield _make(_FROM_LIST.format(chosen=chosen), conditions, [*first, *values], question.sort)
    elif question.sort is Sort.DUE:
        yield _make(_FROM_DEADLINES, ["l.last_day IS NOT NULL", *conditions], values, Sort.DUE)
        if not _is_bounded(question):
            yield _make(_FROM_DOCUMENTS, ["l.last_day IS NULL", *conditions], values, Sort.NEWEST)
    else:
        begins = _FROM_DEADLINES if _has_few_days(connection, question) else _FROM_DOCUMENTS
        yield _make(begins, conditions, values, question.sort)


def view_on(name: str, today: date) -> str:
    """Return the query of the view `next_days`, or of one that rests on it, as it is on a day."""
    view = next(text for text in statements("VIEW") if text.startswith(f"CREATE VIEW {name} "))
    query = view.partition(" AS\n")[2].rstrip(";").replace("'now'", f"'{today.isoformat()}'")
    return (
        query if name == _NEXT_DAYS else query.replace(f"FROM {_NEXT_DAYS}", f"FROM ({next_days(today)}) AS next_days")
    )


def next_days(today: date) -> str:
    """Return a query of file, task and due: the next day on or after `today` of every task that has one."""
    return view_on(_NEXT_DAYS, today)


def _make(begins: str, conditions: list[str], values: list[str], sort: Sort) -> Statement:
    """Return a statement that chooses tasks by keys alone and reads the rest of the chosen ones."""
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    keys = f"SELECT t.file, t.position, d.id FROM {begins}{where} ORDER BY {_ORDERS[sort]} LIMIT ?"
    sql = f"""SELECT {TASK} FROM ({keys}) AS k CROSS JOIN documents AS d ON d.id = k.id
              CROSS JOIN tasks AS t ON t.file = k.file AND t.position = k.position {WITH_DEADLINE} {WITH_PLACE}"""
    return Statement(sql, tuple(values))


def _choose_list(connection: sqlite3.Connection, question: TaskQuestion) -> tuple[str, list[str]]:
    """Return a query of the tasks that alone can answer, and its values; none where there is no short list of them."""
    if question.agency:
        ids = _find_agencies(connection, question.agency)
        role = [_role(question.role)] if question.role else []
        return f"{_OF_AGENCIES}agency IN ({_marks(ids)}){' AND role = ?' if role else ''}", [*ids, *role]
    if question.due_within is not None:
        return f"SELECT file, task FROM ({next_days(_today(question))}) WHERE due <= ?", [_horizon(question)]
    return "", []


def _has_few_days(connection: sqlite3.Connection, question: TaskQuestion) -> bool:
    """Say whether few deadlines fall into the days that are asked for, so that beginning with them is the short way."""
    if question.document or not _is_bounded(question):
        return False
    days = list(_of_days(connection, replace(question, no_deadline=False, due_within=None)))
    where, values = " AND ".join(words for words, _ in days), [value for _, some in days for value in some]
    query = f"SELECT count(*) FROM (SELECT 1 FROM deadlines AS l WHERE {where} LIMIT {_FEW})"
    return bool(connection.execute(query, values).fetchone()[0] < _FEW)


def _is_bounded(question: TaskQuestion) -> bool:
    return bool(question.due_before or question.due_after or question.status == Status.OVERDUE)


Condition = tuple[str, list[str]]


def _of_agency(connection: sqlite3.Connection, question: TaskQuestion) -> Iterator[Condition]:
    if question.role and not question.agency:
        yield _HAS_ROLE, [_role(question.role)]
    if question.no_lead:
        yield f"NOT {_HAS_ROLE}", [AgencyRole.LEAD.value]


def _of_document(connection: sqlite3.Connection, question: TaskQuestion) -> Iterator[Condition]:
    if question.document:
        yield "d.id = ?", [resolve_document(connection, question.document).id]
    if question.type:
        from pipeline.store.ask.meant.doc_types import find_type

        yield "d.type = ?", [find_type(question.type)]
    if question.level:
        from pipeline.model.resolved import Level

        yield "d.level = ?", [_known(question.level, Level, "level")]
    if question.issuer:
        ids = _find_agencies(connection, question.issuer)
        yield f"d.agency IN ({_marks(ids)})", ids


def _find_agencies(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """Load the register only for questions that name an agency."""
    from pipeline.store.ask.meant.agencies import find_agencies

    return find_agencies(connection, wanted)


def _of_days(connection: sqlite3.Connection, question: TaskQuestion) -> Iterator[Condition]:
    if question.no_deadline:
        yield "l.file IS NULL", []
    if question.due_before:
        yield "l.last_day <= ?", [_day(question.due_before, last_day)]
    if question.due_after:
        yield "l.last_day >= ?", [_day(question.due_after, first_day)]
    if question.due_within is not None and question.agency:
        upcoming = f"SELECT file, task FROM ({next_days(_today(question))}) WHERE due <= ?"
        yield f"(t.file, t.position) IN ({upcoming})", [_horizon(question)]
    if question.status:
        words = _STATUS[Status(_known(question.status, Status, "status"))]
        yield words, [_today(question).isoformat()] * words.count("?")


_CONDITIONS: tuple[Callable[[sqlite3.Connection, TaskQuestion], Iterator[Condition]], ...] = (
    *(_of_agency, _of_document, _of_days),
)


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _role(role: AgencyRole | str) -> str:
    return _known(str(role), AgencyRole, "role")


def _known(word: str, kind: type[StrEnum], what: str) -> str:
    if word not in {str(one) for one in kind}:
        known = ", ".join(str(one) for one in kind)
        raise WrongQuestion(f"{word!r} is no {what}. {what.capitalize()}s are {known}")
    return word


def _today(question: TaskQuestion) -> date:
    return question.today or date.today()


def _horizon(question: TaskQuestion) -> str:
    return (_today(question) + timedelta(days=question.due_within or 0)).isoformat()


def _day(day: date | str, bound: Callable[[str], str | None]) -> str:
    found = day.isoformat() if isinstance(day, date) else bound(day)
    if found is None:
        raise WrongQuestion(f"{day!r} is no date. Write 2031-12-31, 2031-12, 2031-Q4 or 2031")
    return found
