"""Questions about ways: the shortest one between two documents."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.store.ask.lookup import resolve_document
from pipeline.store.ask_graph.answers import PathStep
from pipeline.store.ask_graph.walk import Step, read_documents, take_steps
from pipeline.store.database import Database

_Link = tuple[str, bool]  # the document before, and whether that one cites this


@dataclass(slots=True)
class _Side:
    """What was reached from one end; `came` tells from where."""

    front: set[str]
    came: dict[str, _Link | None] = field(default_factory=dict)


def shortest_path(
    db: Database, one: str, other: str, *, relations: Collection[str] = (), one_way: bool = False
) -> list[PathStep]:
    """Return the shortest way between two documents, both included; empty where there is none.

    Ties count in both directions unless `one_way`, which goes from the citing to the cited. Both ends are given by
    code, id, title or SHA-256. Raises NotFound when an end is no document, or several.
    """
    start, goal = resolve_document(db.connection, one).id, resolve_document(db.connection, other).id
    sides = (_Side({start}, {start: None}), _Side({goal}, {goal: None}))
    middle = start if start == goal else None
    while middle is None and all(side.front for side in sides):
        side, opposite = sides if len(sides[0].front) <= len(sides[1].front) else (sides[1], sides[0])
        directions = (side is sides[0],) if one_way else (True, False)
        middle = _widen(db.connection, side, opposite, directions, relations)
    return _tell(db.connection, sides, middle) if middle else []


def _widen(
    connection: sqlite3.Connection, side: _Side, opposite: _Side, directions: tuple[bool, ...], only: Collection[str]
) -> str | None:
    """Go one step further on one side; return the document where the sides meet."""
    steps = [(step, up) for up in directions for step in take_steps(connection, side.front, up=up, relations=only)]
    fresh: set[str] = set()
    for step, up in sorted(steps, key=lambda pair: (pair[0].start, pair[0].end, not pair[1])):
        if step.end not in side.came:
            side.came[step.end] = (step.start, up)
            fresh.add(step.end)
    side.front = fresh
    return min(fresh & set(opposite.came), default=None)


def _tell(connection: sqlite3.Connection, sides: tuple[_Side, _Side], middle: str) -> list[PathStep]:
    ids = [*reversed(_way(sides[0], middle)), *_way(sides[1], middle)[1:]]
    documents = read_documents(connection, ids)
    found = [PathStep(documents[ids[0]])]
    for before, after in pairwise(ids):
        forward = _between(take_steps(connection, [before], up=True), after)
        relations = forward or _between(take_steps(connection, [after], up=True), before)
        found.append(PathStep(documents[after], relations, bool(forward)))
    return found


def _way(side: _Side, middle: str) -> list[str]:
    ids = [middle]
    while link := side.came[ids[-1]]:
        ids.append(link[0])
    return ids


def _between(steps: list[Step], end: str) -> tuple[str, ...]:
    relations: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        relations[step.end].add(step.relation)
    return tuple(sorted(relations[end]))
