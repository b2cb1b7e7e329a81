from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.canonical import canonical, canonical_line

CASES = [
    # text, expected, why
    (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân", "NFD becomes NFC"),
    ("ê\u0323", "ệ", "a tone mark behind a precomposed vowel (Windows-1258) joins it"),
    ("nhiê \u0323m vụ", "nhiệm vụ", "a tone mark that stands apart joins its letter"),
    ("Số:\u00a012", "Số: 12", "a non-breaking space is a space"),
    ("kế\u200b hoạch\ufeff", "kế hoạch", "zero-width characters vanish"),
    ("nông\u00adthôn", "nôngthôn", "a soft hyphen vanishes"),
    ("3300/KH\ufffeUBND", "3300/KH-UBND", "pdfium's hyphen at a line's end"),
    ("36\u2011NQ/TW", "36-NQ/TW", "a non-breaking hyphen is a hyphen"),
    ("36–NQ/TW", "36-NQ/TW", "an en dash inside a code is a hyphen"),
    ("15/KH–UBND", "15/KH-UBND", "an en dash in the second part of a code"),
    ("giai đoạn 2021 – 2025", "giai đoạn 2021 – 2025", "a dash elsewhere stays"),
    ("2021–2025", "2021–2025", "a dash between years stays"),
    ("Lao động – Thương binh/Xã hội", "Lao động – Thương binh/Xã hội", "a slash nearby makes no code"),
    ("Ðiều 1", "Điều 1", "Eth is no Đ, but was meant"),
    ("ðến", "đến", "small eth likewise"),
    ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne", "every line end is a newline"),
    ("a\x00b\x07c", "abc", "control characters vanish"),
    ("hoà, uỷ, Tỉnh uỷ", "hoà, uỷ, Tỉnh uỷ", "the spelling is the document's own"),
    ("", "", "nothing stays nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_canonical(text: str, expected: str, why: str) -> None:
    assert canonical(text) == expected, why


NEAR_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("aăâêôơưyĐðÐ 1/–—-KH\t\n\r\u00a0\u200b\ufffe\u0300\u0301\u0323\u0302\u0306\u031b")),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=40,
)


@given(NEAR_TEXT)
def test_canonicalising_twice_is_once(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(NEAR_TEXT)
def test_result_is_nfc_without_invisible_characters(text: str) -> None:
    result = canonical(text)
    assert unicodedata.is_normalized("NFC", result)
    assert not set(result) & set("\u00a0\u200b\ufeff\u00ad\ufffe\r\x00")


@given(NEAR_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    line = canonical_line(text)
    assert "\n" not in line and "\t" not in line and "  " not in line
    assert canonical_line(line) == line


def test_half_a_letter_can_be_stored() -> None:
    assert canonical("Sở \ud835Y tế\udc00") == "Sở \ufffdY tế\ufffd"
