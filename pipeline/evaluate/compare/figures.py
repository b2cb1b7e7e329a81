"""Verdicts counted: precision, recall and F1 of every metric, micro-averaged over documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.evaluate.compare.compare import Outcome, Verdict

CORE = tuple(f"header.{name}" for name in ("type", "code", "issued", "issuer", "title", "signer.name"))
"""The fields whose mean is the figure `header`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric: how many facts are right, how many the gold records have, how many were found."""

    metric: str
    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """How many of the found facts are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """How many of the gold facts were found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; of a share, the share. Nothing asked and nothing found is 1."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 1.0


def make_figures(verdicts: Iterable[Verdict]) -> tuple[Figure, ...]:
    """Return the figure of every metric that was asked, by name."""
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for verdict in verdicts:
        right[verdict.metric] += verdict.is_right
        gold[verdict.metric] += verdict.outcome is not Outcome.EXTRA
        found[verdict.metric] += verdict.outcome is not Outcome.MISSING
    return tuple(Figure(metric, right[metric], gold[metric], found[metric]) for metric in sorted(gold | found))


def header_mean(figures: Iterable[Figure]) -> float | None:
    """Return the mean of the core fields of the header, or None where no header was compared."""
    values = [figure.f1 for figure in figures if figure.metric in CORE]
    return sum(values) / len(CORE) if values else None
