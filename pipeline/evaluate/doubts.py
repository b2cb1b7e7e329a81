"""The facts and issues of records that deserve a second look: everything under a confidence, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.evaluate.compare.places import Pages, Place, make_place
from pipeline.model import FACTS, Evidence, Issue, Record, Severity, Span

BELOW = 0.8
"""Facts less sure than this are shown unless another bar is asked for."""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact of a record as the record states it; `kind` is a field of the record, as in `header.issuer`."""

    kind: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: an uncertain fact, or an issue of a record.

    `confidence` is the fact's; None for an issue, whose `rule` is its code and whose `value` is its message. `page`
    counts from 1 and is None where the format has no pages; `printed` are the words in the text.
    """

    document: str
    file: str
    kind: str
    value: str
    rule: str
    confidence: float | None
    severity: Severity
    page: int | None
    start: int | None
    end: int | None
    printed: str
    before: str = ""
    after: str = ""


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


def find_doubts(records: Iterable[Record], *, below: float = BELOW) -> tuple[Doubt, ...]:
    """Return the issues (errors, then warnings) and the facts less sure than `below`, worst first."""
    doubts = [doubt for record in records for doubt in _doubts_of(record, below)]
    return tuple(sorted(doubts, key=_badness))


def _badness(doubt: Doubt) -> tuple[int, float, str, int]:
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    return order[doubt.severity], doubt.confidence or 0.0, doubt.file, doubt.start or 0


def _doubts_of(record: Record, below: float) -> Iterator[Doubt]:
    for issue in record.issues:
        if issue.severity is not Severity.INFO:
            yield _issue_doubt(record, issue)
    for fact in find_facts(record):
        if fact.evidence.confidence < below:
            yield _fact_doubt(record, fact)


def _fact_doubt(record: Record, fact: StatedFact) -> Doubt:
    evidence = fact.evidence
    place = _place(record, evidence.start, evidence.end)
    return Doubt(
        document=_name(record),
        file=record.source.name,
        kind=fact.kind,
        value=fact.value,
        rule=evidence.rule,
        confidence=evidence.confidence,
        severity=Severity.INFO,
        page=evidence.page,
        start=evidence.start,
        end=evidence.end,
        printed=place.words,
        before=place.before,
        after=place.after,
    )


def _issue_doubt(record: Record, issue: Issue) -> Doubt:
    place = _place(record, issue.start, issue.end) if issue.start is not None and issue.end is not None else None
    return Doubt(
        document=_name(record),
        file=record.source.name,
        kind=f"issue.{issue.stage}",
        value=issue.message,
        rule=issue.code,
        confidence=None,
        severity=issue.severity,
        page=issue.page,
        start=issue.start,
        end=issue.end,
        printed=place.words if place else "",
        before=place.before if place else "",
        after=place.after if place else "",
    )


def _place(record: Record, start: int, end: int) -> Place:
    return make_place(record.text, Span(start, end), Pages())


def _name(record: Record) -> str:
    """Return how people call the document: its code, its type and title, or its file."""
    identity = record.identity
    if identity.code and identity.number:
        return identity.code.value
    if identity.title:
        return " ".join(filter(None, [identity.type.value if identity.type else "", identity.title.value]))
    return record.source.name
