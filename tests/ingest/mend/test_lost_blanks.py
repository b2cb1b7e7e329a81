"""Blanks that a copy has lost are set again in text, Markdown and web pages alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import read_document

HEAD = ["UBND TỈNH HÒA BÌNH", "Số: 977/KH-UBND", "Hòa Bình, ngày 03 tháng 02 năm 2024", "KẾ HOẠCH", "Nuôi ong"]
LINES = ["Căn cứ Luật Chăn nuôi ngày19 tháng 11 năm 2018;", "Sở Y tế chủtrì, phốihợp nuôi ong; báocáo tỉnh."]
MENDED = "Căn cứ Luật Chăn nuôi ngày 19 tháng 11 năm 2018;\nSở Y tế chủ trì, phối hợp nuôi ong; báo cáo tỉnh."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "\n\n".join(HEAD + LINES)),
        ("a.md", "\n\n".join(HEAD + LINES)),
        ("a.html", "<html><body>" + "".join(f"<p>{line}</p>" for line in HEAD + LINES) + "</body></html>"),
    ],
)
def test_lost_blanks(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert read_document(path).text.endswith(MENDED)


def test_line_ends_shown_as_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\\r\\n Số: 977/KH-UBND \\r\\n | \\r\\n Hòa Bình, ngày 03 tháng 02 năm 2024 \\r\\n |", "utf-8")
    assert read_document(path).text == "Số: 977/KH-UBND\nHòa Bình, ngày 03 tháng 02 năm 2024"
