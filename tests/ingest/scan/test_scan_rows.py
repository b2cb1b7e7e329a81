"""Heads that a scanned table prints again, numbers between their neighbours, headings that lost a stroke."""

from __future__ import annotations

import pytest

from pipeline.ingest.draft import Draft, DraftCell, make_paragraph
from pipeline.ingest.page.layout import PageLayout, TableOnPage
from pipeline.ingest.scan.rows import settle_heads, settle_numbers
from pipeline.model import BlockKind

HEAD = ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian")


def row(*texts: str, page: int = 1) -> Draft:
    cells = tuple(DraftCell(text, column) for column, text in enumerate(texts))
    return Draft(BlockKind.ROW, cells=cells, table=0, page=page)


def page(number: int, *rows: Draft) -> PageLayout:
    return PageLayout(number, 600, 800, (), (TableOnPage((0, 0, 600, 400), rows),))


def texts(draft: Draft) -> tuple[str, ...]:
    return tuple(cell.text for cell in draft.cells)


def numbers(*rows: Draft) -> list[str]:
    return [one.draft.cells[0].text for one in settle_numbers(rows, {1})]


def test_heads_printed_again_are_read_as_most_of_them() -> None:
    heads = [HEAD, ("5II", "Nhiệm vụ", "Chủ tì", "Thời gian"), HEAD, ("STT", "Nhiêm vụ", "Chủ trì", "Thờigian")]
    layouts = [page(number, row(*head), row("1", "Làm đường", "Sở A", "2026")) for number, head in enumerate(heads, 1)]
    settled = settle_heads(layouts, {1, 2, 3, 4})
    assert [texts(one.tables[0].rows[0]) for one in settled] == [HEAD] * 4
    assert all(texts(one.tables[0].rows[1])[0] == "1" for one in settled)


def test_heads_of_other_tables_and_of_drawn_pages_stay() -> None:
    other = ("STT", "Tên đề án", "Kinh phí", "Nguồn vốn")
    layouts = [page(1, row(*HEAD)), page(2, row(*other)), page(3, row("5II", *HEAD[1:]))]
    settled = settle_heads(layouts, {1, 2})
    assert [texts(one.tables[0].rows[0]) for one in settled] == [HEAD, other, ("5II", *HEAD[1:])]


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        (["1", "2", "8", "4"], ["1", "2", "3", "4"]),
        (["1", "", "3"], ["1", "2", "3"]),
        (["", "2", "3"], ["1", "2", "3"]),
        (["1", "7", "9"], ["1", "7", "9"]),
        (["1", "", "", "4"], ["1", "", "", "4"]),
        (["1", "2", "1", "2"], ["1", "2", "1", "2"]),
        (["1.1", "1.2"], ["1.1", "1.2"]),
    ],
)
def test_a_number_is_only_what_its_neighbours_leave_open(recognised: list[str], printed: list[str]) -> None:
    assert numbers(*(row(number, "Xây dựng kế hoạch", "Sở Nội vụ") for number in recognised)) == printed


def test_groups_are_counted_apart_and_their_rows_begin_anew() -> None:
    rows = [
        row("I", "Đất đai", ""), row("1", "Giao đất", "Sở A"), row("2", "Làm đường", "Sở B"),
        row("H", "Giống cây", ""), row("1", "Vườn ươm", "Sở A"), row("8", "Chọn giống", "Sở B"),
        row("3", "Nhân giống", "Sở C"), row("MẠI", "Thị trường", ""), row("1", "Hội chợ", "Sở D"),
    ]  # fmt: skip
    assert numbers(*rows) == ["I", "1", "2", "II", "1", "2", "3", "III", "1"]


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        (["", "H", "III"], ["I", "II", "III"]),
        (["l", "H"], ["I", "II"]),
        (["A", "B", "C"], ["A", "B", "C"]),
    ],
)
def test_groups_that_look_like_strokes_are_roman(recognised: list[str], printed: list[str]) -> None:
    assert numbers(*(row(number, "Chăn nuôi ong", "") for number in recognised)) == printed


