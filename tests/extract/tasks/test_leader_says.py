"""A dispatch that passes on what a leader said: his order is the task, not what his office adds."""

from __future__ import annotations

from pathlib import Path

from docx import Document

from pipeline.extract import make_record
from pipeline.ingest import read_document
from pipeline.structure import make_outline

_LINES = [
    "VĂN PHÒNG CHÍNH PHỦ",
    "Số: 77/VPCP-NN",
    "V/v nuôi ong",
    "Hà Nội, ngày 05 tháng 6 năm 2027",
    "Kính gửi: Bộ Y tế.",
    "Xét báo cáo của Bộ Y tế (văn bản số 12/BYT-KH) về đàn ong, Phó Thủ tướng Chính phủ Lò Văn Thử có ý kiến như sau: "
    "Bộ Y tế khẩn trương rà soát đàn ong. Ủy ban nhân dân các tỉnh: An Hòa, Bình Tân đẩy nhanh trồng hoa. "
    "Văn phòng Chính phủ thông báo để Bộ Y tế biết, thực hiện./.",
]


def test_order_of_a_leader(tmp_path: Path) -> None:
    document = Document()
    for line in _LINES:
        document.add_paragraph(line)
    document.save(tmp_path / "công văn.docx")
    tasks = make_record(make_outline(read_document(tmp_path / "công văn.docx"))).tasks
    assert [(task.id, task.text.split(".")[0]) for task in tasks] == [("-1", "Bộ Y tế khẩn trương rà soát đàn ong")]
    leads = [agency.name for agency in tasks[0].agencies if agency.role == "lead"]
    assert leads == ["Bộ Y tế", "Ủy ban nhân dân tỉnh An Hòa", "Ủy ban nhân dân tỉnh Bình Tân"]
