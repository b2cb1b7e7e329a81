"""Which cue of a clause tells the tie to the document that is named behind it: the nearest one."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.knowledge.load import Rule, load_rules
from pipeline.model import Relation
from pipeline.text.words import Words

_REACH = 150  # characters between a cue and what it governs
_FAR_REACHING = frozenset({"basis", "proposal"})  # cues that govern a whole clause


def says_own(clause: Words) -> bool:
    """Tell whether the document says of itself that it is issued with another ("Quy chế này ban hành kèm theo …")."""
    rule = match_cue(load_rules("relations", "tie"), clause.form)
    return rule is not None and rule.gives == Relation.ISSUED_WITH


def match_cue(rules: Iterable[Rule], form: str) -> Rule | None:
    """Return the row whose cue stands nearest before the citation; a cue far off governs nothing."""
    return nearest_cue(rules, form)[0]


def nearest_cue(rules: Iterable[Rule], form: str) -> tuple[Rule | None, int]:
    """Return the row whose cue stands nearest before the citation, and where the cue ends."""
    best: tuple[int, Rule] | None = None
    for rule in rules:
        near = max((hit.end() for hit in rule.pattern.finditer(form)), default=None)
        if near is None:
            continue
        if rule.id not in _FAR_REACHING and len(form) - near > _REACH:
            continue
        if best is None or near > best[0]:
            best = (near, rule)
    return (best[1], best[0]) if best else (None, 0)
