"""A signed PDF on its way from the inbox to the card of its document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from ingest_samples import BODY
from pdf_maker import Page, make_pdf
from pdf_signer import Holder, sign

from pipeline.cli.app import vanban
from pipeline.runs.batch import ingest_paths
from pipeline.runs.workspace.layout import Workspace

SEAL = Holder("SỞ THỦY LỢI", "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN", number="MST:0100000009")
PERSON = Holder("Đinh Quốc Trường", "SỞ THỦY LỢI", number="CCCD:001000000009")


def plan() -> bytes:
    page = Page()
    page.text(95, 60, "UBND TỈNH BÌNH SƠN", 12).text(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    page.text(115, 77, "SỞ THỦY LỢI").text(330, 77, "Độc lập - Tự do - Hạnh phúc")
    page.text(100, 105, "Số: 145/KH-STL").text(320, 105, "Bình Sơn, ngày 12 tháng 3 năm 2025")
    page.centred(150, "KẾ HOẠCH").centred(170, "Triển khai Chương trình nước sạch nông thôn năm 2025")
    page.prose(200, BODY[2])
    return make_pdf([page])


def test_signatures_reach_the_record_and_the_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox, workspace = tmp_path / "inbox", Workspace(tmp_path / "kho")
    inbox.mkdir()
    data = sign(plan(), PERSON, "2025-03-12T15:00:00", field="Person")
    data = sign(data, SEAL, "2025-03-12T16:30:00", field="Seal")
    (inbox / "kế hoạch.pdf").write_bytes(data + b"% a later hand\n")
    ingest_paths([inbox], workspace, workers=1)
    (record,) = workspace.record_files()
    stored = json.loads(record.read_text("utf-8"))
    assert [one["person"] for one in stored["signatures"]] == ["Đinh Quốc Trường", None]
    assert "001000000009" not in record.read_text("utf-8"), "the number of a person is kept nowhere"

    monkeypatch.setenv("VANBAN_WORKSPACE", str(workspace.root))
    shown = CliRunner().invoke(vanban, ["show", "145/KH-STL"])
    assert shown.exit_code == 0, shown.output
    assert "  signature: Đinh Quốc Trường · SỞ THỦY LỢI, 2025-03-12T15:00:00+07:00" in shown.stdout
    assert "  seal: SỞ THỦY LỢI · MST:0100000009, 2025-03-12T16:30:00+07:00" in shown.stdout
    assert "signature_not_whole" in shown.stdout
    (file,) = json.loads(CliRunner().invoke(vanban, ["show", "145/KH-STL", "--json"]).stdout)["files"]
    assert [one["organisation_code"] for one in file["signatures"]] == [None, "MST:0100000009"]
