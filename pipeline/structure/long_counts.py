"""Lists that count on behind what a line alone can tell: 100., 1.100., (100), XL., aa), L.

"100. " at the head of a line may be a sum or the end of a broken sentence, so such a number counts only in its row:
behind the number before it, or before the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

from pipeline.model import ItemStyle
from pipeline.structure.markers import WORD_ENDS, Marker, match_marker
from pipeline.text.letters import spell

_PART = r"(?:[1-9]\d{0,3}|0\d)"
_LONG: tuple[tuple[ItemStyle, re.Pattern[str]], ...] = (
    (ItemStyle.ROMAN, re.compile(rf"([IVXLC]{{1,10}})\s*[.):/-]\s*{WORD_ENDS}")),
    (ItemStyle.CAPITAL, re.compile(spell(r"([J-UYZĐW])\s*[.)]\s+(?=[{Lu}])"))),
    (ItemStyle.DOTTED, re.compile(rf"({_PART}(?:\.{_PART}){{1,3}})(?:\s*[.):/–-]\s*{WORD_ENDS}|\s+(?=\D))")),
    (ItemStyle.ARABIC, re.compile(rf"(\d{{3,5}})\s*(?:[.):]|/(?=\s)|-(?=\s))\s*{WORD_ENDS}")),
    (ItemStyle.PAREN, re.compile(r"\(\s*(\d{3,5})\s*\)\s*[.:]?\s*")),
    (ItemStyle.LETTER, re.compile(r"([a-zđ]{2})\s*[.)]\s*(?=\S)")),
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CAPITALS = "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"
_SMALL = "abcdđefghijklmnopqrstuvwxyz"
_LAST_LETTERS = _SMALL.index("v")  # from here on a row of letters may go on with two
_NEAR = 3  # letters and roman numbers that a row may leave out, and one
_LATE = 90  # of the numbers in figures: from here on the next may have three
_NEAR_FIGURES = 20  # numbers in figures that a row may leave out, and one
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class _Step:
    """A line that may bear a number of a list; `plain` where the line alone tells it."""

    place: int
    marker: Marker
    value: int
    plain: bool


def find_long_counts(texts: Sequence[str]) -> Mapping[int, Marker]:
    """Return the long markers that lines bear by the row they stand in, by the place of the line.

    >>> {place: found.label for place, found in find_long_counts(["98. A", "99. B", "100. C", "2025. D"]).items()}
    {2: '100'}
    """
    rows: dict[tuple[int, ItemStyle, str], list[_Step]] = {}
    for place, text in enumerate(texts):
        for step in _find_steps(place, text):
            label, style = step.marker.label, step.marker.style
            rows.setdefault((label.count("."), style, label.rpartition(".")[0]), []).append(step)
    found: dict[int, Marker] = {}
    labels: set[str] = set()  # of the items that are there; "100.1" lies below "100"
    for depth, style, above in sorted(rows):
        row = rows[depth, style, above]
        known = [step for step in row if step.plain or not above or step.value >= _LATE or above in labels]
        for step in _follow(known):
            labels.add(step.marker.label)
            if not step.plain:
                found[step.place] = step.marker
    return found


def _find_steps(place: int, text: str) -> Iterator[_Step]:
    """Yield what the head of a line may be: what it alone tells, and the first long number."""
    plain = match_marker(text)
    if plain and (value := _value(plain)) is not None:
        yield _Step(place, plain, value, plain=True)
    lead = len(text) - len(text.lstrip())
    for style, pattern in _LONG:
        if hit := pattern.match(text, lead):
            marker = Marker(style, hit[1], hit.end())
            if not plain or (plain.style, plain.label) != (style, hit[1]):
                yield _Step(place, marker, _value(marker) or 0, plain=False)


def _value(marker: Marker) -> int | None:
    """Return where a number stands in its row, None of one that is in no row."""
    last = marker.label.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    if marker.style is ItemStyle.ROMAN:
        values = [_ROMAN[letter] for letter in last]
        return sum(-one if one < after else one for one, after in pairwise([*values, 0]))
    if marker.style is ItemStyle.CAPITAL:
        return _CAPITALS.find(last)
    if marker.style is ItemStyle.LETTER:
        return reduce(lambda value, letter: value * len(_SMALL) + _SMALL.find(letter) + 1, last, 0)
    return None


def _follow(steps: Sequence[_Step]) -> Iterator[_Step]:
    """Yield the steps of one row that are its numbers: the plain ones, and the long ones that follow one another."""
    last: int | None = None
    for place, step in enumerate(steps):
        after = steps[place + 1].value if place + 1 < len(steps) else None
        if step.plain or _goes_on(step, last, after):
            last = step.value
            yield step


def _goes_on(step: _Step, last: int | None, after: int | None) -> bool:
    style, value = step.marker.style, step.value
    if style in (ItemStyle.ROMAN, ItemStyle.CAPITAL):
        return last is not None and 0 < value - last <= _NEAR
    if style is ItemStyle.LETTER:
        return last is not None and _LAST_LETTERS <= last < value <= last + len(_SMALL) + 1
    if last is not None and _LATE <= last < value <= last + _NEAR_FIGURES:
        return True
    below = style is ItemStyle.DOTTED and value < _LATE and (last is None or last < value)  # 100.1 below 100
    return below or (value < _THOUSAND and after == value + 1)
