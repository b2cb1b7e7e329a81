"""The document as a flat list of printed lines, with layout tables opened and data tables kept whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import load_pattern
from pipeline.model import Block, BlockKind, Span
from pipeline.text.words import Words

_LONGEST = 400  # characters of a line that may say by its form what it is

__all__ = ["Line", "is_layout_table", "line_kinds", "make_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, one line of a layout cell, or a whole data table (`rows` is then not empty)."""

    words: Words
    kinds: tuple[str, ...] = ()  # what knowledge/layout.toml says of it
    rows: tuple[Block, ...] = ()
    footnote: bool = False
    cell: tuple[int, int, int] | None = None  # table, row, column of a layout cell

    @property
    def text(self) -> str:
        """The printed words."""
        return self.words.text

    @property
    def form(self) -> str:
        """Their match form."""
        return self.words.form

    @property
    def start(self) -> int:
        """Where the line begins."""
        return self.words.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words.end

    @property
    def span(self) -> Span:
        """The place of the line."""
        return Span(self.words.start, self.words.end)


def make_lines(blocks: Iterable[Block], whole: Words) -> list[Line]:
    """Return the lines of a document in reading order, from its blocks and its whole text."""
    lines: list[Line] = []
    for (table, kind), group in groupby(blocks, key=lambda block: (block.table, block.kind)):
        alike = list(group)
        if kind is not BlockKind.ROW or table is None:
            lines += [_line(whole[b.start : b.end], footnote=kind is BlockKind.FOOTNOTE) for b in alike]
        elif is_layout_table(whole, alike):
            below = next((place for place, row in enumerate(alike) if _begins_addressees(whole, row)), 0)
            lines += [*_cell_lines(whole, alike[:below]), *_cell_lines(whole, alike[below:])]
        else:
            closing = _closing_row(whole, alike)
            data = alike[:closing]
            lines.append(_line(whole[data[0].start : data[-1].end], rows=tuple(data)))
            lines += _cell_lines(whole, alike[closing:])
    return [line for line in lines if line.text.strip()]


def _closing_row(whole: Words, rows: list[Block]) -> int:
    """Return the row with Nơi nhận where a copy has joined the closing to the table above it, else their number."""
    for place, row in enumerate(rows[1:], 1):
        parts = whole[row.start : row.end].form.replace("\t", "\n").split("\n")
        if any("recipients" in line_kinds(part) and len(part) < _LONGEST for part in parts):
            return place
    return len(rows)


def is_layout_table(whole: Words, rows: list[Block]) -> bool:
    """Tell whether a table only places text on the page (masthead, Nơi nhận beside the signature)."""
    kinds = {
        kind
        for row in rows
        for part in whole[row.start : row.end].form.replace("\t", "\n").split("\n")
        for kind in line_kinds(part)
    }
    if kinds & {"motto", "recipients"} and len(rows) <= 6:
        return True
    columns = max(len(row.cells) for row in rows)
    if columns == 2 and len(rows) <= 6 and any(_opens_signature(part) for part in _cell_parts(whole, rows[0])):
        return True
    return columns == 1 or (columns == 2 and (len(rows) <= 2 or _begins_addressees(whole, rows[0])))


def _cell_parts(whole: Words, row: Block) -> Iterator[Words]:
    return (part for cell in row.cells for part in whole[cell.start : cell.end].lines())


def _opens_signature(line: Words) -> bool:
    """Tell whether a line is a mark of authority or a post in capitals, as only a signature's first line is."""
    marks = (load_pattern("positions", name).match(line.form) for name in ("authority_line", "position_line"))
    return line.text.isupper() and any(marks)


def _begins_addressees(whole: Words, row: Block) -> bool:
    """Tell whether a table lists addressees: "Kính gửi:" in its first cell, one of them in each row beside it."""
    return "addressee" in line_kinds(whole[row.start : row.end].form.replace("\t", "\n").split("\n")[0].strip())


def _line(
    words: Words,
    *,
    rows: tuple[Block, ...] = (),
    footnote: bool = False,
    cell: tuple[int, int, int] | None = None,
) -> Line:
    kinds = line_kinds(words.form) if len(words) < _LONGEST and not rows else ()
    if len(words) >= _LONGEST and not rows and words.match(load_pattern("layout", "long_recipients")):
        kinds = ("recipients",)
    return Line(words, kinds, rows, footnote, cell)


def _cell_lines(whole: Words, rows: list[Block]) -> list[Line]:
    """Return the lines of a layout table column by column, as its two halves are read."""
    if not rows:
        return []
    cells = [(cell.column, number, cell) for number, row in enumerate(rows) for cell in row.cells if not cell.inherited]
    return [
        _line(part, cell=(rows[0].table or 0, number, column))
        for column, number, cell in sorted(cells, key=lambda place: place[:2])
        for part in whole[cell.start : cell.end].lines()
    ]
