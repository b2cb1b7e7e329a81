"""Connecting to a database file, and the sentences for everything that can be wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.store.schema import APPLICATION_ID, SCHEMA_VERSION, schema_sql

_WAIT = 30.0  # seconds for another writer to finish
_CACHE = 128_000  # KiB of pages in memory; a bulk load that spills takes twice the time
_REBUILD = "Make it anew from the records with `vanban rebuild`"


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection with foreign keys on; raises StoreError with what to do."""
    exists = has_database(path)
    if not exists and not create:
        raise StoreError(f"{path}: there is no database here. Take documents in with `vanban ingest PATH` first")
    if not exists:
        _require_folder(path)
    try:
        mode = "rwc" if create else "rw"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the database cannot be opened: {error}. Check its folder's permissions") from error
    try:
        if exists:
            _check(path, connection)
        connection.execute("PRAGMA foreign_keys = on")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    except (sqlite3.Error, StoreError) as error:
        connection.close()
        if isinstance(error, StoreError):
            raise
        raise StoreError(f"{path}: this is no database, or a damaged one ({error}). {_REBUILD}") from error
    return connection


def has_database(path: Path) -> bool:
    """Say whether a file holds more than nothing: making a database can be killed before its first table is there."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_WAIT)
    try:
        marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
        return any(marks) or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True  # damaged, or no database at all: opening it says so
    finally:
        connection.close()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises while a question is answered into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = "Ask again when the other program is done" if "locked" in str(error) else _REBUILD
        raise StoreError(f"{path}: the database cannot be read on ({error}). {remedy}") from error


def make_schema(connection: sqlite3.Connection) -> None:
    """Make all tables, views and indexes in an empty file."""
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = normal")
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    connection.executescript(f"BEGIN; {schema_sql()} {marks} COMMIT;")


def _require_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: its folder cannot be made: {error.strerror}. Choose another workspace") from error


def _check(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: this is a database of another program. Move it away and run `vanban rebuild`")
    if version != SCHEMA_VERSION:
        raise StoreError(f"{path}: made by another version (schema {version}, this is {SCHEMA_VERSION}). {_REBUILD}")
