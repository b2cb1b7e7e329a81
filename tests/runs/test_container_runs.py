"""A run over an inbox with archives and mails: each member its own document, nothing lost, nothing read twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from container_maker import make_mail, make_zip
from inbox_maker import set_stamp
from test_batch import PLAN, dump

from pipeline.cli.app import vanban
from pipeline.model.record_json import read_record
from pipeline.runs import session
from pipeline.runs.batch import ingest_paths
from pipeline.runs.report import BatchReport
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import rebuild_database, stored_contents


def plan(number: int) -> bytes:
    return PLAN.format(number=number).encode()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Return an inbox with a plan, an archive of three files with an archive in it, and a mail with a plan."""
    folder = tmp_path / "hộp thư"
    folder.mkdir()
    inner = make_zip({"trong.txt": plan(4), "rỗng.txt": b""})
    (folder / "a.txt").write_bytes(plan(1))
    (folder / "b.zip").write_bytes(make_zip({"một.txt": plan(2), "dir/hai.txt": plan(3), "inner.zip": inner}))
    (folder / "c.eml").write_bytes(make_mail("Kính gửi Sở Nội vụ kế hoạch của tỉnh.", {"kh.txt": plan(5)}))
    return folder


def told(report: BatchReport) -> list[tuple[str, str]]:
    return [(row.path.partition("hộp thư/")[2], row.outcome.value) for row in report.rows]


FIRST = [
    ("a.txt", "new"),
    ("b.zip", "unpacked"),
    ("b.zip!một.txt", "new"),
    ("b.zip!dir/hai.txt", "new"),
    ("b.zip!inner.zip", "unpacked"),
    ("b.zip!inner.zip!trong.txt", "new"),
    ("b.zip!inner.zip!rỗng.txt", "quarantined"),
    ("c.eml", "unpacked"),
    ("c.eml!thư.txt", "new"),
    ("c.eml!kh.txt", "new"),
]


@pytest.mark.parametrize("workers", [1, 2])
def test_each_member_is_a_document(inbox: Path, workspace: Workspace, workers: int) -> None:
    report = ingest_paths([inbox], workspace, workers=workers)
    assert told(report) == FIRST
    assert (report.loaded, len(report.members)) == (6, 7)
    names = {read_record(path).source.name for path in workspace.record_files()}
    assert names == {
        "a.txt", "b.zip!một.txt", "b.zip!dir/hai.txt", "b.zip!inner.zip!trong.txt", "c.eml!thư.txt", "c.eml!kh.txt",
    }  # fmt: skip
    assert not workspace.unpacked.exists()


def test_nothing_is_lost(inbox: Path, workspace: Workspace) -> None:
    report = ingest_paths([inbox], workspace)
    for row in report.rows:
        assert row.sha256
        if row.outcome == "quarantined":
            assert (workspace.quarantine / row.sha256 / "reason.json").is_file()
        else:
            assert list(workspace.originals.glob(f"*/{row.sha256}*")), row.path
    (reason,) = [json.loads(path.read_text("utf-8")) for path in workspace.quarantine.glob("*/reason.json")]
    assert reason["file"] == "b.zip!inner.zip!rỗng.txt"
    assert reason["container"].endswith("b.zip!inner.zip")


def test_a_second_run_reads_nothing_again(inbox: Path, workspace: Workspace) -> None:
    (inbox / "b.zip").write_bytes(make_zip({"một.txt": plan(2), "inner.zip": make_zip({"trong.txt": plan(4)})}))
    ingest_paths([inbox], workspace)
    seen: list[str] = []
    report = ingest_paths([inbox], workspace, progress=lambda done, total, name: seen.append(name))
    assert (seen, report.loaded) == ([], 0)
    assert {outcome for _, outcome in told(report)} == {"unchanged"}
    assert len(report.members) == 5


def test_a_container_with_a_bad_member_is_tried_again_but_its_good_ones_are_not(
    inbox: Path, workspace: Workspace
) -> None:
    ingest_paths([inbox], workspace)
    report = ingest_paths([inbox], workspace)
    assert [row for row in told(report) if row[1] != "unchanged"] == [
        ("b.zip", "unpacked"),
        ("b.zip!inner.zip", "unpacked"),
        ("b.zip!inner.zip!rỗng.txt", "quarantined"),
    ]


