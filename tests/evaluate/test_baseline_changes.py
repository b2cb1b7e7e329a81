"""Gains and losses, fact by fact, against a baseline that names nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_maker import GOLD, Json, changed, judge, write_gold
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RecordError
from pipeline.evaluate.baseline import Baseline, Changes, dump_baseline, find_changes, read_baseline, update_baseline
from pipeline.evaluate.gold import GoldDocument, find_gold
from pipeline.evaluate.run import DocumentResult

BARE = {"header": {}, "citations": [], "edges": [], "tasks": []}
SOME = changed(tasks=GOLD["tasks"][:1])
MORE = changed(tasks=[*GOLD["tasks"], {"id": "V", "starts": "Báo cáo", "lead": ["Sở Nội vụ"]}])


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> GoldDocument:
    return find_gold([write_gold(tmp_path_factory.mktemp("gold"))])[0]


def result(gold: GoldDocument, found: Json) -> DocumentResult:
    return DocumentResult(gold, judge(found))


def changes_between(gold: GoldDocument, before: Json, now: Json) -> Changes:
    baseline = update_baseline(Baseline(), [result(gold, before)])
    return find_changes(baseline, [result(gold, now)])


def listed(changes: Changes) -> tuple[list[str], list[str]]:
    gains, losses = (
        [
            f"{change.metric} {change.verdict.expected or change.verdict.found if change.verdict else 'gone'}"
            for change in side
        ]
        for side in (changes.gains, changes.losses)
    )
    return gains, losses


def test_what_was_missed_and_is_found_is_won(gold: GoldDocument) -> None:
    gains, losses = listed(changes_between(gold, SOME, GOLD))
    assert sorted(gains) == [
        "tasks Trồng thêm tre và mây dọc bờ suối",
        "tasks.lead Sở Xây dựng",
        "tasks.lead UBND các xã",
        "tasks.report_to UBND tỉnh",
    ]
    assert losses == []


def test_what_was_found_and_is_missed_is_lost(gold: GoldDocument) -> None:
    gains, losses = listed(changes_between(gold, GOLD, SOME))
    assert (len(gains), len(losses)) == (0, 4)


def test_what_is_invented_is_lost_and_what_is_no_longer_invented_is_won(gold: GoldDocument) -> None:
    assert listed(changes_between(gold, GOLD, MORE)) == ([], ["tasks Báo cáo", "tasks.lead Sở Nội vụ"])
    assert listed(changes_between(gold, MORE, GOLD)) == (["tasks gone", "tasks.lead gone"], [])


def test_a_wrong_value_that_stays_wrong_is_neither(gold: GoldDocument) -> None:
    one, other = (changed(header={**GOLD["header"], "issued": day}) for day in ("2031-01-01", "2031-01-02"))
    assert listed(changes_between(gold, one, other)) == ([], [])


def test_facts_of_a_lost_citation_are_not_asked(gold: GoldDocument) -> None:
    undated = changed(citations=[{**GOLD["citations"][0], "date": None}, GOLD["citations"][1]])
    gains, losses = listed(changes_between(gold, undated, changed(citations=GOLD["citations"][1:])))
    assert gains == [] and losses == ["citations 36-NQ/TU (2030-01-02)"]


@given(st.sampled_from([GOLD, SOME, MORE, BARE]), st.sampled_from([GOLD, SOME, MORE, BARE]))
def test_nothing_changes_against_oneself_and_ways_back_are_mirrored(one: Json, other: Json) -> None:
    gold = GoldDocument("any", Path("any.txt"), Path(__file__))
    assert listed(changes_between(gold, one, one)) == ([], [])
    forth, back = changes_between(gold, one, other), changes_between(gold, other, one)
    if BARE not in (one, other):  # without citations their facts are not asked
        assert (len(forth.gains), len(forth.losses)) == (len(back.losses), len(back.gains))


def test_the_file_reads_back_and_names_nothing(gold: GoldDocument, tmp_path: Path) -> None:
    baseline = update_baseline(Baseline(), [result(gold, MORE)])
    path = tmp_path / "accuracy.json"
    path.write_text(dump_baseline(baseline), "utf-8")
    assert read_baseline(path) == baseline
    text = path.read_text("utf-8")
    assert text.isascii()
    for word in ("ke-hoach", "16/KH", "36-NQ", "II.1"):
        assert word not in text


def test_an_annotation_made_anew_and_an_unknown_document_are_not_compared(gold: GoldDocument, tmp_path: Path) -> None:
    baseline = update_baseline(Baseline(), [result(gold, GOLD)])
    write_gold(tmp_path, "ke-hoach", SOME)
    write_gold(tmp_path, "khac")
    other = [result(document, BARE) for document in find_gold([tmp_path])]
    changes = find_changes(baseline, other)
    assert (changes.reannotated, changes.unknown) == (("ke-hoach",), ("khac",))
    assert not changes.gains and not changes.losses and not changes.before


def test_an_update_keeps_other_documents(gold: GoldDocument, tmp_path: Path) -> None:
    first = update_baseline(Baseline(), [result(gold, GOLD)])
    other = find_gold([write_gold(tmp_path, "khac")])[0]
    assert set(first.entries) < set(update_baseline(first, [result(other, GOLD)]).entries)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"form": 1}', '{"form": 9, "documents": {}}', '{"form": 1, "documents": {"a": 3}}']
)
def test_a_damaged_baseline_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "accuracy.json"
    path.write_text(content, "utf-8")
    with pytest.raises(RecordError, match=r"accuracy\.json.*Write it anew"):
        read_baseline(path)
