"""Tables of sheets that went through the scanner askew: every column is found, and only what is a line is one."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from pipeline.ingest.page.ink import Ruling
from pipeline.ingest.page.tables import find_grids
from pipeline.ingest.scan.clean_picture import POINT, CleanPage, clean_page
from pipeline.ingest.scan.lean import find_lean

TOP, BOTTOM, LEFT, RIGHT = 200, 2200, 200, 1500
WIDE, HIGH = 1700, 2400
COLUMNS = (LEFT, 400, 800, 1200, RIGHT)


def draw(
    leans: tuple[float, ...], falls: tuple[float, ...] = (0.0,) * 5, faded: int = 0, turned: bool = False
) -> CleanPage:
    """Draw a table of four rows and four columns whose posts lean, and whose lines fall, by so many pixels."""
    page = Image.new("L", (WIDE, HIGH), 255)
    pen = ImageDraw.Draw(page)
    for place, fall in enumerate(falls):
        y = TOP + 500 * place
        ends = (LEFT + leans[0] * place / 4, RIGHT + leans[-1] * place / 4)
        pen.line((ends[0], y, ends[1], y + fall), fill=0, width=4)
    for x, lean in zip(COLUMNS, leans, strict=True):
        pen.line((x, TOP, x + lean, BOTTOM), fill=0, width=4)
    if faded:
        pen.line((COLUMNS[2], 1210, COLUMNS[2], BOTTOM - 10), fill=faded, width=4)
    return clean_page(page.rotate(90, expand=True) if turned else page)


def count(page: CleanPage) -> list[tuple[int, int, int]]:
    rulings = [Ruling(rule.x0 * POINT, rule.y0 * POINT, rule.x1 * POINT, rule.y1 * POINT) for rule in page.rules]
    return [(grid.rows, len(grid.xs) - 1, len(grid.cells)) for grid in find_grids(rulings)]


@pytest.mark.parametrize(
    ("leans", "falls", "turned", "why"),
    [
        ((0, 0, 0, 0, 0), (0, 0, 0, 0, 0), False, "a straight table"),
        ((29, 27, 13, 5, 0), (0, 0, 0, 0, 0), False, "the paper was drawn in unevenly: the left edge leans more"),
        ((30, 30, 30, 30, 30), (0, 0, 0, 0, 0), False, "all posts lean alike"),
        ((-26, -20, -14, -7, 0), (0, 0, 0, 0, 0), False, "to the left"),
        ((0, 0, 0, 0, 0), (0, 6, 12, 18, 24), False, "lines that fall more at the foot"),
        ((22, 16, 10, 5, 0), (3, 3, 3, 3, 3), True, "a page on its side"),
    ],
)
def test_a_leaning_table_keeps_its_columns(
    leans: tuple[float, ...], falls: tuple[float, ...], turned: bool, why: str
) -> None:
    assert count(draw(leans, falls, turned=turned)) == [(4, 4, 16)], why


@pytest.mark.parametrize(
    ("faded", "cells", "why"),
    [
        (180, 16, "a line that fades is followed to the foot of the table"),
        (250, 14, "where there is nothing but paper the cells are merged"),
    ],
)
def test_a_column_line_that_fades_is_followed(faded: int, cells: int, why: str) -> None:
    assert count(draw((0, 0, 0, 0, 0), faded=faded)) == [(4, 4, cells)], why


@pytest.mark.parametrize(
    ("runs", "lean", "why"),
    [
        ([(10, 0, 1000), (11, 0, 1000)], 0, "a level line"),
        ([(10, 0, 250), (14, 250, 500), (18, 500, 750), (22, 750, 1000)], 15, "stairs downwards"),
        ([(22, 750, 1000), (18, 500, 750), (14, 250, 500), (10, 0, 250)], -15, "stairs upwards, read from the far end"),
        ([(row, 10 * row, 10 * row + 20) for row in range(40)], 0, "a stroke that is too steep for a ruling line"),
    ],
)
def test_how_much_a_line_leans(runs: list[tuple[int, int, int]], lean: float, why: str) -> None:
    rows = sorted(runs)
    flipped = [(row, 1000 - end, 1000 - start) for row, start, end in rows] if lean < 0 else rows
    assert abs(abs(find_lean(flipped)) - abs(lean)) <= 1.5, why
