"""Phrases of a table found in a text: offsets, the longer of two, forms that differ only in print."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.phrases import PhraseFinder

FINDER = PhraseFinder({"body": ["Ủy ban", "Ủy ban nhân dân"], "office": ["Sở Y tế"], "law": ["Luật Đất đai"]})

CASES = [
    ("Ủy ban nhân dân tỉnh", [("body", "Ủy ban nhân dân")], "of two that overlap the longer stays"),
    ("ủy ban và Sở Y tế", [("body", "ủy ban"), ("office", "Sở Y tế")], "two in a row"),
    ("UỶ BAN NHÂN DÂN", [("body", "UỶ BAN NHÂN DÂN")], "capitals and the other place of the tone"),
    ("(Sở Y tế),", [("office", "Sở Y tế")], "signs beside it"),
    ("Sở Y tế; Sở Y tế.", [("office", "Sở Y tế"), ("office", "Sở Y tế")], "twice"),
    ("Sở Y tếp", [], "only a part of a word"),
    ("Sở Nội vụ", [], "not in the table"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "found", "why"), CASES, ids=[case[2] for case in CASES])
def test_find(text: str, found: list[tuple[str, str]], why: str) -> None:
    assert [(phrase.label, text[phrase.start : phrase.end]) for phrase in FINDER.find(text)] == found, why


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["Ủy", "ban", "nhân", "dân", "Sở", "Y", "tế", ",", "“", "tỉnh"]), max_size=12).map(
        " ".join
    )
)
def test_phrases_do_not_overlap_and_come_in_order(text: str) -> None:
    last = 0
    for phrase in FINDER.find(text):
        assert last <= phrase.start < phrase.end <= len(text)
        last = phrase.end


def test_an_empty_table_finds_nothing() -> None:
    assert PhraseFinder({}).find("Sở Y tế") == []
