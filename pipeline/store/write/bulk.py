"""Bulk writing through sqlite-utils, which is loaded only when something is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.store.schema import statements
from pipeline.store.write.rows import COLUMNS, Row

if TYPE_CHECKING:
    import sqlite_utils

BATCH = 2000
_LARGEST = frozenset(
    {"evidence", "header_evidence", "mentions", "relations", "tasks", "task_agencies", "deadlines", "agency_names"}
)
"""Nine rows of ten. sqlite-utils looks at every value for something to turn into JSON, which doubles their time."""


def load_library() -> None:
    """Import sqlite-utils (and with it pandas, where that is installed) ahead of the first load of a database."""
    import sqlite_utils  # noqa: F401


class BulkWriter:
    """Appends rows by the thousand to a connection that is inside a transaction.

    sqlite-utils, which takes a third of a second to load, writes only where a database is filled at once.
    """

    def __init__(self, connection: sqlite3.Connection, *, fills: bool) -> None:
        self._connection = connection
        self._tables = _open_tables(connection) if fills else None

    def insert(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Append rows to a table; sqlite-utils takes the names once, then plain sequences."""
        if self._tables is None or table in _LARGEST:
            marks = ", ".join("?" * len(columns))
            self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        else:
            self._tables.table(table).insert_all(_with_names(columns, rows), batch_size=BATCH)

    def insert_file_rows(self, rows: dict[str, list[Row]]) -> None:
        """Append the rows of files, parents before children."""
        for table, columns in COLUMNS.items():
            if rows.get(table):
                self.insert(table, columns, rows[table])


def _open_tables(connection: sqlite3.Connection) -> sqlite_utils.Database:
    import sqlite_utils

    return sqlite_utils.Database(connection)


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
