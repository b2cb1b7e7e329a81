"""Opening, filling and emptying the database.

Reading needs nothing else; loading needs a linker (`pipeline.link.LINKER`), which says which act
and which agency a record means. Stages do not know each other, so it is handed in by who opens:

    with open_database(path, create=True, linker=LINKER) as database:
        database.load(records)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.errors import StoreError
from pipeline.store.nouns import FILE_ID, KnownFile, LoadReport, RunInfo, Version
from pipeline.store.opening import connect, make_schema

if TYPE_CHECKING:
    from pipeline.model import Record
    from pipeline.model.resolved import Linker
    from pipeline.store.nouns import StampOf
    from pipeline.store.write.history import RecordOf
    from pipeline.store.write.loading import Loading
    from pipeline.store.write.rows import FileRows


class Database:
    """An open database; a context manager that closes it. Made by `open_database`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, linker: Linker | None = None) -> None:
        self.path = path
        self.connection = connection
        self._linker = linker

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; its journal is written back into the one file."""
        self.connection.close()

    def load(
        self,
        records: Iterable[Record | FileRows],
        *,
        run: RunInfo | None = None,
        stamp_of: StampOf | None = None,
        leaving: Iterable[str] = (),
    ) -> LoadReport:
        """Load records in one transaction; a record takes the place of an earlier one of the same file.

        Loading a record twice changes nothing; the order of loads does not matter. An error (or
        Ctrl-C) anywhere leaves the database as it was. `stamp_of` tells which program read a content.
        The rows of a record (`make_file_rows`) do as well where its file is not in the database.
        Files whose SHA-256 is `leaving` are taken out in the same transaction; unknown ones are passed over.
        """
        return self._loading().load(records, run, stamp_of, leaving=leaving)

    def rebuild(
        self, records: Iterable[Record], *, run: RunInfo | None = None, stamp_of: StampOf | None = None
    ) -> LoadReport:
        """Empty the database and load records, in one transaction."""
        return self._loading().load(records, run, stamp_of, everything=True)

    def remove(self, sha256: str) -> None:
        """Take a file and its facts out; a document that is still cited stays without a file.

        Raises NotFound when the database holds no file of this SHA-256.
        """
        self._loading().remove(sha256)

    def tell_history(self, versions: Iterable[Version], silent: Mapping[str, bool], record_of: RecordOf) -> None:
        """Write versions of files, and which contents are in no answer, with whether a person took them out."""
        from pipeline.store.write.history import write_history

        try:
            write_history(self.connection, versions, silent, record_of)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path.name}: the history was refused and undone: {error}") from error

    def known_files(self) -> dict[str, KnownFile]:
        """Return the files of the database by their SHA-256."""
        rows = self.connection.execute("SELECT sha256, name, status, document FROM files ORDER BY sha256")
        return {row[0]: KnownFile(*row) for row in rows}

    def known_contents(self) -> frozenset[str]:
        """Return the SHA-256 of every file of the database."""
        (joined,) = self.connection.execute("SELECT group_concat(sha256, ' ') FROM files").fetchone()
        return frozenset((joined or "").split())

    def read_records(self, files: Iterable[str] | None = None) -> Iterator[Record]:
        """Yield the stored records as they were loaded, all or those of some SHA-256, in the order of these."""
        from pipeline.store.read_back import read_stored

        for sha256 in sorted(self.known_files()) if files is None else files:
            record = read_stored(self.connection, sha256[:FILE_ID])
            if record:
                yield record

    def _loading(self) -> Loading:
        from pipeline.store.write.loading import Loading  # with what questions need not wait for

        if self._linker is None:
            raise StoreError(f"{self.path.name} is open for reading only; open it with linker=pipeline.link.LINKER")
        return Loading(self.path, self.connection, self._linker)


def open_database(path: Path, *, create: bool = False, linker: Linker | None = None) -> Database:
    """Open a database file; with `create`, make one where there is none.

    Raises StoreError, with what to do, when it is missing, no database, damaged, or of another
    version. `linker` is needed for loading only.
    """
    connection = connect(path, create=create)
    if create and connection.execute("PRAGMA user_version").fetchone() == (0,):
        try:
            make_schema(path, connection)
        except StoreError:
            connection.close()
            for suffix in ("", "-wal", "-shm"):  # half a schema would be taken for a damaged database
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            raise
    return Database(path, connection, linker)
