from __future__ import annotations

import pytest

from pipeline.ingest.draft import Draft, DraftCell, make_paragraph, make_row
from pipeline.ingest.mend.tables import tidy_tables

HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]


def piece(table: int, *rows: list[str], page: int | None = None) -> list[Draft]:
    return [make_row([DraftCell(text, place) for place, text in enumerate(row)], table, page) for row in rows]


def cells(drafts: list[Draft]) -> list[list[str]]:
    return [[cell.text for cell in draft.cells] for draft in drafts if draft.cells]


def test_tables_apart_stay_apart() -> None:
    drafts = [
        *piece(0, HEAD, ["1", "A", "B", "C"]),
        make_paragraph("II. Nhóm hai"),
        *piece(1, HEAD, ["1", "D", "E", "F"]),
    ]
    tidied = tidy_tables(drafts)
    assert tidied == drafts


def test_the_same_head_joins_neighbours() -> None:
    tidied = tidy_tables([*piece(0, HEAD, ["1", "A", "B", "C"]), *piece(1, HEAD, ["2", "D", "E", "F"])])
    assert cells(tidied) == [HEAD, ["1", "A", "B", "C"], ["2", "D", "E", "F"]]
    assert {draft.table for draft in tidied} == {0}


def test_another_head_starts_another_table() -> None:
    tidied = tidy_tables([*piece(0, HEAD, ["1", "A", "B", "C"]), *piece(1, ["STT", "Tên"], ["1", "D"])], loose=True)
    assert [draft.table for draft in tidied] == [0, 0, 1, 1]


def test_as_many_columns_join_pages_without_a_head() -> None:
    drafts = [*piece(0, HEAD, ["1", "A", "B", "C"], page=1), *piece(1, ["2", "D", "E", "F"], page=2)]
    assert {draft.table for draft in tidy_tables(drafts, loose=True)} == {0}
    assert {draft.table for draft in tidy_tables(drafts)} == {0, 1}


def test_a_head_of_two_rows_is_dropped_whole() -> None:
    second = ["(1)", "(2)", "(3)", "(4)"]
    drafts = [
        *piece(0, HEAD, second, ["1", "A", "B", "C"], page=1),
        *piece(0, HEAD, second, ["2", "D", "E", "F"], page=2),
    ]
    assert cells(tidy_tables(drafts)) == [HEAD, second, ["1", "A", "B", "C"], ["2", "D", "E", "F"]]


@pytest.mark.parametrize(
    ("row", "rest", "expected", "why"),
    [
        (
            ["4", "Nghiên cứu, ứng dụng công nghệ", "Sở A", "2025"],
            ["", "lọc nước tại các xã.", "", ""],
            ["4", "Nghiên cứu, ứng dụng công nghệ lọc nước tại các xã.", "Sở A", "2025"],
            "the text goes on",
        ),
        (
            ["4", "Nghiên cứu quy hoạch của Sở", "Sở Kế hoạch", "Trước ngày"],
            ["", "Xây dựng", "và Đầu tư", "30/6"],
            ["4", "Nghiên cứu quy hoạch của Sở Xây dựng", "Sở Kế hoạch và Đầu tư", "Trước ngày 30/6"],
            "several cells go on",
        ),
        (
            ["4", "Tập huấn", "- Sở A;", ""],
            ["", "", "- Sở B.", ""],
            ["4", "Tập huấn", "- Sở A;\n- Sở B.", ""],
            "a bullet in a cell begins a paragraph of it",
        ),
    ],
)
def test_a_cut_row_is_joined(row: list[str], rest: list[str], expected: list[str], why: str) -> None:
    tidied = tidy_tables([*piece(0, HEAD, row, page=3), *piece(0, HEAD, rest, ["5", "B", "C", "D"], page=4)])
    assert cells(tidied)[1:] == [expected, ["5", "B", "C", "D"]], why
    assert tidied[1].page == 3


def test_a_second_row_of_a_merged_number_behind_a_page_break_stays_a_row() -> None:
    row = ["3", "Ban hành kế hoạch tuyên truyền", "Kế hoạch của tỉnh", "Tháng 01/2026"]
    rest = ["", "", "Kế hoạch của các xã", "Tháng 02/2026"]
    first, second = tidy_tables([*piece(0, HEAD, row, page=1), *piece(0, HEAD, rest, page=2)])[1:]
    assert [cell.text for cell in second.cells] == rest
    assert [cell.inherits for cell in second.cells[:2]] == [cell.key for cell in first.cells[:2]] != [None, None]


def test_rows_without_numbers_inside_a_page_are_left_alone() -> None:
    drafts = piece(0, HEAD, ["1", "Rà soát", "Sở A", ""], ["", "tiếp tục rà soát", "Sở B", ""])
    assert tidy_tables(drafts) == drafts


def test_a_table_of_names_without_numbers_is_joined_only_where_words_go_on() -> None:
    names = ["Sở Nội vụ", "Tổng hợp báo cáo về công tác"]
    going_on = tidy_tables([*piece(0, names, page=1), *piece(0, ["", "cải cách hành chính"], page=2)])
    new = tidy_tables([*piece(0, names, page=1), *piece(0, ["", "Kiểm tra việc thực hiện"], page=2)])
    assert len(going_on) == 1 and len(new) == 2


def test_empty_rows_vanish() -> None:
    assert cells(tidy_tables(piece(0, HEAD, ["", "", "", ""]))) == [HEAD]
