"""Số ký hiệu: codes of the State and of the Party, with gaps, years, blanks; and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.symbols import find_symbols, match_symbol
from pipeline.text.words import Words

# text, code, number, year, type, office, why
SYMBOLS: list[tuple[str, str, str, str | None, str | None, tuple[str, ...], str]] = [
    ("số 9132-KH/TU ngày", "9132-KH/TU", "9132", None, "KH", ("TU",), "Party: number, hyphen, type, slash, issuer"),
    ("9055/QĐ-UBND", "9055/QĐ-UBND", "9055", None, "QĐ", ("UBND",), "State: number, slash, type, hyphen, issuer"),
    ("955/2016/QĐ-UBND", "955/2016/QĐ-UBND", "955", "2016", "QĐ", ("UBND",), "normative: with its year"),
    ("Nghị định số 930/2020/NĐ-CP;", "930/2020/NĐ-CP", "930", "2020", "NĐ", ("CP",), "a decree"),
    ("9238- QĐ/TW", "9238-QĐ/TW", "9238", None, "QĐ", ("TW",), "an OCR gap is closed"),
    ("936-NQ/\nTW", "936-NQ/TW", "936", None, "NQ", ("TW",), "broken behind the slash"),
    ("9300/KH- UBND", "9300/KH-UBND", "9300", None, "KH", ("UBND",), "a blank behind the hyphen"),
    ("9036–NQ/TW", "9036-NQ/TW", "9036", None, "NQ", ("TW",), "an en dash"),
    ("Luật số 977/2015/QH13 quy định", "977/2015/QH13", "977", "2015", None, ("QH13",), "a law"),
    ("9041/TTr-SNN.", "9041/TTr-SNN", "9041", None, "TTr", ("SNN",), "the sentence's stop is no part of it"),
    ("Công văn số 9077/SXD-QLN về", "9077/SXD-QLN", "9077", None, None, ("SXD", "QLN"), "a công văn names no type"),
    ("9012/CTr-UBND", "9012/CTr-UBND", "9012", None, "CTr", ("UBND",), "mixed case inside a type"),
    ("9045/QĐ-TTg ngày", "9045/QĐ-TTg", "9045", None, "QĐ", ("TTg",), "mixed case inside an issuer"),
    ("905/2021/TT-BNNPTNT", "905/2021/TT-BNNPTNT", "905", "2021", "TT", ("BNNPTNT",), "a circular"),
    ("9088/2014/TTLT-BNV-BTC", "9088/2014/TTLT-BNV-BTC", "9088", "2014", "TTLT", ("BNV", "BTC"), "two issuers"),
    ("912/KH-BCĐ389", "912/KH-BCĐ389", "912", None, "KH", ("BCĐ389",), "digits inside an issuer"),
    ("05/NQ-HĐND", "05/NQ-HĐND", "05", None, "NQ", ("HĐND",), "a leading zero is kept"),
    ("9201a/QĐ-UBND", "9201a/QĐ-UBND", "9201a", None, "QĐ", ("UBND",), "a letter behind the number"),
    ("Quyết định số 984 QĐ/TWĐTN ngày", "984QĐ/TWĐTN", "984", None, "QĐ", ("TWĐTN",), "a blank for the hyphen"),
    ("931/TTr-CAT-PC06", "931/TTr-CAT-PC06", "931", None, "TTr", ("CAT", "PC06"), "the unit that drafts it"),
]  # fmt: skip

NONE = [
    ("4/ UBND các xã rà soát", "an item with a slash"),
    ("ngày 15/8/2025", "a date"),
    ("3/4 số xã", "a fraction"),
    ("24/7", "a ratio"),
    ("giai đoạn 2021-2025", "years"),
    ("12-15 thùng ong", "a range"),
    ("100 km/h", "a unit"),
    ("tỷ lệ 95%/năm", "a rate"),
    ("quý I/2025", "a quarter"),
    ("5 tỷ đồng/năm", "money"),
    ("đường 12-A", "one letter is no body"),
    ("Kế hoạch này", "no number at all"),
    ("12 QĐ/xã", "a blank without “số”"),
    ("08 giờ/ngày", "hours"),
    ("số 12/Hòa Bình", "a word in small letters is no abbreviation"),
]

BLANK = [
    ("      /KH-KHCN", "/KH-KHCN", "the number is left open"),
    ("/QĐ-UBND ngày", "/QĐ-UBND", "State"),
    ("-KH/TU", "-KH/TU", "Party"),
]


@pytest.mark.parametrize(
    ("text", "code", "number", "year", "kind", "office", "why"), SYMBOLS, ids=[case[-1] for case in SYMBOLS]
)
def test_find_symbols(
    text: str, code: str, number: str, year: str | None, kind: str | None, office: tuple[str, ...], why: str
) -> None:
    found = list(find_symbols(Words.of(text)))
    assert [symbol.code for symbol in found] == [code], why
    symbol = found[0]
    assert (symbol.number, symbol.year, symbol.type, symbol.office) == (number, year, kind, office)
    assert "".join(text[symbol.start : symbol.end].split()).replace("–", "-") == code


@pytest.mark.parametrize(("text", "why"), NONE, ids=[case[1] for case in NONE])
def test_no_symbol(text: str, why: str) -> None:
    assert list(find_symbols(Words.of(text))) == [], why


@pytest.mark.parametrize(("text", "code", "why"), BLANK, ids=[case[2] for case in BLANK])
def test_a_blank_number_is_only_matched_where_one_is_expected(text: str, code: str, why: str) -> None:
    start = len(text) - len(text.lstrip())
    symbol = match_symbol(Words.of(text), start)
    assert symbol is not None
    assert (symbol.code, symbol.number) == (code, None), why
    assert list(find_symbols(Words.of(text))) == []


def test_a_symbol_is_matched_at_its_place_alone() -> None:
    text = "Số: 9041/KH-UBND"
    symbol = match_symbol(Words.of(text), 5 - 1)
    assert symbol is not None
    assert text[symbol.start : symbol.end] == "9041/KH-UBND"
    assert match_symbol(Words.of(text), 0) is None


def test_several_symbols_come_in_order() -> None:
    text = "các Quyết định số 91/QĐ-UBND, số 92/QĐ-UBND và 93-QĐ/TU."
    assert [symbol.code for symbol in find_symbols(Words.of(text))] == ["91/QĐ-UBND", "92/QĐ-UBND", "93-QĐ/TU"]


NUMBERS = st.integers(min_value=1, max_value=99999).map(str)
BODIES = st.sampled_from(["KH-UBND", "QĐ-UBND", "NQ-HĐND", "TTr-SNN", "TB-VP", "CTr-BCĐ", "CV-BTV", "HD-BTG"])


@settings(deadline=None)
@given(NUMBERS, BODIES, st.sampled_from(["", "ngày 01/02/2024", ", ", ".", "; số", " của UBND"]))
def test_any_code_is_read_whole_whatever_follows(number: str, body: str, after: str) -> None:
    code = f"{number}/{body}"
    text = f"Căn cứ văn bản số {code}{'' if after[:1] in ',.;' else ' '}{after}"
    assert [symbol.code for symbol in find_symbols(Words.of(text))] == [code]


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-– .,KHQĐTUNXabđ\n", max_size=40))
def test_any_text_gives_symbols_that_stand_in_it(text: str) -> None:
    last = 0
    for symbol in find_symbols(Words.of(text)):
        assert last <= symbol.start < symbol.end <= len(text)
        assert symbol.number is not None
        assert symbol.code.startswith(symbol.number)
        assert not any(char.isspace() for char in symbol.code)
        last = symbol.end
