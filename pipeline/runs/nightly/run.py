"""One run over an inbox: what is new, read in parallel, loaded in small transactions, with a report at the end.

    look at the inbox -> read (workers) -> originals, records, ledger -> database, a chunk at a time -> report

Every step can be killed: what was read lies in whole files, what was loaded is in the database, and the next run goes
on from there. What cannot go on (a full disk, a locked database) stops the run after the last whole chunk.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Thread

from pipeline.errors import ClusterError, StoreError, VanbanError
from pipeline.runs.address import Address, Source
from pipeline.runs.batch import FEW, Executor, Progress, prepare_workers, read_files, still_answers
from pipeline.runs.inbox.files import shown
from pipeline.runs.inbox.footprints import Footprints
from pipeline.runs.jobs import Job, Result
from pipeline.runs.loading import count_arrivals, prepare_loading
from pipeline.runs.nightly.changes import sum_changes
from pipeline.runs.nightly.earlier_runs import collect_waiting, find_stale, recover
from pipeline.runs.nightly.journal import Journal
from pipeline.runs.nightly.network_selection import note_arrival, select_afar
from pipeline.runs.nightly.options import RunOptions
from pipeline.runs.nightly.report import Counts, RunReport, Slow
from pipeline.runs.nightly.selection import Known, Selection, select_files
from pipeline.runs.nightly.tally import Tally
from pipeline.runs.portions import Reach
from pipeline.runs.quarantine import KILLED, read_dropped, read_entries
from pipeline.runs.report import Outcome
from pipeline.runs.session import Run
from pipeline.runs.workspace.layout import Workspace, sync_files

FAILED = (Outcome.QUARANTINED, Outcome.UNREACHED)


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
    with workspace.locked() as was_killed:
        night = Night(workspace, options or RunOptions(), journal)
        try:
            if execute is read_files and len(paths) <= FEW and all(map(_is_file, paths)):
                prepare_workers()  # while we look at what is known
            shutil.rmtree(workspace.unpacked, ignore_errors=True)  # of a run that was killed
            night.begin(was_killed)
            night.work(paths, progress, execute)
        except (OSError, StoreError, ClusterError) as error:
            night.stop(error)
        finally:
            shutil.rmtree(workspace.unpacked, ignore_errors=True)
        report = night.report()
    _tell_end(journal, report)
    return report


def _is_file(source: Source) -> bool:
    return isinstance(source, Path) and source.is_file()


class Night:
    """One run: its state, its clock, what it counts."""

    def __init__(self, workspace: Workspace, options: RunOptions, journal: Journal) -> None:
        self.workspace, self.options, self.journal = workspace, options, journal
        self.started, self._began = _now(), time.monotonic()
        self.tally = Tally()
        self.selection = Selection()
        self.slow: list[Slow] = []
        self.stopped: str | None = None
        self.run: Run | None = None
        self.reach: Reach | None = None
        self._unsynced: list[Path] = []
        self._killed: set[tuple[int, ...]] = set()  # places of files whose process was killed once
        self._before: frozenset[str] = frozenset()

    def begin(self, was_killed: bool) -> None:
        """Read what is known, and make good what a killed run left behind."""
        self.run = run = Run(self.workspace)
        run.on_load, run.on_replace = self.tally.add, self.tally.compare
        self._before = run.stored
        self.journal.tell("run_started", workspace=str(self.workspace.root), version=run.stamp)
        if was_killed:
            self.journal.tell("recovered", records=recover(run))
        collect_waiting(run)

    def work(self, paths: Sequence[Source], progress: Progress | None, execute: Executor) -> None:
        """Look, read and load."""
        run = self._run
        footprints = Footprints(self.workspace.extracted / "inbox.jsonl")
        quarantine, dropped = read_entries(self.workspace), read_dropped(self.workspace)
        known = Known(run.stamp, run.ledger, run.containers, run.stored, quarantine, dropped)
        self.selection = self._select(paths, known, footprints)
        files = enumerate(self.selection.files)
        jobs = [job for place, found in files if (job := run.admit(found, (place,)))]
        footprints.flush()
        if self.options.stale:
            jobs += find_stale(run, len(self.selection.files))
        self.journal.tell("inbox_seen", files=len(self.selection.seen), to_read=len(jobs), waiting=len(run.waiting))
        run.on_fetch = lambda found: note_arrival(found, self.selection, known, footprints)
        self.reach = reach = Reach(run, still_answers)
        for portion in reach.portions(jobs):
            self._read(portion, reach, progress, execute)
            footprints.flush()
            shutil.rmtree(self.workspace.unpacked, ignore_errors=True)
        self._load()
        run.tidy()
        self._tell_unreached()
        footprints.tidy(self.selection.roots, self.selection.seen)

    def stop(self, error: OSError | VanbanError) -> None:
        """Note why the run cannot go on; what it had read and loaded stays."""
        reason = str(error)
        if isinstance(error, OSError):
            reason = f"{shown(error.filename)}: " if error.filename else ""
            reason += error.strerror or str(error)
        self.stopped = f"{reason.rstrip('.')}. What was read stays; the next run goes on from there."
        self.journal.tell("run_stopped", reason=self.stopped)

    def report(self) -> RunReport:
        """Return what the run did."""
        run, rows = self.run, self.run.report() if self.run else ()
        arrived = count_arrivals(self.workspace, set(self.tally.contents) - self._before)
        looked_at = [*(row for row in rows if row.problem), *self.selection.writing]
        return RunReport(
            started=self.started,
            finished=_now(),
            seconds=time.monotonic() - self._began,
            version=run.stamp if run else "",
            counts=self._counts(),
            gains=self.tally.gains(arrived.documents, arrived.stubs_resolved),
            issues=self.tally.issues(),
            changes=sum_changes(self.tally.changes),
            changed_files=tuple(self.tally.changes),
            slowest=tuple(sorted(self.slow, key=lambda slow: -slow.seconds)[: self.options.slowest]),
            rows=tuple(looked_at),
            quarantine=tuple(read_entries(self.workspace).values()),
            stopped=self.stopped,
        )

    @property
    def _run(self) -> Run:
        assert self.run, "begin() comes first"
        return self.run

    def _select(self, paths: Sequence[Source], known: Known, footprints: Footprints) -> Selection:
        here = [path for path in paths if isinstance(path, Path)]
        selection = select_files(here, self.workspace, known, footprints, self.options.settle)
        away = [path for path in paths if isinstance(path, Address)]
        select_afar(away, selection, known, footprints, self.options.settle)
        return selection

    def _tell_unreached(self) -> None:
        """Say which inboxes on the network could not be looked into, or stopped answering; the others were read."""
        told = [f"{error.name}: {error.problem}. {error.remedy}" for error in self.selection.unreached]
        if self.reach:
            for inbox, problem in self.reach.lost.items():
                left = self.reach.left[inbox]
                told.append(f"{inbox}: it stopped answering, and {left} more files were not tried. At last: {problem}.")
        for reason in told:
            self.journal.tell("inbox_unreached", reason=reason)
        if told:
            self.stopped = f"{' '.join(told)} Everything else was read; the next run goes on from there."

    def _read(self, jobs: Sequence[Job], reach: Reach, progress: Progress | None, execute: Executor) -> None:
        """Read files, then the members of the containers among them, until there are none left."""
        done, total = 0, len(jobs)
        if jobs:
            Thread(target=prepare_loading, daemon=True).start()  # while the workers start
        while jobs:
            members: list[Job] = []
            with closing(execute(jobs, self.options.workers)) as results:
                for result in reach.follow(results, jobs):
                    members += self._again(result) or self._settle(result)
                    done += 1
                    if len(self._run.waiting) >= self.options.chunk:
                        self._load()
                    if progress:
                        progress(done, total, result.job.found.name)
            jobs, total = members, total + len(members)
        self._load()

    def _again(self, result: Result) -> list[Job]:
        """Return the job for the next round where its process was killed for the first time."""
        job, failure = result.job, result.failure
        if failure is None or failure.code != KILLED or job.place in self._killed:
            return []
        self._killed.add(job.place)
        shutil.rmtree(job.folder, ignore_errors=True)
        self.journal.tell("worker_killed", path=job.found.shown)
        return [job]

    def _settle(self, result: Result) -> list[Job]:
        run, job = self._run, result.job
        members = run.settle(result)
        row = run.rows.get(job.place)
        if row is None or (members and job.found.is_away):
            return members  # it was fetched, and what became of it is told later
        self.slow.append(Slow(row.path, round(result.seconds, 3)))
        if len(self.slow) > 100 * (self.options.slowest + 1):
            self.slow = sorted(self.slow, key=lambda slow: -slow.seconds)[: self.options.slowest]
        if row.outcome not in FAILED and not job.found.is_away:
            self._unsynced.append(self.workspace.original(job.sha256, job.found.path.suffix))
            self._unsynced.append(self.workspace.record(job.sha256))
        self.journal.tell(
            "file_failed" if row.outcome in FAILED else "file_read",
            path=row.path,
            sha256=job.sha256,
            outcome=row.outcome.value,
            code=row.code,
            problem=row.problem,
            seconds=round(result.seconds, 3),
        )
        return members

    def _load(self) -> None:
        """Load what waits: first onto the disk, then into the database, then into the ledger."""
        began = time.monotonic()
        sync_files(self._unsynced)
        self._unsynced.clear()
        loaded = self._run.load()
        if loaded:
            self.journal.tell("chunk_loaded", records=loaded, seconds=round(time.monotonic() - began, 3))

    def _counts(self) -> Counts:
        fates = self.selection.fates
        rows = self.run.report() if self.run else ()
        settled = (row for row in rows if row.status or row.outcome not in (Outcome.NEW, Outcome.UPDATED))
        outcomes = Counter(row.outcome for row in settled)
        waiting = len(self.selection.writing)
        return Counts(
            seen=sum(fates.values()) - (fates["stale"] if self.options.stale else 0) + sum(outcomes.values()) + waiting,
            new=outcomes[Outcome.NEW],
            updated=outcomes[Outcome.UPDATED],
            unchanged=outcomes[Outcome.UNCHANGED] + fates["unchanged"],
            duplicate=outcomes[Outcome.DUPLICATE],
            unpacked=outcomes[Outcome.UNPACKED],
            failed=outcomes[Outcome.QUARANTINED],
            held=fates["held"],
            dropped=fates["dropped"],
            writing=waiting,
            unreached=outcomes[Outcome.UNREACHED],
            stale=0 if self.options.stale else fates["stale"],
        )


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
