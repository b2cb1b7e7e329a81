"""Distinct cited documents with their mentions, ties and edges.

The same number with another date is another document; a naming without date joins the only one of its code, or the one
named last before it. Numbers alone ("Kế hoạch này", "Nghị quyết nêu trên") are back-references and not counted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipeline.extract.agencies.home import Home
from pipeline.extract.citations.descriptions import Described, find_descriptions
from pipeline.extract.citations.grouping import OF_A_PERIOD, Cited, code_key, group_mentions
from pipeline.extract.citations.issuer_unsaid import expand_issuer, issuer_from_symbol
from pipeline.extract.citations.mentions import Mention, find_mentions
from pipeline.extract.citations.passages import Passage
from pipeline.extract.citations.short_forms import Numbered, find_short_forms
from pipeline.extract.citations.ties.changes import decides
from pipeline.extract.citations.ties.edges import FoundEdge, carried_by_name, find_edges
from pipeline.extract.citations.ties.read import read_ties
from pipeline.extract.citations.ties.tied import Tied
from pipeline.knowledge.confidence import how_sure
from pipeline.knowledge.load import load_pattern
from pipeline.model import Citation, CitationTie, Edge, Evidence, Fact, Identity, Outline, Relation
from pipeline.text.fold import fold
from pipeline.text.match import squeeze
from pipeline.text.reduced_date import may_agree
from pipeline.text.words import Words

_STRATEGIES = frozenset({"national-strategy", "strategy-of-a-period"})
_EXPANDED = frozenset({"code", "law", "regulation"})  # rules of names whose issuer may leave its territory unsaid
_ISSUING = frozenset({"edge-approves", "edge-amends"})  # a strategy is part of the decision that sets or changes it


def read_citations(
    outline: Outline, passages: list[Passage], identity: Identity, home: Home
) -> tuple[tuple[Citation, ...], tuple[Edge, ...], list[tuple[int, int]]]:
    """Return citations, edges, and the spans of all namings; `passages` are the stretches of text to be read."""
    found = [(passage, find_mentions(passage.words)) for passage in passages]
    own = _own_codes(identity)
    found = [(p, [m for m in mentions if not _is_own(p, m, own, identity)]) for p, mentions in found]
    everything = [mention for _, mentions in found for mention in mentions]
    coded = _coded_resolutions(everything)
    found = [(p, [_known_resolution(m, coded) for m in mentions]) for p, mentions in found]
    groups = group_mentions([mention for _, mentions in found for mention in mentions])
    tied = _all_ties(found, groups, decides=outline.type is None or decides(outline.type))
    subjects = {mention.core for passage, mentions in found if passage.zone == "title" for mention in mentions}
    dropped = _no_documents(groups, tied, subjects) | _own_statutes(outline, groups, tied) | _inside_laws(groups)
    for key in dropped:
        del groups[key]
    tied = [tie for tie in tied if tie.group in groups and (tie.parent is None or tie.parent in groups)]
    ordered = _ordered(groups)
    by_number = Numbered(groups)
    for passage, mentions in found:
        for short, key in find_short_forms(passage.words, mentions, by_number):
            groups[key].mentions.append(short)
    by_group: dict[tuple[str, str], list[Tied]] = defaultdict(list)
    for tie in tied:
        by_group[tie.group].append(tie)
    citations = tuple(_make_citation(outline, groups[key], by_group[key], home) for key in ordered)
    spans = [(mention.start, mention.end) for group in groups.values() for mention in group.mentions]
    return citations, _make_edges(outline, find_edges(tied, groups), ordered), spans


def _no_documents(
    groups: dict[tuple[str, str], Cited], tied: list[Tied], subjects: set[tuple[int, int]]
) -> set[tuple[str, str]]:
    """Strategies in small letters, or named by their decision; plans only in its title; and the own subject."""
    named = {key for key, group in groups.items() if group.mentions[0].rule in _STRATEGIES}
    own = {key for key, group in groups.items() if group.mentions[0].rule in OF_A_PERIOD}
    small = {key for key in named if all((m.name or "")[:1].islower() for m in groups[key].mentions)}
    by_themselves = {tie.group for tie in tied if tie.parent is None}
    issued = {tie.group for tie in tied if tie.group in named and tie.rule in _ISSUING}
    approvals = [tie for tie in tied if tie.parent and tie.relation is Relation.APPROVES]
    approved = {tie.parent if tie.reverse else tie.group for tie in approvals}
    projects = {
        key for key in own & approved if groups[key].type == "ĐA"
    }  # "Đề án A phê duyệt tại Quyết định B" is B's
    return (
        small
        | projects
        | issued
        | (own - by_themselves - carried_by_name(tied))
        | {key for key in own if any(m.core in subjects for m in groups[key].mentions)}
    )


def _inside_laws(groups: dict[tuple[str, str], Cited]) -> set[tuple[str, str]]:
    """Laws that only the name of a law that amends them numbers: they are part of its title."""
    titles = [m.core for group in groups.values() for m in group.mentions if m.inner]
    return {
        key
        for key, group in groups.items()
        if titles and all(any(s < m.core[0] and m.core[1] <= e for s, e in titles) for m in group.mentions)
    }


def _own_statutes(outline: Outline, groups: dict[tuple[str, str], Cited], tied: list[Tied]) -> set[tuple[str, str]]:
    """Statutes of associations that only stand in titles, and those of which a statute itself speaks."""
    statutes = {key for key, group in groups.items() if group.mentions[0].rule == "association-statute"}
    return statutes if outline.type == "ĐL" else statutes - {tie.group for tie in tied if tie.parent is None}


def _all_ties(
    found: list[tuple[Passage, list[Mention]]], groups: dict[tuple[str, str], Cited], *, decides: bool
) -> list[Tied]:
    """Read the ties passage by passage; a passage that ends in a colon leads in the ones after it."""
    tied: list[Tied] = []
    lead = Words.of("")
    keys = {mention.core: key for key, group in groups.items() for mention in group.mentions}
    described = Described(groups)
    for passage, mentions in found:
        named = [(mention, keys[mention.core]) for mention in mentions]
        everything = [*named, *find_descriptions(passage.words, mentions, described)]
        tied += read_ties(passage, everything, lead, decides=decides)
        words = passage.words.rstrip()
        lead = words if words.text.endswith(":") else (lead if mentions else words[words.end :])
    return tied


def _own_codes(identity: Identity) -> frozenset[str]:
    code = identity.code.value if identity.code else ""
    return frozenset({code_key(code)} if code and identity.number else ())


def _is_own(passage: Passage, mention: Mention, own: frozenset[str], identity: Identity) -> bool:
    """The document's own number is no citation, unless it bears another date; "(Kèm theo …)" may misprint the date."""
    annex = passage.words.match(load_pattern("relations", "own_annex"), end=mention.start) is not None
    if annex and mention.symbol and mention.symbol.number is None:
        return True  # of a draft's annex
    if not mention.code or code_key(mention.code) not in own:
        return False
    if annex:
        return True
    return may_agree(mention.date, identity.issued.value if identity.issued else None)


