"""An agency in a role, as the words of a task tell it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.agencies.name import Name
from pipeline.model import AgencyRole


@dataclass(frozen=True, slots=True)
class RoleName:
    """An agency in a role, found in prose, with rule and confidence."""

    role: AgencyRole
    name: Name
    rule: str
    confidence: float


def as_roles(role: AgencyRole, names: list[Name], rule: str, sure: float) -> list[RoleName]:
    """Return names in one role, found by one rule."""
    return [RoleName(role, name, rule, sure) for name in names]


def distinct(found: list[RoleName]) -> list[RoleName]:
    """Return what was found in order of print, each agency once in a role, none that begins inside another."""
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
