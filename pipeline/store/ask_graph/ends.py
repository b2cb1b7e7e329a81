"""Which acts others end, each with the words that say so: whole acts only, and never those of a higher body.

`relations` keeps what files say; an act that is said to end one of a higher body, or a younger one, does not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.knowledge.agencies.ranks import Issued, is_below
from pipeline.model import Relation

ENDS = (Relation.REPLACES.value, Relation.REPEALS.value)
_QUERY = """
SELECT r.target, r.source, r.relation, f.name, substr(t.text, v.start_at + 1, v.end_at - v.start_at), r.confidence,
       s.issued, d.issued, s.type, s.code, s.title, s.agency, d.type, d.code, d.title, d.agency
FROM {start} JOIN documents AS s ON s.id = r.source JOIN documents AS d ON d.id = r.target
JOIN files AS f ON f.id = r.file JOIN texts AS t ON t.file = r.file
JOIN evidence AS v ON v.file = r.file AND v.id = r.evidence
WHERE r.relation IN ('replaces', 'repeals') AND r.part IS NULL AND r.source <> r.target
ORDER BY r.target, r.source, r.relation, r.hand, r.confidence DESC, f.name"""
_ALL = "relations AS r"
_SOME = "json_each(:ids) AS ids CROSS JOIN relations AS r INDEXED BY relations_by_target ON r.target = ids.value"


@dataclass(frozen=True, slots=True)
class End:
    """The end of an act: which act ends it, how, and the printed words with the file that says so."""

    target: str
    source: str
    relation: str
    file: str
    words: str
    confidence: float
    is_possible: bool  # whether the act may end the other: not that of a higher body, and no younger one


def find_ends(connection: sqlite3.Connection, targets: Collection[str] | None = None) -> list[End]:
    """Return who ends some acts, or any, in order: each pair once, with what the act that ends it says itself first."""
    found: dict[tuple[str, str], End] = {}
    for end in _read(connection, targets):
        found.setdefault((end.target, end.source), end)
    return list(found.values())


def find_true_ends(connection: sqlite3.Connection, targets: Collection[str] | None = None) -> list[End]:
    """Return the ends of acts that can be true."""
    return [end for end in find_ends(connection, targets) if end.is_possible]


def _read(connection: sqlite3.Connection, targets: Collection[str] | None) -> Iterator[End]:
    query = _QUERY.format(start=_ALL if targets is None else _SOME)
    values = {} if targets is None else {"ids": json.dumps(sorted(targets))}
    for target, source, relation, file, words, sure, begun, issued, *act in connection.execute(query, values):
        is_older = bool(begun and issued and len(begun) == len(issued) and begun < issued)
        possible = not is_older and not is_below(Issued(*act[:4]), Issued(*act[4:]))
        yield End(target, source, relation, file, " ".join(words.split()), sure, possible)
