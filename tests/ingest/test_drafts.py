from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.draft import Draft, DraftCell, Reading, assemble, is_rule, make_footnote, make_paragraph, make_row
from pipeline.model import BlockKind, SourceFile

SOURCE = SourceFile("0" * 64, "a.txt", "txt", 1)
WORDS = st.text(alphabet="aăâđê 1.\n\t-Ủ\u0323\u00a0", max_size=12)
CELLS = st.lists(WORDS, min_size=1, max_size=4)
DRAFTS = st.lists(
    st.one_of(
        WORDS.map(make_paragraph),
        WORDS.map(make_footnote),
        CELLS.map(lambda cells: make_row([DraftCell(text, place) for place, text in enumerate(cells)], 7)),
    ),
    max_size=8,
)


@given(DRAFTS)
def test_spans_hold_the_words(drafts: list[Draft]) -> None:
    parsed = assemble(SOURCE, Reading(tuple(drafts), "test"))
    assert unicodedata.is_normalized("NFC", parsed.text)
    assert parsed.text == "\n".join(parsed.text[block.start : block.end] for block in parsed.blocks)
    for block in parsed.blocks:
        words = parsed.text[block.start : block.end]
        assert words.strip()
        if block.kind is BlockKind.ROW:
            assert words == "\t".join(parsed.text[cell.start : cell.end] for cell in block.cells)
            assert block.table == 0
        else:
            assert "\n" not in words and "\t" not in words


@given(DRAFTS)
def test_footnotes_stand_at_the_end(drafts: list[Draft]) -> None:
    kinds = [block.kind is BlockKind.FOOTNOTE for block in assemble(SOURCE, Reading(tuple(drafts), "test")).blocks]
    assert kinds == sorted(kinds)


def test_a_merged_cell_stands_once() -> None:
    rows = (
        make_row([DraftCell("1", 0, key=5), DraftCell("A", 1)], 0),
        make_row([DraftCell("", 0, inherits=5), DraftCell("B", 1)], 0),
    )
    parsed = assemble(SOURCE, Reading(rows, "test"))
    first, second = (block.cells[0] for block in parsed.blocks)
    assert parsed.text == "1\tA\n\tB"
    assert (second.start, second.end, second.inherited) == (first.start, first.end, True)


def test_a_merged_cell_may_go_on_under_a_second_key() -> None:
    rows = (
        make_row([DraftCell("1", 0, key=5), DraftCell("A", 1)], 0),
        make_row([DraftCell("", 0, key=6, inherits=5), DraftCell("B", 1)], 0),
        make_row([DraftCell("", 0, inherits=6), DraftCell("C", 1)], 0),
    )
    parsed = assemble(SOURCE, Reading(rows, "test"))
    assert [parsed.text[block.cells[0].start : block.cells[0].end] for block in parsed.blocks] == ["1", "1", "1"]


def test_drawn_rules_vanish() -> None:
    assert is_rule("-------") and is_rule("_____") and is_rule("") and not is_rule("- a")
    row = make_row([DraftCell("TỈNH A\n-------", 0), DraftCell("-", 1)], 0)
    assert [cell.text for cell in row.cells] == ["TỈNH A", "-"]


def test_tables_are_numbered_in_reading_order() -> None:
    rows = tuple(make_row([DraftCell(str(number), 0)], number) for number in (9, 3, 9))
    assert [block.table for block in assemble(SOURCE, Reading(rows, "test")).blocks] == [0, 1, 0]
