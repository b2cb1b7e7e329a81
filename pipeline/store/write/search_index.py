"""The full-text index: folded text of documents and tasks, without a second copy of it.

A contentless FTS5 table gives an entry back only against the words that went in; they are made
again from the stored rows, which is why entries go before their rows do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from pipeline.store.folding import fold_in_place
from pipeline.store.nouns import TASK_BITS
from pipeline.store.write.bulk import insert
from pipeline.store.write.rows import Row

_FILE_DIGITS = 11  # 44 bits of the file's id, then `TASK_BITS` for the task, are a rowid of 63 bits

_DOCUMENT = """
SELECT coalesce(h.code, '') || ' ' || coalesce(h.title, '') || ' ' || coalesce(h.issuer, ''), t.text
FROM headers AS h JOIN texts AS t ON t.file = h.file WHERE h.file = ?"""
_TASKS = """
SELECT tasks.position, tasks.path || ' ' || coalesce((SELECT group_concat(name, ' ') FROM task_agencies AS ta
         WHERE ta.file = tasks.file AND ta.task = tasks.position), '') || ' ' || coalesce(tasks.product, ''),
       tasks.text
FROM tasks WHERE tasks.file = ? ORDER BY tasks.position"""

Entry = tuple[int, str, int | None, str, str]  # rowid, file, task, head, body


def add_entries(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Index the stored rows of some files; rowids must rise, or FTS5 writes a segment for each."""
    passages: list[Row] = []
    for file in sorted(files):
        entries = list(_entries(connection, file))
        passages += [entry[:3] for entry in entries]
        words = [(rowid, head, body) for rowid, _, _, head, body in entries]
        connection.executemany("INSERT INTO search (rowid, head, body) VALUES (?, ?, ?)", words)
    insert(connection, "passages", ("id", "file", "task"), passages)


def remove_entries(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Take some files out of the index; their rows must still be there."""
    for file in files:
        words = ((rowid, head, body) for rowid, _, _, head, body in list(_entries(connection, file)))
        connection.executemany("INSERT INTO search (search, rowid, head, body) VALUES ('delete', ?, ?, ?)", words)
        connection.execute("DELETE FROM passages WHERE file = ?", (file,))


def _entries(connection: sqlite3.Connection, file: str) -> Iterator[Entry]:
    base = int(file[:_FILE_DIGITS], 16) << TASK_BITS
    for head, text in connection.execute(_DOCUMENT, (file,)):
        yield base, file, None, fold_in_place(head), fold_in_place(text)
    for position, head, text in connection.execute(_TASKS, (file,)):
        yield base + 1 + position, file, position, fold_in_place(head), fold_in_place(text)
