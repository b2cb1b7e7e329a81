"""A document's text with its facts in colour: lines, each in runs that bear one mark or none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluate.compare.compare import Outcome, Verdict
from pipeline.evaluate.run import DocumentResult
from pipeline.model import Record, Span

COLOURS = {
    "header": "#cfe2ff",
    "recipient": "#e2e8f0",
    "citation": "#ffe9a8",
    "lead": "#c6f0cd",
    "coordinate": "#c4ecee",
    "direct": "#e4d5ff",
    "report to": "#ffdcbc",
    "deadline": "#ffd0dc",
    "product": "#ead9c2",
}
"""The colour of every kind of mark, also the legend of the report."""

_KINDS = {
    "header.recipients": "recipient",
    "citations": "citation",
    "tasks.lead": "lead",
    "tasks.coordinate": "coordinate",
    "tasks.direct": "direct",
    "tasks.report_to": "report to",
    "tasks.deadline": "deadline",
    "tasks.product": "product",
}
_WORST_FIRST = {Outcome.MISSING: 0, Outcome.EXTRA: 1, Outcome.WRONG: 2, Outcome.RIGHT: 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """A coloured stretch of the text."""

    span: Span
    kind: str  # a key of COLOURS
    metric: str
    outcome: Outcome
    title: str  # shown when the pointer rests on it
    tag: str  # what stands behind it

    @property
    def colour(self) -> str:
        """Its colour in the page; what is missed has none."""
        return "transparent" if self.outcome is Outcome.MISSING else COLOURS[self.kind]


@dataclass(frozen=True, slots=True)
class TaskBar:
    """A task: a bar beside the paragraphs it covers."""

    span: Span
    label: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its runs (text, mark, whether the mark begins here) and what stands beside it."""

    span: Span
    runs: tuple[tuple[str, Mark | None, bool], ...]
    bars: tuple[TaskBar, ...]  # tasks that begin in it
    state: Outcome | None  # the worst outcome of the tasks that cover it
    page: int | None  # the number of the page that it opens


def find_lines(result: DocumentResult) -> Iterator[Line]:
    """Yield the paragraphs of a document with their marks, and the tasks beside them."""
    if result.record is None:
        return
    marks = sorted(find_marks(result), key=lambda mark: (_WORST_FIRST[mark.outcome], mark.span.end - mark.span.start))
    bars = list(_task_bars(result))
    page: int | None = None
    for span in _lines(result.record.text):
        number, before = result.pages.at(span.start), page
        page = number
        over = [bar for bar in bars if bar.span.start < span.end and span.start < bar.span.end]
        yield Line(
            span=span,
            runs=tuple(_make_runs(result.record.text, span, marks)),
            bars=tuple(bar for bar in over if bar.span.start >= span.start),
            state=min((bar.outcome for bar in over), key=_WORST_FIRST.__getitem__, default=None),
            page=number if number != before else None,
        )


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def find_marks(result: DocumentResult) -> Iterator[Mark]:
    """Yield the marks of a document: found facts, further mentions of citations, and missed facts that are printed."""
    for verdict in result.verdicts:
        kind = _KINDS.get(verdict.metric, "header" if verdict.metric.startswith("header.") else None)
        if kind is None:
            continue
        if verdict.evidence and verdict.found:
            yield _mark(Span(verdict.evidence.start, verdict.evidence.end), kind, verdict)
        elif verdict.outcome is Outcome.MISSING and (place := result.place(verdict)) and place.exact:
            yield _mark(Span(place.start, place.end), kind, verdict)
    if result.record:
        yield from _further_mentions(result.record)


def _mark(span: Span, kind: str, verdict: Verdict) -> Mark:
    sure = f" · {verdict.evidence.rule}, {verdict.evidence.confidence:.2f}" if verdict.evidence else ""
    subject = f" of {verdict.subject}" if verdict.subject else ""
    value = verdict.found or verdict.expected
    missing = "missing " if verdict.outcome is Outcome.MISSING else ""
    tag = verdict.metric.removeprefix("header.").replace("_", " ") if kind == "header" else kind
    title = f"{verdict.metric}{subject}: {value}{sure}"
    return Mark(span, kind, verdict.metric, verdict.outcome, title, missing + tag)


def _further_mentions(record: Record) -> Iterator[Mark]:
    for citation in record.citations:
        for place in citation.mentions[1:]:
            title = f"named again: {citation.key} · {place.rule}"
            yield Mark(Span(place.start, place.end), "citation", "citations", Outcome.RIGHT, title, "citation")


def _task_bars(result: DocumentResult) -> Iterator[TaskBar]:
    for verdict in result.verdicts:
        if verdict.metric != "tasks":
            continue
        if verdict.evidence:
            span = Span(verdict.evidence.start, verdict.evidence.end)
        elif (place := result.place(verdict)) and place.exact:
            span = Span(place.start, place.end)
        else:
            continue
        yield TaskBar(span, verdict.subject, verdict.outcome)


def _make_runs(text: str, line: Span, marks: Sequence[Mark]) -> Iterator[tuple[str, Mark | None, bool]]:
    """Yield the whole text of a line in runs, those between two marks without one."""
    inside = [mark for mark in marks if mark.span.start < line.end and line.start < mark.span.end]
    place = line.start
    for mark, run, is_first in flatten(inside, line):
        yield text[place : run.start], None, False
        yield text[run.start : run.end], mark, is_first
        place = run.end
    yield text[place : line.end], None, False


def flatten(marks: Sequence[Mark], line: Span) -> list[tuple[Mark, Span, bool]]:
    """Return runs without overlap within a line, left to right; of two marks the earlier in `marks` lies above.

    The third value says whether a run is the first of its mark: only that bears the name of the kind.
    """
    cuts = sorted({line.start, line.end, *(_clip(point, line) for mark in marks for point in _ends(mark))})
    top: list[Mark | None] = [None] * (len(cuts) - 1)
    for mark in reversed(marks):
        first, last = (bisect_right(cuts, _clip(point, line)) - 1 for point in _ends(mark))
        top[first:last] = [mark] * (last - first)
    runs: list[tuple[Mark, Span, bool]] = []
    seen: set[int] = set()
    for place, mark_above in enumerate(top):
        if mark_above is None:
            continue
        if runs and runs[-1][0] is mark_above and runs[-1][1].end == cuts[place]:
            before = runs.pop()
            runs.append((mark_above, Span(before[1].start, cuts[place + 1]), before[2]))
            continue
        is_first = id(mark_above) not in seen and mark_above.span.start >= line.start
        seen.add(id(mark_above))
        runs.append((mark_above, Span(cuts[place], cuts[place + 1]), is_first))
    return runs


def _ends(mark: Mark) -> tuple[int, int]:
    return mark.span.start, mark.span.end


def _clip(point: int, line: Span) -> int:
    return min(max(point, line.start), line.end)
