"""Keys of agency names: the form under which "Sở KH&CN" and "SỞ KHOA HỌC VÀ CÔNG NGHỆ" are equal.

A key is the folded name with its abbreviations written out and the linking "và" left out, so that
"Sở KH và CN", "Sở Khoa học Công nghệ" and "Sở Khoa học - Công nghệ" all meet. The abbreviations are
the rows of `tables/agencies/abbreviations.csv`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from pipeline.text.fold import fold

FOLDER = Path(__file__).parents[1] / "tables" / "agencies"
_WORD = re.compile(r"[^\W_]+")
_MAX_PARTS = 4  # LĐ&TB&XH has three parts; one to spare
_PLAIN = str.maketrans("đĐ", "dD")
_CENTRAL = re.compile(r"\bT[ƯW]\b")  # "TƯ" folds like "TU", which is a province's committee
_CENTRAL_LOUD = re.compile(r"\bTW\b")  # among capitals "TƯ" is a word: "ĐẦU TƯ", "TƯ PHÁP"


def read_table(name: str) -> list[dict[str, str]]:
    """Read a CSV file of the register's folder as a list of rows."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        head, *rows = csv.reader(handle)
    return [dict(zip(head, row, strict=True)) for row in rows if row]


@cache
def abbreviations() -> dict[tuple[str, ...], str]:
    """Return the folded parts of each abbreviation with what it stands for: (`kh`, `cn`) and (`khcn`,)."""
    return {tuple(fold(row["short"]).split()): row["long"] for row in read_table("abbreviations.csv")}


def expand_abbreviation(name: str) -> str:
    """Return the name with its abbreviations written out, all else as printed (in NFC).

    Handles "Sở KH&CN", "Sở KH và CN", "Sở KH-CN", "UBND tỉnh". An abbreviation is a capital word
    without marks (Đ counts as plain), so that "CẢ" is not "CA"; a name without any capital is taken
    as folded, and only long short forms count in it.
    """
    central = _CENTRAL_LOUD if name.isupper() else _CENTRAL
    name = central.sub("Trung ương", unicodedata.normalize("NFC", name))
    words = list(_WORD.finditer(name))
    shouted = not any(char.isupper() for char in name)
    pieces, copied, place = [], 0, 0
    while place < len(words):
        found = _match_at(words, place, shouted)
        if found is None:
            place += 1
            continue
        long, used = found
        pieces += [name[copied : words[place].start()], long]
        copied, place = words[place + used - 1].end(), place + used
    return "".join(pieces) + name[copied:]


def _match_at(words: list[re.Match[str]], place: int, any_case: bool) -> tuple[str, int] | None:
    """Return the longest abbreviation that begins at a word, and how many words it covers."""
    parts: list[str] = []
    best = None
    for used, word in enumerate(words[place:], start=1):
        text = word[0]
        if parts and text.lower() in ("và", "va"):
            continue
        plain = text.translate(_PLAIN)
        if len(parts) == _MAX_PARTS or not _is_short_form(plain, any_case):
            break
        parts.append(plain.lower())
        long = abbreviations().get(tuple(parts))
        if long is not None:
            best = (long, used)
    return best


def _is_short_form(plain: str, any_case: bool) -> bool:
    """Say whether a word may be (part of) an abbreviation: capitals without marks, or long enough if folded."""
    loud = len(plain) < 2 or sum(char.isupper() for char in plain) > 1
    return plain.isascii() and (loud or (any_case and len(plain) > 2))


@lru_cache(maxsize=65536)
def make_key(name: str) -> str:
    """Return the key of a name: abbreviations written out, folded, without the linking "và"."""
    loud = name.isupper()
    return fold(_WORD.sub(lambda word: "" if _is_and(word[0], loud) else word[0], expand_abbreviation(name)))


def _is_and(word: str, loud: bool) -> bool:
    """Say whether a word is the linking "và": in lower case, or where the whole name was in capitals."""
    return word in ("và", "va") or (loud and word in ("VÀ", "VA"))
