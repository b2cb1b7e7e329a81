"""Lines of print from the places of glyphs.

The order in which a file draws its glyphs is not trusted: letters of fallback fonts come late, stamps come last.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.ingest.page.glyph import Glyph, LazyBlanks
from pipeline.model import Box

_SAME_LINE = 0.45  # of the font size: base lines this near are one line (raised notes, stamps)
_WORD_GAP = 0.25  # of the font size, without a blank between
_BLANK_GAP = 0.08  # with a blank between
COLUMN_GAP = 1.0  # of the font size: a gap that may part columns
_STAMPED_CODE = re.compile(r"(?<=\d)\s+(?=[/-]\s?[A-ZĐ])")
_STAMPED_WORD = re.compile(r"(?<=Số:)(?=\d)|(?<=ngày|háng)(?=\d)|(?<=năm)(?=\d)|(?<=\d)(?=tháng|năm)")
_CLOSING = frozenset(",;.:)”")
_BASE, _LEFT, _SIZE = attrgetter("y"), attrgetter("x0"), attrgetter("size")
_SQUARE = re.compile(r"(?:^|[\s\d])(?:k|c|d|m)?m$")


class Segment(NamedTuple):
    """A run of words without a wide gap."""

    text: str
    x0: float
    x1: float


class Line(NamedTuple):
    """One line of print: its segments from left to right, base line, font size.

    `stamped` where a stamp is part of it; `spaced` where a blank was drawn behind its last word.
    """

    segments: tuple[Segment, ...]
    y: float
    size: float
    stamped: bool = False
    spaced: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        text = " ".join([segment.text for segment in self.segments])
        return _settle_stamped(text) if self.stamped else text

    @property
    def x0(self) -> float:
        """Left edge of the first segment."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right edge of the last segment."""
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        """Upper edge, taken from the font size."""
        return self.y - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge, taken from the font size."""
        return self.y + 0.25 * self.size


class Blanks:
    """The blanks of a page, by their turn in drawing and by their place."""

    def __init__(self, blanks: Sequence[Glyph]) -> None:
        self._blanks = blanks

    def drawn(self, order: int) -> Sequence[Glyph]:
        """Return the blanks drawn at a turn."""
        return self._blanks.drawn(order) if isinstance(self._blanks, LazyBlanks) else self._turns.get(order, ())

    def within(self, top: float, bottom: float) -> Sequence[Glyph]:
        """Return the blanks whose base line lies between two heights."""
        return self._sorted[bisect_left(self._heights, top) : bisect_right(self._heights, bottom)]

    @cached_property
    def _turns(self) -> dict[int, list[Glyph]]:
        turns: dict[int, list[Glyph]] = {}
        for blank in self._blanks:
            turns.setdefault(blank.order, []).append(blank)
        return turns

    @cached_property
    def _sorted(self) -> list[Glyph]:
        return sorted(self._blanks, key=_BASE)

    @cached_property
    def _heights(self) -> list[float]:
        return [blank.y for blank in self._sorted]


def make_lines(glyphs: Iterable[Glyph], blanks: Blanks, box: Box | None = None, *, raised: bool = False) -> list[Line]:
    """Return the lines of glyphs from top to bottom; raised digits of footnotes are left out unless asked for.

    In a cell of a table, only the blanks in its box count.
    """
    lines = []
    for row in _group_rows(sorted(glyphs, key=_BASE)):
        size = max(map(_SIZE, row))
        base = _base_line(row, size)
        row = _set_in_order(row)
        if not raised:
            row = _drop_raised(row, base, size)
        if row:
            lines.append(_make_line(row, size, _Spaces(blanks, base, 0.5 * size, box)))
    return lines


def _group_rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    top = largest = 0.0
    for glyph in glyphs:
        y = glyph.y
        if rows and (y == top or y - top <= _SAME_LINE * max(glyph.size, largest)):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            top, largest = y, glyph.size
    return rows


def _base_line(row: Sequence[Glyph], size: float) -> float:
    """Return the base line of the large letters of a row, whose glyphs come from top to bottom."""
    if row[0].y == row[-1].y:
        return row[0].y
    heights = [glyph.y for glyph in row if glyph.size >= 0.8 * size for _ in range(glyph.letter_count)]
    return heights[len(heights) // 2]


def _set_in_order(row: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs of a row from left to right; where words overlap, letter by letter."""
    placed = sorted(row, key=_LEFT)
    if any(after.x0 <= glyph.x1 and (glyph.letters or after.letters) for glyph, after in pairwise(placed)):
        return sorted(_split(row), key=_LEFT)
    return placed


