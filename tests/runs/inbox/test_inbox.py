"""What counts as a file of the inbox, and what a path looks like in a message."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import FileAccessError
from pipeline.runs.inbox.files import access_error, find_files, read_hash, shown
from pipeline.runs.workspace.layout import Workspace


def names(found: list[Path], root: Path) -> list[str]:
    """Return the paths below a root."""
    return [path.relative_to(root).as_posix() for path in found]


def search(paths: list[Path], root: Path) -> list[str]:
    """Return what find_files finds, below a root."""
    return names([found.path for found in find_files(paths, Workspace(root / "workspace"))], root)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sâu/kế hoạch 2026.txt", ".hidden/x.txt", ".x.txt", "~$a.docx", "Thumbs.db"):
        path = tmp_path / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "inbox"


def test_folders_are_searched_and_leftovers_left_out(inbox: Path) -> None:
    assert search([inbox], inbox.parent) == ["inbox/a.txt", "inbox/b.txt", "inbox/sâu/kế hoạch 2026.txt"]


def test_a_file_named_twice_comes_once(inbox: Path) -> None:
    paths = [inbox / "b.txt", inbox, inbox / "sâu", inbox / "b.txt"]
    assert search(paths, inbox.parent) == ["inbox/b.txt", "inbox/a.txt", "inbox/sâu/kế hoạch 2026.txt"]


def test_a_hidden_file_given_by_name_is_meant(inbox: Path) -> None:
    assert search([inbox / ".x.txt"], inbox.parent) == ["inbox/.x.txt"]


def test_a_link_to_the_parent_ends(inbox: Path) -> None:
    (inbox / "sâu" / "lên").symlink_to(inbox, target_is_directory=True)
    assert len(search([inbox], inbox.parent)) == 3


def test_a_broken_link_is_found_and_told_apart(inbox: Path) -> None:
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    assert "inbox/gone.txt" in search([inbox], inbox.parent)
    with pytest.raises(FileAccessError, match="the file is not there"):
        read_hash(inbox / "gone.txt")


@pytest.mark.parametrize("own", ["corpus/originals", "corpus/quarantine", "extracted"])
def test_the_workspace_is_no_inbox(tmp_path: Path, own: str) -> None:
    kept = tmp_path / own / "ab" / "kept.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("kept")
    (tmp_path / "corpus" / "mine.txt").parent.mkdir(exist_ok=True)
    (tmp_path / "corpus" / "mine.txt").write_text("mine")
    found = [found.path.name for found in find_files([tmp_path], Workspace(tmp_path))]
    assert found == ["mine.txt"]


def test_no_file_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileAccessError, match="no file"):
        read_hash(tmp_path / "pipe")


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert search([tmp_path], tmp_path) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"k\xe1\xba\xbf ho\xe1\xba\xa1ch.txt", "kế hoạch.txt"),
        (b"c\xf4ng v\xe3n.txt", "c�ng v�n.txt"),
    ],
)
def test_any_name_can_be_printed(name: bytes, expected: str) -> None:
    text = shown(Path(os.fsdecode(name)))
    assert text == expected
    text.encode("utf-8")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(2, "No such file"), "not there"),
        (PermissionError(13, "Permission denied"), "no permission"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_system_errors_become_sentences(error: OSError, expected: str) -> None:
    told = access_error(Path("a.pdf"), error)
    assert expected in told.problem
    assert told.remedy.endswith(".")


def test_the_hash_is_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert read_hash(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
