"""From the records on disk into the database: what is new after a run, or everything anew.

The database is opened twice in a run, to see what it holds and to load in one transaction: a run that is stopped
in between leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RecordError
from pipeline.model import Record
from pipeline.records import read_record
from pipeline.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """How many records the new database holds, and a sentence for each record file that could not be read."""

    loaded: int
    failures: tuple[str, ...]


def stored_contents(workspace: Workspace) -> frozenset[str]:
    """Return the contents that the database holds; raises StoreError where it cannot be used."""
    from pipeline.store import open_database

    if not workspace.database.is_file():
        return frozenset()
    with open_database(workspace.database) as database:
        return frozenset(database.known_files())


def load_records(workspace: Workspace, contents: Collection[str]) -> int:
    """Load the records of these contents in one transaction and return how many there were."""
    from pipeline.graph import LINKER
    from pipeline.store import open_database

    if not contents:
        return 0
    with open_database(workspace.database, create=True, linker=LINKER) as database:
        database.load(read_record(workspace.record(content)) for content in sorted(contents))
    return len(contents)


def rebuild_database(workspace: Workspace) -> RebuildReport:
    """Make the database anew from the records, beside the old one, and put it in its place when it is whole.

    Works where the old database is damaged or of another version: it is not opened.
    """
    from pipeline.graph import LINKER
    from pipeline.store import open_database

    failures: list[str] = []
    draft = workspace.extracted / ".rebuild.db"
    with workspace.locked():
        files = workspace.record_files()
        _remove(draft)
        with open_database(draft, create=True, linker=LINKER) as database:
            database.rebuild(_readable(files, failures))
        _remove(workspace.database)  # with its journal, which must not be taken for the new one's
        draft.replace(workspace.database)
    return RebuildReport(len(files) - len(failures), tuple(failures))


def _readable(files: Iterable[Path], failures: list[str]) -> Iterator[Record]:
    for path in files:
        try:
            yield read_record(path)
        except (RecordError, OSError) as error:
            failures.append(f"{error}. Remove it and ingest the original again.")


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
