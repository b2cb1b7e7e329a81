"""Capital and small letters of Vietnamese as parts of patterns.

A range such as `À-Ỹ` holds capitals and small letters in turn, so patterns spell them out: write `{Lu}` for a capital
and `{Ll}` for a small letter inside a character class and pass the pattern through `spell`.
"""

from __future__ import annotations

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TONED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
SMALL = "a-zđ" + "".join(char for char in _TONED if not char.isascii())
CAPITAL = "A-ZĐ" + "".join(char.upper() for char in _TONED if not char.isascii())

_CAPITALS = 0.9  # share of the letters of a line in capitals


def is_in_capitals(text: str) -> bool:
    """Tell whether a line is in capitals; a code in it may hold small letters ("QĐ-TTg").

    >>> is_in_capitals("THỰC HIỆN QUYẾT ĐỊNH SỐ 12/QĐ-TTg"), is_in_capitals("Thực hiện")
    (True, False)
    """
    letters = [char for char in text if char.isalpha()]
    return sum(map(str.isupper, letters)) > _CAPITALS * len(letters)


def spell(pattern: str) -> str:
    """Return a pattern with `{Lu}` and `{Ll}` spelled out: `[{Lu}][{Ll}]+` matches "Điều" and not "điều"."""
    return pattern.replace("{Lu}", CAPITAL).replace("{Ll}", SMALL)
