"""Tasks as rows: the columns that a question selects, and the values made of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.model import AgencyRole
from pipeline.store.ask.answers import TaskRow

TASK = (
    "t.file, t.position, d.id, d.code, d.type, d.issued, d.title, d.issuer, d.level, t.path, t.text, "
    "l.raw, l.kind, l.starts, l.ends, l.last_day, l.recurs, t.product, e.page"
)
"""Columns of a task: `t` is tasks, `d` the document, `l` its deadline, `e` the place of its text."""
WITH_DEADLINE = "LEFT JOIN deadlines AS l ON l.file = t.file AND l.task = t.position"
WITH_PLACE = "JOIN evidence AS e ON e.file = t.file AND e.id = t.evidence"
_BEFORE_AGENCIES = 9  # columns of TASK behind file and position


def make_task_rows(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> Iterator[TaskRow]:
    """Yield rows of the columns in `TASK` as values, with the agencies of each role in printed order."""
    query = "SELECT role, name FROM task_agencies WHERE file = ? AND task = ? ORDER BY position"
    for file, task, *words in rows:
        roles: dict[str, list[str]] = defaultdict(list)
        for role, name in connection.execute(query, (file, task)):
            roles[role].append(name)
        names = (tuple(roles[role.value]) for role in AgencyRole)
        before, behind = words[:_BEFORE_AGENCIES], words[_BEFORE_AGENCIES:]
        yield TaskRow(f"{file}.{task}", *before, *names, *behind)  # type: ignore[arg-type]
