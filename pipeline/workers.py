"""Work on many files at once: a process pool that returns plain results and survives a worker that dies.

A few files are done in this process, because starting a worker costs about two seconds. A worker may be killed by
the system (memory) or by a fault in a native library; the files it had not finished are then tried one by one in a
process of their own, and only the one that kills its process again is given up.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

FEW = 12  # below this many files a pool costs more than it saves
J = TypeVar("J")
R = TypeVar("R")


def count_workers() -> int:
    """Return how many processes this machine gives us: its cores, eight at most."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def run_jobs(
    jobs: Sequence[J], work: Callable[[J], R], died: Callable[[J], R], workers: int | None = None
) -> Generator[R, None, None]:
    """Yield the result of every job, in the order in which they are done.

    `work` and the jobs must be picklable. `died` makes the result of a job whose process was killed.
    Closing the iterator (Ctrl-C) waits for the jobs under way and starts no more.
    """
    count = min(workers or count_workers(), len(jobs))
    if count <= 1 or (workers is None and len(jobs) < FEW):
        yield from map(work, jobs)
        return
    left = list(jobs)
    try:
        for place, result in _pooled(jobs, work, count):
            left.remove(jobs[place])
            yield result
    except BrokenProcessPool:
        for job in left:
            yield _alone(job, work, died)


def _pooled(jobs: Sequence[J], work: Callable[[J], R], count: int) -> Iterator[tuple[int, R]]:
    pool = _open_pool(count)
    try:
        futures = {pool.submit(work, job): place for place, job in enumerate(jobs)}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(job: J, work: Callable[[J], R], died: Callable[[J], R]) -> R:
    with _open_pool(1) as pool:
        try:
            return pool.submit(work, job).result()
        except BrokenProcessPool:
            return died(job)


def _open_pool(count: int) -> ProcessPoolExecutor:
    # Forking a process that runs a progress bar's thread can hang the child: start clean ones.
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker)


def _start_worker() -> None:
    # Workers write no file: on Ctrl-C they may simply end, without a traceback each.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
