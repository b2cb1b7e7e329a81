"""What recognition hands on: words with their boxes in pixels, and the error of a page that cannot be recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: its box in pixels, how sure (0 to 100), and the line of print it stands in."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int
    sure: float
    line: tuple[int, int, int]


class RecognitionFailed(Exception):
    """Tesseract ended with an error or took too long over one page."""


class RecognitionHindered(RecognitionFailed):
    """Tesseract was killed, or the system could not start it: it says nothing of the page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line in pixels: horizontal where `y0 == y1`, vertical where `x0 == x1`.

    `lean` tells by how many pixels its far end lies below, or right of, its near one; the line is said to lie halfway.
    """

    x0: int
    y0: int
    x1: int
    y1: int
    lean: float = 0.0
