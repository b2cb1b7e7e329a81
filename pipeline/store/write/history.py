"""Keeps what the database tells of versions in step with the history of the workspace."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from pipeline.model import Fact, Record
from pipeline.model.originals import place_original
from pipeline.store.nouns import Version

RecordOf = Callable[[str], Record | None]

_VERSION = """
INSERT OR REPLACE INTO versions (place, number, sha256, name, since, until, why, gone)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_UNCHANGED = "DELETE FROM versions WHERE number = 1 AND until IS NULL AND gone IS NULL AND place = ?"
_FORMER = """
INSERT OR REPLACE INTO former (sha256, forgotten, code, issued, title, tasks, original) VALUES (?, ?, ?, ?, ?, ?, ?)"""


def write_history(
    connection: sqlite3.Connection, versions: Iterable[Version], silent: Mapping[str, bool], record_of: RecordOf
) -> None:
    """Write versions, and which contents are in no answer (`silent`, with whether a person took them out).

    The header of such a content comes from its record, where that is kept.
    """
    stored = dict(connection.execute("SELECT sha256, forgotten FROM former"))
    with connection:
        told = list(versions)
        connection.executemany(_VERSION, ((one.place, *one.values) for one in told))
        connection.executemany(_UNCHANGED, ((one.place,) for one in told))  # what came back as it was has no history
        back = sorted(set(stored) - set(silent))
        connection.executemany("DELETE FROM former WHERE sha256 = ?", ((content,) for content in back))
        fresh = sorted(content for content, forgotten in silent.items() if stored.get(content) != forgotten)
        rows = ((content, int(silent[content]), *_header(record_of(content))) for content in fresh)
        connection.executemany(_FORMER, rows)


def _header(record: Record | None) -> tuple[str | int | None, ...]:
    if record is None:
        return (None,) * 5
    identity, source = record.identity, record.source
    words = (_value(identity.code), _value(identity.issued), _value(identity.title))
    return (*words, len(record.tasks), place_original(source.sha256, source.name))


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None
