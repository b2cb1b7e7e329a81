"""The corpus for spaCy: every fact at its place, and read back by spaCy itself."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
import spacy
from spacy.tokens import Doc, DocBin

from pipeline.errors import VanbanError
from pipeline.export.spacy_corpus import SPANS, write_corpus
from pipeline.model.resolved import MarkedText, Place
from pipeline.runs.workspace.layout import Workspace
from pipeline.store import open_database
from pipeline.store.ask.places import stream_marked_texts

WORDS = "1. Sở Y tế <b> lập kế hoạch 15/KH-UBND trước ngày 30/6/2030."


def place(words: str, label: str, means: str) -> Place:
    start = WORDS.index(words)
    return Place(start, start + len(words), label, means)


MARKED = MarkedText(
    "15-kh",
    WORDS,
    (
        place(WORDS[3:], "TASK", "II.1"),
        place("Sở Y tế", "LEAD", "so-y-te"),
        place("15/KH-UBND", "CITATION", "15-kh-ubnd"),
        place("trước ngày 30/6/2030", "DEADLINE", "2030-06-30"),
    ),
)


def read_back(path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(spacy.blank("xx").vocab))


def test_spacy_reads_every_span_with_what_it_means(tmp_path: Path) -> None:
    assert write_corpus([MARKED], tmp_path / "a.spacy") == (1, 4)
    (doc,) = read_back(tmp_path / "a.spacy")
    assert doc.text == WORDS and doc.user_data["title"] == "15-kh"
    assert [(span.start_char, span.end_char, span.label_, span.kb_id_) for span in doc.spans[SPANS]] == [
        (place.start, place.end, place.label, place.means) for place in MARKED.places
    ]
    assert [(entity.label_, entity.text) for entity in doc.ents] == [
        ("LEAD", "Sở Y tế"),
        ("CITATION", "15/KH-UBND"),
        ("DEADLINE", "trước ngày 30/6/2030"),
    ], "a task holds the others and is no entity"


def test_a_fact_inside_a_word_takes_the_whole_word(tmp_path: Path) -> None:
    write_corpus([MarkedText("a", "Phòng Kinhtế họp", (Place(6, 10, "LEAD"),))], tmp_path / "a.spacy")
    (doc,) = read_back(tmp_path / "a.spacy")
    assert [span.text for span in doc.spans[SPANS]] == ["Kinhtế"]


def test_the_page_shows_the_facts_escaped(tmp_path: Path) -> None:
    write_corpus([MARKED], tmp_path / "a.HTML")
    page = lxml.html.fromstring((tmp_path / "a.HTML").read_text("utf-8-sig"))
    shown = [" ".join(mark.text.split()) for mark in page.xpath("//mark")]
    assert shown == ["Sở Y tế", "15/KH-UBND", "trước ngày 30/6/2030"]
    assert not page.xpath("//b") and "<b>" in page.text_content()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VanbanError, match=r"\.spacy or \.html"):
        write_corpus([MARKED], tmp_path / "a.txt")


def test_without_spacy_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(VanbanError, match=r"vanban\[spacy\]"):
        write_corpus([MARKED], tmp_path / "a.spacy")
    assert not list(tmp_path.iterdir())


def test_the_sample_inbox_has_every_kind_of_fact_at_its_place(sample_workspace_root: Path) -> None:
    with open_database(Workspace(sample_workspace_root).database) as database:
        texts = list(stream_marked_texts(database))
        held = [row[0] for row in database.connection.execute("SELECT id FROM documents WHERE file IS NOT NULL")]
        tasks, roles = database.connection.execute(
            """SELECT (SELECT count(*) FROM tasks AS t JOIN documents AS d ON d.file = t.file),
                      (SELECT count(DISTINCT role) FROM task_agencies)"""
        ).fetchone()
        assert [one.document for one in stream_marked_texts(database, texts[3].document)] == [texts[3].document]
    assert [text.document for text in texts] == sorted(held)
    kinds = Counter(place.label for text in texts for place in text.places)
    assert kinds["TASK"] == tasks and len({"LEAD", "COORDINATE", "DIRECT", "REPORT_TO"} & kinds.keys()) == roles
    assert {
        "ISSUER",
        "CODE",
        "ISSUED",
        "TITLE",
        "SIGNER",
        "RECIPIENT",
        "CITATION",
        "DEADLINE",
        "PRODUCT",
    } <= kinds.keys()
    codes = [text.text[place.start : place.end] for text in texts for place in text.places if place.label == "CODE"]
    assert "38/KH-UBND" in codes and all("/" in code for code in codes)
