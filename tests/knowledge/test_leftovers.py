"""Every row of the table of leftovers holds on its own examples and on none of its rejects."""

from __future__ import annotations

import pytest

from pipeline.knowledge.leftovers import Leftover, is_leftover, load_leftovers

EXAMPLES = [(row, name) for row in load_leftovers() for name in row.examples]
REJECTS = [(row, name) for row in load_leftovers() for name in row.rejects]


@pytest.mark.parametrize(("row", "name"), EXAMPLES, ids=[f"{row.id}: {name}" for row, name in EXAMPLES])
def test_a_row_holds_on_its_examples(row: Leftover, name: str) -> None:
    assert row.holds(name)
    assert is_leftover(name)


@pytest.mark.parametrize(("row", "name"), REJECTS, ids=[f"{row.id}: {name}" for row, name in REJECTS])
def test_a_row_rejects_what_only_looks_like_it(row: Leftover, name: str) -> None:
    assert not row.holds(name)


@pytest.mark.parametrize(
    "name",
    ["kế hoạch 2031.docx", "36-NQ-TW.pdf", "công văn (bản cuối).doc", "a.b.c.html", "~ghi chú.txt", "part", "tmp"],
)
def test_a_document_is_no_leftover(name: str) -> None:
    assert not is_leftover(name)


def test_rows_have_names_of_their_own() -> None:
    ids = [row.id for row in load_leftovers()]
    assert len(set(ids)) == len(ids)
