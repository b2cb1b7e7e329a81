"""Trackers of tasks kept in workbooks: what each cell shows, what is table and what is not, and the tasks in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_maker import needs_office, turn
from old_fonts import TCVN3
from xlsx_maker import DAY, MONTH, OLD_FONT, PERCENT, SHORT_DAY, Cell, make_xlsx

from pipeline.errors import EmptyFile, FileTooLarge
from pipeline.ingest import read_document
from pipeline.ingest.mend.old_encodings import encode
from pipeline.ingest.office import xlsx
from pipeline.model import AgencyRole, BlockKind, ParsedDocument
from pipeline.runs.one_file import extract_file

HEAD: list[Cell] = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành"]
TRACKER: list[list[Cell]] = [
    ["UBND TỈNH BÌNH SƠN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ THỦY LỢI", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["BẢNG THEO DÕI NHIỆM VỤ NĂM 2025"],
    ["(Kèm theo Kế hoạch số 145/KH-STL ngày 12/3/2025 của Sở Thủy lợi)"],
    [],
    HEAD,
    ["I", "Hoàn thiện thể chế"],
    [1, "Xây dựng quy chế quản lý khai thác công trình", "Phòng Pháp chế", "Phòng Kế hoạch", (45838, DAY)],
    [2, "Ban hành định mức nước sinh hoạt", "Phòng Kế hoạch", "Phòng Tài chính\nVăn phòng Sở", "Quý III/2025"],
    ["II", "Xây dựng công trình"],
    [3, "Sửa chữa trạm bơm Đồng Lãng", "Ban Quản lý dự án", None, (45992, MONTH)],
    [4, "Nghiệm thu trạm bơm Đồng Lãng", None, None, (46022, SHORT_DAY)],
    [],
    ["Người lập biểu", None, None, "GIÁM ĐỐC"],
]
MERGED = ["A1:C1", "D1:E1", "A4:E4", "A5:E5", "B8:E8", "B11:E11", "C12:C13", "A15:C15", "D15:E15"]


def read(tmp_path: Path, data: bytes, name: str = "theo dõi.xlsx") -> ParsedDocument:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


def rows_of(parsed: ParsedDocument, table: int) -> list[list[str]]:
    blocks = [block for block in parsed.blocks if block.table == table]
    return [[parsed.text[cell.start : cell.end] for cell in block.cells] for block in blocks]


def test_what_stands_above_and_below_the_table_is_not_the_table(tmp_path: Path) -> None:
    parsed = read(tmp_path, make_xlsx({"Sheet1": TRACKER}, MERGED))
    lines = [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind is BlockKind.PARAGRAPH]
    assert lines == [
        "BẢNG THEO DÕI NHIỆM VỤ NĂM 2025",
        "(Kèm theo Kế hoạch số 145/KH-STL ngày 12/3/2025 của Sở Thủy lợi)",
    ]
    assert rows_of(parsed, 0) == [["UBND TỈNH BÌNH SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
    assert [row[0] for row in rows_of(parsed, 2)] == ["TT", "I", "1", "2", "II", "3", "4"]
    assert rows_of(parsed, 3) == [["Người lập biểu", "GIÁM ĐỐC"]]


def test_merged_cells_are_inherited_and_dates_are_printed(tmp_path: Path) -> None:
    table = rows_of(read(tmp_path, make_xlsx({"Sheet1": TRACKER}, MERGED)), 2)
    assert table[2] == [
        "1",
        "Xây dựng quy chế quản lý khai thác công trình",
        "Phòng Pháp chế",
        "Phòng Kế hoạch",
        "30/06/2025",
    ]
    assert table[3][3] == "Phòng Tài chính\nVăn phòng Sở"
    assert (table[5][4], table[6][4]) == ("12/2025", "31/12/2025")
    assert table[6][2] == "Ban Quản lý dự án", "the cell merged with the row above"
    assert table[1] == ["I", "Hoàn thiện thể chế"], "a group over all columns"


Told = list[tuple[str, list[str], list[str], str | None]]


def told_tasks(path: Path) -> Told:
    return [
        (
            task.text,
            task.names(AgencyRole.LEAD),
            task.names(AgencyRole.COORDINATE),
            task.deadline.raw if task.deadline else None,
        )
        for task in extract_file(path).tasks
    ]


TASKS: Told = [
    ("Xây dựng quy chế quản lý khai thác công trình", ["Phòng Pháp chế"], ["Phòng Kế hoạch"], "30/06/2025"),
    ("Ban hành định mức nước sinh hoạt", ["Phòng Kế hoạch"], ["Phòng Tài chính", "Văn phòng Sở"], "Quý III/2025"),
    ("Sửa chữa trạm bơm Đồng Lãng", ["Ban Quản lý dự án"], [], "12/2025"),
    ("Nghiệm thu trạm bơm Đồng Lãng", ["Ban Quản lý dự án"], [], "31/12/2025"),
]


def test_a_tracker_gives_its_tasks(tmp_path: Path) -> None:
    path = tmp_path / "theo dõi.xlsx"
    path.write_bytes(make_xlsx({"Sheet1": TRACKER}, MERGED))
    assert told_tasks(path) == TASKS


@needs_office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_an_old_workbook_gives_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "theo dõi.xlsx"
    path.write_bytes(make_xlsx({"Sheet1": TRACKER}, MERGED))
    (tmp_path / "out").mkdir()
    (old,) = turn([path], suffix, tmp_path / "out")
    parsed, expected = read_document(old), read_document(path)
    assert (parsed.text, parsed.source.format) == (expected.text, "xls")
    assert told_tasks(old) == TASKS


@pytest.mark.parametrize(
    ("cell", "shown", "why"),
    [
        ((45838, DAY), "30/06/2025", "a date by its own format"),
        ((45838, SHORT_DAY), "30/06/2025", "a date by a built-in format, however short it is shown"),
        ((45838, MONTH), "06/2025", "a format without day; the locale in brackets is no letter of it"),
        ((0.5, PERCENT), "50%", "a share"),
        ((1.1, 0), "1.1", "a number of an item that the program took for a number"),
        ((12, 0), "12", "a whole number"),
        ((45838, 0), "45838", "a number that is no date"),
        ((9e99, DAY), "9e+99", "no day: shown as the number it is"),
        ("=A1&B1=>Phòng Nội vụ", "Phòng Nội vụ", "a formula by its saved value"),
        ("Sở_x000D_ Y tế", "Sở\nY tế", "a line end as Excel escapes it"),
        ((encode("phòng kế hoạch", TCVN3), OLD_FONT), "phòng kế hoạch", "a font from before Unicode"),
    ],
)
def test_cells_show_what_is_printed(tmp_path: Path, cell: Cell, shown: str, why: str) -> None:
    row = ["Các nhiệm vụ của Sở trong năm", "Sở Thủy lợi chủ trì thực hiện", cell]
    parsed = read(tmp_path, make_xlsx({"Sheet1": [row]}))
    assert rows_of(parsed, 0) == [["Các nhiệm vụ của Sở trong năm", "Sở Thủy lợi chủ trì thực hiện", shown]], why


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    row = ["Các nhiệm vụ của Sở trong năm", "Sở Thủy lợi chủ trì thực hiện", (44376, DAY)]
    parsed = read(tmp_path, make_xlsx({"Sheet1": [row]}, properties='date1904="1"'))
    assert rows_of(parsed, 0)[0][2] == "30/06/2025"


def test_sheets_follow_one_another_and_hidden_ones_are_named(tmp_path: Path) -> None:
    sheets = {"Quý I": [HEAD, TRACKER[8]], "Sheet2": [HEAD, TRACKER[9]], "danh mục": [["x", "y", "z"]], "trống": []}
    parsed = read(tmp_path, make_xlsx(sheets, hidden=["danh mục"]))
    assert parsed.text.startswith("Quý I\nTT\t") and "Sheet2" not in parsed.text and "x\ty" not in parsed.text
    assert [row[0] for row in rows_of(parsed, 0) + rows_of(parsed, 1)] == ["TT", "1", "2"]
    assert ["danh mục" in issue.message for issue in parsed.issues if issue.code == "hidden_sheet"] == [True]


def test_columns_in_which_nothing_stands_do_not_count(tmp_path: Path) -> None:
    row: list[Cell] = [None, "Nhiệm vụ của Sở", None, None, "Phòng Kế hoạch chủ trì", None, "Quý III/2025"]
    parsed = read(tmp_path, make_xlsx({"Sheet1": [row]}, ["E1:F1"]))
    assert [(cell.column, cell.columns) for cell in parsed.blocks[0].cells] == [(0, 1), (1, 1), (2, 1)]


def test_a_workbook_of_nothing_and_one_of_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EmptyFile):
        read(tmp_path, make_xlsx({"Sheet1": []}))
    monkeypatch.setattr(xlsx, "MAX_CELLS", 3)
    with pytest.raises(FileTooLarge, match="cells"):
        read(tmp_path, make_xlsx({"Sheet1": TRACKER}))


def test_days_written_otherwise_in_a_column_of_days_are_days(tmp_path: Path) -> None:
    days: list[Cell] = [(45838, DAY), (45839, DAY), (45840, 0), "2025-07-04", "Quý III/2025", 17]
    rows = [["TT", "Việc", "Hạn", "Số lượng"], *([place, "Sửa cầu", day, 45840] for place, day in enumerate(days, 1))]
    shown = [row[2:] for row in rows_of(read(tmp_path, make_xlsx({"Sheet1": rows})), 0)[1:]]
    assert [row[0] for row in shown] == ["30/06/2025", "01/07/2025", "02/07/2025", "04/07/2025", "Quý III/2025", "17"]
    assert {row[1] for row in shown} == {"45840"}
