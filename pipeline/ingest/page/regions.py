"""The reading order of the lines of a PDF page where two columns stand side by side: the masthead, the closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.mend.line_marks import is_capitals, is_item
from pipeline.ingest.page.lines import COLUMN_GAP, Line, Segment

_MARK = re.compile(
    r"(?:(?:Điều|Chương|Mục|Phần)\s+\w{1,5}|\d{1,3}(?:\.\d{1,3}){0,4}|[IVXL]{1,5}|[a-zđA-ZĐ])[.):/]+"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}|[-+•–*▪]"
)
_WIDEST_TAB = 6.0  # font sizes


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that are read one after another; `column` where they stand beside others."""

    lines: tuple[Line, ...]
    column: bool = False


def find_regions(lines: Sequence[Line], width: float) -> list[Region]:
    """Return the lines in reading order: where a gutter parts two columns, the left one comes first as a whole.

    Handles the masthead (agency and number | motto and date) and the closing ("Nơi nhận" | signature). A gap inside one
    line (blanks left for a number) makes no column.
    """
    lines = [_join_mark(line) for line in lines]
    regions: list[Region] = []
    body: list[Line] = []
    place = 0
    while place < len(lines):
        zone = _find_zone(lines, place, width)
        if zone is None:
            body.append(lines[place])
            place += 1
            continue
        if body:
            regions.append(Region(tuple(body)))
            body = []
        end, gutter = zone
        left, right = _part_columns(lines[place:end], gutter)
        regions += [Region(tuple(left), True), Region(tuple(right), True)]
        place = end
    if body:
        regions.append(Region(tuple(body)))
    return regions


def _join_mark(line: Line) -> Line:
    """Join a number or bullet with the text that a tab sets apart from it: a column of numbers is no column of text."""
    if len(line.segments) < 2:
        return line
    mark, text, *rest = line.segments
    if not _MARK.fullmatch(mark.text.strip()) or text.x0 - mark.x1 > _WIDEST_TAB * line.size:
        return line
    return line._replace(segments=(Segment(f"{mark.text} {text.text}", mark.x0, text.x1), *rest))


def _find_zone(lines: Sequence[Line], start: int, width: float) -> tuple[int, float] | None:
    """Return the end and the gutter of two columns that begin at a line, or None."""
    best: tuple[int, float] | None = None
    for low, high in _find_gaps(lines, start):
        end, gutter = _grow(lines, start, low, high, width)
        left, right = _part_columns(lines[start:end], gutter)
        if _are_columns(left, right, high - low) and (best is None or end > best[0]):
            best = (end, gutter)
    return best


def _are_columns(left: Sequence[Line], right: Sequence[Line], gap: float) -> bool:
    """Tell whether lines left and right of a gutter are two columns, not one text with a gap in it.

    Two lines on each side; or a wide gap between several lines and a single one in capitals (`THỦ TƯỚNG CHÍNH PHỦ`).
    """
    if not left or not right or gap < 1.3 * left[0].size:
        return False
    if len(left) >= 2 and len(right) >= 2:
        return len(left) + len(right) > 4 or gap > 2 * left[0].size
    single = left[0] if len(left) == 1 else right[0]
    return len(left) + len(right) >= 3 and gap > 2 * left[0].size and is_capitals(single.text)


def _find_gaps(lines: Sequence[Line], start: int) -> list[tuple[float, float]]:
    """Return the gaps that may be a gutter: inside a line, or between two lines that stand nearly side by side."""
    line = lines[start]
    gaps = [
        (left.x1, right.x0)
        for left, right in zip(line.segments, line.segments[1:], strict=False)
        if right.x0 - left.x1 >= COLUMN_GAP * line.size
    ]
    if start + 1 < len(lines) and lines[start + 1].y - line.y < line.size:
        after = lines[start + 1]
        for left, right in ((line, after), (after, line)):
            if right.x0 - left.x1 >= COLUMN_GAP * line.size:
                gaps.append((left.x1, right.x0))
    return gaps


def _grow(lines: Sequence[Line], start: int, low: float, high: float, width: float) -> tuple[int, float]:
    """Go down from a line as long as a gutter stays clear; return the end and the middle of the gutter."""
    last = {"left": lines[start].y, "right": lines[start].y}
    end = start
    for line in lines[start:]:
        middle = (low + high) / 2
        left = [segment for segment in line.segments if (segment.x0 + segment.x1) / 2 < middle]
        right = line.segments[len(left) :]
        new_low = max([low, *(segment.x1 for segment in left)])
        new_high = min([high, *(segment.x0 for segment in right)])
        if new_high - new_low < 0.4 * line.size or not _keeps_on(line, bool(left), bool(right), last, width):
            break
        low, high = new_low, new_high
        last.update({side: line.y for side, there in (("left", left), ("right", right)) if there})
        end += 1
    return end, (low + high) / 2


def _keeps_on(line: Line, left: bool, right: bool, last: dict[str, float], width: float) -> bool:
    """Tell whether a line below still belongs to the columns: near the line above, not centred on the page.

    A name may stand far below the signature's last line; it is short and on the right.
    """
    if left and right:
        return line.y - max(last.values()) < 4 * line.size
    if abs((line.x0 + line.x1) / 2 - 0.51 * width) < 0.03 * width:
        return False
    gap = line.y - last["left" if left else "right"]
    if gap < 2.4 * line.size:
        return True
    return right and gap < 9 * line.size and len(line.text) < 40 and not is_item(line.text)


def _part_columns(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    left, right = [], []
    for line in lines:
        near = tuple(segment for segment in line.segments if (segment.x0 + segment.x1) / 2 < gutter)
        far = line.segments[len(near) :]
        if near:
            left.append(line._replace(segments=near))
        if far:
            right.append(line._replace(segments=far))
    return left, right
