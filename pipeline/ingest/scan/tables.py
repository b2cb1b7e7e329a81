"""The ruled tables of a scanned page, recognised cell by cell.

Recognition reads across columns that stand near each other and loses what stands alone in a narrow one. So the cells
are cut out along the ruling lines and set one below the other, as a column of text, which is recognised in one call.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.ingest.page.tables import Grid
from pipeline.ingest.scan.clean_picture import DPI, INK, POINT, CleanPage
from pipeline.ingest.scan.nouns import Word
from pipeline.ingest.scan.tesseract import recognise

if TYPE_CHECKING:
    from pipeline.ingest.scan.nouns import Grey

_BLOCK = 6  # tesseract's mode for one block of text
_INSIDE = DPI // 60  # pixels beside a ruling line that are left out
_EDGE = DPI // 20  # white pixels around the column
_BETWEEN = DPI // 8  # white pixels between two cells
_TALLEST = 20 * DPI  # pixels of one column; more is recognised in several calls
_FEWEST = 12  # dark pixels of a cell that is not empty
_NARROW = 0.8 * DPI  # pixels of a column of numbers, at most
_NUMBER_SIGNS = "0123456789IVX.-"
_LIKE_NUMBERS = frozenset("0123456789IVXHLl|iTU")
_BLOCKS = 1000  # the lines of cells are numbered from here, behind those outside tables


@dataclass(frozen=True, slots=True)
class _Piece:
    """The print of a cell, and where its upper left corner lay on the page."""

    grey: Grey
    x: int
    y: int
    is_number: bool  # may hold the number of its row: in the first, narrow column


def hide_tables(page: CleanPage, grids: Sequence[Grid]) -> Grey:
    """Return the picture of a page with its tables white."""
    grey = page.grey.copy()
    for grid in grids:
        x0, y0, x1, y1 = (round(edge / POINT) for edge in grid.box)
        grey[max(0, y0) : y1 + 1, max(0, x0) : x1 + 1] = 255
    return grey


def read_tables(page: CleanPage, grids: Sequence[Grid]) -> list[Word]:
    """Return the words of the tables of a page, each line of a cell a line of its own.

    Raises RecognitionFailed where tesseract cannot read them.
    """
    pieces = [piece for grid in grids for piece in _cut(page.grey, grid)]
    numbers = [place for place, piece in enumerate(pieces) if piece.is_number]
    found = _read_pieces(pieces)
    for place, words in zip(numbers, _read_pieces([pieces[place] for place in numbers], _NUMBER_SIGNS), strict=True):
        if words and not _is_word(found[place]):
            found[place] = words
    return [
        replace(word, line=(_BLOCKS + place, *word.line[1:])) for place, words in enumerate(found) for word in words
    ]


def _is_word(words: Sequence[Word]) -> bool:
    """Tell whether a first cell holds a word ("STT", "Số") and no number."""
    letters = [char for word in words for char in word.text if char.isalnum()]
    return len(letters) >= 2 and sum(char not in _LIKE_NUMBERS for char in letters) >= 2


def _cut(grey: Grey, grid: Grid) -> Iterator[_Piece]:
    """Yield the print of the cells that are not empty."""
    for cell in grid.cells:
        x0, y0, x1, y1 = (round(edge / POINT) for edge in cell.box)
        x0, y0 = max(0, x0 + _INSIDE), max(0, y0 + _INSIDE)
        field = grey[y0 : y1 - _INSIDE, x0 : x1 - _INSIDE]
        dark = field < INK
        if np.count_nonzero(dark) < _FEWEST:
            continue
        rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
        top, left = int(rows[0]), int(columns[0])
        letters = field[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        yield _Piece(letters, x0 + left, y0 + top, cell.column == 0 and cell.columns == 1 and x1 - x0 < _NARROW)


def _read_pieces(pieces: Sequence[_Piece], signs: str = "") -> list[list[Word]]:
    """Return the words of each piece, at their places on the page."""
    found: list[list[Word]] = []
    for column in _part(pieces):
        found += _read_column(column, signs)
    return found


def _part(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the pieces in columns that are not too tall."""
    column: list[_Piece] = []
    height = 0
    for piece in pieces:
        if column and height + piece.grey.shape[0] > _TALLEST:
            yield column
            column, height = [], 0
        column.append(piece)
        height += piece.grey.shape[0] + _BETWEEN
    if column:
        yield column


def _read_column(pieces: Sequence[_Piece], signs: str) -> list[list[Word]]:
    tops = [_EDGE]
    for piece in pieces:
        tops.append(tops[-1] + piece.grey.shape[0] + _BETWEEN)
    width = max(piece.grey.shape[1] for piece in pieces)
    column = np.full((tops[-1] + _EDGE, width + 2 * _EDGE), 255, np.uint8)
    for piece, top in zip(pieces, tops, strict=False):
        height, across = piece.grey.shape
        column[top : top + height, _EDGE : _EDGE + across] = piece.grey
    found: list[list[Word]] = [[] for _ in pieces]
    for word in recognise(column, dpi=DPI, mode=_BLOCK, signs=signs):
        middle = (word.y0 + word.y1) // 2 + _BETWEEN // 2
        place = min(max(0, bisect_right(tops, middle) - 1), len(pieces) - 1)
        right, down = pieces[place].x - _EDGE, pieces[place].y - tops[place]
        found[place].append(replace(word, x0=word.x0 + right, x1=word.x1 + right, y0=word.y0 + down, y1=word.y1 + down))
    return found
