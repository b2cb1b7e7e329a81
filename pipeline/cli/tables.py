"""How a table is laid out at a terminal: codes and dates are never broken, longer texts are folded.

Columns that can be missed (`needs`) are left out where the terminal is narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

GAP = 2  # blanks between columns
NARROWEST = 8  # of a column whose texts may be folded
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: words of one that `is_whole` are not broken; it is drawn only where a terminal has what it `needs`."""

    title: str
    is_whole: bool = False
    needs: int = 0


def whole(title: str, needs: int = 0) -> Column:
    """Return a column of codes, dates or numbers."""
    return Column(title, is_whole=True, needs=needs)


def find_widths(columns: Sequence[Column], rows: Sequence[Cells], most: int) -> list[int]:
    """Return the width of each column in a table at most so wide: as wide as its cells, else shared out.

    No column of codes and dates is narrower than its longest word, even where the table gets too wide by it.
    """
    cells = [[column.title, *(row[place] for row in rows)] for place, column in enumerate(columns)]
    natural = [max(map(len, column)) for column in cells]
    least = [
        max(len(word) for cell in lines for word in cell.split() or [""]) if column.is_whole else min(wide, NARROWEST)
        for column, lines, wide in zip(columns, cells, natural, strict=True)
    ]
    widths = list(least)
    left = most - GAP * (len(columns) - 1) - sum(least)
    while left > 0 and widths != natural:
        growing = [place for place, width in enumerate(widths) if width < natural[place]]
        share = max(left // len(growing), 1)
        for place in growing:
            more = min(share, natural[place] - widths[place], left)
            widths[place] += more
            left -= more
    return widths


def make_table(columns: Sequence[Column], rows: Sequence[Cells], most: int) -> Table:
    """Return a table as it is drawn at a terminal so many columns wide."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = [place for place, column in enumerate(columns) if most >= column.needs]
    columns, rows = [columns[place] for place in shown], [[row[place] for place in shown] for row in rows]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, GAP - 1, 0, 0))
    for column, width in zip(columns, find_widths(columns, rows, most), strict=True):
        table.add_column(column.title, width=width, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
