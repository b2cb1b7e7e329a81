"""Faults of one document: the checks of `lint`, asked of it and of the documents that stand beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from pipeline.store.ask.answers import Finding
from pipeline.store.ask_graph.lint import CHECKS

FAR_REACHING = frozenset({"circle"})  # cannot be seen from beside a document
_NEAR = """
CREATE TEMP TABLE near AS
SELECT id FROM main.documents WHERE id = :id
UNION SELECT target FROM main.relations WHERE source = :id AND target IS NOT NULL
UNION SELECT source FROM main.relations WHERE target = :id
UNION SELECT c.document FROM main.files AS f JOIN main.citations AS c ON c.file = f.id WHERE f.document = :id
UNION SELECT f.document FROM main.citations AS c JOIN main.files AS f ON f.id = c.file WHERE c.document = :id
UNION SELECT d.id FROM main.documents AS own JOIN main.documents AS d ON d.code_key = own.code_key
  WHERE own.id = :id"""
_VIEWS = {
    "documents": "id IN (SELECT id FROM temp.near)",
    "files": "document IN (SELECT id FROM temp.near)",
    "citations": "file IN (SELECT f.id FROM temp.near AS n CROSS JOIN main.files AS f ON f.document = n.id)",
    "relations": "source IN (SELECT id FROM temp.near)",
    "forms": "document IN (SELECT id FROM temp.near)",
}
"""What the checks see instead of the whole tables; a temporary name goes before that of the database."""


def find_faults(connection: sqlite3.Connection, document: str, on: date | None) -> list[Finding]:
    """Return the faults in which a document has a part, in the order of the checks; `on` is today.

    Without a day what depends on it is left out. What it costs grows with the neighbours of the document, not with the
    database.
    """
    with _neighbourhood(connection, document):
        return [
            finding
            for name, check in CHECKS.items()
            if name not in FAR_REACHING
            for finding in sorted(check(connection, on or date.max), key=lambda one: (one.document, one.other or ""))
            if document in (finding.document, finding.other)
        ]


@contextmanager
def _neighbourhood(connection: sqlite3.Connection, document: str) -> Iterator[None]:
    try:
        connection.execute(_NEAR, {"id": document})
        for name, only in _VIEWS.items():
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {only}")
        yield
    finally:
        for name in _VIEWS:
            connection.execute(f"DROP VIEW IF EXISTS temp.{name}")
        connection.execute("DROP TABLE IF EXISTS temp.near")
