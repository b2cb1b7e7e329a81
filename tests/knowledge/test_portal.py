"""Rows of portal.toml hold on their examples as printed, and on none of their rejects."""

import pytest

from pipeline.knowledge.load import compile_rows, read_table

ROWS = [(group, row) for group, rows in read_table("portal").items() if isinstance(rows, list) for row in rows]


@pytest.mark.parametrize(("group", "row"), [(group, row) for group, row in ROWS if isinstance(row, dict)])
def test_a_row_holds_where_it_says(group: str, row: dict[str, object]) -> None:
    pattern = compile_rows("portal", [row])
    for example in row["examples"]:  # type: ignore[attr-defined]
        assert pattern.search(example), (group, example)
    for reject in row["rejects"]:  # type: ignore[attr-defined]
        assert not pattern.search(reject), (group, reject)
