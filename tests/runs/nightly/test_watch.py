"""What is dropped into a watched inbox comes into the database by itself."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from inbox_maker import ROOT, command, fill, make_plan, read_here

from pipeline.errors import VanbanError
from pipeline.runs.nightly import RunOptions, RunReport
from pipeline.runs.nightly.watch import watch_inbox
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import stored_contents


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    fill(tmp_path / "inbox", 2)
    return tmp_path / "inbox"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


@pytest.fixture
def reports(inbox: Path, workspace: Workspace) -> Iterator[list[RunReport]]:
    """Watch in a thread; the reports come into the list."""
    stop, told = Event(), list[RunReport]()

    def watch() -> None:
        options = RunOptions(settle=0.2)
        for report in watch_inbox([inbox], workspace, options, stop=stop, execute=read_here):
            told.append(report)

    thread = Thread(target=watch)
    thread.start()
    yield told
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not what() and time.monotonic() < until:
        time.sleep(0.05)
    assert what()


def test_what_arrives_is_read(inbox: Path, workspace: Workspace, reports: list[RunReport], tmp_path: Path) -> None:
    wait_for(lambda: len(reports) == 1)
    assert reports[0].counts.new == 2
    (inbox / "một.txt").write_text(make_plan(300), "utf-8")
    wait_for(lambda: len(stored_contents(workspace)) == 3)
    (inbox / "~$một.txt").write_text("x")
    fill(tmp_path / "outside", 2, first=400)
    shutil.move(tmp_path / "outside", inbox / "thư mục")
    wait_for(lambda: len(stored_contents(workspace)) == 5)
    assert sum(report.counts.failed for report in reports) == 0


def test_what_arrives_while_the_workspace_is_held_waits(
    inbox: Path, workspace: Workspace, reports: list[RunReport]
) -> None:
    wait_for(lambda: len(reports) == 1)
    with workspace.locked():
        (inbox / "một.txt").write_text(make_plan(300), "utf-8")
        time.sleep(1.5)
        assert len(stored_contents(workspace)) == 2
    wait_for(lambda: len(stored_contents(workspace)) == 3)


def _listen_to_interrupts() -> None:
    """A shell that starts the tests in the background lets them ignore interrupts, and so would the command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_the_command_reads_on_until_it_is_stopped(inbox: Path, workspace: Workspace, tmp_path: Path) -> None:
    words = command("watch", inbox, "-w", workspace.root, "--settle", "0.2")
    env, said = {**os.environ, "PYTHONPATH": str(ROOT)}, tmp_path / "said"
    with (
        said.open("w") as handle,
        subprocess.Popen(words, cwd=ROOT, env=env, stderr=handle, preexec_fn=_listen_to_interrupts) as process,
    ):
        try:
            wait_for(lambda: "2 records loaded" in said.read_text())
            (inbox / "một.txt").write_text(make_plan(300), "utf-8")
            wait_for(lambda: "1 records loaded" in said.read_text())
            process.send_signal(signal.SIGINT)
            process.wait(60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Stopped watching." in said.read_text()


def test_without_watchfiles_the_message_says_what_to_install(
    inbox: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(VanbanError, match=r"vanban\[watch\]"):
        next(watch_inbox([inbox], workspace, RunOptions(), execute=read_here))


@pytest.mark.slow
def test_the_command_ends_as_the_system_expects_when_it_is_terminated(inbox: Path, workspace: Workspace) -> None:
    words = command("watch", inbox, "-w", workspace.root, "--settle", "0.2")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, cwd=ROOT, env=env, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: workspace.database.is_file() and len(stored_contents(workspace)) == 2)
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        finally:
            process.kill()
    assert process.returncode == 143


def test_an_inbox_that_was_renamed_and_made_anew_is_watched_on(
    inbox: Path, workspace: Workspace, reports: list[RunReport], tmp_path: Path
) -> None:
    wait_for(lambda: len(reports) == 1)
    inbox.rename(tmp_path / "hộp thư cũ")
    time.sleep(1.5)
    fill(inbox, 1, first=500)
    wait_for(lambda: len(stored_contents(workspace)) == 3)
    fill(inbox, 1, first=600)
    wait_for(lambda: len(stored_contents(workspace)) == 4)