def _split(row: Iterable[Glyph]) -> list[Glyph]:
    return [letter for glyph in row for letter in glyph.split_letters()]


def _drop_raised(row: list[Glyph], base: float, size: float) -> list[Glyph]:
    """Leave out small raised digits (notes), but not those of m² and km²."""
    if min(map(_SIZE, row)) > 0.75 * size:
        return row
    kept: list[Glyph] = []
    for glyph in _split(row):
        small = glyph.size <= 0.75 * size and base - glyph.y > 0.15 * size and glyph.text.isdigit()
        before = "".join(one.text for one in kept[-4:]) if small else ""
        if not small or _SQUARE.search(before):
            kept.append(glyph)
    return kept


def _make_line(row: Sequence[Glyph], size: float, spaces: _Spaces) -> Line:
    segments: list[Segment] = []
    last = row[0]
    words, x0, x1 = [last.text], last.x0, last.x1
    for glyph in row[1:]:
        if glyph.x0 - x1 > COLUMN_GAP * size:
            segments.append(Segment("".join(words), x0, x1))
            words, x0 = [glyph.text], glyph.x0
        else:
            if spaces.part(last, glyph, x1, size):
                words.append(" ")
            words.append(glyph.text)
        x1, last = max(x1, glyph.x1), glyph
    segments.append(Segment("".join(words), x0, x1))
    stamped = any(glyph.stamp is not None for glyph in row)
    return Line(tuple(segments), spaces.base, size, stamped, spaces.drawn(last.last + 1, last.last + 2))


def _settle_stamped(text: str) -> str:
    """Set the blanks around a number or day that was stamped into a gap: `Số:7432 /UBND` gives `Số: 7432/UBND`."""
    return _STAMPED_WORD.sub(" ", _STAMPED_CODE.sub("", text))


class _Spaces:
    """The blanks near a line: within half a font size of its base line, in a cell of a table within its box."""

    __slots__ = ("_blanks", "_box", "_middles", "_reach", "base")

    def __init__(self, blanks: Blanks, base: float, reach: float, box: Box | None) -> None:
        self._blanks, self.base, self._reach, self._box = blanks, base, reach, box
        self._middles: list[float] | None = None

    def part(self, left: Glyph, right: Glyph, edge: float, size: float) -> bool:
        """Tell whether two glyphs belong to two words: a wide gap, or a blank between in place or in drawing.

        Blanks that were typed where a number was stamped later lie under its digits: there is no gap, and they
        were not drawn between them.
        """
        gap = right.x0 - edge
        if 1 < right.order - left.last <= 4 and self.drawn(left.last + 1, right.order):
            return True
        if right.text[0] in _CLOSING and gap < 0.6 * size:
            return False
        if gap > _WORD_GAP * size:
            return True
        if gap < _BLANK_GAP * size:
            return False
        middles = self._find_middles()
        place = bisect_left(middles, edge - 0.1 * size)
        return place < len(middles) and middles[place] <= right.x0 + 0.1 * size

    def drawn(self, first: int, end: int) -> bool:
        """Tell whether a blank was drawn from one turn on and before another."""
        return any(self._is_near(blank) for order in range(first, end) for blank in self._blanks.drawn(order))

    def _is_near(self, blank: Glyph) -> bool:
        if not self.base - self._reach <= blank.y <= self.base + self._reach:
            return False
        if self._box is None:
            return True
        left, top, right, bottom = self._box
        middle, height = (blank.x0 + blank.x1) / 2, blank.y - 0.3 * blank.size
        return left <= middle <= right and top <= height <= bottom

    def _find_middles(self) -> list[float]:
        """Return the middles of the blanks from left to right."""
        if self._middles is None:
            near = self._blanks.within(self.base - self._reach, self.base + self._reach)
            self._middles = sorted((blank.x0 + blank.x1) / 2 for blank in near if self._is_near(blank))
        return self._middles
