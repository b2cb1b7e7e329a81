"""Web pages: the document inside a saved page, without the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EmptyFile
from pipeline.ingest.decoding import decode_text, lost_letters
from pipeline.ingest.draft import Draft, DraftCell, Reading, cut_off, make_paragraph, make_row
from pipeline.ingest.markup.html_content import find_content, is_chrome, page_lines, trim_before_masthead
from pipeline.ingest.markup.html_depth import parse_page
from pipeline.ingest.markup.html_fonts import mend_page
from pipeline.ingest.markup.html_lists import item_mark, text_behind
from pipeline.ingest.mend.encoding_issues import legacy_issues
from pipeline.ingest.mend.lost_blanks import mend_blanks
from pipeline.ingest.mend.portal_frame import cut_drafts, read_box
from pipeline.ingest.mend.tables import tidy_tables
from pipeline.model import Issue
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# fmt: off
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "nobr", "o:p", "st1:place", "st1:city",
})
# fmt: on
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534  # over which a cell reaches, as browsers take it
_MAX_DEPTH = 400  # no element lies so deep (html_depth)


@dataclass(slots=True)
class _Walk:
    """Counters carried along while a page is walked."""

    tables: int = 0
    keys: int = 0


def read(data: bytes, path: Path) -> Reading:
    """Read the document in a web page: `<br>` and block tags part paragraphs, inline tags glue.

    The charset is that of the byte order mark, else UTF-8 if the bytes are valid in it, else what the page declares.
    Menus, boxes of related documents, scripts and footers are left out. Raises EmptyFile where nothing is left.
    """
    root, reader, issues = _open(data, path.name)
    content = find_content(root) if root is not None else None
    if content is None:
        raise EmptyFile(path.name, "the page holds no document", "Save the page that shows the document's full text.")
    drafts, inside = cut_drafts(trim_before_masthead(tidy_tables(_read_flow(content, _Walk(), 0))))
    stated = inside or read_box(page_lines(root))
    return Reading(tuple(mend_blanks(drafts)), reader, issues=issues, stated=stated)


def read_fragment(data: bytes, path: Path) -> Reading:
    """Read a web page that is a part of another document: all of it, whatever it holds."""
    root, reader, issues = _open(data, path.name)
    body = root.find("body") if root is not None else None
    drafts = tidy_tables(_read_flow(body, _Walk(), 0)) if body is not None else []
    return Reading(tuple(mend_blanks(drafts)), reader, issues=issues)


def _open(data: bytes, name: str) -> tuple[Element | None, str, tuple[Issue, ...]]:
    """Return the root of a page, with its text in Unicode, the name of its reader, and what there is to say of it."""
    from lxml import etree

    declared = _CHARSET.search(data[:4096].replace(b"\x00", b""))
    text, encoding = decode_text(data, name, declared.group(1).decode("ascii") if declared else None)
    root, is_whole = parse_page(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), _INLINE)
    cut = () if is_whole else (cut_off("the page has more than the parser takes"),)
    legacy = mend_page(root) if root is not None else ()
    return root, f"lxml {etree.__version__} ({encoding})", (*lost_letters(text), *cut, *legacy_issues(legacy))


def _read_flow(parent: Element, walk: _Walk, depth: int) -> Iterator[Draft]:
    """Yield the paragraphs and rows of an element in order."""
    for part in _read_parts(parent, depth):
        if isinstance(part, str):
            yield make_paragraph(part)
        else:
            yield from _read_table(part, walk, depth)


def _read_parts(parent: Element, depth: int) -> list[str | Element]:
    """Return the lines of text of an element and, in their places, its tables; layout wrappers vanish."""
    parts: list[str | Element] = []
    pieces: list[str] = []
    mark = ""  # of a list item whose text has not begun

    def end_line() -> None:
        nonlocal mark
        line = " ".join("".join(pieces).split())
        pieces.clear()
        if line:
            parts.append(mark + line)
            mark = ""

    def walk(element: Element, depth: int) -> None:
        pieces.append(element.text or "")
        for child in element:
            visit(child, depth + 1)
            pieces.append(text_behind(child))

    def visit(child: Element, depth: int) -> None:
        nonlocal mark
        name = child.tag if isinstance(child.tag, str) else ""
        if not name or name == "img" or depth > _MAX_DEPTH or is_chrome(child):
            return
        if name == "br":
            end_line()
        elif name == "table":
            end_line()
            parts.append(child)
        elif name in _INLINE:
            walk(child, depth)
        else:
            end_line()
            mark = item_mark(child) if name == "li" else mark
            walk(child, depth)
            end_line()

    walk(parent, depth)
    end_line()
    return parts


def _read_table(table: Element, walk: _Walk, depth: int) -> Iterator[Draft]:
    """Yield the rows of a table; cells that span rows are inherited by the rows below."""
    number, walk.tables = walk.tables, walk.tables + 1
    reach: dict[int, tuple[int, int, int]] = {}  # column -> rows left, key, columns
    for row in _find_rows(table):
        cells: list[DraftCell] = []
        column = 0
        for cell in (child for child in row if child.tag in ("td", "th")):
            column = _inherit(cells, column, reach)
            columns, rows = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
            key = None
            if rows > 1:
                key, walk.keys = walk.keys, walk.keys + 1
                reach[column] = (rows - 1, key, columns)
            cells.append(DraftCell("\n".join(_cell_lines(cell, depth)), column, columns, key))
            column += columns
        _inherit(cells, column, reach)
        yield make_row(cells, number)


def _inherit(cells: list[DraftCell], column: int, reach: dict[int, tuple[int, int, int]]) -> int:
    """Add the cells that reach down from above at a column; return the next free column."""
    while column in reach and not any(cell.column == column for cell in cells):
        rows, key, columns = reach.pop(column)
        cells.append(DraftCell("", column, columns, inherits=key))
        if rows > 1:
            reach[column] = (rows - 1, key, columns)
        column += columns
    return column


def _find_rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cell_lines(cell: Element, depth: int) -> Iterator[str]:
    """Yield the lines of a cell; nested tables are flattened into it."""
    for part in _read_parts(cell, depth + 1):
        if isinstance(part, str):
            yield part
        else:
            for row in _find_rows(part):
                for inner in row:
                    yield from _cell_lines(inner, depth + 1)


def _span(cell: Element, name: str, most: int) -> int:
    return min(max(read_number(cell.get(name)) or 1, 1), most)
