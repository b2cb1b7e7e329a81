"""An item that is a sentence of its own stays a task though a table follows; a table's heading does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from pipeline.extract import make_record
from pipeline.ingest import read_document
from pipeline.structure import make_outline


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("1. Phòng Văn hóa - Xã hội chủ trì kiểm tra 4 nhà văn hóa, xong trước ngày 15/9/2027.", True),
        ("1. Giao Công an xã tuần tra trong tháng 9/2027;", True),
        ("1. Nhiệm vụ cụ thể", False),
        ("1. Phân công các phòng như sau:", False),
    ],
)
def test_the_item_above(tmp_path: Path, item: str, kept: bool) -> None:
    document = Document()
    for line in ["KẾ HOẠCH", "Sửa chữa nhà văn hóa", "I. MỤC ĐÍCH", "Giữ gìn tài sản.", "II. NHIỆM VỤ", item]:
        document.add_paragraph(line)
    table = document.add_table(2, 4)
    rows = (
        ("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian hoàn thành"),
        ("1", "Mua ghế", "Phòng Kinh tế", "30/8/2027"),
    )
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.save(tmp_path / "kế hoạch.docx")
    record = make_record(make_outline(read_document(tmp_path / "kế hoạch.docx")))
    texts = [task.text for task in record.tasks]
    assert texts[-1] == "Mua ghế"
    assert len(texts) == (2 if kept else 1)
