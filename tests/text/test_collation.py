"""Vietnamese dictionary order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.collation import collation_key


@pytest.mark.parametrize(
    ("ordered", "why"),
    [
        (["An Giang", "Bà Rịa", "Cà Mau", "Cao Bằng", "Cần Thơ"], "letters before tones: Ca < Cao < Câ"),
        (["Dân tộc", "Du lịch", "Đà Nẵng", "Đoàn"], "đ is a letter after d"),
        (["ma", "mà", "mả", "mã", "má", "mạ"], "the order of tones"),
        (["má anh", "ma lanh"], "tones decide only between equal letters"),
        (["o", "ô", "ơ", "u", "ư"], "letters with hats and horns"),
        (["Sở 2", "Sở Y tế"], "digits before letters"),
        (["Sở Tài chính", "Sở Tài chính - Kế hoạch"], "punctuation does not count"),
        (["Sở Y", "Sở Ý", "Sở Y tế"], "a prefix comes first"),
    ],
)
def test_order(ordered: list[str], why: str) -> None:
    mixed = ordered[::-1]
    assert sorted(mixed, key=collation_key) == ordered, why


@given(st.text(max_size=30))
def test_unicode_form_does_not_count(text: str) -> None:
    assert collation_key(unicodedata.normalize("NFD", text)) == collation_key(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("text", ["UBND TỈNH", "Sở Nội Vụ"])
def test_case_does_not_count(text: str) -> None:
    assert collation_key(text.upper()) == collation_key(text.lower())
