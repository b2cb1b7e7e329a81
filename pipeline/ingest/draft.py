"""What the format readers hand over before offsets exist, and how it becomes a ParsedDocument.

A reader yields drafts in reading order. Rows of one table share a table number; a merged cell has
a `key`, and the cells that inherit it name that key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model import (
    Block,
    BlockKind,
    Box,
    Cell,
    Issue,
    ParsedDocument,
    Severity,
    Signature,
    SourceFile,
    Stated,
    Unsure,
)
from pipeline.text.canonical import canonical, canonical_line, one_line

CUT_OFF = "cut_off"
_ITEM = re.compile(r"[-+]\s?\S|V/[vV]\s")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class DraftCell:
    """One cell of a row: its paragraphs joined by newlines, its first column and how many it covers."""

    text: str
    column: int
    columns: int = 1
    key: int | None = None  # set where the cell reaches over later rows
    inherits: int | None = None  # key of the cell that reaches here; `text` is then empty


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph, row or footnote without offsets."""

    kind: BlockKind
    text: str = ""
    cells: tuple[DraftCell, ...] = ()
    table: int | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Words of which text recognition is unsure: the words, their page, how sure (0 to 1)."""

    text: str
    page: int
    sure: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format reader returns: drafts in reading order and what it noticed."""

    drafts: tuple[Draft, ...]
    reader: str
    pages: int | None = None
    issues: tuple[Issue, ...] = ()
    signatures: tuple[Signature, ...] = ()
    doubts: tuple[Doubtful, ...] = ()
    stated: tuple[Stated, ...] = ()


def make_paragraph(text: str, page: int | None = None, box: Box | None = None) -> Draft:
    """Make a paragraph of one canonical line."""
    return Draft(BlockKind.PARAGRAPH, canonical_line(text), page=page, box=box)


def make_footnote(text: str, page: int | None = None, box: Box | None = None) -> Draft:
    """Make a footnote of one canonical line."""
    return Draft(BlockKind.FOOTNOTE, canonical_line(text), page=page, box=box)


def make_cell_text(paragraphs: Iterable[str]) -> str:
    """Join the paragraphs of a cell by newlines; empty ones and drawn rules vanish, each is one canonical line.

    A line broken by hand after a comma inside a list item goes on: `- VPCP: BTCN, các PCN,` + `các Vụ, Cục;`.
    """
    lines: list[str] = []
    for line in (one_line(line) for text in paragraphs for line in canonical(text).split("\n")):
        if lines and line[:1].islower() and lines[-1].endswith(",") and _ITEM.match(lines[-1]):
            lines[-1] += f" {line}"
        elif line and not (len(line) > 2 and is_rule(line)):
            lines.append(line)
    return "\n".join(lines)


def make_row(cells: Sequence[DraftCell], table: int, page: int | None = None, box: Box | None = None) -> Draft:
    """Make a row of a table; the text of each cell becomes canonical."""
    ready = tuple(_make_cell(cell) if cell.text else cell for cell in cells)
    return Draft(BlockKind.ROW, cells=ready, table=table, page=page, box=box)


def _make_cell(cell: DraftCell) -> DraftCell:  # written out: `replace` takes three times as long
    return DraftCell(make_cell_text([cell.text]), cell.column, cell.columns, cell.key, cell.inherits)


def cut_off(what: str, read: int | None = None, whole: int | None = None, page: int | None = None) -> Issue:
    """Make the issue that tells what a limit cut off a document, which is then `partial`.

    >>> cut_off("pages", 3000, 3005).message
    'A limit was reached: only 3,000 of 3,005 pages were read. Split the file to read the rest.'
    """
    counted = f"only {read:,}{f' of {whole:,}' if whole else ''} {what} were read" if read is not None else what
    on = f" on page {page}" if page else ""
    message = f"A limit was reached{on}: {counted}. Split the file to read the rest."
    return Issue("ingest", CUT_OFF, Severity.ERROR, message, page=page)


def is_rule(text: str) -> bool:
    """Tell whether a line is only drawn, not written: `-------`, `_____`, `* * *`, a lone bullet."""
    return not _LETTER_OR_DIGIT.search(text)


def is_empty(draft: Draft) -> bool:
    """Tell whether a draft says nothing: no words of its own, or only a drawn rule."""
    if draft.kind is BlockKind.ROW:
        return not any(cell.text for cell in draft.cells)
    return is_rule(draft.text)


def assemble(source: SourceFile, reading: Reading) -> ParsedDocument:
    """Lay drafts end to end, count the offsets and return the document.

    Blocks are joined by a newline, cells by a tab; footnotes go to the end; empty drafts vanish.
    Tables are numbered anew from 0 in reading order.
    """
    kept = [draft for draft in reading.drafts if not is_empty(draft)]
    kept.sort(key=lambda draft: draft.kind is BlockKind.FOOTNOTE)
    tables: dict[int, int] = {}
    merged: dict[int, tuple[int, int]] = {}
    blocks: list[Block] = []
    parts: list[str] = []
    offset = 0
    for draft in kept:
        text, cells = _lay_row(draft, offset, merged) if draft.cells else (draft.text, ())
        table = None if draft.table is None else tables.setdefault(draft.table, len(tables))
        blocks.append(Block(draft.kind, offset, offset + len(text), draft.page, draft.box, table, cells))
        parts.append(text)
        offset += len(text) + 1
    return ParsedDocument(
        source,
        "\n".join(parts),
        tuple(blocks),
        reading.reader,
        reading.pages,
        reading.issues,
        reading.signatures,
        tuple(_place_doubts(reading.doubts, "\n".join(parts), blocks)),
        reading.stated,
    )


def _place_doubts(doubts: Iterable[Doubtful], text: str, blocks: Sequence[Block]) -> list[Unsure]:
    """Return where doubtful words stand, each sought on its page behind the one before; mended ones stand nowhere."""
    pages: dict[int, list[Block]] = {}
    for block in blocks:
        pages.setdefault(block.page or 1, []).append(block)
    found: set[Unsure] = set()
    taken: dict[tuple[int, str], int] = {}
    for doubt in doubts:
        for block in pages.get(doubt.page, ()):
            start = text.find(doubt.text, max(block.start, taken.get((doubt.page, doubt.text), 0)), block.end)
            if start >= 0:
                found.add(Unsure(start, start + len(doubt.text), doubt.sure))
                taken[doubt.page, doubt.text] = start + len(doubt.text)
                break
    return sorted(found, key=lambda one: (one.start, one.end))


def _lay_row(draft: Draft, offset: int, merged: dict[int, tuple[int, int]]) -> tuple[str, tuple[Cell, ...]]:
    """Return the text of a row and its cells with offsets; remember where merged cells stand."""
    cells: list[Cell] = []
    place = offset
    for cell in draft.cells:
        above = None if cell.inherits is None else merged.get(cell.inherits)
        span = above or (place, place + len(cell.text))
        if cell.key is not None:
            merged[cell.key] = span
        cells.append(Cell(*span, cell.column, cell.columns, above is not None))
        place += len(cell.text) + 1
    return "\t".join(cell.text for cell in draft.cells), tuple(cells)
