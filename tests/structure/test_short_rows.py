"""Rows of a task table that lack the cells reaching down from above, and numbers that stand beside several rows."""

from __future__ import annotations

import pytest
from parsed_factory import ABOVE, Table, make_parsed

from pipeline.model import TaskTable
from pipeline.structure.tables import make_task_table

HEAD = ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm"]
FULL = ["1", "Rà soát các trại", "Sở Y tế", "Hội Nuôi ong", "Quý I/2031", "Danh sách"]


def table_of(rows: Table) -> tuple[str, TaskTable]:
    parsed = make_parsed(rows)
    table = make_task_table(parsed.text, parsed.blocks)
    assert table is not None
    return parsed.text, table


def cells_of(rows: Table) -> dict[str, str]:
    text, table = table_of(rows)
    return {role: text[cell.start : cell.end] for role, cell in table.rows[-1].cells}


@pytest.mark.parametrize(
    ("short", "lead", "coordinate", "deadline"),
    [
        (["Tập huấn cho các hộ", "Trạm Ong"], "Trạm Ong", "Hội Nuôi ong", "Quý I/2031"),
        (["Tập huấn cho các hộ", "Trạm Ong", "Sở Y tế"], "Trạm Ong", "Sở Y tế", "Quý I/2031"),
        (["Tập huấn cho các hộ", "Trạm Ong", "Sở Y tế", "Quý II/2031"], "Trạm Ong", "Sở Y tế", "Quý II/2031"),
    ],
)
def test_a_row_that_begins_with_the_work(short: list[str], lead: str, coordinate: str, deadline: str) -> None:
    cells = cells_of([HEAD, FULL, short])
    assert (cells["content"], cells["lead"], cells["coordinate"]) == (short[0], lead, coordinate)
    assert (cells["deadline"], cells["product"]) == (deadline, "Danh sách")


def test_rows_beside_one_number_count_below_it() -> None:
    rows: Table = [HEAD, FULL, ["Tập huấn cho các hộ", "Trạm Ong"], ["Kiểm tra các hộ nuôi", "Sở Y tế"]]
    assert [row.path for row in table_of([*rows, ["2", *FULL[1:]]])[1].rows] == ["1.-1", "1.-2", "1.-3", "2"]


def test_rows_beside_a_merged_number_count_below_it() -> None:
    rows: Table = [HEAD, FULL, [ABOVE, "Tập huấn", "Trạm Ong", "", "2031", ""], ["2", *FULL[1:]]]
    assert [row.path for row in table_of(rows)[1].rows] == ["1.-1", "1.-2", "2"]


def test_a_row_that_ends_early_has_the_last_cells_of_the_row_above() -> None:
    cells = cells_of([HEAD, FULL, ["2", "Tập huấn", "Trạm Ong", "Sở Y tế"]])
    assert (cells["deadline"], cells["product"]) == ("Quý I/2031", "Danh sách")


def test_a_number_and_a_heading_alone_head_a_group() -> None:
    rows: Table = [HEAD, FULL, ["II", "KIỂM TRA CÁC TRẠI"], ["1", *FULL[1:]]]
    assert [row.path for row in table_of(rows)[1].rows] == ["1", "II", "II.1"]


def test_the_rest_of_a_cut_cell_with_its_time_beside_it_is_no_work() -> None:
    rows: Table = [HEAD, FULL, ["- Hội Nuôi ong các huyện", "Quý II/2031", "Danh sách hộ"], ["2", *FULL[1:]]]
    assert "content" not in {role for role, cell in table_of(rows)[1].rows[1].cells if cell.inherited}
