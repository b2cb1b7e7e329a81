"""Work on many files at once in processes of their own, each with limits of time and memory.

A worker reads one job at a time. Where it is killed by the system or by a fault in a native library, or runs out of
its time, only the job it was at is given up; a new worker takes its place. A worker leads a session of its own, so the
programs it starts (LibreOffice) are killed with it. Where nobody asks for guarded work, a few jobs are done in this
process.

Workers are forked from a process that does nothing else and has no threads, and that may have loaded beforehand what
they need (`prepare`): the first costs a third of a second, every other some milliseconds.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.ingest.tools.scratch import mark_scratch

FEW = 12  # below this many files a pool costs more than it saves
MEMORY = 6 * 2**30  # bytes of address space of a worker, and of each program it starts
LONGEST = 3600.0  # seconds
AHEAD = 15  # jobs at most, and seconds of work, that wait at a worker while others are written
AHEAD_SECONDS = 1.0
J = TypeVar("J")
R = TypeVar("R")


class Death(StrEnum):
    """How a worker ended before its job was done."""

    KILLED = "killed"
    TIMED_OUT = "timed out"


@dataclass(frozen=True, slots=True)
class Guard(Generic[J]):
    """The limits of a job: seconds it may take, and bytes of memory that its process may use."""

    seconds: Callable[[J], float]
    memory: int = MEMORY


def count_workers() -> int:
    """Return how many processes this machine gives us: its cores, eight at most."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def prepare(*modules: str) -> None:
    """Start the process that workers are forked from, unless it runs already, and have it import some modules."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(modules))
    _start_server()


def _start_server() -> None:
    resource_tracker.ensure_running()  # else the server starts it, which takes the block below away again
    mark_scratch(Path(get_temp_dir()))  # where the processes meet: a later run clears it if this one is killed
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C goes to all; we end the others
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def run_jobs(
    jobs: Sequence[J],
    work: Callable[[J], R],
    died: Callable[[J, Death], R],
    workers: int | None = None,
    guard: Guard[J] | None = None,
) -> Generator[R, None, None]:
    """Yield the result of every job, in the order in which they are done.

    `work`, the jobs and the results must be picklable. `died` makes the result of a job whose process was killed. With
    a `guard` every job is done in a worker, however few they are. Closing the iterator (Ctrl-C) kills the workers.
    """
    count = min(workers or count_workers(), len(jobs))
    if guard is None and (count <= 1 or (workers is None and len(jobs) < FEW)):
        yield from map(work, jobs)
        return
    yield from _Pool(work, died, guard).run(jobs, count)


@dataclass(slots=True)
class _Worker(Generic[J]):
    """A process and the jobs it was given: the first it is at, the others wait in its pipe."""

    process: BaseProcess
    connection: Connection[Any, Any]
    jobs: deque[J] = field(default_factory=deque)
    deadline: float = 0.0

    def give(self, job: J, seconds: Callable[[J], float]) -> None:
        """Hand over a job."""
        self.jobs.append(job)
        if len(self.jobs) == 1:
            self.begin(seconds)
        with suppress(OSError):  # it died meanwhile: reading its answer tells
            self.connection.send((job,))

    def begin(self, seconds: Callable[[J], float]) -> None:
        """Note until when it may be at its first job."""
        self.deadline = time.monotonic() + seconds(self.jobs[0])

    def kill(self) -> None:
        """End the worker and every program it started."""
        self.process.kill()
        _kill_session(self.process.pid or 0)
        self.connection.close()  # a worker that still lived would see it, and complain
        self.process.join()
        self.process.close()

    def dismiss(self) -> None:
        """Let an idle worker end by itself."""
        self.connection.close()
        self.process.join(5)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        self.process.close()


class _Pool(Generic[J, R]):
    """Workers that are replaced when they die."""

    def __init__(self, work: Callable[[J], R], died: Callable[[J, Death], R], guard: Guard[J] | None) -> None:
        self.work, self.died = work, died
        self.guard = guard or Guard(lambda _: LONGEST)
        # Forking a process that runs a progress bar's thread can hang the child: fork one without threads.
        self.context = multiprocessing.get_context("forkserver")
        self.busy: list[_Worker[J]] = []
        self.left: deque[J] = deque()
        self.pace: float | None = None  # seconds that a job takes, the last ones counting most

    def run(self, jobs: Sequence[J], count: int) -> Iterator[R]:
        """Yield the results as they come in."""
        self.left.extend(jobs)
        try:
            for _ in range(count):
                self._hire()
            while self.busy:
                yield from self._collect()
        finally:
            for worker in self.busy:
                worker.kill()

    def _hire(self) -> None:
        own, other = self.context.Pipe()
        process = self._start(other) or self._start(other)
        other.close()
        if process is None:
            raise ChildProcessError("no process can be started to read files with")
        worker: _Worker[J] = _Worker(process, own)
        self.busy.append(worker)
        self._supply(worker)

    def _supply(self, worker: _Worker[J]) -> None:
        """Give a worker its next job, and so much more work as keeps it busy while we write what came in.

        Of the last jobs none waits for a worker while another has nothing to do.
        """
        ahead = min(AHEAD, int(AHEAD_SECONDS / max(self.pace, 0.001))) if self.pace is not None else 0
        while self.left and len(worker.jobs) <= min(ahead, len(self.left) // (2 * len(self.busy))):
            worker.give(self.left.popleft(), self.guard.seconds)

    def _start(self, connection: Connection[Any, Any]) -> BaseProcess | None:
        """Fork a worker; None where the process that it is forked from was killed this moment."""
        arguments = (connection, self.work, self.guard.memory, dict(os.environ))
        process = self.context.Process(target=_serve, args=arguments, daemon=True)
        try:
            _start_server()
            process.start()
        except (EOFError, OSError):
            return None
        return process

    def _collect(self) -> Iterator[R]:
        """Wait until a worker answers, dies or is out of time; yield those results and hand out new jobs."""
        patience = max(min(worker.deadline for worker in self.busy) - time.monotonic(), 0)
        ready = wait([worker.connection for worker in self.busy], patience)
        now = time.monotonic()
        for worker in list(self.busy):
            if worker.connection in ready:
                yield self._answer(worker)
            elif now >= worker.deadline:
                yield self._lose(worker, Death.TIMED_OUT)

    def _answer(self, worker: _Worker[J]) -> R:
        try:
            result, error, seconds = worker.connection.recv()
        except (EOFError, OSError):
            return self._lose(worker, Death.KILLED)
        if error is not None:
            raise error
        self.pace = seconds if self.pace is None else 0.8 * self.pace + 0.2 * seconds
        worker.jobs.popleft()
        if worker.jobs:
            worker.begin(self.guard.seconds)
        self._supply(worker)
        if not worker.jobs:
            self.busy.remove(worker)
            worker.dismiss()
        value: R = result
        return value

    def _lose(self, worker: _Worker[J], death: Death) -> R:
        """Give up the job a worker was at; what waited behind it is for others."""
        self.busy.remove(worker)
        worker.kill()
        self.left.extendleft(reversed(list(worker.jobs)[1:]))
        if self.left:
            self._hire()
        return self.died(worker.jobs[0], death)


def _kill_session(leader: int) -> None:
    """Kill a worker and all that it started, also what leads a group of its own (LibreOffice), but the caller."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError, PermissionError, ValueError):
            if os.getsid(int(entry.name)) == leader and int(entry.name) != os.getpid():
                os.kill(int(entry.name), signal.SIGKILL)


