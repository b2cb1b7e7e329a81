"""One table from its pieces: heads printed again are dropped, rows cut by a page break are joined.

Works on the drafts of any reader. A *piece* is a run of rows of one table number on one page; the border between
two pieces that follow each other with nothing between is a *seam*, and only there a table is mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.ingest.draft import Draft, DraftCell, is_empty
from pipeline.ingest.line_marks import ends_paragraph, is_item
from pipeline.model import BlockKind

_NUMBER = re.compile(r"^(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zĐđ])[.)]?$")


def tidy_tables(drafts: Iterable[Draft], *, loose: bool = False) -> list[Draft]:
    """Return the drafts with every table made one, in reading order.

    A piece continues the table before it if both have one table number or it prints the table's head again
    (the repeated head rows are dropped); with `loose`, for readers that cut tables at pages or blank lines, also
    if it has as many columns. The first row behind a seam that is the rest of the last row before it is
    joined to that row, which keeps the page it starts on.
    """
    result: list[Draft] = []
    kept = (draft for draft in drafts if not is_empty(draft))
    for is_row, run in groupby(kept, key=lambda draft: draft.kind is BlockKind.ROW):
        if is_row:
            result += _join_pieces([list(piece) for _, piece in groupby(run, key=_piece_key)], loose)
        else:
            result += run
    return result


def _piece_key(draft: Draft) -> tuple[int | None, int | None]:
    return draft.table, draft.page


def _join_pieces(pieces: Sequence[list[Draft]], loose: bool) -> Iterator[Draft]:
    """Yield the rows of pieces that follow one another with nothing between."""
    table: list[Draft] = []
    for piece in pieces:
        repeated = _count_repeated(table, piece)
        if table and (repeated or piece[0].table == table[0].table or (loose and _width(piece) == _width(table))):
            _append(table, piece[repeated:])
        else:
            yield from table
            table = list(piece)
    yield from table


def _append(table: list[Draft], rows: Sequence[Draft]) -> None:
    """Add the rows of a piece to a table; the first may be the rest of the table's last row."""
    rows = [replace(row, table=table[0].table) for row in rows]
    if rows and is_rest_of(table[-1], rows[0]):
        table[-1] = join_rows(table[-1], rows.pop(0))
    table += rows


def _count_repeated(table: Sequence[Draft], piece: Sequence[Draft]) -> int:
    """Return how many rows at the head of a piece print the head of the table again."""
    count = 0
    for old, new in zip(table, piece, strict=False):
        if _words(old) != _words(new):
            break
        count += 1
    return count


def _words(row: Draft) -> tuple[str, ...]:
    return tuple(" ".join(cell.text.split()) for cell in row.cells if cell.text)


def _width(rows: Sequence[Draft]) -> int:
    return max((cell.column + cell.columns for row in rows for cell in row.cells), default=0)


def is_rest_of(row: Draft, rest: Draft) -> bool:
    """Tell whether a row behind a seam is the rest of the row before it.

    Its first column is empty where that row has a number, and it fills some cell. Where the first
    column holds no numbers, the words must say it: a cell goes on in lower case after no full stop.
    """
    first, lead = _cell_at(row, 0), _cell_at(rest, 0)
    if first is None or not first.text or (lead is not None and lead.text) or not row.cells:
        return False
    if lead is not None and lead.columns > 1:
        return False
    if _NUMBER.match(first.text):
        return True
    return any(_goes_on(_cell_at(row, cell.column), cell) for cell in rest.cells if cell.text)


def _goes_on(before: DraftCell | None, after: DraftCell) -> bool:
    if before is None or not before.text:
        return False
    return after.text[0].islower() and not is_item(after.text) and not ends_paragraph(before.text)


def _cell_at(row: Draft, column: int) -> DraftCell | None:
    return next((cell for cell in row.cells if cell.column <= column < cell.column + cell.columns), None)


def join_rows(row: Draft, rest: Draft) -> Draft:
    """Return one row: the parts of each cell joined by a space, a new item in a cell by a newline."""
    cells = []
    for cell in row.cells:
        more = next((part for part in rest.cells if part.column == cell.column and part.text), None)
        cells.append(cell if more is None else replace(cell, text=_join_cell(cell.text, more.text)))
    columns = {cell.column for cell in row.cells}
    cells += [cell for cell in rest.cells if cell.text and cell.column not in columns]
    return replace(row, cells=tuple(sorted(cells, key=lambda cell: cell.column)))


def _join_cell(text: str, rest: str) -> str:
    if not text:
        return rest
    return text + ("\n" if is_item(rest) and ends_paragraph(text) else " ") + rest
