"""After an upgrade: what an older version read is read anew, from the kept parse, and the differences are told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from inbox_maker import dump, fill, read_here, set_stamp, vanban
from records_factory import cite, make_record, work

from pipeline.model import Record, Relation
from pipeline.model.record_json import dump_record, read_record
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.nightly.changes import Change, compare_records, sum_changes
from pipeline.runs.nightly.report import Counts
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import rebuild_database
from pipeline.runs.workspace.versions import current_stamp

OLD = "0.0.1 code:1111 knowledge:2222"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    fill(tmp_path / "inbox", 4)
    return tmp_path / "inbox"


@pytest.fixture
def workspace(tmp_path: Path, inbox: Path) -> Workspace:
    """A workspace that an older version filled: it knew no deadlines and one task the fewer."""
    made = Workspace(tmp_path / "w")
    run(made, inbox)
    for path in made.record_files():
        path.write_text(dump_record(make_older(read_record(path))), "utf-8")
    set_stamp(made, OLD)
    rebuild_database(made)
    return made


def make_older(record: Record) -> Record:
    return replace(record, tasks=tuple(replace(task, deadline=None) for task in record.tasks[:1]))


def run(workspace: Workspace, *inboxes: Path, stale: bool = False) -> RunReport:
    return run_inbox(inboxes, workspace, RunOptions(settle=0, stale=stale), execute=read_here)


def readings(workspace: Workspace) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return set(connection.execute("SELECT program, code, knowledge FROM readings").fetchall())


def test_a_common_run_leaves_it_and_says_so(inbox: Path, workspace: Workspace) -> None:
    assert run(workspace, inbox).counts == Counts(seen=4, stale=4)
    assert readings(workspace) == {("0.0.1", "1111", "2222")}


@pytest.mark.parametrize("with_inbox", [True, False])
def test_it_is_read_anew_without_the_original(
    with_inbox: bool, inbox: Path, workspace: Workspace, tmp_path: Path
) -> None:
    for path in workspace.originals.rglob("*.txt"):
        path.write_bytes(b"?" * path.stat().st_size)  # whoever opens it reads something else
    report = run(workspace, *([inbox] if with_inbox else []), stale=True)
    assert report.counts == Counts(seen=4, updated=4)
    assert report.changes == (Change("", "tasks", gained=4, lost=0, changed=4),)
    assert [change.path for change in report.changed_files] == sorted(path.name for path in inbox.iterdir())
    program, code, knowledge = current_stamp().replace("code:", "").replace("knowledge:", "").split()
    assert readings(workspace) == {(program, code, knowledge)}
    run(Workspace(tmp_path / "undisturbed"), inbox)
    assert dump(workspace.database) == dump(tmp_path / "undisturbed" / "extracted" / "vanban.db")
    assert run(workspace, inbox).counts == Counts(seen=4, unchanged=4)


def test_without_a_kept_parse_the_original_is_read(inbox: Path, workspace: Workspace) -> None:
    for path in (workspace.extracted / "parses").rglob("*.gz"):
        path.write_bytes(b"damaged")
    assert run(workspace, stale=True).counts == Counts(seen=4, updated=4)


def test_facts_that_are_the_same_get_the_new_version_too(inbox: Path, workspace: Workspace) -> None:
    run(workspace, stale=True)
    set_stamp(workspace, OLD)
    report = run(workspace, stale=True)
    assert (report.counts.updated, report.changes) == (4, ())
    assert len(readings(workspace)) == 1 and readings(workspace) != {("0.0.1", "1111", "2222")}


def test_the_command_needs_no_inbox_for_it(workspace: Workspace) -> None:
    done = vanban("run", "--stale", "-w", workspace.root, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["counts"]["updated"] == 4
    assert report["changes"] == [{"path": "", "kind": "tasks", "gained": 4, "lost": 0, "changed": 4}]


ONE = make_record(
    "15/KH-UBND",
    citations=[cite("98-NQ/TW", Relation.IMPLEMENTS), cite("7/QĐ-TTg")],
    tasks=[work("Xây trường học", lead=["Sở Y tế"]), work("Báo cáo", lead=["Sở Y tế"])],
)


@pytest.mark.parametrize(
    ("other", "expected", "why"),
    [
        (ONE, [], "the same"),
        (replace(ONE, tasks=ONE.tasks[::-1]), [], "another order"),
        (replace(ONE, tasks=ONE.tasks[:1]), [("tasks", 0, 1, 0)], "a task is gone"),
        (replace(ONE, tasks=(*ONE.tasks, ONE.tasks[0])), [("tasks", 1, 0, 0)], "a task twice"),
        (
            replace(ONE, tasks=(ONE.tasks[0], work("Báo cáo", lead=["Sở Nội vụ"]))),
            [("tasks", 0, 0, 1)],
            "another agency leads",
        ),
        (replace(ONE, citations=(cite("98-NQ/TW"), cite("8/QĐ-TTg"))), [("citations", 1, 1, 1)], "all three at once"),
        (replace(ONE, identity=replace(ONE.identity, code=None)), [("header", 0, 1, 0)], "the code is not read"),
    ],
)
def test_what_is_gained_lost_and_changed(other: Record, expected: list[tuple[str, int, int, int]], why: str) -> None:
    found = [(change.kind, change.gained, change.lost, change.changed) for change in compare_records(ONE, other)]
    assert found == expected, why


def test_sums_are_by_kind() -> None:
    changes = [Change("a", "tasks", 1, 0, 2), Change("b", "edges", 0, 1, 0), Change("b", "tasks", 1, 3, 0)]
    assert sum_changes(changes) == (Change("", "edges", 0, 1, 0), Change("", "tasks", 2, 3, 2))
