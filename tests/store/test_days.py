"""The days of recurring deadlines."""

from __future__ import annotations

import pytest

from pipeline.store.days import Days, find_days


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
