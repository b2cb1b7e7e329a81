"""The namings of one passage, asked for by place however many they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from pipeline.extract.citations.mentions import Mention


class Namings:
    """Namings in order of place: the next one behind a place, the last one before it, and where their lists end."""

    def __init__(self, named: list[Mention]) -> None:
        """Take namings that are sorted by their beginning."""
        self._named = named
        self._starts = [mention.start for mention in named]
        self._ends = sorted(mention.end for mention in named)
        self._lists: dict[tuple[int, str | None, bool], int] = {}

    def next_from(self, place: int) -> Mention | None:
        """Return the first naming that begins at a place or behind it."""
        index = bisect_left(self._starts, place)
        return self._named[index] if index < len(self._named) else None

    def end_before(self, place: int, least: int) -> int:
        """Return where the last naming ends that ends before a place or at it, but no place before `least`."""
        index = bisect_right(self._ends, place) - 1
        return max(least, self._ends[index]) if index >= 0 else least

    def list_end(self, first: Mention, opens: bool, goes_on: Callable[[Mention, Mention, bool], bool]) -> int:
        """Return where the list ends that a naming begins; `goes_on` tells whether one stands in the list of another.

        What was told of the later members of a list is remembered, `opens` being part of the question.
        """
        last, passed = first, []
        while (here := (last.end, last.type, opens)) not in self._lists:
            passed.append(here)
            other = self.next_from(last.end)
            if other is None or not goes_on(last, other, opens):
                self._lists[here] = last.end
                break
            last = other
        end = self._lists[here]
        self._lists |= dict.fromkeys(passed, end)
        return end
