"""Which claims speak of one act: one candidate or none, whatever order the files came in.

Claims that share a ground and a key are taken in tiers, the most precise first (full date and
issuer's territory, full date, month, year, no date). All claims of a tier are compared with the
acts that the earlier tiers made. Exactly one fits: the claim joins it. None fits: claims of equal
date and territory make a new act together. Several fit: it stays apart, marked `ambiguous`, and
nothing joins it later. When all full dates are known, acts whose date can only be a typing error
for that of one other are joined to it, and so are files of one text whose date was misread. Files without a full
date are compared by their text too (see `copies`). The rule that decided is kept with every match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.knowledge.agencies.central_acts import is_named_once_a_year
from pipeline.link.copies import Rank, group_copies, is_copy, is_like, is_misread, rank_reading
from pipeline.link.grounds import find_level
from pipeline.link.misdated import is_impossible, is_misdated, is_same_law
from pipeline.model.resolved import CENTRE, Claim, Level
from pipeline.text.fold import fold
from pipeline.text.reduced_date import Precision, ReducedDate, is_full, may_agree, most_precise

_Key = tuple[str | None, str | None, str, bool]  # date, territory, name among files without a full date, ambiguous


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

    @property
    def is_held(self) -> bool:
        """Tell whether we hold a file of it."""
        return any(member.claim.is_held for member in self.members)

    def held(self) -> list[Claim]:
        """Return the claims of the files that we hold of it."""
        return [member.claim for member in self.members if member.claim.is_held]

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
    same_text: float

    def rule(self, word: str) -> str:
        """Return the stored name of a rule, such as `code_exact` or `name_only_candidate`."""
        return f"{self.kind}_{word}"


CODE = Rules("code", exact=1.0, scoped=0.95, only_candidate=0.85, same_text=0.95)
NAME = Rules("name", exact=0.95, scoped=0.9, only_candidate=0.75, same_text=0.9)
AMBIGUOUS = 0.5
NO_RANK: Rank = (False, False, False, 0.0, 0, False, 0.0, "")
MISDATED = 0.8


def match_claims(claims: Iterable[Claim], acts: Sequence[Act], rules: Rules) -> list[Act]:
    """Distribute claims of one ground and key over given acts and new ones; returns all acts, new ones last."""
    claims = list(claims)
    central = any(claim.ground == CENTRE for claim in claims)
    tiers: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        tiers[_precision(claim, central)].append(claim)
    every = list(acts)
    full = [tier for tier in sorted(tiers, reverse=True) if tier[0] == Precision.DAY]
    for tier in full:
        every += _match_tier(tiers[tier], every, central, rules)
    if rules is CODE:
        every = _join_misdated(every)
    elif any(is_named_once_a_year(claim.type) for claim in claims):
        every = [*acts, *_join_laws(acts, every[len(acts) :])]
    for tier in sorted(set(tiers) - set(full), reverse=True):
        every += _match_tier(tiers[tier], every, central, rules)
    return every


def _precision(claim: Claim, central: bool) -> tuple[int, int]:
    knows_territory = 2 if central or claim.territory else 1 if claim.scope else 0
    written = ReducedDate.parse(claim.date)
    return written.precision if written else 0, knows_territory


def _match_tier(claims: list[Claim], acts: list[Act], central: bool, rules: Rules) -> list[Act]:
    fitting = {claim.id: _find_fitting(claim, acts, central, rules) for claim in claims}
    contested = _contested(claims, fitting)
    joins: list[tuple[Act, Member]] = []
    alone: list[Claim] = []
    for claim in claims:
        found = fitting[claim.id]
        if len(found) == 1 and not (_own_title(claim) and id(found[0]) in contested):
            joins.append((found[0], _joining(claim, found[0], central, rules)))
        else:
            alone.append(claim)
    new = _make_acts(alone, {claim.id for claim in alone if fitting[claim.id]}, central, rules)
    for act, member in joins:
        act.members.append(member)
    return _merge_untitled(new)


def _find_fitting(claim: Claim, acts: list[Act], central: bool, rules: Rules) -> list[Act]:
    """Return the acts that a claim can mean; the only one of which it is a copy goes before those only cited."""
    found = [act for act in acts if not act.is_ambiguous and _fits(claim, act, central, rules)]
    copied = [act for act in found if act.is_held] if claim.is_held else []
    return copied if len(copied) == 1 else found


def _make_acts(claims: list[Claim], ambiguous: set[str], central: bool, rules: Rules) -> dict[_Key, Act]:
    """Return the acts that claims make together: by date and territory, files without a full date by their text too."""
    new: dict[_Key, Act] = {}
    open_files = [claim for claim in claims if claim.is_held and not is_full(claim.date)]
    groups: dict[str, tuple[str | None, str]] = {}
    for is_apart in (False, True):
        part = [claim for claim in open_files if (claim.id in ambiguous) == is_apart]
        groups |= group_copies(part, by_code=rules is CODE)
    for claim in claims:
        date, name = groups.get(claim.id, (claim.date, ""))
        is_apart = claim.id in ambiguous
        territory = None if central else claim.territory or claim.province or claim.scope
        rule, sure = ("ambiguous", AMBIGUOUS) if is_apart else ("exact", rules.exact)
        act = new.setdefault((date, territory, name, is_apart), Act(date, territory, [], is_apart))
        act.members.append(Member(claim, rules.rule(rule), sure))
    return new


def _contested(claims: list[Claim], fitting: dict[str, list[Act]]) -> set[int]:
    """Return the cited acts for which files under several titles ask, so that none may take them."""
    titles: dict[int, set[str]] = defaultdict(set)
    for claim in claims:
        found = fitting[claim.id]
        if _own_title(claim) and len(found) == 1 and not found[0].is_held:
            titles[id(found[0])].add(_own_title(claim))
    return {act for act, asked in titles.items() if len(asked) > 1}


def _join_misdated(acts: list[Act]) -> list[Act]:
    """Join acts whose date is a typing error, or misread in a file, to the only act near, the better attested first."""
    kept: list[Act] = []
    for act in sorted(acts, key=_standing):
        near = [other for other in kept if _is_slip_of(act, other)]
        if len(near) != 1:
            kept.append(act)
            continue
        for member in act.members:
            rule = CODE.rule("same_text" if member.claim.is_held else "misdated")
            near[0].members.append(Member(member.claim, rule, MISDATED))
    return [act for act in acts if any(act is one for one in kept)]


def _join_laws(known: Sequence[Act], new: Sequence[Act]) -> list[Act]:
    """Join laws that are cited by name with a misprinted day to the only one of the name near; returns what is left."""
    kept: list[Act] = []
    for act in sorted(new, key=_standing):
        near = [one for one in (*known, *kept) if is_full(one.date) and is_same_law(act.date or "", one.date or "")]
        if act.is_held or len(near) != 1:
            kept.append(act)
            continue
        near[0].members += [Member(member.claim, NAME.rule("misdated"), MISDATED) for member in act.members]
    return kept


def _standing(act: Act) -> tuple[bool, bool, int, float, Rank, str]:
    """Order acts by how well their date is attested: held, possible, by many claims, surely read, early."""
    code = next(member.claim.code or "" for member in act.members)
    possible = not all(is_impossible(code, act.date or "", member.claim.not_after) for member in act.members)
    weight = sum(member.claim.weight for member in act.members)
    sure = max((claim.date_confidence for claim in act.held()), default=0.0)
    best = min((rank_reading(claim) for claim in act.held()), default=NO_RANK)
    return not act.is_held, not possible, -weight, -sure, best, act.date or ""


def _is_slip_of(act: Act, true: Act) -> bool:
    if act.territory != true.territory or act.is_ambiguous or true.is_ambiguous:
        return False
    if act.is_held:  # what a file says of its own date is no typing error, unless its text is that of another file
        return any(is_misread(file, other) for file in act.held() for other in true.held())
    claims = [member.claim for member in act.members]
    bounds = {claim.not_after for claim in claims}
    return any(is_misdated(claims[0].code or "", act.date or "", true.date or "", bound) for bound in bounds)


def _own_title(claim: Claim) -> str:
    """Files without a full date are one act only under one title: numbers begin anew every year."""
    return fold(claim.name or "") if claim.is_held and not is_full(claim.date) else ""


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
    if claim.date != act.date and claim.is_held and any(is_like(claim, other) for other in act.held()):
        return Member(claim, rules.rule("same_text"), rules.same_text)
    if claim.date != act.date:
        return Member(claim, rules.rule("only_candidate"), rules.only_candidate)
    if central or claim.territory == act.territory:
        return Member(claim, rules.rule("exact"), rules.exact)
    return Member(claim, rules.rule("scoped"), rules.scoped)


def _fits(claim: Claim, act: Act, central: bool, rules: Rules) -> bool:
    if not (central or _places_fit(claim, act.territory)):
        return False
    files = act.held() if claim.is_held else []
    if files and not (is_full(claim.date) and claim.date == act.date):
        return any(is_copy(claim, file, act.date, by_code=rules is CODE) for file in files)
    return _dates_fit(claim, act.date)


def _dates_fit(claim: Claim, date: str | None) -> bool:
    """Compare reduced dates by their common part; one that is only presumed must not break the claim's bounds."""
    if not may_agree(claim.date, date):
        return False
    known = None if is_full(claim.date) else ReducedDate.parse(most_precise((claim.date, date)))
    if known is None:
        return True
    first, last = ReducedDate.parse(claim.not_before), ReducedDate.parse(claim.not_after)
    return not ((first and known.is_before(first)) or (last and last.is_before(known)))


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
