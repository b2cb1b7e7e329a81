"""The layout of a workspace, its lock, and that nothing is ever half written."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from pipeline.errors import StoreError, WorkspaceBusy
from pipeline.runs.workspace.layout import Workspace, copy_atomically, write_atomically


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.locked(), pytest.raises(StoreError, match="another vanban"), Workspace(tmp_path).locked():
        pass
    with workspace.locked():
        pass  # and it is free again afterwards


def test_who_holds_it_is_said(tmp_path: Path) -> None:
    with Workspace(tmp_path).locked(), pytest.raises(WorkspaceBusy) as caught, Workspace(tmp_path).locked():
        pass
    assert f"process {os.getpid()} on {socket.gethostname()}" in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_holder_that_did_not_come_to_its_end_is_noticed(tmp_path: Path) -> None:
    with Workspace(tmp_path).locked() as was_killed:
        assert not was_killed
    with pytest.raises(KeyboardInterrupt), Workspace(tmp_path).locked() as was_killed:
        assert not was_killed
        raise KeyboardInterrupt
    with Workspace(tmp_path).locked() as was_killed:
        assert was_killed
    with Workspace(tmp_path).locked(recovers=True) as was_killed:
        assert was_killed, "nobody has made it good yet"
    with Workspace(tmp_path).locked() as was_killed:
        assert not was_killed


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copy_atomically(tmp_path / "gone", tmp_path / "out" / "copy")
    assert list((tmp_path / "out").iterdir()) == []


def test_writing_replaces_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_atomically(path, b"old")
    write_atomically(path, "mới".encode())
    assert path.read_text("utf-8") == "mới"
    assert [item.name for item in path.parent.iterdir()] == ["b.json"]


def test_originals_are_kept_by_content(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.original("abcd", "a.PDF") == tmp_path / "corpus/originals/ab/abcd.pdf"
