"""Which claims speak of one act: one candidate or none, whatever order the files came in.

Claims that share a key are taken in tiers, the most precise first (full date and issuer's
territory, full date, month, year, no date). All claims of a tier are compared with the acts that
the earlier tiers made. Exactly one fits: the claim joins it. None fits: claims of equal date and
territory make a new act together. Several fit: it stays apart, marked `ambiguous`, and nothing
joins it later. The rule that decided is kept with every match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.graph.names import find_level, is_central_body, is_central_name, is_central_symbol
from pipeline.knowledge.abbreviations import load_abbreviations
from pipeline.resolved import Claim, Level
from pipeline.text.fold import fold

_Key = tuple[str | None, str | None, str, bool]  # date, territory, title, ambiguous
_FULL_DATE = len("2030-01-31")


@dataclass(frozen=True, slots=True)
class Member:
    """A claim in an act, with the rule that put it there."""

    claim: Claim
    rule: str
    confidence: float


@dataclass(slots=True)
class Act:
    """An act in the making; `date` and `territory` are those of the claims that made it."""

    date: str | None
    territory: str | None
    members: list[Member] = field(default_factory=list)
    is_ambiguous: bool = False
    is_central: bool = False

    def held_titles(self) -> set[str]:
        """Return the folded titles of the files that we hold of it."""
        return {fold(member.claim.name or "") for member in self.members if member.claim.is_held}


@dataclass(frozen=True, slots=True)
class Rules:
    """Names and confidences of the rules for one kind of key."""

    kind: str  # code or name
    exact: float
    scoped: float
    only_candidate: float

    def rule(self, word: str) -> str:
        """Return the stored name of a rule, such as `code_exact` or `name_only_candidate`."""
        return f"{self.kind}_{word}"


CODE = Rules("code", exact=1.0, scoped=0.95, only_candidate=0.85)
NAME = Rules("name", exact=0.95, scoped=0.9, only_candidate=0.75)
AMBIGUOUS = 0.5


def match_claims(claims: Iterable[Claim], acts: Sequence[Act], rules: Rules) -> list[Act]:
    """Distribute claims of one key over given acts and new ones; returns all acts, new ones last."""
    claims = list(claims)
    central = any(is_central(claim) for claim in claims) or any(act.is_central for act in acts)
    tiers: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        tiers[_precision(claim, central)].append(claim)
    every = list(acts)
    for tier in sorted(tiers, reverse=True):
        every += _match_tier(tiers[tier], every, central, rules)
    for act in every:
        act.is_central = central
    return every


def is_central(claim: Claim) -> bool:
    """Tell whether only the centre can have issued it, so that territories do not count."""
    if claim.code_key and claim.code and is_central_symbol(claim.code):
        return True
    if claim.type in load_abbreviations().central_types:
        return True
    if claim.name and claim.code_key is None and is_central_name(claim.name):
        return True
    return bool(claim.issuer) and is_central_body(claim.issuer or "")


def _precision(claim: Claim, central: bool) -> tuple[int, int]:
    knows_territory = 2 if central or claim.territory else 1 if claim.scope else 0
    return len(claim.date or ""), knows_territory


def _match_tier(claims: list[Claim], acts: list[Act], central: bool, rules: Rules) -> list[Act]:
    joins: list[tuple[Act, Member]] = []
    new: dict[_Key, Act] = {}
    rivals = _rivals(claims)
    for claim in claims:
        fitting = [act for act in acts if not act.is_ambiguous and _fits(claim, act, central)]
        if len(fitting) == 1 and not (rivals and _own_title(claim)):
            joins.append((fitting[0], _joining(claim, fitting[0], central, rules)))
            continue
        act = _own_act(claim, central, is_ambiguous=bool(fitting))
        key = (act.date, act.territory, _own_title(claim), act.is_ambiguous)
        rule, sure = ("ambiguous", AMBIGUOUS) if fitting else ("exact", rules.exact)
        new.setdefault(key, act).members.append(Member(claim, rules.rule(rule), sure))
    for act, member in joins:
        act.members.append(member)
    return _merge_untitled(new)


def _rivals(claims: list[Claim]) -> bool:
    """Tell whether files under several titles ask for one place, so that none may take it."""
    return len({_own_title(claim) for claim in claims} - {""}) > 1


def _own_act(claim: Claim, central: bool, *, is_ambiguous: bool) -> Act:
    territory = None if central else claim.territory or claim.province or claim.scope
    return Act(claim.date, territory, [], is_ambiguous)


def _own_title(claim: Claim) -> str:
    """Files without a full date are one act only under one title: numbers begin anew every year."""
    return fold(claim.name or "") if claim.is_held and not _is_full(claim.date) else ""


def _merge_untitled(new: dict[_Key, Act]) -> list[Act]:
    """Let the citations of a date and territory join the only file of the same that has come."""
    merged: list[Act] = []
    for (date, territory, title, ambiguous), act in new.items():
        titled = [key for key in new if key[:2] == (date, territory) and key[2] and key[3] == ambiguous]
        if title or len(titled) != 1 or ambiguous:
            merged.append(act)
        else:
            new[titled[0]].members += act.members
    return merged


def _joining(claim: Claim, act: Act, central: bool, rules: Rules) -> Member:
    if claim.date != act.date:
        return Member(claim, rules.rule("only_candidate"), rules.only_candidate)
    if central or claim.territory == act.territory:
        return Member(claim, rules.rule("exact"), rules.exact)
    return Member(claim, rules.rule("scoped"), rules.scoped)


def _fits(claim: Claim, act: Act, central: bool) -> bool:
    if not _dates_fit(claim, act.date) or not (central or _places_fit(claim, act.territory)):
        return False
    if not claim.is_held or (_is_full(claim.date) and claim.date == act.date):
        return True
    titles = act.held_titles()
    return not titles or titles == {fold(claim.name or "")}


def _dates_fit(claim: Claim, date: str | None) -> bool:
    """Compare reduced dates by their common part; an undated claim must not break its limit."""
    if claim.date and date:
        return claim.date.startswith(date) or date.startswith(claim.date)
    known = claim.date or date
    if not known or not claim.limit:
        return True
    size = min(len(known), len(claim.limit))
    return known[:size] >= claim.limit[:size] if claim.is_held else known[:size] <= claim.limit[:size]


def _places_fit(claim: Claim, territory: str | None) -> bool:
    """A territory that is said must be the same; where none is said, that of the document is presumed."""
    if territory is None:
        return True
    if claim.territory:
        return claim.territory == territory
    presumed = {claim.scope, claim.province} - {None}
    if territory in presumed or not presumed:
        return True
    return claim.province is None and find_level(territory) is Level.PROVINCE


def _is_full(date: str | None) -> bool:
    return len(date or "") == _FULL_DATE
