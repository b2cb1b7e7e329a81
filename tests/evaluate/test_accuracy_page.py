"""The page about accuracy says what the baseline says, and its tables can be renewed."""

from __future__ import annotations

import pytest
from places import ROOT

from pipeline.errors import RecordError
from pipeline.evaluate.baseline import hash_stem, read_baseline
from pipeline.evaluate.show.page import make_figures_block, replace_block

PAGE = ROOT / "docs" / "accuracy.md"
BASELINE = ROOT / "benchmarks" / "accuracy.json"
SAMPLES = sorted(path.stem for path in (ROOT / "corpus" / "samples" / "records").glob("*.json"))


def test_the_figures_of_the_page_are_those_of_the_baseline() -> None:
    page = PAGE.read_text("utf-8")
    assert replace_block(page, "figures", make_figures_block(read_baseline(BASELINE), SAMPLES)) == page


def test_the_baseline_knows_every_sample_and_real_documents() -> None:
    entries = read_baseline(BASELINE).entries
    assert {hash_stem(stem) for stem in SAMPLES} < set(entries)
    assert len(entries) >= len(SAMPLES) + 20


@pytest.mark.parametrize("name", ["figures", "calibration", "robustness"])
def test_every_table_is_filled(name: str) -> None:
    block = PAGE.read_text("utf-8").partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]
    assert block.count("\n|") > 5


def test_a_block_is_replaced_between_its_marks_only() -> None:
    page = "a\n<!-- one -->\nold\n<!-- /one -->\nb\n"
    assert replace_block(page, "one", "new\n") == "a\n<!-- one -->\nnew\n<!-- /one -->\nb\n"
    for broken in ("", "<!-- one -->", "<!-- /one -->"):
        with pytest.raises(RecordError, match="no place for the table"):
            replace_block(broken, "one", "new")
