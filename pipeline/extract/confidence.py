"""Facts that rest on words of which text recognition is unsure: their confidence falls with the share of such words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pipeline.knowledge.confidence import how_sure
from pipeline.model import Evidence, Record, Unsure

RECOGNISED = frozenset({"recognised", "recognition_mended", "recognition_failed", "uncertain_page"})
"""Issues of a document that text recognition has read."""

_LEAST = 0.05
_LONGEST = 200  # characters of the longest word that is sought before a place


def lower_confidence(record: Record, unsure: Sequence[Unsure]) -> Record:
    """Return the record with the confidence of each fact lowered by the unsure words in its evidence.

    A fact all of whose words are unsure falls to their confidence; of a long task one bad word takes little. No fact of
    a scan is surer than scans have borne out.
    """
    is_scan = any(issue.code in RECOGNISED for issue in record.issues)
    if not unsure and not is_scan:
        return record
    most = how_sure("recognised") if is_scan else 1.0
    marked: Record = _mark(record, sorted(unsure, key=lambda one: one.start), most)
    return marked


def _mark(value: Any, unsure: Sequence[Unsure], most: float) -> Any:
    if isinstance(value, Evidence):
        sure = min(value.confidence * _share_sure(value, unsure), most)
        return value if sure == value.confidence else replace(value, confidence=round(max(_LEAST, sure), 2))
    if isinstance(value, tuple):
        marked = tuple(_mark(item, unsure, most) for item in value)
        return value if all(new is old for new, old in zip(marked, value, strict=True)) else marked
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            field.name: new
            for field in fields(value)
            if (new := _mark(old := getattr(value, field.name), unsure, most)) is not old
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
