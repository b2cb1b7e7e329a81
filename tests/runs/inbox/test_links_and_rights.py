"""Links are followed inside the inbox alone; what is kept of a file has no wider rights; its name obeys no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from container_maker import make_zip
from inbox_maker import make_plan, read_here

from pipeline.runs.inbox.files import find_files, shown
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.workspace.layout import Workspace
from pipeline.text.canonical import make_harmless


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "inbox"
    (folder / "sâu").mkdir(parents=True)
    (folder / "sâu" / "a.txt").write_text(make_plan(1), "utf-8")
    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "mật.txt").write_text(make_plan(2), "utf-8")
    yield folder


def run(inbox: Path) -> RunReport:
    return run_inbox([inbox], Workspace(inbox.parent / "ws"), RunOptions(settle=0), execute=read_here)


LINKS = {
    "to a file outside": ("../ngoài/mật.txt", 1),
    "to a folder outside": ("../ngoài", 1),
    "to a link that leads outside": ("sâu/ra", 2),
    "to the folder that holds the inbox": ("..", 1),
    "to a file inside": ("sâu/a.txt", 0),
    "to a folder inside": ("sâu", 0),
    "to the inbox itself": (".", 0),
}


@pytest.mark.parametrize(("target", "refused"), LINKS.values(), ids=LINKS)
def test_a_link_is_followed_inside_the_inbox_alone(inbox: Path, target: str, refused: int) -> None:
    if target == "sâu/ra":
        (inbox / "sâu" / "ra").symlink_to("../../ngoài/mật.txt")
    (inbox / "lối").symlink_to(target)
    found = list(find_files([inbox], Workspace(inbox.parent / "ws")))
    assert sum(one.error is not None and one.error.code == "unsupported" for one in found) == refused
    report = run(inbox)
    assert report.stopped is None
    assert "thư mục mật" not in "".join(path.read_text("utf-8") for path in (inbox.parent / "ws").rglob("*.json"))
    assert report.counts.failed == refused


def test_a_link_that_is_the_inbox_is_entered(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "hộp").symlink_to(inbox)
    assert [one.error for one in find_files([tmp_path / "hộp"], Workspace(tmp_path / "ws"))] == [None]


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o644, 0o666, 0o400, 0o755])
def test_what_is_kept_has_no_wider_rights_than_its_source(inbox: Path, rights: int) -> None:
    sources = {"a.zip": make_zip({"trong.txt": make_plan(5).encode()}), "xấu.pdf": b"%PDF-1.7 broken", "b.txt": b""}
    for name, data in sources.items():
        (inbox / name).write_bytes(data or make_plan(6).encode())
    for path in inbox.rglob("*"):
        if path.is_file():
            path.chmod(rights)
    run(inbox)
    kept = [
        path for path in (inbox.parent / "ws" / "corpus").rglob("*") if path.is_file() and path.name != "reason.json"
    ]
    assert len(kept) == 5
    assert {oct(path.stat().st_mode & 0o777 & ~rights) for path in kept} == {"0o0"}


NAMES = [
    "xóa\x1b[2Jmàn.txt",
    "chuông\x07.txt",
    "dòng\nmới\r.txt",
    "c1\x9b31m.txt",
    "ngược\u202etxt.exe.txt",
    "\x7f.txt",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_name_of_a_file_obeys_no_terminal(inbox: Path, name: str) -> None:
    (inbox / name).write_text(make_plan(7), "utf-8")
    (inbox / f"{name}.pdf").write_bytes(b"%PDF-1.7 broken")
    report = run(inbox)
    assert (report.counts.new, report.counts.failed) == (2, 1)
    for row in report.rows:
        text = f"{row.path} {row.problem}"
        assert make_harmless(text) == text
        assert "\n" not in row.path
    assert make_harmless(shown(inbox / name)) == shown(inbox / name)
