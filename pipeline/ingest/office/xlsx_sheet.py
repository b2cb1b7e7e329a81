"""One sheet as drafts: what stands above the table and below it as lines, the table with its merged cells.

The table of a tracker begins at the first row with three filled cells and ends with the last row that has as many, or
whose first two columns are filled. A letterhead has two halves, a title one cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.ingest.draft import Draft, DraftCell, make_paragraph, make_row
from pipeline.ingest.office.xlsx_values import show_serial

_FILLED = 3
_DAY = re.compile(r"\d\d/\d\d/\d{4}")
_FEWEST_DAYS = 2
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Area:
    """A merged cell: its first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet by row and column, from 0, and its merged cells."""

    rows: Mapping[int, Mapping[int, str]]
    areas: Sequence[Area]


def parse_area(reference: str) -> Area | None:
    """Return the area of a reference such as `A1:C3`, None for what is no reference.

    >>> parse_area("B2:C10")
    Area(top=1, left=1, bottom=9, right=2)
    """
    first, _, last = reference.partition(":")
    corner, end = parse_place(first), parse_place(last or first)
    if corner is None or end is None or corner[0] > end[0] or corner[1] > end[1]:
        return None
    return Area(*corner, *end)


def parse_place(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as `C7`, from 0, None for what is no reference."""
    match = _REFERENCE.fullmatch(reference)
    if not match or match[2].strip("0") == "":
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def show_days(sheet: Sheet) -> Sheet:
    """Return a sheet whose columns of days show bare numbers of days as days too, where a cell lost its format."""
    days: dict[int, int] = {}
    for row in sheet.rows.values():
        for column, text in row.items():
            days[column] = days.get(column, 0) + (_DAY.fullmatch(text.strip()) is not None)
    of_days = {column for column, count in days.items() if count >= _FEWEST_DAYS}
    if not of_days:
        return sheet
    rows = {
        number: {column: show_serial(text) if column in of_days else text for column, text in row.items()}
        for number, row in sheet.rows.items()
    }
    return Sheet(rows, sheet.areas)


def make_drafts(sheet: Sheet, numbers: Iterator[int], keys: Iterator[int]) -> list[Draft]:
    """Return the drafts of a sheet; `numbers` gives the next table, `keys` the next merged cell of the workbook."""
    laid = _Layout(sheet, keys)
    rows = [laid.row(number) for number in sorted(sheet.rows)]
    body = [place for place, row in enumerate(rows) if _is_body(row)]
    full = [place for place in body if _count(rows[place]) >= _FILLED]
    if not full:
        return [draft for row in rows for draft in _make_lines(row, numbers)]
    start, end = full[0], max(body) + 1
    table = next(numbers)
    drafts = [draft for row in rows[:start] for draft in _make_lines(row, numbers)]
    drafts += [make_row(row, table) for row in rows[start:end]]
    return drafts + [draft for row in rows[end:] for draft in _make_lines(row, numbers)]


def _make_lines(row: Sequence[DraftCell], numbers: Iterator[int]) -> Iterator[Draft]:
    """Yield a row outside the table: one cell as its lines, several as a table of one row, as a letterhead is."""
    filled = [cell for cell in row if cell.text]
    if len(filled) > 1:
        yield make_row(filled, next(numbers))
    elif filled:
        yield from (make_paragraph(line) for line in filled[0].text.split("\n"))


def _is_body(row: Sequence[DraftCell]) -> bool:
    """Tell whether a row belongs to the table: three cells are filled, or the first two columns."""
    lead = [cell for cell in row if cell.column < 2 and cell.columns == 1 and _is_filled(cell)]
    return _count(row) >= _FILLED or len(lead) > 1


def _count(row: Iterable[DraftCell]) -> int:
    return sum(map(_is_filled, row))


def _is_filled(cell: DraftCell) -> bool:
    return bool(cell.text.strip()) or cell.inherits is not None


class _Layout:
    """Lays the merged cells of a sheet over its rows; columns in which nothing stands do not count."""

    def __init__(self, sheet: Sheet, keys: Iterator[int]) -> None:
        self.sheet = sheet
        self.columns = sorted({column for row in sheet.rows.values() for column in row})
        areas = [ranked for area in sheet.areas if (ranked := self._rank(area))]
        self.starts = {(area.top, area.left): area for area in areas}
        tall = [area for area in areas if area.bottom > area.top]
        self.keys = dict(zip(((area.top, area.left) for area in tall), keys, strict=False))
        self.over: dict[int, dict[int, Area]] = {}  # by row, the cells merged with one above, by column
        filled = sorted(sheet.rows)
        reached: dict[int, int] = {}  # by column, the last row of a merged cell so far: no two cover one cell
        for area in sorted(tall, key=lambda area: area.top):
            if area.top <= reached.get(area.left, -1):
                continue
            reached[area.left] = area.bottom
            for number in filled[bisect_right(filled, area.top) : bisect_right(filled, area.bottom)]:
                self.over.setdefault(number, {})[area.left] = area
        self.laid: set[int] = set()  # keys of merged cells whose first row is there

    def row(self, number: int) -> list[DraftCell]:
        """Return the cells of a row, each column covered once."""
        texts = self.sheet.rows[number]
        over = self.over.get(number, {})
        cells: list[DraftCell] = []
        place = 0
        while place < len(self.columns):
            area = over.get(place) or self.starts.get((number, place))
            text = texts.get(self.columns[place], "")
            cells.append(self._cell(text, place, area, number) if area else DraftCell(text, place))
            place += cells[-1].columns
        return cells

    def _cell(self, text: str, place: int, area: Area, number: int) -> DraftCell:
        key, columns = self.keys.get((area.top, area.left)), area.right - area.left + 1
        if key is not None and number > area.top and key in self.laid:
            return DraftCell("", place, columns, inherits=key)
        if key is not None:
            self.laid.add(key)
        return DraftCell(text, place, columns, key)

    def _rank(self, area: Area) -> Area | None:
        """Return an area by places among the columns in use, None for one that covers none of them."""
        left, right = bisect_left(self.columns, area.left), bisect_right(self.columns, area.right) - 1
        return Area(area.top, left, area.bottom, right) if left <= right else None


def counter() -> Iterator[int]:
    """Return a counter from 0, for the tables and merged cells of a workbook."""
    return count()
