"""Versions: a changed file replaces what it said, wherever it lies; what left, or came back, answers rightly."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inbox_maker import dump, make_plan, make_zip, read_here

from pipeline.runs.batch import ingest_paths
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.report import Outcome
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import rebuild_database, stored_contents

OLD, NEW = "trước ngày 30/6/2025", "trước ngày 15/9/2026"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    put(folder / "a.txt", plan(1))
    put(folder / "b.txt", plan(2))
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def plan(number: int, due: str = OLD) -> str:
    return make_plan(number).replace(OLD, due)


def put(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def run(inbox: Path, workspace: Workspace, *, prune: bool = False) -> RunReport:
    return run_inbox([inbox], workspace, RunOptions(settle=0, prune=prune), execute=read_here)


def ask(workspace: Workspace, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(workspace.database)) as connection:
        return connection.execute(query).fetchall()


def deadlines(workspace: Workspace) -> list[str]:
    return [str(row[0]) for row in ask(workspace, "SELECT raw FROM deadlines WHERE kind = 'date' ORDER BY raw")]


def versions(workspace: Workspace) -> list[tuple[object, ...]]:
    query = "SELECT number, state, name, tasks FROM file_versions WHERE place IS NOT NULL ORDER BY place, number"
    return ask(workspace, query)


def check_rebuild(workspace: Workspace) -> None:
    before = dump(workspace.database)
    rebuild_database(workspace)
    assert dump(workspace.database) == before


def test_the_new_version_answers_and_the_former_is_history(inbox: Path, workspace: Workspace) -> None:
    run(inbox, workspace)
    put(inbox / "a.txt", plan(1, NEW))
    counts = run(inbox, workspace).counts
    assert (counts.updated, counts.unchanged, counts.new) == (1, 1, 0)
    assert deadlines(workspace) == [NEW, OLD]
    assert versions(workspace) == [(1, "replaced", "a.txt", 2), (2, "current", "a.txt", 2)]
    check_rebuild(workspace)


def test_ingest_by_hand_replaces_too(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    put(inbox / "a.txt", plan(1, NEW))
    assert ingest_paths([inbox / "a.txt"], workspace).count(Outcome.UPDATED) == 1
    assert deadlines(workspace) == [NEW, OLD]


def test_a_file_that_goes_back_says_what_it_said(inbox: Path, workspace: Workspace) -> None:
    for due in (OLD, NEW, OLD):
        put(inbox / "a.txt", plan(1, due))
        report = run(inbox, workspace)
    assert (report.counts.updated, report.counts.unchanged) == (1, 1)
    assert deadlines(workspace) == [OLD, OLD]
    assert [row[1] for row in versions(workspace)] == ["replaced", "replaced", "current"]
    check_rebuild(workspace)


def test_back_to_what_another_place_still_holds(inbox: Path, workspace: Workspace) -> None:
    put(inbox / "copy.txt", plan(1))
    run(inbox, workspace)
    put(inbox / "a.txt", plan(1, NEW))
    run(inbox, workspace)
    assert deadlines(workspace) == [NEW, OLD, OLD], "the copy says it still"
    put(inbox / "a.txt", plan(1))
    assert run(inbox, workspace).counts.updated == 1
    assert deadlines(workspace) == [OLD, OLD]


def test_of_two_places_one_leaves(inbox: Path, workspace: Workspace) -> None:
    put(inbox / "copy.txt", plan(1))
    run(inbox, workspace)
    (inbox / "a.txt").unlink()
    counts = run(inbox, workspace, prune=True).counts
    assert (counts.gone, counts.pruned, len(stored_contents(workspace))) == (0, 0, 2)
    (inbox / "copy.txt").unlink()
    assert run(inbox, workspace, prune=True).counts.pruned == 1
    assert len(stored_contents(workspace)) == 1


def test_a_renamed_file_is_not_gone(inbox: Path, workspace: Workspace) -> None:
    run(inbox, workspace)
    (inbox / "a.txt").rename(inbox / "c.txt")
    counts = run(inbox, workspace).counts
    assert (counts.gone, counts.unchanged) == (0, 2)
    put(inbox / "c.txt", plan(1, NEW))
    run(inbox, workspace)
    assert deadlines(workspace) == [NEW, OLD]
    check_rebuild(workspace)


def test_what_left_answers_until_it_is_pruned_and_again_when_it_is_back(inbox: Path, workspace: Workspace) -> None:
    run(inbox, workspace)
    (inbox / "a.txt").unlink()
    report = run(inbox, workspace)
    assert (report.counts.gone, [row.outcome for row in report.rows]) == (1, [Outcome.GONE])
    assert len(deadlines(workspace)) == 2
    assert run(inbox, workspace).counts.gone == 1, "it answers still"
    report = run(inbox, workspace, prune=True)
    assert (report.counts.gone, report.counts.pruned) == (0, 1)
    assert deadlines(workspace) == [OLD]
    check_rebuild(workspace)
    assert run(inbox, workspace, prune=True).counts.pruned == 0
    put(inbox / "a.txt", plan(1))
    run(inbox, workspace)
    assert deadlines(workspace) == [OLD, OLD]
    check_rebuild(workspace)


def test_what_came_back_before_it_was_pruned_stays(inbox: Path, workspace: Workspace) -> None:
    run(inbox, workspace)
    (inbox / "a.txt").rename(inbox.parent / "a.txt")
    run(inbox, workspace)
    (inbox.parent / "a.txt").rename(inbox / "a.txt")
    assert run(inbox, workspace, prune=True).counts.pruned == 0
    assert versions(workspace) == []
    check_rebuild(workspace)


def test_a_drive_that_is_not_there_is_not_pruned(inbox: Path, workspace: Workspace) -> None:
    for number in range(3, 14):
        put(inbox / f"{number}.txt", plan(number))
    run(inbox, workspace)
    for path in inbox.iterdir():
        path.unlink()
    report = run(inbox, workspace, prune=True)
    assert (report.counts.pruned, report.exit_code) == (0, 4)
    assert "drive" in (report.stopped or "")
    assert len(stored_contents(workspace)) == 13


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_closed_folder_is_not_gone(inbox: Path, workspace: Workspace) -> None:
    (inbox / "kín").mkdir()
    put(inbox / "kín" / "c.txt", plan(3))
    run(inbox, workspace)
    (inbox / "kín").chmod(0)
    try:
        assert run(inbox, workspace, prune=True).counts.pruned == 0
    finally:
        (inbox / "kín").chmod(0o755)


def test_another_inbox_is_left_alone(inbox: Path, workspace: Workspace, tmp_path: Path) -> None:
    run(inbox, workspace)
    (inbox / "a.txt").unlink()
    (tmp_path / "inbox2").mkdir()
    put(tmp_path / "inbox2" / "x.txt", plan(9))
    assert run(tmp_path / "inbox2", workspace, prune=True).counts.pruned == 0


def test_members_of_a_changed_archive(inbox: Path, workspace: Workspace) -> None:
    make_zip(inbox / "gói.zip", {"một.txt": plan(11), "hai.txt": plan(12), "ba.txt": plan(13)})
    run(inbox, workspace)
    make_zip(inbox / "gói.zip", {"một.txt": plan(11), "hai.txt": plan(12, NEW)})
    run(inbox, workspace)
    assert deadlines(workspace) == [NEW, OLD, OLD, OLD], "one changed, one left with the former archive"
    check_rebuild(workspace)
    make_zip(inbox / "gói.zip", {"một.txt": plan(11), "hai.txt": plan(12), "ba.txt": plan(13)})
    run(inbox, workspace)
    assert deadlines(workspace) == [OLD] * 5
    (inbox / "gói.zip").unlink()
    report = run(inbox, workspace, prune=True)
    assert (report.counts.pruned, deadlines(workspace)) == (1, [OLD, OLD])
    check_rebuild(workspace)


def test_an_archive_at_two_places(inbox: Path, workspace: Workspace) -> None:
    for name in ("gói.zip", "bản sao.zip"):
        make_zip(inbox / name, {"một.txt": plan(11)})
        run(inbox, workspace)
    (inbox / "gói.zip").unlink()
    run(inbox, workspace, prune=True)
    assert len(deadlines(workspace)) == 3
    (inbox / "bản sao.zip").unlink()
    run(inbox, workspace, prune=True)
    assert len(deadlines(workspace)) == 2


def test_a_new_version_that_cannot_be_read_leaves_the_former_one(inbox: Path, workspace: Workspace) -> None:
    run(inbox, workspace)
    (inbox / "a.txt").write_bytes(b"")
    assert run(inbox, workspace).counts.failed == 1
    assert deadlines(workspace) == [OLD, OLD]


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("steps")


STEPS = st.lists(
    st.tuples(st.sampled_from(["a.txt", "b.txt", "z.zip"]), st.sampled_from([None, 1, 2, 3]), st.booleans()),
    min_size=2,
    max_size=6,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_any_history_ends_in_what_lies_there_and_in_what_a_rebuild_gives(
    playground: Path, steps: list[tuple[str, int | None, bool]]
) -> None:
    root = playground / os.urandom(6).hex()
    inbox, workspace = root / "inbox", Workspace(root / "w")
    inbox.mkdir(parents=True)
    put(inbox / "stays.txt", plan(50))
    for name, number, prune in [*steps, ("a.txt", 1, True)]:
        if number is None:
            (inbox / name).unlink(missing_ok=True)
        elif name.endswith(".zip"):
            make_zip(inbox / name, {"in.txt": plan(number), "more.txt": plan(number + 1)})
        else:
            put(inbox / name, plan(number))
        run(inbox, workspace, prune=prune)
    other = Workspace(root / "other")
    run(inbox, other)
    assert stored_contents(workspace) == stored_contents(other)
    check_rebuild(workspace)
