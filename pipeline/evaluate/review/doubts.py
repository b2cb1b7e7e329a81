"""What deserves a second look, by document: the issues of records and the facts under a confidence, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.evaluate.compare.places import Pages, make_place
from pipeline.evaluate.review.facts import StatedFact, find_facts, guess_pages, name_document
from pipeline.knowledge.doubts import show_kind
from pipeline.model import Issue, Record, Severity, Span

BELOW = 0.8
"""Facts less sure than this are shown unless another bar is asked for."""
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: an uncertain fact, or an issue of a record.

    `what` names it for people and `why` says in a sentence what is wrong or how sure it is; `kind` and `rule` are the
    words of the record: of an issue its stage and code. `confidence` is the fact's, None for an issue. `page` counts
    from 1 and is None where the format has no pages; `printed` are the words in the text. `times` counts the facts that
    rest on one place, as an agency does that a heading names for all its tasks; the first of them is shown.
    """

    file: str
    kind: str
    what: str
    value: str
    why: str
    rule: str
    confidence: float | None
    severity: Severity
    page: int | None
    start: int | None
    end: int | None
    printed: str
    before: str = ""
    after: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class DocumentDoubts:
    """What is doubtful of one document, in all its files; `unsure` counts the facts less sure than was asked for."""

    document: str
    issued: str | None
    issuer: str | None
    title: str | None
    files: tuple[str, ...]
    errors: int
    warnings: int
    unsure: int
    doubts: tuple[Doubt, ...]


def find_documents(
    records: Iterable[Record], *, below: float = BELOW, acts: Mapping[str, str] | None = None
) -> list[DocumentDoubts]:
    """Return the documents of which something is doubtful, with what it is, worst first.

    First those with most errors, then with most warnings, then with most facts less sure than `below`. `acts` tells by
    a file's SHA-256 which files are one document.
    """
    groups: dict[str, list[tuple[Record, tuple[Doubt, ...]]]] = {}
    for record in records:
        if doubts := find_doubts(record, below=below):
            sha256 = record.source.sha256
            groups.setdefault((acts or {}).get(sha256, sha256), []).append((record, doubts))
    return sorted((_make_group(files) for files in groups.values()), key=_badness)


def _make_group(files: list[tuple[Record, tuple[Doubt, ...]]]) -> DocumentDoubts:
    first = files[0][0]
    identity = first.identity
    doubts = tuple(sorted((doubt for _, found in files for doubt in found), key=_order))
    counts = [sum(doubt.confidence is None and doubt.severity is level for doubt in doubts) for level in _ORDER]
    return DocumentDoubts(
        document=name_document(first),
        issued=identity.issued.value if identity.issued else None,
        issuer=identity.issuer.value if identity.issuer else None,
        title=identity.title.value if identity.title else None,
        files=tuple(record.source.name for record, _ in files),
        errors=counts[0],
        warnings=counts[1],
        unsure=sum(doubt.times for doubt in doubts if doubt.confidence is not None),
        doubts=doubts,
    )


def _badness(group: DocumentDoubts) -> tuple[int, int, int, str]:
    return -group.errors, -group.warnings, -group.unsure, group.document


def find_doubts(record: Record, *, below: float = BELOW) -> tuple[Doubt, ...]:
    """Return the issues of a record (errors, then warnings) and its facts less sure than `below`, worst first."""
    pages = guess_pages(record)
    found = [_issue_doubt(record, issue, pages) for issue in record.issues if issue.severity is not Severity.INFO]
    unsure = (fact for fact in find_facts(record) if fact.evidence.confidence < below)
    return tuple(sorted([*found, *_fact_doubts(record, unsure, pages)], key=_order))


def _order(doubt: Doubt) -> tuple[int, float, str, int]:
    return _ORDER[doubt.severity], doubt.confidence or 0.0, doubt.file, doubt.start or 0


def _fact_doubts(record: Record, facts: Iterable[StatedFact], pages: Pages) -> Iterator[Doubt]:
    """Yield a doubt for each place at which facts of one kind stand."""
    places: dict[tuple[str, str, int, int], Doubt] = {}
    for fact in facts:
        key = (fact.kind, fact.evidence.rule, fact.evidence.start, fact.evidence.end)
        known = places.get(key)
        places[key] = replace(known, times=known.times + 1) if known else _fact_doubt(record, fact, pages)
    yield from places.values()


def _fact_doubt(record: Record, fact: StatedFact, pages: Pages) -> Doubt:
    evidence = fact.evidence
    place = make_place(record.text, Span(evidence.start, evidence.end), pages)
    return Doubt(
        file=record.source.name,
        kind=fact.kind,
        what=show_kind(fact.kind),
        value=fact.value,
        why=f"right in about {evidence.confidence:.0%} of such cases (rule {evidence.rule})",
        rule=evidence.rule,
        confidence=evidence.confidence,
        severity=Severity.INFO,
        page=evidence.page or place.page,
        start=evidence.start,
        end=evidence.end,
        printed=place.words,
        before=place.before,
        after=place.after,
    )


def _issue_doubt(record: Record, issue: Issue, pages: Pages) -> Doubt:
    span = Span(issue.start, issue.end) if issue.start is not None and issue.end is not None else None
    place = make_place(record.text, span, pages) if span else None
    return Doubt(
        file=record.source.name,
        kind=f"issue.{issue.stage}",
        what=show_kind(issue.code),
        value="",
        why=issue.message,
        rule=issue.code,
        confidence=None,
        severity=issue.severity,
        page=issue.page or (place.page if place else None),
        start=issue.start,
        end=issue.end,
        printed=place.words if place else "",
        before=place.before if place else "",
        after=place.after if place else "",
    )
