"""When two values count as the same: the foldings that define the metrics.

They forgive what does not change a fact: case, punctuation, white space, the place of a tone mark (hòa, hoà), and
of agencies the usual short forms. They are part of the published definition of the figures and do not follow the
foldings by which the database resolves names: a metric must not move when the resolver learns something.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BETWEEN = re.compile(r"[^\w\u0300-\u036f]+")
_IS_CODE = re.compile(r"\d.*[-/]|^/")
_SHORT = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("khoa hoc va cong nghe", "kh cn"),
    ("khoa hoc cong nghe", "kh cn"),
    ("khcn", "kh cn"),
    ("mat tran to quoc", "mttq"),
)
SAME_TITLE = 0.95
"""Titles count as the same from this likeness on (difflib's ratio of the folded titles)."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text without case, punctuation and white space; tone marks stand behind their word.

    >>> fold("Hoà  Bình") == fold("hòa bình")
    True
    """
    words = []
    for word in _BETWEEN.split(unicodedata.normalize("NFD", text).casefold()):
        base = "".join(char for char in word if char not in _TONES)
        if base:
            words.append(unicodedata.normalize("NFC", base) + "".join(char for char in word if char in _TONES))
    return " ".join(words)


@lru_cache(maxsize=65536)
def fold_code(code: str) -> str:
    """Return a document's code without blanks, in capitals, every run of dashes and dots one dash.

    >>> fold_code("238- QĐ/TW") == fold_code("238–QĐ/tw")
    True
    """
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFC", code))
    return re.sub(r"[\s.–—_-]+", "-", bare.upper()).strip("-")


@lru_cache(maxsize=65536)
def fold_agency(name: str) -> str:
    """Return an agency's name without marks; `Ủy ban nhân dân` is `UBND`, `KH&CN` is `Khoa học và Công nghệ`.

    >>> fold_agency("Uỷ ban nhân dân tỉnh") == fold_agency("UBND tỉnh")
    True
    """
    letters = unicodedata.normalize("NFD", fold(name).replace("đ", "d"))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return re.sub(r"\s+", " ", plain).strip()


def is_code(name: str) -> bool:
    """Tell whether the end of an edge is a document's code, not a name."""
    return _IS_CODE.search(name) is not None


def fold_end(name: str) -> str:
    """Return the folded end of an edge, which is a code or, where there is none, a name."""
    return fold_code(name) if is_code(name) else fold(name)


def is_same_title(one: str, other: str) -> bool:
    """Say whether two titles or names nearly agree: alike, or `SAME_TITLE` of their characters in order."""
    left, right = fold(one), fold(other)
    if left == right:
        return True
    return bool(left and right) and likeness(left, right) >= SAME_TITLE


def likeness(one: str, other: str) -> float:
    """Return how alike two strings are, 0 to 1 (difflib's ratio)."""
    return difflib.SequenceMatcher(None, one, other).ratio()
