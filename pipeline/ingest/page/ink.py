"""What is drawn on one page: glyphs, blanks, ruled lines, pictures and stamps, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.ingest.page.glyph import Glyph, Stamp
from pipeline.model import Issue


class Ruling(NamedTuple):
    """A straight line: horizontal where `y0 == y1`, vertical where `x0 == x1`."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageInk:
    """Everything drawn on one page that we look at."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    blanks: Sequence[Glyph]
    rulings: tuple[Ruling, ...]
    pictures: float  # share of the page that is covered by pictures, at most 1
    shapes: int  # drawn paths: letters turned into outlines are hundreds of them
    stamps: tuple[Stamp, ...]
    hidden: bool = False  # text that nobody sees was left out
    cuts: tuple[Issue, ...] = ()  # what a limit cut off
