"""Sentences with their offsets, whatever the library does to the spelling; words of the dictionary."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.tokens import dictionary_words, join_syllables, split_sentences
from pipeline.text.words import Words

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
    ("an toàn thực phẩm", ["an toàn", "thực phẩm"], "two words of two syllables"),
    ("cơ sở dữ liệu đất đai", ["cơ sở dữ liệu", "đất đai"], "the longest word that there is"),
    ("hoà bình Hòa Bình", ["hoà bình", "Hòa Bình"], "the tone at either place, in capitals or not"),
    ("tre ngà ở xã", ["tre", "ngà", "ở", "xã"], "no words of several syllables"),
    ("chuyen doi so cap xa", ["chuyen", "doi", "so", "cap", "xa"], "without marks nobody knows"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "sentences", "why"), SENTENCES, ids=[case[2] for case in SENTENCES])
def test_split_sentences(text: str, sentences: list[str], why: str) -> None:
    assert [piece.text for piece in split_sentences(Words.of(text))] == sentences, why


@pytest.mark.parametrize(("text", "words", "why"), WORDS, ids=[case[2] for case in WORDS])
def test_join_syllables(text: str, words: list[str], why: str) -> None:
    assert join_syllables(text.split()) == words, why


@given(
    st.lists(
        st.sampled_from(["an", "toàn", "thực", "phẩm", "61/KH-UBND", "mái trường", "dân", "tộc", "học"]), max_size=9
    )
)
def test_joined_syllables_are_the_same_in_the_same_order(syllables: list[str]) -> None:
    assert " ".join(join_syllables(syllables)) == " ".join(syllables)


def test_the_dictionary_is_read_without_its_library() -> None:
    words = dictionary_words()
    assert len(words) > 70_000 and {"khoa học", "nhiệm vụ"} <= set(words)


TEXTS = st.lists(
    st.sampled_from(["Uỷ ban", "Thuỷ sản", "hoà bình", "Sở Y tế", "936-NQ/TW", ".", "?", ",", "báo cáo", "TP.", "\n"]),
    min_size=1,
    max_size=10,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_pieces_cover_every_letter_once(text: str) -> None:
    pieces = split_sentences(Words.of(text))
    covered = [place for piece in pieces for place in range(piece.start, piece.end)]
    assert len(covered) == len(set(covered))
    assert [char for place, char in enumerate(text) if char.isalnum() and place not in set(covered)] == []
    assert all(piece.text == text[piece.start : piece.end] for piece in pieces)
