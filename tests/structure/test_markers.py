"""Numbers, letters and bullets at the start of a line, and the paths they make."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.structure.markers import Marker, join_path, match_marker

# line with a bar where the marker ends, style, label, why
MARKERS = [
    ("I. |MỤC ĐÍCH", "roman", "I", "a roman number"),
    ("IV. |Tổ chức thực hiện", "roman", "IV", "two letters"),
    ("XII. |NỘI DUNG", "roman", "XII", "three letters"),
    ("II- |NỘI DUNG", "roman", "II", "the Party writes a hyphen"),
    ("VI/ |NHIỆM VỤ", "roman", "VI", "a slash"),
    ("II) |Nhiệm vụ", "roman", "II", "a bracket"),
    ("A. |ĐẶC ĐIỂM TÌNH HÌNH", "capital", "A", "a capital letter"),
    ("B) |Nhiệm vụ", "capital", "B", "a capital letter with a bracket"),
    ("a/ |Hỗ trợ vay vốn", "letter", "a", "a letter with a slash"),
    ("b/|Hỗ trợ nhà ở", "letter", "b", "glued to its word"),
    ("Điều 1. |Phạm vi", "article", "1", "an article"),
    ("Điều 12a. |Sửa đổi", "article", "12a", "an inserted article"),
    ("ĐIỀU 3: |Hiệu lực", "article", "3", "in capitals with a colon"),
    ("Điều 2|", "article", "2", "alone on its line"),
    ("Chương II|", "chapter", "II", "a chapter"),
    ("CHƯƠNG III. |QUY ĐỊNH CỤ THỂ", "chapter", "III", "in capitals"),
    ("Mục 2. |Trách nhiệm", "chapter", "2", "a section of a chapter"),
    ("PHẦN II. |NHIỆM VỤ", "part", "II", "a part"),
    ("1. |Mục đích", "arabic", "1", "a number"),
    ("12. |Sở Y tế", "arabic", "12", "two digits"),
    ("1) |Rà soát", "arabic", "1", "with a bracket"),
    ("1- |Sở Y tế", "arabic", "1", "with a hyphen"),
    ("10/ |Sở Y tế", "arabic", "10", "with a slash"),
    ("1.|Mục đích", "arabic", "1", "glued to its word"),
    ("01. |Rà soát", "arabic", "01", "with a zero"),
    ("1.1. |Rà soát", "dotted", "1.1", "two levels"),
    ("2.1 |Rà soát", "dotted", "2.1", "without the last dot"),
    ("2.1- |Rà soát", "dotted", "2.1", "with a dash, as the Party writes"),
    ("1.2.3. |Rà soát", "dotted", "1.2.3", "three levels"),
    ("1.1.|Rà soát", "dotted", "1.1", "two levels, glued"),
    ("(1) |Rà soát", "paren", "1", "in brackets"),
    ("(iii) |rà soát", "paren", "iii", "small roman in brackets"),
    ("(a) |rà soát", "paren", "a", "a letter in brackets"),
    ("a) |Rà soát", "letter", "a", "a letter"),
    ("đ) |Rà soát", "letter", "đ", "đ is a letter of its own"),
    ("b. |Rà soát", "letter", "b", "a letter with a dot"),
    ("- |Rà soát", "dash", "", "a hyphen"),
    ("– |Rà soát", "dash", "", "an en dash"),
    ("-|Rà soát", "dash", "", "a glued hyphen"),
    ("• |Rà soát", "dash", "", "a dot"),
    ("+ |Rà soát", "plus", "", "a plus"),
    ("* |Rà soát", "star", "", "a star"),
    ("   2. |Nhiệm vụ", "arabic", "2", "blanks before it are part of its length"),
]

NONE = [
    ("15/8/2025 khai mạc hội thi", "a date"),
    ("05-9-2025 khai mạc", "a date with hyphens"),
    ("3/4 số xã đạt chuẩn", "a fraction"),
    ("100% hộ dân được tập huấn", "a percentage"),
    ("1.200 hộ dân tham gia", "a number with a thousands dot"),
    ("1,5 triệu đồng", "a decimal"),
    ("20 tỷ đồng", "money"),
    ("2025 và các năm tiếp theo", "a year"),
    ("5/2025 rà soát xong", "a month"),
    ("V/v triển khai nhiệm vụ", "the subject line"),
    ("-5 độ C", "a temperature"),
    ("---", "a rule"),
    ("I tháng", "a roman number without sign"),
    ("Điều 3 Quyết định này", "an article of another document"),
    ("Điều kiện tham gia", "a word that begins like an article"),
    ("Phần lớn các hộ", "a word that begins like a part"),
    ("Chương trình hành động", "a word that begins like a chapter"),
    ("Mục tiêu chung", "a word that begins like a section"),
    ("Khoản 1. Điều 2", "a clause that is cited"),
    ("KH-UBND", "an abbreviation"),
    ("Sở Y tế", "a name"),
    ("", "nothing"),
    ("   ", "blanks"),
]

# parent, style, label, number among bullets, path, why
PATHS = [
    ("", "roman", "II", 0, "II", "a root"),
    ("II", "arabic", "1", 0, "II.1", "under a root"),
    ("II.1", "dotted", "1.1", 0, "II.1.1", "settled: item 1.1 of II.1 is II.1.1"),
    ("II", "dotted", "1.1", 0, "II.1.1", "without an item 1 above, both numbers stand"),
    ("II.1.1", "dotted", "1.1.2", 0, "II.1.1.2", "both numbers of the parent are repeated"),
    ("Điều 1", "dotted", "2.1", 0, "Điều 1.2.1", "settled: item 2.1 of Điều 1 is Điều 1.2.1"),
    ("Điều 1", "dotted", "1.1", 0, "Điều 1.1", "1.1 under Điều 1 repeats the article"),
    ("Điều 2", "arabic", "1", 0, "Điều 2.1", "a clause of an article"),
    ("Điều 2.1", "letter", "b", 0, "Điều 2.1.b", "a point of a clause"),
    ("II", "article", "4", 0, "Điều 4", "articles count through"),
    ("III.1", "dash", "", 2, "III.1.-2", "a bullet counts from 1"),
    ("III.1.-3", "plus", "", 2, "III.1.-3.-2", "settled: nested bullets"),
    ("", "dash", "", 1, "-1", "a bullet without parent"),
    ("", "chapter", "II", 0, "", "chapters give no number"),
    ("II.1", "paren", "2", 0, "II.1.2", "a bracketed number"),
    ("A", "roman", "I", 0, "A.I", "a roman number under a capital"),
]


@pytest.mark.parametrize(("marked", "style", "label", "why"), MARKERS, ids=[case[0] for case in MARKERS])
def test_match_marker(marked: str, style: str, label: str, why: str) -> None:
    length = marked.index("|")
    found = match_marker(marked.replace("|", ""))
    assert found is not None, why
    assert (found.style, found.label, found.length) == (style, label, length), why


@pytest.mark.parametrize(("line", "why"), NONE, ids=[case[1] for case in NONE])
def test_no_marker(line: str, why: str) -> None:
    assert match_marker(line) is None, why


@pytest.mark.parametrize(("parent", "style", "label", "count", "path", "why"), PATHS, ids=[case[-1] for case in PATHS])
def test_join_path(parent: str, style: str, label: str, count: int, path: str, why: str) -> None:
    from pipeline.model import ItemStyle

    assert join_path(parent, Marker(ItemStyle(style), label, 0), count) == path, why


def test_styles_nest_from_wide_to_narrow() -> None:
    lines = [
        "Phần thứ nhất",
        "Chương I",
        "A. MỤC ĐÍCH",
        "I. Mục",
        "1. Mục",
        "1.1. Mục",
        "1.1.1. Mục",
        "a) Mục",
        "- Mục",
    ]
    markers = [match_marker(line) for line in lines]
    depths = [marker.depth for marker in markers if marker]
    assert len(depths) == len(lines)
    assert depths == sorted(depths)
    assert len(set(depths)) == len(depths)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_marker_is_a_prefix_of_the_line(text: str) -> None:
    found = match_marker(text)
    if found:
        assert 0 < found.length <= len(text)
        assert found.label in text[: found.length].replace(" ", "")
