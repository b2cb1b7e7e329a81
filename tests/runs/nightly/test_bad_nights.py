"""What can go wrong around a run: a full disk, a read-only inbox, a busy database, a wrong clock."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from inbox_maker import dump, fill, read_here, vanban

from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.workspace.layout import Workspace


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    fill(tmp_path / "inbox", 20)
    return tmp_path / "inbox"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; needs the right to mount."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no right to mount a small disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def run(inbox: Path, workspace: Path, chunk: int = 5) -> RunReport:
    return run_inbox([inbox], Workspace(workspace), RunOptions(settle=0, chunk=chunk), execute=read_here)


def database(workspace: Path) -> Path:
    return workspace / "extracted" / "vanban.db"


def test_a_full_disk_stops_the_run_and_the_next_goes_on(inbox: Path, small_disk: Path, tmp_path: Path) -> None:
    fill(inbox, 60, first=500)
    run(inbox, tmp_path / "undisturbed")
    stopped = vanban("run", inbox, "-w", small_disk, "--settle", "0", "--chunk", "5", "--json", "--workers", "1")
    assert stopped.returncode == 4, stopped
    assert "No space left on device" in stopped.stdout or "full" in stopped.stdout
    again = run(inbox, small_disk)
    assert again.exit_code == 4
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    assert run(inbox, small_disk).exit_code == 0
    assert dump(database(small_disk)) == dump(database(tmp_path / "undisturbed"))


def test_a_workspace_that_cannot_be_made_is_status_4(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = vanban("run", inbox, "-w", tmp_path / "file" / "w", "--settle", "0")
    assert (done.returncode, "Not a directory" in done.stderr or "NotADirectory" in done.stderr) == (4, True), done


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_an_inbox_on_a_disk_that_is_read_only_is_read(inbox: Path, small_disk: Path, tmp_path: Path) -> None:
    fill(small_disk / "inbox", 3)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert run(small_disk / "inbox", tmp_path / "w").counts.new == 3
    assert run(small_disk / "inbox", tmp_path / "w").counts.unchanged == 3


def test_a_reader_does_not_stop_the_writer_and_sees_one_state(inbox: Path, tmp_path: Path) -> None:
    fill(tmp_path / "first", 2, first=900)
    run(tmp_path / "first", tmp_path / "w")
    with closing(sqlite3.connect(database(tmp_path / "w"))) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM files").fetchone() == (2,)
        assert run(inbox, tmp_path / "w").exit_code == 0
        assert reader.execute("SELECT count(*) FROM files").fetchone() == (2,)
        reader.rollback()
        assert reader.execute("SELECT count(*) FROM files").fetchone() == (22,)


def test_a_database_that_somebody_holds_stops_the_run_and_nothing_is_lost(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.store.opening._WAIT", 0.1)
    fill(tmp_path / "first", 2, first=900)
    run(tmp_path / "first", tmp_path / "w")
    with closing(sqlite3.connect(database(tmp_path / "w"))) as other:
        other.execute("BEGIN IMMEDIATE")
        stopped = run(inbox, tmp_path / "w")
        assert (stopped.exit_code, stopped.gains.records) == (4, 0)
        assert "database is locked" in (stopped.stopped or "")
        other.rollback()
    assert run(inbox, tmp_path / "w").exit_code == 0
    run(tmp_path / "first", tmp_path / "undisturbed")
    run(inbox, tmp_path / "undisturbed")
    assert dump(database(tmp_path / "w")) == dump(database(tmp_path / "undisturbed"))


@pytest.mark.parametrize("days", [-20000, 400, 20000])
def test_files_dated_by_a_wrong_clock_are_taken_once(days: int, inbox: Path, tmp_path: Path) -> None:
    path, when = inbox / "kế hoạch 105.txt", time.time() + days * 86400
    os.utime(path, (when, when))
    workspace = Workspace(tmp_path / "w")
    options = RunOptions(settle=0.05)
    assert run_inbox([inbox], workspace, options, execute=read_here).counts.new == 20
    assert run_inbox([inbox], workspace, options, execute=read_here).counts.unchanged == 20


def test_a_database_killed_while_it_was_made_is_made_anew(inbox: Path, tmp_path: Path) -> None:
    for state in ("empty file", "journal mode only"):
        path = database(tmp_path / state)
        path.parent.mkdir(parents=True)
        if state == "empty file":
            path.touch()
        else:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = wal")
        assert run(inbox, tmp_path / state).gains.records == 20, state


@pytest.mark.parametrize("kilobytes", [64, 300, 1300, 1400, 1500, 1600, 1700, 1800])
def test_a_disk_that_is_full_at_any_step_is_status_4_and_a_sentence(
    kilobytes: int, inbox: Path, small_disk: Path, tmp_path: Path
) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", small_disk], check=True)
    for words in (("run", inbox, "--settle", "0"), ("ingest", inbox)):
        done = vanban(*words, "-w", small_disk, "--workers", "1")
        assert (done.returncode, "Traceback" in done.stderr) == (4, False), (kilobytes, words, done.stderr[-300:])
    subprocess.run(["mount", "-o", "remount,size=200m", small_disk], check=True)
    assert run(inbox, small_disk).exit_code == 0
    run(inbox, tmp_path / "undisturbed")
    assert dump(database(small_disk)) == dump(database(tmp_path / "undisturbed"))


def test_a_rebuild_on_a_full_disk_keeps_the_old_database_and_leaves_nothing(inbox: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    run(inbox, small_disk)
    before = dump(database(small_disk))
    (small_disk / "filler").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize))
    done = vanban("rebuild", "-w", small_disk)
    assert (done.returncode, "Traceback" in done.stderr) == (4, False), done.stderr
    (small_disk / "filler").unlink()
    assert not list((small_disk / "extracted").glob(".rebuild*"))
    assert dump(database(small_disk)) == before


QUESTIONS = [
    ("tasks",),
    ("search", "thư viện"),
    ("due",),
    ("lint",),
    ("review",),
    ("forget", "--list"),
    ("show", "105"),
]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_workspace_that_is_read_only_answers(inbox: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", small_disk], check=True)
    run(inbox, small_disk)
    expected = [vanban(*words, "-w", small_disk) for words in QUESTIONS]
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for words, before in zip(QUESTIONS, expected, strict=True):
        done = vanban(*words, "-w", small_disk)
        assert (done.returncode, done.stdout) == (before.returncode, before.stdout), (words, done.stderr)
