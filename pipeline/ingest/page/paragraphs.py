"""Paragraphs from lines of print: indents, full lines, ends of sentences, marks of items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.ingest.mend.line_marks import ends_paragraph, is_capitals, is_item, is_open
from pipeline.ingest.mend.wrapped_lines import glue, is_masthead, only_looks_like_item
from pipeline.ingest.page.lines import Line
from pipeline.ingest.page.regions import Region
from pipeline.model import Box

_PADDING = 5.0  # points between the edge of a cell and its text
_FLUSH = 4.0  # points
_SPREAD = 1.12  # a distance that is this much wider than the usual one parts paragraphs
_ADDRESSEE_GAP = 1.8  # font sizes between the addressee and the text below it
_FAR = 3.0  # line heights: nothing goes on over such a gap


@dataclass(frozen=True, slots=True)
class Frame:
    """How a column of text is set: its edges, whether first lines are set in, the distance of lines."""

    left: float
    right: float
    indented: bool = False
    pitch: float | None = None  # line distance in font sizes, where paragraphs stand further apart than lines

    def is_flush(self, line: Line) -> bool:
        """Tell whether a line begins at the left edge."""
        return abs(line.x0 - self.left) < _FLUSH


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its first place, its first and its last line, by which pages are joined."""

    text: str
    page: int
    box: Box
    first: Line
    last: Line
    frame: Frame
    column: bool = False


def measure_frame(lines: Iterable[Line]) -> Frame:
    """Return the edges of body text: the most common left edge near the margin, the far right edge, the indent."""
    lines = list(lines)
    if not lines:
        return Frame(0.0, 0.0)
    edges = Counter(round(line.x0 / 3) for line in lines)
    common = [edge for edge, count in edges.items() if count >= max(2, 0.05 * len(lines))]
    near = min(common, default=min(edges))
    left = sum(line.x0 for line in lines if round(line.x0 / 3) == near) / edges[near]
    rights = sorted(line.x1 for line in lines)
    flush = sum(1 for line in lines if abs(line.x0 - left) < _FLUSH)
    inset = sum(1 for line in lines if 12 < line.x0 - left < 60)
    indented = inset >= 0.12 * len(lines) and flush >= 0.25 * len(lines)
    return Frame(left, rights[-1 - int(0.03 * len(rights))], indented, _measure_pitch(lines))


def _measure_pitch(lines: Sequence[Line]) -> float | None:
    """Return the usual distance of lines in font sizes, or None where paragraphs are not set apart by space."""
    gaps = [(after.y - line.y) / line.size for line, after in pairwise(lines) if 0 < after.y - line.y < 3 * line.size]
    if len(gaps) < 8:
        return None
    usual = min(Counter(round(gap * 20) for gap in gaps).most_common(3), key=lambda found: found[0])[0] / 20
    wider = sum(1 for gap in gaps if gap > _SPREAD * usual)
    return usual if 0.15 * len(gaps) <= wider <= 0.85 * len(gaps) else None


def join_region(region: Region, page: int, frame: Frame) -> list[Paragraph]:
    """Return the paragraphs of a region; a column of a masthead has edges of its own."""
    if region.column:
        frame = Frame(min(line.x0 for line in region.lines), max(line.x1 for line in region.lines))
    paragraphs: list[Paragraph] = []
    before: Line | None = None
    for line in region.lines:
        joins = _column_goes_on if region.column else goes_on
        if before is not None and _is_near(before, line) and joins(before, line, frame):
            last = paragraphs[-1]
            paragraphs[-1] = replace(
                last, text=_glue_lines(last.text, before, line), box=_union(last.box, _box(line)), last=line
            )
        else:
            paragraphs.append(Paragraph(line.text, page, _box(line), line, line, frame, region.column))
        before = line
    return paragraphs


def goes_on(line: Line, after: Line, frame: Frame) -> bool:
    """Tell whether a line of body text continues the one above it.

    Where first lines are set in, a line at the left edge goes on from a full one whatever its words, and a line that
    is set in begins a paragraph. Otherwise full lines, ends of sentences, marks of items and small letters decide.
    """
    full = _is_full(line, after, frame.right - line.x0)
    text, following = line.text, after.text
    if frame.indented and frame.is_flush(after) and line.x1 > frame.right - 0.6 * line.size:
        return not (is_item(following) and is_capitals(following))
    if is_item(following):
        return only_looks_like_item(text, following, full)
    if _ends_addressee(line, after, frame):
        return False
    if is_capitals(text):
        heading = is_item(text) or is_capitals(following)
        return full and heading and not ends_paragraph(text) and not is_masthead(text)
    apart = _space_between(line, after, frame)
    if apart is not None and not following[0].islower():
        return full and not apart
    set_in = after.x0 - frame.left > 1.2 * after.size and after.x0 - line.x0 > -3
    if ends_paragraph(text):
        stops = text.endswith((";", ":")) and not following[0].islower()
        return full and not set_in and not stops and not is_capitals(following)
    if following[0].islower() or is_open(text, following):
        return True
    if set_in and (frame.indented or not is_item(text)):
        return False
    return full and not is_masthead(text) and not is_capitals(following)


def _ends_addressee(line: Line, after: Line, frame: Frame) -> bool:
    """Tell whether the text begins below "Kính gửi: …": after a space, further left, as wide as the page."""
    apart = after.y - line.y > _ADDRESSEE_GAP * line.size and after.x0 < line.x0
    return apart and line.text.startswith("Kính gửi") and after.x1 > frame.right - line.size


def _space_between(line: Line, after: Line, frame: Frame) -> bool | None:
    """Tell whether more than the usual distance parts two lines of a page; None where that says nothing."""
    if frame.pitch is None or frame.indented or after.y <= line.y:
        return None
    return after.y - line.y > _SPREAD * frame.pitch * line.size


def _column_goes_on(line: Line, after: Line, frame: Frame) -> bool:
    """Tell whether a line of a masthead or closing column continues the one above; lines in capitals stand alone."""
    if is_capitals(line.text) or is_item(after.text) or ends_paragraph(line.text):
        return False
    if after.text[0].islower() or is_open(line.text, after.text):
        return True
    full = _is_full(line, after, frame.right - frame.left)
    return full and not is_masthead(line.text) and not is_capitals(after.text)


def goes_on_next_page(paragraph: Paragraph, after: Paragraph) -> bool:
    """Tell whether the first paragraph of a page goes on from the last one of the page before."""
    if paragraph.column or after.column:
        return False
    return goes_on(paragraph.last, after.first, after.frame)


def join_cell(lines: Sequence[Line], box: Box) -> str:
    """Return the paragraphs of a table cell, joined by newlines."""
    width = box[2] - box[0] - 2 * _PADDING
    parts: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _cell_goes_on(before, line, width):
            parts[-1] = _glue_lines(parts[-1], before, line)
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


def _glue_lines(text: str, line: Line, after: Line) -> str:
    """Join a line to the text that ends in the one above it; a blank that was drawn there is kept."""
    return glue(text + " " * line.spaced, after.text)


def _is_near(line: Line, after: Line) -> bool:
    return after.y - line.y < _FAR * max(line.size, after.size)


def _box(line: Line) -> Box:
    return round(line.x0, 1), round(line.top, 1), round(line.x1, 1), round(line.bottom, 1)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
