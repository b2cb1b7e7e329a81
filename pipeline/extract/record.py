"""Outline -> Record: every fact of a document, each with its evidence."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.agencies.identify import identify_agencies
from pipeline.extract.citations.passages import find_passages
from pipeline.extract.citations.read import read_citations
from pipeline.extract.citations.ties.higher_acts import without_higher_ends
from pipeline.extract.confidence import lower_confidence
from pipeline.extract.header.identity import read_header
from pipeline.extract.kind import judge, keep_without_facts
from pipeline.extract.plausible import add_doubts
from pipeline.extract.sections import find_roles
from pipeline.extract.tasks.read import read_tasks
from pipeline.model import Issue, Outline, Record


def make_record(outline: Outline) -> Record:
    """Return the record of a document; doubts of every stage are among its issues."""
    header = read_header(outline)
    if outline.type is None and header.identity.type is not None:  # no type name: what the number says directs too
        outline = replace(outline, type=header.identity.type.value)
    roles = find_roles(outline)
    passages = find_passages(outline, roles)
    citations, edges, masks = read_citations(outline, passages, header.identity, header.home)
    cut: list[Issue] = []
    issued = header.identity.issued
    tasks = read_tasks(outline, roles, masks, int(issued.value[:4]) if issued else None, cut)
    parsed = outline.parsed
    record = Record(
        source=parsed.source,
        reader=parsed.reader,
        text=parsed.text,
        pages=parsed.pages,
        signatures=parsed.signatures,
        identity=header.identity,
        citations=citations,
        edges=edges,
        tasks=tasks,
        sections=tuple(roles.sections),
        issues=(*parsed.issues, *outline.issues, *header.issues, *cut),
    )
    return _judged(outline, lower_confidence(add_doubts(without_higher_ends(identify_agencies(record))), parsed.unsure))


def _judged(outline: Outline, record: Record) -> Record:
    """Return the record with what the file is; of what is no document only its text is kept."""
    judgement = judge(outline, record)
    record = replace(record, kind=judgement.kind, kind_confidence=judgement.confidence)
    if not record.is_document:
        return keep_without_facts(record, judgement)
    return replace(record, issues=(*record.issues, judgement.issue)) if judgement.issue else record
