"""Writing records into the database: one transaction that ends with everything resolved, or leaves no trace."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.errors import NotFound, StoreError
from pipeline.model import Record
from pipeline.model.resolved import Linker
from pipeline.store.nouns import FILE_ID, LoadReport, RunInfo, StampOf
from pipeline.store.read_back import read_stored
from pipeline.store.write.agencies import count_all_names, count_names, discount_names, refresh_agencies
from pipeline.store.write.bulk import drop_indexes, insert_file_rows, make_indexes
from pipeline.store.write.documents import Touched, count_forms, discount_forms, resolve_all, resolve_touched
from pipeline.store.write.readings import note_readings
from pipeline.store.write.rows import COLUMNS, FileRows, Row, make_file_rows
from pipeline.store.write.search_index import add_entries, remove_entries

CHUNK = 200  # records that are held in memory at a time


@dataclass(slots=True)
class _Work:
    """What one load has done so far, and what must be resolved at its end."""

    touched: Touched
    added: set[str]
    replaced: set[str]
    unchanged: int = 0
    removed: int = 0


class Loading:
    """A connection that is written to, with the linker that says which act and which agency a record means."""

    def __init__(self, path: Path, connection: sqlite3.Connection, linker: Linker) -> None:
        self.path = path
        self.connection = connection
        self._linker = linker

    def load(
        self,
        records: Iterable[Record | FileRows],
        run: RunInfo | None,
        stamp_of: StampOf | None,
        *,
        everything: bool = False,
        leaving: Iterable[str] = (),
    ) -> LoadReport:
        """Load records in one transaction, into the database as it is or (`everything`) into an empty one.

        What is `leaving` goes first.
        """
        with self._writing(run, everything=everything) as work:
            gone = [sha256[:FILE_ID] for sha256 in sorted(leaving) if self._holds(sha256)]
            self._take_out(work, gone)
            work.removed = len(gone)
            for chunk in _chunks(records):
                self._put(work, chunk, stamp_of)
        return LoadReport(len(work.added), len(work.replaced), work.unchanged, work.removed)

    def remove(self, sha256: str) -> None:
        """Take a file and its facts out; raises NotFound when the database holds no file of this SHA-256."""
        if not self._holds(sha256):
            raise NotFound(f"No file with the SHA-256 {sha256} is in the database.")
        with self._writing(None) as work:
            self._take_out(work, [sha256[:FILE_ID]])
            work.removed = 1

    @contextmanager
    def _writing(self, run: RunInfo | None, *, everything: bool = False) -> Iterator[_Work]:
        """Run a transaction that ends with everything resolved, or leaves no trace."""
        self.connection.execute(f"PRAGMA foreign_keys = {'off' if everything or self._is_empty() else 'on'}")
        work = _Work(Touched(), set(), set())
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            bulk = everything or self._is_empty()
            if bulk:
                self._empty()
            yield work
            self._finish(work, bulk=bulk)
            self._note_run(run or RunInfo(), work)
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path.name}: the load was refused and undone: {error}") from error
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self.connection.execute("PRAGMA foreign_keys = on")

    def _holds(self, sha256: str) -> bool:
        return self.connection.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def _is_empty(self) -> bool:
        return self.connection.execute("SELECT 1 FROM files LIMIT 1").fetchone() is None

    def _empty(self) -> None:
        drop_indexes(self.connection)
        for table in (
            "readings",
            *reversed(COLUMNS),
            "forms",
            "documents",
            "agency_forms",
            "agency_aliases",
            "agencies",
            "passages",
        ):
            self.connection.execute(f"DELETE FROM {table}")
        self.connection.execute("INSERT INTO search (search) VALUES ('delete-all')")

    def _put(self, work: _Work, chunk: Sequence[Record | FileRows], stamp_of: StampOf | None) -> None:
        parts = self._changed(work, {_content(item): item for item in chunk})
        rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
        for part in parts:
            for table, new in part.tables.items():
                rows[table] += new
            count_forms(self.connection, part.forms)
        insert_file_rows(self.connection, rows)
        back = ((_content(item),) for item in chunk)
        self.connection.executemany("DELETE FROM former WHERE sha256 = ?", back)  # it answers again
        if stamp_of:
            note_readings(self.connection, {_content(item) for item in chunk}, stamp_of)

    def _changed(self, work: _Work, items: dict[str, Record | FileRows]) -> list[FileRows]:
        """Return the rows of what differs from what is stored, with the way cleared for them."""
        fresh: list[FileRows] = []
        for sha256, item in sorted(items.items()):
            file = sha256[:FILE_ID]
            stored = read_stored(self.connection, file)
            if stored and stored == item:
                work.unchanged += file not in work.added
                continue
            if stored:
                self._take_out(work, [file], is_new=file in work.added | work.replaced)
            (work.replaced if stored and file not in work.added else work.added).add(file)
            fresh.append(item if isinstance(item, FileRows) else make_file_rows(item, self._linker))
        return fresh

    def _take_out(self, work: _Work, files: Sequence[str], *, is_new: bool = False) -> None:
        """Delete the rows of files; those that this load has brought (`is_new`) are in no index and no count yet."""
        work.touched.note_files(self.connection, files)
        if not is_new:
            remove_entries(self.connection, files)
            discount_names(self.connection, files)
        for file in files:
            discount_forms(self.connection, file)
        for table in reversed(COLUMNS):
            column = "id" if table == "files" else "file"
            self.connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((file,) for file in files))

    def _finish(self, work: _Work, *, bulk: bool) -> None:
        changed = work.added | work.replaced
        if bulk:
            resolve_all(self.connection, self._linker)
            count_all_names(self.connection)
            refresh_agencies(self.connection, None)
            make_indexes(self.connection)
        else:
            work.touched.note_files(self.connection, sorted(changed))
            resolve_touched(self.connection, self._linker, work.touched, changed)
            count_names(self.connection, changed)
            refresh_agencies(self.connection, work.touched.agencies)
        add_entries(self.connection, changed)
        if bulk:
            self._check_references()

    def _check_references(self) -> None:
        broken = self.connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise StoreError(
                f"{self.path.name}: a row of {broken[0]} refers to none of {broken[2]}; nothing was loaded"
            )

    def _note_run(self, run: RunInfo, work: _Work) -> None:
        counts = (len(work.added), len(work.replaced), work.unchanged, work.removed, run.quarantined)
        self.connection.execute(
            """INSERT INTO runs (started, finished, code_version, added, replaced, unchanged, removed, quarantined)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (run.started, run.finished, run.code_version, *counts),
        )


def _content(item: Record | FileRows) -> str:
    return item.sha256 if isinstance(item, FileRows) else item.source.sha256


def _chunks(records: Iterable[Record | FileRows]) -> Iterator[list[Record | FileRows]]:
    iterator = iter(records)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
