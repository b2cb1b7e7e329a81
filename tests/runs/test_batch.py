"""A run over an inbox: what is new, known, double or unreadable, and that a stopped run does no harm."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from inbox_maker import set_stamp

from pipeline.model.record_json import read_record
from pipeline.runs.batch import ingest_paths
from pipeline.runs.one_file import extract_file
from pipeline.runs.report import BatchReport, Outcome
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import load_records, rebuild_database, stored_contents

PLAN = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/KH-UBND
An Bình, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Phát triển thư viện số trên địa bàn tỉnh

Căn cứ Nghị quyết số 905-NQ/TW ngày 02 tháng 01 năm 2024 của Bộ Chính trị về thư viện số;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Đưa sách đến mọi xã trong tỉnh.

II. NHIỆM VỤ
1. Giao Sở Văn hóa và Thể thao chủ trì, phối hợp với Sở Tài chính xây dựng kho sách số, hoàn thành trước ngày 30/6/2025.
2. Giao Sở Nội vụ chủ trì tập huấn cán bộ thư viện hằng năm.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp thư đến"
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"kế hoạch {number}.txt").write_text(PLAN.format(number=900 + number), "utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def outcomes(report: BatchReport) -> dict[str, str]:
    """Return the outcome of every file by its name."""
    return {Path(row.path).name: row.outcome.value for row in report.rows}


def test_a_record_holds_what_the_file_says(inbox: Path) -> None:
    record = extract_file(inbox / "kế hoạch 1.txt")
    assert record.identity.code is not None
    assert record.identity.code.value == "901/KH-UBND"
    assert record.source.name == "kế hoạch 1.txt"


def test_a_first_run_takes_everything_in(inbox: Path, workspace: Workspace) -> None:
    seen: list[tuple[int, int, str]] = []
    report = ingest_paths([inbox], workspace, progress=lambda *step: seen.append(step))
    assert set(outcomes(report).values()) == {"new"}
    assert report.loaded == 3
    assert [step[:2] for step in seen] == [(1, 3), (2, 3), (3, 3)]
    for row in report.rows:
        assert row.sha256
        assert workspace.original(row.sha256, row.path).read_bytes() == Path(row.path).read_bytes()
        assert read_record(workspace.record(row.sha256)).source.sha256 == row.sha256
    assert stored_contents(workspace) == {row.sha256 for row in report.rows}


def test_a_second_run_changes_nothing(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    before = {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*") if path.is_file()}
    report = ingest_paths([inbox], workspace)
    assert set(outcomes(report).values()) == {"unchanged"}
    assert report.loaded == 0
    touched = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert touched <= {".lock", "vanban.db-wal", "vanban.db-shm"}


def test_the_same_content_under_another_name_is_a_duplicate(inbox: Path, workspace: Workspace) -> None:
    shutil.copy(inbox / "kế hoạch 1.txt", inbox / "sao y.txt")
    first = ingest_paths([inbox], workspace)
    assert outcomes(first)["sao y.txt"] == "duplicate"
    again = ingest_paths([inbox], workspace)
    assert outcomes(again) == {**dict.fromkeys(outcomes(first), "unchanged"), "sao y.txt": "duplicate"}
    assert [row.same_as for row in again.rows if row.outcome is Outcome.DUPLICATE] == [str(inbox / "kế hoạch 1.txt")]


def test_a_changed_file_takes_the_place_of_what_it_was(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    (inbox / "kế hoạch 1.txt").write_text(PLAN.format(number=999), "utf-8")
    assert outcomes(ingest_paths([inbox], workspace))["kế hoạch 1.txt"] == "updated"
    assert len(stored_contents(workspace)) == 3, "the former version is in no answer"


def test_another_version_reads_again(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    set_stamp(workspace, "0.0.1")
    report = ingest_paths([inbox], workspace)
    assert set(outcomes(report).values()) == {"updated"}
    assert len(stored_contents(workspace)) == 3


BAD = [
    ("rỗng.txt", b"", "empty"),
    ("cụt.docx", b"PK\x03\x04" + b"\0" * 40, "truncated"),
    ("ảnh.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "truncated"),
    ("chương trình.xyz", bytes(range(256)) * 8, "unsupported"),
]


def test_bad_files_go_to_quarantine_and_the_rest_goes_on(inbox: Path, workspace: Workspace) -> None:
    for name, content, _ in BAD:
        (inbox / name).write_bytes(content)
    report = ingest_paths([inbox, inbox.parent / "gone.txt"], workspace)
    assert report.count(Outcome.NEW) == 3
    codes = {Path(row.path).name: row.code for row in report.quarantined}
    assert codes == {**{name: code for name, _, code in BAD}, "gone.txt": "no_access"}
    reasons = [json.loads(path.read_text("utf-8")) for path in workspace.quarantine.glob("*/reason.json")]
    assert {reason["file"]: reason["code"] for reason in reasons} == codes
    for row in report.quarantined:
        assert row.problem
        assert row.remedy
        if row.sha256:
            kept = workspace.quarantine / row.sha256 / f"original{Path(row.path).suffix}"
            assert kept.read_bytes() == Path(row.path).read_bytes()
    assert len(stored_contents(workspace)) == 3


def test_bad_files_stay_in_quarantine_and_are_told_again(inbox: Path, workspace: Workspace) -> None:
    (inbox / "rỗng.txt").write_bytes(b"")
    first, second = ingest_paths([inbox], workspace), ingest_paths([inbox], workspace)
    assert [row.problem for row in first.quarantined] == [row.problem for row in second.quarantined]
    assert len(list(workspace.quarantine.iterdir())) == 1


def test_what_can_be_read_at_last_leaves_the_quarantine(inbox: Path, workspace: Workspace) -> None:
    late = inbox / "đến sau.txt"
    ingest_paths([late], workspace)
    assert len(list(workspace.quarantine.iterdir())) == 1
    late.write_text(PLAN.format(number=77), "utf-8")
    assert outcomes(ingest_paths([late], workspace)) == {"đến sau.txt": "new"}
    assert list(workspace.quarantine.iterdir()) == []


def test_a_name_that_is_no_utf8_is_told_and_does_not_stop(inbox: Path, workspace: Workspace) -> None:
    name = bytes(inbox) + b"/c\xf4ng v\xe3n.txt"
    with open(name, "wb") as handle:  # noqa: PTH123 - a Path cannot hold these bytes
        handle.write(PLAN.format(number=5).encode())
    report = ingest_paths([inbox], workspace)
    assert report.count(Outcome.NEW) + len(report.quarantined) == 4
    assert all("�" in row.path for row in report.quarantined)


def test_a_run_stopped_before_the_load_is_made_good_by_the_next(inbox: Path, workspace: Workspace) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_paths([inbox], workspace, progress=stop)
    assert stored_contents(workspace) == frozenset()
    assert len(workspace.record_files()) in (2, 3), "the reader of the third may have kept it already"
    report = ingest_paths([inbox], workspace)
    assert report.loaded == 3
    assert sorted(outcomes(report).values())[1:] == ["unchanged", "unchanged"], "and the third, where it was kept"
    assert len(stored_contents(workspace)) == 3


def test_a_lost_database_is_filled_again(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    workspace.database.unlink()
    assert ingest_paths([inbox], workspace).loaded == 3


def test_a_lost_record_is_read_again(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    workspace.record_files()[0].unlink()
    assert sorted(outcomes(ingest_paths([inbox], workspace)).values()) == ["unchanged", "unchanged", "updated"]


def test_a_damaged_record_is_left_out_and_read_again(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    workspace.database.unlink()
    damaged = workspace.record_files()[0]
    damaged.write_bytes(b"")
    assert ingest_paths([inbox], workspace).loaded == 2
    assert sorted(outcomes(ingest_paths([inbox], workspace)).values()) == ["new", "unchanged", "unchanged"]
    assert len(stored_contents(workspace)) == 3


def test_workers_give_what_one_process_gives(inbox: Path, tmp_path: Path) -> None:
    (inbox / "rỗng.txt").write_bytes(b"")
    alone, many = Workspace(tmp_path / "alone"), Workspace(tmp_path / "many")
    first = ingest_paths([inbox], alone, workers=1)
    second = ingest_paths([inbox], many, workers=2)
    assert first.rows == second.rows
    for one, other in zip(alone.record_files(), many.record_files(), strict=True):
        assert one.read_bytes() == other.read_bytes()


def dump(database: Path) -> list[str]:
    """Return everything in a database as SQL, but the runs and how the full-text index is laid out on disk."""
    connection = sqlite3.connect(database)
    try:
        lines = list(connection.iterdump())
    finally:
        connection.close()
    skipped = ('INSERT INTO "runs"', 'INSERT INTO "search_', 'INSERT INTO "passages"', "PRAGMA", "INSERT INTO sqlite_")
    return sorted(line for line in lines if not line.startswith(skipped))


def test_a_rebuild_gives_the_same_database(inbox: Path, workspace: Workspace) -> None:
    for path in sorted(inbox.iterdir()):
        ingest_paths([path], workspace)
    before = dump(workspace.database)
    report = rebuild_database(workspace)
    assert (report.loaded, report.failures) == (3, ())
    assert dump(workspace.database) == before


def test_a_rebuild_heals_a_damaged_database_and_names_a_damaged_record(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    workspace.database.write_bytes(b"no database at all" * 100)
    damaged = workspace.record_files()[0]
    damaged.write_text("{", "utf-8")
    report = rebuild_database(workspace)
    assert report.loaded == 2
    assert len(report.failures) == 1
    assert damaged.name in report.failures[0]
    assert len(stored_contents(workspace)) == 2


def test_an_empty_folder_is_an_empty_report(tmp_path: Path, workspace: Workspace) -> None:
    (tmp_path / "empty").mkdir()
    assert ingest_paths([tmp_path / "empty"], workspace).rows == ()
    assert load_records(workspace, ()).loaded == 0