def test_the_same_content_inside_and_outside_is_one_document(inbox: Path, workspace: Workspace) -> None:
    (inbox / "d.zip").write_bytes(make_zip({"sao.txt": plan(1), "mới.txt": plan(9)}))
    rows = dict(told(ingest_paths([inbox], workspace)))
    assert (rows["d.zip!sao.txt"], rows["d.zip!mới.txt"]) == ("duplicate", "new")
    rows = dict(told(ingest_paths([inbox], workspace)))
    assert (rows["d.zip!sao.txt"], rows["d.zip!mới.txt"]) == ("duplicate", "unchanged")


def test_another_version_unpacks_again(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    set_stamp(workspace, "0.0.1")
    rows = dict(told(ingest_paths([inbox], workspace)))
    assert rows["b.zip!inner.zip!trong.txt"] == "updated"
    assert len(stored_contents(workspace)) == 6


def test_a_run_stopped_between_the_rounds_is_made_good(inbox: Path, workspace: Workspace) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if name == "b.zip!inner.zip":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_paths([inbox], workspace, progress=stop, workers=1)
    assert not workspace.unpacked.exists()
    ingest_paths([inbox], workspace)
    assert len(stored_contents(workspace)) == 6


def test_incremental_equals_rebuild_and_one_by_one_equals_at_once(inbox: Path, tmp_path: Path) -> None:
    steps, once = Workspace(tmp_path / "steps"), Workspace(tmp_path / "once")
    for path in sorted(inbox.iterdir()):
        ingest_paths([path], steps)
    ingest_paths([inbox], once)
    before = dump(steps.database)
    assert before == dump(once.database)
    rebuild_database(steps)
    assert dump(steps.database) == before


def nested(depth: int) -> bytes:
    data = make_zip({"kh.txt": plan(depth)})
    for _ in range(depth - 1):
        data = make_zip({"in.zip": data})
    return data


def test_what_lies_too_deep_is_kept_unopened(tmp_path: Path, workspace: Workspace) -> None:
    (tmp_path / "sâu.zip").write_bytes(nested(6))
    report = ingest_paths([tmp_path / "sâu.zip"], workspace)
    (bad,) = report.quarantined
    assert (bad.code, bad.path.count("!")) == ("too_large", 4)
    assert "4 containers deep" in (bad.problem or "")
    assert (workspace.quarantine / str(bad.sha256) / "original.zip").is_file()
    (tmp_path / "vừa.zip").write_bytes(nested(4))
    assert ingest_paths([tmp_path / "vừa.zip"], workspace).loaded == 1


def test_a_bomb_of_many_small_bombs_is_stopped(
    tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MOST_FROM_ONE", 25_000)
    bombs = {f"{number}.zip": make_zip({f"{number}.txt": bytes([65 + number]) * 9_000}) for number in range(5)}
    (tmp_path / "a.zip").write_bytes(make_zip(bombs))
    report = ingest_paths([tmp_path / "a.zip"], workspace, workers=1)
    assert [row.code for row in report.quarantined].count("too_large") == 3
    assert len(list(workspace.quarantine.glob("*/original.zip"))) == 3


def test_a_container_that_cannot_be_opened_is_quarantined_whole(tmp_path: Path, workspace: Workspace) -> None:
    (tmp_path / "hỏng.zip").write_bytes(make_zip({"a.txt": plan(1)})[:-30])
    (row,) = ingest_paths([tmp_path / "hỏng.zip"], workspace).rows
    assert (row.outcome.value, row.code) == ("quarantined", "truncated")


def test_the_command_counts_the_members(inbox: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(vanban, ["ingest", str(inbox), "--workspace", str(tmp_path / "w")])
    assert result.exit_code == 1, "one member is empty"
    assert "b.zip!inner.zip!rỗng.txt" in result.stdout
    assert "7 of the files came in 3 archives or mails." in result.stderr
