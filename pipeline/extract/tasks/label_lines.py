"""Which label lines hold for a task: those of its own, of a later bullet of its run, of the headings above it."""

from __future__ import annotations

from bisect import bisect_left

from pipeline.model import BULLETS, Attribute, Item

_KINDS = ("lead", "coordinate", "direct", "report_to", "deadline", "product")


class Level:
    """The attributes of one heading, found by kind and place however many they are."""

    def __init__(self, attributes: tuple[Attribute, ...]) -> None:
        self._kinds: dict[str, list[Attribute]] = {}
        for attribute in attributes:
            self._kinds.setdefault(attribute.kind, []).append(attribute)

    def __bool__(self) -> bool:
        return bool(self._kinds)

    def at(self, kind: str, start: int) -> list[Attribute] | None:
        """Return the attribute of a kind that holds at an offset, if any; None where the level has none of the kind."""
        same = self._kinds.get(kind)
        if not same:
            return None
        after = bisect_left(same, start, key=lambda one: one.label.start)
        if after < len(same):
            return [same[after]]
        return [one for one in same[-1:] if not (one.numbered and kind == "deadline")]


_NO_LEVEL = Level(())


def later_attributes(siblings: tuple[Item, ...]) -> list[Level]:
    """Return for each sibling the attribute lines under a later bullet of its run.

    They hold for the bullets before it that have none.
    """
    found: list[Level] = []
    later = _NO_LEVEL
    for item in reversed(siblings):
        found.append(_NO_LEVEL if item.attributes or item.style not in BULLETS else later)
        later = Level(item.attributes) if item.attributes else later
    return found[::-1]


def effective(levels: tuple[Level, ...], start: int) -> tuple[Attribute, ...]:
    """Choose for each kind the attributes that hold at an offset: of the nearest level that has any.

    On one level the first run after the item holds, else the last before it; a time with a number of its own ("2. Thời
    gian: …") holds for what stands before it alone.
    """
    nearest = [level for level in reversed(levels) if level]
    found = (next((hits for level in nearest if (hits := level.at(kind, start)) is not None), []) for kind in _KINDS)
    return tuple(attribute for hits in found for attribute in hits)
