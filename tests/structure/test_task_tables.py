"""Task tables: column roles, groups, paths, heads over two rows, merged and repeated cells."""

from __future__ import annotations

import pytest
from parsed_factory import ABOVE, CLOSING, MASTHEAD, Table, Wide, make_parsed, outline_of, words_of

from pipeline.model import TaskTable
from pipeline.structure.tables import is_group_row, make_task_table

HEAD = ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"]


def table_of(rows: Table, under: str = "") -> tuple[str, TaskTable]:
    parsed = make_parsed(rows)
    table = make_task_table(parsed.text, parsed.blocks, under)
    assert table is not None
    return parsed.text, table


def paths_of(rows: Table, under: str = "") -> list[str]:
    return [row.path for row in table_of(rows, under)[1].rows]


COLUMNS = [
    (HEAD, ("number", "content", "lead", "coordinate", "deadline", "product"), "the usual order"),
    (
        ["STT", "Nhiệm vụ", "Thời gian thực hiện", "Sản phẩm đầu ra", "Đơn vị chủ trì", "Đơn vị phối hợp"],
        ("number", "content", "deadline", "product", "lead", "coordinate"),
        "another order",
    ),
    (["Nội dung công việc", "Phân công thực hiện"], ("content", "lead"), "two columns"),
    (["TT", "Tên nhiệm vụ", "Kinh phí", "Thời hạn"], ("number", "content", "aside", "deadline"), "a column aside"),
    (
        ["TT", "Nội dung", "Chủ trì", "Cấp trình", "Thời hạn"],
        ("number", "content", "lead", "report_to", "deadline"),
        "a body that receives",
    ),
]


@pytest.mark.parametrize(("head", "columns", "why"), COLUMNS, ids=[case[2] for case in COLUMNS])
def test_columns(head: list[str], columns: tuple[str, ...], why: str) -> None:
    _, table = table_of([head, ["x"] * len(head)])
    assert table.columns == columns, why


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([["TT", "Họ và tên", "Ngày sinh"], ["1", "Lò Văn Thử", "1990"]], "a list of persons"),
        ([["TT", "Nội dung", "Ghi chú"], ["1", "Rà soát", ""]], "nobody and no time"),
        ([["Cơ quan chủ trì", "Thời gian"], ["Sở Y tế", "2025"]], "no column names tasks"),
        ([["1", "2"], ["3", "4"]], "numbers only"),
    ],
)
def test_other_tables_set_no_tasks(rows: Table, why: str) -> None:
    parsed = make_parsed(rows)
    assert make_task_table(parsed.text, parsed.blocks) is None, why


def row(number: str, words: str, *rest: str) -> list[str]:
    return [number, words, *(rest or ("Sở Y tế", "", "2025", ""))]


PATHS = [
    ([HEAD, row("1", "A"), row("2", "B")], ["1", "2"], "plain numbers"),
    ([HEAD, row("I", "NHÓM", "", "", "", ""), row("1", "A"), row("2", "B")], ["I", "I.1", "I.2"], "a group"),
    (
        [HEAD, row("I", "NHÓM", "", "", "", ""), row("1", "A"), row("II", "NHÓM", "", "", "", ""), row("1", "B")],
        ["I", "I.1", "II", "II.1"],
        "two groups whose numbers begin anew",
    ),
    (
        [HEAD, row("A", "PHẦN", "", "", "", ""), row("I", "NHÓM", "", "", "", ""), row("1", "A")],
        ["A", "A.I", "A.I.1"],
        "groups over groups",
    ),
    (
        [HEAD, row("I", "NHÓM", "", "", "", ""), row("1", "NHÓM", "", "", "", ""), row("1.1", "A"), row("1.2", "B")],
        ["I", "I.1", "I.1.1", "I.1.2"],
        "numbers that repeat their group",
    ),
    ([HEAD, row("", "A"), row("", "B")], ["-1", "-2"], "no numbers: rows count like bullets"),
    ([HEAD, row("I", "NHÓM", "", "", "", ""), row("", "A"), row("-", "B")], ["I", "I.-1", "I.-2"], "in a group"),
    ([HEAD, row("", "1. Rà soát"), row("", "2. Tập huấn")], ["1", "2"], "the number stands in the text cell"),
    ([HEAD, row("1.", "A"), row("2)", "B"), row("03", "C")], ["1", "2", "03"], "signs behind a number"),
    ([HEAD, row("1", "A"), HEAD, row("2", "B")], ["1", "2"], "a head repeated on the next page"),
    ([HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], row("1", "A")], ["1"], "a row of column numbers"),
    ([[Wide("DANH MỤC NHIỆM VỤ", 6)], HEAD, row("1", "A")], ["1"], "a title over the head"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "paths", "why"), PATHS, ids=[case[2] for case in PATHS])
