"""Paragraphs from lines of print: indents, full lines, ends of sentences, marks of items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.ingest.line_marks import ends_paragraph, is_capitals, is_item, is_open
from pipeline.ingest.pdf_lines import Line, Region
from pipeline.ingest.wrapping import glue, is_masthead, only_looks_like_item
from pipeline.model import Box

_PADDING = 5.0  # points between the edge of a cell and its text
_FAR = 3.0  # line heights: nothing goes on over such a gap


@dataclass(frozen=True, slots=True)
class Frame:
    """Left and right edge of the column of text."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its first place and its last line, by which the next page may go on."""

    text: str
    page: int
    box: Box
    last: Line
    frame: Frame
    column: bool = False


def measure_frame(lines: Iterable[Line]) -> Frame:
    """Return the left and right edge of body text: the most common left edge near the margin, the far right edge."""
    lines = list(lines)
    if not lines:
        return Frame(0.0, 0.0)
    edges = Counter(round(line.x0 / 3) for line in lines)
    common = [edge for edge, count in edges.items() if count >= max(2, 0.05 * len(lines))]
    left = min(common, default=min(edges)) * 3
    rights = sorted(line.x1 for line in lines)
    return Frame(float(left), rights[int(0.97 * (len(rights) - 1))])


def join_region(region: Region, page: int, frame: Frame) -> list[Paragraph]:
    """Return the paragraphs of a region; a column of a masthead has edges of its own."""
    if region.column:
        frame = Frame(min(line.x0 for line in region.lines), max(line.x1 for line in region.lines))
    paragraphs: list[Paragraph] = []
    before: Line | None = None
    for line in region.lines:
        if before is not None and _is_near(before, line) and goes_on(before, line, frame, region.column):
            last = paragraphs[-1]
            box = _union(last.box, _box(line))
            paragraphs[-1] = Paragraph(glue(last.text, line.text), page, box, line, frame, region.column)
        else:
            paragraphs.append(Paragraph(line.text, page, _box(line), line, frame, region.column))
        before = line
    return paragraphs


def goes_on(line: Line, after: Line, frame: Frame, column: bool = False) -> bool:
    """Tell whether a line continues the one above it.

    It does if that one is full (the next word had no room) and does not end a paragraph, or if it begins in
    lower case, or if the words ask for more; an indent or the mark of an item begins a paragraph.
    """
    full = _is_full(line, after, frame.right - frame.left if column else frame.right - line.x0)
    text, following = line.text, after.text
    if is_item(following):
        return only_looks_like_item(text, following, full)
    if is_capitals(text):
        heading = is_item(text) and not ends_paragraph(text) and not is_masthead(text)
        return full and heading and not column
    indented = after.x0 - frame.left > 1.2 * after.size and after.x0 - line.x0 > 0.8 * after.size
    if ends_paragraph(text):
        return full and not column and not indented and not text.endswith((";", ":")) and not is_capitals(following)
    if following[0].islower() or is_open(text, following):
        return True
    if indented and not is_item(text):
        return False
    return full and not is_masthead(text) and not is_capitals(following)


def goes_on_next_page(paragraph: Paragraph, after: Paragraph) -> bool:
    """Tell whether the first paragraph of a page goes on from the last one of the page before."""
    if paragraph.column or after.column:
        return False
    first = after.text if len(after.text) < 200 else after.text[:200]
    if is_item(first) or is_capitals(paragraph.text) or is_capitals(first):
        return False
    if ends_paragraph(paragraph.text):
        return False
    if first[0].islower() or is_open(paragraph.text, first):
        return True
    flush = after.box[0] - after.frame.left < 0.8 * paragraph.last.size
    return flush and paragraph.last.x1 > paragraph.frame.right - 2.5 * paragraph.last.size


def join_cell(lines: Sequence[Line], box: Box) -> str:
    """Return the paragraphs of a table cell, joined by newlines."""
    width = box[2] - box[0] - 2 * _PADDING
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _cell_goes_on(before, line, width):
            parts[-1] = glue(parts[-1], line.text)
        else:
            parts.append(line.text)
        before = line
    return "\n".join(parts)


def _cell_goes_on(line: Line, after: Line, width: float) -> bool:
    full = _is_full(line, after, width)
    if is_item(after.text):
        return only_looks_like_item(line.text, after.text, full)
    if ends_paragraph(line.text):
        return full and not line.text.endswith(";")
    return full or after.text[0].islower() or is_open(line.text, after.text) or is_capitals(line.text)


def _is_full(line: Line, after: Line, width: float) -> bool:
    """Tell whether the first word of the next line had no room on this one, in points."""
    first = after.segments[0]
    word = first.text.split(maxsplit=1)[0]
    needed = (first.x1 - first.x0) * len(word) / max(len(first.text), 1)
    return line.x1 - line.x0 + 0.2 * line.size + needed > width - 0.3 * line.size


def _is_near(line: Line, after: Line) -> bool:
    return after.y - line.y < _FAR * max(line.size, after.size)


def _box(line: Line) -> Box:
    return round(line.x0, 1), round(line.top, 1), round(line.x1, 1), round(line.bottom, 1)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
