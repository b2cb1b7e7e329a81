"""What the first recognition of a page missed or read badly, read once more line by line.

A line that stands alone, as the name under a signature does, is sometimes passed over or taken for a picture. Its ink
is cut out and recognised as one line; the answer counts only where it is sure.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.ingest.scan.clean_picture import DPI, INK
from pipeline.ingest.scan.nouns import Word
from pipeline.ingest.scan.tesseract import recognise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.ingest.scan.nouns import Grey, Mask
    from pipeline.model import Box

_LINE = 7  # tesseract's mode for one line
_BAD = 50.0  # words below this have not been read
_POOR = 65.0  # lines below this on the average have not
_SURE = 85.0  # of a line where nothing was read before
_GAIN = 30.0  # by which a line is surer than what was read before
_MARGIN = DPI // 25  # pixels around words and lines
_GAP = DPI // 4  # pixels between words of a line, at most
_LOW, _HIGH = DPI // 12, DPI // 3  # pixels of the height of a line of print
_SHORT = DPI // 3  # pixels of the length of a line that is worth it
_MOST = 8  # lines of one page
_BLOCKS = 3000  # lines read again are numbered from here


def read_again(grey: Grey, words: Sequence[Word], seals: Sequence[Box] = ()) -> list[Word]:
    """Return the words of a page with those of lines that were missed; bad readings of such lines are dropped.

    `grey` is the page without tables and ruling lines. Raises RecognitionFailed where tesseract cannot read it.
    """
    bad = _find_bad(words)
    found = list(words)
    for number, box in enumerate(_find_lines(grey, [word for word in words if word not in bad], seals)):
        x0, y0, x1, y1 = box
        line = recognise(np.pad(grey[y0:y1, x0:x1], _MARGIN, constant_values=255), dpi=DPI, mode=_LINE)
        before = [word for word in found if word in bad and _meets(word, box)]
        if len(line) < 2 or not _is_better(line, before):
            continue
        right, down = x0 - _MARGIN, y0 - _MARGIN
        found = [word for word in found if word not in before] + [
            replace(
                word,
                x0=word.x0 + right, y0=word.y0 + down, x1=word.x1 + right, y1=word.y1 + down,
                line=(_BLOCKS + number, 1, 1),
            )
            for word in line
        ]  # fmt: skip
    return found


def _find_bad(words: Sequence[Word]) -> set[Word]:
    """Return the words of lines that were read badly, and single ones of which nothing is sure."""
    lines: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    poor = [line for line in lines.values() if _mean(line) < _POOR]
    return {word for line in poor for word in line} | {word for word in words if word.sure < _BAD}


def _is_better(line: Sequence[Word], before: Sequence[Word]) -> bool:
    return _mean(line) >= (max(_BAD, _mean(before) + _GAIN) if before else _SURE)


def _mean(words: Sequence[Word]) -> float:
    return statistics.fmean(word.sure for word in words)


def _find_lines(grey: Grey, words: Sequence[Word], seals: Sequence[Box]) -> list[tuple[int, int, int, int]]:
    """Return the boxes of ink as high as a line of print that none of the words covers, the longest first."""
    ink = grey < INK
    for word in words:
        ink[max(0, word.y0 - _MARGIN) : word.y1 + _MARGIN, max(0, word.x0 - _MARGIN) : word.x1 + _MARGIN] = False
    for x0, y0, x1, y1 in seals:
        ink[int(y0) : int(y1), int(x0) : int(x1)] = False
    boxes = [box for band in _bands(ink) for box in _split(ink, *band)]
    boxes = [box for box in boxes if box[2] - box[0] >= _SHORT and _LOW <= box[3] - box[1] <= _HIGH]
    return sorted(boxes, key=lambda box: box[0] - box[2])[:_MOST]


def _bands(ink: Mask) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows with ink."""
    yield from _runs(np.flatnonzero(ink.sum(axis=1) > 1), 3)


def _split(ink: Mask, top: int, bottom: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the boxes of a band of rows that wide gaps part."""
    for left, right in _runs(np.flatnonzero(ink[top:bottom].any(axis=0)), _GAP):
        rows = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
        yield left, top + int(rows[0]), right, top + int(rows[-1]) + 1


def _runs(places: NDArray[np.intp], gap: int) -> Iterator[tuple[int, int]]:
    """Yield first and one behind last of the runs of numbers that lie nearer than a gap."""
    if not len(places):
        return
    cuts = np.flatnonzero(np.diff(places) > gap)
    for start, end in zip([0, *(cuts + 1)], [*cuts, len(places) - 1], strict=True):
        yield int(places[start]), int(places[end]) + 1


def _meets(word: Word, box: tuple[int, int, int, int]) -> bool:
    return word.x0 < box[2] and word.x1 > box[0] and word.y0 < box[3] and word.y1 > box[1]
