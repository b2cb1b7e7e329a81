"""Word files: opened with python-docx, read from their XML.

The XML keeps what python-docx's document model loses: automatic numbers, tracked insertions, content controls,
text boxes, footnotes, and which cells of a table are merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ingest.draft import Draft, DraftCell, Reading, make_footnote, make_paragraph, make_row
from pipeline.ingest.mend.encoding_issues import legacy_issues
from pipeline.ingest.mend.portal_frame import cut_drafts
from pipeline.ingest.mend.tables import tidy_tables
from pipeline.ingest.office.docx_chunks import Chunks, renumber
from pipeline.ingest.office.docx_fonts import Fonts, read_fonts
from pipeline.ingest.office.docx_numbering import Numbering, read_numbering
from pipeline.ingest.office.docx_package import open_parts
from pipeline.ingest.office.docx_runs import (
    attribute,
    child,
    child_value,
    choose,
    has_flag,
    has_struck_text,
    local_name,
    read_lines,
)
from pipeline.ingest.packages import check_package
from pipeline.knowledge.load import load_pattern
from pipeline.model import Issue, Severity
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARK = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]?|[IVXL]+[.)]?|[a-zđ]\)|[-+•])?[\s.,;]*")
_MOST_COLUMNS = 1_000  # over which a cell reaches; Word draws 63
_HEAD_BLOCKS = 12  # of a body, in which its own masthead stands
_STRUCK = "Words that are struck out in the file were left out, as deleted text is."
_SKIPPED = frozenset({"del", "moveFrom", "sectPr", "tblPr", "tblGrid"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


@dataclass(slots=True)
class _Walk:
    """What is carried along while a document is walked: counters of lists, merged cells, notes in order."""

    numbering: Numbering
    fonts: Fonts | None  # where text from before Unicode is met
    chunks: Chunks
    tables: int = 0
    keys: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind of note and its id


def read(data: bytes, path: Path) -> Reading:
    """Read a .docx file: paragraphs and tables in order, with automatic numbers, footnotes at the end.

    Raises TruncatedFile, EncryptedFile, FileTooLarge for a package that unpacks to more than 400 MB, and
    UnsupportedFormat for one that is no Word document.
    """
    return _read(data, path, Chunks(_read))


def _read(data: bytes, path: Path, chunks: Chunks) -> Reading:
    from docx import __version__

    check_package(data, path.name)
    opened = open_parts(data, path.name)
    parts, chunks.files = opened.roots, opened.chunks
    fonts = read_fonts(parts["document"], parts.get("styles"))
    walk = _Walk(read_numbering(parts.get("numbering"), parts.get("styles")), fonts, chunks)
    body = child(parts["document"], "body")
    drafts = tidy_tables(_read_blocks(body, walk)) if body is not None else []
    drafts = [*_find_letterhead(parts, walk, drafts), *drafts]
    drafts, stated = cut_drafts(drafts)
    drafts += _read_notes(parts, walk)
    legacy = legacy_issues(walk.fonts.settled if walk.fonts else ())
    issues = (*opened.issues(), *legacy, *_find_struck(parts["document"]), *chunks.found())
    return Reading(tuple(drafts), f"python-docx {__version__}", issues=issues, stated=stated)


def _find_letterhead(parts: dict[str, Element], walk: _Walk, drafts: list[Draft]) -> list[Draft]:
    """Return the masthead that stands in the page header of the first page, where the body has none."""
    motto = load_pattern("signs", "motto")
    if any(motto.search(text) for draft in drafts[:_HEAD_BLOCKS] for text in _texts(draft)):
        return []
    kinds = {attribute(one, "type"): one for one in parts["document"].iter("{*}headerReference")}
    chosen = [kinds[kind] for kind in ("first", "default") if kind in kinds]
    for reference in chosen:
        header = parts.get(f"header {attribute(reference, 'id')}")
        read = tidy_tables(_read_blocks(header, walk)) if header is not None else []
        if any(motto.search(text) for draft in read for text in _texts(draft)):
            return read
    return []


def _find_struck(document: Element) -> tuple[Issue, ...]:
    if not has_struck_text(document):
        return ()
    return (Issue("ingest", "struck_text", Severity.INFO, _STRUCK),)


def _read_blocks(parent: Element, walk: _Walk) -> Iterator[Draft]:
    """Yield the paragraphs and rows of a body, a cell, a text box or a note, in order."""
    for element in parent:
        name = local_name(element)
        if name == "p":
            yield from (make_paragraph(line) for line in _read_paragraph(element, walk))
        elif name == "tbl":
            yield from _read_table(element, walk)
        elif name in _WRAPPERS:
            yield from _read_blocks(element, walk)
        elif name == "AlternateContent":
            yield from _read_blocks(choose(element), walk)
        elif name == "altChunk":
            put_in, walk.tables, walk.keys = renumber(
                walk.chunks.read(attribute(element, "id")), walk.tables, walk.keys
            )
            yield from put_in


def _read_paragraph(paragraph: Element, walk: _Walk) -> list[str]:
    """Return the lines of a paragraph, its number before the first, and behind it the lines of its text boxes."""
    lines, notes, boxes = read_lines(paragraph, walk.fonts)
    walk.notes += notes
    if _is_emptied(paragraph, lines):
        return []
    label = _find_label(paragraph, walk.numbering)
    if label and any(line.strip() for line in lines):
        first = next(place for place, line in enumerate(lines) if line.strip())
        lines[first] = f"{label} {lines[first].strip()}"
    for box in boxes:
        for draft in _read_blocks(box, walk):
            lines += [cell.text for cell in draft.cells] if draft.cells else [draft.text]
    return lines


def _is_emptied(element: Element, texts: list[str]) -> bool:
    """Tell whether a paragraph or row was struck out but for its number."""
    return all(_MARK.fullmatch(text) for text in texts) and has_struck_text(element)


def _find_label(paragraph: Element, numbering: Numbering) -> str:
    """Return the automatic number of a paragraph: its own, or that of its style; list 0 means none."""
    properties = child(paragraph, "pPr")
    of_style = numbering.of_style(child_value(properties, "pStyle"))
    own = child(properties, "numPr")
    list_id = child_value(own, "numId")
    if list_id is None:
        return numbering.label(*of_style) if of_style else ""
    level = child_value(own, "ilvl")
    if level is None and of_style:
        return numbering.label(list_id, of_style[1])
    return numbering.label(list_id, read_number(level) or 0)


def _read_table(table: Element, walk: _Walk) -> Iterator[Draft]:
    """Yield the rows of a table; a cell that goes on from the row above names the one it inherits."""
    number, walk.tables = walk.tables, walk.tables + 1
    merged: dict[int, int] = {}  # column -> key of the merged cell that stands there
    for row in _find_rows(table):
        cells: list[DraftCell] = []
        column = _indent_of(row)
        for cell in _find(row, "tc"):
            made = _read_cell(cell, column, merged, walk)
            cells.append(made)
            column += made.columns
        if not _is_emptied(row, [cell.text for cell in cells if cell.inherits is None]):
            yield make_row(cells, number)


def _find_rows(table: Element) -> Iterator[Element]:
    return (row for row in _find(table, "tr") if not has_flag(child(row, "trPr"), "del"))


def _find(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children of one name, also those inside content controls and tracked insertions."""
    for element in parent:
        if local_name(element) == tag:
            yield element
        elif local_name(element) in _WRAPPERS:
            yield from _find(element, tag)


