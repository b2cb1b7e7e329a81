"""Laws, codes, ordinances and the constitution cited by name, with the end of the name.

Handles "Luật Ngân sách nhà nước", "Bộ luật Dân sự", "Luật sửa đổi, bổ sung một số điều của Luật X và Luật Y",
names in capitals, and names that are not in knowledge/laws.toml (read up to a stop word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.load import alternatives, first_rule, load_map, load_pattern, load_rules, load_words
from pipeline.text.words import Words

_MOST_WORDS = 12  # of the name of a law that the table does not know
_LEAST_WORDS = 4  # of a law in small letters; shorter ones may be words ("luật đất đai")
_LEAD_REACH = 24  # characters before a law in small letters in which the words stand that lead to it
_KIND_REACH = 12  # characters in which the words "Bộ luật", "Pháp lệnh" stand


@dataclass(frozen=True, slots=True)
class LawName:
    """A law's name in a document: type, span of the name, spans of the laws that an amending law names in its title."""

    type: str
    start: int
    end: int
    inner: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    kinds = load_map("laws", "words").items()
    names = (f"{word} {name}" for key, word in kinds for name in load_words("laws", key))
    return re.compile(rf"{alternatives(names)}(?![^\W\d])")


def find_laws(words: Words) -> Iterator[LawName]:
    """Find the laws named in some words, in order; those inside an amending law's title are its `inner` spans."""
    word = load_pattern("citations", "law_word")
    hit = words.search(word)
    while hit:
        found = _match_amending(words, hit.start()) or _match_law(words, hit.start())
        if found:
            yield found
        hit = words.search(word, found.end if found else hit.end())
    for hit in words.find_all(load_pattern("citations", "constitution")):
        if words.has_capital(hit.start()):
            yield LawName("HP", *hit.span())


def _match_amending(words: Words, start: int) -> LawName | None:
    many = words.match(load_pattern("citations", "amending_many"), start)
    if many:
        return LawName("Luật", *many.span())
    hit = words.match(load_pattern("citations", "amending_law"), start)
    if not hit:
        return None
    inner: list[tuple[int, int]] = []
    end, place, is_numbered = 0, hit.end(), None
    while law := _known_law(words, place) or _loose_law(words, place):
        numbered = words.match(load_pattern("citations", "amended_number"), law[1])
        if not inner:  # a number behind the last law alone is the amending law's own
            is_numbered = numbered and words.match(load_pattern("citations", "amended_joint"), numbered.end())
        end = numbered.end() if numbered and is_numbered else law[1]
        inner.append(law)
        joint = words.match(load_pattern("citations", "amended_joint"), end)
        if not joint:
            break
        place = joint.end()
    return LawName("Luật", start, end, tuple(inner)) if inner else None


def _match_law(words: Words, start: int) -> LawName | None:
    if not words.has_capital(start):
        return _small_law(words, start)
    kind = first_rule(load_rules("citations", "law_kind"), words[start : start + _KIND_REACH].form)
    span = _known_law(words, start) or _loose_law(words, start, capital=True)
    return LawName(kind[0].gives, *span) if kind and span else None


def _small_law(words: Words, start: int) -> LawName | None:
    """Read a known law in small letters where it can be none but a law: "thi hành luật thi đua, khen thưởng"."""
    span = _known_law(words, start)
    led = words.search(load_pattern("citations", "small_law_lead"), start - _LEAD_REACH, start)
    long = span and len(words[slice(*span)].form.split()) >= _LEAST_WORDS
    kind = first_rule(load_rules("citations", "law_kind"), words[start : start + _KIND_REACH].form)
    return LawName(kind[0].gives, *span) if span and led and long and kind else None


def _known_law(words: Words, start: int) -> tuple[int, int] | None:
    hit = words.match(_known_names(), start)
    return hit.span() if hit else None


def _loose_law(words: Words, start: int, *, capital: bool = False) -> tuple[int, int] | None:
    """Read a law that the table does not know, up to a stop word.

    With `capital` one that stands by itself: it begins with a capital behind "Luật", or stands behind "Căn cứ".
    """
    head = words.match(load_pattern("citations", "law_word"), start)
    if not head or (capital and not words.has_capital(head.end()) and not _is_basis(words, start, head.end())):
        return None
    stop = words.search(load_pattern("citations", "law_stop"), head.end())
    end = stop.start() if stop else words.end
    return (start, end) if 1 <= len(words[head.end() : end].form.split()) <= _MOST_WORDS else None


def _is_basis(words: Words, start: int, name: int) -> bool:
    """Tell whether a name in small letters is one: behind "Căn cứ", and no number of a law without a name."""
    if words.match(load_pattern("citations", "number_first"), name):
        return False
    return words.search(load_pattern("citations", "law_lead"), start - _KIND_REACH, start) is not None
