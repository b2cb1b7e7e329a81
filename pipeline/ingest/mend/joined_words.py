"""Words that have run together where a web copy lost its line breaks: "BANHÀNH", "tráchnhiệm", "ngày22tháng 7".

The copy of a page that was broken into lines in its source often drops the breaks. A word that is no Vietnamese
syllable but two or three of them in a row is parted; where several partings are possible, the words of the same text
decide. One such word may be a name ("Êđê"), so a text is touched only if it has several.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.knowledge.load import load_pattern, load_words
from pipeline.knowledge.syllables import is_syllable
from pipeline.text.letters import CAPITAL, SMALL

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORDS = 3  # different words of a text that must have run together
_SHORTEST = 5
_LONGEST = 16
_MOST_PARTS = 3
_ONSET = "[bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX][bcdđghiklmnpqrstuvxBCDĐGHIKLMNPQRSTUVX]{0,2}"
_APART = re.compile(rf"(?<!\w)({_ONSET}) ([{SMALL}{CAPITAL}]{{1,2}}) (ng|nh|ch|[cmnpt]|NG|NH|CH|[CMNPT])(?!\w)")


def join_letters(text: str) -> str:
    """Return a text with the letters of a syllable set together that a copy has set apart.

    >>> join_letters("tỉnh Qu ả ng Ngãi, tr ườ ng học")
    'tỉnh Quảng Ngãi, trường học'
    """
    return _APART.sub(lambda hit: word if is_syllable(word := "".join(hit.groups())) else hit.group(), text)


def find_joined(texts: Iterable[str]) -> dict[str, str]:
    """Return the words of a text that have run together, each with its parts; nothing where there are too few.

    >>> sorted(find_joined(["Ủy bannhân dân tỉnh chủtrì, phốihợp với các sở"]).values())
    ['ban nhân', 'chủ trì', 'phối hợp']
    """
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    known = Counter[str]()
    for word, count in counts.items():
        known[word.lower()] += count
    joined = {word: " ".join(parts) for word in counts if (parts := _parts(word, known))}
    return joined if len(joined) >= _LEAST_WORDS else {}


def part_joined(text: str, joined: Mapping[str, str]) -> str:
    """Return a text with blanks between words that have run together, around the parts of dates and behind commas."""
    return _WORD.sub(
        lambda word: joined.get(word.group(), word.group()), load_pattern("signs", "lost_blank").sub(" ", text)
    )


def _parts(word: str, known: Counter[str]) -> list[str]:
    if not _SHORTEST <= len(word) <= _LONGEST or word.isascii() or is_syllable(word):
        return []
    found = [parts for count in range(2, _MOST_PARTS + 1) for parts in _partings(word, count)]
    few = [parts for parts in found if len(parts) == len(found[0])]
    ranked = sorted(few, key=lambda parts: _support(parts, known), reverse=True)
    if len(ranked) > 1 and _support(ranked[0], known) == _support(ranked[1], known):
        return []
    return ranked[0] if ranked else []


def _support(parts: list[str], known: Counter[str]) -> tuple[int, bool]:
    """Tell how likely a parting is: how often its rarest part stands alone in the text; a small word at its head."""
    return min(known[part.lower()] for part in parts), parts[0].lower() in load_words("syllables", "small_words")


def _partings(word: str, count: int) -> list[list[str]]:
    """Return the ways to part a word into so many syllables, each of two letters or more and spelled in one way."""
    if count == 1:
        return [[word]] if _is_word(word) else []
    starts = range(2, len(word) - 1)
    firsts = [(word[:at], word[at:]) for at in starts if _is_word(word[:at])]
    return [[first, *rest] for first, after in firsts for rest in _partings(after, count - 1)]


def _is_word(part: str) -> bool:
    return (part.isupper() or part[1:].islower()) and is_syllable(part)
