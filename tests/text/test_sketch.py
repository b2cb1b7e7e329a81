"""Sketches of texts: near-identical ones meet, others do not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sketch import BINS, make_sketch, measure_likeness

WORDS = [f"{head}{tail}" for head in ("b", "c", "đ", "gi", "h", "kh", "l", "m") for tail in ("an", "ông", "ức", "ình")]


def invent(seed: int, length: int) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) + rng.choice(WORDS) for _ in range(length)]


def likeness(one: str, other: str) -> float:
    left, right = make_sketch(one), make_sketch(other)
    assert left and right
    return measure_likeness(left, right)


@pytest.mark.parametrize("length", [150, 600, 5000])
@pytest.mark.parametrize(
    ("changed", "least", "most", "why"),
    [
        (0.0, 1.0, 1.0, "the same words"),
        (0.02, 0.85, 1.0, "a number, a day and a few words"),
        (0.08, 0.60, 0.85, "a scan in which one word of twelve is misread"),
        (0.5, 0.0, 0.30, "half of it rewritten"),
    ],
)
def test_likeness_falls_with_what_was_changed(length: int, changed: float, least: float, most: float, why: str) -> None:
    words, rng = invent(1, length), random.Random(2)
    other = [f"{word}x" if rng.random() < changed else word for word in words]
    assert least <= likeness(" ".join(words), " ".join(other)) <= most, why


def test_other_texts_of_the_same_words_are_unlike() -> None:
    assert likeness(" ".join(invent(1, 800)), " ".join(invent(2, 800))) < 0.1


def test_case_marks_and_line_breaks_say_nothing() -> None:
    rest = " ".join(invent(3, 80))
    text = f"{rest} Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì"
    assert likeness(text, f"{rest.upper()}\nUỶ BAN NHAN DAN\ntinh giao SỞ NỘI VỤ\nchủ trì") == 1.0


@pytest.mark.parametrize("text", ["", "  \n", "một", "một hai " * 200, " ".join(invent(4, 60))])
def test_a_text_too_short_to_be_compared_has_no_sketch(text: str) -> None:
    assert make_sketch(text) is None


@given(st.text(max_size=40), st.booleans())
def test_any_text_is_like_itself(text: str, is_long: bool) -> None:
    sketch = make_sketch(f"{text} {' '.join(invent(5, 90))} {text}" if is_long else text)
    assert bool(sketch) or not is_long
    if sketch is not None:
        assert len(bytes.fromhex(sketch)) == BINS
        assert measure_likeness(sketch, sketch) == 1.0
