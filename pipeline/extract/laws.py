"""Laws, codes, ordinances and the constitution cited by name, with the end of the name.

Handles "Luật Ngân sách nhà nước", "Bộ luật Dân sự", "Luật sửa đổi, bổ sung một số điều của Luật X và Luật Y",
names in capitals, and names that are not in knowledge/laws.toml (read up to a stop word).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.load import read_table
from pipeline.text.phrases import PhraseFinder

Spans = dict[int, int]  # where a law of the table begins and ends

_KINDS = (("bộ luật", "codes", "Luật"), ("luật", "laws", "Luật"), ("pháp lệnh", "ordinances", "PL"))
_AMENDING = re.compile(
    r"luật\s+sửa\s+đổi(?:,\s*bổ\s+sung|\s+và\s+bổ\s+sung)?(?:\s+một\s+số)?(?:\s+điều|\s+điểm|\s+khoản|\s+nội\s+dung)*(?:\s+của)?\s+(?:các\s+|\d+\s+)?(?=(?:bộ\s+)?luật\b)"
)
_CONSTITUTION = re.compile(r"\bhiến pháp(?:\s+(?:nước cộng h[òo]a xã hội chủ nghĩa việt nam))?(?:\s+năm\s+\d{4})?")


@dataclass(frozen=True, slots=True)
class LawName:
    """A law's name in a text: type, span of the name, spans of the laws that an amending law names in its title."""

    type: str
    start: int
    end: int
    inner: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=1)
def _finder() -> PhraseFinder:
    table = read_table("laws")
    return PhraseFinder({key: [f"{word} {name}" for name in table[key]] for word, key, _ in _KINDS})


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    words = read_table("citations")["law"]["stops"]
    return re.compile(r"\s+(?:" + "|".join(re.escape(word) for word in words) + r")\b|[,;.:()\"\n]")


def find_laws(text: str, form: str) -> Iterator[LawName]:
    """Find the laws named in a text, in order; those inside an amending law's title are its `inner` spans."""
    known = {phrase.start: phrase.end for phrase in _finder().find(form)}
    place = 0
    pattern = re.compile(r"\b(?:bộ\s+luật|luật|pháp\s+lệnh)\b\s+(?=\w)")
    while hit := pattern.search(form, place):
        found = _match_amending(form, hit.start(), known) or _match_law(text, form, hit.start(), known)
        if found:
            yield found
        place = found.end if found else hit.end()
    for hit in _CONSTITUTION.finditer(form):
        if text[hit.start()].isupper():
            yield LawName("HP", hit.start(), hit.end())


def _match_amending(form: str, start: int, known: Spans) -> LawName | None:
    hit = _AMENDING.match(form, start)
    if not hit:
        return None
    inner, place = [], hit.end()
    while law := _known_law(place, known) or _loose_law(form, place):
        inner.append(law)
        joint = re.compile(r"\s*(?:,|;|và|,\s*và)\s+(?=(?:bộ\s+)?luật\s+(?!sửa đổi))").match(form, law[1])
        if not joint:
            break
        place = joint.end()
    return LawName("Luật", start, inner[-1][1], tuple(inner)) if inner else None


def _match_law(text: str, form: str, start: int, known: Spans) -> LawName | None:
    if not text[start].isupper():
        return None
    kind = next((kind for word, _, kind in _KINDS if re.match(word.replace(" ", r"\s+"), form[start:])), None)
    span = _known_law(start, known) or _loose_law(form, start, text)
    return LawName(kind, *span) if kind and span else None


def _known_law(start: int, known: Spans) -> tuple[int, int] | None:
    return (start, known[start]) if start in known else None


def _loose_law(form: str, start: int, text: str | None = None) -> tuple[int, int] | None:
    """Read a law that the table does not know: capitalised after "Luật", up to a stop word."""
    head = re.compile(r"(?:bộ\s+luật|luật|pháp\s+lệnh)\s+").match(form, start)
    if not head or (text is not None and not text[head.end()].isupper()):
        return None
    stop = _stops().search(form, head.end())
    end = stop.start() if stop else len(form)
    words = form[head.end() : end].split()
    return (start, end) if 1 <= len(words) <= 12 else None
