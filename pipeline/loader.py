"""From the records on disk into the database: what is new after a run, or everything anew.

The database is opened twice in a run, to see what it holds and to load in one transaction: a run that is stopped
in between leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import RecordError
from pipeline.ledger import Seen
from pipeline.model import Record
from pipeline.records import read_record
from pipeline.workspace import Workspace

if TYPE_CHECKING:
    from pipeline.store.queries_runs import Arrivals


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """How many records the new database holds, and a sentence for each record file that could not be read."""

    loaded: int
    failures: tuple[str, ...]


def stored_contents(workspace: Workspace) -> frozenset[str]:
    """Return the contents that the database holds; raises StoreError where it cannot be used."""
    from pipeline.store import has_database, open_database

    if not has_database(workspace.database):
        return frozenset()
    with open_database(workspace.database) as database:
        return database.known_contents()


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records went into the database, and which contents have a record file that cannot be read."""

    loaded: int
    damaged: frozenset[str] = frozenset()


def prepare_loading(workspace: Workspace) -> None:
    """Import what writing into the database needs, which takes a while, the most where there is none yet."""
    from pipeline.graph import LINKER  # noqa: F401
    from pipeline.store import has_database
    from pipeline.store.bulk import load_library

    if not has_database(workspace.database):
        load_library()


def load_records(
    workspace: Workspace,
    contents: Collection[str],
    on_load: Callable[[Record], None] | None = None,
    stamp_of: Callable[[str], str | None] | None = None,
) -> Loaded:
    """Load the records of these contents in one transaction; `on_load` is shown each of them.

    `stamp_of` tells which version of the program read a content. A record file that is damaged (by a power cut, say)
    is left out and told; its original must be read again.
    """
    from pipeline.graph import LINKER
    from pipeline.store import open_database

    if not contents:
        return Loaded(0)
    kept: list[Record] = []
    damaged: set[str] = set()
    with open_database(workspace.database, create=True, linker=LINKER) as database:
        records = _passing(workspace, sorted(contents), damaged, kept.append if on_load else None)
        database.load(records, stamp_of=stamp_of)
    if on_load:
        for record in kept:
            on_load(record)
    return Loaded(len(contents) - len(damaged), frozenset(damaged))


def _passing(
    workspace: Workspace, contents: Iterable[str], damaged: set[str], keep: Callable[[Record], None] | None
) -> Iterator[Record]:
    for content in contents:
        try:
            record = read_record(workspace.record(content))
        except (RecordError, FileNotFoundError):
            damaged.add(content)
            continue
        if keep:
            keep(record)
        yield record


def count_arrivals(workspace: Workspace, contents: Collection[str]) -> Arrivals:
    """Return how many acts came with these contents, and how many of them were cited already."""
    from pipeline.store import has_database, open_database
    from pipeline.store.queries_runs import Arrivals, count_arrivals

    if not contents or not has_database(workspace.database):
        return Arrivals(0, 0)
    with open_database(workspace.database) as database:
        return count_arrivals(database, contents)


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
            ledger = workspace.read_ledger()
            database.rebuild(_readable(files, failures), stamp_of=lambda content: _stamp(ledger, content))
        _remove(workspace.database)  # with its journal, which must not be taken for the new one's
        draft.replace(workspace.database)
    return RebuildReport(len(files) - len(failures), tuple(failures))


def _stamp(ledger: Mapping[str, Seen], content: str) -> str | None:
    return ledger[content].stamp if content in ledger else None


def _readable(files: Iterable[Path], failures: list[str]) -> Iterator[Record]:
    for path in files:
        try:
            yield read_record(path)
        except (RecordError, OSError) as error:
            failures.append(f"{error}. Remove it and ingest the original again.")


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
