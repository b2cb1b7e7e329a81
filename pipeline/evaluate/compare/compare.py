"""Gold answers against found ones: one verdict a fact.

Two kinds of metric. A *share* asks a question that always has an answer ("what is the type?"): right or wrong.
*Pairs* are facts that may be missed or invented (a lead of a task, an edge): right, missing or extra. Task facts are
asked of all tasks, also of those that were missed or invented; facts of a citation only of matched ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.evaluate.compare.answers import (
    NO_TASK,
    NONE,
    Answers,
    CitedAnswer,
    DeadlineAnswer,
    EdgeAnswer,
    TaskAnswer,
    Value,
)
from pipeline.evaluate.compare.hidden import hide_answers
from pipeline.evaluate.compare.matching import citation_key, match_citations, match_tasks, opening
from pipeline.evaluate.compare.sameness import fold, fold_agency, fold_code, fold_end, is_same_title
from pipeline.model import AgencyRole, Evidence


class Outcome(StrEnum):
    """What became of one fact."""

    RIGHT = "right"
    WRONG = "wrong"  # another value was found
    MISSING = "missing"  # the gold record has it, nothing was found
    EXTRA = "extra"  # it was found, the gold record does not have it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one fact.

    `subject` is what the fact is about, for people: a task's number, a cited code, nothing for a header field. `key`
    names the fact within its metric and document and stays the same from run to run: of a gold fact it begins with
    `=`, of an invented one with `+`. `evidence` is that of the found value, `near` that of its subject, if any.
    """

    metric: str
    outcome: Outcome
    subject: str
    expected: str
    found: str
    key: str
    evidence: Evidence | None = None
    near: Evidence | None = None

    @property
    def is_right(self) -> bool:
        """Say whether gold and found agree."""
        return self.outcome is Outcome.RIGHT

    @property
    def is_empty(self) -> bool:
        """Say whether both sides agree that there is nothing: a right answer, but no fact of the database."""
        return not self.expected and not self.found


@dataclass(frozen=True, slots=True)
class _Subject:
    """What facts are about: a name for people, a key for the baseline, a place in the found record."""

    label: str = ""
    key: str = ""
    near: Evidence | None = None


