"""Ids made of words: long ones are cut and stay apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.slugs import make_slug


def test_words_are_joined() -> None:
    assert make_slug("so y te") == "so-y-te"
    assert len(make_slug("phong " * 40)) == 60


@given(st.text("ab ", min_size=1, max_size=200), st.text("ab ", min_size=1, max_size=200))
def test_long_slugs_stay_apart(one: str, other: str) -> None:
    equal = one.replace(" ", "-") == other.replace(" ", "-")
    assert (make_slug(one) == make_slug(other)) is equal
