"""Reading on a cluster: a real scheduler and two worker processes on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from inbox_maker import ROOT, command, dump, fill, make_plan, make_zip, read_here

from pipeline.runs.nightly import RunOptions, run_inbox
from pipeline.runs.nightly.cluster import read_on
from pipeline.runs.workspace.layout import Workspace

pytest.importorskip("distributed")
AT_ONCE = RunOptions(settle=0)
pytestmark = pytest.mark.slow


@contextmanager
def started(*words: str, daemon: str = "False") -> Iterator[subprocess.Popen[bytes]]:
    """Start a scheduler or a worker in a session of its own, and end it with all it started."""
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:], "--no-dashboard"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    env |= {"DASK_DISTRIBUTED__WORKER__DAEMON": daemon}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=env, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(60)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A scheduler; its address is in a file that it writes when it listens."""
    told = tmp_path / "scheduler.json"
    with started("dask_scheduler", "--scheduler-file", str(told), "--host", "127.0.0.1", "--port", "0"):
        until = time.monotonic() + 60
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield told.read_text().partition('"address": "')[2].partition('"')[0]


def worker(address: str, daemon: str = "False") -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Start a worker."""
    words = ("dask_worker", address, "--nthreads", "1", "--host", "127.0.0.1", "--nworkers", "1")
    return started(*words, daemon=daemon)


def children(process: int) -> list[int]:
    """Return the processes that a process started, and theirs."""
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [number for child in map(int, text.split()) for number in (child, *children(child))]


def test_two_workers_of_which_one_is_killed_give_what_one_machine_gives(address: str, tmp_path: Path) -> None:
    fill(tmp_path / "inbox", 120)
    (tmp_path / "inbox" / "rỗng.txt").touch()
    make_zip(tmp_path / "inbox" / "gói.zip", {"một.txt": make_plan(700), "hai.txt": make_plan(701)})
    words = command("run", tmp_path / "inbox", "-w", tmp_path / "w", "--settle", "0", "--scheduler", address)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with worker(address) as victim, worker(address):
        with subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL) as run:
            while not list((tmp_path / "w").glob("extracted/records/*.json")) and run.poll() is None:
                time.sleep(0.02)
            assert run.poll() is None, "the run was over before the kill"
            for process in children(victim.pid):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
        assert run.returncode == 1, "one file is empty"
    run_inbox([tmp_path / "inbox"], Workspace(tmp_path / "alone"), RunOptions(settle=0), execute=read_here)
    assert dump(tmp_path / "w/extracted/vanban.db") == dump(tmp_path / "alone/extracted/vanban.db")


def test_workers_that_cannot_guard_are_refused(address: str, tmp_path: Path) -> None:
    fill(tmp_path / "inbox", 2)
    with worker(address, daemon="True"):
        report = run_inbox([tmp_path / "inbox"], Workspace(tmp_path / "w"), AT_ONCE, execute=read_on(address))
    assert report.exit_code == 4
    assert "Workers must be able to start processes" in (report.stopped or "")
    assert run_inbox([tmp_path / "inbox"], Workspace(tmp_path / "w"), AT_ONCE, execute=read_here).counts.new == 2


def test_a_scheduler_that_does_not_answer_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.nightly.cluster.ANSWER_SECONDS", 1)
    fill(tmp_path / "inbox", 2)
    execute = read_on("tcp://127.0.0.1:9")
    report = run_inbox([tmp_path / "inbox"], Workspace(tmp_path / "w"), AT_ONCE, execute=execute)
    assert report.exit_code == 4
    assert "tcp://127.0.0.1:9: no scheduler with workers answers" in (report.stopped or "")
