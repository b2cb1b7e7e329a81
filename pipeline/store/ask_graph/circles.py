"""Circles of acts that rest on one another, found without loading the graph.

An act rests on older ones, so every circle holds a tie from an act to one that is not surely older. From each such tie
the way back is looked for, upwards, where there are few acts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from pipeline.store.ask_graph.walk import take_steps

LONGEST = 12
_SUSPECTS = """
SELECT DISTINCT r.source, r.target FROM relations AS r
JOIN documents AS s ON s.id = r.source JOIN documents AS t ON t.id = r.target
WHERE r.relation IN ({marks}) AND r.source <> r.target AND NOT coalesce(s.issued > t.issued, 0)
  AND EXISTS (SELECT 1 FROM relations AS up WHERE up.source = r.target AND up.target IS NOT NULL
    AND up.relation IN ({marks}))
  AND EXISTS (SELECT 1 FROM relations AS down WHERE down.target = r.source AND down.relation IN ({marks}))
ORDER BY 1, 2"""


def find_circles(connection: sqlite3.Connection, relations: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of at most 12 acts once, as the ids in the order in which they cite, the smallest first."""
    marks = ", ".join("?" * len(relations))
    suspects = connection.execute(_SUSPECTS.format(marks=marks), tuple(relations) * 3).fetchall()
    found: set[tuple[str, ...]] = set()
    for source, target in suspects:
        way = _find_way(connection, target, source, relations)
        if way:
            first = way.index(min(way))
            circle = (*way[first:], *way[:first])
            if circle not in found:
                found.add(circle)
                yield circle


def _find_way(
    connection: sqlite3.Connection, start: str, goal: str, relations: Collection[str]
) -> tuple[str, ...] | None:
    """Return the shortest way up from one act to another, from the goal's tie on: (goal, start, …)."""
    came: dict[str, str] = {start: ""}
    front = [start]
    for _ in range(LONGEST - 1):
        steps = take_steps(connection, front, up=True, relations=relations)
        fresh = {step.end: step.start for step in sorted(steps, key=lambda step: step.start) if step.end not in came}
        came.update(fresh)
        if goal in fresh:
            return _tell(came, goal)
        front = sorted(fresh)
        if not front:
            return None
    return None


def _tell(came: dict[str, str], goal: str) -> tuple[str, ...]:
    way = [goal]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return (way[0], *reversed(way[1:]))
