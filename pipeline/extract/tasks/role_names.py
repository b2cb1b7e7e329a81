"""Agencies in roles: which of those that were found in one piece of text count."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.agencies.names_in_text import Name
from pipeline.knowledge.load import load_pattern
from pipeline.model import AgencyRole
from pipeline.text.words import Words

_TABLE = "roles"


@dataclass(frozen=True, slots=True)
class RoleName:
    """An agency in a role, found in prose, with rule and confidence."""

    role: AgencyRole
    name: Name
    rule: str
    confidence: float


def is_chained(words: Words, item: RoleName, kept: list[RoleName]) -> bool:
    """Tell whether an agency only gets what an earlier receiver of the same sentence has gathered."""
    last = next((other for other in reversed(kept) if other.name.end < item.name.start), None)
    if item.rule == "through" or last is None:
        return False
    between = words[last.name.start : item.name.start]
    if any(end in between.form for end in (". ", "; ")):
        return False
    said = load_pattern(_TABLE, "report_verb").sub(" ", between[last.name.end :].form)
    return load_pattern(_TABLE, "chain").search(said) is not None


def distinct_names(found: list[RoleName]) -> list[RoleName]:
    """Return what was found in order of place, each name once in a role, none that begins inside another."""
    kept: list[RoleName] = []
    known: set[tuple[AgencyRole, str]] = set()
    ends: dict[AgencyRole, int] = {}
    for item in sorted(found, key=lambda item: (item.name.start, -item.confidence)):
        said = item.role, item.name.shown.lower()
        if said not in known and item.name.start >= ends.get(item.role, 0):
            kept.append(item)
            known.add(said)
            ends[item.role] = max(item.name.end, ends.get(item.role, 0))
    return kept
