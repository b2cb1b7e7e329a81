"""Terms of the Party and the National Assembly, and the periods within which numbers count."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.knowledge.terms import Body, Numbering, Term, find_period, find_term, load_terms
from pipeline.text.match import match_form

TERMS = load_terms()


@pytest.mark.parametrize("row", TERMS.bodies, ids=lambda row: row.body)
def test_bodies_have_examples_and_rejects(row: Body) -> None:
    assert row.examples and row.rejects
    for name in row.examples:
        term = find_term(name)
        assert term and term.body == row.body, name
    assert not [name for name in row.rejects if find_term(name)]


@pytest.mark.parametrize("row", TERMS.numberings, ids=lambda row: row.by)
def test_numberings_have_examples_and_rejects(row: Numbering) -> None:
    assert row.examples and row.rejects
    first = {code: next((one.by for one in TERMS.numberings if one.pattern.match(code)), None) for code in row.examples}
    assert set(first.values()) == {row.by}, "no earlier row takes an example"
    assert not [code for code in row.rejects if row.pattern.match(code)]


def test_words_are_in_match_form() -> None:
    words = [word for row in TERMS.bodies for word in row.words]
    assert [word for word in words if match_form(word) != word] == []


@pytest.mark.parametrize("body", sorted({row.body for row in TERMS.terms}))
def test_terms_follow_one_another(body: str) -> None:
    rows = [row for row in TERMS.terms if row.body == body]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for row in rows for day in (row.begins, row.ends or row.begins))
    assert all(one.ends and one.begins < one.ends <= other.begins for one, other in pairwise(rows))
    assert rows[-1].ends is None


@pytest.mark.parametrize(
    ("name", "date", "covered", "why"),
    [
        ("Bộ Chính trị khóa XI", "2014-07-01", True, "inside"),
        ("Bộ Chính trị khóa XI", "2023-01-30", False, "two terms later"),
        ("Bộ Chính trị khóa XIII", "2021", True, "the year in which it began"),
        ("Bộ Chính trị khoá XIII", "2023-01-30", True, "the other spelling of the tone"),
        ("Quốc hội khóa XIII", "2013-11-29", True, "the Assembly counts its own terms"),
        ("Quốc hội khóa XIII", "2017-06-20", False, "the Party's term of that number"),
    ],
)
def test_terms_bound_dates(name: str, date: str, covered: bool, why: str) -> None:
    term = find_term(name)
    assert term and term.covers(date) is covered, why


@pytest.mark.parametrize(
    "name", ["Bộ Chính trị", "HĐND tỉnh khóa XVIII", "Đại hội XIII của Đảng", "Bộ Chính trị khóa L"]
)
def test_other_names_have_no_term(name: str) -> None:
    assert find_term(name) is None


@pytest.mark.parametrize(
    ("code", "date", "period", "why"),
    [
        ("16/KH-UBND", "2031-02-26", "2031", "a state body counts within the year"),
        ("5/2030/QĐ-UBND", "2031-02-26", "2030", "the code bears its year"),
        ("98-NQ/TW", "2023-01-30", "party XIII", "the Party's centre counts within the term"),
        ("98-NQ/TW", "2014-07-01", "party XI", "another term"),
        ("98-KH/TU", "2023-03-20", "local_party XIII", "a committee below counts within its own term"),
        ("98-KH/TU", "2020-08-10", None, "in the months of the congresses a date says nothing of the term"),
        ("98-NQ/TW", "2021-02-01", None, "the day on which one term ends and the next begins"),
    ],
)
def test_periods_of_numbers(code: str, date: str, period: str | None, why: str) -> None:
    assert find_period(code, date) == period, why


def test_an_open_term_lasts() -> None:
    assert Term("party", "XIV", "2026-01-23", None).covers("2030-01-01")
