"""What falls due, body by body; a recurring task with the next day on which it falls."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from pipeline.store.ask.answers import DueGroup, DueRow, DueTask
from pipeline.store.ask.meant.agencies import find_agencies
from pipeline.store.ask.task_question import next_days
from pipeline.store.ask.task_rows import TASK, WITH_DEADLINE, WITH_PLACE, make_task_rows
from pipeline.store.database import Database

_DUE = f"""
SELECT b.id, b.name, w.due, {TASK}
FROM ({{due}}) AS w CROSS JOIN tasks AS t ON t.file = w.file AND t.position = w.task
CROSS JOIN documents AS d ON d.file = t.file {WITH_DEADLINE} {WITH_PLACE}
LEFT JOIN task_agencies AS a ON a.file = t.file AND a.task = t.position AND a.role = 'lead'
LEFT JOIN agencies AS b ON b.id = a.agency {{only}}
ORDER BY b.sort_key ASC NULLS LAST, b.id, w.due, d.issued DESC, d.id, t.position"""
_BEFORE = "UNION ALL SELECT file, task, last_day FROM deadlines WHERE last_day < :today"
Row = tuple[object, ...]


def find_due(
    db: Database, *, within: int, today: date, agency: str | None = None, with_overdue: bool = False
) -> Iterator[DueGroup]:
    """Yield the bodies that lead tasks due in some days from today, in the order of a Vietnamese dictionary.

    Each with its tasks, the soonest first; a task that several lead stands with each, one that nobody leads with the
    last group, which has no name. `with_overdue` adds what was due before. Raises NotFound when no agency answers.
    """
    ids = find_agencies(db.connection, agency) if agency else []
    due = f"SELECT file, task, due FROM ({next_days(today)}) WHERE due <= :until {_BEFORE if with_overdue else ''}"
    named = {f"agency{place}": id_ for place, id_ in enumerate(ids)}
    only = f"WHERE a.agency IN ({', '.join(f':{name}' for name in named)})" if ids else ""
    days = {"today": today.isoformat(), "until": (today + timedelta(days=within)).isoformat()}
    return _group(db.connection, db.connection.execute(_DUE.format(due=due, only=only), {**days, **named}))


def make_due_rows(groups: Iterable[DueGroup]) -> Iterator[DueRow]:
    """Yield a row for each task of each body."""
    for group in groups:
        for due in group.tasks:
            task = due.task
            names = (task.document, task.code, task.type, task.issued, task.title)
            yield DueRow(group.name, due.due, *names, task.path, task.text, task.deadline, task.recurs, task.page)


def _group(connection: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[DueGroup]:
    for (id_, name), some in groupby(rows, key=lambda row: (row[0], row[1])):
        once = dict.fromkeys(row[2:] for row in some)  # one body may be named twice in a task
        yield DueGroup(id_, name, tuple(_make_due(connection, row) for row in once))


def _make_due(connection: sqlite3.Connection, row: Row) -> DueTask:
    (task,) = make_task_rows(connection, [row[1:]])
    return DueTask(str(row[0]), task)
