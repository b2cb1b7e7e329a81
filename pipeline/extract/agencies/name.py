"""A name found in a document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a document: where it stands, and how to show it (the head word may be restored)."""

    start: int
    end: int
    shown: str