def _indent_of(row: Element) -> int:
    before = child_value(child(row, "trPr"), "gridBefore")
    return read_number(before) or 0


def _read_cell(cell: Element, column: int, merged: dict[int, int], walk: _Walk) -> DraftCell:
    """Read a cell; nested tables become paragraphs of it."""
    properties = child(cell, "tcPr")
    span = child_value(properties, "gridSpan")
    columns = min(max(read_number(span) or 1, 1), _MOST_COLUMNS)
    merge = child(properties, "vMerge")
    if merge is not None and attribute(merge, "val") != "restart" and column in merged:
        return DraftCell("", column, columns, inherits=merged[column])
    merged.pop(column, None)
    key = None
    if merge is not None:
        key, walk.keys = walk.keys, walk.keys + 1
        merged[column] = key
    paragraphs = [part for draft in _read_blocks(cell, walk) for part in _texts(draft)]
    return DraftCell("\n".join(paragraphs), column, columns, key)


def _texts(draft: Draft) -> list[str]:
    return [cell.text for cell in draft.cells] if draft.cells else [draft.text]


def _read_notes(parts: dict[str, Element], walk: _Walk) -> list[Draft]:
    """Return the notes in the order in which the text refers to them, each once."""
    notes = {(kind, attribute(note, "id")): note for kind in ("footnotes", "endnotes") for note in parts.get(kind, ())}
    drafts = []
    for reference in dict.fromkeys(walk.notes):
        if reference in notes:
            words = (text for draft in _read_blocks(notes[reference], walk) for text in _texts(draft))
            drafts.append(make_footnote(" ".join(words)))
    return drafts
