"""Sentences and words of Vietnamese text, by underthesea: its cutter of sentences and its dictionary.

underthesea gives strings without places and rewrites some of them (uỷ to ủy); sentences are aligned with the text
again, so that `text[start:end]` holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.text.match import match_form

_LONGEST = 5  # syllables of a word: "chủ nghĩa tư bản nhà nước" is rare


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence: its span in the text."""

    start: int
    end: int


def split_sentences(text: str) -> list[Piece]:
    """Split a paragraph into sentences; the pieces cover every word of the text.

    Not for lists: numbering such as "1." or "IV." is taken for a sentence end, so items are cut off before.
    """
    if text.count(". ") + text.count("? ") + text.count("! ") == 0:
        return _whole(text)
    from underthesea import sent_tokenize

    return _align(text, sent_tokenize(text)) or _whole(text)


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
    return f"\n{match_form(' '.join(syllables))}\n" in _dictionary_lines()


def dictionary_words() -> list[str]:
    """Return the 74,000 words of the Vietnamese dictionary that underthesea brings."""
    return _read_dictionary().splitlines()


@lru_cache(maxsize=1)
def _dictionary_lines() -> str:
    return f"\n{match_form(_read_dictionary())}\n"


def _read_dictionary() -> str:
    """Read the file itself: to import underthesea takes most of a second, which no query can wait for."""
    package = find_spec("underthesea")
    assert package and package.submodule_search_locations
    folder = Path(package.submodule_search_locations[0])
    return (folder / "corpus" / "data" / "Viet74K.txt").read_text("utf-8")


def _whole(text: str) -> list[Piece]:
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return [Piece(start, end)] if end > start else []


def _align(text: str, parts: list[str]) -> list[Piece]:
    """Return the spans of parts that follow one another in the text; empty when one is not found."""
    form, pieces, place = match_form(text), [], 0
    for part in parts:
        wanted = match_form(part.strip())
        start = form.find(wanted, place)
        if start < 0:
            return []
        pieces.append(Piece(start, start + len(wanted)))
        place = start + len(wanted)
    return pieces
