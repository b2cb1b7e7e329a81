"""Which cue of a clause tells the tie to the document that is named behind it: the nearest one."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.knowledge.load import Rule, load_rules, load_words
from pipeline.model import Relation
from pipeline.text.words import Words

_REACH = 150  # characters between a cue and what it governs
_PROPOSALS = frozenset({"TTr", "CV", "BC", None})  # types of documents in which something is proposed
_APPROVED = frozenset({"ĐL"})  # types of what a decision approves without issuing it
_FAR_REACHING = frozenset({"basis", "proposal"})  # cues that govern a whole clause


def says_own(clause: Words) -> bool:
    """Tell whether the document says of itself that it is issued with another ("Quy chế này ban hành kèm theo …")."""
    rule = match_cue(load_rules("relations", "tie"), clause.form)
    return rule is not None and rule.gives == Relation.ISSUED_WITH


def tie_cue(form: str, kind: str | None) -> tuple[Rule | None, int]:
    """Return the row that ties this document to one of this type behind a clause, and where its cue ends.

    What is done according to a plan or an order carries it out; of a law or a decree "theo" only tells the rule.
    """
    own = load_rules("relations", "by_its_paper") if kind == "TTr" else ()
    rule, near = nearest_cue((*own, *load_rules("relations", "tie")), form)
    if rule and rule.gives == "proposed_by" and kind not in _PROPOSALS:
        rule = None
    if rule and rule.gives == Relation.APPROVES and kind not in _APPROVED:
        rule = None
    if rule and rule.id == "according-to" and kind in load_words("relations", "norms"):
        rule = None
    if rule is None and kind in load_words("relations", "orders"):
        return nearest_cue(load_rules("relations", "according_to_order"), form)
    if rule is None and kind in load_words("relations", "decisions"):
        return nearest_cue(load_rules("relations", "according_to_decision"), form)
    return (rule, near) if rule else (None, 0)


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
