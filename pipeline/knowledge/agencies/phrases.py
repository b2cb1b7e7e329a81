"""Words around the names of agencies: persons at their head, terms of office, words that begin a unit.

Rows of `tables/agencies/phrases.csv`: `head` ("Chánh Văn phòng UBND tỉnh" is its office; with `stands_for`
the word is replaced instead of dropped), `tail` ("khóa XIII", "nhiệm kỳ 2020 - 2025": no part of a
name), `unit` ("Phòng …", "Trung tâm …": the name of a unit inside a body), `national` ("Trung ương":
no word of a local unit's name), `regional` ("Kho bạc Nhà nước khu vực …": an office of `stands_for`
for a region). Of units `stands_for` says `alone` (a name by itself, inside a department) or `board`
(belongs to the party body that writes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.knowledge.agencies.names import make_key, read_table
from pipeline.knowledge.agencies.territories import split_list

_NUMERAL = re.compile(r"[ivxl]+\b|\d+\b")
_ANY = "x0"  # stands for `*` in keys, which keep letters and digits only


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row; `key` is the folded phrase, compared with the first (or, of tails, any) words of a key."""

    kind: str  # head, tail, unit, national, regional
    text: str
    key: str
    stands_for: str
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@cache
def load_phrases(kind: str) -> tuple[Phrase, ...]:
    """Return the phrases of a kind, longest first."""
    rows = [row for row in read_table("phrases.csv") if row["kind"] == kind]
    made = (
        Phrase(
            kind,
            row["text"],
            make_key(row["text"].replace("*", _ANY)),
            make_key(row["stands_for"]) if kind == "head" else row["stands_for"],
            split_list(row["examples"]),
            split_list(row["rejects"]),
        )
        for row in rows
    )
    return tuple(sorted(made, key=lambda phrase: -len(phrase.key)))


def strip_head(key: str) -> tuple[str, ...]:
    """Return what is left of a name's key when the person before it goes: none, one or several readings.

    A phrase's `*` is any one word: "Hội nghị lần thứ * …".
    """
    words = key.split()
    rests = []
    for phrase in load_phrases("head"):
        first = phrase.key.split()
        if len(first) <= len(words) and all(one in (_ANY, word) for one, word in zip(first, words, strict=False)):
            rests.append(" ".join(filter(None, [phrase.stands_for, *words[len(first) :]])))
    return tuple(dict.fromkeys(rests))


def strip_tail(key: str) -> str:
    """Return a name's key without its term of office: "bo chinh tri khoa xiii" is "bo chinh tri"."""
    for phrase in load_phrases("tail"):
        before, found, after = f"{key} ".partition(f" {phrase.key} ")
        if found and _NUMERAL.match(after):
            return before
    return key


def find_unit(key: str) -> Phrase | None:
    """Return the phrase with which a unit's name begins: one that goes on or may stand alone, and is not national."""
    if is_national(key):
        return None
    for phrase in load_phrases("unit"):
        if key.startswith(phrase.key + " ") or (key == phrase.key and phrase.stands_for == "alone"):
            return phrase
    return None


def is_national(key: str) -> bool:
    """Tell whether a name's key says that the body is the country's: "uy ban quoc gia ung pho su co"."""
    return any(f" {phrase.key} " in f" {key} " for phrase in load_phrases("national"))