def _serve(connection: Connection[Any, Any], work: Callable[[J], R], memory: int, environment: dict[str, str]) -> None:
    """Be a worker: take jobs until the other end closes."""
    os.setsid()
    os.environ.clear()  # the process that this one was forked from began with an older one
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _watch_over()
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(EOFError, BrokenPipeError):
        while True:
            (job,) = connection.recv()
            began = time.monotonic()
            connection.send((*_do(work, job), time.monotonic() - began))


def _watch_over() -> None:
    """Fork a process that ends this worker and all that it started as soon as the writer, or the worker, is gone.

    A thread cannot: it has no turn while the worker is inside one long call of a library.
    """
    parent, leader = multiprocessing.parent_process(), os.getpid()
    if parent is None:
        return
    ours, its = os.pipe()  # nobody writes into it: reading ends when the last process that holds the other end does
    if os.fork():
        os.close(ours)
        return
    try:
        os.close(its)
        os.setpgid(0, 0)  # not to kill itself before the others
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        wait([parent.sentinel, ours])
        _kill_session(leader)
    finally:
        os._exit(0)


def _do(work: Callable[[J], R], job: J) -> tuple[R | None, BaseException | None]:
    from pipeline.errors import VanbanError

    try:
        return work(job), None
    except VanbanError as error:
        return None, error


def _limit(kind: int, value: int) -> None:
    with suppress(ValueError, OSError):  # the system sets a lower limit already, or knows none
        resource.setrlimit(kind, (value, value))
