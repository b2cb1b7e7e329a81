"""The straight line over many files: inbox, stages, quarantine, one load into the database, a report.

    file --ingest--> ParsedDocument --structure--> Outline --extract--> Record --> extracted/records --> vanban.db

Files are read in parallel and every record is written on its own; then one writer loads the database in one
transaction. A run that is stopped anywhere leaves whole records and an untouched database; the next run goes on
from there.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.errors import FileAccessError, KnowledgeError, UnreadableFile
from pipeline.inbox import Found, access_error, find_files, read_hash, shown
from pipeline.loader import load_records, stored_contents
from pipeline.model import Record, Severity, Status
from pipeline.quarantine import INTERNAL_ERROR, Failure, make_failure, put_away, release
from pipeline.records import dump_record
from pipeline.report import BatchReport, FileRow, Outcome
from pipeline.versions import current_stamp
from pipeline.workers import run_jobs
from pipeline.workspace import Seen, Workspace, copy_atomically, write_atomically

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
"""Called with the number of files read, the number of files to read, and the name of the last one."""


@dataclass(frozen=True, slots=True)
class _Job:
    place: int  # in the report
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class _Result:
    job: _Job
    failure: Failure | None = None
    json: bytes = b""
    status: Status | None = None
    doubt: str | None = None


def extract_file(path: Path) -> Record:
    """Read one file into its record; raises UnreadableFile. Writes nothing, touches no database."""
    from pipeline.extract import make_record
    from pipeline.ingest import read_document
    from pipeline.structure import make_outline

    return make_record(make_outline(read_document(path)))


def try_extract(path: Path) -> Record | Failure:
    """Read one file into its record, or say why not."""
    return attempt(lambda: extract_file(path))


def died_failure() -> Failure:
    """Return the failure of a file whose process was killed while it read it."""
    problem = "the process that read it was killed (out of memory, or a fault in a library)"
    return Failure(INTERNAL_ERROR, problem, "Try it alone on a machine with more memory, or report it.")


def ingest_paths(
    paths: Iterable[Path], workspace: Workspace, *, progress: Progress | None = None, workers: int | None = None
) -> BatchReport:
    """Take files and folders into a workspace and load what they say into its database.

    A file that cannot be read never raises: it becomes a row of the report and an entry of the quarantine.
    Raises StoreError if the database cannot be used or another process is writing into the workspace, KnowledgeError
    if a knowledge table is faulty.
    """
    began = time.monotonic()
    with workspace.locked():
        run = _Run(workspace)
        jobs = [job for job in map(run.admit, find_files(paths, workspace)) if job]
        with closing(run_jobs(jobs, _extract, _died, workers)) as results:
            for done, result in enumerate(results, start=1):
                run.settle(result)
                if progress:
                    progress(done, len(jobs), shown(result.job.path.name))
        loaded = run.load()
    return BatchReport(tuple(run.rows), time.monotonic() - began, loaded)


class _Run:
    """What one run knows: the ledger, the database's contents, the rows so far, what waits to be loaded."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.stamp = current_stamp()
        self.ledger = workspace.read_ledger()
        self.stored = stored_contents(workspace)
        self.rows: list[FileRow] = []
        self.first: dict[str, str] = {}  # content -> the path that brought it in this run
        self.waiting: set[str] = set()  # contents whose record is not in the database yet

    def admit(self, found: Found) -> _Job | None:
        """Give a file its row, and return a job if it must be read."""
        path, name = found.path, shown(found.path)
        try:
            if found.error:
                raise found.error
            content = read_hash(path)
        except FileAccessError as error:
            self._quarantine(len(self.rows), path, None, make_failure(error))
            return None
        if content in self.first:
            self.rows.append(FileRow(name, Outcome.DUPLICATE, content, same_as=self.first[content]))
            return None
        self.first[content] = name
        known = self.ledger.get(content)
        if known and known.stamp == self.stamp and self.workspace.record(content).is_file():
            self.rows.append(self._known(path, known))
            return None
        outcome = Outcome.UPDATED if content in self.stored else Outcome.NEW
        self.rows.append(FileRow(name, outcome, content))
        return _Job(len(self.rows) - 1, path, content)

    def settle(self, result: _Result) -> None:
        """Keep the original and its record, or put the file into quarantine."""
        job, failure = result.job, result.failure
        if not failure:
            failure = self._keep_original(job)
        if failure:
            self._quarantine(job.place, job.path, job.sha256, failure)
            return
        write_atomically(self.workspace.record(job.sha256), result.json)
        release(self.workspace, job.path, job.sha256)
        self._note(Seen(job.sha256, shown(job.path.name), self.stamp))
        self.waiting.add(job.sha256)
        self.rows[job.place] = replace(self.rows[job.place], status=result.status, problem=result.doubt)

    def load(self) -> int:
        """Load what waits into the database, then write the ledger anew."""
        loaded = load_records(self.workspace, self.waiting)
        for content in self.waiting:
            self.ledger[content] = replace(self.ledger[content], loaded=True)
        if loaded:
            self.workspace.write_ledger(self.ledger.values())
        return loaded

    def _known(self, path: Path, known: Seen) -> FileRow:
        if known.sha256 not in self.stored or not known.loaded:
            self.waiting.add(known.sha256)  # its run was stopped before the load, or the database is another one
        if known.name == shown(path.name):
            return FileRow(shown(path), Outcome.UNCHANGED, known.sha256)
        return FileRow(shown(path), Outcome.DUPLICATE, known.sha256, same_as=known.name)

    def _note(self, entry: Seen) -> None:
        self.ledger[entry.sha256] = entry
        self.workspace.note(entry)

    def _keep_original(self, job: _Job) -> Failure | None:
        try:
            copy_atomically(job.path, self.workspace.original(job.sha256, job.path.suffix))
        except (FileNotFoundError, PermissionError) as error:
            return make_failure(access_error(job.path, error))
        return None

    def _quarantine(self, place: int, path: Path, content: str | None, failure: Failure) -> None:
        put_away(self.workspace, path, content, failure)
        row = FileRow(
            shown(path), Outcome.QUARANTINED, content, Status.QUARANTINED, failure.code, failure.problem, failure.remedy
        )
        self.rows[place : place + 1] = [row]