def test_paths(rows: Table, paths: list[str], why: str) -> None:
    assert paths_of(rows) == paths, why


def test_paths_begin_with_the_item_above_the_table() -> None:
    assert paths_of([HEAD, row("1", "A"), row("", "B")], "III.2") == ["III.2.1", "III.2.-1"]


def test_a_head_over_two_rows() -> None:
    rows: Table = [
        ["TT", "Nội dung", Wide("Phân công thực hiện", 2), "Thời gian"],
        [ABOVE, ABOVE, "Chủ trì", "Phối hợp", ABOVE],
        ["1", "Rà soát", "Sở Y tế", "Công an tỉnh", "2025"],
    ]
    text, table = table_of(rows)
    assert table.columns == ("number", "content", "lead", "coordinate", "deadline")
    assert [made.path for made in table.rows] == ["1"]
    cells = {role: text[cell.start : cell.end] for role, cell in table.rows[0].cells}
    assert cells["coordinate"] == "Công an tỉnh"


def test_a_cell_merged_over_rows_holds_for_all_of_them() -> None:
    rows: Table = [HEAD, row("1", "A", "Sở Y tế", "", "Quý I/2025", ""), ["2", "B", ABOVE, "", ABOVE, ""]]
    text, table = table_of(rows)
    for made in table.rows:
        (lead,) = made.spans("lead")
        assert text[lead.start : lead.end] == "Sở Y tế"
        (when,) = made.spans("deadline")
        assert text[when.start : when.end] == "Quý I/2025"


def test_empty_cells_give_no_spans() -> None:
    _, table = table_of([HEAD, row("1", "A", "Sở Y tế", "", "", "")])
    assert table.rows[0].spans("coordinate") == []
    assert len(table.rows[0].spans("content")) == 1


@pytest.mark.parametrize(
    ("cells", "group", "why"),
    [
        (row("I", "NHÓM", "", "", "", ""), True, "nobody and no time"),
        (row("1", "Rà soát", "Sở Y tế", "", "", ""), False, "somebody"),
        (row("1", "Rà soát", "", "", "2025", ""), False, "a time"),
        (row("I", "NHÓM", "-", "–", "", ""), True, "dashes say nothing"),
        ([Wide("I. NHÓM", 6)], True, "merged over all columns"),
    ],
)
def test_group_rows(cells: list[str], group: bool, why: str) -> None:
    text, table = table_of([HEAD, cells])
    assert is_group_row(text, table.rows[0].cells) is group, why


def test_a_table_stands_under_its_item() -> None:
    rows = [HEAD, row("1", "Rà soát"), row("2", "Tập huấn")]
    outline = outline_of(MASTHEAD, "KẾ HOẠCH\nNuôi ong", "I. NHIỆM VỤ\n1. Phân công cụ thể", rows, "II. KHÁC", CLOSING)
    (table,) = outline.body.tables
    assert table.under == "I.1"
    assert [made.path for made in table.rows] == ["I.1.1", "I.1.2"]
    assert words_of(outline, [span for made in table.rows for span in made.spans("content")]) == ["Rà soát", "Tập huấn"]
