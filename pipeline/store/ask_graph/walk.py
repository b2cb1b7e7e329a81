"""Steps over the ties between documents, layer by layer, so that only what is reached is read."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.store.ask.answers import DocumentRow
from pipeline.store.ask.lookup import DOCUMENT, make_document_row

_STEP = """
SELECT DISTINCT r.{start}, r.{end}, r.relation, r.hand FROM json_each(?) AS ids
CROSS JOIN relations AS r INDEXED BY relations_by_{start} ON r.{start} = ids.value
WHERE r.{end} IS NOT NULL AND r.source <> r.target{only}"""


class Step(NamedTuple):
    """A tie from a document to the next: `relation` is what the source says of the target."""

    start: str
    end: str
    relation: str
    hand: str


def take_steps(
    connection: sqlite3.Connection, documents: Iterable[str], *, up: bool, relations: Collection[str] = ()
) -> list[Step]:
    """Return the ties from some documents to what they cite (`up`) or to who cites them; all relations or some."""
    return list(_iterate_steps(connection, documents, up=up, relations=relations))


def _iterate_steps(
    connection: sqlite3.Connection, documents: Iterable[str], *, up: bool, relations: Collection[str]
) -> Iterator[Step]:
    start, end = ("source", "target") if up else ("target", "source")
    only = f" AND r.relation IN ({', '.join('?' * len(relations))})" if relations else ""
    query = _STEP.format(start=start, end=end, only=only)
    rows = connection.execute(query, (json.dumps(sorted(documents)), *sorted(relations)))
    return map(Step._make, rows)


@dataclass(frozen=True, slots=True)
class Reach:
    """What can be reached from a document: `steps` by their start, `depth` of every document, whether there is more."""

    steps: dict[str, list[Step]]
    depth: dict[str, int]
    is_cut: bool


def reach(connection: sqlite3.Connection, root: str, *, up: bool, depth: int, relations: Collection[str] = ()) -> Reach:
    """Return everything within some steps of a document, each document unfolded once."""
    steps: dict[str, list[Step]] = defaultdict(list)
    depths = {root: 0}
    layer = [root]
    for level in range(1, depth + 1):
        for step in take_steps(connection, layer, up=up, relations=relations):
            steps[step.start].append(step)
        layer = sorted({step.end for one in layer for step in steps.get(one, ())} - set(depths))
        depths.update(dict.fromkeys(layer, level))
        if not layer:
            return Reach(dict(steps), depths, is_cut=False)
    more = any(step.end not in depths for step in _iterate_steps(connection, layer, up=up, relations=relations))
    return Reach(dict(steps), depths, is_cut=more)


def read_documents(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, DocumentRow]:
    """Return documents by their ids."""
    query = f"SELECT {DOCUMENT} FROM json_each(?) AS ids CROSS JOIN documents AS d ON d.id = ids.value"
    rows = connection.execute(query, (json.dumps(sorted(ids)),))
    return {row.id: row for row in map(make_document_row, rows)}
