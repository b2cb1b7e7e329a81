"""What a user wrote to name a document, in parts: a code among other words, and a date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.text.codes import make_code_key
from pipeline.text.dates import find_reduced_dates
from pipeline.text.fold import fold
from pipeline.text.reduced_date import first_day
from pipeline.text.words import Words

_AROUND_SLASH = re.compile(r"\s*/\s*")
_CODE = re.compile(r"(?<!\S)[(“\"]?(?P<code>\d[\w.]*[-/–][\w.&/–-]*[^\W\d_][\w.&/–-]*)[),.;”\"]*(?!\S)")
_DRAFT = re.compile(r"(?<!\S)(?P<code>/[^\W\d_][\w.&/–-]*)[),;]*(?!\S)")
_EDGES = " ,;.()"
_LINKS = frozenset({"so", "ngay", "cua", "ve", "viec", "v"})  # stand between the parts of a citation


@dataclass(frozen=True, slots=True)
class Asked:
    """A code's key or a code without number, a date, the other folded words; `rest` is all but code and date."""

    code_key: str | None
    draft: str | None
    date: str | None
    words: tuple[str, ...]
    rest: str


def parse_asked(wanted: str) -> Asked:
    """Part "Kế hoạch số 38/KH-UBND ngày 20/10/2025 của UBND xã Mai Châu", "98-NQ/TW 2030", "Luật Đầu tư 2020"."""
    tight = _AROUND_SLASH.sub("/", wanted)
    hit = _CODE.search(tight) or _DRAFT.search(tight)
    key = make_code_key(hit["code"]) if hit else None
    others = f"{tight[: hit.start()]} {tight[hit.end() :]}".strip() if hit else wanted
    left, date = _split_date(others)
    words = tuple(word for word in fold(left).split() if word not in _LINKS)
    return Asked(key, hit["code"] if hit and not key else None, date, words, left)


def _split_date(words: str) -> tuple[str, str | None]:
    """Part words from a date at their end ("2030", "2030-01", "1/2030") or the last one that is printed in full."""
    printed = find_reduced_dates(Words.of(words))
    before, _, last = words.rpartition(" ")
    date = _read_date(last.strip(_EDGES))
    if date and not (printed and printed[-1].end == len(words)):
        return before.strip(_EDGES), date
    if not printed:
        return words, None
    found = printed[-1]
    return f"{words[: found.start].strip(_EDGES)} {words[found.end :].strip(_EDGES)}".strip(), str(found.value)


def _read_date(word: str) -> str | None:
    """Return the reduced date that a word is as a whole."""
    if first_day(word):
        return word
    return next(
        (str(span.value) for span in find_reduced_dates(Words.of(word)) if span.end - span.start == len(word)), None
    )
