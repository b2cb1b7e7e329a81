"""The process pool: every job has a result, also where a worker is killed, hangs or wants too much memory."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing.util import get_temp_dir
from pathlib import Path

import pytest
from places import ROOT

from pipeline.errors import KnowledgeError
from pipeline.runs.workers.pool import FEW, Death, Guard, count_workers, run_jobs

KILLER = 7
FOLDERS = [str(Path(__file__).parent), str(ROOT / "tests" / "makers"), str(ROOT)]


def double(job: int) -> int:
    """Work that succeeds."""
    return job * 2


def double_or_die(job: int) -> int:
    """Work whose process is killed by one job, as by a lack of memory."""
    if job == KILLER:
        os.kill(os.getpid(), signal.SIGKILL)
    return job * 2


def died(job: int, death: Death) -> int:
    """Return the mark of a job that killed its process."""
    return -job if death is Death.KILLED else -1000 - job


def double_or_hang(job: int) -> int:
    """Work that one job never ends, with a program it started in a group of its own."""
    if job == KILLER:
        subprocess.run(["sleep", f"987.{os.getppid()}"], check=False, process_group=0)
    return job * 2


def double_or_eat(job: int) -> int:
    """Work that takes a gigabyte for one job."""
    try:
        return len(bytearray(2**30)) if job == KILLER else job * 2
    except MemoryError:
        return -1


def fail(job: int) -> int:
    """Work that fails for every job."""
    raise KnowledgeError("a faulty table")


def seconds(job: int) -> float:
    """Return the time a job may take."""
    return 8.0


def sleeping() -> list[str]:
    """Return the programs that `double_or_hang` started and that still run."""
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if line == f"sleep 987.{os.getpid()}"]


def tell_and_wait(job: int) -> int:
    """Write down which process this is, then work for a long time."""
    Path(f"worker-{os.getpid()}").touch()
    time.sleep(60)
    return job


def is_running(process: int) -> bool:
    """Say whether a process is alive; a zombie is not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


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
    assert results == sorted(died(job, Death.KILLED) if job == KILLER else double(job) for job in jobs)


def test_guarded_work_is_never_done_here() -> None:
    assert os.getpid() not in set(run_jobs([1], where, died, workers=1, guard=Guard(seconds)))


def test_a_job_that_hangs_is_killed_with_what_it_started() -> None:
    began = time.monotonic()
    results = sorted(run_jobs([5, 6, KILLER, 8, 9], double_or_hang, died, 2, Guard(seconds)))
    assert results == [-1000 - KILLER, 10, 12, 16, 18]
    assert time.monotonic() - began >= 8
    assert not sleeping()


def test_memory_is_limited() -> None:
    results = sorted(run_jobs([1, KILLER, 2], double_or_eat, died, 1, Guard(seconds, memory=900 * 2**20)))
    assert results == [-1, 2, 4]


def test_an_error_of_every_job_stops_the_pool() -> None:
    with pytest.raises(KnowledgeError, match="a faulty table"):
        list(run_jobs([1, 2, 3], fail, died, workers=2))


def test_workers_are_cores_but_not_too_many() -> None:
    assert 1 <= count_workers() <= 8


STOPPED = """
import os, signal, sys
sys.path[:0] = {folders!r}
from pipeline.runs.workers.pool import run_jobs
from test_workers import died, double
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background lets its programs ignore it
    for result in run_jobs(list(range(1000)), double, died, workers=2):
        os.kill(os.getpid(), signal.SIGINT)
"""


def test_ctrl_c_ends_the_pool_without_noise(tmp_path: Path) -> None:
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED.format(folders=FOLDERS))
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGINT
    assert done.stderr.count("Traceback") == 1, "the main process alone may speak"


ORPHANED = """
import sys
sys.path[:0] = {folders!r}
from pipeline.runs.workers.pool import run_jobs
from test_workers import died, tell_and_wait
if __name__ == "__main__":
    list(run_jobs([1, 2], tell_and_wait, died, workers=2))
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes are alive")
def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphaned.py"
    script.write_text(ORPHANED.format(folders=FOLDERS))
    with subprocess.Popen([sys.executable, script], cwd=tmp_path) as parent:
        while len(list(tmp_path.glob("worker-*"))) < 2 and parent.poll() is None:
            time.sleep(0.05)
        workers = [int(path.name.partition("-")[2]) for path in tmp_path.glob("worker-*")]
        assert len(workers) == 2
        parent.kill()
    until = time.monotonic() + 30
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, workers))


def loaded(job: int) -> tuple[bool, str]:
    """Return whether the stages are in memory, and what the environment says."""
    return "pipeline.extract.record" in sys.modules, os.environ.get("SAID_LATER", "")


PREPARED = """
import os, sys, time
sys.path[:0] = {folders!r}
from pipeline.runs.workers.pool import Guard, prepare, run_jobs
from test_workers import died, loaded
if __name__ == "__main__":
    prepare(*sys.argv[1:])
    os.environ["SAID_LATER"] = "yes"
    print(*run_jobs([1], loaded, died, 1, Guard(lambda _: 60.0)))
"""


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        ([], (False, "yes")),
        (["pipeline.runs.workers.warm_reading"], (True, "yes")),
    ],
)
def test_workers_begin_with_what_was_prepared(modules: list[str], expected: tuple[bool, str], tmp_path: Path) -> None:
    script = tmp_path / "prepared.py"
    script.write_text(PREPARED.format(folders=FOLDERS))
    command = [sys.executable, script, *modules]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, env=environment)
    assert done.stdout == f"{expected}\n"


def start_and_be_stuck(job: int) -> int:
    """Start a program in a group of its own, then stay for ever inside one call that lets no thread have a turn."""
    with subprocess.Popen(["sleep", "600"], process_group=0) as program:
        Path(f"worker-{os.getpid()}").touch()
        Path(f"worker-{program.pid}").touch()
        re.match(r"(a|aa)+$", "a" * 60 + "b")
    return job


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes are alive")
def test_a_worker_that_is_stuck_ends_with_its_programs_when_the_writer_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "stuck.py"
    script.write_text(ORPHANED.format(folders=FOLDERS).replace("tell_and_wait", "start_and_be_stuck"))
    with subprocess.Popen([sys.executable, script], cwd=tmp_path) as parent:
        while len(list(tmp_path.glob("worker-*"))) < 4 and parent.poll() is None:
            time.sleep(0.05)
        time.sleep(0.5)
        family = [int(path.name.partition("-")[2]) for path in tmp_path.glob("worker-*")]
        assert len(family) == 4
        parent.kill()
    until = time.monotonic() + 30
    while any(map(is_running, family)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, family))


def test_the_folder_where_processes_meet_bears_our_mark() -> None:
    list(run_jobs([1, 2, 3], double, died, workers=2))
    assert (Path(get_temp_dir()) / ".vanban-process").is_file()
