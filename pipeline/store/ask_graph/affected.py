"""What hangs on an act: who replaces or repeals it, which acts rest on it, and which of their tasks are still open."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.model import Relation
from pipeline.store.ask.answers import DocumentRow, TaskRow
from pipeline.store.ask.lookup import resolve_document
from pipeline.store.ask.task_rows import TASK, WITH_DEADLINE, WITH_PLACE, make_task_rows
from pipeline.store.ask_graph.answers import Affected, EndedBy, EndedRow, Resting
from pipeline.store.ask_graph.ends import End, find_true_ends
from pipeline.store.ask_graph.walk import reach, read_documents
from pipeline.store.database import Database

RESTS_ON = tuple(
    relation.value for relation in (Relation.IMPLEMENTS, Relation.LEGAL_BASIS, Relation.ISSUED_WITH, Relation.APPROVES)
)
_OPEN = "(l.last_day IS NULL OR l.last_day >= :on)"
_TASKS = f"""
SELECT {TASK} FROM json_each(:ids) AS ids CROSS JOIN documents AS d ON d.id = ids.value
JOIN tasks AS t ON t.file = d.file {WITH_DEADLINE} {WITH_PLACE}
WHERE {_OPEN} ORDER BY ids.key, t.position"""
_COUNT = f"""
SELECT d.id, count(*) FROM json_each(:ids) AS ids CROSS JOIN documents AS d ON d.id = ids.value
JOIN tasks AS t ON t.file = d.file {WITH_DEADLINE} WHERE {_OPEN} GROUP BY 1"""


def affected(db: Database, code_or_id: str, *, depth: int = 6, on: date) -> Affected:
    """Return what hangs on an act, down to the tasks that are open on a day.

    A task is open when no last day is known or it has not passed. Who rests on the act carries it out or names it as
    its legal basis, directly or through others. Raises NotFound when the code is no document's, or several'.
    """
    connection = db.connection
    document = resolve_document(connection, code_or_id)
    found = reach(connection, document.id, up=False, depth=depth, relations=RESTS_ON)
    ended = find_true_ends(connection, [document.id])
    ids = [id_ for id_ in found.depth if id_ != document.id]
    documents = read_documents(connection, [*ids, *(end.source for end in ended)])
    ids.sort(key=lambda id_: (found.depth[id_], documents[id_].issued or "9", id_))
    ties = {id_: {step.relation for steps in found.steps.values() for step in steps if step.end == id_} for id_ in ids}
    counts = _count_open(connection, ids, on)
    return Affected(
        document,
        tuple(_ended_by(end, documents) for end in ended),
        tuple(Resting(documents[id_], found.depth[id_], tuple(sorted(ties[id_])), counts.get(id_, 0)) for id_ in ids),
        tuple(_open_tasks(connection, ids, on)),
        on.isoformat(),
    )


def ended_acts(db: Database, *, limit: int = 50) -> list[EndedRow]:
    """Return the whole acts that others replace or repeal and on which something rests, those with most of it first."""
    connection = db.connection
    counted = [(end, _count_resting(connection, end)) for end in find_true_ends(connection)]
    rows = [(end, resting) for end, resting in counted if resting]
    rows = sorted(rows, key=lambda row: (-row[1], row[0].target, row[0].source))[:limit]
    documents = read_documents(connection, {id_ for end, _ in rows for id_ in (end.target, end.source)})
    return [EndedRow(documents[end.target], _ended_by(end, documents), resting) for end, resting in rows]


def _count_resting(connection: sqlite3.Connection, end: End) -> int:
    rests = ", ".join("?" * len(RESTS_ON))
    query = f"SELECT count(DISTINCT source) FROM relations WHERE target = ? AND relation IN ({rests}) AND source <> ?"
    number: int = connection.execute(query, (end.target, *RESTS_ON, end.source)).fetchone()[0]
    return number


def _ended_by(end: End, documents: Mapping[str, DocumentRow]) -> EndedBy:
    return EndedBy(documents[end.source], end.relation, end.words, end.file)


def _count_open(connection: sqlite3.Connection, ids: Iterable[str], on: date) -> dict[str, int]:
    return dict(connection.execute(_COUNT, {"ids": json.dumps(list(ids)), "on": on.isoformat()}).fetchall())


def _open_tasks(connection: sqlite3.Connection, ids: Iterable[str], on: date) -> list[TaskRow]:
    rows = connection.execute(_TASKS, {"ids": json.dumps(list(ids)), "on": on.isoformat()}).fetchall()
    return list(make_task_rows(connection, rows))
