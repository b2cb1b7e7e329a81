"""Forgetting: what a person takes out stays out through runs and rebuilds, and answers when that is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from inbox_maker import dump, make_zip
from test_history import NEW, OLD, deadlines, plan, put, run

from pipeline.cli.app import vanban
from pipeline.errors import NotFound
from pipeline.runs.workspace.forgetting import forget, list_forgotten, recall
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import rebuild_database


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    put(folder / "a.txt", plan(1, NEW))
    put(folder / "b.txt", plan(2))
    return folder


@pytest.fixture
def workspace(tmp_path: Path, inbox: Path) -> Workspace:
    made = Workspace(tmp_path / "w")
    run(inbox, made)
    return made


def originals(workspace: Workspace) -> list[Path]:
    return [path for path in workspace.originals.rglob("*") if path.is_file()]


@pytest.mark.parametrize("wanted", ["1/KH-UBND", "01/kh-ubnd", "a.txt", "PATH", "HASH"])
def test_it_stays_out_and_comes_back(wanted: str, inbox: Path, workspace: Workspace) -> None:
    before = dump(workspace.database)
    (content,) = (path.stem for path in workspace.record_files() if NEW in path.read_text("utf-8"))
    wanted = {"PATH": str(inbox / "a.txt"), "HASH": content[:12]}.get(wanted, wanted)
    (entry,) = forget(workspace, wanted)
    assert (entry.sha256, entry.code, entry.name) == (content, "1/KH-UBND", "a.txt")
    assert deadlines(workspace) == [OLD]
    out = dump(workspace.database)
    counts = run(inbox, workspace).counts
    assert (counts.forgotten, counts.unchanged) == (1, 1)
    rebuild_database(workspace)
    assert dump(workspace.database) == out
    assert len(originals(workspace)) == 2
    assert list_forgotten(workspace) == (entry,)
    recall(workspace, wanted)
    assert dump(workspace.database) == before
    assert (list_forgotten(workspace), run(inbox, workspace).counts.unchanged) == ((), 2)


def test_a_document_goes_with_all_its_files(inbox: Path, workspace: Workspace) -> None:
    put(inbox / "bản sao.txt", plan(1, NEW) + "\n")
    run(inbox, workspace)
    assert len(forget(workspace, "1/KH-UBND")) == 2
    assert deadlines(workspace) == [OLD]


def test_a_changed_file_answers_though_the_former_one_was_forgotten(inbox: Path, workspace: Workspace) -> None:
    forget(workspace, "a.txt")
    put(inbox / "a.txt", plan(3))
    assert run(inbox, workspace).counts.updated == 1
    assert deadlines(workspace) == [OLD, OLD]
    recall(workspace, "1/KH-UBND")
    assert deadlines(workspace) == [OLD, OLD], "it is a former version now"


def test_a_member_of_an_archive_and_an_archive(inbox: Path, workspace: Workspace) -> None:
    make_zip(inbox / "gói.zip", {"một.txt": plan(11), "hai.txt": plan(12)})
    run(inbox, workspace)
    assert len(forget(workspace, "một.txt")) == 1
    assert len(deadlines(workspace)) == 3
    assert run(inbox, workspace).counts.failed == 0
    recall(workspace, "một.txt")
    assert len(forget(workspace, "gói.zip")) == 2
    assert run(inbox, workspace).counts.new == 0
    assert len(deadlines(workspace)) == 2
    recall(workspace, "gói.zip")
    assert len(deadlines(workspace)) == 4


def test_a_purge_leaves_nothing_and_what_lies_in_the_inbox_can_be_read_again(inbox: Path, workspace: Workspace) -> None:
    put(inbox / "a.txt", plan(1, "trước ngày 01/12/2027"))
    run(inbox, workspace)
    assert len(forget(workspace, "a.txt", purge=True)) == 2, "the former version goes too"
    assert len(originals(workspace)) == len(workspace.record_files()) == 1
    assert run(inbox, workspace).counts.forgotten == 1
    rebuild_database(workspace)
    assert deadlines(workspace) == [OLD]
    recall(workspace, "a.txt")
    run(inbox, workspace)
    assert deadlines(workspace) == ["trước ngày 01/12/2027", OLD]


def test_what_is_not_here_cannot_be_forgotten(workspace: Workspace) -> None:
    for wanted in ("77/QĐ-UBND", "0/KH-UBND"):  # the latter is only cited
        with pytest.raises(NotFound):
            forget(workspace, wanted)
    with pytest.raises(NotFound, match="Forgotten are: none"):
        recall(workspace, "1/KH-UBND")


def test_the_command(workspace: Workspace) -> None:
    def call(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(vanban, ["forget", *words, "-w", str(workspace.root)])
        return done.exit_code, done.stdout

    assert [call()[0], call("")[0], call("--list", "x")[0], call("--undo", "--purge", "x")[0]] == [2, 2, 2, 2]
    code, out = call("1/KH-UBND", "--json")
    assert (code, [one["name"] for one in json.loads(out)]) == (0, ["a.txt"])
    assert "1/KH-UBND" in call("--list")[1]
    assert call("--undo", "1/KH-UBND")[0] == 0
    assert call("no such file.txt")[0] == 1


def test_show_tells_the_history_and_the_file_of_each_fact(inbox: Path, workspace: Workspace) -> None:
    put(inbox / "a.txt", plan(1))
    put(inbox / "bản sao.txt", plan(1) + "\n")
    run(inbox, workspace)
    done = CliRunner().invoke(vanban, ["show", "1/KH-UBND", "--history", "--json", "-w", str(workspace.root)])
    card = json.loads(done.stdout)
    versions = [(row["number"], row["state"], Path(row["place"] or row["name"]).name) for row in card["history"]]
    assert sorted(versions) == [(1, "current", "bản sao.txt"), (1, "replaced", "a.txt"), (2, "current", "a.txt")]
    out = CliRunner().invoke(vanban, ["show", "1/KH-UBND", "--history", "-w", str(workspace.root)]).stdout
    assert "tasks and citations are from this one" in out
    (code,) = [line for line in out.splitlines() if line.startswith("code\t")]
    assert code.endswith(".txt")
    assert "replaced" in out.partition("Versions of its files")[2]
