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
    """Return what was found in order of print, each agency once in a role."""
    kept: list[RoleName] = []
    for item in sorted(found, key=lambda item: (item.name.start, -item.confidence)):
        if not any(other.role is item.role and _is_same(other.name, item.name) for other in kept):
            kept.append(item)
    return kept


def _is_same(one: Name, other: Name) -> bool:
    return one.shown.lower() == other.shown.lower() or one.start <= other.start < one.end
