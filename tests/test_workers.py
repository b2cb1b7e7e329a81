"""The process pool: every job has a result, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.workers import FEW, count_workers, run_jobs

KILLER = 7
TESTS = Path(__file__).parent


def double(job: int) -> int:
    """Work that succeeds."""
    return job * 2


def double_or_die(job: int) -> int:
    """Work whose process is killed by one job, as by a lack of memory."""
    if job == KILLER:
        os.kill(os.getpid(), signal.SIGKILL)
    return job * 2


def died(job: int) -> int:
    """Return the mark of a job that killed its process."""
    return -job


def where(job: int) -> int:
    """Return the process that does the work."""
    return os.getpid()


@pytest.mark.parametrize(
    ("count", "workers", "why"),
    [
        (0, None, "no jobs"),
        (1, None, "one job is done here"),
        (FEW - 1, None, "few jobs are done here"),
        (FEW * 3, None, "many jobs go to the pool"),
        (3, 2, "asked for by name, the pool takes few jobs too"),
        (5, 1, "one worker is this process"),
    ],
)
def test_every_job_has_its_result(count: int, workers: int | None, why: str) -> None:
    jobs = list(range(count))
    assert sorted(run_jobs(jobs, double, died, workers)) == [job * 2 for job in jobs], why


def test_few_jobs_start_no_process() -> None:
    assert set(run_jobs([1, 2, 3], where, died)) == {os.getpid()}


def test_a_pool_is_other_processes() -> None:
    assert os.getpid() not in set(run_jobs([1, 2, 3], where, died, workers=2))


def test_a_killed_worker_costs_only_its_own_job() -> None:
    jobs = list(range(15))
    results = sorted(run_jobs(jobs, double_or_die, died, workers=2))
    assert results == sorted(died(job) if job == KILLER else double(job) for job in jobs)


def test_workers_are_cores_but_not_too_many() -> None:
    assert 1 <= count_workers() <= 8


STOPPED = """
import os, signal, sys
sys.path[:0] = {folders!r}
from pipeline.workers import run_jobs
from test_workers import died, double
if __name__ == "__main__":
    for result in run_jobs(list(range(1000)), double, died, workers=2):
        os.kill(os.getpid(), signal.SIGINT)
"""


def test_ctrl_c_ends_the_pool_without_noise(tmp_path: Path) -> None:
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED.format(folders=[str(TESTS), str(TESTS.parent)]))
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGINT
    assert done.stderr.count("Traceback") == 1, "the main process alone may speak"
