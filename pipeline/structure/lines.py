"""The document as a flat list of printed lines, with layout tables opened and data tables kept whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pipeline.knowledge.layout import line_kinds
from pipeline.model import Block, BlockKind, ParsedDocument, Span
from pipeline.text.match import match_form

__all__ = ["Line", "is_layout_table", "line_kinds", "make_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, one line of a layout cell, or a whole data table (`rows` is then not empty)."""

    start: int
    end: int
    text: str
    form: str
    kinds: tuple[str, ...] = ()  # what knowledge/layout.toml says of it
    rows: tuple[Block, ...] = ()
    footnote: bool = False
    cell: tuple[int, int, int] | None = None  # table, row, column of a layout cell

    @property
    def span(self) -> Span:
        """The place of the line."""
        return Span(self.start, self.end)


def make_lines(parsed: ParsedDocument) -> list[Line]:
    """Return the lines of a document in reading order."""
    lines: list[Line] = []
    for (table, kind), group in groupby(parsed.blocks, key=lambda block: (block.table, block.kind)):
        blocks = list(group)
        if kind is not BlockKind.ROW or table is None:
            lines += [_line(parsed.text, b.start, b.end, footnote=kind is BlockKind.FOOTNOTE) for b in blocks]
        elif is_layout_table(parsed.text, blocks):
            lines += _cell_lines(parsed.text, blocks)
        else:
            lines.append(_line(parsed.text, blocks[0].start, blocks[-1].end, rows=tuple(blocks)))
    return [line for line in lines if line.text.strip()]


def is_layout_table(text: str, rows: list[Block]) -> bool:
    """Tell whether a table only places text on the page (masthead, Nơi nhận beside the signature)."""
    kinds = {
        kind
        for row in rows
        for part in text[row.start : row.end].replace("\t", "\n").split("\n")
        for kind in line_kinds(match_form(part))
    }
    if kinds & {"motto", "recipients"} and len(rows) <= 6:
        return True
    columns = max(len(row.cells) for row in rows)
    return columns == 1 or (columns == 2 and len(rows) <= 2)


def _line(
    text: str,
    start: int,
    end: int,
    *,
    rows: tuple[Block, ...] = (),
    footnote: bool = False,
    cell: tuple[int, int, int] | None = None,
) -> Line:
    words = text[start:end]
    form = match_form(words)
    kinds = line_kinds(form) if len(words) < 400 and not rows else ()
    return Line(start, end, words, form, kinds, rows, footnote, cell)


def _cell_lines(text: str, rows: list[Block]) -> list[Line]:
    """Return the lines of a layout table column by column, as its two halves are read."""
    cells = [(cell.column, number, cell) for number, row in enumerate(rows) for cell in row.cells if not cell.inherited]
    lines = []
    for column, number, cell in sorted(cells, key=lambda place: place[:2]):
        place = cell.start
        for part in text[cell.start : cell.end].split("\n"):
            lines.append(_line(text, place, place + len(part), cell=(rows[0].table or 0, number, column)))
            place += len(part) + 1
    return lines
