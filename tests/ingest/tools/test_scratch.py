"""Temporary folders: gone at the end, and cleared by a later run where their process was killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from places import ROOT

from pipeline.ingest.tools.scratch import clear_scratch, mark_scratch, scratch_folder

MARK = ".vanban-process"
KILLED = """
import time
from pathlib import Path
from pipeline.ingest.tools.scratch import mark_scratch, scratch_folder
with scratch_folder("try-") as folder:
    mark_scratch(folder.parent, [Path({belonging!r})])
    (folder / "work.bin").write_bytes(b"x")
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def leave(tmp_path: Path, name: str, mark: str | None) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    if mark is not None:
        (folder / MARK).write_text(mark)
    return folder


def test_a_scratch_folder_is_empty_and_gone_at_the_end(tmp_path: Path) -> None:
    with scratch_folder() as folder:
        assert list(folder.iterdir()) == []
        (folder / "a").touch()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes are alive")
def test_what_a_killed_process_left_is_cleared_with_what_belongs_to_it(tmp_path: Path) -> None:
    belonging = tmp_path / "socket"
    belonging.touch()
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED.format(belonging=str(belonging))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        process.stdout.readline()
        assert clear_scratch() == 0, "its process lives"
        os.kill(process.pid, signal.SIGKILL)
    assert (clear_scratch(), list(tmp_path.iterdir())) == (1, [])


GONE = json.dumps({"process": 2**22 + 1, "began": "1", "belongings": []})


@pytest.mark.parametrize(
    ("name", "mark", "cleared", "why"),
    [
        ("vanban-office-x", GONE, 1, "its process is gone"),
        ("pymp-x", GONE, 1, "where processes met"),
        ("vanban-x", '{"process": OWN, "began": "1"}', 1, "another process has its number now"),
        ("vanban-x", None, 0, "no mark: not ours"),
        ("pymp-x", None, 0, "another program's"),
        ("vanban-x", "{", 0, "half a mark"),
        ("vanban-x", "[]", 0, "another mark"),
        ("vanban-x", json.dumps({"process": "1", "began": "1"}), 0, "no number of a process"),
        ("other-x", GONE, 0, "another name"),
    ],
)
def test_only_what_is_marked_and_left_is_cleared(
    name: str, mark: str | None, cleared: int, why: str, tmp_path: Path
) -> None:
    folder = leave(tmp_path, name, mark and mark.replace("OWN", str(os.getpid())))
    assert clear_scratch() == cleared, why
    assert folder.exists() is not bool(cleared), why


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = leave(tmp_path, "kept", GONE)
    (tmp_path / "vanban-link").symlink_to(target)
    assert clear_scratch() == 0
    assert target.exists()


def test_a_folder_of_this_process_stays(tmp_path: Path) -> None:
    folder = leave(tmp_path, "vanban-x", None)
    mark_scratch(folder)
    time.sleep(0.01)
    assert clear_scratch() == 0
