"""What a workspace remembers between runs, in one SQLite file: contents, containers, places, what was dropped.

    extracted/state.db    contents     which content was read under which name by which version; is it in the database
                          containers   which archive or mail held which members
                          places       which content lay where at the last look (`pipeline.runs.inbox.footprints`)
                          dropped      what a person wants left alone
                          held, forgotten  the versions of every file, what was taken out (`workspace.history`)

Only the holder of the workspace's lock opens it; questions do not. Every call that writes is one transaction. The file
keeps a write-ahead log that is not synced at each commit: a killed run loses nothing, a power cut at most the last
transactions, which then are work done twice. Like the database itself it must be opened from one machine at a time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager, nullcontext
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import StoreError
from pipeline.runs.workspace.history import HISTORY_SCHEMA, WHERE, History, below, decode, encode

VERSION = 2
LATEST = 2**63 - 1  # nanoseconds since 1970 that SQLite holds
WAIT = 30.0  # seconds for somebody who looks into the file with another program
SCHEMA = """
CREATE TABLE contents (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, stamp TEXT NOT NULL, loaded INT NOT NULL)
STRICT, WITHOUT ROWID;
CREATE INDEX unloaded ON contents (sha256) WHERE NOT loaded;
CREATE TABLE containers (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, stamp TEXT NOT NULL, members TEXT NOT NULL)
STRICT, WITHOUT ROWID;
CREATE TABLE places (place BLOB PRIMARY KEY, mark TEXT NOT NULL, changed INT NOT NULL, sha256 TEXT NOT NULL,
noted INT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE dropped (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A content, the name it came under, the version that read it, whether it is loaded.

    `loaded` turns true with the load into the database, so that a run stopped before it is made good by the next.
    """

    sha256: str
    name: str
    stamp: str
    loaded: bool = False


@dataclass(frozen=True, slots=True)
class SeenContainer:
    """An archive or a mail, the version that unpacked it, what it held.

    `members` are the names in it and the contents; a member that could not be taken out has none.
    """

    sha256: str
    name: str
    stamp: str
    members: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Footprint:
    """Which content lay at a place at the last look: `mark` changes with the file, both times are ns since 1970."""

    place: str
    mark: str
    changed: int
    sha256: str
    noted: int


def make_mark(*parts: object) -> str:
    """Return what tells one version of a file from another: its size and times, or size and checksum."""
    return " ".join(map(str, parts))


class State:
    """The open file. Raises StoreError, with what to do, for all that can be wrong with it.

    `reads_only` asks a file on a disk that nobody can write on.
    """

    def __init__(self, path: Path, *, reads_only: bool = False) -> None:
        self.path = path
        self._recalled: dict[str, Seen] = {}
        self.history = History(self._ask, self._write)
        self._together = False
        if reads_only:
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._telling():
            self._database = sqlite3.connect(path, timeout=WAIT, isolation_level="IMMEDIATE")
            self._prepare()
        if self._is_old:
            self._carry_over()

    def close(self) -> None:
        """Close the file; what was written is in it already."""
        self._database.close()

    def find(self, content: str) -> Seen | None:
        """Return what is known of a content, or None."""
        if entry := self._recalled.get(content):
            return entry
        rows = self._ask("SELECT * FROM contents WHERE sha256 = ?", content)
        return next((_make_seen(row) for row in rows), None)

    def note(self, entries: Iterable[Seen]) -> None:
        """Let entries take the place of older ones of the same contents."""
        given = list(entries)
        self._write("INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?)", map(astuple, given))
        self._recalled |= {entry.sha256: entry for entry in given if entry.sha256 in self._recalled}

    def find_waiting(self, stored: Set[str]) -> set[str]:
        """Return the contents that speak and that no load took in, or that are not among those of the database."""
        waiting = {content for (content,) in self._ask("SELECT sha256 FROM contents WHERE NOT loaded")}
        missing = {content for (content,) in self._ask("SELECT sha256 FROM contents")} - stored
        return (waiting | missing) - self.history.silent()

    def find_stale(self, stamp: str) -> list[tuple[str, str]]:
        """Return content and name of all that speaks and another version read, then of the containers it unpacked."""
        question = "SELECT sha256, name FROM {} WHERE stamp <> ? ORDER BY name"
        silent = self.history.silent()
        rows = (row for table in ("contents", "containers") for row in self._ask(question.format(table), stamp))
        return [row for row in rows if row[0] not in silent]

    def find_container(self, content: str) -> SeenContainer | None:
        """Return what a container held, or None where the content is none that is known."""
        for sha256, name, stamp, members in self._ask("SELECT * FROM containers WHERE sha256 = ?", content):
            return SeenContainer(sha256, name, stamp, tuple((inner, held) for inner, held in json.loads(members)))
        return None

    def look_inside(self, container: SeenContainer) -> tuple[list[SeenContainer], set[str | None]]:
        """Return a container with all that lie in it at any depth, and the other contents in them.

        None stands for a member that could not be taken out. What holds itself, by whatever way, comes once.
        """
        found, others, waiting = {container.sha256: container}, set[str | None](), [container]
        while waiting:
            for _, content in waiting.pop().members:
                if content in found:
                    continue
                inner = self.find_container(content) if content else None
                if inner:
                    found[inner.sha256] = inner
                    waiting.append(inner)
                else:
                    others.add(content)
        return list(found.values()), others

    def note_containers(self, entries: Iterable[SeenContainer]) -> None:
        """Let containers take the place of older entries of the same contents."""
        rows = ((item.sha256, item.name, item.stamp, json.dumps(item.members)) for item in entries)
        self._write("INSERT OR REPLACE INTO containers VALUES (?, ?, ?, ?)", rows)

    def read_footprints(self, root: str) -> Iterator[Footprint]:
        """Yield the footprints of a place and of all below it, and have at hand what is known of their contents."""
        contents = f"SELECT * FROM contents WHERE sha256 IN (SELECT sha256 FROM places WHERE {WHERE})"
        self._recalled |= {row[0]: _make_seen(row) for row in self._ask(contents, *below(root))}
        for place, *rest in self._ask(f"SELECT * FROM places WHERE {WHERE}", *below(root)):
            yield Footprint(decode(place), *rest)

    def note_footprints(self, footprints: Iterable[Footprint]) -> None:
        """Let footprints take the place of older ones of the same places."""
        rows = ((item, min(item.changed, LATEST)) for item in footprints)
        values = ((encode(item.place), item.mark, changed, item.sha256, item.noted) for item, changed in rows)
        self._write("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?)", values)

    def forget_places(self, places: Iterable[str]) -> None:
        """Remove the footprints of some places."""
        self._write("DELETE FROM places WHERE place = ?", ((encode(place),) for place in places))

    def read_dropped(self) -> frozenset[str]:
        """Return the keys of the files that a person does not want to be tried again."""
        return frozenset(key for (key,) in self._ask("SELECT key FROM dropped"))

    def note_dropped(self, keys: Iterable[str]) -> None:
        """Remember which files are not to be tried again."""
        self._write("INSERT OR IGNORE INTO dropped VALUES (?)", ((key,) for key in keys))

    def forget_content(self, content: str) -> None:
        """Remove what is known of a content, so that the next run reads it as if it were new."""
        self._recalled.pop(content, None)
        self._write("DELETE FROM contents WHERE sha256 = ?", [(content,)])

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Put all that is written inside into one transaction: a killed run leaves all of it or nothing."""
        if self._together:
            yield
            return
        with self._telling(), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            self._together = True
            try:
                yield
            finally:
                self._together = False

    def _prepare(self) -> None:
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise StoreError(f"{self.path}: made by a newer version of vanban. Install that one")
        if version == 0:
            self._database.execute("PRAGMA journal_mode = wal")
            script = f"BEGIN; {SCHEMA} {HISTORY_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;"
            self._database.executescript(script)
        self._is_old = 0 < version < VERSION
        self._database.execute("PRAGMA synchronous = normal")

    def _carry_over(self) -> None:
        """Give the file of an earlier version the tables it lacks, all or nothing."""
        with self.at_once():
            for statement in filter(str.strip, HISTORY_SCHEMA.split(";")):
                self._database.execute(statement)
            self.history.carry_over()
            self._database.execute(f"PRAGMA user_version = {VERSION}")

    def _ask(self, question: str, *values: str | bytes) -> list[Any]:
        with self._telling():
            return self._database.execute(question, values).fetchall()

    def _write(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._telling(), nullcontext() if self._together else self._database:
            self._database.executemany(statement, rows)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:  # locked, full, not to be opened
            raise StoreError(f"{self.path}: {error}") from error
        except sqlite3.DatabaseError as error:
            remedy = "Move it away: the next run looks at every file anew, and reads again what it no longer knows"
            raise StoreError(f"{self.path}: it is damaged ({error}). {remedy}") from error


def _make_seen(row: Sequence[Any]) -> Seen:
    content, name, stamp, loaded = row
    return Seen(content, name, stamp, bool(loaded))
