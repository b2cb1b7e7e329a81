"""A paragraph while lines are joined to it: made whole once, however many they are."""

from __future__ import annotations

_SHOWN = 300  # characters of a long paragraph's beginning, and of its end, by which it is judged


class Paragraph:
    """The lines of a paragraph so far.

    `sample` is what rules look at to tell whether it goes on: all of it, or of a long one its beginning and its end.
    """

    def __init__(self, line: str) -> None:
        self._parts = [line]
        self.sample = ""
        self._show(line)

    def add(self, words: str) -> None:
        """Add words, with what parts them from those before."""
        self._parts.append(words)
        self._show(words)

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return "".join(self._parts)

    def _show(self, words: str) -> None:
        whole = self.sample + words
        self.sample = whole if len(whole) <= 2 * _SHOWN else whole[:_SHOWN] + whole[-_SHOWN:]
