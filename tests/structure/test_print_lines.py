"""Blocks -> printed lines: what a line is, and which tables only place text on the page."""

from __future__ import annotations

import pytest
from parsed_factory import Note, Part, lines_of, make_parsed

from pipeline.structure.lines import is_layout_table, line_kinds
from pipeline.text.match import match_form
from pipeline.text.words import Words

KINDS = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {"motto"}),
    ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", {"motto"}),
    ("Độc lập – Tự do – Hạnh phúc", {"motto"}),
    ("ĐẢNG CỘNG SẢN VIỆT NAM", {"motto"}),
    ("*", {"ornament"}),
    ("Số: 9041/KH-UBND", {"number"}),
    ("Số 9132-KH/TU", {"number"}),
    ("Số:      /KH-UBND", {"number"}),
    ("V/v đăng ký gian hàng", {"subject"}),
    ("Kính gửi:", {"addressee"}),
    ("Kính gửi: Các huyện", {"addressee"}),
    ("Nơi nhận:", {"recipients"}),
    ("PHỤ LỤC", {"annex"}),
    ("Phụ lục II", {"annex"}),
    ("PHỤ LỤC 01", {"annex"}),
    ("(Kèm theo Kế hoạch số 9041/KH-UBND ngày 03/02/2024)", {"issued_with"}),
    ("(Ban hành kèm theo Quyết định số    /QĐ-UBND)", {"issued_with"}),
    ("(Đã ký)", {"signed"}),
    ("HỎA TỐC", {"aside"}),
    ("Số lượng: 12 lớp", set()),
    ("Số hóa hồ sơ", set()),
    ("Phụ lục kèm theo Kế hoạch được gửi cùng", set()),
    ("Về việc công nhận làng nghề", set()),
    ("Đảng bộ tỉnh lãnh đạo", set()),
    ("I. MỤC ĐÍCH", set()),
]


@pytest.mark.parametrize(("line", "kinds"), KINDS)
def test_line_kinds(line: str, kinds: set[str]) -> None:
    assert set(line_kinds(match_form(line))) == kinds


MASTHEAD_TABLE = [["UBND TỈNH HÒA BÌNH\nSỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]]
CLOSING_TABLE = [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLò Văn Thử"]]
DATA_TABLE = [["TT", "Nội dung", "Đơn vị"], ["1", "Rà soát giống", "Sở Y tế"], ["2", "Tập huấn", "Sở Nội vụ"]]


@pytest.mark.parametrize(
    ("table", "layout", "why"),
    [
        (MASTHEAD_TABLE, True, "the masthead's two columns"),
        (CLOSING_TABLE, True, "Nơi nhận beside the signature"),
        (
            [["UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["SỞ Y TẾ", "Độc lập"], ["Số: 9/KH-SYT", "Hòa Bình"]],
            True,
            "a masthead over three rows",
        ),
        ([["Một khung chữ"], ["Dòng hai"], ["Dòng ba"]], True, "a frame with one column"),
        (DATA_TABLE, False, "three columns of data"),
        ([["Nội dung", "Thời gian"], *[[f"Việc {n}", "2025"] for n in range(5)]], False, "two columns, many rows"),
    ],
)
def test_layout_tables(table: Part, layout: bool, why: str) -> None:
    parsed = make_parsed(table)
    assert is_layout_table(Words.of(parsed.text), list(parsed.blocks)) is layout, why


def test_a_layout_table_is_read_column_by_column() -> None:
    lines = lines_of(make_parsed(CLOSING_TABLE))
    assert [line.text for line in lines] == [
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lò Văn Thử",
    ]  # fmt: skip
    assert [line.cell for line in lines] == [(0, 0, 0)] * 3 + [(0, 0, 1)] * 3


def test_a_data_table_stays_one_line() -> None:
    lines = lines_of(make_parsed("Trước bảng", DATA_TABLE, "Sau bảng"))
    assert [bool(line.rows) for line in lines] == [False, True, False]
    assert len(lines[1].rows) == 3


def test_two_tables_in_a_row_stay_two() -> None:
    lines = lines_of(make_parsed(DATA_TABLE, DATA_TABLE))
    assert [len(line.rows) for line in lines] == [3, 3]


def test_lines_are_places_of_the_text() -> None:
    parsed = make_parsed(MASTHEAD_TABLE, "KẾ HOẠCH\nNuôi ong", DATA_TABLE, Note("Chú thích một."))
    for line in lines_of(parsed):
        assert parsed.text[line.start : line.end] == line.text
        assert line.form == match_form(line.text)
        assert (line.span.start, line.span.end) == (line.start, line.end)


def test_footnotes_are_marked() -> None:
    lines = lines_of(make_parsed("Một đoạn.", Note("Chú thích.")))
    assert [line.footnote for line in lines] == [False, True]
