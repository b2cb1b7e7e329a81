"""Tables as pdfplumber finds them: slower, for the pages whose rulings make cells that are no rectangles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from io import BytesIO

from pipeline.ingest.page.tables import Grid, GridCell
from pipeline.model import Box

_SNAP = 4.0


def find_plumber_grids(stream: BytesIO, page: int) -> list[Grid]:
    """Return the ruled tables of a page (counted from 1) in the form of `find_grids`."""
    import pdfplumber

    with pdfplumber.open(stream, pages=[page]) as document:
        tables = document.pages[0].find_tables()
        grids = [_make_grid(table.cells) for table in tables]
        document.pages[0].close()
    return [grid for grid in grids if len(grid.xs) > 2]


def _make_grid(boxes: Iterable[Box]) -> Grid:
    boxes = list(boxes)
    xs = _snap(edge for box in boxes for edge in (box[0], box[2]))
    ys = _snap(edge for box in boxes for edge in (box[1], box[3]))
    cells = []
    for box in boxes:
        column, row = _place(xs, box[0]), _place(ys, box[1])
        columns, rows = max(_place(xs, box[2]) - column, 1), max(_place(ys, box[3]) - row, 1)
        cells.append(GridCell(row, column, rows, columns, box))
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), tuple(xs), tuple(ys))


def _snap(values: Iterable[float]) -> list[float]:
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _SNAP:
            snapped.append(value)
    return snapped


def _place(edges: list[float], value: float) -> int:
    return max(bisect_left(edges, value + _SNAP) - 1, 0)
