"""The number that a file's name gives."""

from __future__ import annotations

import pytest

from pipeline.extract.header.file_name import find_number
from pipeline.extract.symbols import Symbol, match_symbol
from pipeline.text.words import Words


def symbol_of(code: str) -> Symbol:
    found = match_symbol(Words.of(code), 0)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "kind", "code", "number", "why"),
    [
        ("ong-574-UB.signed_20250510_124908.pdf", "CV", "/UBND-KT", "574", "the office's letters behind the number"),
        ("bcd-ong-qd46.pdf", "QĐ", "/QĐ-BCĐ", "46", "the type's letters before it"),
        ("16CT.signed.pdf", "CT", "/CT-UBND", "16", "without a blank"),
        ("298-PC04.pdf", "TTr", "/TTr-CAT-PC04", "298", "the letters of the unit behind it"),
        ("QĐ số 12 về nuôi ong.pdf", "QĐ", "/QĐ-UBND", None, "a word between"),
        ("KH-2025-nuoi-ong.pdf", "KH", "/KH-UBND", None, "a year"),
        ("TTr-74-QD-12-QD-13.pdf", "QĐ", "/QĐ-UBND", None, "two of them"),
        ("phieu-trinh-TTr-74.pdf", "PT", "/PT-NC", None, "the number of another type"),
    ],
)
def test_number_in_a_file_name(name: str, kind: str, code: str, number: str | None, why: str) -> None:
    assert find_number(name, kind, symbol_of(code)) == number, why
