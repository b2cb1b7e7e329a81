"""The ledger gives the same whether it is asked for single contents or read whole."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.runs.workspace.json_lines import FEW
from pipeline.runs.workspace.ledger import Ledger, Seen, make_line

CONTENTS = [sha256(str(number).encode()).hexdigest() for number in range(3 * FEW)]
FIRST, SECOND, THIRD = CONTENTS[:3]


def write(path: Path, *entries: Seen, tail: str = "") -> Ledger:
    path.write_text("".join(map(make_line, entries)) + tail, "utf-8")
    return Ledger(path)


def test_a_few_looks_find_what_the_whole_holds(tmp_path: Path) -> None:
    entries = [Seen(content, f"kế hoạch {content[:4]}.txt", "1.0") for content in CONTENTS]
    ledger = write(tmp_path / "ledger.jsonl", *entries)
    found = [ledger[content] for content in CONTENTS]
    assert found == entries == list(write(tmp_path / "ledger.jsonl", *entries).values())


def test_the_last_line_counts_and_what_is_added_counts_more(tmp_path: Path) -> None:
    ledger = write(tmp_path / "ledger.jsonl", Seen(FIRST, "a", "1"), Seen(SECOND, "b", "1"), Seen(FIRST, "a", "2"))
    assert ledger[FIRST].stamp == "2"
    ledger.add(Seen(FIRST, "a", "3"))
    assert (ledger[FIRST].stamp, len(ledger), ledger.get(THIRD)) == ("3", 2, None)


@pytest.mark.parametrize(
    "tail",
    [f'{{"sha256": "{FIRST}", "name": "a"', f'{{"sha256": "{FIRST}", "form": 2}}\n', f'["{FIRST}"]\n', f"{FIRST}\x00"],
)
def test_a_damaged_line_leaves_the_one_before_it(tmp_path: Path, tail: str) -> None:
    ledger = write(tmp_path / "ledger.jsonl", Seen(FIRST, "a", "1"), tail=tail)
    assert ledger[FIRST] == Seen(FIRST, "a", "1")
    assert list(ledger) == [FIRST]


def test_a_name_that_holds_a_content_is_not_taken_for_it(tmp_path: Path) -> None:
    ledger = write(tmp_path / "ledger.jsonl", Seen(SECOND, f'{FIRST}", "sha256": "{FIRST}"', "1"))
    assert FIRST not in ledger
    assert ledger.find_waiting(frozenset()) == {SECOND}


@pytest.mark.parametrize(
    ("stored", "waiting", "why"),
    [
        ({FIRST, SECOND, THIRD}, {SECOND}, "a line said so, and no later one that it was loaded"),
        ({FIRST, SECOND}, {SECOND, THIRD}, "the ledger says loaded, the database is another one"),
        (set(), {FIRST, SECOND, THIRD}, "there is no database"),
    ],
)
def test_what_waits_for_a_load(tmp_path: Path, stored: set[str], waiting: set[str], why: str) -> None:
    entries = [Seen(FIRST, "a", "1"), Seen(FIRST, "a", "1", True), Seen(SECOND, "b", "1"), Seen(THIRD, "c", "1", True)]
    assert write(tmp_path / "ledger.jsonl", *entries).find_waiting(stored) == waiting, why
