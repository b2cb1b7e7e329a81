"""The form under which codes are compared: spellings of one code meet, codes of two documents do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.codes import make_code_key, read_number

SAME = [
    ("9016/KH-UBND", "9016 /KH-UBND", "a gap"),
    ("9016/KH-UBND", "9016/KH–UBND", "an en dash"),
    ("016/KH-UBND", "16/KH-UBND", "leading zeros"),
    ("9016/kh-ubnd", "9016/KH-UBND", "case"),
    ("9036-NQ/TW", "9036 - NQ/TW", "blanks around the hyphen"),
]
OTHER = [
    ("16/KH-UBND", "17/KH-UBND", "another number"),
    ("16/KH-UBND", "16/QĐ-UBND", "another type"),
    ("16/KH-UBND", "16/KH-HĐND", "another issuer"),
    ("16/2020/QĐ-UBND", "16/2021/QĐ-UBND", "another year"),
    ("170/KH-UBND", "17/KH-UBND", "a nought at the end counts"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME, ids=[case[2] for case in SAME])
def test_spellings_of_one_code(one: str, other: str, why: str) -> None:
    assert make_code_key(one) == make_code_key(other) is not None, why


@pytest.mark.parametrize(("one", "other", "why"), OTHER, ids=[case[2] for case in OTHER])
def test_codes_of_two_documents(one: str, other: str, why: str) -> None:
    assert make_code_key(one) != make_code_key(other), why


@pytest.mark.parametrize("code", ["/KH-UBND", "-KH/TU", "", None, "KH-UBND"])
def test_without_a_number_nothing_is_equal(code: str | None) -> None:
    assert make_code_key(code) is None


@settings(deadline=None)
@given(st.integers(1, 99999), st.sampled_from(["KH-UBND", "NQ/TW", "QĐ-TTg"]), st.sampled_from(["/", " / ", "-", "–"]))
def test_keys_of_keys(number: int, body: str, joint: str) -> None:
    key = make_code_key(f"{number}{joint}{body}")
    assert key is not None
    assert make_code_key(key) == key
    assert key.split()[0] == str(number)


@pytest.mark.parametrize(("text", "number"), [("12", 12), (" 7 ", 7), ("3.0", 3), ("0", 0), ("999999999", 999_999_999)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", [None, "", "²", "٣", "１", "2.5", "-1", "+1", "1e3", "0x1", "9" * 5000, "1_000", "½"])
def test_what_is_no_whole_number_is_none(text: str | None) -> None:
    assert read_number(text) is None