def attempt(work: Callable[[], T]) -> T | Failure:
    """Do one file's work; a fault of our own code is a failure of that file alone."""
    try:
        return work()
    except UnreadableFile as error:
        return make_failure(error)
    except KnowledgeError:
        raise  # a faulty table concerns every file: stop, and let the message name its row
    except Exception as error:
        problem = f"the program failed on it ({type(error).__name__}: {error})"
        remedy = "Please report it together with the reason file, which holds the traceback."
        return Failure(INTERNAL_ERROR, problem, remedy, traceback.format_exc())


def _extract(job: _Job) -> _Result:
    result = attempt(lambda: _read(job))
    return _Result(job, result) if isinstance(result, Failure) else result


def _read(job: _Job) -> _Result:
    record = extract_file(job.path)
    if record.source.sha256 != job.sha256:
        problem, remedy = "the file changed while it was read", "Ingest it again when nobody is writing to it."
        raise FileAccessError(shown(job.path), problem, remedy)
    return _Result(job, None, dump_record(record).encode(), record.status, _doubt(record))


def _doubt(record: Record) -> str | None:
    """Return what the report says of a record: its first error, else what the reader warned of ("not Vietnamese")."""
    errors = (issue.message for issue in record.issues if issue.severity is Severity.ERROR)
    warnings = (item.message for item in record.issues if (item.stage, item.severity) == ("ingest", Severity.WARNING))
    return next(errors, None) or next(warnings, None)


def _died(job: _Job) -> _Result:
    return _Result(job, died_failure())
