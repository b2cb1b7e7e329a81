"""Connecting to a database file, and the sentences for everything that can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.store.schema import APPLICATION_ID, SCHEMA_VERSION, schema_sql

_WAIT = 30.0  # seconds for another writer to finish
_CACHE = 128_000  # KiB of pages in memory; a bulk load that spills takes twice the time
_DISK = "Look at the disk, then try again"
_REBUILD = "Make it anew from the records with `vanban rebuild`"


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection with foreign keys on; raises StoreError with what to do."""
    exists = has_database(path)
    if not exists and not create:
        raise StoreError(f"{path}: there is no database here. Take documents in with `vanban ingest PATH` first")
    if not exists:
        _require_folder(path)
    try:
        connection = _open(path, "rwc" if create else "rw")
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
        is_disk = "disk I/O" in str(error) or "full" in str(error)
        problem = "it cannot be read now" if is_disk else "this is no database, or a damaged one"
        raise StoreError(f"{path}: {problem} ({error}). {_DISK if is_disk else _REBUILD}") from error
    return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    """Connect; on a disk that nobody can write on (a DVD, a share for reading) the file is read as it lies there."""
    if path.is_file() and not os.access(path.parent, os.W_OK):
        journal = path.with_name(f"{path.name}-wal")
        is_whole = not journal.is_file() or journal.stat().st_size == 0
        mode = "ro&immutable=1" if is_whole else "ro"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT)


def has_database(path: Path) -> bool:
    """Say whether a file holds more than nothing: making a database can be killed before its first table is there."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    connection = _open(path, "rw")
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


def make_schema(path: Path, connection: sqlite3.Connection) -> None:
    """Make all tables, views and indexes in an empty file; raises StoreError, and the file stays without tables."""
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    try:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = normal")
        connection.executescript(f"BEGIN; {schema_sql()} {marks} COMMIT;")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: its tables cannot be made ({error}). {_DISK}") from error


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