def _is_same_text(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _is_same_code(one: str, other: str) -> bool:
    return fold_code(one) == fold_code(other)


def _is_same_agency(one: str, other: str) -> bool:
    return fold_agency(one) == fold_agency(other)


def _is_equal(one: str, other: str) -> bool:
    return one == other


Same = Callable[[str, str], bool]
HEADER: dict[str, Same] = {
    "type": _is_same_text,
    "code": _is_same_code,
    "number": _is_equal,
    "issued": _is_equal,
    "place": _is_same_text,
    "issuer": _is_same_agency,
    "issuer_parent": _is_same_agency,
    "title": is_same_title,
    "signer.name": _is_same_text,
    "signer.position": _is_same_text,
    "signer.authority": _is_same_text,
}
"""The fields of the header and when two values of one count as the same."""


def compare(gold: Answers, found: Answers) -> tuple[Verdict, ...]:
    """Return the verdicts on one document; keys are unique within a metric.

    Where the words of the gold are hidden, those that were found are hidden too before they are compared.
    """
    if gold.is_hidden:
        found = hide_answers(found)
    verdicts = [
        *_compare_header(gold, found),
        *_compare_citations(gold.citations, found.citations),
        *_compare_edges(gold.edges, found.edges),
        *_compare_tasks(gold.tasks, found.tasks),
    ]
    return tuple(_number_twins(verdicts))


def _number_twins(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    seen: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        seen[verdict.metric, verdict.key] += 1
        number = seen[verdict.metric, verdict.key]
        yield replace(verdict, key=f"{verdict.key}#{number}") if number > 1 else verdict


def _share(metric: str, subject: _Subject, gold: str, found: Value, same: Same) -> Verdict:
    outcome = Outcome.RIGHT if same(gold, found.text) else Outcome.WRONG
    near = subject.near or found.evidence
    return Verdict(metric, outcome, subject.label, gold, found.text, f"={subject.key}", found.evidence, near)


def _pairs(
    metric: str, subject: _Subject, gold: Iterable[Value], found: Iterable[Value], form: Callable[[str], str]
) -> Iterator[Verdict]:
    """Match two bags of values by their folded form."""
    left = list(found)
    for value in gold:
        folded = form(value.text)
        hit = next((other for other in left if form(other.text) == folded), None)
        key = f"={subject.key}|{folded}"
        if hit is None:
            yield Verdict(metric, Outcome.MISSING, subject.label, value.text, "", key, None, subject.near)
            continue
        left = [other for other in left if other is not hit]
        yield Verdict(metric, Outcome.RIGHT, subject.label, value.text, hit.text, key, hit.evidence, subject.near)
    for other in left:
        key = f"+{subject.key}|{form(other.text)}"
        yield Verdict(metric, Outcome.EXTRA, subject.label, "", other.text, key, other.evidence, subject.near)


def _compare_header(gold: Answers, found: Answers) -> Iterator[Verdict]:
    for field, same in HEADER.items():
        wanted, got = gold.header.get(field, NONE), found.header.get(field, NONE)
        yield _share(f"header.{field}", _Subject(), wanted.text, got, same)
    yield from _pairs("header.recipients", _Subject(), gold.recipients, found.recipients, fold)


def _compare_citations(gold: Sequence[CitedAnswer], found: Sequence[CitedAnswer]) -> Iterator[Verdict]:
    matches = match_citations(gold, found)
    for one, other in matches.pairs:
        subject = _citation_subject(one, other)
        yield Verdict(
            "citations", Outcome.RIGHT, subject.label, one.label, other.label, f"={subject.key}", other.evidence
        )
        yield from _compare_cited(one, other, subject)
    for one in matches.missing:
        yield Verdict("citations", Outcome.MISSING, one.label, _shown(one), "", f"={_citation_subject(one).key}")
    for other in matches.extra:
        key = f"+{_citation_subject(other).key}"
        yield Verdict("citations", Outcome.EXTRA, other.label, "", _shown(other), key, other.evidence)


def _citation_subject(cited: CitedAnswer, found: CitedAnswer | None = None) -> _Subject:
    return _Subject(cited.label, "@".join(citation_key(cited)), found.evidence if found else None)


def _shown(cited: CitedAnswer) -> str:
    return f"{cited.label} ({cited.date.text})" if cited.date.text else cited.label


def _compare_cited(one: CitedAnswer, other: CitedAnswer, subject: _Subject) -> Iterator[Verdict]:
    yield _share("citations.type", subject, one.type.text, other.type, _is_same_text)
    yield _share("citations.date", subject, one.date.text, other.date, _is_equal)
    yield _share("citations.issuer", subject, one.issuer.text, other.issuer, _is_same_agency)
    times = Value(str(other.mentions), other.evidence)
    yield _share("citations.mentions", subject, str(one.mentions), times, _is_equal)
    yield from _pairs("citations.relation", subject, one.relations, other.relations, str)


def _compare_edges(gold: Sequence[EdgeAnswer], found: Sequence[EdgeAnswer]) -> Iterator[Verdict]:
    def fold_edge(shown: str) -> str:
        source, relation, target = shown.split("\t")
        return f"{fold_end(source)} {relation} {fold_end(target)}"

    def value(edge: EdgeAnswer) -> Value:
        return Value(f"{edge.source}\t{edge.relation}\t{edge.target}", edge.evidence)

    for verdict in _pairs("edges", _Subject(), map(value, gold), map(value, found), fold_edge):
        expected, got = (text.replace("\t", " ") for text in (verdict.expected, verdict.found))
        yield replace(verdict, expected=expected, found=got)


def _compare_tasks(gold: Sequence[TaskAnswer], found: Sequence[TaskAnswer]) -> Iterator[Verdict]:
    matches = match_tasks(gold, found)
    for one, other in matches.pairs:
        subject = _task_subject(one, other.evidence)
        words = " ".join(other.words.split()[:8])
        yield Verdict("tasks", Outcome.RIGHT, one.id, one.words, words, f"={subject.key}", other.evidence)
        yield _share("tasks.id", subject, one.id, Value(other.id, other.evidence), _is_equal)
        yield from _compare_task(one, other, subject)
    for one in matches.missing:
        subject = _task_subject(one, None)
        yield Verdict("tasks", Outcome.MISSING, one.id, one.words, "", f"={subject.key}")
        yield from _compare_task(one, NO_TASK, subject)
    for other in matches.extra:
        subject = _task_subject(other, other.evidence)
        words = " ".join(other.words.split()[:8])
        yield Verdict("tasks", Outcome.EXTRA, other.id, "", words, f"+{subject.key}", other.evidence)
        yield from _compare_task(NO_TASK, other, subject)


def _task_subject(task: TaskAnswer, near: Evidence | None) -> _Subject:
    return _Subject(task.id, f"{task.id}|{opening(task)}", near)


def _compare_task(one: TaskAnswer, other: TaskAnswer, subject: _Subject) -> Iterator[Verdict]:
    for role in AgencyRole:
        gold, found = one.agencies.get(role, ()), other.agencies.get(role, ())
        yield from _pairs(f"tasks.{role.value}", subject, gold, found, fold_agency)
    yield from _pairs("tasks.deadline", subject, _readings(one.deadline), _readings(other.deadline), str)
    yield from _pairs("tasks.deadline_raw", subject, _raws(one.deadline), _raws(other.deadline), fold)
    yield from _pairs("tasks.product", subject, _products(one), _products(other), fold)


def _readings(due: DeadlineAnswer | None) -> list[Value]:
    if not due:
        return []
    kind, start, end, recurs = due.reading
    # Both ends stand even where empty: "from" and "by" the same day are two readings.
    bounds = f" {start}..{end}" if start or end else ""
    return [Value(f"{kind}{bounds}{f' {recurs}' if recurs else ''}", due.evidence)]


def _raws(due: DeadlineAnswer | None) -> list[Value]:
    return [Value(due.raw, due.evidence)] if due else []


def _products(task: TaskAnswer) -> list[Value]:
    return [task.product] if fold(task.product.text) else []
