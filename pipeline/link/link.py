"""From the claims of all records to documents, matches, agencies and ties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.link.claims import describe
from pipeline.link.identify import make_documents
from pipeline.link.match import CODE, NAME, Act, match_claims
from pipeline.model import Record
from pipeline.model.resolved import AgencyName, Claim, Decision, Hand, Linked, Match, Reading, Resolution, Tie

_Key = tuple[str, str]  # ground, and key within it


class ClaimLinker:
    """The linker that `store` is opened with: `describe` one record, `resolve` the claims of many."""

    def describe(self, record: Record) -> Reading:
        """Return what one record says of acts and agencies."""
        return describe(record)

    def resolve(self, claims: Sequence[Claim]) -> Resolution:
        """Return the documents that claims speak of, whatever their order."""
        return resolve_claims(claims)


def resolve_claims(claims: Iterable[Claim]) -> Resolution:
    """Return the documents that claims speak of, and the decision about every claim.

    Within each ground acts with a code are told apart first; claims that have only a name then look
    among those that bear it ("Luật Đầu tư" is `98/2030/QH19` where no other law of that name is
    known), name by name in their order, since a file that joins an act gives it a title.
    """
    by_code, by_name = _by_key(sorted(claims, key=lambda claim: (not claim.is_held, claim.id)))
    acts = {key: match_claims(group, (), CODE) for key, group in by_code.items()}
    named = _acts_by_name(acts)
    for key, group in sorted(by_name.items()):
        known = named.get(key, [])
        acts[key] = match_claims(group, known, NAME)[len(known) :]
    pairs = [pair for ground, key in sorted(acts) for pair in make_documents(ground, key, acts[ground, key])]
    decisions = (
        Decision(member.claim.id, document.id, member.rule, member.confidence)
        for document, act in pairs
        for member in act.members
    )
    return Resolution(
        tuple(sorted((document for document, _ in pairs), key=lambda document: document.id)),
        tuple(sorted(decisions, key=lambda decision: decision.claim)),
    )


def link_records(records: Iterable[Record]) -> Linked:
    """Return all records resolved; a later record of the same file takes the place of the earlier."""
    kept = {record.source.sha256: record for record in records}
    readings = {sha: describe(record) for sha, record in sorted(kept.items())}
    resolution = resolve_claims(merge_claims(claim for reading in readings.values() for claim in reading.claims))
    decided = {decision.claim: decision for decision in resolution.decisions}
    matches = [match for sha, reading in readings.items() for match in _matches(sha, reading, decided)]
    places = {(match.file, match.citation): match for match in matches}
    ties = (tie for sha in readings for tie in _ties(kept[sha], places))
    names: Counter[AgencyName] = Counter()
    for reading in readings.values():
        names.update(dict(reading.names))
    return Linked(resolution.documents, tuple(matches), tuple(sorted(names, key=_name_order)), tuple(ties))


def merge_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Return distinct claims; citations that say the same are one, weighed by their number."""
    counted: Counter[Claim] = Counter(claims)
    return [claim if claim.is_held else replace(claim, weight=number) for claim, number in counted.items()]


def _matches(sha: str, reading: Reading, decided: dict[str, Decision]) -> Iterator[Match]:
    for index, claim in enumerate(reading.claims, start=-1):
        decision = decided[claim.id]
        yield Match(sha, None if index < 0 else index, decision.document, decision.rule, decision.confidence)


def _by_key(claims: Iterable[Claim]) -> tuple[dict[_Key, list[Claim]], dict[_Key, list[Claim]]]:
    by_code: dict[_Key, list[Claim]] = defaultdict(list)
    by_name: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.code_key:
            by_code[claim.ground, claim.code_key].append(claim)
        else:
            by_name[claim.ground, claim.name_key or ""].append(claim)
    return by_code, by_name


def _acts_by_name(acts: dict[_Key, list[Act]]) -> dict[_Key, list[Act]]:
    named: dict[_Key, list[Act]] = defaultdict(list)
    for (ground, _), group in acts.items():
        for act in group:
            for key in sorted({member.claim.name_key for member in act.members} - {None}, key=str):
                named[ground, key or ""].append(act)
    return named


def _ties(record: Record, places: dict[tuple[str, int | None], Match]) -> Iterator[Tie]:
    sha = record.source.sha256
    own = places[sha, None].document
    for index, citation in enumerate(record.citations):
        match = places[sha, index]
        for tie in citation.ties:
            sure = min(match.confidence, tie.evidence.confidence)
            yield Tie(own, tie.relation, match.document, Hand.FIRST, sha, match.rule, sure)
    for edge in record.edges:
        start, end = places[sha, edge.source], places[sha, edge.target]
        sure = min(start.confidence, end.confidence, edge.evidence.confidence)
        yield Tie(start.document, edge.relation, end.document, Hand.SECOND, sha, end.rule, sure)


def _name_order(name: AgencyName) -> tuple[str, str]:
    return name.agency, name.name
