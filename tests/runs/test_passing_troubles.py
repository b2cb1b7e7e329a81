"""What says nothing of the file: tools killed or missing, no room, a file that changes. It is tried again by itself."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections import namedtuple
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from inbox_maker import fill, make_plan, make_zip, read_here

from pipeline.errors import Hindered, MissingTool
from pipeline.ingest import read_document
from pipeline.ingest.scan import tesseract
from pipeline.ingest.scan.nouns import RecognitionFailed, RecognitionHindered
from pipeline.runs.batch import ingest_paths
from pipeline.runs.jobs import Job, Result
from pipeline.runs.nightly.retrying import retry_entries
from pipeline.runs.one_file import attempt
from pipeline.runs.quarantine import PASSING, Failure, read_entries
from pipeline.runs.report import BatchReport, Outcome
from pipeline.runs.workspace.layout import Workspace, copy_atomically

RTF = b"{\\rtf1 K\\u7871? ho\\u7841?ch c\\u7911?a t\\u7881?nh}"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


def put_tool(name: str, script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of a name before all others."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def write_rtf(tmp_path: Path) -> Path:
    path = tmp_path / "công văn.rtf"
    path.write_bytes(RTF)
    return path


@pytest.mark.parametrize("end", ["kill -9 $$", "kill -15 $$", "exit 137"])
def test_a_killed_office_says_nothing_of_the_file(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_tool("soffice", end, tmp_path / "bin", monkeypatch)
    with pytest.raises(Hindered, match="killed"):
        read_document(write_rtf(tmp_path))


def test_an_office_that_makes_nothing_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_tool("soffice", "exit 0", tmp_path / "bin", monkeypatch)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 100, 0))
    with pytest.raises(Hindered, match=r"temporary files .* is full"):
        read_document(write_rtf(tmp_path))


def test_a_missing_office_is_a_passing_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="soffice"):
        read_document(write_rtf(tmp_path))
    assert MissingTool.code in PASSING


@pytest.mark.parametrize(
    ("script", "error", "why"),
    [
        ("kill -9 $$", RecognitionHindered, "the system took it away"),
        ("kill -15 $$", RecognitionHindered, "somebody ended it"),
        ("exit 1", RecognitionFailed, "it cannot read the picture"),
        ("kill -6 $$", RecognitionFailed, "it broke down over the picture"),
    ],
)
def test_how_recognition_ends(
    script: str, error: type[Exception], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_tool(tesseract.PROGRAM, script, tmp_path / "bin", monkeypatch)
    with pytest.raises(RecognitionFailed) as told:
        tesseract._run(b"P5 1 1 255\n\x00", [])
    assert type(told.value) is error, why


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.ENOMEM, errno.EMFILE, errno.EIO])
def test_what_the_system_refuses_is_a_passing_reason(number: int) -> None:
    def work() -> None:
        raise OSError(number, os.strerror(number))

    failure = attempt(work)
    assert isinstance(failure, Failure)
    assert failure.code in PASSING


def test_an_error_of_a_library_that_bears_no_number_is_of_the_file() -> None:
    def work() -> None:
        raise OSError("broken data stream")

    failure = attempt(work)
    assert isinstance(failure, Failure)
    assert failure.code not in PASSING


def test_a_file_that_was_replaced_leaves_the_quarantine(tmp_path: Path, workspace: Workspace) -> None:
    inbox = tmp_path / "inbox"
    fill(inbox, 1)
    (inbox / "a.docx").write_bytes(b"PK\x03\x04 cut off")
    assert len(ingest_paths([inbox], workspace, execute=read_here).quarantined) == 1
    (inbox / "a.docx").write_text(make_plan(300), "utf-8")
    ingest_paths([inbox], workspace, execute=read_here)
    assert read_entries(workspace) == {}


def test_a_file_that_was_replaced_by_a_known_one_leaves_it_too(tmp_path: Path, workspace: Workspace) -> None:
    inbox = tmp_path / "inbox"
    fill(inbox, 1)
    (inbox / "a.txt").write_bytes(b"")
    assert len(ingest_paths([inbox], workspace, execute=read_here).quarantined) == 1
    (inbox / "a.txt").write_text(make_plan(100), "utf-8")
    ingest_paths([inbox], workspace, execute=read_here)
    assert read_entries(workspace) == {}


def test_a_retry_that_fails_keeps_where_the_file_came_from(tmp_path: Path, workspace: Workspace) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    make_zip(inbox / "a.zip", {"thư mục/xấu.docx": "PK\x03\x04 cut off", "tốt.txt": make_plan(100)})
    ingest_paths([inbox], workspace, execute=read_here)
    (before,) = read_entries(workspace).values()
    report = retry_entries([before], workspace)
    (after,) = read_entries(workspace).values()
    assert (after.path, after.file, after.container) == (before.path, before.file, str(inbox / "a.zip"))
    assert after.attempts == before.attempts + 1
    assert [row.path for row in report.rows] == [before.path]


def test_a_retry_goes_on_behind_one_that_cannot_even_be_copied(
    tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    make_zip(inbox / "a.zip", {"a.docx": "PK\x03\x04 cut", "b.docx": "PK\x03\x04 cut off", "c.docx": "PK\x03\x04 c"})
    ingest_paths([inbox], workspace, execute=read_here)
    entries = list(read_entries(workspace).values())

    def copy(source: Path, path: Path, sha256: str | None = None) -> bool:
        if entries[0].key in str(source):
            raise OSError(errno.EIO, "Input/output error", str(source))
        return copy_atomically(source, path, sha256)

    monkeypatch.setattr("pipeline.runs.nightly.retrying.copy_atomically", copy)
    report = retry_entries(entries, workspace)
    assert [row.outcome for row in report.rows] == [Outcome.QUARANTINED] * 3
    assert {entry.path for entry in read_entries(workspace).values()} == {entry.path for entry in entries}


def test_bytes_that_are_no_longer_those_of_the_hash_are_not_kept(tmp_path: Path) -> None:
    source, path = tmp_path / "a", tmp_path / "kept" / "a"
    source.write_bytes(b"other")
    assert not copy_atomically(source, path, "0" * 64)
    assert list((tmp_path / "kept").iterdir()) == []
    assert copy_atomically(source, path)
    assert path.read_bytes() == b"other"


def read_backwards(jobs: Sequence[Job], workers: int | None) -> Generator[Result, None, None]:
    """Read files so that the last is done first."""
    yield from reversed(list(read_here(jobs, workers)))


def test_which_of_equal_copies_names_a_document_is_no_matter_of_time(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name in ("a", "b", "c"):
        make_zip(inbox / f"{name}.zip", {f"bản {name}.txt": make_plan(100)})

    def named(report: BatchReport, workspace: Workspace) -> tuple[list[tuple[str, Outcome]], list[str]]:
        records = [json.loads(path.read_text("utf-8")) for path in workspace.record_files()]
        return [(row.path, row.outcome) for row in report.rows], [item["source"]["name"] for item in records]

    first, second = Workspace(tmp_path / "1"), Workspace(tmp_path / "2")
    there = named(ingest_paths([inbox], first, execute=read_here), first)
    assert there == named(ingest_paths([inbox], second, execute=read_backwards), second)
    assert there[1] == ["a.zip!bản a.txt"]
