"""What `vanban review` puts before a person, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gold_maker import TEXT

from pipeline.evaluate.review.doubts import find_documents, find_doubts
from pipeline.evaluate.review.facts import find_facts, guess_pages, name_document
from pipeline.model import (
    AgencyMention,
    AgencyRole,
    Citation,
    CitationTie,
    Evidence,
    Fact,
    Identity,
    Issue,
    Record,
    Relation,
    Section,
    Severity,
    SourceFile,
    Task,
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


SECTIONS = (Section("I", "tasks", "I", 10, 20, 1), Section("II", "tasks", "II", 30, 40, 4))


def test_worst_come_first_errors_before_all() -> None:
    doubts = find_doubts(RECORD, below=0.8)
    assert [(doubt.kind, doubt.confidence) for doubt in doubts] == [
        ("issue.structure", None),
        ("issue.extract", None),
        ("citation", 0.5),  # as sure as the whole citation, not as its first mention
        ("header.issuer", 0.6),
        ("header.recipients", 0.79),
    ]


def test_a_doubt_shows_document_page_words_and_rule() -> None:
    doubt = next(doubt for doubt in find_doubts(RECORD) if doubt.kind == "header.issuer")
    assert (doubt.file, doubt.page, doubt.printed, doubt.rule) == ("ke-hoach.txt", 1, "UBND TỈNH MỘC AN", "rule_0.6")


def test_a_doubt_says_in_words_what_and_why() -> None:
    issue, *_, fact = (doubt for doubt in find_doubts(RECORD) if doubt.kind in ("issue.extract", "header.recipients"))
    assert (issue.what, issue.why) == ("odd date", "The date is odd.")
    assert (fact.what, fact.value) == ("recipient", "Sở Y tế")
    assert "79%" in fact.why and "rule_0.79" in fact.why


def sha(record: Record, digit: str) -> Record:
    return replace(record, source=replace(record.source, sha256=digit * 64, name=f"{digit}.txt"))


def test_documents_come_worst_first() -> None:
    """Errors before warnings before uncertain facts, whatever the order of the files."""
    calm = replace(RECORD, issues=())
    warned = replace(RECORD, issues=RECORD.issues[:1])
    sure = replace(RECORD, identity=Identity(), citations=(), issues=RECORD.issues[2:])
    groups = find_documents([sha(sure, "1"), sha(calm, "2"), sha(RECORD, "3"), sha(warned, "4")])
    assert [(group.files, group.errors, group.warnings, group.unsure) for group in groups] == [
        (("3.txt",), 1, 1, 3),
        (("4.txt",), 0, 1, 3),
        (("2.txt",), 0, 0, 3),
    ]
    assert groups[0].document == "16/KH-UBND" and groups[0].issuer == "UBND tỉnh Mộc An"


def test_files_of_one_act_are_one_document() -> None:
    one, other = sha(RECORD, "1"), sha(RECORD, "2")
    (group,) = find_documents([one, other], acts={"1" * 64: "act", "2" * 64: "act"})
    assert group.files == ("1.txt", "2.txt") and group.errors == 2
    assert [doubt.file for doubt in group.doubts[:2]] == ["1.txt", "2.txt"]


def test_a_fact_of_many_tasks_is_shown_once() -> None:
    """The agency of a heading leads all tasks below it; its place is looked at once."""
    mention = AgencyMention("Sở Y tế", AgencyRole.LEAD, place("Sở Y tế", 0.5))
    tasks = tuple(Task(f"II.{number}", "Trồng tre", place("tre", 0.9), (mention,)) for number in (1, 2, 3))
    (doubt,) = find_doubts(replace(RECORD, identity=Identity(), citations=(), issues=(), tasks=tasks))
    assert (doubt.kind, doubt.times, doubt.value) == ("task.lead", 3, "II.1: Sở Y tế")


def test_a_place_without_page_is_on_that_of_the_fact_before_it() -> None:
    pages = guess_pages(replace(RECORD, identity=Identity(), citations=(), sections=SECTIONS))
    assert [pages.at(offset) for offset in (0, 9, 10, 29, 30)] == [None, None, 1, 1, 4]


@pytest.mark.parametrize(("below", "count"), [(0.0, 2), (0.55, 3), (0.8, 5), (0.86, 6), (1.0, 8)])
def test_the_bar_decides_what_is_shown(below: float, count: int) -> None:
    assert len(find_doubts(RECORD, below=below)) == count


def test_a_document_without_code_is_called_by_its_title_or_file() -> None:
    titled = replace(
        RECORD, identity=Identity(title=Fact("Về tre", place("tre", 0.1)), type=Fact("KH", place("KẾ", 0.9)))
    )
    assert name_document(titled) == "KH Về tre"
    assert name_document(replace(RECORD, identity=Identity())) == "ke-hoach.txt"


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
