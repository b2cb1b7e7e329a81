"""Pages that are set sideways, text that nobody sees, numbers that a tab sets apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_samples import BODY
from pdf_maker import Page, code, make_pdf

from pipeline.ingest import read_document
from pipeline.model import ParsedDocument

PLAN = ["KẾ HOẠCH", "Sửa chữa nhà văn hóa năm 2027", "1. Phòng Kinh tế lập dự toán trước ngày 30/6/2027."]


def read(tmp_path: Path, pages: list[Page]) -> ParsedDocument:
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes(make_pdf(pages))
    return read_document(path)


def lines_of(parsed: ParsedDocument) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


def plan_page() -> Page:
    page = Page()
    for place, line in enumerate(PLAN):
        page.text(90, 100 + 40 * place, line)
    return page


def issues_of(parsed: ParsedDocument) -> list[str]:
    return [issue.code for issue in parsed.issues]


@pytest.mark.parametrize("colour", ["3 Tr", "1 1 1 rg", "1 g", "0 0 0 0 k"])
def test_text_that_nobody_sees_is_no_text(tmp_path: Path, colour: str) -> None:
    page = plan_page()
    page.content.append(f"q {colour}")
    page.text(90, 240, "trước ngày 31/12/2031")
    page.content.append("Q")
    parsed = read(tmp_path, [page])
    assert lines_of(parsed) == PLAN
    assert "hidden_text" in issues_of(parsed)


def test_white_text_on_a_coloured_ground_is_seen(tmp_path: Path) -> None:
    page = plan_page()
    page.content.append("q 0 0 0.6 rg 80 580 400 40 re f 1 1 1 rg")
    page.text(90, 245, "Thời hạn: 31/12/2031")
    page.content.append("Q")
    parsed = read(tmp_path, [page])
    assert "Thời hạn: 31/12/2031" in lines_of(parsed)
    assert "hidden_text" not in issues_of(parsed)


def sideways(lines: list[str], turn: int) -> Page:
    """Return an upright page on which lines are set turned by 90, 180 or 270 degrees."""
    page = Page()
    matrix = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    for place, line in enumerate(lines):
        x, y = {90: (100 + 30 * place, 80), 180: (500, 100 + 30 * place), 270: (500 - 30 * place, 780)}[turn]
        page.content.append(f"BT /F1 13 Tf {matrix} {x} {y} Tm <{code(line)}> Tj ET")
    return page


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_set_sideways_is_read(tmp_path: Path, turn: int) -> None:
    lines = [
        "PHỤ LỤC",
        "1. Phòng Kinh tế chủ trì sửa cầu.",
        "2. Công an xã chủ trì tuần tra.",
        "3. Trạm Y tế phối hợp.",
    ]
    assert lines_of(read(tmp_path, [plan_page(), sideways(lines, turn)])) == [*PLAN, *lines]


def test_a_few_turned_words_turn_no_page(tmp_path: Path) -> None:
    page = plan_page()
    page.content.append(f"BT /F1 9 Tf 0 1 -1 0 30 300 Tm <{code('Mẫu 7')}> Tj ET")
    assert lines_of(read(tmp_path, [page]))[:3] == PLAN


@pytest.mark.parametrize(
    ("marks", "gap"),
    [(["1.", "a)", "b)", "2.", "a)"], 36), (["I.", "1.", "2.", "II.", "1."], 30), (["-", "+", "+", "-", "+"], 24)],
)
def test_numbers_that_a_tab_sets_apart_belong_to_their_text(tmp_path: Path, marks: list[str], gap: int) -> None:
    texts = [f"Phòng Kinh tế làm việc thứ {place}." for place in range(1, 6)]
    page = Page().text(90, 60, BODY[0][:60])
    for place, (mark, text) in enumerate(zip(marks, texts, strict=True)):
        page.text(90, 100 + 27 * place, mark).text(90 + gap, 100 + 27 * place, text)
    expected = [f"{mark} {text}" for mark, text in zip(marks, texts, strict=True)]
    assert lines_of(read(tmp_path, [page]))[-5:] == expected
