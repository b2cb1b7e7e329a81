"""Questions about tasks: who leads what, by when."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pipeline.errors import StoreError
from pipeline.model import AgencyRole
from pipeline.store.ask.answers import TaskRow, UpcomingRow
from pipeline.store.ask.lookup import find_agencies, resolve_document
from pipeline.store.database import Database
from pipeline.store.schema import statements
from pipeline.text.reduced_date import last_day

_TASKS = """
SELECT o.file, o.task, o.document, o.code, o.issued, o.issuer, o.path, o.text, o.deadline, o.kind, o.starts, o.ends,
       o.last_day, o.recurs, o.product, o.page
FROM task_overview AS o {where} ORDER BY o.issued DESC, o.document, o.task"""


def find_tasks(
    db: Database,
    *,
    agency: str | None = None,
    role: AgencyRole | str | None = None,
    due_before: date | str | None = None,
    document: str | None = None,
) -> list[TaskRow]:
    """Return tasks, those of the newest documents first.

    `agency` may be any of its names or short forms; with `role` it must have this role in the task
    (without an agency: somebody must). `due_before` keeps tasks whose last day is on or before that
    day; a reduced date counts by its last day on both sides ("2031-12" is 31/12/2031), and tasks
    that recur without an end are left out. Raises NotFound when no agency or document answers,
    StoreError when `role` or `due_before` cannot be read.
    """
    conditions: list[str] = []
    values: list[str] = []
    if agency or role:
        condition, found = _who(db.connection, agency, role)
        conditions.append(condition)
        values += found
    if due_before:
        conditions.append("o.last_day <= ?")
        values.append(_day(due_before))
    if document:
        conditions.append("o.document = ?")
        values.append(resolve_document(db.connection, document).id)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return make_task_rows(db.connection, db.connection.execute(_TASKS.format(where=where), values).fetchall())


def upcoming_deadlines(db: Database, *, today: date | None = None, limit: int = 50) -> list[UpcomingRow]:
    """Return the tasks that are due next, recurring ones with their next day, the soonest first.

    This is the view of the same name, as it would be on another day where `today` is given.
    """
    columns = "due, document, code, path, text, lead, deadline, recurs"
    source = "upcoming_deadlines"
    if today:
        source = f"({_view_as_of(source, today)})"
    query = f"SELECT {columns} FROM {source} ORDER BY due, document, task LIMIT ?"
    return [UpcomingRow(*row) for row in db.connection.execute(query, (limit,))]


def make_task_rows(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> list[TaskRow]:
    """Return rows of the view `task_overview` as values, with the agencies of each role in printed order."""
    found = []
    for file, task, *words in rows:
        roles: dict[str, list[str]] = defaultdict(list)
        query = "SELECT role, name FROM task_agencies WHERE file = ? AND task = ? ORDER BY position"
        for role, name in connection.execute(query, (file, task)):
            roles[role].append(name)
        names = (tuple(roles[role.value]) for role in AgencyRole)
        found.append(TaskRow(f"{file}.{task}", *words[:6], *names, *words[6:]))  # type: ignore[arg-type]
    return found


def _who(connection: sqlite3.Connection, agency: str | None, role: AgencyRole | str | None) -> tuple[str, list[str]]:
    conditions, values = [], []
    if agency:
        ids = find_agencies(connection, agency)
        conditions.append(f"agency IN ({', '.join('?' * len(ids))})")
        values += ids
    if role:
        conditions.append("role = ?")
        values.append(_role(role).value)
    joined = " AND ".join(conditions)
    return f"(o.file, o.task) IN (SELECT file, task FROM task_agencies WHERE {joined})", values


def _role(role: AgencyRole | str) -> AgencyRole:
    try:
        return AgencyRole(role)
    except ValueError as error:
        roles = ", ".join(one.value for one in AgencyRole)
        raise StoreError(f"{role!r} is no role. Roles are {roles}") from error


def _day(due_before: date | str) -> str:
    if isinstance(due_before, date):
        return due_before.isoformat()
    day = last_day(due_before)
    if day is None:
        raise StoreError(f"{due_before!r} is no date. Write 2031-12-31, 2031-12, 2031-Q4 or 2031")
    return day


def _view_as_of(view: str, today: date) -> str:
    """Return a view's own query with another day for today."""
    text = next(statement for statement in statements("VIEW") if statement.startswith(f"CREATE VIEW {view} "))
    return text.partition(" AS\n")[2].rstrip(";").replace("'now'", f"'{today.isoformat()}'")
