"""Brackets in a piece of text: what stands in them behind a cited act is said of that act."""

from __future__ import annotations

import re

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


def innermost(brackets: list[Bracket], place: int) -> Bracket | None:
    """Return the innermost pair of brackets around a place."""
    return next((pair for pair in reversed(brackets) if pair[0] < place < pair[1]), None)
