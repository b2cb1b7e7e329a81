"""Vietnamese dates in text: full, reduced, blank-filled, quarters; all as reduced ISO 8601.

Handles "ngày 05/01/2024", "ngày 19 tháng 6 năm 2015", "14-7-2025", "2025-07-14", "05/9/25", "tháng 12/2025",
"quý IV năm 2025", "năm 2026", and date lines with blanks left open ("ngày   tháng 4 năm 2024").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.text.reduced_date import ReducedDate
from pipeline.text.words import Hit, Spans, Words

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
FULL_DATE = rf"{_DAY}\s*(?:[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}(?!\d)|tháng\s*{_MONTH}\s*(?:năm|/)\s*{_YEAR})".replace(
    "(?P<month>", "(?P<month_>", 1
).replace("(?P<year>", "(?P<year_>", 1)
ISO_DATE = r"(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>1[0-2]|0[1-9])-(?P<iso_day>3[01]|[12]\d|0[1-9])(?!\d)"
SHORT_DATE = rf"{_DAY}(?P<sign>\s?/\s?|-){_MONTH}(?P=sign)(?P<year>\d\d)(?![\d/.-]*\d)"  # "05/9/25"
_ISO = re.compile(rf"(?<![\w/-]){ISO_DATE}(?!-\w)")
_SHORT = re.compile(rf"(?<![\w/.-]){SHORT_DATE}")
_CENTURY = 2000  # of a year in two figures
_FULL = re.compile(rf"(?<![\d/])(?<!tuần\s)(?<!thứ\s)(?:ngày\s*)?{FULL_DATE}")
_QUARTER = re.compile(rf"(?:quý\s*|\bq\.?\s?)(?P<quarter>iv|iii|ii|i|[1-4])\s*(?:[/-]|năm|của năm|,\s*năm)?\s*{_YEAR}")
_BEHIND = (
    "|".join(f"(?<={lead} )" for lead in ("trước", "trong", "từ", "hết", "đến", "tới"))
    + r"|(?<=20\d\d - )|(?<=20\d\d-)"
)
# "12/2025" as a cell or its beginning, behind a word of time or another month.
_BARE_MONTH = (
    rf"(?:^\W*(?=\d\d?/\d{{4}}(?:\W*$|\s*(?:[-–]|đến|tới)\s*\d))|(?<!\w)(?:{_BEHIND})(?=\d\d?/\d{{4}}(?![\d/])))"
)
_MONTH_OF = re.compile(rf"(?:tháng\s*|(?<![\w/.-])t\.?\s?|{_BARE_MONTH}){_MONTH}\s*(?:[/-]|năm|,\s*năm)\s*{_YEAR}")
_YEAR_OF = re.compile(rf"(?:năm\s*)?(?<![\d/.]){_YEAR}(?![\d/])")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date that stands in a document: what it is, and where."""

    value: ReducedDate
    start: int
    end: int


def find_dates(words: Words) -> list[DateSpan]:
    """Find every full date with its whole year, in order; impossible days (31/02) are passed over."""
    found = [DateSpan(_full(hit), *hit.span()) for hit in words.find_all(_FULL)]
    found += [DateSpan(_iso(hit), *hit.span()) for hit in words.find_all(_ISO)]
    return sorted((span for span in found if span.value.first_day), key=lambda span: span.start)


def find_reduced_dates(words: Words) -> list[DateSpan]:
    """Find dates of any precision, the most precise reading at each place, in order of place.

    A year may have two figures here ("05/9/25"); of a day that no calendar has ("31/11/2025") the month is kept.
    """
    found = find_dates(words)
    _add(found, (DateSpan(_short(hit), *hit.span()) for hit in words.find_all(_SHORT)))
    _add(found, (DateSpan(_full(hit).without_day(), *hit.span()) for hit in words.find_all(_FULL)))
    for pattern in (_QUARTER, _MONTH_OF, _YEAR_OF):
        _add(found, (DateSpan(_reduced(hit), *hit.span()) for hit in words.find_all(pattern)))
    return sorted(found, key=lambda span: span.start)


def _add(found: list[DateSpan], further: Iterable[DateSpan]) -> None:
    """Add the dates that cover no place of those found before and that a calendar has."""
    covered = Spans((span.start, span.end) for span in found)  # those of one kind do not overlap each other
    found += [new for new in further if new.value.first_day and not covered.between(new.start, new.end)]


def _iso(hit: Hit) -> ReducedDate:
    return ReducedDate(int(hit["iso_year"]), int(hit["iso_month"]), int(hit["iso_day"]))


def _short(hit: Hit) -> ReducedDate:
    return ReducedDate(_CENTURY + int(hit["year"]), int(hit["month"]), int(hit["day"]))


def _full(hit: Hit) -> ReducedDate:
    parts = hit.match.groupdict()
    year, month = parts["year"] or parts["year_"], parts["month"] or parts["month_"]
    return ReducedDate(int(year), int(month), int(parts["day"]))


def _reduced(hit: Hit) -> ReducedDate:
    parts = hit.match.groupdict()
    year, month, quarter = int(parts["year"]), parts.get("month"), parts.get("quarter")
    if quarter:
        return ReducedDate(year, quarter=_QUARTERS.get(quarter) or int(quarter))
    return ReducedDate(year, int(month) if month else None)
