"""What `vanban review` puts before a person, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gold_maker import TEXT

from pipeline.evaluate.doubts import find_doubts, find_facts
from pipeline.model import (
    Citation,
    CitationTie,
    Evidence,
    Fact,
    Identity,
    Issue,
    Record,
    Relation,
    Severity,
    SourceFile,
)


def place(words: str, confidence: float) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start, start + len(words), f"rule_{confidence}", confidence, page=1)


RECORD = Record(
    source=SourceFile("0" * 64, "ke-hoach.txt", "txt", len(TEXT)),
    reader="text 1",
    text=TEXT,
    identity=Identity(
        code=Fact("16/KH-UBND", place("16/KH-UBND", 0.98)),
        number=Fact("16", place("16", 0.98)),
        issuer=Fact("UBND tỉnh Mộc An", place("UBND TỈNH MỘC AN", 0.6)),
        recipients=(Fact("Sở Y tế", place("Sở Y tế", 0.79)),),
    ),
    citations=(
        Citation(
            "NQ",
            "36-NQ/TU",
            None,
            None,
            None,
            (place("36-NQ/TU", 0.99),),
            (CitationTie(Relation.IMPLEMENTS, place("Thực hiện", 0.85)),),
            confidence=0.5,
        ),
    ),
    issues=(
        Issue("extract", "odd_date", Severity.WARNING, "The date is odd.", 0, 4, 1),
        Issue("structure", "no_body", Severity.ERROR, "No body was found."),
        Issue("ingest", "note", Severity.INFO, "Nothing to worry about."),
    ),
)


def test_worst_come_first_errors_before_all() -> None:
    doubts = find_doubts([RECORD], below=0.8)
    assert [(doubt.kind, doubt.confidence) for doubt in doubts] == [
        ("issue.structure", None),
        ("issue.extract", None),
        ("citation", 0.5),  # as sure as the whole citation, not as its first mention
        ("header.issuer", 0.6),
        ("header.recipients", 0.79),
    ]


def test_a_doubt_shows_document_page_words_and_rule() -> None:
    doubt = next(doubt for doubt in find_doubts([RECORD]) if doubt.kind == "header.issuer")
    assert (doubt.document, doubt.page, doubt.printed, doubt.rule) == ("16/KH-UBND", 1, "UBND TỈNH MỘC AN", "rule_0.6")


@pytest.mark.parametrize(("below", "count"), [(0.0, 2), (0.55, 3), (0.8, 5), (0.86, 6), (1.0, 8)])
def test_the_bar_decides_what_is_shown(below: float, count: int) -> None:
    assert len(find_doubts([RECORD], below=below)) == count


def test_a_document_without_code_is_called_by_its_title_or_file() -> None:
    titled = replace(
        RECORD, identity=Identity(title=Fact("Về tre", place("tre", 0.1)), type=Fact("KH", place("KẾ", 0.9)))
    )
    assert {doubt.document for doubt in find_doubts([titled])} == {"KH Về tre"}
    assert {doubt.document for doubt in find_doubts([replace(RECORD, identity=Identity())])} == {"ke-hoach.txt"}


def test_every_fact_of_a_record_can_be_reviewed() -> None:
    kinds = {fact.kind for fact in find_facts(RECORD)}
    assert kinds == {
        "header.code",
        "header.number",
        "header.issuer",
        "header.recipients",
        "citation",
        "citation.relation",
    }
    for fact in find_facts(RECORD):
        assert 0 <= fact.evidence.start < fact.evidence.end <= len(TEXT)
