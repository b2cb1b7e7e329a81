"""Files that are no administrative documents: kept, listed with their reason, without facts, never quarantined."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.app import vanban
from pipeline.model import FileKind
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.nightly.page import make_page
from pipeline.runs.workspace.layout import Workspace
from pipeline.store import open_database
from pipeline.store.ask.overview import counts

PLAN = """\
KẾ HOẠCH
Nuôi ong lấy mật năm 2031
I. NHIỆM VỤ
1. Sở Y tế kiểm tra mật ong trước ngày 30/6/2031.
Nơi nhận:
- Lưu: VT.
"""
TABLE = "Số đến,Ngày đến,Tác giả\n12,04/3/2031,Sở Y tế\n13,05/3/2031,Sở Tài chính\n14,06/3/2031,Hội Nông dân\n"
MEMO = "Nhắc việc\n- Mua giấy in cho Sở Y tế\n- Thay Kế hoạch số 12/KH-UBND trong tủ\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "w")


@pytest.fixture
def report(tmp_path: Path, workspace: Workspace) -> RunReport:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, text in {"ke-hoach.txt": PLAN, "so-den.csv": TABLE, "nhac-viec.txt": MEMO}.items():
        (inbox / name).write_text(text, "utf-8")
    return run_inbox([inbox], workspace, RunOptions(settle=0, workers=1))


def test_they_are_counted_and_listed_with_their_reason(report: RunReport) -> None:
    assert {Path(row.path).name: row.kind for row in report.others} == {
        "so-den.csv": FileKind.REGISTER,
        "nhac-viec.txt": FileKind.NOTE,
    }
    assert all(row.problem for row in report.others)
    assert (report.gains.records, report.gains.documents, report.gains.others) == (3, 1, 2)


def test_they_are_neither_failures_nor_in_quarantine(report: RunReport) -> None:
    assert (report.exit_code, report.counts.failed, report.quarantine) == (0, 0, ())


def test_the_page_lists_them(report: RunReport) -> None:
    page = make_page(report)
    assert "No documents, kept without facts" in page
    assert "nhac-viec.txt" in page


def test_the_database_holds_them_without_facts(report: RunReport, workspace: Workspace) -> None:
    assert report.gains.tasks == 1
    with open_database(workspace.database) as database:
        rows = database.connection.execute("SELECT name, kind, why FROM other_files ORDER BY name").fetchall()
        assert [row[:2] for row in rows] == [("nhac-viec.txt", "note"), ("so-den.csv", "register")]
        assert all(why for *_, why in rows)
        assert (counts(database).held, counts(database).citations) == (1, 0)
        with closing(database.connection.execute("SELECT DISTINCT name FROM agencies")) as agencies:
            assert [name for (name,) in agencies] == ["Sở Y tế"]


def test_show_says_what_a_file_is(report: RunReport, workspace: Workspace) -> None:
    arguments = ["show", "nhac-viec.txt", "--workspace", str(workspace.root)]
    assert report.others
    shown = CliRunner().invoke(vanban, arguments)
    assert shown.exit_code == 0
    assert "kind: note" in shown.stdout
    (file,) = json.loads(CliRunner().invoke(vanban, [*arguments, "--json"]).stdout)["files"]
    assert file["kind"] == "note"
