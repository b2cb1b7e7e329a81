"""The straight line over many files: inbox, stages, quarantine, the database.

    files -> read (workers) -> originals, records, state -> members of containers -> … -> database

Files are read in parallel, and one writer, which is here, keeps what came of them and loads it in transactions. Every
step can be killed: what was read lies in whole files, what was loaded is in the database, and the next run goes on
from there. What an archive or a mail holds is read in the next round, and so is a file of the network behind the round
that fetches it. `vanban ingest` is one such run over all that it is given; `vanban run` (`pipeline.runs.nightly`)
first tells what is new by a look from outside, and listens.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

from pipeline.errors import Unreached
from pipeline.runs.address import Address, Source
from pipeline.runs.inbox.files import Found, find_files
from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.jobs import Executor, Job, Place, Result
from pipeline.runs.one_file import Progress
from pipeline.runs.quarantine import KILLED
from pipeline.runs.reach import Reach, look_into
from pipeline.runs.reading import read_files
from pipeline.runs.report import BatchReport
from pipeline.runs.session import Observer, Session
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import prepare_loading
from pipeline.runs.workspace.opening import open_state
from pipeline.runs.workspace.recovery import find_waiting, recover


def ingest_paths(
    paths: Iterable[Source | Found],
    workspace: Workspace,
    *,
    progress: Progress | None = None,
    workers: int | None = None,
    execute: Executor = read_files,
) -> BatchReport:
    """Take files and folders, here or on the network, into a workspace and load what they say into its database.

    A file that cannot be read never raises: it becomes a row of the report and an entry of the quarantine. An archive
    or a mail becomes a row for itself and one for each member. Everything is loaded in one transaction at the end.
    Raises StoreError if the database cannot be used or another process is writing into the workspace, KnowledgeError
    if a knowledge table is faulty.
    """
    began = time.monotonic()
    with workspace.locked(recovers=True) as was_killed, open_session(workspace, was_killed) as session:
        conduct(session, admit_all(session, _find_all(paths, workspace)), execute, workers, progress=progress)
        return BatchReport(session.report(), time.monotonic() - began, session.loaded)


@contextmanager
def open_session(workspace: Workspace, was_killed: bool, observer: Observer | None = None) -> Iterator[Session]:
    """Begin a run over a workspace whose lock is held, and make good what earlier runs left behind."""
    from pipeline.ingest.tools.scratch import clear_scratch

    shutil.rmtree(workspace.unpacked, ignore_errors=True)
    clear_scratch()
    with open_state(workspace) as state:
        session = Session(workspace, state, observer)
        session.observer.begun(session)
        if was_killed:
            session.observer.recovered(recover(workspace, state, session.stamp))
        session.waiting |= find_waiting(workspace, state, session.stored)
        try:
            yield session
        finally:
            shutil.rmtree(workspace.unpacked, ignore_errors=True)


def admit_all(session: Session, files: Iterable[Found]) -> list[Job]:
    """Give every file its row; return a job for each that must be read."""
    with session.state.at_once():
        return [job for place, found in enumerate(files) if (job := session.admit(found, (place,)))]


def conduct(
    session: Session,
    jobs: Sequence[Job],
    execute: Executor,
    workers: int | None = None,
    *,
    chunk: int | None = None,
    progress: Progress | None = None,
) -> Reach:
    """Read files and what they hold, and load what was read: `chunk` records at a time, and the rest at the end.

    Returns which inboxes on the network stopped answering meanwhile.
    """
    reach, killed = Reach(session), set[Place]()
    if jobs:
        Thread(target=prepare_loading, daemon=True).start()  # while the workers start
    for portion in reach.portions(jobs):
        done, total = 0, len(portion)
        while portion:
            following: list[Job] = []
            with closing(execute(portion, workers)) as results:
                later: list[Result] = []  # what brings other files waits, so that timing decides nothing
                for result in reach.follow(results, portion):
                    if again := _again(session, result, killed):
                        following += again
                    elif result.members is not None or result.fetched:
                        later.append(result)
                    else:
                        following += session.take(result)
                    done += 1
                    if chunk and len(session.waiting) >= chunk:
                        session.load()
                    if progress:
                        progress(done, total, result.job.found.name)
                for result in sorted(later, key=lambda one: one.job.place):
                    following += session.take(result)
            portion, total = following, total + len(following)
        shutil.rmtree(session.workspace.unpacked, ignore_errors=True)
    session.load()
    return reach


def _again(session: Session, result: Result, killed: set[Place]) -> list[Job]:
    """Return the job for the next round where its process was killed for the first time."""
    job, failure = result.job, result.failure
    if failure is None or failure.code != KILLED or job.place in killed:
        return []
    killed.add(job.place)
    shutil.rmtree(job.folder, ignore_errors=True)
    session.observer.killed(job)
    return [job]


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
