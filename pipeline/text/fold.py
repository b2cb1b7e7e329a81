"""Folding: the form under which names are compared, whatever their marks, case or punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ß": "ss"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the text in lower case, without marks, đ as d, words parted by one blank.

    Handles every Unicode form (NFC, NFD, full-width), old and new tone placement ("hoà" and
    "hòa" are both "hoa"), any dash, quote or bracket ("KH&CN" and "KH - CN" are both "kh cn").
    Folding twice is folding once. Offsets are not kept: fold names, not documents.
    """
    letters = unicodedata.normalize("NFKD", text).translate(_LETTERS).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(char))
    return _BETWEEN_WORDS.sub(" ", bare).strip()
