"""Full dates of reduced ones, and the days on which a recurring deadline falls."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_REDUCED = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?$")
_MONTH_DAY = re.compile(r"--(\d\d)-(\d\d)")
_EVERY = {"yearly": "year", "quarterly": "quarter", "monthly": "month", "weekly": "week", "daily": "day"}
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


@dataclass(frozen=True, slots=True)
class Days:
    """When a recurring deadline falls: every what, and which month, day or weekday (Sunday is 0)."""

    every: str
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def first_day(reduced: str | None) -> str | None:
    """Return the first day of a reduced date as a full one, or None where it is no date.

    "2031" is 2031-01-01, "2031-Q2" 2031-04-01, "2031-12" 2031-12-01.
    """
    bounds = _bounds(reduced)
    return bounds[0].isoformat() if bounds else None


def last_day(reduced: str | None) -> str | None:
    """Return the last day of a reduced date as a full one, or None where it is no date.

    "2031" is 2031-12-31, "2031-Q2" 2031-06-30, "2028-02" 2028-02-29.
    """
    bounds = _bounds(reduced)
    return bounds[1].isoformat() if bounds else None


def find_days(recurs: str | None) -> list[Days]:
    """Return the days of a recurrence; none for `periodic`, `every:2W` and what has no known day.

    "yearly:--05-15,--11-15" gives two, "monthly:20" one, "weekly:FR" one; "yearly" alone gives one
    without month and day: the year's last day counts.
    """
    word, _, rest = (recurs or "").partition(":")
    every = _EVERY.get(word)
    if every is None:
        return []
    if not rest:
        return [Days(every)]
    if every == "year":
        return [Days(every, int(month), int(day)) for month, day in _MONTH_DAY.findall(rest)]
    if every == "month":
        return [Days(every, day=int(day)) for day in rest.split(",") if day.isdigit()]
    return [Days(every, weekday=_WEEKDAYS.index(day)) for day in rest.split(",") if day in _WEEKDAYS]


def _bounds(reduced: str | None) -> tuple[date, date] | None:
    match = _REDUCED.match(reduced or "")
    if not match:
        return None
    year, quarter = int(match["year"]), int(match["quarter"] or 0)
    first_month = quarter * 3 - 2 if quarter else int(match["month"] or 1)
    last_month = quarter * 3 if quarter else int(match["month"] or 12)
    try:
        first = date(year, first_month, int(match["day"] or 1))
        last = date(year, last_month, int(match["day"] or monthrange(year, last_month)[1]))
    except ValueError:  # 31 February: printed so, but no day
        return None
    return first, last
