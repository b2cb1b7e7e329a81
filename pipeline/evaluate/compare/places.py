"""Where in the text a fact stands, or would stand: for disagreements, which must be shown in their place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from pipeline.evaluate.compare.compare import Outcome, Verdict
from pipeline.model import ParsedDocument, Span

AROUND = 45  # characters of context on each side
_WORDS = 8  # of a long value are looked for


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document's text, with the words before, in and after it, and its page if it has pages.

    `exact` says that the value itself stands there; otherwise it is what the fact is about, or the whole document.
    """

    start: int
    end: int
    page: int | None
    before: str
    words: str
    after: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Pages:
    """On which page an offset lies: the offsets at which pages begin, and their numbers."""

    starts: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    def at(self, offset: int) -> int | None:
        """Return the page of an offset, or None where the format has no pages."""
        place = bisect_right(self.starts, offset) - 1
        return self.numbers[place] if place >= 0 else None


def make_pages(parsed: ParsedDocument) -> Pages:
    """Return where the pages of a document begin."""
    starts: list[int] = []
    numbers: list[int] = []
    for block in parsed.blocks:
        if block.page is not None and (not numbers or numbers[-1] != block.page):
            starts.append(block.start)
            numbers.append(block.page)
    return Pages(tuple(starts), tuple(numbers))


def find_place(verdict: Verdict, text: str, pages: Pages) -> Place | None:
    """Return where a disagreement stands.

    A found value shows its evidence. A missed one is looked for by its printed words, nearest to its subject (the
    task, the citation); where it is not printed so (a date in ISO form, a relation) its subject is shown.
    """
    near = Span(verdict.near.start, verdict.near.end) if verdict.near else None
    if verdict.evidence is not None:
        return make_place(text, Span(verdict.evidence.start, verdict.evidence.end), pages)
    if verdict.outcome in (Outcome.MISSING, Outcome.WRONG) and (span := find_words(text, verdict.expected, near)):
        return make_place(text, span, pages)
    if near is None and verdict.subject:
        near = find_words(text, _subject_words(verdict), None)
    return make_place(text, near, pages, exact=False) if near else None


def _subject_words(verdict: Verdict) -> str:
    """Return words by which the subject can be found: a task's opening is in its key, a citation is its code."""
    if verdict.metric.startswith("tasks"):
        return verdict.key[1:].split("|")[1]
    return verdict.subject


def make_place(text: str, span: Span, pages: Pages, *, exact: bool = True) -> Place:
    """Return a span with its surroundings, on one line."""
    before = _one_line(text[max(0, span.start - AROUND) : span.start])
    words, after = _one_line(text[span.start : span.end]), _one_line(text[span.end : span.end + AROUND])
    return Place(span.start, span.end, pages.at(span.start), before, words, after, exact)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def find_words(text: str, words: str, near: Span | None) -> Span | None:
    """Return where some words are printed, in any case, spacing and punctuation; of several the nearest to a span."""
    pattern = _pattern(words)
    if pattern is None:
        return None
    spans = [Span(match.start(), match.end()) for match in pattern.finditer(text)]
    if not spans:
        return None
    return min(spans, key=lambda span: _distance(span, near)) if near else spans[0]


def _distance(span: Span, near: Span) -> int:
    if near.start <= span.start and span.end <= near.end:
        return 0
    return 1 + min(abs(span.start - near.end), abs(near.start - span.end))


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str] | None:
    parts = re.findall(r"\w+", words)[:_WORDS]
    return re.compile(r"\b" + r"\W+".join(map(re.escape, parts)) + r"\b", re.IGNORECASE) if parts else None
