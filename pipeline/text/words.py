"""A piece of a document's text that knows where it stands, with the form that rules are matched on.

A rule is matched on the match form (`text.match`), what is shown is taken from the text, and evidence counts
characters from the beginning of the document. `Words` keeps the three together: its form is computed once for a whole
document, pieces are cut from it, and every place that goes in or comes out is an offset in the document's text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
        first = 0 if places.start is None else max(places.start - self.start, 0)
        last = _END if places.stop is None else max(places.stop - self.start, 0)
        return Words(self.text[first:last], self.form[first:last], min(self.start + first, self.end))

    def match(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> Hit | None:
        """Match the form at its beginning, or at `start` and not beyond `end`, two places of the document."""
        first, last = self._within(start, end)
        hit = pattern.match(self.form, first, last)
        return Hit(hit, self.start) if hit else None

    def search(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> Hit | None:
        """Find where a pattern first holds in the form, from `start` on and not beyond `end`, if these are given."""
        first, last = self._within(start, end)
        hit = pattern.search(self.form, first, last)
        return Hit(hit, self.start) if hit else None

    def finditer(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> Iterator[Hit]:
        """Find every place in the form where a pattern holds, in order."""
        first, last = self._within(start, end)
        for hit in pattern.finditer(self.form, first, last):
            yield Hit(hit, self.start)

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

    def blanked(self, spans: Iterable[tuple[int, int]]) -> Words:
        """Return the words with spans of the document made blank in the form, where no rule shall hold."""
        form = self.form
        for start, end in spans:
            first, last = max(start - self.start, 0), min(end - self.start, len(form))
            if first < last:
                form = form[:first] + _BLANK * (last - first) + form[last:]
        return replace(self, form=form)

    def _within(self, start: int | None, end: int | None) -> tuple[int, int]:
        return 0 if start is None else start - self.start, _END if end is None else end - self.start
