"""Every fact of a record that has evidence of its own, with its value as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.evaluate.compare.places import Pages
from pipeline.model import FACTS, Evidence, Record


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact of a record as the record states it; `kind` is a field of the record, as in `header.issuer`."""

    kind: str
    value: str
    evidence: Evidence


def find_facts(record: Record) -> Iterator[StatedFact]:
    """Yield every fact of a record that has evidence of its own."""
    identity = record.identity
    for name in FACTS:
        if fact := getattr(identity, name):
            yield StatedFact(f"header.{name}", fact.value, fact.evidence)
    if identity.signer:
        words = (identity.signer.authority, identity.signer.position, identity.signer.name)
        yield StatedFact("header.signer", " ".join(filter(None, words)), identity.signer.evidence)
    for fact in identity.recipients:
        yield StatedFact("header.recipients", fact.value, fact.evidence)
    yield from _citation_facts(record)
    yield from _task_facts(record)


def _citation_facts(record: Record) -> Iterator[StatedFact]:
    for citation in record.citations:
        for place in citation.mentions[:1]:
            sure = Evidence(place.start, place.end, place.rule, citation.confidence, place.page, place.box)
            yield StatedFact("citation", citation.key, sure)
        for tie in citation.ties:
            yield StatedFact("citation.relation", f"{tie.relation.value} {citation.key}", tie.evidence)
    for edge in record.edges:
        source, target = record.ends(edge)
        yield StatedFact("edge", f"{source.key} {edge.relation.value} {target.key}", edge.evidence)


def _task_facts(record: Record) -> Iterator[StatedFact]:
    for task in record.tasks:
        yield StatedFact("task", f"{task.id} {task.text}", task.evidence)
        for mention in task.agencies:
            yield StatedFact(f"task.{mention.role.value}", f"{task.id}: {mention.name}", mention.evidence)
        if task.deadline:
            yield StatedFact("task.deadline", f"{task.id}: {task.deadline.raw}", task.deadline.evidence)
        if task.product:
            yield StatedFact("task.product", f"{task.id}: {task.product.value}", task.product.evidence)


def guess_pages(record: Record) -> Pages:
    """Return on which pages offsets lie, as the places of the record's facts and headings tell it.

    A record does not say where pages begin: an offset between two facts is taken for the page of the first.
    """
    places = [(fact.evidence.start, fact.evidence.page) for fact in find_facts(record)]
    places += [(place.start, place.page) for citation in record.citations for place in citation.mentions]
    places += [(section.start, section.page) for section in record.sections]
    known = sorted((start, page) for start, page in places if page is not None)
    starts = [start for start, _ in known]
    return Pages(tuple(starts), tuple(page for _, page in known))


def name_document(record: Record) -> str:
    """Return how people call the document: its code, its type and title, or its file."""
    identity = record.identity
    if identity.code and identity.number:
        return identity.code.value
    if identity.title:
        return " ".join(filter(None, [identity.type.value if identity.type else "", identity.title.value]))
    return record.source.name
