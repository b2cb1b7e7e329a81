"""Bulk writing: rows appended by the thousand, indexes made after them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from pipeline.store.schema import statements
from pipeline.store.write.rows import COLUMNS, Row


def insert(connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Append rows to a table, in the open transaction."""
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def insert_file_rows(connection: sqlite3.Connection, rows: Mapping[str, Iterable[Row]]) -> None:
    """Append the rows of files, parents before children."""
    for table, columns in COLUMNS.items():
        insert(connection, table, columns, rows.get(table, ()))


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Take the schema's indexes away before a bulk load."""
    for statement in statements("INDEX"):
        connection.execute(f"DROP INDEX IF EXISTS {statement.split()[2]}")


def make_indexes(connection: sqlite3.Connection) -> None:
    """Make the schema's indexes after a bulk load."""
    for statement in statements("INDEX"):
        connection.execute(statement)
