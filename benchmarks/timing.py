"""How things are timed, and what a measure returns."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpora import ROOT

PYTHON = sys.executable
PR_SET_CHILD_SUBREAPER = 36
if sys.platform == "linux":  # processes whose parent ends become ours: workers are no children of the command itself
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, how much, beside what floor, and which bar it had to take."""

    what: str
    measured: str
    floor: str
    bar: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured, and where what takes long to make is kept."""

    folder: Path
    files: int
    documents: int
    memory: int
    kills: int


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a command took by the clock and on the processors, start included, and what it printed.

    `own` is the processor time of its first process, which is the one writer of a run.
    """

    seconds: float
    processor: float
    printed: str
    own: float

    def __str__(self) -> str:
        """Return both times, as they stand in the table."""
        return f"{self.seconds:.2f} s ({self.processor:.2f} s of processor time)"


def run_vanban(*words: str | Path, folder: Path, may_fail: bool = False) -> Timing:
    """Run a command to its end; `may_fail` where some data may fail (exit status 1), as in folders of anything."""
    command = [PYTHON, "-m", "pipeline.cli", *map(str, words)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "VANBAN_WORKSPACE": str(folder)}
    before, began = _processor_of_children(), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    seconds, own = time.perf_counter() - began, _processor_of_children() - before
    _wait_for_orphans()
    assert done.returncode in ((0, 1) if may_fail else (0,)), done.stderr
    return Timing(seconds, _processor_of_children() - before, done.stdout, own)


def best_run(times: int, *words: str | Path, folder: Path) -> Timing:
    """Return the shortest of some runs of a command."""
    return min((run_vanban(*words, folder=folder) for _ in range(times)), key=lambda timing: timing.seconds)


def _wait_for_orphans() -> None:
    """Wait for what the command started and left behind, so that its processor time counts too."""
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _processor_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def best(work: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the shortest of some timings, in seconds; on one core the clock is the processor time of this process."""
    timings = []
    for _ in range(times):
        began = clock()
        work()
        timings.append(clock() - began)
    return min(timings)
