"""Rows of signs.toml hold on their examples as printed, and on none of their rejects."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.knowledge.load import PARTS, compile_rows, load_words, read_table

ROWS = [
    (group, row) for group, rows in read_table("signs").items() if isinstance(rows, list) and isinstance(rows[0], dict)
    for row in rows
]  # fmt: skip


@pytest.mark.parametrize(("group", "row"), ROWS, ids=[f"{group}.{row['id']}" for group, row in ROWS])
def test_rows_hold_as_printed(group: str, row: dict[str, Any]) -> None:
    pattern = compile_rows("signs", [row])
    search = pattern.fullmatch if group == PARTS else pattern.search
    assert row["examples"]
    assert [text for text in row["examples"] if not search(text)] == []
    assert [text for text in row["rejects"] if search(text)] == []


def test_function_words_are_unique() -> None:
    assert len(set(read_table("signs")["function_words"])) == len(load_words("signs", "function_words"))