def _coded_resolutions(mentions: list[Mention]) -> dict[str, Mention]:
    """Return the first resolution with a code of each issuer, by the issuer's folded name."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.code and mention.type == "NQ" and mention.issuer:
            found.setdefault(fold(mention.issuer), mention)
    return found


def _known_resolution(mention: Mention, coded: dict[str, Mention]) -> Mention:
    """A resolution named by its conference is the coded one that this conference issued, where one is cited."""
    known = coded.get(fold(mention.issuer or "")) if mention.rule == "conference-resolution" else None
    return replace(mention, code=known.code, date=known.date, name=None) if known else mention


def _ordered(groups: dict[tuple[str, str], Cited]) -> list[tuple[str, str]]:
    return sorted(groups, key=lambda key: groups[key].mentions[0].start)


def _make_citation(outline: Outline, group: Cited, tied: list[Tied], home: Home) -> Citation:
    """Make the citation of a group of namings; `tied` are their ties."""
    first = group.mentions[0]
    ties = _ties(outline, tied)
    sure = how_sure(first.rule if first.rule in ("code", "law") else "named")
    return Citation(
        type=group.type,
        code=group.code,
        date=group.date,
        issuer=_issuer(group, tied, home),
        name=next((_shown_name(m, group) for m in group.mentions if m.name), None),
        mentions=tuple(outline.parsed.evidence(*m.core, f"citation_{m.rule}", sure) for m in group.mentions),
        ties=ties,
        confidence=sure,
    )


def _shown_name(mention: Mention, group: Cited) -> str | None:
    """Return the name as the running text prints it, not in the capitals of a title."""
    plain = [m.name for m in group.mentions if m.name and not m.name.isupper()]
    if mention.rule == "congress-resolution" and plain:  # the one that leaves nothing out
        return max(plain, key=lambda name: len(name.split()))
    return plain[0] if plain else mention.name


def _issuer(group: Cited, tied: list[Tied], home: Home) -> str | None:
    issuers = [m.issuer for m in group.mentions if m.issuer]
    if group.mentions[0].rule == "congress-resolution":
        issuers.sort(key=lambda one: (one.isupper(), -len(one)))
    named = _fullest(issuers)
    if named:
        return expand_issuer(named, home) if group.mentions[0].rule in _EXPANDED else named
    proposer = next((tie.proposer for tie in tied if tie.proposer), None)
    symbol = next((m.symbol for m in group.mentions if m.symbol), None)
    return issuer_from_symbol(symbol, group.type, proposer, home) if symbol else None


def _fullest(issuers: list[str]) -> str | None:
    """Return the issuer named first, or the longer one that another naming has around it ("Bộ trưởng Bộ Tài chính")."""
    first = issuers[0] if issuers else None
    return next((one for one in issuers if first and fold(one).endswith(f" {fold(first)}")), first)


def _ties(outline: Outline, tied: list[Tied]) -> tuple[CitationTie, ...]:
    """Return the relations of a citation in order of place; `mentions` only when nothing else holds."""
    strong = [tie for tie in tied if tie.parent is None and tie.relation is not Relation.MENTIONS]
    weak = [replace(tie, relation=Relation.MENTIONS, part=None) for tie in tied[:1]]
    chosen = {(tie.relation, tie.part and _part_words(outline, tie.part)): tie for tie in reversed(strong or weak)}
    return tuple(
        CitationTie(tie.relation, _place(outline, tie), _make_part(outline, tie))
        for tie in sorted(chosen.values(), key=lambda tie: tie.start)
    )


def _place(outline: Outline, tie: Tied | FoundEdge) -> Evidence:
    return outline.parsed.evidence(tie.start, tie.end, tie.rule, tie.confidence)


def _make_part(outline: Outline, tie: Tied | FoundEdge) -> Fact | None:
    """Return the part of the act that is spoken of, as printed, with its place."""
    if tie.part is None:
        return None
    place = outline.parsed.evidence(*tie.part, tie.rule, tie.confidence)
    return Fact(_part_words(outline, tie.part), place)


def _part_words(outline: Outline, part: tuple[int, int]) -> str:
    return squeeze(outline.whole[part[0] : part[1]].text)


def _make_edges(outline: Outline, found: list[FoundEdge], cited: list[tuple[str, str]]) -> tuple[Edge, ...]:
    """Return the ties between citations, each once with its first place; `cited` holds the citations' keys in order."""
    places = {key: index for index, key in enumerate(cited)}
    edges: dict[tuple[int, Relation, int], Edge] = {}
    for one in found:
        source, target = places[one.source], places[one.target]
        edge = Edge(source, one.relation, target, _place(outline, one), _make_part(outline, one))
        edges.setdefault((source, one.relation, target), edge)
    return tuple(edges.values())
