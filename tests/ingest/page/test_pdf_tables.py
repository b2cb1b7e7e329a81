from __future__ import annotations

import io

import pytest
from pdf_maker import Page, make_pdf

from pipeline.ingest.page.ink import Ruling
from pipeline.ingest.page.tables import Grid, find_grids
from pipeline.ingest.pdf.plumber import find_plumber_grids


def flat(y: float, x0: float = 0, x1: float = 300) -> Ruling:
    return Ruling(x0, y, x1, y)


def upright(x: float, y0: float = 0, y1: float = 200) -> Ruling:
    return Ruling(x, y0, x, y1)


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]


FULL = [flat(0), flat(100), flat(200), upright(0), upright(150), upright(300)]
FOUR = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def dotted(ruling: Ruling, step: float = 6, dot: float = 4.5) -> list[Ruling]:
    if ruling.y0 == ruling.y1:
        return [flat(ruling.y0, x, x + dot) for x in range(int(ruling.x0), int(ruling.x1), int(step))]
    return [upright(ruling.x0, y, y + dot) for y in range(int(ruling.y0), int(ruling.y1), int(step))]


@pytest.mark.parametrize(
    ("rulings", "expected", "why"),
    [
        (FULL, FOUR, "one line a ruling"),
        ([piece for ruling in FULL for piece in dotted(ruling)], FOUR, "dotted rulings"),
        ([Ruling(*(value + 0.8 for value in ruling)) for ruling in FULL] + FULL, FOUR, "double rulings"),
        (
            [*FULL[:4], upright(150, 100), *FULL[5:]],
            [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)],
            "a head over both columns",
        ),
        (
            [flat(0), flat(100, 150), flat(200), *FULL[3:]],
            [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)],
            "a cell over two rows",
        ),
        ([flat(0), flat(100), flat(200), upright(150)], [], "a cross is no table"),
        (
            [flat(0), flat(100), flat(200), upright(100), upright(200)],
            [(r, c, 1, 1) for r in (0, 1) for c in (0, 1, 2)],
            "open sides",
        ),
        ([flat(0), flat(200), upright(0), upright(300)], [], "a frame is no table"),
        ([flat(40, 100, 180), flat(90, 80, 200)], [], "lines below words are no table"),
        ([], [], "nothing drawn"),
    ],
)
def test_grids(rulings: list[Ruling], expected: list[tuple[int, int, int, int]], why: str) -> None:
    grids = find_grids(rulings)
    assert [span for grid in grids for span in spans(grid)] == expected, why


def test_two_tables_on_a_page_come_from_top_to_bottom() -> None:
    below = [Ruling(one.x0, one.y0 + 400, one.x1, one.y1 + 400) for one in FULL]
    assert [grid.box[1] for grid in find_grids([*below, *FULL])] == [0, 400]


def test_a_cell_that_is_no_rectangle_is_told() -> None:
    three = [upright(0), upright(100), upright(200), upright(300)]
    corner = [flat(0), flat(100, 0, 100), flat(200), *three[:1], upright(100, 0, 100), upright(200, 100), three[3]]
    assert find_grids(FULL)[0].odd is False
    assert any(grid.odd for grid in find_grids([*corner, flat(100, 200, 300)]))


def test_pdfplumber_gives_the_same_grid_in_the_same_form() -> None:
    page = Page()
    for ruling in FULL:
        page.line(ruling.x0 + 50, ruling.y0 + 50, ruling.x1 + 50, ruling.y1 + 50)
    (grid,) = find_plumber_grids(io.BytesIO(make_pdf([page])), 1)
    assert spans(grid) == FOUR
    assert [round(edge) for edge in grid.box] == [50, 50, 350, 250]
