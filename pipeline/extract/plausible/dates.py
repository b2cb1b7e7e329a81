"""Days that no calendar has, dates of another age, deadlines and cited documents on the wrong side of the issue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.plausible.notes import note
from pipeline.knowledge.doubts import TABLE, load_bounds
from pipeline.knowledge.load import load_pattern
from pipeline.model import Citation, Deadline, DeadlineKind, Evidence, Issue, Record, Span
from pipeline.text.impossible_days import find_impossible_days
from pipeline.text.match import squeeze
from pipeline.text.reduced_date import ReducedDate
from pipeline.text.words import Words


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of the record, where it was read, and the last year in which it can be."""

    value: str
    place: Evidence | None
    last_year: int

    @property
    def date(self) -> ReducedDate | None:
        """The date that the value writes; None where it writes none."""
        return ReducedDate.parse(self.value)


def find_strange_days(record: Record) -> Iterator[Issue]:
    """Yield each printed day that no calendar has, once, and each date that was read as one."""
    words = Words.of(record.text)
    printed: dict[str, tuple[Span, str]] = {}
    for start, end in find_impossible_days(words, load_pattern(TABLE, "day_cue")):
        piece = words[start:end]
        printed.setdefault(squeeze(piece.form), (Span(start, end), piece.text))
    yield from (note("impossible_day", place, shown) for place, shown in printed.values())
    covered = [place for place, _ in printed.values()]
    for dated in _dates(record):
        if dated.date and dated.date.first_day is None and not _is_told(dated.place, covered):
            yield note("impossible_day", dated.place, dated.value)


def _is_told(place: Evidence | None, spans: list[Span]) -> bool:
    return place is not None and any(span.start < place.end and place.start < span.end for span in spans)


def find_strange_dates(record: Record) -> Iterator[Issue]:
    """Yield dates before the State was founded, and those so late that a figure must be wrong."""
    for dated in _dates(record):
        if dated.date and dated.date.year < load_bounds().first_year:
            yield note("date_too_early", dated.place, dated.value)
        elif dated.date and dated.date.year > dated.last_year:
            yield note("date_too_late", dated.place, dated.value)


def _dates(record: Record) -> Iterator[_Dated]:
    bounds = load_bounds()
    if issued := record.identity.issued:
        yield _Dated(issued.value, issued.evidence, bounds.last_year_of_issue)
    for citation in record.citations:
        if citation.date:
            yield _Dated(citation.date, _place(citation), bounds.last_year_of_issue)
    for deadline in _deadlines(record):
        for value in dict.fromkeys((deadline.start, deadline.end)):
            if value:
                yield _Dated(value, deadline.evidence, bounds.last_year)


def _deadlines(record: Record) -> Iterator[Deadline]:
    """Yield each deadline once; one that a heading or a last sentence sets stands in many tasks."""
    seen: set[Deadline] = set()
    for task in record.tasks:
        if task.deadline and task.deadline not in seen:
            seen.add(task.deadline)
            yield task.deadline


def _place(citation: Citation) -> Evidence | None:
    return next(iter(citation.mentions), None)


def find_past_deadlines(record: Record) -> Iterator[Issue]:
    """Yield deadlines that were over at the issue, those that end before they start, and acts cited before their day.

    Periods that a document looks back on are told with words of their own: they may be right.
    """
    for deadline in _deadlines(record):
        if _is_before(deadline.end, deadline.start):
            yield note("deadline_ends_before_it_starts", deadline.evidence, str(deadline.end), str(deadline.start))
    issued = record.identity.issued
    if issued is None:
        return
    for deadline in _deadlines(record):
        if _is_before(deadline.end, issued.value):
            looks_back = deadline.kind is DeadlineKind.PERIOD
            code = "period_before_issue" if looks_back else "deadline_before_issue"
            yield note(code, deadline.evidence, squeeze(deadline.raw), issued.value)
    for citation in record.citations:
        if _is_before(issued.value, citation.date):
            yield note("cited_after_issue", _place(citation), f"{citation.key} ({citation.date})", issued.value)


def _is_before(one: str | None, other: str | None) -> bool:
    """Tell whether a whole reduced date lies before another; never of a day that no calendar has."""
    first, second = ReducedDate.parse(one), ReducedDate.parse(other)
    if not (first and second and first.first_day and second.first_day):
        return False
    return first.is_before(second)
