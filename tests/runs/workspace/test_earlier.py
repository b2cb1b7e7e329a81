"""A workspace that an earlier version made opens: what it knew is carried over into the state, and no file is lost.

`earlier.tar.xz` was made by vanban 0.1.0 of code 4b9a3c8a0d42, the last one that kept its memory in lines of JSON: an
inbox of two samples, an archive with two more, a damaged .docx and an empty .txt, dated 2024-03-12; `vanban run
/srv/inbox -w /srv/vanban --settle 0`, `vanban quarantine drop` for the empty one, the same run again; at last the first
bytes of one more line were put behind the ledger, as a run leaves it that is killed while it writes.
"""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

import pytest
from inbox_maker import read_here

from pipeline.model.record_json import read_record
from pipeline.runs.inbox.footprints import Footprints, look_at
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import rebuild_database, stored_contents
from pipeline.runs.workspace.opening import open_state
from pipeline.runs.workspace.state import Seen

STAMP = "0.1.0 code:4b9a3c8a0d42 knowledge:c8a305e3e8b7"
ARCHIVE = "487f21a6f583328a21b3e73f0aa6daf7e0ff22d89125f8196c289b23facccd28"
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
NAMES = {
    "b1f69a3c278121721494a38e02911682d9115860c2842520499ac69dc9cc2814": "cv-ubnd-hoa-binh-3305.txt",
    "b26e6ef5859a0ff0c1f5bff427ea8cc8091fbc687c15b1e098903676e73090dc": "ct-ubnd-hoa-binh-27.html",
    "611d30cc78bf807b8af9cb0b0d1051c909649a7aad21a3317f820c47177471c2": (
        "gói kế hoạch.zip!kh-so-nnmt-phu-tho-khong-tieu-ngu.md"
    ),
    "2e9b1267d42112d0266126f00a437d1e901faddff6fd8e07bacabce82367c24f": "gói kế hoạch.zip!kh-huyen-uy-tan-lac-214.txt",
}
LINES = ("ledger", "containers", "inbox")
FORMER = (*(f"extracted/{name}.jsonl" for name in LINES), "corpus/quarantine/dropped.txt")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    with tarfile.open(Path(__file__).with_name("earlier.tar.xz")) as archive:
        archive.extractall(tmp_path, filter="data")
    return Workspace(tmp_path / "vanban")


def former_files(workspace: Workspace) -> list[str]:
    return [name for name in FORMER if (workspace.root / name).exists()]


def run(workspace: Workspace, *, stale: bool = False) -> RunReport:
    """Run over the inbox; where the database is of another version, make it anew first, as the program says."""
    inboxes, options = [workspace.root.parent / "inbox"], RunOptions(settle=0, stale=stale)
    report = run_inbox(inboxes, workspace, options, execute=read_here)
    if report.stopped:
        assert "vanban rebuild" in report.stopped
        rebuild_database(workspace)
        report = run_inbox(inboxes, workspace, options, execute=read_here)
    return report


def test_everything_that_was_known_is_carried_over(workspace: Workspace) -> None:
    assert len(former_files(workspace)) == 4
    with open_state(workspace) as state:
        assert [state.find(content) for content in NAMES] == [
            Seen(content, name, STAMP, loaded=True) for content, name in NAMES.items()
        ]
        container = state.find_container(ARCHIVE)
        assert container and container.stamp == STAMP
        assert {f"gói kế hoạch.zip!{name}": held for name, held in container.members} == {
            name: content for content, name in NAMES.items() if "!" in name
        }
        assert state.read_dropped() == {EMPTY}
        places = {item.place: item.sha256 for item in state.read_footprints("/srv/inbox")}
    assert len(places) == 5
    assert places["/srv/inbox/gói kế hoạch.zip"] == ARCHIVE
    assert former_files(workspace) == []


def test_a_footprint_that_was_carried_over_is_trusted(workspace: Workspace) -> None:
    path = workspace.root.parent / "inbox" / "ct-ubnd-hoa-binh-27.html"
    status, content = path.stat(), min(NAMES)
    noted = max(status.st_mtime_ns, status.st_ctime_ns) + 3600 * 10**9
    line = [str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, content, noted]
    afar = ["s3://kho/a.pdf", 9, "time 5.0", 5 * 10**9, 0, content, noted]
    lines = [line, ["/in/b.pdf", 1], [1, 2], {}, afar]
    (workspace.extracted / "inbox.jsonl").write_text("\n".join(map(json.dumps, lines)) + '\n["/in/c', "ascii")
    with open_state(workspace) as state:
        assert Footprints(state, [str(path)]).find(str(path), look_at(status)) == content
        (kept,) = state.read_footprints("s3://kho")
        assert (kept.mark, kept.changed) == ("9 time 5.0", 5 * 10**9)
        os.utime(path, (1, 1))
        assert Footprints(state, [str(path)]).find(str(path), look_at(path.stat())) is None


def test_a_run_killed_while_it_carries_over_does_it_again(workspace: Workspace) -> None:
    before = {name: (workspace.root / name).read_bytes() for name in FORMER}
    with open_state(workspace):
        pass
    for name in FORMER[1:]:
        (workspace.root / name).write_bytes(before[name])
    with open_state(workspace) as state:
        assert state.find(min(NAMES)) and state.find_container(ARCHIVE)
        assert state.read_dropped() == {EMPTY}
        assert len(list(state.read_footprints("/srv/inbox"))) == 5
    assert former_files(workspace) == []


def test_a_run_leaves_what_the_earlier_version_read(workspace: Workspace) -> None:
    counts = run(workspace).counts
    assert (counts.seen, counts.stale, counts.new, counts.dropped) == (5, 3, 0, 1)
    assert counts.failed == 1, "another program tries again what could not be read"
    assert stored_contents(workspace) == NAMES.keys()


@pytest.mark.parametrize("with_parses", [True, False])
def test_a_stale_run_reads_it_anew_and_loses_nothing(with_parses: bool, workspace: Workspace) -> None:
    if not with_parses:
        for path in workspace.extracted.glob("parses/*/*"):
            path.unlink()
    counts = run(workspace, stale=True).counts
    assert (counts.updated, counts.unpacked) == (4, 1)
    assert stored_contents(workspace) == NAMES.keys()
    assert {path.stem: read_record(path).source.name for path in workspace.record_files()} == NAMES
    again = run(workspace).counts
    assert (again.seen, again.unchanged, again.held, again.dropped) == (5, 3, 1, 1)


def test_a_rebuild_takes_all_of_it(workspace: Workspace) -> None:
    workspace.database.write_bytes(b"")
    rebuild_database(workspace)
    run(workspace, stale=True)
    assert stored_contents(workspace) == NAMES.keys()
