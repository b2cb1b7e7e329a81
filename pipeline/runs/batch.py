"""The straight line over many files: inbox, stages, quarantine, one load into the database, a report.

    file --ingest--> ParsedDocument --structure--> Outline --extract--> Record --> extracted/records --> vanban.db

Files are read in parallel, each in a process with limits of time and memory, and every record is written on its own;
then one writer loads the database in one transaction. A run that is stopped anywhere leaves whole records and an
untouched database; the next run goes on from there. What an archive or a mail holds is read in the next round, and
so is a file of the network behind the round that fetches it.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline.errors import FileAccessError, Unreached
from pipeline.model import ParsedDocument, Record, Severity
from pipeline.model.record_json import dump_record
from pipeline.runs.address import Address, Source
from pipeline.runs.inbox.files import Found, find_files, find_remote
from pipeline.runs.inbox.network import RemoteFile, ask, explain, fetch_file
from pipeline.runs.jobs import Job, Result
from pipeline.runs.loading import dump_rows
from pipeline.runs.one_file import attempt, died_failure
from pipeline.runs.portions import Reach
from pipeline.runs.quarantine import KILLED, TIMED_OUT, Failure
from pipeline.runs.report import BatchReport
from pipeline.runs.session import Run, keep_original, write_record
from pipeline.runs.workers.office_groups import portion_jobs
from pipeline.runs.workers.pool import Death, Guard, prepare, run_jobs
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.parses import dump_parse, read_parse

Progress = Callable[[int, int, str], None]
"""Called with the number of files read, the number of files to read, and the name of the last one."""
Executor = Callable[[Sequence[Job], int | None], Generator[Result, None, None]]
"""Reads files somewhere, with so many workers, and yields the results in any order."""

PATIENCE = 120.0  # seconds that any file may take
BYTES_A_SECOND = 20_000  # and one more for so many bytes: a page of a scan, which takes a second to recognise
LONGEST = 3600.0
OFFICE = "office"
FEW = 12  # named files whose workers load while it is still looked up what is known of them
WARM = "pipeline.runs.workers.warm_reading"


def ingest_paths(
    paths: Iterable[Source | Found],
    workspace: Workspace,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    execute: Executor | None = None,
) -> BatchReport:
    """Take files and folders, here or on the network, into a workspace and load what they say into its database.

    A file that cannot be read never raises: it becomes a row of the report and an entry of the quarantine. An archive
    or a mail becomes a row for itself and one for each member.
    Raises StoreError if the database cannot be used or another process is writing into the workspace, KnowledgeError
    if a knowledge table is faulty.
    """
    began = time.monotonic()
    with workspace.locked():
        run = Run(workspace)
        shutil.rmtree(workspace.unpacked, ignore_errors=True)  # of a run that was killed
        try:
            files = enumerate(_find_all(paths, workspace))
            jobs = [job for place, found in files if (job := run.admit(found, (place,)))]
            reach = Reach(run, still_answers)
            for portion in reach.portions(jobs):
                _read_all(portion, run, reach, progress, lambda jobs: (execute or read_files)(jobs, workers))
                shutil.rmtree(workspace.unpacked, ignore_errors=True)
        finally:
            shutil.rmtree(workspace.unpacked, ignore_errors=True)
        run.load()
        run.tidy()
    return BatchReport(run.report(), time.monotonic() - began, run.loaded)


def _find_all(paths: Iterable[Source | Found], workspace: Workspace) -> Iterator[Found]:
    """Yield every file under the paths, then under the addresses; an inbox that cannot be reached has its error."""
    given = list(paths)
    yield from find_files((path for path in given if isinstance(path, Path)), workspace)
    yield from (path for path in given if isinstance(path, Found))
    for address in dict.fromkeys(path for path in given if isinstance(path, Address)):
        try:
            yield from look_into(address)
        except Unreached as error:
            yield Found(Path(), error, remote=RemoteFile(address, "", address.place))


def look_into(address: Address) -> list[Found]:
    """Return every file of an inbox on the network; raises Unreached where it cannot be listed, whatever the reason."""
    listed = attempt(lambda: find_remote(address), lambda error: explain(address, error))
    if isinstance(listed, Failure):
        raise Unreached(address.shown, listed.problem, listed.remedy)
    return listed


def still_answers(address: Address) -> bool:
    """Ask a store on the network whether it answers at all."""
    return not isinstance(attempt(lambda: ask(address), lambda error: explain(address, error)), Failure)


def _read_all(
    jobs: list[Job],
    run: Run,
    reach: Reach,
    progress: Progress | None,
    execute: Callable[[Sequence[Job]], Generator[Result, None, None]],
) -> None:
    """Read files, then the members of the containers among them, until there are none left."""
    done, total = 0, len(jobs)
    while jobs:
        members: list[Job] = []
        with closing(execute(jobs)) as results:
            for result in reach.follow(results, jobs):
                members += run.settle(result)
                done += 1
                if progress:
                    progress(done, total, result.job.found.name)
        jobs, total = members, total + len(members)


def prepare_workers() -> None:
    """Have the process that workers are forked from load what reading files needs; returns at once."""
    prepare(WARM)


def read_files(jobs: Sequence[Job], workers: int | None = None) -> Generator[Result, None, None]:
    """Yield what became of each file, read in processes of this machine with limits of time and memory.

    Office files are turned beforehand, many at a call, into a folder beside those of unpacked files.
    """
    if not jobs:
        return
    prepare_workers()
    for portion in portion_jobs(jobs, jobs[0].folder.parent / OFFICE, workers):
        with closing(run_jobs(portion, extract_job, died_result, workers, Guard(_patience))) as results:
            yield from results


def extract_job(job: Job) -> Result:
    """Read one file, or say why it cannot be read; runs in a worker."""
    began = time.monotonic()
    remote = job.found.remote if job.found.is_away else None
    result = attempt(lambda: _fetch(job, remote), partial(explain, remote)) if remote else attempt(lambda: _read(job))
    made = Result(job, result) if isinstance(result, Failure) else result
    return replace(made, seconds=time.monotonic() - began)


def _patience(job: Job) -> float:
    return min(PATIENCE + job.size / BYTES_A_SECOND, LONGEST)


def _fetch(job: Job, remote: RemoteFile) -> Result:
    content = fetch_file(remote, job.copy)
    return Result(job, fetched=replace(job.found, path=job.copy, sha256=content))


def _read(job: Job) -> Result:
    from pipeline.ingest import read_document, unpack_file

    found = job.found
    kept = read_parse(job.parse) if job.parse else None
    if kept and kept.source.sha256 == job.sha256:
        return _make_result(job, kept)
    unpacked = unpack_file(found.path, job.folder, found.name)
    if unpacked:
        _check_unchanged(job, unpacked.sha256)
        members = (Found(member.path, member.error, found, member.name) for member in unpacked.members)
        return Result(job, members=tuple(members))
    parsed = read_document(found.path, found.name, job.converted)
    _check_unchanged(job, parsed.source.sha256)
    return _keep(replace(_make_result(job, parsed), parse=dump_parse(parsed)))


def _keep(result: Result) -> Result:
    """Keep what was read, so that the one writer need not; where that fails, the writer tries and tells."""
    job, workspace = result.job, result.job.workspace
    if workspace is None or workspace.record(job.sha256).exists():
        return result  # the writer compares an older reading with this one before it goes
    try:
        if keep_original(job, workspace):
            return result
        write_record(job.sha256, result, workspace)
    except OSError:
        return result
    return replace(result, json=b"", parse=b"", is_kept=True)


def _make_result(job: Job, parsed: ParsedDocument) -> Result:
    from pipeline.extract import make_record
    from pipeline.structure import make_outline

    record = make_record(make_outline(parsed))
    json, rows = dump_record(record).encode(), dump_rows(record)
    return Result(job, json=json, rows=rows, status=record.status, doubt=_doubt(record))


def _check_unchanged(job: Job, content: str) -> None:
    if content != job.sha256:
        problem, remedy = "the file changed while it was read", "Ingest it again when nobody is writing to it."
        raise FileAccessError(job.found.shown, problem, remedy)


def _doubt(record: Record) -> str | None:
    """Return what the report says of a record: its first error, else what the reader warned of ("not Vietnamese")."""
    errors = (issue.message for issue in record.issues if issue.severity is Severity.ERROR)
    warnings = (item.message for item in record.issues if (item.stage, item.severity) == ("ingest", Severity.WARNING))
    return next(errors, None) or next(warnings, None)


def died_result(job: Job, death: Death = Death.KILLED) -> Result:
    """Return the result of a file whose process ended while it read it, or fetched it."""
    if job.found.is_away:
        remedy = "The next run tries again."
        if death is Death.TIMED_OUT:
            return Result(job, Failure(TIMED_OUT, "fetching it took too long and was stopped", remedy))
        return Result(job, Failure(KILLED, "the process that fetched it was killed", remedy))
    return Result(job, died_failure(death))
