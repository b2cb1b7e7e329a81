"""Folding that keeps offsets: one character stays one, so that a hit in folded text is a place in the original."""

from __future__ import annotations

from functools import lru_cache

from pipeline.text.fold import fold

_LATIN = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x1E00, 0x1F00))


def fold_in_place(text: str) -> str:
    """Return NFC text in lower case without marks, đ as d, of the same length.

    Punctuation stays; the words are those that `pipeline.text.fold.fold` gives.
    """
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    pairs = ((code, fold(chr(code))) for block in _LATIN for code in block)
    return {code: letter for code, letter in pairs if len(letter) == 1}
