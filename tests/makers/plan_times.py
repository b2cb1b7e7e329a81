"""Reads a time as a plan for 2027 writes it, in a cell of its own or in a sentence."""

from __future__ import annotations

from parsed_factory import make_parsed

from pipeline.extract.tasks.deadlines import find_in_prose, read_labelled
from pipeline.model import Deadline
from pipeline.text.words import Words

Bounds = tuple[str, str | None, str | None, str | None]  # kind, start, end, recurs
PLAN_YEAR = 2027


def read_cell(printed: str) -> Deadline | None:
    """Return the deadline of a labelled value or of a cell in a column of times."""
    parsed = make_parsed(printed)
    return read_labelled(parsed, Words.of(parsed.text), [], PLAN_YEAR)


def read_sentence(text: str) -> Deadline | None:
    """Return the deadline that a sentence tells."""
    parsed = make_parsed(text)
    return find_in_prose(parsed, Words.of(parsed.text), [], PLAN_YEAR)


def bounds_of(found: Deadline | None) -> Bounds | None:
    """Return what is compared of a deadline."""
    return (found.kind.value, found.start, found.end, found.recurs) if found else None
