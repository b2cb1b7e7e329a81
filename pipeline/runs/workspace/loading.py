"""From the records on disk into the database: what is new after a run, or everything anew.

The database is opened twice in a run, to see what it holds and to load in one transaction: a run that is stopped
in between leaves it as it was.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.errors import RecordError, StoreError
from pipeline.model import Record, Status
from pipeline.model.record_json import read_record
from pipeline.runs.address import printable
from pipeline.runs.workspace.history import Stay
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.opening import open_state
from pipeline.runs.workspace.state import State

if TYPE_CHECKING:
    from pipeline.store import Database
    from pipeline.store.ask.runs import Arrivals
    from pipeline.store.nouns import Version
    from pipeline.store.write.rows import FileRows


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
    """What one record brought into the database: how many facts, and its issues by stage, code and severity."""

    sha256: str
    tasks: int
    citations: int
    edges: int
    issues: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What records brought into the database, and which contents have a record file that cannot be read."""

    records: tuple[Loaded, ...]
    damaged: frozenset[str] = frozenset()

    @property
    def loaded(self) -> int:
        """How many records there were."""
        return len(self.records)


def prepare_loading() -> None:
    """Import what writing into the database needs, which takes a while."""
    from pipeline.link import LINKER  # noqa: F401
    from pipeline.store import open_database  # noqa: F401


def load_records(
    workspace: Workspace,
    contents: Collection[str],
    stamp_of: Callable[[str], str | None] | None = None,
    rows: Mapping[str, bytes] = MappingProxyType({}),
    leaving: Collection[str] = (),
) -> Load:
    """Load the records of these contents, and take out those that are `leaving`, in one transaction.

    `stamp_of` tells which version of the program read a content, `rows` holds what was made of some records where
    they were read (`dump_rows`), which must not be in the database yet. A record file that is damaged (by a power cut,
    say) is left out and told; its original must be read again.
    """
    from pipeline.link import LINKER
    from pipeline.store import open_database

    if not contents and not leaving:
        return Load(())
    loaded: list[Loaded] = []
    damaged: set[str] = set()
    with open_database(workspace.database, create=True, linker=LINKER) as database:
        records = _passing(workspace, contents, rows, loaded, damaged)
        database.load(records, stamp_of=stamp_of, leaving=leaving)
    return Load(tuple(loaded), frozenset(damaged))


def tell_versions(workspace: Workspace, state: State, *, always: bool = False) -> None:
    """Tell the database what changed in the history since it was told last; else it is opened only `always`."""
    from pipeline.store import has_database, open_database

    stays = state.history.stays(untold=True)
    if not (stays or always) or not has_database(workspace.database):
        return
    with open_database(workspace.database) as database:
        _tell(database, workspace, state, stays)


def _tell(database: Database, workspace: Workspace, state: State, stays: list[Stay]) -> None:
    forgotten = state.history.forgotten()
    silent = {content: content in forgotten for content in state.history.silent()}
    database.tell_history(map(_make_version, stays), silent, lambda content: _find_record(workspace, content))
    state.history.note_told(stays)


def _make_version(stay: Stay) -> Version:
    from pipeline.store.nouns import Version

    place = printable(stay.place)  # bytes of a name that are no UTF-8 stand as �
    times = (_iso(stay.began), _iso(stay.ended), stay.why, _iso(stay.gone))
    return Version(place, stay.number, stay.sha256, printable(stay.name), times[0] or "", *times[1:])


