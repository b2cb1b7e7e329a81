"""Capital and small letters of Vietnamese as parts of patterns."""

from __future__ import annotations

import re
import unicodedata

import pytest

from pipeline.text.letters import CAPITAL, SMALL, spell

VOWELS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
]
LETTERS = [*VOWELS, *"bcdđghklmnpqrstvx"]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_is_small_or_capital_and_never_both(letter: str) -> None:
    small, capital = re.compile(f"[{SMALL}]"), re.compile(f"[{CAPITAL}]")
    assert small.fullmatch(letter)
    assert capital.fullmatch(letter.upper())
    assert not small.fullmatch(letter.upper())
    assert not capital.fullmatch(letter)


def test_spell() -> None:
    pattern = re.compile(spell("[{Lu}][{Ll}]+"))
    assert pattern.fullmatch("Điều")
    assert pattern.fullmatch("Ủy")
    assert not pattern.fullmatch("điều")
    assert not pattern.fullmatch("ĐIỀU")


@pytest.mark.parametrize("pattern", [r"\d{1,3}", "[a-z]{2}", "x{Lx}", "", "{date}"])
def test_other_braces_stay(pattern: str) -> None:
    assert spell(pattern) == pattern


def test_digits_and_signs_are_no_letters() -> None:
    assert not re.search(f"[{SMALL}{CAPITAL}]", "0123456789 .,;:-–/()\"'×÷ß")
