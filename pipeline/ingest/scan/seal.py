"""Where red seals lie on the picture of a page, and the words that recognition makes of their letters and of pens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.ingest.scan.nouns import Word
from pipeline.ingest.scan.repair import find_family

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.model import Box

_FIELD = 60  # pixels of the squares in which red is counted
_EVERY = 4  # only so many pixels are looked at
_RED = 60  # grey values by which red outshines green and blue
_SHARE = 0.03  # of a square that holds some of a seal
_SMALLEST = 4  # squares on an edge of what may be a seal: two centimetres
_DOUBTED = 60.0  # words on a seal below this are of the seal
_SURE = 80.0  # of the name behind a family name that a seal covers
_BLANK = 1.5  # heights of a word between it and the next of its line, at most
_NEAR = 240  # pixels around a seal over which the pen may go
_WITHIN = 0.8  # share of a word that lies on another
_FLAT = 0.65  # share of the height of the other below which a word that touches it is a piece of a stroke


def find_seals(picture: Image) -> tuple[Box, ...]:
    """Return the boxes in pixels of the large red marks of a page; a grey page has none."""
    if picture.mode not in ("RGB", "RGBA", "P"):
        return ()
    colours = np.asarray(picture.convert("RGB"))[::_EVERY, ::_EVERY].astype(np.int16)
    red = colours[:, :, 0] - np.maximum(colours[:, :, 1], colours[:, :, 2]) > _RED
    step = _FIELD // _EVERY
    rows, columns = red.shape[0] // step, red.shape[1] // step
    if not rows or not columns:
        return ()
    shares = red[: rows * step, : columns * step].reshape(rows, step, columns, step).mean(axis=(1, 3))
    fields = {(int(row), int(column)) for row, column in zip(*np.nonzero(shares > _SHARE), strict=True)}
    groups = [group for group in _group(fields) if min(_extent(group)) >= _SMALLEST]
    return tuple(_box(group) for group in groups)


def _group(fields: set[tuple[int, int]]) -> Iterable[list[tuple[int, int]]]:
    """Yield the squares that touch one another, or nearly."""
    left = set(fields)
    while left:
        group = [left.pop()]
        for row, column in group:
            near = {(row + down, column + right) for down in (-2, -1, 0, 1, 2) for right in (-2, -1, 0, 1, 2)} & left
            left -= near
            group += sorted(near)
        yield group


def _extent(group: Sequence[tuple[int, int]]) -> tuple[int, int]:
    rows, columns = [row for row, _ in group], [column for _, column in group]
    return max(rows) - min(rows) + 1, max(columns) - min(columns) + 1


def _box(group: Sequence[tuple[int, int]]) -> Box:
    rows, columns = [row for row, _ in group], [column for _, column in group]
    edges = (min(columns), min(rows), max(columns) + 1, max(rows) + 1)
    return tuple(float(edge * _FIELD) for edge in edges)  # type: ignore[return-value]


def drop_marks(words: Sequence[Word], seals: Sequence[Box]) -> list[Word]:
    """Return the words without those of a seal's own letters, and those of pen strokes over words near a seal.

    A seal covers the left third of the signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, 8), and with it often the
    family name of who signed: garbled as that is, it stays where it is one and the sure rest of the name stands behind.
    """
    words = [_uncover(word, words) if any(_lies_on(word, box) for box in seals) else word for word in words]
    near = [word for word in words if any(_lies_on(word, box, _NEAR) for box in seals)]
    marks = {word for word in near if word.sure < _DOUBTED and any(_lies_on(word, box) for box in seals)}
    marks |= {word for word in near if any(_covers(other, word) for other in near if other is not word)}
    return [word for word in words if word not in marks]


def _uncover(word: Word, words: Sequence[Word]) -> Word:
    """Return an unsure word as the family name that it is, as sure as the name behind it on its line."""
    if word.sure >= _DOUBTED or not word.text[:1].isupper() or word.text.isupper():
        return word
    height = word.y1 - word.y0
    behind = (
        other
        for other in words
        if other.line == word.line and other.sure >= _SURE and 0 <= other.x0 - word.x1 < _BLANK * height
    )
    given = next((other for other in behind if other.text.isalpha() and other.text.istitle()), None)
    family = find_family(word.text.strip(".,'’‘|\\/")) if given else None
    return replace(word, text=family, sure=given.sure) if family and given else word


def _lies_on(word: Word, box: Box, margin: float = 0) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box[0] - margin <= x <= box[2] + margin and box[1] - margin <= y <= box[3] + margin


def _covers(other: Word, word: Word) -> bool:
    """Tell whether a word is a piece of a stroke over the other: inside it, or touching it and flat beside it."""
    across = min(other.x1, word.x1) - max(other.x0, word.x0)
    down = min(other.y1, word.y1) - max(other.y0, word.y0)
    if across <= 0 or down <= 0 or not any(map(str.isalnum, other.text)):
        return False
    own = max(1, (word.x1 - word.x0) * (word.y1 - word.y0))
    height, width = other.y1 - other.y0, word.x1 - word.x0
    if own >= (other.x1 - other.x0) * height:
        return False
    return across * down >= _WITHIN * own or (word.y1 - word.y0 < _FLAT * height and across >= _WITHIN * width)
