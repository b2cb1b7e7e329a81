"""The layout of one PDF page: its state, its ruled tables, and the lines outside of them in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from pipeline.ingest.draft import Draft, DraftCell, make_row
from pipeline.ingest.mend.language import is_damaged_layer, is_poor_layer
from pipeline.ingest.mend.line_marks import is_signing_stamp
from pipeline.ingest.page.glyph import Glyph
from pipeline.ingest.page.ink import PageInk
from pipeline.ingest.page.lines import Blanks, Line, make_lines
from pipeline.ingest.page.paragraphs import join_cell
from pipeline.ingest.page.tables import Grid, GridCell
from pipeline.model import Box, Issue, Severity

_FEW_GLYPHS = 200  # a page with fewer on top of a picture is a scan with a stamp
_MANY_SHAPES = 300
_MAX_STAMP = 40  # characters: a number or a date; more is a signing program's notice
_MAX_STRANGE = 0.05
_PAGE_NUMBER = re.compile(r"^\W*(?:(?:Trang|trang|TRANG)\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*$")
_HEAD = 0.13  # share of the page's height where running heads and page numbers stand


class PageState(StrEnum):
    """What a page gives to a reader of text."""

    TEXT = "text"
    EMPTY = "empty"
    BLANK = "blank"  # a picture of empty paper
    SCAN = "scan"
    GARBLED = "garbled"
    POOR = "poor"  # a scan with a text layer that recognition of another language made


@dataclass(frozen=True, slots=True)
class TableOnPage:
    """A ruled table with its rows as drafts; table numbers are those of the document."""

    box: Box
    rows: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: lines outside tables from top to bottom, tables, footnote lines."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[TableOnPage, ...]
    notes: tuple[Line, ...] = ()


def judge_page(ink: PageInk) -> PageState:
    """Tell whether a page holds text, nothing, only a picture of text, or text whose letters or words are wrong.

    Stamps do not count: a scan with the text of a signature field is still a scan.
    """
    own = [glyph for glyph in ink.glyphs if glyph.stamp is None]
    if not own and ink.pictures < 0.1 and ink.shapes < _MANY_SHAPES:
        return PageState.EMPTY
    if not own or (ink.pictures > 0.5 and sum(glyph.letter_count for glyph in own) < _FEW_GLYPHS):
        return PageState.SCAN
    if _share_of_strange(own) > _MAX_STRANGE:
        return PageState.GARBLED
    judge = is_poor_layer if ink.pictures > 0.5 else is_damaged_layer
    return PageState.POOR if judge(_layer(ink)) else PageState.TEXT


def _layer(ink: PageInk) -> str:
    return unicodedata.normalize("NFC", "\n".join(line.text for line in make_lines(ink.glyphs, Blanks(ink.blanks))))


def _share_of_strange(glyphs: Sequence[Glyph]) -> float:
    """Return the share of letters that no Vietnamese text has: other scripts, private use, unmapped."""
    text = "".join(glyph.text if glyph.letters else glyph.text[0] for glyph in glyphs)
    strange = {letter for letter in set(text) if _is_strange(letter)}
    if not strange:
        return 0.0
    counts = Counter(letter for letter in text if not (letter.isdigit() or letter == " "))
    total = counts.total()
    return sum(counts[letter] for letter in strange) / total if total >= 20 else 0.0


@lru_cache(maxsize=4096)
def _is_strange(letter: str) -> bool:
    code = ord(letter)
    if code in (0xFFFD,) or (0xE000 <= code <= 0xF8FF and code not in (0xF0B7, 0xF02D, 0xF0A7, 0xF0D8, 0xF0FC)):
        return True
    return unicodedata.category(letter).startswith("L") and not (code < 0x250 or 0x1E00 <= code <= 0x1EFF)


def settle_stamps(ink: PageInk) -> tuple[PageInk, list[Issue]]:
    """Drop the notices of signing programs and of registries, keep what was stamped or typed onto the page.

    Tells of stamps in the masthead that are pictures, and of long ones that are left out and say nothing of a signing.
    """
    if not ink.stamps:
        return ink, []
    issues: list[Issue] = []
    dropped: set[int] = set()
    for index, stamp in enumerate(ink.stamps):
        text = "".join(glyph.text for glyph in ink.glyphs if glyph.stamp == index)
        if not text and stamp.is_drawn and _is_masthead_stamp(ink, stamp.box):
            message = "A stamp in the masthead is only a picture; the number or the date may be in it."
            issues.append(Issue("ingest", "stamp_is_picture", Severity.WARNING, message, page=ink.number))
        elif is_signing_stamp(text):
            dropped.add(index)
        elif len(text) > _MAX_STAMP and not stamp.is_text:
            dropped.add(index)
            message = "A stamp that is longer than a number or a date was taken for no part of the text."
            issues.append(Issue("ingest", "stamp_left_out", Severity.INFO, message, page=ink.number))
    glyphs = tuple(glyph for glyph in ink.glyphs if glyph.stamp not in dropped)
    blanks = tuple(blank for blank in ink.blanks if blank.stamp not in dropped)
    return replace(ink, glyphs=glyphs, blanks=blanks), issues


def _is_masthead_stamp(ink: PageInk, box: Box) -> bool:
    small = 4 < box[2] - box[0] < 160 and 4 < box[3] - box[1] < 45
    return small and ink.number == 1 and box[3] < 0.35 * ink.height


def lay_out(ink: PageInk, grids: Sequence[Grid], first_table: int, first_key: int) -> PageLayout:
    """Return the layout of a page with its ruled tables; merged cells are keyed from `first_key` on."""
    inside, outside = _sort_into_cells(ink.glyphs, grids)
    blanks = Blanks(ink.blanks)
    tables = []
    for index, grid in enumerate(grids):
        texts = {
            cell: join_cell(make_lines(glyphs, blanks, cell.box), cell.box) for cell, glyphs in inside[index].items()
        }
        rows = _make_rows(grid, texts, ink.number, first_table + index, first_key + 1000 * index)
        tables.append(TableOnPage(grid.box, tuple(rows)))
    lines = make_lines(outside, blanks)
    notes: list[Line] = []
    rule = _find_note_rule(lines, ink, grids)
    if rule is not None:
        lines = [line for line in lines if line.top <= rule - 1 or _PAGE_NUMBER.match(line.text)]
        below = [glyph for glyph in outside if glyph.y - 0.8 * glyph.size > rule - 1]
        notes = [line for line in make_lines(below, blanks, raised=True) if not _PAGE_NUMBER.match(line.text)]
    return PageLayout(ink.number, ink.width, ink.height, tuple(lines), tuple(tables), tuple(notes))


def _sort_into_cells(
    glyphs: Sequence[Glyph], grids: Sequence[Grid]
) -> tuple[list[dict[GridCell, list[Glyph]]], list[Glyph]]:
    """Return for each grid the glyphs of each cell, and the glyphs that stand in none.

    Letters are sorted by their middles; those of words that reach over an edge one by one.
    """
    inside: list[dict[GridCell, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    fields = [(grid, grid.box, grid.fields(), cells) for grid, cells in zip(grids, inside, strict=True)]

    def find(x: float, y: float) -> tuple[dict[GridCell, list[Glyph]], GridCell] | None:
        for grid, box, known, cells in fields:
            if _holds(box, x, y):
                cell = known.get(grid.field_at(x, y))
                return None if cell is None else (cells, cell)
        return None

    waiting = list(reversed(glyphs)) if grids else []
    while waiting:
        glyph = waiting.pop()
        y = glyph.y - 0.3 * glyph.size
        if glyph.letters:
            found = find(glyph.x0, y)
            if found != find(glyph.x1, y):
                waiting += reversed(glyph.split())
                continue
        else:
            found = find((glyph.x0 + glyph.x1) / 2, y)
        if found is None:
            outside.append(glyph)
        else:
            found[0].setdefault(found[1], []).append(glyph)
    return inside, outside if grids else list(glyphs)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _make_rows(grid: Grid, texts: dict[GridCell, str], page: int, table: int, first_key: int) -> list[Draft]:
    """Return the rows of a table; a cell that spans rows stands in its first row and is inherited below."""
    covering: list[list[DraftCell]] = [[] for _ in range(grid.rows)]
    for key, cell in enumerate(grid.cells, first_key):
        text = texts.get(cell, "")
        own = DraftCell(text, cell.column, cell.columns, key if cell.rows > 1 else None)
        below = DraftCell("", cell.column, cell.columns, inherits=key)
        for row in range(cell.row, min(cell.row + cell.rows, grid.rows)):
            covering[row].append(own if row == cell.row else below)
    left, right = round(grid.xs[0], 1), round(grid.xs[-1], 1)
    rows = []
    for row, cells in enumerate(covering):
        cells.sort(key=lambda cell: cell.column)
        box = (left, round(grid.ys[row], 1), right, round(grid.ys[row + 1], 1))
        rows.append(make_row(cells, table, page, box))
    return rows


def _find_note_rule(lines: Sequence[Line], ink: PageInk, grids: Sequence[Grid]) -> float | None:
    """Return the height of the short ruling above footnotes: at the left, low on a page, only small lines below it."""
    sizes = sorted(line.size for line in lines)
    body = sizes[len(sizes) // 2] if sizes else 0.0
    for ruling in ink.rulings:
        short = ruling.y0 == ruling.y1 and 60 < ruling.x1 - ruling.x0 < 0.4 * ink.width and ruling.x0 < ink.width / 3
        if not short or ruling.y0 < 0.4 * ink.height or any(_holds(grid.box, ruling.x0, ruling.y0) for grid in grids):
            continue
        below = [line for line in lines if line.top > ruling.y0 - 1 and not _PAGE_NUMBER.match(line.text)]
        if below and all(line.size <= 0.92 * body for line in below):
            return ruling.y0
    return None


def drop_furniture(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """Return the pages without page numbers and without heads and feet that most pages repeat."""
    repeated = _find_repeated(pages)
    return [
        replace(page, lines=tuple(line for line in page.lines if not _is_furniture(line, page, repeated)))
        for page in pages
    ]


def _is_furniture(line: Line, page: PageLayout, repeated: frozenset[str]) -> bool:
    edge = line.y < _HEAD * page.height or line.y > (1 - _HEAD) * page.height
    if not edge or not (line is page.lines[0] or line is page.lines[-1] or _without_digits(line) in repeated):
        return False
    return bool(_PAGE_NUMBER.match(line.text)) or _without_digits(line) in repeated


def _find_repeated(pages: Sequence[PageLayout]) -> frozenset[str]:
    """Return the lines that stand at the edge of three pages or more and of most pages."""
    seen: dict[str, int] = {}
    for page in pages:
        edges = {
            _without_digits(line)
            for line in page.lines
            if line.y < 0.8 * _HEAD * page.height or line.y > (1 - 0.8 * _HEAD) * page.height
        }
        for text in edges:
            seen[text] = seen.get(text, 0) + 1
    return frozenset(text for text, count in seen.items() if text and count >= max(3, 0.6 * len(pages)))


def _without_digits(line: Line) -> str:
    return re.sub(r"[\d\W]+", " ", line.text).strip()
