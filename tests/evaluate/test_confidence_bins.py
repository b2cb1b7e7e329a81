"""Confidence held against truth."""

from __future__ import annotations

import pytest

from pipeline.evaluate.calibration import EDGES, calibrate
from pipeline.evaluate.compare.compare import Outcome, Verdict
from pipeline.model import Evidence


def facts(metric: str, confidence: float, right: int, wrong: int) -> list[Verdict]:
    place = Evidence(0, 1, "rule", confidence)
    outcomes = [Outcome.RIGHT] * right + [Outcome.EXTRA] * wrong
    return [Verdict(metric, outcome, "", "", "x", "=", place) for outcome in outcomes]


def test_the_share_of_right_facts_stands_in_the_bin_of_their_confidence() -> None:
    every, *_ = calibrate([*facts("edges", 0.72, 1, 1), *facts("edges", 1.0, 4, 0)])
    assert [(one.low, one.facts, one.right, one.accuracy) for one in every.bins] == [
        (0.7, 2, 1, 0.5),
        (0.95, 4, 4, 1.0),
    ]
    assert every.error == pytest.approx((2 * 0.22 + 4 * 0.0) / 6)


@pytest.mark.parametrize("confidence", [*EDGES, 0.55, 0.999])
def test_every_confidence_has_one_bin(confidence: float) -> None:
    every, *_ = calibrate(facts("edges", confidence, 1, 0))
    assert [one.facts for one in every.bins] == [1]
    assert every.bins[0].low <= confidence <= every.bins[0].high


def test_kinds_stand_worst_first_and_derived_or_missed_facts_do_not_count() -> None:
    missed = Verdict("tasks.lead", Outcome.MISSING, "", "x", "", "=")
    verdicts = [missed, *facts("tasks.id", 0.9, 0, 3), *facts("edges", 0.9, 9, 1), *facts("tasks.lead", 0.9, 1, 1)]
    assert [(one.kind, one.facts) for one in calibrate(verdicts)] == [("all", 12), ("tasks.lead", 2), ("edges", 10)]


def test_no_facts_are_no_error() -> None:
    assert [(one.kind, one.error, one.bins) for one in calibrate([])] == [("all", 0.0, ())]
