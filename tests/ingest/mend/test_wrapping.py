from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_samples import BODY, PLAN

from pipeline.ingest.mend.wrapped_lines import glue, join_lines, measure_wrapping


def wrap(paragraphs: list[str], width: int, between: str = "") -> list[str]:
    """Wrap each paragraph greedily, as editors do; `between` parts them by an empty line or not."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += textwrap.wrap(paragraph, width, break_on_hyphens=False)
        if between:
            lines.append("")
    return lines


@pytest.mark.parametrize("width", [55, 60, 72, 80, 100])
@pytest.mark.parametrize("between", ["", "\n"], ids=["no empty lines", "empty lines"])
def test_the_width_leaves_no_trace(width: int, between: str) -> None:
    assert join_lines(wrap(PLAN, width, between)) == PLAN


@given(st.integers(min_value=50, max_value=140))
def test_any_width_gives_the_body_back(width: int) -> None:
    assert join_lines(wrap(BODY, width, "\n")) == BODY


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đinh Quốc Trường"],) * 2 + ("stacked signature lines stay apart",),
        (["KẾ HOẠCH", "thực hiện Chương trình nước sạch"],) * 2 + ("a title never joins the type name",),
        (
            ["KẾ HOẠCH", "", "thực hiện Chương trình nước sạch"],
            ["KẾ HOẠCH", "thực hiện Chương trình nước sạch"],
            "nor behind a blank",
        ),
        (
            ["Triển khai Kế hoạch số 88/KH-UBND", "ngày 15/01/2025 của UBND tỉnh"],
            ["Triển khai Kế hoạch số 88/KH-UBND ngày 15/01/2025 của UBND tỉnh"],
            "a title over two lines goes on in lower case",
        ),
        (
            ["Nhiệm vụ phát triển rộng rãi công nghệ xử lý nước vào", "", "sản xuất và đời sống;"],
            ["Nhiệm vụ phát triển rộng rãi công nghệ xử lý nước vào sản xuất và đời sống;"],
            "a page break inside a sentence leaves no trace",
        ),
        (
            ["Các đơn vị báo cáo kết quả thực hiện về Sở.", "", "trước ngày 30/6."],
            ["Các đơn vị báo cáo kết quả thực hiện về Sở.", "trước ngày 30/6."],
            "an ended sentence does not go on behind a blank",
        ),
        (["- Như trên;", "- Lưu: VT."], ["- Như trên;", "- Lưu: VT."], "bullets need no empty line"),
        ([], [], "nothing gives nothing"),
        (["", "  ", ""], [], "blanks give nothing"),
    ],
)
def test_joining(lines: list[str], expected: list[str], why: str) -> None:
    assert join_lines(lines) == expected, why


def test_a_wrapped_number_is_no_item() -> None:
    text = "Thủ trưởng các đơn vị căn cứ vào quy định tại khoản 3 Điều 6. Nghị định này để tổ chức thực hiện. "
    lines = textwrap.wrap(text * 3, 58)
    assert any(line.startswith("6. ") for line in lines)  # else the case is not met
    assert join_lines(lines) == [(text * 3).strip()]


def test_a_wrapped_dash_is_no_bullet() -> None:
    text = "Góp phần phát triển bền vững nền kinh tế - xã hội của toàn tỉnh trong giai đoạn tới và các năm sau. "
    for width in range(40, 90):
        assert join_lines(textwrap.wrap(text * 4, width)) == [(text * 4).strip()], width


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("số 36-NQ/", "TW", "số 36-NQ/TW"),
        ("số 861-", "KH/TU", "số 861-KH/TU"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("của", "tỉnh", "của tỉnh"),
    ],
)
def test_glue(line: str, after: str, expected: str) -> None:
    assert glue(line, after) == expected


def test_a_text_without_wrapping_has_no_width() -> None:
    assert measure_wrapping(["x" * 500, "y" * 80, "", "z" * 1200]).width == float("inf")


MARKED_OFF = "\n\n".join(
    [
        *("KẾ HOẠCH\nPhát triển nghề\nTre năm 2031", "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT."),
        *(
            f"{number}. Sở Nông\nNghiệp chủ trì mở lớp dạy nghề đan lát cho lao động ở các\nxã vùng cao {number};"
            for number in range(1, 11)
        ),
        *("Điều\n11. Trách nhiệm của xã:\nBáo cáo.", "III. KINH\nPHÍ THỰC HIỆN"),
    ]
)


def test_where_empty_lines_part_all_paragraphs_a_line_break_says_nothing() -> None:
    """Markdown whose marks were taken off: the first line of a paragraph may be short, and a name may be broken."""
    paragraphs = join_lines(MARKED_OFF.split("\n"))
    assert "1. Sở Nông Nghiệp chủ trì mở lớp dạy nghề đan lát cho lao động ở các xã vùng cao 1;" in paragraphs
    assert "Điều 11. Trách nhiệm của xã: Báo cáo." in paragraphs
    assert "III. KINH PHÍ THỰC HIỆN" in paragraphs
    assert paragraphs[:2] == ["KẾ HOẠCH", "Phát triển nghề Tre năm 2031"]
    assert [paragraph for paragraph in paragraphs if paragraph[0] in "-N"] == [
        "Nơi nhận:",
        "- Sở Nội vụ;",
        "- Lưu: VT.",
    ]


def test_a_few_long_lines_do_not_hide_the_width() -> None:
    lines = ["Tổ chức các lớp dạy nghề đan lát cho lao động nông thôn ở", "các xã vùng cao.", ""] * 20
    assert measure_wrapping(lines).width < 60
    assert measure_wrapping([*lines, "x" * 200, "y", ""]).width < 60
