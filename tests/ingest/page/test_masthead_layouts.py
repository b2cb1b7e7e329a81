"""Mastheads and closings as text files print them: in two columns, joined by pipes, broken inside a name."""

from __future__ import annotations

import textwrap

import pytest

from pipeline.ingest.markup.pipes import part_pipes
from pipeline.ingest.markup.plain_text import parse_text

SHORT_PAPER = textwrap.dedent("""\
    BAN CHẤP HÀNH TRUNG ƯƠNG          ĐẢNG CỘNG SẢN VIỆT NAM
              ***
         Số 98-CT/TW                  Hà Nội, ngày 12 tháng 4 năm 2024

    CHỈ THỊ
    về phát triển nghề trồng nấm

    Thời gian qua nghề trồng nấm ở nhiều địa phương phát triển chưa đồng đều.
    1- Các tỉnh ủy, thành ủy lãnh đạo phát triển vùng nấm.

    Nơi nhận:                         T/M BAN BÍ THƯ
    - Các tỉnh ủy, thành ủy,
    - Lưu Văn phòng Trung ương Đảng.
                                      Lê Thị Nấm
    """)


def texts(text: str) -> list[str]:
    return [draft.text for draft in parse_text(text)]


def test_head_and_closing_of_a_short_paper_are_parted_each_for_itself() -> None:
    found = texts(SHORT_PAPER)
    assert found[:4] == [
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "Số 98-CT/TW",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hà Nội, ngày 12 tháng 4 năm 2024",
    ]
    assert found[-5:] == [
        "Nơi nhận:",
        "- Các tỉnh ủy, thành ủy,",
        "- Lưu Văn phòng Trung ương Đảng.",
        "T/M BAN BÍ THƯ",
        "Lê Thị Nấm",
    ]


def test_a_line_of_the_body_with_a_gap_is_not_parted() -> None:
    text = "Các đơn vị nộp báo cáo   trước ngày 20 hằng tháng để tổng hợp, theo dõi và đôn đốc việc thực hiện."
    assert len(texts(text)) == 1


PIPES: list[tuple[str, list[str], str]] = [
    ("HUYỆN ỦY MỘC CHÂU | ĐẢNG CỘNG SẢN VIỆT NAM |", ["HUYỆN ỦY MỘC CHÂU", "ĐẢNG CỘNG SẢN VIỆT NAM"], "the masthead"),
    ("- Lưu: VT. | TM. ỦY BAN NHÂN DÂN", ["- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN"], "the closing"),
    ("Lò Văn Thử |", ["Lò Văn Thử"], "a pipe that is left over"),
    ("Sở Nội vụ | 12 | 7", ["Sở Nội vụ | 12 | 7"], "a row of data keeps its pipes"),
    ("| 1 | Rà soát |", ["| 1 | Rà soát |"], "a row of a Markdown table is none"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "parts", "why"), PIPES, ids=[case[2] for case in PIPES])
def test_pipes(line: str, parts: list[str], why: str) -> None:
    assert [part for part in part_pipes([line]) if part] == parts, why


BROKEN: list[tuple[str, list[str], str]] = [
    ("CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], "the national title"),
    ("ỦY\nBAN NHÂN DÂN", ["ỦY BAN NHÂN DÂN"], "the first word of a body"),
    ("Số:\n36/KH-UBND", ["Số: 36/KH-UBND"], "the number below its mark"),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], "its last words"),
    (
        "Bà Rịa - Vũng\nTàu, ngày 30 tháng 7 năm 2022", ["Bà Rịa - Vũng Tàu, ngày 30 tháng 7 năm 2022"],
        "a place of two names",
    ),
    ("Căn cứ\nLuật Chăn nuôi;", ["Căn cứ Luật Chăn nuôi;"], "a basis below its cue"),
    (
        "(Ban hành\nkèm theo Quyết định số: 959/QĐ-UBND\nNgày 22 tháng\n7 năm 2022)",
        ["(Ban hành kèm theo Quyết định số: 959/QĐ-UBND Ngày 22 tháng 7 năm 2022)"], "a remark in brackets",
    ),
    ("ĐẢNG\nBỘ TỈNH TÂY NINH", ["ĐẢNG", "BỘ TỈNH TÂY NINH"], "another body"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines", "why"), BROKEN, ids=[case[2] for case in BROKEN])
def test_broken_lines(text: str, lines: list[str], why: str) -> None:
    assert texts(text) == lines, why
