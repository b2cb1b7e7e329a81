"""Sentences and words with their offsets, whatever the library does to the spelling."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.tokens import split_sentences, split_words

SENTENCES = [
    ("Sở Y tế rà soát. Các xã báo cáo.", ["Sở Y tế rà soát.", "Các xã báo cáo."], "two sentences"),
    ("Ai chủ trì? Sở Y tế!", ["Ai chủ trì?", "Sở Y tế!"], "other signs"),
    ("Theo Nghị quyết 936-NQ/TW. Các xã làm.", ["Theo Nghị quyết 936-NQ/TW.", "Các xã làm."], "a code before the stop"),
    ("Uỷ ban tỉnh họp. Thuỷ sản tăng.", ["Uỷ ban tỉnh họp.", "Thuỷ sản tăng."], "a spelling that the library changes"),
    ("  Một câu không chấm  ", ["Một câu không chấm"], "one without a stop"),
    ("", [], "nothing"),
    ("   ", [], "blanks"),
]
WORDS = [
    ("Sở Khoa học báo cáo", "Khoa học", "two syllables that are one word"),
    ("nhiệm vụ của Sở Y tế", "nhiệm vụ", "a noun"),
    ("Uỷ ban khoa học hoà bình", "khoa học", "beside a spelling that the library changes"),
]


@pytest.mark.parametrize(("text", "sentences", "why"), SENTENCES, ids=[case[2] for case in SENTENCES])
def test_split_sentences(text: str, sentences: list[str], why: str) -> None:
    assert [text[piece.start : piece.end] for piece in split_sentences(text)] == sentences, why


@pytest.mark.parametrize(("text", "word", "why"), WORDS, ids=[case[2] for case in WORDS])
def test_split_words(text: str, word: str, why: str) -> None:
    assert word in [text[piece.start : piece.end] for piece in split_words(text)], why


TEXTS = st.lists(
    st.sampled_from(["Uỷ ban", "Thuỷ sản", "hoà bình", "Sở Y tế", "936-NQ/TW", ".", "?", ",", "báo cáo", "TP.", "\n"]),
    min_size=1,
    max_size=10,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_pieces_cover_every_letter_once(text: str) -> None:
    for pieces in (split_sentences(text), split_words(text)):
        covered = [place for piece in pieces for place in range(piece.start, piece.end)]
        assert len(covered) == len(set(covered))
        assert [char for place, char in enumerate(text) if char.isalnum() and place not in set(covered)] == []