def _iso(nanoseconds: int | None) -> str | None:
    if nanoseconds is None:
        return None
    return datetime.fromtimestamp(nanoseconds // 10**9, UTC).isoformat()


def _find_record(workspace: Workspace, content: str) -> Record | None:
    try:
        return read_record(workspace.record(content))
    except (RecordError, OSError):
        return None


def read_status(workspace: Workspace, content: str) -> Status | None:
    """Return the status of the record of a content, or None where it cannot be read."""
    record = _find_record(workspace, content)
    return record.status if record else None


def dump_rows(record: Record) -> bytes:
    """Return what a load writes of a record, as it goes from the process that read it to the one that writes."""
    from pipeline.link import LINKER
    from pipeline.store.write.rows import make_file_rows

    return pickle.dumps(make_file_rows(record, LINKER), pickle.HIGHEST_PROTOCOL)


def _passing(
    workspace: Workspace,
    contents: Collection[str],
    rows: Mapping[str, bytes],
    loaded: list[Loaded],
    damaged: set[str],
) -> Iterator[Record | FileRows]:
    for content in sorted(contents):
        if content in rows:
            made: FileRows = pickle.loads(rows[content])
            loaded.append(_count_rows(made))
            yield made
            continue
        try:
            record = _identified(read_record(workspace.record(content)))
        except (RecordError, FileNotFoundError):
            damaged.add(content)
            continue
        loaded.append(_count(record))
        yield record


def _identified(record: Record) -> Record:
    """Return a record with the ids of its agencies: those of older versions have none for their issuers."""
    from pipeline.extract.agencies.identify import identify_agencies

    issuers = [one.agency for one in record.citations if one.issuer]
    issuers += [record.identity.agency] if record.identity.issuer else []
    return identify_agencies(record) if issuers and not any(issuers) else record


def _count(record: Record) -> Loaded:
    edges = len(record.edges) + sum(len(citation.ties) for citation in record.citations)
    issues = tuple((issue.stage, issue.code, issue.severity.value) for issue in record.issues)
    return Loaded(record.source.sha256, len(record.tasks), len(record.citations), edges, issues)


def _count_rows(made: FileRows) -> Loaded:
    tasks, citations, edges = (len(made.tables.get(table, ())) for table in ("tasks", "citations", "relations"))
    issues = tuple((str(row[2]), str(row[3]), str(row[4])) for row in made.tables.get("issues", ()))
    return Loaded(made.sha256, tasks, citations, edges, issues)


def count_arrivals(workspace: Workspace, contents: Collection[str]) -> Arrivals:
    """Return how many acts came with these contents, and how many of them were cited already."""
    from pipeline.store import has_database, open_database
    from pipeline.store.ask.runs import Arrivals, count_arrivals

    if not contents or not has_database(workspace.database):
        return Arrivals(0, 0)
    with open_database(workspace.database) as database:
        return count_arrivals(database, contents)


def rebuild_database(workspace: Workspace) -> RebuildReport:
    """Make the database anew from the records of all that speaks, beside the old one, and put it in its place.

    Works where the old database is damaged or of another version: it is not opened.
    """
    from pipeline.link import LINKER
    from pipeline.store import open_database

    failures: list[str] = []
    draft = workspace.rebuilt
    with workspace.locked():
        _remove(draft)
        try:
            with open_database(draft, create=True, linker=LINKER) as database, open_state(workspace) as state:
                silent = state.history.silent()
                files = [path for path in workspace.record_files() if path.stem not in silent]
                database.rebuild(_readable(files, failures), stamp_of=lambda content: _stamp(state, content))
                _tell(database, workspace, state, state.history.stays())
            _require_whole(draft)
            _remove(workspace.database, "-wal", "-shm")  # its journal must not be taken for the new one's
            draft.replace(workspace.database)
        finally:
            _remove(draft)
    return RebuildReport(len(files) - len(failures), tuple(failures))


def _stamp(state: State, content: str) -> str | None:
    seen = state.find(content)
    return seen.stamp if seen else None


def _readable(files: Iterable[Path], failures: list[str]) -> Iterator[Record]:
    for path in files:
        try:
            yield _identified(read_record(path))
        except (RecordError, OSError) as error:
            failures.append(f"{error}. Remove it and ingest the original again.")


def _require_whole(database: Path) -> None:
    """Raise StoreError where a full disk left a part of a closed database in its journal."""
    journal = database.with_name(f"{database.name}-wal")
    if journal.is_file() and journal.stat().st_size:
        raise StoreError(f"{database}: it could not be written whole. Look at the disk, then try again")


def _remove(database: Path, *suffixes: str) -> None:
    for suffix in suffixes or ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
