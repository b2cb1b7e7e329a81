"""Sentences and words of Vietnamese text, by underthesea: its cutter of sentences and its dictionary.

underthesea gives strings without places and rewrites some of them (uỷ to ủy): sentences are looked up in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.text.match import has_two_spellings, match_form
from pipeline.text.words import Words

_LONGEST = 5  # syllables of a word: "chủ nghĩa tư bản nhà nước" is rare


def split_sentences(words: Words) -> list[Words]:
    """Split a paragraph into sentences; they cover every word of it.

    Not for lists: numbering such as "1." or "IV." is taken for a sentence end, so items are cut off before.
    """
    if not any(end in words.text for end in (". ", "? ", "! ")):
        return _whole(words)
    from underthesea import sent_tokenize

    return _align(words, sent_tokenize(words.text)) or _whole(words)


def join_syllables(syllables: Sequence[str]) -> list[str]:
    """Return syllables joined to words of the dictionary, each as long as can be: "an toàn", "thực phẩm".

    A syllable that makes no word with the next ones stays alone. So do all where none has a mark: "cap" may be "cấp" or
    "cáp", and "so cap" (of "chuyen doi so cap xa") no word at all.
    """
    if "".join(syllables).isascii():
        return list(syllables)
    words, place = list[str](), 0
    while place < len(syllables):
        ends = range(min(place + _LONGEST, len(syllables)), place, -1)
        end = next(end for end in ends if end == place + 1 or _is_word(syllables[place:end]))
        words.append(" ".join(syllables[place:end]))
        place = end
    return words


def _is_word(syllables: Sequence[str]) -> bool:
    form = match_form(" ".join(syllables))
    line = f"\n{form}\n"
    return line in _lowered_lines() or (has_two_spellings(form) and line in _dictionary_lines())


def dictionary_words() -> list[str]:
    """Return the 74,000 words of the Vietnamese dictionary that underthesea brings."""
    return _read_dictionary().splitlines()


@lru_cache(maxsize=1)
def _lowered_lines() -> str:
    """The dictionary as it is spelled: to give all of it its matching form takes longer than a query."""
    return f"\n{_read_dictionary().lower()}\n"


@lru_cache(maxsize=1)
def _dictionary_lines() -> str:
    return f"\n{match_form(_read_dictionary())}\n"


def _read_dictionary() -> str:
    """Read the file itself: to import underthesea takes most of a second, which no query can wait for."""
    package = find_spec("underthesea")
    assert package and package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0])
    return (folder / "corpus" / "data" / "Viet74K.txt").read_text("utf-8")


def _whole(words: Words) -> list[Words]:
    return [bare] if (bare := words.strip()) else []


def _align(words: Words, parts: list[str]) -> list[Words]:
    """Return the pieces that spell parts which follow one another; empty when one is not found."""
    pieces, place = [], 0
    for part in parts:
        wanted = match_form(part.strip())
        place = words.form.find(wanted, place)
        if place < 0:
            return []
        pieces.append(words[words.start + place : words.start + place + len(wanted)])
        place += len(wanted)
    return pieces
