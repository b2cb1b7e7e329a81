"""Dates that may lack day or month: bounds, order, which may mean one day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.reduced_date import (
    Precision,
    ReducedDate,
    first_day,
    is_full,
    last_day,
    may_agree,
    most_precise,
)

DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))


def reduce(day: date, precision: Precision) -> ReducedDate:
    """Return what is left of a day at a precision."""
    return {
        Precision.DAY: ReducedDate(day.year, day.month, day.day),
        Precision.MONTH: ReducedDate(day.year, day.month),
        Precision.QUARTER: ReducedDate(day.year, quarter=(day.month + 2) // 3),
        Precision.YEAR: ReducedDate(day.year),
    }[precision]


DATES = st.builds(reduce, DAYS, st.sampled_from(Precision))


def parse(text: str) -> ReducedDate:
    """Return a date that can be read."""
    read = ReducedDate.parse(text)
    assert read is not None
    return read


# written, precision, first day, last day, middle day
BOUNDS = [
    ("2031-01-20", Precision.DAY, "2031-01-20", "2031-01-20", "2031-01-20"),
    ("2031-12", Precision.MONTH, "2031-12-01", "2031-12-31", "2031-12-01"),
    ("2028-02", Precision.MONTH, "2028-02-01", "2028-02-29", "2028-02-01"),
    ("2027-02", Precision.MONTH, "2027-02-01", "2027-02-28", "2027-02-01"),
    ("2031", Precision.YEAR, "2031-01-01", "2031-12-31", "2031-07-01"),
    ("2031-Q1", Precision.QUARTER, "2031-01-01", "2031-03-31", "2031-01-01"),
    ("2031-Q2", Precision.QUARTER, "2031-04-01", "2031-06-30", "2031-04-01"),
    ("2031-Q3", Precision.QUARTER, "2031-07-01", "2031-09-30", "2031-07-01"),
    ("2031-Q4", Precision.QUARTER, "2031-10-01", "2031-12-31", "2031-10-01"),
]


@pytest.mark.parametrize(("written", "precision", "first", "last", "middle"), BOUNDS)
def test_bounds(written: str, precision: Precision, first: str, last: str, middle: str) -> None:
    read = parse(written)
    assert (read.precision, str(read.middle_day)) == (precision, middle)
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["2031-02-31", "2031-13", "2031-00", "2031-01-00", "0000"])
def test_a_day_that_no_calendar_has_is_kept_without_bounds(written: str) -> None:
    read = parse(written)
    assert (str(read), read.middle_day) == (written, None)
    assert (first_day(written), last_day(written)) == (None, None)


@pytest.mark.parametrize(
    "written", ["mai", "", "2031-1", "2031-01-2", "31", "2031-Q5", "2031-01-20T10:00", "2031-", None]
)
def test_what_is_no_date(written: str | None) -> None:
    assert ReducedDate.parse(written) is None
    assert (first_day(written), last_day(written), is_full(written)) == (None, None, False)


# one, other, may they mean one day, why
PAIRS = [
    ("2030", "2030-01-31", True, "a year and a day of it"),
    ("2030-01", "2030-01-31", True, "a month and a day of it"),
    ("2030-02", "2030-02-31", True, "a month and a day printed for it, which it does not have"),
    ("2030-Q1", "2030-02", True, "a quarter and a month of it"),
    ("2030-Q1", "2030-04", False, "a quarter and a month behind it"),
    ("2030-01", "2030-02", False, "two months"),
    ("2030-01-30", "2030-01-31", False, "two days"),
    ("2030", "2031-01-01", False, "a year and a day of the next"),
    ("", "2030", True, "an unknown date"),
    (None, None, True, "two unknown dates"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), PAIRS, ids=[case[3] for case in PAIRS])
def test_may_agree(one: str | None, other: str | None, same: bool, why: str) -> None:
    assert may_agree(one, other) is may_agree(other, one) is same, why


@pytest.mark.parametrize(
    ("dates", "best"),
    [
        (["2030", None, "2030-01"], "2030-01"),
        (["2030-01-31", "2031"], "2030-01-31"),
        (["2030-01", "2030-03", "2030-02"], "2030-03"),
        ([None, None], None),
        ([], None),
    ],
)
def test_most_precise(dates: list[str | None], best: str | None) -> None:
    assert most_precise(dates) == best


@pytest.mark.parametrize(
    ("later", "earlier", "months"),
    [("2030-05-01", "2030-03-31", 2), ("2030-01", "2029", 1), ("2031", "2030-Q3", 4), ("2030", "2030-12", -11)],
)
def test_months_after(later: str, earlier: str, months: int) -> None:
    assert parse(later).months_after(parse(earlier)) == months


@given(DATES)
def test_written_and_read_again_a_date_is_the_same(one: ReducedDate) -> None:
    assert ReducedDate.parse(str(one)) == one
    assert is_full(str(one)) is one.is_full is (one.precision is Precision.DAY)


@given(DAYS, st.sampled_from(Precision))
def test_a_day_lies_within_what_is_left_of_it(day: date, precision: Precision) -> None:
    left, full = reduce(day, precision), reduce(day, Precision.DAY)
    assert left.first_day and left.last_day and left.middle_day
    assert left.first_day <= day <= left.last_day
    assert left.first_day <= left.middle_day <= left.last_day
    assert left.may_be(full) and full.may_be(left)
    assert left <= full
    assert left.without_day() == (reduce(day, Precision.MONTH) if left.is_full else left)


@given(DATES)
def test_the_bounds_are_the_widest(one: ReducedDate) -> None:
    first, last = one.first_day, one.last_day
    assert first and last
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    assert reduce(before, Precision.DAY).is_before(one) and one.is_before(reduce(after, Precision.DAY))


@given(DATES, DATES)
def test_dates_may_be_one_where_their_days_meet(one: ReducedDate, other: ReducedDate) -> None:
    assert one.first_day and one.last_day and other.first_day and other.last_day
    meet = one.first_day <= other.last_day and other.first_day <= one.last_day
    assert one.may_be(other) is other.may_be(one) is may_agree(str(one), str(other)) is meet
    assert one.is_before(other) is (one.last_day < other.first_day)


@given(st.lists(DATES, max_size=8))
def test_dates_sort_by_where_they_begin(dates: list[ReducedDate]) -> None:
    ordered = sorted(dates)
    assert [one.first_day for one in ordered] == sorted(one.first_day for one in dates if one.first_day)
    assert all(not one.is_before(before) for before, one in pairwise(ordered))


@given(st.lists(DATES.filter(lambda one: one.quarter is None), max_size=8))
def test_without_quarters_dates_sort_as_they_are_written(dates: list[ReducedDate]) -> None:
    assert [str(one) for one in sorted(dates)] == sorted(map(str, dates))
