"""Brackets in a piece of text: what stands in them behind a cited act is said of that act."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.text.words import Words

_SIGNS = re.compile(r"[()]")
Bracket = tuple[int, int]  # where it opens, and behind its end


def find_brackets(words: Words) -> list[Bracket]:
    """Return the pairs of round brackets, the outer before the inner; one that is never closed goes to the end.

    A closing bracket without an opening one ("a) …") is the number of an item.
    """
    found: list[Bracket] = []
    opened: list[int] = []
    for hit in words.find_all(_SIGNS):
        if hit[0] == "(":
            opened.append(hit.start())
        elif opened:
            found.append((opened.pop(), hit.end()))
    return sorted([*found, *((start, words.end) for start in opened)])


class Brackets:
    """The pairs of brackets of some words, asked for by place."""

    def __init__(self, words: Words) -> None:
        """Note from which place on which pair is the innermost."""
        self._places: list[int] = []
        self._pairs: list[Bracket | None] = []
        opened: list[Bracket] = []
        for pair in find_brackets(words):
            self._close(opened, pair[0])
            opened.append(pair)
            self._note(pair[0] + 1, pair)
        self._close(opened, words.end)

    def innermost(self, place: int) -> Bracket | None:
        """Return the innermost pair of brackets around a place."""
        known = bisect_right(self._places, place) - 1
        return self._pairs[known] if known >= 0 else None

    def _close(self, opened: list[Bracket], place: int) -> None:
        while opened and opened[-1][1] <= place:
            _, end = opened.pop()
            self._note(end, opened[-1] if opened else None)

    def _note(self, place: int, pair: Bracket | None) -> None:
        self._places.append(place)
        self._pairs.append(pair)
