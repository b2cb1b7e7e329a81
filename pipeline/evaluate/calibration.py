"""Does confidence mean something? Of the facts given 0.9, how many are right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.evaluate.compare.compare import Verdict

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""The bins of confidence; the last one holds 1.0 too."""

DERIVED = frozenset({"citations.mentions", "citations.type", "tasks.id", "tasks.deadline_raw"})
"""Metrics that no confidence of their own speaks for; they would count another fact's twice."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The found facts whose confidence lies from `low` to below `high`: how many, how many right, how sure they are."""

    low: float
    high: float
    facts: int
    right: int
    confidence: float

    @property
    def accuracy(self) -> float:
        """The share of these facts that are right."""
        return self.right / self.facts if self.facts else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidence against truth for one kind of fact; `error` is the expected calibration error.

    That error is the mean distance of confidence and accuracy over the bins, each weighted by its facts: 0 is perfect.
    """

    kind: str
    bins: tuple[Bin, ...]  # those that hold facts
    error: float

    @property
    def facts(self) -> int:
        """How many facts were looked at."""
        return sum(one.facts for one in self.bins)


def calibrate(verdicts: Iterable[Verdict]) -> tuple[Calibration, ...]:
    """Return the calibration of all facts (kind `all`), then of every kind, worst first.

    Facts are what was found: right, wrong or invented values with evidence. What was missed has no confidence.
    """
    kinds: dict[str, list[tuple[float, bool]]] = {}
    every: list[tuple[float, bool]] = []
    for verdict in verdicts:
        if verdict.evidence is None or verdict.metric in DERIVED:
            continue
        fact = (verdict.evidence.confidence, verdict.is_right)
        every.append(fact)
        kinds.setdefault(verdict.metric, []).append(fact)
    each = [_calibrate(kind, facts) for kind, facts in kinds.items()]
    each.sort(key=lambda one: (-one.error, one.kind))
    return (_calibrate("all", every), *each)


def _calibrate(kind: str, facts: Sequence[tuple[float, bool]]) -> Calibration:
    bins = []
    for low, high in pairwise(EDGES):
        inside = [fact for fact in facts if low <= fact[0] < high or (high == 1.0 and fact[0] >= 1.0)]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bins.append(Bin(low, high, len(inside), sum(right for _, right in inside), mean))
    error = sum(one.facts * abs(one.confidence - one.accuracy) for one in bins) / len(facts) if facts else 0.0
    return Calibration(kind, tuple(bins), error)
