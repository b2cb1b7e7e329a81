"""What recognition mistakes and what is made of it: rows of the table, fixed lines, marks, the gaps of a masthead."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pipeline.ingest.scan.masthead import find_open_parts, settle_masthead
from pipeline.ingest.scan.nouns import Word
from pipeline.ingest.scan.repair import mend_texts
from pipeline.knowledge.load import read_table

ROWS = read_table("ocr")["symbol"]
EXAMPLES = [(row, *example) for row in ROWS for example in row["examples"]]
REJECTS = [(row, text) for row in ROWS for text in row["rejects"]]


@pytest.mark.parametrize(("row", "recognised", "printed"), EXAMPLES)
def test_rows_turn_their_examples(row: Mapping[str, str], recognised: str, printed: str) -> None:
    assert re.sub(row["pattern"], row["gives"], recognised) == printed


@pytest.mark.parametrize(("row", "text"), REJECTS)
def test_rows_leave_their_rejects(row: Mapping[str, str], text: str) -> None:
    assert re.sub(row["pattern"], row["gives"], text) == text


def test_every_row_has_an_example_and_a_reject_and_an_id_of_its_own() -> None:
    assert all(row["examples"] and row["rejects"] for row in ROWS)
    assert len({row["id"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        ("KẺ HOẠCH", "KẾ HOẠCH"),
        ("QUYÉT ĐỊNH:", "QUYẾT ĐỊNH:"),
        ("CHỈ IHỊ", "CHỈ THỊ"),
        ("SỞ GIAO THÔNG VẬN TẠI", "SỞ GIAO THÔNG VẬN TẢI"),
        ("BỘ THỜNG TTN VÀ TRUYỀN THÔNG", "BỘ THÔNG TIN VÀ TRUYỀN THÔNG"),
        ("BỘ CÔNG THUƠNG", "BỘ CÔNG THƯƠNG"),
        ("TINH PHU THỌ", "TỈNH PHÚ THỌ"),
        ("báo cáo định kỳ hànơ năm", "báo cáo định kỳ hàng năm"),
        ("giao các sở tô chức thực hiện", "giao các sở tổ chức thực hiện"),
        ("Giao SỞ Nội vụ, các tỜ rơi", "Giao Sở Nội vụ, các tờ rơi"),
        ("cơ quan thường trỰc", "cơ quan thường trực"),
        ("VĂN PHÒNG ỦY BAN NHÂN ĐÂN", "VĂN PHÒNG ỦY BAN NHÂN DÂN"),
        ("Lâm Đông, ngày 5 tháng 6 năm 2031", "Lâm Đồng, ngày 5 tháng 6 năm 2031"),
        ("⁄ về Ngô Thị Sen", "Ngô Thị Sen"),
        ("c) lăng cường kiểm tra", "c) Tăng cường kiểm tra"),
        ("- Iriển khai thực hiện", "- Triển khai thực hiện"),
        ("1. Iiếp tục rà soát", "1. Tiếp tục rà soát"),
        ("thẩm quy ền v ề thú y", "thẩm quyền về thú y"),
        ("vận chuyê ên lợn", "vận chuyển lợn"),
        ("kế hoạch bảo. đảm giao thông", "kế hoạch bảo đảm giao thông"),
        ("nộp sổ sách. lập danh mục", "nộp sổ sách, lập danh mục"),
        ("Luật Ngán sách nhà nước", "Luật Ngân sách nhà nước"),
        ("Căn cứ Quyết định số 1 33/QĐĐ-TTg", "Căn cứ Quyết định số 133/QĐ-TTg"),
    ],
)
def test_what_was_mistaken_is_read_as_printed_and_told(recognised: str, printed: str) -> None:
    (mended,) = mend_texts([recognised])
    assert mended.text == printed
    assert mended.repairs, "every change is told with what was recognised"


@pytest.mark.parametrize(
    "text",
    [
        "KẾ HOẠCH",
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 12 tháng 3 năm 2025 của UBND tỉnh Phú Thọ",
        "Kỳ thi tốt nghiệp trung học phổ thông",
        "bà con ăn nghỉ ngay tại chỗ",
        "- Lê Văn Sen",
        "do Lê Văn Sen",
        "Báo cáo",
        "An Hòa, ngày 5 tháng 6 năm 2031",
        "- Bộ Tài chính;",
        "a) lăng tẩm và đền chùa",
        "Báo cáo xong. Các xã, v.v. và thôn",
        "chim én về",
        "Làm rõ số liệu; lãnh đạo xã",
        "Plei Kần, Đắk Tô, xã Ia Dom",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH quyết định",
        "Văn phòng TƯ Đảng, PCT UBND, QLý",
        "Thực hiện Chương trình số 7-CTr/TU",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    (mended,) = mend_texts([text])
    assert (mended.text, mended.repairs) == (text, ())


def line(*words: tuple[str, float]) -> list[Word]:
    return [Word(text, 100 * at, 0, 100 * at + 90, 30, sure, (1, 1, 1)) for at, (text, sure) in enumerate(words)]


@pytest.mark.parametrize(
    ("words", "settled"),
    [
        ([("Số:", 96), ("2#", 35), ("/KH-UBND", 35)], "Số: /KH-UBND"),
        ([("Số:", 96), ("9", 70), ("/QĐ-UBND", 66)], "Số: /QĐ-UBND"),
        ([("Số:", 96), ("145", 95), ("/KH-STL", 95)], "Số: 145 /KH-STL"),
        ([("Số:", 96), ("145/KH-STL", 95)], "Số: 145/KH-STL"),
        ([("ngày{", 0), ("tháng", 96), ("5", 95), ("năm", 96), ("2021", 95)], "ngày tháng 5 năm 2021"),
        ([("ngày", 96), ("12", 96), ("tháng", 96), ("5", 95), ("năm", 96)], "ngày 12 tháng 5 năm"),
        ([("Bình", 96), ("Sơn,", 96), ("ngày-{†tháng", 30), ("01", 94)], "Bình Sơn, ngày tháng 01"),
        ([("Sở", 96), ("Công", 96), ("Thương", 96)], "Sở Công Thương"),
    ],
)
def test_written_numbers_and_days_are_left_open(words: list[tuple[str, float]], settled: str) -> None:
    assert " ".join(word.text for word in settle_masthead(line(*words))) == settled


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["Số: /KH-UBND", "Phú Thọ, ngày tháng 4 năm 2025"], ["number", "day"]),
        (["Số: 15/KH-UBND", "Phú Thọ, ngày tháng 4 năm 2025"], ["day"]),
        (["Số: 15/KH-UBND", "Phú Thọ, ngày 12 tháng 4 năm 2025"], []),
        (["Căn cứ Kế hoạch số 15/KH-UBND ngày 12 tháng 4 năm 2025"], []),
    ],
)
def test_what_a_masthead_leaves_open_is_told(lines: list[str], parts: list[str]) -> None:
    assert find_open_parts(lines) == parts


def test_a_word_that_is_mostly_misread_is_read_by_the_lexicon() -> None:
    mended = mend_texts(["kiểm tra trại ong", *["kiêm tra trại ong"] * 30])
    assert {one.text for one in mended} == {"kiểm tra trại ong"}
