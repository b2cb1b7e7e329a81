"""Which syllables stand together in Vietnamese words and names: what marks a mark-less pair can have.

The words are those of the dictionary that underthesea brings, of the knowledge tables (agencies, fields, territories,
types, laws) and of the examples in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import RULE_TABLES, WORD_TABLES, load_doc_types, read_table
from pipeline.text.fold import fold
from pipeline.text.tokens import dictionary_words

Pair = tuple[str, str]
OFTEN = 3  # a pair that a document prints so often is one of its words
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ROOF = frozenset("\u0302")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def load_pairs() -> Mapping[str, frozenset[Pair]]:
    """Return the pairs of neighbouring syllables, in small letters, by their folded form ("to chuc")."""
    pairs: dict[str, set[Pair]] = defaultdict(set)
    for phrase in _phrases():
        for pair in pairwise(_WORD.findall(phrase.lower())):
            pairs[fold(" ".join(pair))].add(pair)
    return {key: frozenset(found) for key, found in pairs.items()}


def _phrases() -> Iterator[str]:
    yield from (word for word in dictionary_words() if " " in word)
    yield from (name for kind in load_doc_types() for name in kind.names)
    register = load_register()
    yield from (agency.name for agency in register.central.values())
    yield from (place.name for place in register.provinces(None))
    for table in (*RULE_TABLES, *WORD_TABLES, "laws"):
        yield from _texts(read_table(table))


def _texts(value: object) -> Iterator[str]:
    """Yield the strings of examples and word lists anywhere in a table; patterns and rejects are no words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in ("pattern", "reject", "rejects", "id", "gives", "basis"):
                yield from _texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)


class KnownPairs:
    """Which pairs of syllables are words: those of the lexicon, and those that the document prints often."""

    def __init__(self, counts: Counter[Pair]) -> None:
        self.counts = counts
        self._often: dict[str, set[Pair]] = {}
        for pair, count in counts.items():
            if count >= OFTEN:
                self._often.setdefault(fold(" ".join(pair)), set()).add(pair)

    def is_known(self, pair: Pair) -> bool:
        """Tell whether a pair is a word of the lexicon."""
        return pair in load_pairs().get(fold(" ".join(pair)), ())

    def like(self, pair: Pair) -> set[Pair]:
        """Return the known pairs that are the same but for marks.

        Recognition loses marks and makes none up: what only the document prints often has more of them.
        """
        key = fold(" ".join(pair))
        own = {other for other in self._often.get(key, ()) if _count_marks(other) > _count_marks(pair)}
        return {*load_pairs().get(key, ()), *own}

    def outweighs(self, pair: Pair, others: Iterable[Pair]) -> bool:
        """Tell whether a pair may stand for others that the document prints.

        It must not be rarer; where it has more marks half as often is enough, once where it is a word.
        """
        return all(self.counts[other] <= self.counts[pair] * self._worth(pair, other) + 2 for other in others)

    def _worth(self, pair: Pair, other: Pair) -> int:
        if _count_marks(pair) <= _count_marks(other):
            return 1
        return 100 if self.is_known(pair) else 2


def _count_marks(pair: Pair) -> int:
    return sum(1 for char in unicodedata.normalize("NFD", "".join(pair)) if unicodedata.combining(char))


def is_likely(word: str, better: str, *, swapped: bool = False) -> bool:
    """Tell whether recognition makes the first of the second: it loses a mark or takes a tone for another.

    Only on an i, whose dot it takes for a tone, does it see a mark that is not there; with `swapped`, a tone where
    print that leans has a roof ("ngán" for "ngân").
    """
    lost, taken = 0, 0
    for seen, printed in zip(_split_marks(word), _split_marks(better), strict=False):
        if seen[0] != printed[0]:
            return False
        more, fewer = printed[1] - seen[1], seen[1] - printed[1]
        replaced = more if swapped and more == _ROOF else more & _TONES
        if fewer - _TONES or (len(fewer) > len(replaced) and seen[0] != "i"):
            return False
        taken += len(fewer)
        lost += len(more) - len(more & _TONES if fewer else ())
    return lost <= 1 and taken <= 1


def _split_marks(word: str) -> list[tuple[str, frozenset[str]]]:
    """Return the letters of a word, each with the marks on it."""
    letters: list[tuple[str, frozenset[str]]] = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char) and letters:
            letters[-1] = (letters[-1][0], letters[-1][1] | {char})
        else:
            letters.append((char, frozenset()))
    return letters