def test_letters_that_look_like_digits_are_read_in_their_turn() -> None:
    recognised = [*map(str, range(1, 10)), "I0", "l1", "12", "", "§"]
    printed = [*map(str, range(1, 13)), "", "§"]
    assert numbers(*(row(number, "Nuôi ong", "Sở A") for number in recognised)) == printed


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        (["8) Rà soát", "b) Báo cáo"], ["a) Rà soát", "b) Báo cáo"]),
        (["c) Rà soát", "d) Lập sổ", "d) Báo cáo", "e) Nộp"], ["c) Rà soát", "d) Lập sổ", "đ) Báo cáo", "e) Nộp"]),
        (["a) Rà", "b) Lập", "c) Thu", "d) Báo", "d) Nộp"], ["a) Rà", "b) Lập", "c) Thu", "d) Báo", "đ) Nộp"]),
        (["7) Rà soát", "8) Báo cáo"], ["7) Rà soát", "8) Báo cáo"]),
        (["a) Rà soát", "1. Thu mật", "8) Đếm", "b) Nộp"], ["a) Rà soát", "1. Thu mật", "a) Đếm", "b) Nộp"]),
        (["I. Rà soát", "2. Báo cáo", "3. Nộp"], ["1. Rà soát", "2. Báo cáo", "3. Nộp"]),
        (["1. Rà soát", "2. Báo cáo", "8. Thu", "4. Nộp"], ["1. Rà soát", "2. Báo cáo", "3. Thu", "4. Nộp"]),
        (["1. Rà soát", "l. Báo cáo", "1. Nộp"], ["1. Rà soát", "l. Báo cáo", "1. Nộp"]),
        (["1. Rà soát", "^, Báo cáo", "3. Nộp"], ["1. Rà soát", "2. Báo cáo", "3. Nộp"]),
        (["1L. Rà soát", "3. Báo cáo"], ["1. Rà soát", "3. Báo cáo"]),
        (["a) Rà soát", "b) Báo cáo", "€) Nộp"], ["a) Rà soát", "b) Báo cáo", "c) Nộp"]),
        (["6- Rà soát", "T- Báo cáo", "8- Nộp"], ["6- Rà soát", "7- Báo cáo", "8- Nộp"]),
        (["I. NUÔI ONG", "II. LÀM VƯỜN"], ["I. NUÔI ONG", "II. LÀM VƯỜN"]),
    ],
)
def test_the_mark_of_an_item_is_read_by_its_neighbours(recognised: list[str], printed: list[str]) -> None:
    settled = settle_numbers([make_paragraph(text, page=1) for text in recognised], {1})
    assert [one.draft.text for one in settled] == printed


def test_the_rest_of_a_cut_row_gets_no_number() -> None:
    rows = [row("1", "Rà soát quy hoạch", "Sở A"), row("", "của các vùng trồng", ""), row("3", "Báo cáo", "Sở B")]
    assert numbers(*rows) == ["1", "", "3"]


def test_what_was_changed_is_told() -> None:
    (_, garbled, _) = settle_numbers([row("1", "Giao đất", "A"), row("Z", "Làm nhà", "B"), row("3", "Thu", "C")], {1})
    assert [(one.recognised, one.read) for one in garbled.repairs] == [("Z", "2")]


@pytest.mark.parametrize(
    ("recognised", "printed"),
    [
        (["I. MỤC ĐÍCH", "II NHIỆM VỤ", "II. TỔ CHỨC"], ["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "III. TỔ CHỨC"]),
        (["I. MỤC ĐÍCH", "V. NHIỆM VỤ"], ["I. MỤC ĐÍCH", "V. NHIỆM VỤ"]),
        (["II. Nhiệm vụ", "II. Tổ chức"], ["II. Nhiệm vụ", "II. Tổ chức"]),
    ],
)
def test_headings_keep_their_order(recognised: list[str], printed: list[str]) -> None:
    settled = settle_numbers([make_paragraph(text, page=1) for text in recognised], {1})
    assert [one.draft.text for one in settled] == printed


def test_drawn_pages_are_left_alone() -> None:
    drafts = [make_paragraph("I. MỤC ĐÍCH", page=2), make_paragraph("I. NHIỆM VỤ", page=2), row("1", "A", "B", page=2)]
    assert [one.draft for one in settle_numbers(drafts, {1})] == drafts
