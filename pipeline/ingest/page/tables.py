"""Tables of a PDF page from its ruling lines: a grid, its cells, the glyphs in each.

Rulings are drawn in many ways (one path a line, a box a cell, dots); pieces on one line are joined first. Lines that
touch make a table; where a line is missing between two fields of the grid, the fields are one merged cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.ingest.page.ink import Ruling
from pipeline.model import Box

_SNAP = 2.5  # points: coordinates this near are one
_JOIN = 4.0  # points: a hole this small does not end a line (dotted and dashed rulings)
_MIN_LENGTH = 8.0
_COVER = 0.6  # share of an edge that must be drawn for it to part two fields


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: first row and column, how many of each it covers, its box."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page: its cells, the edges of its columns and rows; `odd` where cells are no rectangles."""

    cells: tuple[GridCell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    odd: bool = False

    @property
    def box(self) -> Box:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return len(self.ys) - 1

    def fields(self) -> dict[tuple[int, int], GridCell]:
        """Return the cell of each field of the grid, by row and column."""
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def field_at(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of the field at a point inside the box."""
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1


def find_grids(rulings: Iterable[Ruling]) -> list[Grid]:
    """Return the ruled tables of a page from top to bottom; frames of one field and lone lines are none."""
    flat = _merge([ruling for ruling in rulings if ruling.y0 == ruling.y1])
    upright = [_turn(ruling) for ruling in _merge([_turn(ruling) for ruling in rulings if ruling.x0 == ruling.x1])]
    grids = [grid for group in _connect(flat, upright) if (grid := _make_grid(*group)) is not None]
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0]))


def _turn(ruling: Ruling) -> Ruling:
    return Ruling(ruling.y0, ruling.x0, ruling.y1, ruling.x1)


def _merge(flat: Sequence[Ruling]) -> list[Ruling]:
    """Join the pieces of horizontal lines that lie on one height and touch, nearly touch or overlap."""
    merged: list[Ruling] = []
    levels: list[list[Ruling]] = []
    for ruling in sorted(flat, key=lambda one: one.y0):
        if levels and ruling.y0 - levels[-1][0].y0 <= _SNAP:
            levels[-1].append(ruling)
        else:
            levels.append([ruling])
    for level in levels:
        height = sum(ruling.y0 for ruling in level) / len(level)
        x0, x1 = None, 0.0
        for ruling in sorted(level):
            if x0 is not None and ruling.x0 - x1 <= _JOIN:
                x1 = max(x1, ruling.x1)
                continue
            if x0 is not None:
                merged.append(Ruling(x0, height, x1, height))
            x0, x1 = ruling.x0, ruling.x1
        if x0 is not None:
            merged.append(Ruling(x0, height, x1, height))
    return [ruling for ruling in merged if ruling.x1 - ruling.x0 >= _MIN_LENGTH]


def _connect(flat: Sequence[Ruling], upright: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Part the lines into groups of lines that cross or touch one another."""
    parents = list(range(len(flat) + len(upright)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    order = sorted(range(len(upright)), key=lambda place: upright[place].x0)
    places = [upright[place].x0 for place in order]
    for one, line in enumerate(flat):
        for other in order[bisect_left(places, line.x0 - _JOIN) : bisect_right(places, line.x1 + _JOIN)]:
            if _touch(line, upright[other]):
                parents[root(one)] = root(len(flat) + other)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate([*flat, *upright]):
        groups.setdefault(root(index), ([], []))[0 if index < len(flat) else 1].append(ruling)
    return list(groups.values())


def _touch(line: Ruling, post: Ruling) -> bool:
    across = line.x0 - _JOIN <= post.x0 <= line.x1 + _JOIN
    return across and post.y0 - _JOIN <= line.y0 <= post.y1 + _JOIN


def _make_grid(flat: Sequence[Ruling], upright: Sequence[Ruling]) -> Grid | None:
    """Make the grid of lines that touch; the outer ends of the lines count as edges where a table is open at a side."""
    if not flat or not upright or len(flat) + len(upright) < 5:
        return None
    xs = _snap([post.x0 for post in upright] + [min(line.x0 for line in flat), max(line.x1 for line in flat)])
    ys = _snap([line.y0 for line in flat] + [min(post.y0 for post in upright), max(post.y1 for post in upright)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns < 2 or columns < 2:
        return None
    cells, odd = _merge_fields(xs, ys, flat, upright)
    return Grid(tuple(cells), tuple(xs), tuple(ys), odd)


def _snap(values: Iterable[float]) -> list[float]:
    snapped: list[float] = []
    for value in sorted(values):
        if not snapped or value - snapped[-1] > _SNAP * 1.6:
            snapped.append(value)
    return snapped


def _merge_fields(
    xs: Sequence[float], ys: Sequence[float], flat: Sequence[Ruling], upright: Sequence[Ruling]
) -> tuple[list[GridCell], bool]:
    """Return the cells: fields of the grid with no line between are one; tell whether one is no rectangle."""
    posts = [[post for post in upright if abs(post.x0 - x) <= _SNAP * 1.6] for x in xs]
    lines = [[line for line in flat if abs(line.y0 - y) <= _SNAP * 1.6] for y in ys]
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    odd = False
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            columns = 1
            while column + columns < len(xs) - 1 and not _posted(posts[column + columns], ys[row], ys[row + 1]):
                columns += 1
            rows = 1
            while row + rows < len(ys) - 1 and not _lined(lines[row + rows], xs[column], xs[column + columns]):
                rows += 1
            fields = {(r, c) for r in range(row, row + rows) for c in range(column, column + columns)}
            odd = odd or bool(fields & taken)
            taken |= fields
            box = (xs[column], ys[row], xs[column + columns], ys[row + rows])
            cells.append(GridCell(row, column, rows, columns, box))
    return cells, odd


def _lined(lines: Sequence[Ruling], x0: float, x1: float) -> bool:
    drawn = sum(max(0.0, min(x1, line.x1) - max(x0, line.x0)) for line in lines)
    return drawn >= _COVER * (x1 - x0)


def _posted(posts: Sequence[Ruling], y0: float, y1: float) -> bool:
    drawn = sum(max(0.0, min(y1, post.y1) - max(y0, post.y0)) for post in posts)
    return drawn >= _COVER * (y1 - y0)
