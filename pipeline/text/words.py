"""A piece of a document's text that knows where it stands, with the form that rules are matched on.

A rule is matched on the match form (`text.match`), what is shown is taken from the text, and evidence counts
characters from the beginning of the document. `Words` keeps the three together: its form is computed once for a whole
document, pieces are cut from it, and every place that goes in or comes out is an offset in the document's text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.text.match import match_form

_END = sys.maxsize
_BLANK = "\u2007"  # a figure space: no letter, no digit, and white space to every pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern holds: groups as of `re.Match`, places counted from the beginning of the document.

    The words of a group are those of the form, in small letters; the printed ones are `words[hit.start():hit.end()]`.
    """

    match: re.Match[str]
    offset: int

    def __getitem__(self, group: str | int) -> str:
        """Return the matched form of a group; an optional one that took no part gives None, as in `re.Match`."""
        return self.match[group]

    def start(self, group: str | int = 0) -> int:
        """Return where a group begins."""
        return self.match.start(group) + self.offset

    def end(self, group: str | int = 0) -> int:
        """Return where a group ends."""
        return self.match.end(group) + self.offset

    def span(self, group: str | int = 0) -> tuple[int, int]:
        """Return where a group begins and ends."""
        start, end = self.match.span(group)
        return start + self.offset, end + self.offset


class Spans:
    """Spans of a document in order, those that touch or overlap as one: asked for by place, however many they are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take spans in any order; empty ones are left out."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif start < end:
                self._starts.append(start)
                self._ends.append(end)

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the spans that reach into a stretch, in order."""
        places = slice(bisect_right(self._ends, start), bisect_left(self._starts, end))
        return list(zip(self._starts[places], self._ends[places], strict=True))

    def holds(self, start: int, end: int) -> bool:
        """Tell whether they share a character with a stretch; an empty one stands for the character behind it."""
        return bool(self.between(start, max(end, start + 1)))

    def cover(self, place: int) -> bool:
        """Tell whether a place lies in one of them."""
        return self.holds(place, place + 1)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a text, its match form of the same length, and where it begins in the document.

    Patterns see the piece alone: `^` holds at its beginning, `$` at its end, nothing is seen behind or before it.
    """

    text: str
    form: str
    start: int = 0

    @classmethod
    def of(cls, text: str, start: int = 0) -> Words:
        """Return a text as words; a text of its own begins at 0."""
        return cls(text, match_form(text), start)

    @property
    def end(self) -> int:
        """Where the piece ends in the document."""
        return self.start + len(self.text)

    def __len__(self) -> int:
        """Return the number of characters; words without any are false."""
        return len(self.text)

    def __str__(self) -> str:
        """Return the printed words."""
        return self.text

    def __getitem__(self, places: slice[int | None, int | None, None]) -> Words:
        """Return the piece between two places of the document; what lies outside these words is left out."""
        start, end, size = places.start, places.stop, len(self.text)
        first = 0 if start is None or start <= self.start else start - self.start
        last = size if end is None else end - self.start if end > self.start else 0
        if first > size:
            first = size
        return Words(self.text[first:last], self.form[first:last], self.start + first)

    def has_capital(self, place: int) -> bool:
        """Tell whether a capital letter stands at a place of the document."""
        place -= self.start
        return self.text[place : place + 1].isupper()

    def match(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> Hit | None:
        """Match the form at its beginning, or at `start` and not beyond `end`, two places of the document."""
        if start is None and end is None:
            hit = pattern.match(self.form)
        else:
            hit = pattern.match(self.form, *self._within(start, end))
        return Hit(hit, self.start) if hit else None

    def search(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> Hit | None:
        """Find where a pattern first holds in the form, from `start` on and not beyond `end`, if these are given."""
        if start is None and end is None:
            hit = pattern.search(self.form)
        else:
            hit = pattern.search(self.form, *self._within(start, end))
        return Hit(hit, self.start) if hit else None

    def find_all(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> list[Hit]:
        """Find every place in the form where a pattern holds, in order."""
        offset = self.start
        if start is None and end is None:
            return [Hit(hit, offset) for hit in pattern.finditer(self.form)]
        return [Hit(hit, offset) for hit in pattern.finditer(self.form, *self._within(start, end))]

    def strip(self, signs: str | None = None) -> Words:
        """Return the words without some signs (blanks, if none are given) at both ends."""
        return self.lstrip(signs).rstrip(signs)

    def lstrip(self, signs: str | None = None) -> Words:
        """Return the words without some signs at their beginning."""
        return self[self.end - len(self.text.lstrip(signs)) :]

    def rstrip(self, signs: str | None = None) -> Words:
        """Return the words without some signs at their end."""
        return self[: self.start + len(self.text.rstrip(signs))]

    def lines(self) -> Iterator[Words]:
        """Yield what stands between line breaks, also where that is nothing."""
        start = self.start
        for line in self.text.split("\n"):
            yield self[start : start + len(line)]
            start += len(line) + 1

    def blanked(self, spans: Iterable[tuple[int, int]] | Spans) -> Words:
        """Return the words with spans of the document made blank in the form, where no rule shall hold."""
        here, place, parts = self.start, 0, []
        spans = spans if isinstance(spans, Spans) else Spans(spans)
        for first, last in spans.between(here, self.end):
            first, last = max(first - here, 0), min(last - here, len(self.form))
            parts += [self.form[place:first], _BLANK * (last - first)]
            place = last
        return Words(self.text, "".join([*parts, self.form[place:]]), here) if parts else self

    def _within(self, start: int | None, end: int | None) -> tuple[int, int]:
        return 0 if start is None else start - self.start, _END if end is None else end - self.start
