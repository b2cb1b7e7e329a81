"""The match form keeps every offset and levels what rules must not see: case, tone placement, dashes, quotes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.match import match_form, squeeze

CASES = [
    ("HOÀ", "hòa", "the old place of the tone of oa"),
    ("hòa", "hòa", "the new place stays"),
    ("khoẻ", "khỏe", "oe"),
    ("uỷ ban", "ủy ban", "uy"),
    ("thuỷ sản", "thủy sản", "behind a consonant"),
    ("tuỵ", "tụy", "the heavy tone"),
    ("quý", "quý", "after q the u belongs to the consonant"),
    ("QUỶ", "quỷ", "in capitals too"),
    ("hoàn", "hoàn", "a closed syllable has one style only"),
    ("loà xoà", "lòa xòa", "twice in one text"),
    ("Độc lập – Tự do — Hạnh phúc", "độc lập - tự do - hạnh phúc", "dashes"),
    ("36‑NQ/TW", "36-nq/tw", "a hyphen that does not break"),
    ("“Quy chế” «A»", '"quy chế" "a"', "double quotes"),
    ("‘A’", "'a'", "single quotes"),
    ("a\u00a0b", "a b", "a blank that does not break"),
    ("ĐIỀU 1.\nPHẠM VI", "điều 1.\nphạm vi", "line ends stay"),
    ("İstanbul", "İstanbul", "a capital whose small form is longer stays"),
    ("", "", "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_match_form(text: str, expected: str, why: str) -> None:
    assert match_form(text) == expected, why


@settings(deadline=None)
@given(st.text(max_size=80))
def test_every_character_stays_one_character(text: str) -> None:
    assert len(match_form(text)) == len(text)


VIETNAMESE = st.text(alphabet="aăâeêioôơuưyàáảãạèéẻẽẹòóỏõọùúủũụỳýỷỹỵqhktn AOUÝ–“”-", max_size=40)


@settings(deadline=None)
@given(VIETNAMESE)
def test_twice_is_once(text: str) -> None:
    once = match_form(text)
    assert match_form(once) == once


@settings(deadline=None)
@given(VIETNAMESE)
def test_letters_keep_their_base(text: str) -> None:
    """Only tones move: without marks of tone the letters are those of the text."""
    tones = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))

    def bare(words: str) -> str:
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", words).translate(tones))

    assert sorted(bare(match_form(text))) == sorted(
        bare(text.lower().replace("–", "-").translate({8220: '"', 8221: '"'}))
    )


@settings(deadline=None)
@given(VIETNAMESE)
def test_case_makes_no_difference(text: str) -> None:
    assert match_form(text.upper()) == match_form(text.lower())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_squeeze(text: str) -> None:
    line = squeeze(text)
    assert line == line.strip()
    assert "  " not in line
    assert "\n" not in line
    assert line.split() == text.split()
