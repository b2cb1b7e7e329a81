"""Drawn characters of a page and stamps laid over it, with their places."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from pipeline.model import Box

Place = Callable[[Any, Any], tuple[Any, Any]]
"""Turns points of the file into ours: x and y as numbers, or as arrays."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The left and right edges of all characters of a page, by their turn in drawing (two arrays)."""

    x0: Any
    x1: Any


class Glyph(NamedTuple):
    """A drawn character, or words of a line: text, edges, base line, font size, its stamp, its turn in drawing.

    `order` is the turn (of the first character); `letters` tells the edges of each where there are several. Words are
    parted by one blank, which has a turn too.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    stamp: int | None
    order: int
    letters: Letters | None = None

    @property
    def letter_count(self) -> int:
        """How many letters were drawn; one with its marks apart is one."""
        return len(self.text) - self.text.count(" ") if self.letters else 1

    @property
    def last(self) -> int:
        """The turn in drawing of the last character."""
        return self.order + len(self.text) - 1 if self.letters else self.order

    def split(self) -> list[Glyph]:
        """Return words as one glyph each, and a word as one glyph for each letter."""
        if self.letters is None:
            return [self]
        parts = self.text.split(" ")
        return list(self._part(self.letters, parts, 1)) if len(parts) > 1 else self.split_letters()

    def split_letters(self) -> list[Glyph]:
        """Return each letter as a glyph of its own."""
        if self.letters is None:
            return [self]
        return [glyph for glyph in self._part(self.letters, self.text, 0) if glyph.text != " "]

    def _part(self, letters: Letters, parts: Iterable[str], between: int) -> Iterator[Glyph]:
        first = self.order
        for text in parts:
            end = first + len(text)
            x0, x1 = float(letters.x0[first]), float(letters.x1[end - 1])
            yield Glyph(text, x0, x1, self.y, self.size, self.stamp, first, letters if len(text) > 1 else None)
            first = end + between


class LazyBlanks(Sequence[Glyph]):
    """The blanks of a page, which become glyphs only where one is asked for."""

    @abstractmethod
    def drawn(self, order: int) -> Sequence[Glyph]:
        """Return the blank drawn at a turn, if there is one."""


class StampKind(StrEnum):
    """What kind of annotation shows a text."""

    FIELD = "field"  # of a form, filled with words
    NOTE = "note"  # typed onto the page
    STAMP = "stamp"
    SIGNATURE = "signature"  # of which a signing program draws the look; other fields without words too


@dataclass(frozen=True, slots=True)
class Stamp:
    """A visible annotation: its box, whether it has a picture of its own, and the words it holds where it has none."""

    box: Box
    kind: StampKind
    is_drawn: bool
    words: str = ""
    size: float = 0.0  # of the font, where it is said

    @property
    def is_text(self) -> bool:
        """Tell whether a person typed it as a part of the text, however long."""
        return self.kind in (StampKind.FIELD, StampKind.NOTE)
