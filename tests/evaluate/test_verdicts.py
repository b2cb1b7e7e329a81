"""Gold against found on records that can be counted by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from gold_maker import GOLD, Json, changed, judge, wrong
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.compare.compare import Outcome
from pipeline.evaluate.compare.figures import header_mean, make_figures


def edited(path: str, value: Any) -> Json:
    """Return the gold record with the value at a dotted path replaced."""
    data = copy.deepcopy(GOLD)
    *way, last = path.split(".")
    part: Any = data
    for step in way:
        part = part[int(step)] if step.isdigit() else part[step]
    part[int(last) if last.isdigit() else last] = value
    return data


def test_a_record_agrees_with_itself_and_every_fact_is_counted() -> None:
    verdicts = judge(GOLD)
    assert all(verdict.is_right for verdict in verdicts)
    counts = {figure.metric: (figure.right, figure.gold, figure.found) for figure in make_figures(verdicts)}
    assert counts["citations"] == counts["tasks"] == (2, 2, 2)
    assert counts["tasks.lead"] == (3, 3, 3)
    assert counts["tasks.deadline"] == counts["tasks.product"] == counts["edges"] == (1, 1, 1)
    assert "tasks.direct" not in counts
    assert header_mean(make_figures(verdicts)) == 1.0


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("header.issuer", "Uỷ ban nhân dân tỉnh Mộc An", []),
        ("header.number", "016", [("header.number", "wrong", "16", "016")]),
        ("header.issued", None, [("header.issued", "wrong", "2031-02-03", "")]),
        ("header.signer.authority", "KT", [("header.signer.authority", "wrong", "TM", "KT")]),
        ("header.recipients", ["Lưu: VT"], [("header.recipients", "missing", "Sở Y tế", "")]),
        ("citations.0.code", "36 -NQ/TU", []),
        ("citations.0.date", None, [("citations.date", "wrong", "2030-01-02", "")]),  # still the same document
        ("citations.0.mentions", 3, [("citations.mentions", "wrong", "2", "3")]),
        (
            "citations.0.relations",
            ["mentions"],
            [("citations.relation", "missing", "implements", ""), ("citations.relation", "extra", "", "mentions")],
        ),
        ("citations.1.name", "Luật làng  nghề", []),
        ("tasks.0.id", "II.1.a", [("tasks.id", "wrong", "II.1", "II.1.a")]),
        (
            "tasks.0.deadline.end",
            "2031-07",
            [
                ("tasks.deadline", "missing", "date ..2031-06-30", ""),
                ("tasks.deadline", "extra", "", "date ..2031-07"),
            ],
        ),
        ("tasks.0.deadline.raw", "Trước ngày 30/6/2031;", []),
        ("tasks.0.product", None, [("tasks.product", "missing", "Lớp học", "")]),
        ("tasks.1.lead", ["UBND các xã"], [("tasks.lead", "missing", "Sở Xây dựng", "")]),
        ("tasks.1.lead", ["Sở Xây dựng", "UBND các xã", "UBND các xã"], [("tasks.lead", "extra", "", "UBND các xã")]),
    ],
)
def test_one_change_is_one_disagreement(path: str, value: object, expected: list[tuple[str, str, str, str]]) -> None:
    assert wrong(edited(path, value)) == expected


def test_another_date_is_another_document() -> None:
    found = edited("citations.0.date", "2029-05-05")
    outcomes = [(metric, outcome) for metric, outcome, *_ in wrong(found)]
    assert outcomes == [("citations", "missing"), ("citations", "extra")]


def test_a_missed_task_loses_its_facts_and_an_invented_one_brings_false_ones() -> None:
    found = changed(tasks=[GOLD["tasks"][1], {"id": "IV", "starts": "Viết báo cáo năm", "lead": ["Sở Nội vụ"]}])
    assert wrong(found) == [
        ("tasks", "missing", "Mở lớp dạy nghề đan lát cho thợ trẻ", ""),
        ("tasks.lead", "missing", "Sở Y tế", ""),
        ("tasks.coordinate", "missing", "UBND các xã", ""),
        ("tasks.deadline", "missing", "date ..2031-06-30", ""),
        ("tasks.deadline_raw", "missing", "trước ngày 30/6/2031", ""),
        ("tasks.product", "missing", "Lớp học", ""),
        ("tasks", "extra", "", "Viết báo cáo năm"),
        ("tasks.lead", "extra", "", "Sở Nội vụ"),
    ]


def test_twins_have_keys_of_their_own() -> None:
    gold = changed(tasks=[GOLD["tasks"][0], GOLD["tasks"][0]])
    keys = [(verdict.metric, verdict.key) for verdict in judge(gold, gold)]
    assert len(keys) == len(set(keys))


def test_figures_are_precision_recall_and_their_harmonic_mean() -> None:
    figures = {
        figure.metric: figure for figure in make_figures(judge(edited("tasks.1.lead", ["Sở Xây dựng", "Sở Nội vụ"])))
    }
    lead = figures["tasks.lead"]
    assert (lead.precision, lead.recall, lead.f1) == (2 / 3, 2 / 3, 2 / 3)
    assert figures["tasks.report_to"].f1 == 1.0


def test_nothing_found_is_precision_one_and_recall_nought() -> None:
    empty = {"header": {}, "citations": [], "edges": [], "tasks": []}
    figures = {figure.metric: figure for figure in make_figures(judge(empty))}
    assert (figures["tasks"].precision, figures["tasks"].recall, figures["tasks"].f1) == (1.0, 0.0, 0.0)


TASKS = st.lists(
    st.builds(
        lambda number, words, lead: {"id": number, "starts": words, "lead": lead},
        st.sampled_from(["I.1", "I.2", "II.1"]),
        st.sampled_from(["Trồng tre", "Trồng mây", "Đan giỏ tre bán chợ phiên", "Đan giỏ tre bán chợ đêm"]),
        st.lists(st.sampled_from(["Sở Y tế", "UBND xã", "Công an tỉnh"]), max_size=3),
    ),
    max_size=5,
)


@given(gold=TASKS, found=TASKS)
def test_no_fact_is_lost_or_counted_twice(gold: list[Json], found: list[Json]) -> None:
    verdicts = [
        verdict for verdict in judge(changed(tasks=found), changed(tasks=gold)) if verdict.metric == "tasks.lead"
    ]
    on_gold = [verdict for verdict in verdicts if verdict.outcome is not Outcome.EXTRA]
    on_found = [verdict for verdict in verdicts if verdict.outcome is not Outcome.MISSING]
    assert sorted(verdict.expected for verdict in on_gold) == sorted(name for task in gold for name in task["lead"])
    assert sorted(verdict.found for verdict in on_found) == sorted(name for task in found for name in task["lead"])
    assert len({verdict.key for verdict in verdicts}) == len(verdicts)
