"""Where a disagreement is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.compare.compare import Outcome, Verdict
from pipeline.evaluate.compare.places import Pages, find_place, find_words, make_place
from pipeline.model import Evidence, Span

TEXT = "1. Sở Y tế mở lớp.\n2. Sở Xây dựng\nchủ trì, phối hợp với Sở Y tế trồng tre."
SECOND = TEXT.index("2.")
NEAR = Evidence(SECOND, len(TEXT), "task", 0.9)


def missing(expected: str, near: Evidence | None = None, key: str = "=2|sở xây dựng chủ trì|x") -> Verdict:
    return Verdict("tasks.lead", Outcome.MISSING, "2", expected, "", key, None, near)


@pytest.mark.parametrize(
    ("words", "near", "expected"),
    [
        ("sở y tế", None, TEXT.index("Sở Y tế")),  # the first
        ("Sở Y tế", Span(SECOND, len(TEXT)), TEXT.rindex("Sở Y tế")),  # the one inside
        ("Sở Xây dựng chủ trì", None, TEXT.index("Sở Xây")),  # over a line end
        ("Sở Y", None, TEXT.index("Sở Y tế")),
        ("ở Y tế", None, None),  # not the end of a word
        ("", None, None),
        ("***", None, None),
    ],
)
def test_words_are_found_nearest_to_their_subject(words: str, near: Span | None, expected: int | None) -> None:
    span = find_words(TEXT, words, near)
    assert (span.start if span else None) == expected


def test_a_found_value_shows_its_evidence() -> None:
    evidence = Evidence(3, 10, "rule", 0.9)
    verdict = Verdict("tasks.lead", Outcome.EXTRA, "1", "", "Sở Y tế", "+1|x|y", evidence)
    place = find_place(verdict, TEXT, Pages((0, SECOND), (1, 2)))
    assert place
    assert (place.words, place.page, place.exact) == ("Sở Y tế", 1, True)


def test_a_missed_value_is_looked_for_and_else_its_subject_is_shown() -> None:
    found = find_place(missing("Sở Y tế", NEAR), TEXT, Pages((0, SECOND), (1, 2)))
    assert found and (found.start, found.page, found.exact) == (TEXT.rindex("Sở Y tế"), 2, True)
    subject = find_place(missing("2031-06-30"), TEXT, Pages())
    assert subject and (subject.start, subject.exact) == (TEXT.index("Sở Xây"), False)
    assert find_place(missing("2031-06-30", key="=9|không có trong bài|x"), TEXT, Pages()) is None


@given(st.data())
def test_a_place_keeps_to_one_line_and_to_the_text(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, len(TEXT)))
    place = make_place(TEXT, Span(start, end), Pages())
    shown = place.before + place.words + place.after
    assert "\n" not in shown
    assert shown in TEXT.replace("\n", " ")
