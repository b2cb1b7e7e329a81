"""How a doubt about a fact becomes an issue."""

from __future__ import annotations

from pipeline.knowledge.doubts import load_doubt_kinds
from pipeline.model import Evidence, Issue, Severity, Span
from pipeline.text.match import squeeze

_SHOWN = 100  # characters of a value that a sentence quotes


def note(code: str, place: Evidence | Span | None, value: str, other: str = "") -> Issue:
    """Return the issue of a kind of doubt about a value and its place; `other` is what it is held against."""
    kind = load_doubt_kinds()[code]
    message = kind.says.format(value=_short(value), other=other)
    start, end = (place.start, place.end) if place else (None, None)
    page = place.page if isinstance(place, Evidence) else None
    return Issue("extract", code, Severity(kind.severity), message, start, end, page)


def _short(value: str) -> str:
    words = squeeze(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
