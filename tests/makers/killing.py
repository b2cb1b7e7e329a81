"""Killing runs: the process that writes, one that reads, or all of them at once, at a given instant."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from inbox_maker import ROOT, command


class Victim(StrEnum):
    """Who is killed."""

    WRITER = "writer"
    WORKER = "worker"
    TREE = "tree"


def start(inbox: Path, workspace: Path) -> subprocess.Popen[bytes]:
    """Start a run with two workers and small transactions."""
    words = command("run", inbox, "-w", workspace, "--workers", "2", "--chunk", "5", "--settle", "0")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_after(seconds: float, inbox: Path, workspace: Path, victim: Victim) -> bool:
    """Start a run, kill -9 after some time, and wait until all is still; says whether the run was still going."""
    process = start(inbox, workspace)
    time.sleep(seconds)
    was_running = process.poll() is None
    family = _descendants(process.pid)
    chosen = {Victim.WRITER: [process.pid], Victim.WORKER: family[-1:], Victim.TREE: [process.pid, *family]}[victim]
    for number in chosen if was_running else ():
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    process.wait(300)
    _wait_until_gone(family)
    return was_running


def finish(inbox: Path, workspace: Path) -> int:
    """Run to the end and return the exit status."""
    return start(inbox, workspace).wait(300)


def _descendants(process: int) -> list[int]:
    """Return the children of a process and theirs; the helper that multiprocessing starts first comes first."""
    with suppress(OSError):
        children = [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
        return children + [number for child in children for number in _descendants(child)]
    return []


def _wait_until_gone(processes: list[int]) -> None:
    until = time.monotonic() + 60
    while any(_is_running(number) for number in processes) and time.monotonic() < until:
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
