"""`vanban run` and `vanban quarantine` as they are typed: options, exit codes, what is printed, who holds the lock."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner, Result
from inbox_maker import ROOT, command, fill, vanban

from pipeline.cli.app import vanban as line
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import stored_contents


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with an inbox of two plans."""
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "inbox", 2)


def invoke(*words: str) -> Result:
    """Type a command."""
    return CliRunner().invoke(line, words)


def test_a_run_from_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "vanban.toml").write_text(
        '[run]\ninbox = ["inbox"]\nworkspace = "w"\nsettle = 0\nworkers = 1\nlog = "logs/run.jsonl"\nhtml = "r.html"\n'
    )
    done = vanban("run", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, done.stderr)
    report = json.loads(done.stdout)
    assert (report["counts"]["new"], report["gains"]["records"]) == (2, 2)
    assert "All is well." in (tmp_path / "r.html").read_text("utf-8")
    events = [json.loads(line)["event"] for line in (tmp_path / "logs" / "run.jsonl").read_text("utf-8").splitlines()]
    assert (events[0], events[-1]) == ("run_started", "run_finished")


def test_a_flag_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "vanban.toml").write_text('[run]\ninbox = ["nowhere"]\nsettle = 0\n')
    done = invoke("run", "inbox", "--workspace", "w", "--json")
    assert json.loads(done.stdout)["counts"]["new"] == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[run]\nworkrs = 2\n", "[run] knows no workrs. Known: "),
        ("[run\n", "this is no TOML"),
        ("run = 1\n", "run must be a table"),
        ('[run]\nworkers = "viele"\n', "'viele' is not a valid integer"),
        ('[run]\ninbox = ["nowhere"]\n', "there is no such file or folder"),
        ('[run]\ninbox = ["foo://kho/in"]\n', "foo://kho/in: foo:// is not known."),
        ('[run]\ninbox = ["memory://an:mat-khau@kho/in"]\n', "memory://kho/in: leave name and password out"),
        ("[run]\n", "No INBOX."),
    ],
)
def test_wrong_settings_are_wrong_use(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "vanban.toml").write_text(text)
    done = invoke("run", "--workspace", "w")
    assert done.exit_code == 2
    assert told in done.stderr.replace("\n", " ")


def test_a_folder_and_an_address_from_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "vanban.toml").write_text(
        f'[run]\ninbox = ["{(tmp_path / "inbox").as_uri()}", "memory://kho/in"]\nsettle = 0\n'
    )
    store = fsspec.filesystem("memory")
    store.pipe_file("/kho/in/.ẩn.txt", b"x")
    done = invoke("run", "--workspace", "w", "--json")
    store.rm("/kho", recursive=True)
    assert (done.exit_code, json.loads(done.stdout)["counts"]["new"]) == (0, 2)


def test_the_lock_does_not_tell_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["vanban", "run", "sftp://an:mat-khau@host/in"])
    with Workspace(Path("w")).locked():
        done = invoke("run", "memory://kho/in", "--workspace", "w")
    assert "`vanban run sftp://host/in`" in done.stderr


def test_only_folders_are_watched() -> None:
    done = invoke("watch", "inbox", "memory://kho/in", "--workspace", "w")
    assert (done.exit_code, "Run `vanban run memory://kho/in` on a timer" in done.stderr) == (2, True)


def test_an_inbox_that_cannot_be_reached_has_its_own_code() -> None:
    done = invoke("run", "inbox", "http://an:mat-khau@127.0.0.1:9/in", "--workspace", "w", "--settle", "0")
    assert done.exit_code == 4
    assert "http://127.0.0.1:9/in: it cannot be reached (" in done.stderr
    assert "2 records loaded" in done.stderr
    assert "mat-khau" not in done.stdout + done.stderr
    assert invoke("ingest", "http://127.0.0.1:9/in", "--workspace", "w").exit_code == 1


def test_a_second_run_says_who_holds_the_workspace_and_ends_with_its_own_code() -> None:
    for words in (("run", "inbox"), ("quarantine", "drop", "--all"), ("quarantine", "retry", "--all")):
        with Workspace(Path("w")).locked():
            done = invoke(*words, "--workspace", "w")
        assert done.exit_code == 3, words
        assert f"another vanban is writing into this workspace (process {os.getpid()} on " in done.stderr


@pytest.mark.slow
def test_two_runs_at_once_and_a_signal(tmp_path: Path) -> None:
    fill(tmp_path / "inbox", 150)
    lock = tmp_path / "w" / "extracted" / ".lock"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command("run", "inbox", "-w", "w"), env=env, stdout=subprocess.DEVNULL) as first:
        while not (lock.exists() and lock.read_text()) and first.poll() is None:
            time.sleep(0.02)
        second = vanban("run", "inbox", "-w", "w", cwd=tmp_path)
        first.terminate()
    assert (second.returncode, f"(process {first.pid} on " in second.stderr) == (3, True), second.stderr
    assert first.returncode == 143
    assert invoke("run", "inbox", "-w", "w", "--settle", "0").exit_code == 0
    assert len(stored_contents(Workspace(Path("w")))) == 150


def test_a_failed_file_is_listed_retried_and_dropped() -> None:
    Path("inbox/rỗng.txt").touch()
    done = invoke("run", "inbox", "--workspace", "w", "--settle", "0")
    assert (done.exit_code, "the file is empty" in done.stdout) == (1, True)
    (entry,) = json.loads(invoke("quarantine", "list", "--workspace", "w", "--json").stdout)
    assert (entry["file"], entry["code"]) == ("rỗng.txt", "empty")
    assert invoke("quarantine", "retry", entry["key"][:8], "--workspace", "w").exit_code == 1
    assert invoke("quarantine", "drop", "--code", "empty", "--workspace", "w").exit_code == 0
    assert json.loads(invoke("quarantine", "list", "--workspace", "w", "--json").stdout) == []
    assert invoke("run", "inbox", "--workspace", "w", "--settle", "0").exit_code == 0


def test_which_files_must_be_said() -> None:
    assert invoke("quarantine", "retry", "--workspace", "w").exit_code == 2
    assert invoke("quarantine", "retry", "abcd", "--workspace", "w").exit_code == 2
