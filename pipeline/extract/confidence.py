"""Facts that rest on words of which text recognition is unsure: their confidence falls with the share of such words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pipeline.model import Evidence, Record, Unsure

_LEAST = 0.05
_LONGEST = 200  # characters of the longest word that is sought before a place


def lower_confidence(record: Record, unsure: Sequence[Unsure]) -> Record:
    """Return the record with the confidence of each fact lowered by the unsure words in its evidence.

    A fact all of whose words are unsure falls to their confidence; of a long task one bad word takes little.
    """
    if not unsure:
        return record
    marked: Record = _mark(record, sorted(unsure, key=lambda one: one.start))
    return marked


def _mark(value: Any, unsure: Sequence[Unsure]) -> Any:
    if isinstance(value, Evidence):
        sure = _share_sure(value, unsure)
        return value if sure == 1.0 else replace(value, confidence=round(max(_LEAST, value.confidence * sure), 2))
    if isinstance(value, tuple):
        marked = tuple(_mark(item, unsure) for item in value)
        return value if all(new is old for new, old in zip(marked, value, strict=True)) else marked
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: new
            for field in fields(value)
            if (new := _mark(old := getattr(value, field.name), unsure)) is not old
        }
        return replace(value, **changes) if changes else value
    return value


def _share_sure(place: Evidence, unsure: Sequence[Unsure]) -> float:
    """Return how sure the words of a place are, 1 where none is unsure."""
    length = place.end - place.start
    if length <= 0:
        return 1.0
    lost = 0.0
    for one in unsure[bisect_left(unsure, place.start - _LONGEST, key=lambda word: word.start) :]:
        if one.start >= place.end:
            break
        shared = min(one.end, place.end) - max(one.start, place.start)
        lost += max(0, shared) * (1 - one.confidence)
    return max(0.0, 1 - lost / length)
