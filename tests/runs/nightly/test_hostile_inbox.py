"""Files that an attacker, or chance, lays into an inbox: each has its own outcome, and every later run goes on."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from container_maker import make_zip
from inbox_maker import make_plan, read_here

from pipeline.runs import session
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.opening import open_state
from pipeline.runs.workspace.state import SeenContainer

LONG = "1.Kế hoạch thực hiện Nghị quyết về phát triển đô thị xanh và bền vững của địa phương giai đoạn tới "


def run(inbox: Path) -> RunReport:
    return run_inbox([inbox], Workspace(inbox.parent / "ws"), RunOptions(settle=0), execute=read_here)


def of_bytes(name: str, most: int) -> str:
    """Return a name repeated to so many bytes of UTF-8."""
    return (name * 10).encode()[:most].decode("utf-8", "ignore")


@pytest.fixture
def inbox(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "hộp thư"
    folder.mkdir()
    (folder / "z.txt").write_text(make_plan(1), "utf-8")  # comes last, and is read whatever went before
    yield folder
    subprocess.run(["rm", "-rf", folder], check=True)  # the tests' own cleaning fails on folders so deep


NAMES = {
    "a title whose last point stands before a long rest": of_bytes(LONG, 250),
    "the longest name of all, with no point": of_bytes(LONG.replace(".", " "), 255),
    "the longest suffix": "x." + "y" * 253,
    "the longest suffix of signs that shells read": "x." + "$'(;" * 60,
    "the longest name of a document": "k" * 251 + ".txt",
    "a point at the end": of_bytes(LONG, 200) + ".",
    "bytes that are no UTF-8": os.fsdecode(b"k\xff\xfe" * 80 + b".txt"),
}


@pytest.mark.parametrize("content", [make_plan(2).encode(), b"\x00\x01 no document"], ids=["good", "bad"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_any_length_and_form_is_taken_in_or_told(inbox: Path, name: str, content: bytes) -> None:
    (inbox / name).write_bytes(content)
    first, second = run(inbox), run(inbox)
    assert (first.stopped, second.stopped) == (None, None)
    is_good = content.startswith(b"\x00") is False
    assert (first.counts.new, first.counts.failed) == ((2, 0) if is_good else (1, 1))
    assert second.counts.unchanged + second.counts.held == 2


def test_a_member_with_a_name_of_any_length_is_taken_in(inbox: Path) -> None:
    names = {f"{number} {name}": make_plan(number + 10).encode() for number, name in enumerate(NAMES.values())}
    safe = {name.encode("utf-8", "replace").decode(): content for name, content in names.items()}
    (inbox / "a.zip").write_bytes(make_zip(safe))
    report = run(inbox)
    assert (report.stopped, report.counts.new, report.counts.failed) == (None, len(NAMES) + 1, 0)


@pytest.mark.parametrize("depth", [300, 1500])
def test_folders_of_any_depth_are_entered(inbox: Path, depth: int) -> None:
    folder = inbox
    for _ in range(depth):
        folder = folder / "d"
    if len(os.fsencode(folder)) > 4000:
        pytest.skip("the temporary folder's own path is too long here")
    for parent in reversed([folder, *itertools.takewhile(lambda path: path != inbox, folder.parents)]):
        parent.mkdir()
    (folder / "kế.txt").write_text(make_plan(3), "utf-8")
    assert run(inbox).counts.new == 2


def test_a_path_longer_than_the_system_opens_is_told_and_the_rest_is_read(inbox: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(inbox)
        for _ in range(25):
            Path("thư mục " * 16).mkdir()
            os.chdir("thư mục " * 16)
        Path("a.txt").write_text(make_plan(4), "utf-8")
    finally:
        os.chdir(here)
    for report in (run(inbox), run(inbox)):
        assert report.stopped is None
        assert any("too long" in (row.problem or "") for row in report.rows) or report.counts.held
    assert Workspace(inbox.parent / "ws").record_files()


def test_a_file_larger_than_any_reader_opens_is_neither_hashed_nor_copied(inbox: Path) -> None:
    with (inbox / "thưa.pdf").open("wb") as handle:
        handle.write(b"%PDF-1.7\n")
        handle.truncate(2**43)  # a hole of eight terabytes
    report = run(inbox)
    assert (report.stopped, report.counts.new, report.counts.failed) == (None, 1, 1)
    assert [row.code for row in report.rows if row.problem] == ["too_large"]
    kept = [path for path in (inbox.parent / "ws" / "corpus").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in kept) < 100_000


@pytest.mark.parametrize("copies", [1, 3])
def test_an_archive_that_holds_itself_is_read_once(inbox: Path, copies: int) -> None:
    inside = {f"{number}.txt": make_plan(number + 20).encode() for number in range(copies)}
    data = make_zip(inside)
    (inbox / "tự chứa.zip").write_bytes(data)
    run(inbox)
    own = hashlib.sha256(data).hexdigest()
    with open_state(Workspace(inbox.parent / "ws")) as state:  # as an archive made so that it holds itself is noted
        held = state.find_container(own)
        assert held
        itself = tuple((f"lại {number}.zip", own) for number in range(copies))
        state.note_containers([SeenContainer(own, held.name, held.stamp, (*held.members, *itself))])
    os.utime(inbox / "tự chứa.zip")
    again = run(inbox)
    assert (again.stopped, again.counts.unchanged) == (None, 2)
    (inbox / "bản sao.zip").write_bytes(data)
    assert run(inbox).stopped is None


def test_a_long_chain_of_archives_is_looked_through(inbox: Path) -> None:
    data = make_zip({"a.txt": make_plan(20).encode()})
    (inbox / "ngoài.zip").write_bytes(data)
    run(inbox)
    own = hashlib.sha256(data).hexdigest()
    with open_state(Workspace(inbox.parent / "ws")) as state:  # as many archives are noted, each the wrapper of another
        held = state.find_container(own)
        assert held
        links = [own, *(f"{number:064x}" for number in range(3000))]
        chain = [
            SeenContainer(one, held.name, held.stamp, (("b.zip", other),)) for one, other in itertools.pairwise(links)
        ]
        state.note_containers([*chain, SeenContainer(links[-1], held.name, held.stamp, held.members)])
    os.utime(inbox / "ngoài.zip")
    assert run(inbox).stopped is None
    (inbox / "bản sao.zip").write_bytes(data)
    assert run(inbox).stopped is None


def test_members_are_counted_over_all_levels_together(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_MEMBERS", 12)
    inner = [make_zip({f"{n}-{m}.txt": make_plan(500 + 10 * n + m).encode() for m in range(5)}) for n in range(4)]
    (inbox / "a.zip").write_bytes(make_zip({f"{n}.zip": data for n, data in enumerate(inner)}))
    report = run(inbox)
    refused = [row for row in report.rows if row.code == "too_large"]
    assert (report.stopped, len(refused)) == (None, 3)  # 4 and 5 are 9; each further one would make it more than 12
    assert "more than 12 files" in (refused[0].problem or "")
    assert report.counts.new == 6
