"""The quarantine: when a file is tried again, and that entries come back as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import EmptyFile, FileAccessError
from pipeline.runs.inbox.files import Found
from pipeline.runs.quarantine import (
    KILLED,
    OUT_OF_MEMORY,
    Entry,
    Failure,
    drop,
    put_away,
    read_entries,
    read_entry,
    release,
)
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.versions import current_stamp

NOW = datetime(2031, 1, 20, 2, 0, tzinfo=UTC)
CONTENT = "ab" * 32


def entry(code: str, *, ago: timedelta = timedelta(0), attempts: int = 1, version: str = "1") -> Entry:
    """Return an entry that was tried last some time ago."""
    when = (NOW - ago).isoformat()
    return Entry(CONTENT, "a.pdf", "/in/a.pdf", CONTENT, code, "problem", "remedy", when, version, attempts)


@pytest.mark.parametrize(
    ("made", "expected", "why"),
    [
        (entry(EmptyFile.code), False, "an empty file stays empty"),
        (entry(EmptyFile.code, ago=timedelta(days=300)), False, "however long it lies there"),
        (entry(EmptyFile.code, version="0"), True, "another version may read it"),
        (entry(FileAccessError.code), False, "just tried"),
        (entry(FileAccessError.code, ago=timedelta(minutes=15)), True, "the first pause is over"),
        (entry(KILLED, ago=timedelta(minutes=15), attempts=2), False, "the second pause is twice as long"),
        (entry(OUT_OF_MEMORY, ago=timedelta(minutes=30), attempts=2), True, "the second pause is over"),
        (entry(KILLED, ago=timedelta(days=7), attempts=500), True, "a week is the longest pause"),
        (entry(KILLED, ago=timedelta(days=-400)), True, "the clock was set back by more than a year"),
    ],
)
def test_when_a_file_is_tried_again(made: Entry, expected: bool, why: str) -> None:
    assert made.is_to_try("1", NOW) is expected, why


def test_an_entry_comes_back_and_attempts_are_counted(tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "w"), tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    for attempts in (1, 2, 3):
        put_away(workspace, Found(path), CONTENT, Failure("truncated", "problem", "remedy"))
        found = read_entry(workspace, CONTENT)
        assert found is not None
        assert (found.attempts, found.code, found.path) == (attempts, "truncated", str(path))
        assert found.version == current_stamp()
    assert list(read_entries(workspace)) == [CONTENT]


def test_a_file_that_can_be_read_leaves_by_content_and_by_path(tmp_path: Path) -> None:
    workspace, path = Workspace(tmp_path / "w"), tmp_path / "a.pdf"
    put_away(workspace, Found(path), None, Failure("no_access", "problem", "remedy"))
    path.write_bytes(b"%PDF")
    put_away(workspace, Found(path), CONTENT, Failure("truncated", "problem", "remedy"))
    assert len(read_entries(workspace)) == 2
    release(workspace, Found(path), CONTENT)
    assert list(workspace.quarantine.iterdir()) == []


def test_a_damaged_reason_is_no_entry(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (workspace.quarantine / CONTENT).mkdir(parents=True)
    (workspace.quarantine / CONTENT / "reason.json").write_text("{")
    assert read_entries(workspace) == {}
    drop(workspace, CONTENT)
    assert list(workspace.quarantine.iterdir()) == []
