"""Which syllables stand together in Vietnamese words and names: what marks a mark-less pair can have.

The words are those of the dictionary that underthesea brings, of the knowledge tables (agencies, fields, territories,
types, laws) and of the examples in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import RULE_TABLES, WORD_TABLES, load_doc_types, read_table
from pipeline.text.fold import fold
from pipeline.text.tokens import dictionary_words

Pair = tuple[str, str]
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
