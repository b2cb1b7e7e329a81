"""What text recognition mistook, set right against what documents print: symbols, fixed lines, the marks of words.

Every change is kept with what was recognised; nothing that recognition could not see is made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.knowledge.load import load_doc_types, load_words, read_table
from pipeline.text.fold import fold
from pipeline.text.lexicon import Pair, load_pairs

_TABLE = "ocr"
_WORD = re.compile(r"[^\W\d_]+")
_OFTEN = 3  # a pair that the document prints so often is one of its words


@dataclass(frozen=True, slots=True)
class Repair:
    """A change: what was recognised, and as what it is read."""

    recognised: str
    read: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its repairs."""

    text: str
    repairs: tuple[Repair, ...] = ()


def mend_texts(texts: Sequence[str]) -> list[Mended]:
    """Return the recognised texts of one document, set right; counts what the whole document prints often."""
    settled = [_mend_head(text) or _mend_symbols(text) for text in texts]
    counts = Counter(pair for one in settled for pair in _pairs(one.text))
    return [_mend_marks(one, counts) for one in settled]


def _pairs(text: str) -> Iterable[Pair]:
    return pairwise(_WORD.findall(text.lower()))


@lru_cache(maxsize=1)
def _symbols() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["gives"]) for row in read_table(_TABLE)["symbol"])


def _mend_symbols(text: str) -> Mended:
    repairs: list[Repair] = []
    for pattern, gives in _symbols():
        mended = pattern.sub(gives, text)
        if mended != text:
            repairs += [Repair(hit.group(), hit.expand(gives)) for hit in pattern.finditer(text)]
            text = mended
    return Mended(text, tuple(repair for repair in repairs if repair.recognised != repair.read))


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, str]:
    names = [kind.name.upper() for kind in load_doc_types()]
    return {fold(head).replace(" ", ""): head for head in (*names, *load_words(_TABLE, "heads"))}


def _mend_head(text: str) -> Mended | None:
    """Return a line that is a fixed one but for marks, blanks and one letter of ten, as it is printed."""
    folded = fold(text).replace(" ", "")
    heads = _heads()
    head = heads.get(folded)
    if head is None and 5 <= len(folded) <= 40:
        near = [name for name in heads if len(name) > 5 and _differ(name, folded) <= max(1, len(name) // 10)]
        head = heads[near[0]] if len(near) == 1 else None
    if head is None or head == text:
        return None
    return Mended(head, (Repair(text, head),))


def _differ(one: str, other: str) -> int:
    """Return how many letters of two words of one length differ, else more than any limit."""
    if len(one) != len(other):
        return 99
    return sum(left != right for left, right in zip(one, other, strict=True))


def _mend_marks(mended: Mended, counts: Counter[Pair]) -> Mended:
    """Give a word the marks with which it makes a known pair, where as recognised it makes none with its neighbours."""
    hits = list(_WORD.finditer(mended.text))
    words = [hit.group() for hit in hits]
    joined = [mended.text[one.end() : other.start()] == " " for one, other in pairwise(hits)]
    repairs: list[Repair] = []
    for place, word in enumerate(words):
        left = words[place - 1].lower() if place and joined[place - 1] else None
        right = words[place + 1].lower() if place < len(joined) and joined[place] else None
        better = _find_marks(word, left, right, counts)
        if better:
            words[place] = better
            repairs.append(Repair(word, better))
    if not repairs:
        return mended
    parts: list[str] = []
    end = 0
    for hit, word in zip(hits, words, strict=True):
        parts += [mended.text[end : hit.start()], word]
        end = hit.end()
    return Mended("".join(parts) + mended.text[end:], (*mended.repairs, *repairs))


def _find_marks(word: str, left: str | None, right: str | None, counts: Counter[Pair]) -> str | None:
    small = word.lower()
    pairs = ([(left, small)] if left else []) + ([(small, right)] if right else [])
    known = load_pairs()
    if not pairs or any(pair in known.get(fold(" ".join(pair)), ()) for pair in pairs):
        return None
    if word[0].isupper() and not word.isupper():
        return None  # names of places and persons are in no dictionary
    found = {
        pair[1 if place_left else 0]: pair
        for place_left, own in ((True, left), (False, right))
        if own
        for pair in known.get(fold(f"{own} {small}" if place_left else f"{small} {own}"), ())
        if pair[0 if place_left else 1] == own and pair[1 if place_left else 0] != small
    }
    often = {better for better, pair in found.items() if counts[pair] >= _OFTEN}
    if small in load_words(_TABLE, "common") or len(found) > 1:
        found = {better: pair for better, pair in found.items() if better in often}
    if len(found) != 1 or max(counts[pair] for pair in pairs) > max(counts[pair] for pair in found.values()) + 2:
        return None
    (better,) = found
    return better.upper() if word.isupper() and len(word) > 1 else better
