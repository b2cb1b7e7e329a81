"""Full dates of reduced ones, and the days of recurring deadlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.days import Days, find_days, first_day, last_day


@pytest.mark.parametrize(
    ("reduced", "first", "last"),
    [
        ("2031-01-20", "2031-01-20", "2031-01-20"),
        ("2031-12", "2031-12-01", "2031-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-Q1", "2031-01-01", "2031-03-31"),
        ("2031-Q4", "2031-10-01", "2031-12-31"),
        ("2031-02-31", None, None),  # printed so, but no day
        ("2031-13", None, None),
        ("0000", None, None),
        ("mai", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_bounds(reduced: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(reduced), last_day(reduced)) == (first, last)


@pytest.mark.parametrize(
    ("recurs", "days"),
    [
        ("yearly", [Days("year")]),
        ("yearly:--11-30", [Days("year", 11, 30)]),
        ("yearly:--05-15,--11-15", [Days("year", 5, 15), Days("year", 11, 15)]),
        ("monthly:20", [Days("month", day=20)]),
        ("monthly", [Days("month")]),
        ("quarterly", [Days("quarter")]),
        ("weekly:FR", [Days("week", weekday=5)]),
        ("weekly:SU,MO", [Days("week", weekday=0), Days("week", weekday=1)]),
        ("daily", [Days("day")]),
        ("periodic", []),
        ("every:2W", []),
        (None, []),
    ],
)
def test_recurrences(recurs: str | None, days: list[Days]) -> None:
    assert find_days(recurs) == days


@given(st.dates().map(lambda day: day.isoformat()), st.sampled_from([4, 7, 10]))
def test_a_day_lies_within_its_reduced_date(day: str, size: int) -> None:
    assert (first_day(day[:size]) or "") <= day <= (last_day(day[:size]) or "")
