"""Vietnamese dates in text: full, reduced, blank-filled, quarters; all as reduced ISO 8601.

Handles "ngày 05/01/2024", "ngày 19 tháng 6 năm 2015", "14-7-2025", "tháng 12/2025", "quý IV năm 2025",
"năm 2026", and date lines with blanks left open ("ngày   tháng 4 năm 2024").
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from pipeline.text.match import match_form

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
FULL_DATE = rf"{_DAY}\s*(?:[/.-]\s*{_MONTH}\s*[/.-]\s*{_YEAR}(?!\d)|tháng\s*{_MONTH}\s*(?:năm|/)\s*{_YEAR})".replace(
    "(?P<month>", "(?P<month_>", 1
).replace("(?P<year>", "(?P<year_>", 1)
_FULL = re.compile(rf"(?<![\d/])(?<!tuần\s)(?<!thứ\s)(?:ngày\s*)?{FULL_DATE}")
_QUARTER = re.compile(rf"(?:quý\s*|\bq\.?\s?)(?P<quarter>iv|iii|ii|i|[1-4])\s*(?:[/-]|năm|của năm|,\s*năm)?\s*{_YEAR}")
_BARE_MONTH = r"^\W*(?=\d\d?/\d{4}\W*$)"  # "12/2025" as the whole of a cell
_MONTH_OF = re.compile(rf"(?:tháng\s*|(?<![\w/.-])t\.?\s?|{_BARE_MONTH}){_MONTH}\s*(?:[/-]|năm|,\s*năm)\s*{_YEAR}")
_YEAR_OF = re.compile(rf"(?:năm\s*)?(?<![\d/.]){_YEAR}(?![\d/])")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date that stands in a text: reduced ISO value and span."""

    value: str
    start: int
    end: int


def find_dates(text: str) -> list[DateSpan]:
    """Find every full date of a text, in order; impossible days (31/02) are passed over."""
    found = []
    for hit in _FULL.finditer(match_form(text)):
        value = _iso(hit)
        if value:
            found.append(DateSpan(value, hit.start(), hit.end()))
    return found


def find_reduced_dates(text: str) -> list[DateSpan]:
    """Find dates of any precision, the most precise reading at each place, in order of place."""
    form = match_form(text)
    found = find_dates(text)
    for pattern in (_QUARTER, _MONTH_OF, _YEAR_OF):
        for hit in pattern.finditer(form):
            if not any(span.start < hit.end() and hit.start() < span.end for span in found):
                found.append(DateSpan(_reduced(hit), hit.start(), hit.end()))
    return sorted(found, key=lambda span: span.start)


def _iso(hit: re.Match[str]) -> str | None:
    parts = hit.groupdict()
    day, month, year = parts["day"], parts["month"] or parts["month_"], parts["year"] or parts["year_"]
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _reduced(hit: re.Match[str]) -> str:
    parts = hit.groupdict()
    year = parts["year"]
    if parts.get("quarter"):
        quarter = _QUARTERS.get(parts["quarter"]) or int(parts["quarter"])
        return f"{year}-Q{quarter}"
    if parts.get("month"):
        return f"{year}-{int(parts['month']):02d}"
    return year


def last_day(value: str) -> datetime.date:
    """Return the last day that a reduced date covers: `2025-12` gives 2025-12-31, `2025-Q1` 2025-03-31."""
    year = int(value[:4])
    if len(value) == 10:
        return datetime.date.fromisoformat(value)
    month = 12
    if len(value) == 7:
        month = int(value[6]) * 3 if value[5] == "Q" else int(value[5:7])
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
