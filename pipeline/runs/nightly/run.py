"""One run over an inbox: what is new, read in parallel, loaded in small transactions, with a report at the end.

    look at the inbox -> conduct (`pipeline.runs.batch`) -> report

What cannot go on (a full disk, a locked database) stops the run after the last whole chunk.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import ClusterError, StoreError, VanbanError, WorkspaceBusy
from pipeline.runs.address import Address, Source
from pipeline.runs.batch import admit_all, conduct, open_session
from pipeline.runs.inbox.files import Found, shown
from pipeline.runs.inbox.footprints import Footprints
from pipeline.runs.jobs import Executor, Job, Result
from pipeline.runs.nightly.changes import sum_changes
from pipeline.runs.nightly.journal import Journal
from pipeline.runs.nightly.leaving import Left, find_left
from pipeline.runs.nightly.network_selection import note_arrival, select_afar
from pipeline.runs.nightly.report import Counts, RunReport, Slow
from pipeline.runs.nightly.selection import Known, Selection, select_files
from pipeline.runs.nightly.stale import find_stale
from pipeline.runs.nightly.tally import Tally
from pipeline.runs.one_file import Progress
from pipeline.runs.quarantine import read_entries
from pipeline.runs.reach import Reach
from pipeline.runs.reading import FEW_NAMED, prepare_workers, read_files
from pipeline.runs.report import FileRow, Outcome
from pipeline.runs.session import Observer, Session
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import Load, count_arrivals

FAILED = (Outcome.QUARANTINED, Outcome.UNREACHED)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run works; `vanban.toml` and the flags of `vanban run` use the names of these fields.

    A file that changed less than `settle` seconds ago is looked at twice. Records are loaded `chunk` at a time, each
    time in one transaction: that many readings wait at most for the next run if this one is killed. `stale` reads
    anew what an older version of the program read; `prune` takes out of the answers what left the inbox.
    """

    workers: int | None = None
    settle: float = 2.0
    chunk: int = 200
    stale: bool = False
    prune: bool = False
    slowest: int = 10  # how many files the report names as the slowest


def run_inbox(
    paths: Sequence[Source],
    workspace: Workspace,
    options: RunOptions | None = None,
    *,
    journal: Journal | None = None,
    progress: Progress | None = None,
    execute: Executor = read_files,
) -> RunReport:
    """Bring a workspace up to what lies in some folders, here or on the network.

    Returns a report also where the run could not go on.

    Raises WorkspaceBusy while another process writes into the workspace, KnowledgeError where a table is faulty.
    """
    journal = journal or Journal(None)
    night = Night(workspace, options or RunOptions(), journal)
    try:  # around the lock: its mark then tells the next run to look after what this one left
        with workspace.locked(recovers=True) as was_killed:
            if execute is read_files and len(paths) <= FEW_NAMED and all(map(_is_file, paths)):
                prepare_workers()  # while we look at what is known
            with open_session(workspace, was_killed, night) as session:
                night.work(session, paths, progress, execute)
    except WorkspaceBusy:
        raise
    except (OSError, StoreError, ClusterError) as error:
        night.stop(error)
    report = night.report()
    _tell_end(journal, report)
    return report


def _is_file(source: Source) -> bool:
    return isinstance(source, Path) and source.is_file()


