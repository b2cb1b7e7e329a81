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

_MOST_WORDS = 12  # of the name of a law that the table does not know
_KIND_REACH = 12  # characters in which the words "Bộ luật", "Pháp lệnh" stand


@dataclass(frozen=True, slots=True)
class LawName:
    """A law's name in a text: type, span of the name, spans of the laws that an amending law names in its title."""

    type: str
    start: int
    end: int
    inner: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    kinds = load_map("laws", "words").items()
    names = (f"{word} {name}" for key, word in kinds for name in load_words("laws", key))
    return re.compile(rf"{alternatives(names)}(?!\w)")


def find_laws(text: str, form: str) -> Iterator[LawName]:
    """Find the laws named in a text, in order; those inside an amending law's title are its `inner` spans."""
    word = load_pattern("citations", "law_word")
    hit = word.search(form)
    while hit:
        found = _match_amending(form, hit.start()) or _match_law(text, form, hit.start())
        if found:
            yield found
        hit = word.search(form, found.end if found else hit.end())
    for hit in load_pattern("citations", "constitution").finditer(form):
        if text[hit.start()].isupper():
            yield LawName("HP", hit.start(), hit.end())


def _match_amending(form: str, start: int) -> LawName | None:
    many = load_pattern("citations", "amending_many").match(form, start)
    if many:
        return LawName("Luật", *many.span())
    hit = load_pattern("citations", "amending_law").match(form, start)
    if not hit:
        return None
    inner, place = [], hit.end()
    while law := _known_law(form, place) or _loose_law(form, place):
        inner.append(law)
        joint = load_pattern("citations", "amended_joint").match(form, law[1])
        if not joint:
            break
        place = joint.end()
    return LawName("Luật", start, inner[-1][1], tuple(inner)) if inner else None


def _match_law(text: str, form: str, start: int) -> LawName | None:
    if not text[start].isupper():
        return None
    kind = first_rule(load_rules("citations", "law_kind"), form[start : start + _KIND_REACH])
    span = _known_law(form, start) or _loose_law(form, start, text)
    return LawName(kind[0].gives, *span) if kind and span else None


def _known_law(form: str, start: int) -> tuple[int, int] | None:
    hit = _known_names().match(form, start)
    return hit.span() if hit else None


def _loose_law(form: str, start: int, text: str | None = None) -> tuple[int, int] | None:
    """Read a law that the table does not know: capitalised after "Luật" or behind "Căn cứ", up to a stop word."""
    head = load_pattern("citations", "law_word").match(form, start)
    if not head or (text is not None and not text[head.end()].isupper() and not _is_basis(form, start, head.end())):
        return None
    stop = load_pattern("citations", "law_stop").search(form, head.end())
    end = stop.start() if stop else len(form)
    words = form[head.end() : end].split()
    return (start, end) if 1 <= len(words) <= _MOST_WORDS else None


def _is_basis(form: str, start: int, name: int) -> bool:
    """Tell whether a name in small letters is one: behind "Căn cứ", and no number of a law without a name."""
    if load_pattern("citations", "number_first").match(form, name):
        return False
    return load_pattern("citations", "law_lead").search(form, max(0, start - _KIND_REACH), start) is not None
