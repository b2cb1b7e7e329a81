"""The days on which a recurring deadline falls."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
        return [Days(every, day=int(day)) for day in rest.split(",") if day.isdecimal()]
    return [Days(every, weekday=_WEEKDAYS.index(day)) for day in rest.split(",") if day in _WEEKDAYS]
