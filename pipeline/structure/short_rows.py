"""Rows of a task table from which a copy has left out the cells that reach down from the row above."""

from __future__ import annotations

from dataclasses import replace

from pipeline.knowledge.load import load_pattern
from pipeline.model import Block, Cell
from pipeline.text.match import match_form

_OWN_CELLS = 2  # a row of a number and a heading alone is a group


def fill_short_rows(text: str, columns: tuple[str, ...], rows: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the rows with the cells that a web copy lost where one cell reached over several rows.

    Such a row begins with the work itself where its number stands in the row above ("1 | …" over "… | Sở Y tế"), and
    ends early where time and product are those of the row above.
    """
    filled: list[Block] = []
    for row in rows:
        above = filled[-1] if filled else None
        filled.append(_filled(text, columns, row, above) if above and _width(row) < len(columns) else row)
    return tuple(filled)


def _filled(text: str, columns: tuple[str, ...], row: Block, above: Block) -> Block:
    cells = list(row.cells)
    if _is_rest(text, row):
        return row
    moved = _begins_with_work(text, columns, row) and len(cells) >= _OWN_CELLS
    if moved:
        numbers = [replace(cell, inherited=True) for cell in above.cells if cell.column == 0]
        cells = [*numbers, *(replace(cell, column=cell.column + 1) for cell in cells)]
    astray = not moved and len(text[cells[0].start : cells[0].end].split()) > 1  # words stand in the column of numbers
    if len(cells) <= _OWN_CELLS or astray or _is_cut(text, cells[-1]):
        return row
    end = max(cell.column + cell.columns for cell in cells)
    cells += [replace(cell, inherited=True) for cell in above.cells if cell.column >= end]
    return replace(row, cells=tuple(cells))


def _begins_with_work(text: str, columns: tuple[str, ...], row: Block) -> bool:
    """Tell whether the first cell of a row, below the numbers, holds words, and what is to be done stands beside it."""
    if columns[:2] != ("number", "content") or not row.cells:
        return False
    first: Cell = row.cells[0]
    words = text[first.start : first.end].strip()
    listed = load_pattern("labels", "listed_body").match(match_form(words)) is not None
    return first.column == 0 and first.columns == 1 and len(words.split()) > 2 and not listed


def _is_cut(text: str, last: Cell) -> bool:
    """Tell whether a row ends inside a list: a copy has set the rest of its cell in a row of its own."""
    return text[last.start : last.end].rstrip().endswith((";", ","))


def _is_rest(text: str, row: Block) -> bool:
    """Tell whether a row is the rest of a cell of agencies that a copy cut, with the time beside it."""
    beside = "".join(text[cell.start : cell.end] for cell in row.cells[1:2])
    return not text[row.start : row.start + 1].isdigit() and any(char.isdigit() for char in beside)


def _width(row: Block) -> int:
    return max((cell.column + cell.columns for cell in row.cells), default=0)
