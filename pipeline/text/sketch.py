"""A sketch of a text: 128 bytes by which near-identical texts are told without reading either again.

Every pair of neighbouring words falls into one of 128 bins, and each bin keeps the smallest of its pairs' hashes
(MinHash in one permutation; Li, Owen, Zhang 2012). The share of bins that agree estimates the share of word pairs that
two texts have in common. Case, marks and line breaks say nothing, so a scan and its draft in Word meet.
"""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

from pipeline.text.fold import fold

BINS = 128
LEAST_PAIRS = 60
"""A letter of few words has more; below it national title, masthead and closing, which all have, outweigh the rest."""

_EMPTY = 0  # a bin that no pair fell into; hashes are 1 to 255


def make_sketch(text: str) -> str | None:
    """Return the sketch of a text as 256 hex digits, or None for a text too short to be compared."""
    words = fold.__wrapped__(text).split()  # whole documents stay out of the cache of names
    least: list[int | None] = [None] * BINS
    pairs = set(pairwise(words))
    if len(pairs) < LEAST_PAIRS:
        return None
    for pair in pairs:
        value = crc32(" ".join(pair).encode())
        place, rest = value % BINS, value // BINS
        known = least[place]
        if known is None or rest < known:
            least[place] = rest
    return bytes(_EMPTY if rest is None else 1 + rest % 255 for rest in least).hex()


def measure_likeness(one: str, other: str) -> float:
    """Return which share of their word pairs two texts have in common, by their sketches: 0 to 1.

    Works on whole numbers: the bytes in which two sketches agree are those that their exclusive or leaves empty.
    """
    left, right = int(one, 16), int(other, 16)
    unused = (left | right).to_bytes(BINS, "big").count(_EMPTY)
    equal = (left ^ right).to_bytes(BINS, "big").count(0)
    return (equal - unused) / (BINS - unused)
