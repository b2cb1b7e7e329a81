"""Acts that a document cannot end, since a higher body issued them: told as an issue, not as a tie."""

from __future__ import annotations

from dataclasses import replace

from pipeline.knowledge.agencies.ranks import Issued, is_below
from pipeline.model import Citation, CitationTie, Edge, Fact, Identity, Issue, Record, Relation, Severity

_ENDS = frozenset({Relation.REPLACES, Relation.REPEALS})


def without_higher_ends(record: Record) -> Record:
    """Return a record without ties that end an act of a higher body; each is an issue, the act is still mentioned."""
    own = _own(record.identity)
    doubts: list[Issue] = []
    citations = tuple(_settle(citation, own, doubts) for citation in record.citations)
    edges = tuple(edge for edge in record.edges if not _is_impossible(record, edge, doubts))
    return replace(record, citations=citations, edges=edges, issues=(*record.issues, *doubts)) if doubts else record


def _settle(citation: Citation, own: Issued, doubts: list[Issue]) -> Citation:
    wrong = [tie for tie in citation.ties if tie.relation in _ENDS] if is_below(own, _cited(citation)) else []
    if not wrong:
        return citation
    doubts += [_doubt(tie, citation) for tie in wrong]
    kept = tuple(tie for tie in citation.ties if tie.relation not in _ENDS)
    return replace(citation, ties=kept or (replace(wrong[0], relation=Relation.MENTIONS),))


def _is_impossible(record: Record, edge: Edge, doubts: list[Issue]) -> bool:
    source, target = record.ends(edge)
    wrong = edge.relation in _ENDS and is_below(_cited(source), _cited(target))
    doubts += [_doubt(edge, target)] if wrong else []
    return wrong


def _doubt(tie: CitationTie | Edge, citation: Citation) -> Issue:
    message = f"it seems to end {citation.key}, which a higher body issued: taken for a mention"
    place = tie.evidence
    return Issue("extract", "ends_higher_act", Severity.WARNING, message, place.start, place.end, place.page)


def _own(identity: Identity) -> Issued:
    return Issued(_value(identity.type), _value(identity.code), _value(identity.title), identity.agency)


def _cited(citation: Citation) -> Issued:
    return Issued(citation.type, citation.code, citation.name, citation.agency)


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None
