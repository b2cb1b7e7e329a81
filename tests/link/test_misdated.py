"""Typing errors in dates: what is one, what is another day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.misdated import is_impossible, is_misdated, is_slip


@pytest.mark.parametrize(
    ("one", "other", "slip", "why"),
    [
        ("2031-02-26", "2031-02-25", True, "one digit"),
        ("2031-02-26", "2021-02-26", True, "one digit of the year"),
        ("2029-12-31", "2030-12-31", True, "the year next to it, though two digits differ"),
        ("2031-05-06", "2031-06-05", True, "day and month changed places"),
        ("2031-05-12", "2031-05-21", True, "two digits changed places"),
        ("2031-02-26", "2031-02-26", False, "the same day is none"),
        ("2031-02-26", "2031-03-27", False, "two digits"),
        ("2031-02-26", "2029-02-26", False, "two years"),
        ("2031-05-06", "2030-06-05", False, "day and month changed places, in another year"),
        ("2031-02-26", "2031-02", False, "a reduced date"),
    ],
)
def test_slips(one: str, other: str, slip: bool, why: str) -> None:
    assert is_slip(one, other) is slip, why


@given(st.dates(), st.dates())
def test_a_slip_is_one_both_ways(one: object, other: object) -> None:
    assert is_slip(str(one), str(other)) == is_slip(str(other), str(one))


@pytest.mark.parametrize(
    ("code", "date", "true", "not_after", "misdated", "why"),
    [
        ("16/KH-UBND", "2031-02-25", "2031-02-26", None, True, "one year, one number"),
        ("16/KH-UBND", "2030-02-26", "2031-02-26", None, False, "numbers begin anew every year"),
        ("16/KH-UBND", "2031-02-26", "2030-02-26", "2031-01-15", True, "it cannot be after its citation"),
        ("16/KH-UBND", "2031-02-26", "2030-02-26", "2029-01-15", False, "neither can be"),
        ("5/2030/QĐ-UBND", "2031-02-26", "2030-02-26", None, True, "the code says the year"),
        ("98-NQ/TW", "2013-01-30", "2023-01-30", None, False, "two terms"),
        ("98-NQ/TW", "2022-03-30", "2023-03-30", None, True, "one term"),
        ("98-KH/TU", "2023-03-20", "2024-03-20", None, True, "one term of the committee"),
    ],
)
def test_misdated(code: str, date: str, true: str, not_after: str | None, misdated: bool, why: str) -> None:
    assert is_misdated(code, date, true, not_after) is misdated, why


def test_impossible_dates() -> None:
    assert is_impossible("5/2030/QĐ-UBND", "2031-02-26")
    assert is_impossible("16/KH-UBND", "2031-02-26", "2031-01")
    assert not is_impossible("16/KH-UBND", "2031-02-26", "2031-02")