class Night(Observer):
    """One run: its clock, what it looked at, what it counts of what it is told."""

    def __init__(self, workspace: Workspace, options: RunOptions, journal: Journal) -> None:
        self.workspace, self.options, self.journal = workspace, options, journal
        self.started, self._began = _now(), time.monotonic()
        self.tally = Tally()
        self.slow: list[Slow] = []
        self.stopped: str | None = None
        self.session: Session | None = None
        self.selection: Selection | None = None
        self.left = Left()

    def work(self, session: Session, paths: Sequence[Source], progress: Progress | None, execute: Executor) -> None:
        """Look, read and load."""
        options = self.options
        self.selection = selection = self._look(session, paths)
        jobs = admit_all(session, selection.files)
        selection.footprints.flush()
        if options.stale:
            jobs += find_stale(session, len(selection.files))
        self.journal.tell("inbox_seen", files=len(selection.seen), to_read=len(jobs), waiting=len(session.waiting))
        reach = conduct(session, jobs, execute, options.workers, chunk=options.chunk, progress=progress)
        self._tell_unreached(selection, reach)
        selection.footprints.tidy(selection.seen, selection.unreached)
        self._see_off(session, selection, paths)

    def _see_off(self, session: Session, selection: Selection, paths: Sequence[Source]) -> None:
        """Mark what left the inboxes, or take it out."""
        self.left = left = find_left(session, selection, paths, prune=self.options.prune)
        session.load()
        for row in left.rows:
            self.journal.tell(f"file_{row.outcome.value}", path=row.path)
        for inbox in left.spared:
            told = f"{inbox}: it held files and holds none now, as a drive that is not there. Nothing of it was marked."
            self.journal.tell("inbox_emptied", reason=told)
            self.stopped = f"{self.stopped} {told}" if self.stopped else told

    def _look(self, session: Session, paths: Sequence[Source]) -> Selection:
        here = [path for path in paths if isinstance(path, Path)]
        away = [path for path in paths if isinstance(path, Address)]
        roots = [*(os.path.abspath(path) for path in here), *(address.place for address in away)]  # noqa: PTH100
        quarantine, dropped = read_entries(self.workspace), session.state.read_dropped()
        known = Known(session.stamp, session.state, session.stored, quarantine, dropped, session.forgotten)
        selection = Selection(known, Footprints(session.state, roots), session.placing)
        with session.state.at_once():
            select_files(here, self.workspace, selection, self.options.settle)
            select_afar(away, selection, self.options.settle)
        return selection

    def begun(self, session: Session) -> None:
        """Note what the run begins with."""
        self.session = session
        self.journal.tell("run_started", workspace=str(self.workspace.root), version=session.stamp)

    def recovered(self, records: int) -> None:
        """Note what a killed run had written and not noted."""
        self.journal.tell("recovered", records=records)

    def killed(self, job: Job) -> None:
        """Note which file a process was killed at."""
        self.journal.tell("worker_killed", path=job.found.shown)

    def fetched(self, found: Found) -> bool:
        """Keep which content a file of the network has; return whether it must be read."""
        return self.selection is None or note_arrival(found, self.selection)

    def taken(self, result: Result, row: FileRow | None) -> None:
        """Note what became of a file, and how long it took."""
        if row is None:
            return
        self.slow.append(Slow(row.path, round(result.seconds, 3)))
        if len(self.slow) > 100 * (self.options.slowest + 1):
            self.slow = self._slowest()
        self.journal.tell(
            "file_failed" if row.outcome in FAILED else "file_read",
            path=row.path,
            sha256=result.job.sha256,
            outcome=row.outcome.value,
            code=row.code,
            problem=row.problem,
            seconds=round(result.seconds, 3),
        )

    def replaced(self, record: Path, new: bytes) -> None:
        """Count what a newer reading tells otherwise."""
        self.tally.compare(record, new)

    def loaded(self, load: Load, seconds: float) -> None:
        """Count what came into the database."""
        self.tally.add(load)
        self.journal.tell("chunk_loaded", records=load.loaded, seconds=round(seconds, 3))

    def stop(self, error: OSError | VanbanError) -> None:
        """Note why the run cannot go on; what it had read and loaded stays."""
        reason = str(error)
        if isinstance(error, OSError):
            reason = f"{shown(error.filename or self.workspace.root)}: "
            reason += error.strerror or str(error)
        self.stopped = f"{reason.rstrip('.')}. What was read stays; the next run goes on from there."
        self.journal.tell("run_stopped", reason=self.stopped)

    def report(self) -> RunReport:
        """Return what the run did."""
        session, rows = self.session, self.session.report() if self.session else ()
        arrived = count_arrivals(self.workspace, set(self.tally.contents) - (session.stored if session else set()))
        return RunReport(
            started=self.started,
            finished=_now(),
            seconds=time.monotonic() - self._began,
            version=session.stamp if session else "",
            counts=self._count(rows),
            gains=self.tally.gains(arrived.documents, arrived.stubs_resolved),
            issues=self.tally.issues(),
            changes=sum_changes(self.tally.changes),
            changed_files=tuple(self.tally.changes),
            slowest=tuple(self._slowest()),
            rows=(
                *(row for row in rows if row.problem),
                *(self.selection.writing if self.selection else ()),
                *self.left.rows,
            ),
            quarantine=tuple(read_entries(self.workspace).values()),
            stopped=self.stopped,
        )

    def _tell_unreached(self, selection: Selection, reach: Reach) -> None:
        """Say which inboxes on the network could not be looked into, or stopped answering; the others were read."""
        told = [f"{error.name}: {error.problem}. {error.remedy}" for error in selection.unreached.values()]
        for inbox, problem in reach.lost.items():
            left = reach.left[inbox]
            told.append(f"{inbox}: it stopped answering, and {left} more files were not tried. At last: {problem}.")
        for reason in told:
            self.journal.tell("inbox_unreached", reason=reason)
        if told:
            self.stopped = f"{' '.join(told)} Everything else was read; the next run goes on from there."

    def _slowest(self) -> list[Slow]:
        return sorted(self.slow, key=lambda slow: -slow.seconds)[: self.options.slowest]

    def _count(self, rows: Sequence[FileRow]) -> Counts:
        done = (row.outcome for row in rows if row.status or row.outcome not in (Outcome.NEW, Outcome.UPDATED))
        counts = Counter(outcome.value for outcome in done)
        if self.selection:
            counts += self.selection.fates + Counter(row.outcome.value for row in self.selection.writing)
        counts["failed"] = counts.pop("quarantined", 0)
        if self.options.stale:
            counts["stale"] = 0  # they were read
        return Counts(seen=counts.total(), gone=self.left.gone, pruned=self.left.pruned, **counts)


def _tell_end(journal: Journal, report: RunReport) -> None:
    journal.tell(
        "run_finished",
        seconds=round(report.seconds, 3),
        seen=report.counts.seen,
        loaded=report.gains.records,
        failed=report.counts.failed,
        exit_code=report.exit_code,
    )


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
