"""From the layouts of pages to drafts in reading order: paragraphs and rows, page breaks mended, footnotes last."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from pipeline.ingest.draft import Draft, make_footnote, make_paragraph
from pipeline.ingest.mend.tables import tidy_tables
from pipeline.ingest.mend.wrapped_lines import glue
from pipeline.ingest.page.layout import PageLayout, drop_furniture
from pipeline.ingest.page.lines import Line
from pipeline.ingest.page.paragraphs import Frame, Paragraph, goes_on_next_page, join_region, measure_frame
from pipeline.ingest.page.regions import find_regions

_MANY_LINES = 15  # of a page whose own edges can be told
_NOTE_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?[.:]?\s*(?=\D)")


def make_drafts(layouts: Sequence[PageLayout], scanned: Container[int] = ()) -> list[Draft]:
    """Return what the pages of a document say without their furniture; footnotes stand at the end.

    Each of the `scanned` pages has edges of its own, as it lay under the scanner.
    """
    pages = drop_furniture(layouts)
    notes = (draft for page in pages for draft in _make_notes(page))
    return [*tidy_tables(_make_body(pages, scanned), loose=True), *notes]


def _make_body(pages: Sequence[PageLayout], scanned: Container[int]) -> Iterator[Draft]:
    """Yield paragraphs and rows in reading order; a paragraph that a page break cut is one."""
    frames = _measure_frames(pages)
    pending: Paragraph | None = None
    for page in pages:
        frame = frames[round(page.width)]
        if page.number in scanned and len(page.lines) >= _MANY_LINES:
            own = measure_frame(page.lines)
            frame = replace(frame, left=own.left, right=own.right)
        for part in _read_page(page, frame):
            if isinstance(part, Paragraph):
                if pending is not None and part.page != pending.page and goes_on_next_page(pending, part):
                    text = glue(pending.text, part.text)
                    pending = replace(pending, text=text, last=part.last, frame=part.frame)
                    continue
                if pending is not None:
                    yield make_paragraph(pending.text, pending.page, pending.box)
                pending = part
            else:
                if pending is not None:
                    yield make_paragraph(pending.text, pending.page, pending.box)
                pending = None
                yield part
    if pending is not None:
        yield make_paragraph(pending.text, pending.page, pending.box)


def _measure_frames(pages: Sequence[PageLayout]) -> dict[int, Frame]:
    """Return the edges of body text for each width of page."""
    lines: dict[int, list[Line]] = {}
    for page in pages:
        lines.setdefault(round(page.width), []).extend(page.lines)
    return {width: measure_frame(found) for width, found in lines.items()}


def _read_page(page: PageLayout, frame: Frame) -> Iterator[Paragraph | Draft]:
    """Yield what stands on a page from top to bottom: text above, between and below its tables."""
    rest = list(page.lines)
    for table in page.tables:
        above = [line for line in rest if line.y <= table.box[1] + 2]
        rest = [line for line in rest if line.y > table.box[1] + 2]
        yield from _read_text(above, page, frame)
        yield from table.rows
    yield from _read_text(rest, page, frame)


def _read_text(lines: Sequence[Line], page: PageLayout, frame: Frame) -> Iterator[Paragraph]:
    for region in find_regions(lines, page.width):
        yield from join_region(region, page.number, frame)


def _make_notes(page: PageLayout) -> Iterator[Draft]:
    """Yield the footnotes of a page without their numbers; a line that begins with the next number begins a note."""
    notes: list[tuple[int, str]] = []
    for line in page.notes:
        mark = _NOTE_NUMBER.match(line.text)
        number = int(mark.group(1)) if mark else 0
        if mark and (not notes or number == notes[-1][0] + 1):
            notes.append((number, line.text[mark.end() :]))
        elif notes:
            notes[-1] = (notes[-1][0], glue(notes[-1][1], line.text))
        else:
            notes.append((0, line.text))
    yield from (make_footnote(text, page.number) for _, text in notes)
