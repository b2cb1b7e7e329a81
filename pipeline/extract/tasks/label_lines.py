"""Which label lines hold for a task: those of its own, of a later bullet of its run, of the headings above it."""

from __future__ import annotations

from pipeline.model import BULLETS, Attribute, Item

_KINDS = ("lead", "coordinate", "direct", "report_to", "deadline", "product")


def later_attributes(siblings: tuple[Item, ...], place: int) -> tuple[Attribute, ...]:
    """Return the attribute lines under a later bullet of a run, which hold for the bullets before it without any."""
    item = siblings[place]
    if item.attributes or item.style not in BULLETS:
        return ()
    return next((after.attributes for after in siblings[place + 1 :] if after.attributes), ())


def effective(levels: tuple[tuple[Attribute, ...], ...], start: int) -> tuple[Attribute, ...]:
    """Choose for each kind the attributes that hold at an offset: of the nearest level that has any.

    On one level the first run after the item holds, else the last before it; a time with a number of its own ("2. Thời
    gian: …") holds for what stands before it alone.
    """
    chosen: list[Attribute] = []
    nearest = [level for level in reversed(levels) if level]
    for kind in _KINDS:
        for level in nearest:
            same = [attribute for attribute in level if attribute.kind == kind]
            if same:
                after = [attribute for attribute in same if attribute.label.start >= start]
                chosen += after[:1] or [one for one in same[-1:] if not (one.numbered and kind == "deadline")]
                break
    return tuple(chosen)
