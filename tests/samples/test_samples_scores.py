"""The figures of the sample inbox and of the real seed documents do not fall below what was reached."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from sample_records import SAMPLES, extracted

from pipeline.evaluate.compare.answers import make_found_answers
from pipeline.evaluate.compare.compare import Verdict, compare
from pipeline.evaluate.compare.figures import header_mean, make_figures
from pipeline.evaluate.gold import find_gold, read_gold

SEEDS = SAMPLES.parent.parent.parent / "shared" / "gold" / "seeds"

SAMPLE_BARS = {
    "header": 0.99, "header.place": 0.99, "header.recipients": 0.99, "header.issuer_parent": 0.99,
    "header.signer.position": 0.99, "header.signer.authority": 0.99, "header.number": 0.99,
    "citations": 0.99, "citations.date": 0.99, "citations.issuer": 0.99, "citations.type": 0.99,
    "citations.relation": 0.99, "citations.mentions": 0.99, "edges": 0.99,
    "tasks": 0.99, "tasks.id": 0.99, "tasks.lead": 0.99, "tasks.coordinate": 0.946, "tasks.direct": 0.99,
    "tasks.report_to": 0.99, "tasks.deadline": 0.985, "tasks.deadline_raw": 0.985, "tasks.product": 0.99,
}  # fmt: skip
"""What was measured, less 0.01."""

SEED_BARS = {
    "header": 0.95, "citations": 0.95, "citations.date": 0.95, "citations.relation": 0.85, "edges": 0.75,
    "tasks": 0.93, "tasks.lead": 0.88, "tasks.coordinate": 0.85, "tasks.deadline": 0.9, "tasks.product": 0.9,
}  # fmt: skip
"""What a reader may rely on for documents of the kinds of the seeds."""


@cache
def verdicts(folder: Path) -> tuple[Verdict, ...]:
    """Compare every gold record of a folder with what the program finds."""
    found: list[Verdict] = []
    for gold in find_gold([folder]):
        found += compare(read_gold(gold), make_found_answers(extracted(gold.path)))
    return tuple(found)


def figures(folder: Path) -> dict[str, float]:
    made = make_figures(verdicts(folder))
    mean = header_mean(made)
    return {figure.metric: figure.f1 for figure in made} | ({"header": mean} if mean is not None else {})


def wrong(folder: Path, metric: str) -> Iterable[str]:
    """Return what is wrong of a metric, for the message of a failing test."""
    return [str(verdict) for verdict in verdicts(folder) if verdict.metric == metric and not verdict.is_right][:10]


@pytest.mark.parametrize(("metric", "bar"), SAMPLE_BARS.items(), ids=list(SAMPLE_BARS))
def test_the_samples_are_read_as_well_as_before(metric: str, bar: float) -> None:
    assert figures(SAMPLES)[metric] >= bar, wrong(SAMPLES, metric)


@pytest.mark.skipif(not SEEDS.exists(), reason="the real documents are not on this machine")
@pytest.mark.parametrize(("metric", "bar"), SEED_BARS.items(), ids=list(SEED_BARS))
def test_the_seeds_are_read_well_enough(metric: str, bar: float) -> None:
    assert figures(SEEDS)[metric] >= bar, wrong(SEEDS, metric)


def test_every_metric_of_the_samples_has_a_bar() -> None:
    core = {f"header.{name}" for name in ("type", "code", "issued", "issuer", "title", "signer.name")}
    assert set(figures(SAMPLES)) - core == set(SAMPLE_BARS)


def test_the_samples_ask_enough() -> None:
    """Bars over a handful of facts would say nothing."""
    asked = {figure.metric: figure.gold for figure in make_figures(verdicts(SAMPLES))}
    for metric, least in {"citations": 50, "edges": 10, "tasks": 150, "tasks.lead": 140, "tasks.deadline": 90}.items():
        assert asked[metric] >= least
