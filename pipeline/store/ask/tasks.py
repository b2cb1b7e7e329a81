"""Questions about tasks: who leads what, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.model import AgencyRole
from pipeline.store.ask.answers import TaskRow, UpcomingRow
from pipeline.store.ask.task_question import Statement, TaskQuestion, make_statements, view_on
from pipeline.store.ask.task_rows import make_task_rows
from pipeline.store.database import Database


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
    WrongQuestion when `role` or `due_before` cannot be read. `ask_tasks` takes every other question.
    """
    return list(ask_tasks(db, TaskQuestion(agency=agency, role=role, due_before=due_before, document=document)))


def ask_tasks(db: Database, question: TaskQuestion) -> Iterator[TaskRow]:
    """Yield the tasks that answer a question, in its order, as they are read; raises as `find_tasks`."""
    return _answer(db, question, list(make_statements(db.connection, question)))


def _answer(db: Database, question: TaskQuestion, statements: list[Statement]) -> Iterator[TaskRow]:
    left = question.limit or -1
    for statement in statements:
        if left != 0:
            for row in make_task_rows(db.connection, db.connection.execute(statement.sql, (*statement.values, left))):
                left -= 1
                yield row


def upcoming_deadlines(db: Database, *, today: date | None = None, limit: int = 50) -> list[UpcomingRow]:
    """Return the tasks that are due next, recurring ones with their next day, the soonest first.

    This is the view of the same name, as it would be on another day where `today` is given.
    """
    columns = "due, document, code, path, text, lead, deadline, recurs"
    source = f"({view_on('upcoming_deadlines', today)})" if today else "upcoming_deadlines"
    query = f"SELECT {columns} FROM {source} ORDER BY due, document, task LIMIT ?"
    return [UpcomingRow(*row) for row in db.connection.execute(query, (limit,))]
