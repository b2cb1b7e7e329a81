"""Sentences and words of Vietnamese text, by underthesea, with their offsets.

underthesea gives strings without places and rewrites some of them (uỷ to ủy); both functions align its answer
with the text again, so that `text[start:end]` holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.text.match import match_form


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or word: its span in the text."""

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


def split_words(text: str) -> list[Piece]:
    """Split a text into Vietnamese words ("khoa học" is one), punctuation included."""
    from underthesea import word_tokenize

    return _align(text, word_tokenize(text)) or _whole(text)


def dictionary_words() -> tuple[str, ...]:
    """Return the 74,000 words of the Vietnamese dictionary that underthesea brings; a second on first use."""
    from underthesea.corpus import viet_dict_74K

    return tuple(viet_dict_74K.words)


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
