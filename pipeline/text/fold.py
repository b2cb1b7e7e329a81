"""Folding: the form under which names are compared, whatever their marks, case or punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ß": "ss"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PLAIN = re.compile("[\x00-\x7f\u0300-\u034e\u0350-\u036f]*")  # nothing but ASCII and combining marks: most names


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case, without marks, đ as d, words parted by one blank.

    Handles every Unicode form (NFC, NFD, full-width), old and new tone placement ("hoà" and
    "hòa" are both "hoa"), any dash, quote or bracket ("KH&CN" and "KH - CN" are both "kh cn").
    Folding twice is folding once. Offsets are not kept: fold names, not documents.
    """
    letters = unicodedata.normalize("NFKD", text).translate(_LETTERS).casefold()
    spelt = unicodedata.normalize("NFKD", letters)
    if _PLAIN.fullmatch(spelt):
        bare = spelt.encode("ascii", "ignore").decode("ascii")
    else:
        bare = spelt.translate({ord(char): None for char in set(spelt) if unicodedata.combining(char)})
    return _BETWEEN_WORDS.sub(" ", bare).strip()
