"""Vietnamese dictionary order: letters first (a ă â b … d đ e ê …), then tones, then case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền hỏi ngã sắc nặng
_FIRST_LETTER = 0x40  # digits and blanks keep their own code points below


@lru_cache(maxsize=65536)
def collation_key(text: str) -> str:
    """Return a key whose plain order is the order of a Vietnamese dictionary.

    "Cà Mau" < "Cao Bằng" < "Cần Thơ"; "Đà Nẵng" comes after every "D…". Tones decide only between
    equal letters, in the order level, huyền, hỏi, ngã, sắc, nặng. Works on any Unicode form;
    punctuation does not count. The rule is that of TCVN dictionaries (Từ điển tiếng Việt).
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        base, tone = _split(char)
        if base in _RANK:
            letters.append(chr(_FIRST_LETTER + _RANK[base]))
            tones.append(str(tone))
        elif base.isalnum():
            letters.append(base)
            tones.append("0")
        elif letters and letters[-1] != " ":
            letters.append(" ")
            tones.append("0")
    return "".join(letters).rstrip() + "\x01" + "".join(tones).rstrip("0")


def _split(char: str) -> tuple[str, int]:
    tone = 0
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
