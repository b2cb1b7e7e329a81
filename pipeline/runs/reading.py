"""Reading one file of a run in a worker: ingest, structure, extract, and keeping what came of it.

    file --ingest--> ParsedDocument --structure--> Outline --extract--> Record --> extracted/records

Each file is read in a process with limits of time and memory, and every record is written on its own. A file of the
network is only fetched, an archive or a mail only unpacked: what comes of them is read in the next round.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from pipeline.errors import FileAccessError
from pipeline.model import ParsedDocument, Record, Severity
from pipeline.model.record_json import dump_record
from pipeline.runs.inbox.files import Found, access_error
from pipeline.runs.inbox.network import RemoteFile, explain, fetch_file
from pipeline.runs.jobs import Job, Result
from pipeline.runs.one_file import attempt, map_files
from pipeline.runs.quarantine import KILLED, TIMED_OUT, Failure, make_failure
from pipeline.runs.workers.office_groups import portion_jobs
from pipeline.runs.workers.pool import prepare
from pipeline.runs.workspace.layout import Workspace, copy_atomically, write_atomically
from pipeline.runs.workspace.loading import dump_rows
from pipeline.runs.workspace.parses import dump_parse, read_parse

SECONDS = 120.0  # that any file may take
BYTES_A_SECOND = 20_000  # and one more for so many bytes: a page of a scan, which takes a second to recognise
MOST_SECONDS = 3600.0
OFFICE = "office"
FEW_NAMED = 12  # named files whose workers load while it is still looked up what is known of them
WARM = "pipeline.runs.workers.warm_reading"


def prepare_workers() -> None:
    """Have the process that workers are forked from load what reading needs; returns at once."""
    prepare(WARM)


def read_files(jobs: Sequence[Job], workers: int | None = None) -> Generator[Result, None, None]:
    """Yield what became of each file, read in processes of this machine with limits of time and memory.

    Office files are turned beforehand, many at a call, into a folder beside those of unpacked files.
    """
    if not jobs:
        return
    prepare_workers()
    for portion in portion_jobs(jobs, jobs[0].folder.parent / OFFICE, workers):
        read = map_files(portion, extract_job, failed_result, workers=workers, seconds=_seconds, in_order=False)
        with closing(read) as results:
            yield from results


def extract_job(job: Job) -> Result:
    """Read one file, or say why it cannot be read; runs in a worker."""
    began = time.monotonic()
    remote = job.found.remote if job.found.is_away else None
    result = attempt(lambda: _fetch(job, remote), partial(explain, remote)) if remote else attempt(lambda: _read(job))
    made = Result(job, result) if isinstance(result, Failure) else result
    return replace(made, seconds=time.monotonic() - began)


def seconds_for(size: int) -> float:
    """Return how long it may take to read a file of so many bytes."""
    return min(SECONDS + size / BYTES_A_SECOND, MOST_SECONDS)


def _seconds(job: Job) -> float:
    return seconds_for(job.size)


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
    return Result(job, json=json, rows=rows, status=record.status, doubt=_doubt(record), kind=record.kind)


def _check_unchanged(job: Job, content: str) -> None:
    if content != job.sha256:
        raise _changed(job)


def _changed(job: Job) -> FileAccessError:
    problem, remedy = "the file changed while it was read", "Ingest it again when nobody is writing to it."
    return FileAccessError(job.found.shown, problem, remedy)


def _doubt(record: Record) -> str | None:
    """Return what the report says of a record: its first error, why it is no document, or what the reader warned of."""
    errors = (issue.message for issue in record.issues if issue.severity is Severity.ERROR)
    reasons = (item.message for item in record.issues if not record.is_document and item.code == "no_document")
    warnings = (item.message for item in record.issues if (item.stage, item.severity) == ("ingest", Severity.WARNING))
    return next(errors, None) or next(reasons, None) or next(warnings, None)


def failed_result(job: Job, failure: Failure) -> Result:
    """Return the result of a file whose process ended while it read it, or fetched it."""
    if job.found.is_away and failure.code in (TIMED_OUT, KILLED):
        ended = "fetching it took too long and was stopped"
        problem = ended if failure.code == TIMED_OUT else "the process that fetched it was killed"
        failure = Failure(failure.code, problem, "The next run tries again.")
    return Result(job, failure)


def keep_original(job: Job, workspace: Workspace) -> Failure | None:
    """Copy a file to the originals, or say why that cannot be."""
    path = job.found.path
    try:
        is_same = copy_atomically(path, workspace.original(job.sha256, path.name), job.sha256)
    except (FileNotFoundError, PermissionError) as error:
        return make_failure(access_error(path, error))
    return None if is_same else make_failure(_changed(job))


def write_record(content: str, result: Result, workspace: Workspace) -> None:
    """Write a record, behind the parse that it was made of."""
    if result.parse:
        write_atomically(workspace.parse(content), result.parse)
    write_atomically(workspace.record(content), result.json)
