"""Words that a copy has run together are parted; names and sound texts stay."""

from __future__ import annotations

import pytest

from pipeline.ingest.mend.joined_words import find_joined, join_letters, part_joined

SICK = "Ủy bannhân dân tỉnh chủtrì, phốihợp với các sở; giao các huyện."

CASES = [
    ("BANHÀNH QUY CHẾ", "BAN HÀNH QUY CHẾ", "in capitals"),
    ("của BộChính trị", "của Bộ Chính trị", "a capital inside"),
    ("cáchuyện, thị xã", "các huyện, thị xã", "the words of the text decide between cách uyện and các huyện"),
    ("ngày22 tháng01 năm2012", "ngày 22 tháng 01 năm 2012", "around the numbers of a date"),
    ("số 970-TB/TWngày 06 tháng 01", "số 970-TB/TW ngày 06 tháng 01", "behind a number"),
    ("số956/2012/NĐ-CP", "số 956/2012/NĐ-CP", "before a number"),
    ("UBND quận,huyện;các sở", "UBND quận, huyện; các sở", "behind commas"),
    ("người Êđê nuôi ong ở Buôn Đôn", "người Êđê nuôi ong ở Buôn Đôn", "a name of two letters a syllable"),
    ("mạng Internet, VNeID, Vinafone", "mạng Internet, VNeID, Vinafone", "foreign words"),
]


@pytest.mark.parametrize(("words", "mended", "why"), CASES, ids=[case[2] for case in CASES])
def test_parting(words: str, mended: str, why: str) -> None:
    text = f"{SICK} BAN HÀNH. {words}"
    assert part_joined(text, find_joined([text])).endswith(mended), why


def test_a_text_with_one_such_word_stays() -> None:
    assert find_joined(["Ủy ban nhân dân tỉnh chủtrì việc nuôi ong."]) == {}


@pytest.mark.parametrize(
    ("words", "mended", "why"),
    [
        ("tỉnh Qu ả ng Ngãi", "tỉnh Quảng Ngãi", "a rime apart"),
        ("tr ườ ng học", "trường học", "in small letters"),
        ("nhóm B ổn định", "nhóm B ổn định", "a letter that names a group"),
        ("TP. H ồ Chí Minh", "TP. H ồ Chí Minh", "no letter behind the vowel tells"),
    ],
)
def test_letters_apart(words: str, mended: str, why: str) -> None:
    assert join_letters(words) == mended, why
