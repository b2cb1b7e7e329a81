"""Dates that may lack their day or month: "2030", "2030-01", "2030-01-31", and the quarter "2030-Q1".

ISO 8601 calls a date without its last parts one of reduced precision; the quarter is ours, since plans set their
deadlines by it. Such a date is a stretch of time: it has a first and a last day, and two of them may mean one day.
Records keep dates as strings; everything that compares or counts them reads them into this type first.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache, total_ordering

_FORM = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_MONTHS = 12
_LONGEST_MONTH = 31
_Place = tuple[int, int, int]  # year, month, day; also of days that no calendar has


class Precision(IntEnum):
    """How exact a date is; a more exact one is greater, and no date at all is nothing (0)."""

    YEAR = 1
    QUARTER = 2
    MONTH = 3
    DAY = 4


@total_ordering
@dataclass(frozen=True, slots=True)
class ReducedDate:
    """A year, with its quarter, or its month, or its month and day where these are known.

    Dates are kept as they are printed, so a day may be one that no calendar has (31 February): it can be compared
    and ordered, but has no first and last day. Dates sort by where they begin, of those the less exact first.
    """

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    precision: Precision = field(init=False, compare=False, repr=False)
    _begins: _Place = field(init=False, compare=False, repr=False)
    _ends: _Place = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        first, last = self.months
        object.__setattr__(self, "precision", self._find_precision())
        object.__setattr__(self, "_begins", (self.year, first, 1 if self.day is None else self.day))
        object.__setattr__(self, "_ends", (self.year, last, _LONGEST_MONTH if self.day is None else self.day))

    @classmethod
    def parse(cls, text: str | None) -> ReducedDate | None:
        """Return the date that an ISO string writes; None for no string and for one of another form."""
        return _parse(text) if text else None

    def __str__(self) -> str:
        """Return the date as ISO 8601 writes it, a quarter as "2030-Q1"."""
        if self.quarter:
            return f"{self.year:04d}-Q{self.quarter}"
        rest = (f"-{part:02d}" for part in (self.month, self.day) if part is not None)
        return f"{self.year:04d}{''.join(rest)}"

    def __lt__(self, other: ReducedDate) -> bool:
        """Tell whether this date sorts before another."""
        return (self._begins, self.precision) < (other._begins, other.precision)

    def _find_precision(self) -> Precision:
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.QUARTER if self.quarter else Precision.YEAR

    @property
    def is_full(self) -> bool:
        """Tell whether the date names its day."""
        return self.day is not None

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month of the year that the date covers."""
        if self.quarter:
            return 3 * self.quarter - 2, 3 * self.quarter
        return (1, _MONTHS) if self.month is None else (self.month, self.month)

    @property
    def first_day(self) -> datetime.date | None:
        """The first day that the date covers: of "2030-Q2" 2030-04-01; None where no calendar has it."""
        return _calendar_day(self.year, self.months[0], 1 if self.day is None else self.day)

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that the date covers: of "2028-02" 2028-02-29; None where no calendar has it."""
        return _calendar_day(self.year, self.months[1], self.day)

    @property
    def middle_day(self) -> datetime.date | None:
        """The one day that stands best for the date: of a year the first of July, of a month or quarter its first."""
        return _calendar_day(self.year, 7, 1) if self.precision is Precision.YEAR else self.first_day

    def without_day(self) -> ReducedDate:
        """Return the month of a full date; a date without its day stays as it is."""
        return replace(self, day=None) if self.is_full else self

    def may_be(self, other: ReducedDate) -> bool:
        """Tell whether two dates may mean one day: "2030" and "2030-01-31" may, "2030-01" and "2030-02" may not."""
        return not (self.is_before(other) or other.is_before(self))

    def is_before(self, other: ReducedDate) -> bool:
        """Tell whether the whole of this date lies before the whole of another; "2030" is not before "2030-05"."""
        return self._ends < other._begins

    def months_after(self, other: ReducedDate) -> int:
        """Return how many months after the last of another date this one begins; negative where it begins earlier."""
        return _MONTHS * (self.year - other.year) + self.months[0] - other.months[1]


@lru_cache(maxsize=65536)
def _parse(text: str) -> ReducedDate | None:
    hit = _FORM.fullmatch(text)
    if hit is None:
        return None
    month, day, quarter = (int(hit[part]) if hit[part] else None for part in ("month", "day", "quarter"))
    return ReducedDate(int(hit["year"]), month, day, quarter)


def _calendar_day(year: int, month: int, day: int | None) -> datetime.date | None:
    """Return a day of the calendar, the month's last where none is given; None where there is no such day."""
    try:
        return datetime.date(year, month, calendar.monthrange(year, month)[1] if day is None else day)
    except ValueError:
        return None


def is_full(date: str | None) -> bool:
    """Tell whether an ISO string writes a date known to its day."""
    read = _parse(date) if date else None
    return read is not None and read.day is not None


def first_day(date: str | None) -> str | None:
    """Return the first day of an ISO string's date as a full one, or None where no calendar has it."""
    read = ReducedDate.parse(date)
    return read.first_day.isoformat() if read and read.first_day else None


def last_day(date: str | None) -> str | None:
    """Return the last day of an ISO string's date as a full one, or None where no calendar has it."""
    read = ReducedDate.parse(date)
    return read.last_day.isoformat() if read and read.last_day else None


def may_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two ISO strings may write one day; an unknown date agrees with every other."""
    if one == other or not (one and other):
        return True
    first, second = ReducedDate.parse(one), ReducedDate.parse(other)
    return first is None or second is None or first.may_be(second)


def most_precise(dates: Iterable[str | None]) -> str | None:
    """Return the most exact of some ISO strings, of equally exact ones the latest; None where there is no date."""
    return max(filter(None, dates), key=_rank, default=None)


def _rank(date: str) -> tuple[int, str]:
    read = _parse(date)
    return (read.precision if read else 0), date
