"""Which found citation or task answers which gold one: greedy, in the order of the gold record, surest key first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.evaluate.compare.answers import CitedAnswer, TaskAnswer
from pipeline.evaluate.compare.sameness import fold, fold_code, is_same_title, likeness

OPENING = 8  # words of a task that tell it from others
CLOSE = 30  # characters of an opening that must agree where the numbers agree too
LIKE = 0.8  # likeness from which two openings are the same task
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Matches(Generic[T]):
    """Pairs of gold and found, what was missed, and what was found too much; each in its own order."""

    pairs: tuple[tuple[T, T], ...]
    missing: tuple[T, ...]
    extra: tuple[T, ...]


def citation_key(cited: CitedAnswer) -> tuple[str, str]:
    """Return what tells a cited document from others: code and date, or its name where it has no code."""
    if cited.code.text:
        return fold_code(cited.code.text), cited.date.text
    return fold(cited.name.text), ""


def match_citations(gold: Sequence[CitedAnswer], found: Sequence[CitedAnswer]) -> Matches[CitedAnswer]:
    """Match by exact key; then by code where only one side gives a date; then by names that nearly agree."""
    return _match(
        gold,
        found,
        (lambda one, left: _first(left, lambda other: citation_key(other) == citation_key(one)),),
        (_same_code, _like_name),
    )


def opening(task: TaskAnswer) -> str:
    """Return the first eight words of a task, folded."""
    return " ".join(fold(task.words).split()[:OPENING])


def match_tasks(gold: Sequence[TaskAnswer], found: Sequence[TaskAnswer]) -> Matches[TaskAnswer]:
    """Match by number and opening; then by opening; then, for those left over, by the most similar opening."""
    return _match(gold, found, (_same_id, _same_opening), (_like_opening,))


Rule = Callable[[T, Sequence[T]], T | None]


def _match(gold: Sequence[T], found: Sequence[T], sure: tuple[Rule[T], ...], loose: tuple[Rule[T], ...]) -> Matches[T]:
    left = list(found)
    taken: dict[int, T] = {}
    for rules in (sure, loose):
        for place, one in enumerate(gold):
            if place in taken:
                continue
            hit = next((hit for rule in rules if (hit := rule(one, left)) is not None), None)
            if hit is not None:
                taken[place] = hit
                left = [other for other in left if other is not hit]
    missing = tuple(one for place, one in enumerate(gold) if place not in taken)
    return Matches(tuple((gold[place], taken[place]) for place in sorted(taken)), missing, tuple(left))


def _first(left: Sequence[T], is_hit: Callable[[T], bool]) -> T | None:
    return next((other for other in left if is_hit(other)), None)


def _same_code(one: CitedAnswer, left: Sequence[CitedAnswer]) -> CitedAnswer | None:
    if not one.code.text:
        return None
    code = fold_code(one.code.text)
    return _first(
        left,
        lambda other: fold_code(other.code.text) == code and not (one.date.text and other.date.text),
    )


def _like_name(one: CitedAnswer, left: Sequence[CitedAnswer]) -> CitedAnswer | None:
    if one.code.text:
        return None
    return _first(left, lambda other: not other.code.text and is_same_title(one.name.text, other.name.text))


def _same_id(one: TaskAnswer, left: Sequence[TaskAnswer]) -> TaskAnswer | None:
    head = opening(one)[:CLOSE]
    return _first(left, lambda other: other.id == one.id and opening(other)[:CLOSE] == head)


def _same_opening(one: TaskAnswer, left: Sequence[TaskAnswer]) -> TaskAnswer | None:
    return _first(left, lambda other: opening(other) == opening(one))


def _like_opening(one: TaskAnswer, left: Sequence[TaskAnswer]) -> TaskAnswer | None:
    head = opening(one)
    best = max(left, key=lambda other: likeness(head, opening(other)), default=None)
    return best if best is not None and likeness(head, opening(best)) >= LIKE else None
