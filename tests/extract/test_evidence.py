"""Every fact shows its place: for each fact of each sample `text[start:end]` holds the printed words of its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_records import each_sample, extracted

from pipeline.model import AgencyMention, Evidence, Fact, Record
from pipeline.text.fold import fold

PRINTED = ("code", "number", "place")


def squeeze(text: str) -> str:
    """Drop all white space: codes are printed with gaps, lines break anywhere."""
    return re.sub(r"\s+", "", text)


def words(text: str) -> set[str]:
    """Return the words of a name, its abbreviations written out."""
    return set(fold(text).replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan").split())


def header_facts(record: Record) -> Iterator[tuple[str, Fact]]:
    identity = record.identity
    names = ("type", "code", "number", "issued", "issued_not_before", "place", "issuer", "issuer_parent", "title")
    for name in names:
        fact = getattr(identity, name)
        if fact is not None:
            yield name, fact
    for fact in identity.recipients:
        yield "recipient", fact


def agencies(record: Record) -> Iterator[AgencyMention]:
    for task in record.tasks:
        yield from task.agencies


def all_evidence(record: Record) -> Iterator[tuple[str, Evidence]]:
    """Yield every place of a record with what it stands for."""
    for name, fact in header_facts(record):
        yield name, fact.evidence
    if record.identity.signer:
        yield "signer", record.identity.signer.evidence
    for citation in record.citations:
        for place in citation.mentions:
            yield f"mention of {citation.key}", place
        for tie in citation.ties:
            yield f"{tie.relation} {citation.key}", tie.evidence
    for edge in record.edges:
        source, target = record.ends(edge)
        yield f"edge {source.key} {target.key}", edge.evidence
    for mention in agencies(record):
        yield f"{mention.role} {mention.name}", mention.evidence
    for task in record.tasks:
        yield f"task {task.id}", task.evidence
        if task.deadline:
            yield f"deadline of {task.id}", task.deadline.evidence
        if task.product:
            yield f"product of {task.id}", task.product.evidence


def printed(record: Record, place: Evidence) -> str:
    return record.text[place.start : place.end]


@each_sample()
def test_every_place_lies_inside_the_text(path: Path) -> None:
    record = extracted(path)
    found = list(all_evidence(record))
    assert len(found) > 20
    assert [what for what, place in found if not 0 <= place.start < place.end <= len(record.text)] == []
    assert [what for what, place in found if not printed(record, place).strip()] == []


@each_sample()
def test_every_place_names_its_rule_and_how_sure_it_is(path: Path) -> None:
    found = list(all_evidence(extracted(path)))
    assert [what for what, place in found if not place.rule or not 0 < place.confidence <= 1] == []


@each_sample()
def test_pages_and_boxes_are_those_of_the_file(path: Path) -> None:
    """A PDF has pages and boxes, a flowing document has no boxes."""
    record = extracted(path)
    for what, place in all_evidence(record):
        if path.suffix == ".pdf":
            assert record.pages is not None
            assert place.page is not None, what
            assert 1 <= place.page <= record.pages, what
            assert place.box is not None, what
            x0, top, x1, bottom = place.box
            assert 0 <= x0 < x1, what
            assert 0 <= top < bottom, what
        else:
            assert place.box is None, what


@each_sample()
def test_printed_facts_of_the_header(path: Path) -> None:
    record = extracted(path)
    for name, fact in header_facts(record):
        there = printed(record, fact.evidence)
        if name in PRINTED:
            assert squeeze(fact.value) == squeeze(there).replace("–", "-"), name
        elif name in ("title", "recipient"):
            assert squeeze(fact.value) in squeeze(there), name
        elif name == "issued":
            numbers = [int(digits) for digits in re.findall(r"\d+", there)]
            assert [int(part) for part in fact.value.split("-")] == numbers[::-1], there
        elif name in ("issuer", "issuer_parent") and fact.evidence.rule != "implied":
            assert words(there) & words(fact.value), (fact.value, there)


@each_sample()
def test_the_signer_stands_in_the_signature(path: Path) -> None:
    record = extracted(path)
    signer = record.identity.signer
    assert signer is not None
    there = fold(printed(record, signer.evidence))
    assert fold(signer.name or "") in there
    assert fold(signer.position or "") in there


@each_sample()
def test_citations(path: Path) -> None:
    record = extracted(path)
    for citation in record.citations:
        assert citation.mentions, citation.key
        for place in citation.mentions:
            there = squeeze(printed(record, place)).replace("–", "-").casefold()
            names = [squeeze(value).casefold() for value in (citation.code, citation.name) if value]
            assert any(name in there for name in names), citation.key
        starts = [place.start for place in citation.mentions]
        assert starts == sorted(set(starts)), citation.key


@each_sample()
def test_ties_and_edges(path: Path) -> None:
    record = extracted(path)
    for citation in record.citations:
        assert citation.ties, citation.key
        for tie in citation.ties:
            there = squeeze(printed(record, tie.evidence)).casefold()
            assert squeeze(citation.code or citation.name or "").casefold() in there, citation.key
    for edge in record.edges:
        assert re.search(r"\w{3}", printed(record, edge.evidence))
        assert edge.source != edge.target


@each_sample()
def test_agencies(path: Path) -> None:
    """A name is printed as it is shown; of a list with one head word the member is printed, the head restored."""
    record = extracted(path)
    for mention in agencies(record):
        there, name = fold(printed(record, mention.evidence)), fold(mention.name)
        assert name.endswith(there) or there.startswith(name), (mention.name, there)


@each_sample()
def test_deadlines_and_products(path: Path) -> None:
    record = extracted(path)
    for task in record.tasks:
        if task.deadline:
            assert squeeze(task.deadline.raw) == squeeze(printed(record, task.deadline.evidence)), task.id
        if task.product:
            assert squeeze(task.product.value) in squeeze(printed(record, task.product.evidence)), task.id


@each_sample()
def test_tasks(path: Path) -> None:
    record = extracted(path)
    for task in record.tasks:
        assert squeeze(task.text) in squeeze(printed(record, task.evidence)), task.id
    starts = [task.evidence.start for task in record.tasks]
    assert starts == sorted(starts)


@each_sample()
def test_facts_of_a_task_stand_before_the_next_heading(path: Path) -> None:
    """What a task says of itself stands in it, beside it or in a heading above; never under a later heading."""
    record = extracted(path)
    headings = sorted(section.start for section in record.sections)
    for task in record.tasks:
        bound = next((start for start in headings if start > task.evidence.start), len(record.text))
        places = [mention.evidence for mention in task.agencies]
        places += [fact.evidence for fact in (task.deadline, task.product) if fact]
        assert [place for place in places if place.end > bound] == [], task.id


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".html", ".md", ".txt"])
def test_every_format_is_among_the_samples(suffix: str) -> None:
    from sample_records import PATHS

    assert any(path.suffix == suffix for path in PATHS)
