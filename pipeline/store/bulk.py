"""Bulk writing through sqlite-utils, which is loaded only when something is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.store.rows import COLUMNS, Row
from pipeline.store.schema import statements

if TYPE_CHECKING:
    import sqlite_utils

BATCH = 2000
_LARGEST = frozenset(
    {"evidence", "header_evidence", "mentions", "relations", "tasks", "task_agencies", "deadlines", "agency_names"}
)
"""Nine rows of ten. sqlite-utils looks at every value for something to turn into JSON, which doubles their time."""


def load_library() -> None:
    """Import sqlite-utils (and with it pandas, where that is installed) ahead of the first use."""
    import sqlite_utils  # noqa: F401


class BulkWriter:
    """Appends rows by the thousand to a connection that is inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        import sqlite_utils

        self._tables: sqlite_utils.Database = sqlite_utils.Database(connection)

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Append rows to a table; sqlite-utils takes the names once, then plain sequences."""
        self._tables.table(table).insert_all(_with_names(columns, rows), batch_size=BATCH)

    def insert_file_rows(self, rows: dict[str, list[Row]]) -> None:
        """Append the rows of files, parents before children."""
        for table, columns in COLUMNS.items():
            if table in _LARGEST:
                self._insert_plainly(table, columns, rows.get(table, []))
            elif rows.get(table):
                self.insert(table, columns, rows[table])

    def _insert_plainly(self, table: str, columns: Sequence[str], rows: list[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        self._tables.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _with_names(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[Sequence[object]]:
    return chain([list(columns)], (list(row) for row in rows))


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Take the schema's indexes away before a bulk load."""
    for statement in statements("INDEX"):
        connection.execute(f"DROP INDEX IF EXISTS {statement.split()[2]}")


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the schema's indexes after a bulk load."""
    for statement in statements("INDEX"):
        connection.execute(statement)
