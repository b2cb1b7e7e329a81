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
from pipeline.ingest.mend.line_marks import ends_paragraph, is_item, is_open
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
    width = 0  # of the table so far, where that is asked for
    for piece in pieces:
        repeated, own = _count_repeated(table, piece), _width(piece) if loose else 0
        if table and (repeated or piece[0].table == table[0].table or (loose and own == width)):
            _append(table, piece[repeated:])
            width = max(width, own)
        else:
            yield from table
            table, width = list(piece), own
    yield from table


def _append(table: list[Draft], rows: Sequence[Draft]) -> None:
    """Add the rows of a piece to a table; the first may be the rest of the table's last row, or share its number."""
    rows = [replace(row, table=table[0].table) for row in rows]
    if rows and is_rest_of(table[-1], rows[0]):
        if _is_row_of_its_own(table[-1], rows[0]):
            first_key = -(1 + 10_000_000 * (table[0].table or 0) + 1_000 * len(table))  # no reader gives negative keys
            table[-1], rows[0] = _share_leading(table[-1], rows[0], first_key)
        else:
            rest = rows.pop(0)
            table[-1], names = join_rows(table[-1], rest)
            rows = [_rename(row, names) for row in rows]
    table += rows


def _rename(row: Draft, names: dict[int, int]) -> Draft:
    cells = (replace(cell, inherits=names[cell.inherits]) if cell.inherits in names else cell for cell in row.cells)
    return replace(row, cells=tuple(cells)) if names else row


def _is_row_of_its_own(row: Draft, rest: Draft) -> bool:
    """Tell whether a row without number behind a seam is a second row of a merged number, not the rest of a cut row.

    Then its first two columns are empty, most others are filled, and none goes on from the cell above.
    """
    others = [cell for cell in rest.cells if cell.column >= 2]
    filled = [cell for cell in others if cell.text]
    if any(cell.text for cell in rest.cells if cell.column < 2) or len(filled) < 2 or 2 * len(filled) < len(others):
        return False
    pairs = [(_cell_at(row, cell.column), cell) for cell in filled]
    return not any(cell.text[0].islower() or (over and is_open(over.text, cell.text)) for over, cell in pairs)


def _share_leading(row: Draft, rest: Draft, first_key: int) -> tuple[Draft, Draft]:
    """Let the empty first columns of a row inherit those of the row above."""
    above, below = list(row.cells), list(rest.cells)
    for place, cell in enumerate(below):
        if cell.text or cell.column >= 2 or cell.inherits is not None:
            break
        over = next((index for index, one in enumerate(above) if one.column == cell.column), None)
        if over is None:
            break
        source = above[over]
        key = source.inherits if source.inherits is not None else source.key
        if key is None:
            key = first_key - cell.column
            above[over] = replace(source, key=key)
        below[place] = replace(cell, inherits=key)
    return replace(row, cells=tuple(above)), replace(rest, cells=tuple(below))


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


def join_rows(row: Draft, rest: Draft) -> tuple[Draft, dict[int, int]]:
    """Return one row: the parts of each cell joined by a space, a new item in a cell by a newline.

    The second value says under which key rows below find a merged cell whose rest had a key of its own.
    """
    cells: list[DraftCell] = []
    names: dict[int, int] = {}
    for cell in row.cells:
        more = next((part for part in rest.cells if part.column == cell.column), None)
        if more is not None:
            if more.key is not None and cell.key is not None:
                names[more.key] = cell.key
            key = more.key if cell.key is None else cell.key
            cell = replace(cell, text=_join_cell(cell.text, more.text), key=key)
        cells.append(cell)
    columns = {cell.column for cell in row.cells}
    cells += [cell for cell in rest.cells if cell.text and cell.column not in columns]
    return replace(row, cells=tuple(sorted(cells, key=lambda cell: cell.column))), names


def _join_cell(text: str, rest: str) -> str:
    if not text or not rest:
        return text or rest
    return text + ("\n" if is_item(rest) and ends_paragraph(text) else " ") + rest
