"""Text from before Unicode: every letter there and back, whole documents, and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.mend.old_encodings import (
    Encoding,
    decode,
    decode_typeface,
    encode,
    find_encoding,
    find_typeface,
    load_encodings,
    mend_text,
)
from pipeline.knowledge.load import read_table
from pipeline.knowledge.syllables import is_syllable
from pipeline.text.letters import CAPITAL, SMALL

ENCODINGS = {encoding.id: encoding for encoding in load_encodings()}
PLAN = [
    "SỞ THỦY LỢI TỈNH BÌNH SƠN",
    "Số: 145/KH-STL",
    "KẾ HOẠCH",
    "Triển khai Chương trình nước sạch nông thôn năm 2025 trên địa bàn tỉnh Bình Sơn",
    "Căn cứ Nghị quyết số 17/NQ-HĐND ngày 08/12/2024 của Hội đồng nhân dân tỉnh về nhiệm vụ phát triển kinh tế;",
    "1. Rà soát các công trình cấp nước tập trung; lập danh mục công trình cần sửa chữa trước mùa khô.",
    "- Đơn vị chủ trì: Phòng Quản lý công trình.",
    "- Thời gian thực hiện: trước ngày 30/6/2025.",
    "a) Trung tâm Nước sạch tổ chức 05 lớp tập huấn về vận hành, bảo dưỡng trạm bơm và xử lý nước cho cán bộ các xã;",
    "Nơi nhận:",
    "PHÓ GIÁM ĐỐC",
]
LETTERS = [char for char in SMALL + CAPITAL if not char.isascii()]
WHOLE = "\n".join(PLAN)
each_encoding = pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
ROWS = [(row["id"], stored, read) for row in read_table("encodings")["encoding"] for stored, read in row["examples"]]


def test_there_are_134_letters() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 134


@each_encoding
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back(encoding: Encoding, letter: str) -> None:
    stored = encode(letter, encoding)
    assert not any(char >= "\u0100" for char in stored), "a legacy code fits into one byte a sign"
    if encoding.capital_fonts and letter not in encoding.codes:
        assert stored == encode(letter.lower(), encoding), "the font alone makes the capital"
        assert decode(stored, encoding).upper() == letter
    else:
        assert decode(stored, encoding) == letter


@each_encoding
def test_no_two_letters_share_a_code(encoding: Encoding) -> None:
    small = [char for char in LETTERS if char.islower()]
    assert len({encode(char, encoding) for char in small}) == 67


@pytest.mark.parametrize("name", ["VNI", "VIQR"])
@given(st.text(st.sampled_from([*LETTERS, *"abcdeouyDEO .,'?~^(+`\\/-12"]), max_size=40))
def test_any_text_comes_back(name: str, text: str) -> None:
    assert decode(encode(text, ENCODINGS[name]), ENCODINGS[name]) == text


@pytest.mark.parametrize(("name", "stored", "read"), ROWS)
def test_the_examples_of_the_table(name: str, stored: str, read: str) -> None:
    assert mend_text(stored, ENCODINGS[name]) == read
    assert encode(read, ENCODINGS[name]) == stored


@each_encoding
def test_a_document_is_told_and_read(encoding: Encoding) -> None:
    stored = encode(WHOLE, encoding)
    assert find_encoding(stored) == encoding
    assert mend_text(stored, encoding).split("\n") == PLAN


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (WHOLE, "a Vietnamese document in Unicode"),
        ("Các xã, bản có đồng bào thành lập tổ; bà con và cán bộ lo công việc là chính.", "letters of Latin-1"),
        ("Le préfet a arrêté les mesures où l'été fut très sec, à la demande des élus de Château-Thierry.", "French"),
        ("Don't say it isn't so: the o^2 + u+v? law (a) holds. We can. You do? No.", "signs after vowels"),
        ("Số: 12/KH-UBND; diện tích 3.500 m², mức 5%°, § 4, © 2025, «trích».", "signs of Latin-1"),
        ("", "nothing"),
    ],
)
def test_what_is_no_legacy_text(text: str, why: str) -> None:
    assert find_encoding(text) is None, why


@each_encoding
def test_a_mixed_document_keeps_its_unicode_parts(encoding: Encoding) -> None:
    half = len(PLAN) // 2
    mixed = "\n".join([*(encode(line, encoding) for line in PLAN[:half]), *PLAN[half:]])
    assert find_encoding(mixed) == encoding
    assert mend_text(mixed, encoding).split("\n") == PLAN


def test_a_line_of_both_is_settled_word_by_word() -> None:
    tcvn = ENCODINGS["TCVN3"]
    stored = f"Thủ tướng Chính phủ giao {encode('Sở Thủy lợi chủ trì', tcvn)} thực hiện"
    assert mend_text(stored, tcvn) == "Thủ tướng Chính phủ giao Sở Thủy lợi chủ trì thực hiện"


@pytest.mark.parametrize(
    ("stored", "read", "why"),
    [
        ("KÕ HO¹CH TRIÓN KHAI", "KẾ HOẠCH TRIỂN KHAI", "a word in capitals beside it makes Õ a capital"),
        ("KÕ ho¹ch triÓn khai", "Kế hoạch triển khai", "the beginning of a sentence"),
        ("uû ban nh©n d©n tØnh", "uỷ ban nhân dân tỉnh", "small letters"),
        ("Phßng hép ë UBND x·", "Phòng họp ở UBND xã", "an abbreviation says nothing of its neighbours"),
    ],
)
def test_capitals_without_a_font(stored: str, read: str, why: str) -> None:
    assert mend_text(stored.replace("hép", "häp"), ENCODINGS["TCVN3"]) == read, why


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "TCVN3", False),
        (".VnTimeH", "TCVN3", True),
        (".VnArial NarrowH", "TCVN3", True),
        (".vntime", "TCVN3", False),
        ("VNI-Times", "VNI", False),
        ("VNI-Helve-Condense", "VNI", False),
    ],
)
def test_fonts_tell_the_encoding(font: str, encoding: str, capitals: bool) -> None:
    typeface = find_typeface(font)
    assert typeface and (typeface.encoding.id, typeface.capitals) == (encoding, capitals)


@pytest.mark.parametrize("font", ["Times New Roman", "Vni", "Arial", "", "VnTime", "Tahoma.Vn"])
def test_other_fonts_tell_nothing(font: str) -> None:
    assert find_typeface(font) is None


@pytest.mark.parametrize(
    ("font", "text", "read", "why"),
    [
        (".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH", "the font draws capitals"),
        (".VnTime", "I. MôC §ÝCH", "I. MỤC ĐÍCH", "capitals typed without the font for them"),
        (".VnTime", "nh\u00adng", "nhưng", "the soft hyphen is a letter"),
        (".VnTime", "ho\uf0b9ch", "hoạch", "letters of a symbol font"),
        (".VnTimeH", "Kế hoạch", "Kế hoạch", "Unicode under an old font's name"),
        (".VnTime", "Ngày 12/3/2005", "Ngày 12/3/2005", "no code of the encoding"),
    ],
)
def test_a_font_is_followed_unless_the_text_says_otherwise(font: str, text: str, read: str, why: str) -> None:
    typeface = find_typeface(font)
    assert typeface
    assert decode_typeface(text, typeface) == read, why


@pytest.mark.parametrize("word", read_table("syllables")["examples"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", read_table("syllables")["rejects"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
