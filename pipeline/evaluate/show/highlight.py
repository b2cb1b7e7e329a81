"""A document's text with its facts in colour: spaCy's displaCy in manual mode, one call a paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

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
_TEMPLATE = (
    '<mark class="{state}" data-metric="{metric}" style="background:{bg}" title="{title}">{text}'
    '<span class="tag">{tag}</span></mark>'
)
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


@dataclass(frozen=True, slots=True)
class _TaskBar:
    """A task: a bar beside the paragraphs it covers."""

    span: Span
    label: str
    outcome: Outcome


def render_document(result: DocumentResult) -> str:
    """Return the text of a document as HTML: a paragraph a line, facts marked, tasks with a bar at their side.

    Every paragraph carries its offsets as `data-start` and `data-end`, so that a fact can be found in the page.
    """
    if result.record is None:
        return ""
    marks = sorted(find_marks(result), key=lambda mark: (_WORST_FIRST[mark.outcome], mark.span.end - mark.span.start))
    bars = list(_task_bars(result))
    text = result.record.text
    parts: list[str] = []
    page: int | None = None
    for line in _lines(text):
        if (number := result.pages.at(line.start)) != page:
            page = number
            parts.append(f'<div class="page">page {page}</div>')
        inside = [mark for mark in marks if mark.span.start < line.end and line.start < mark.span.end]
        parts.append(_render_line(text, line, inside, bars))
    return "\n".join(parts)


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


def _task_bars(result: DocumentResult) -> Iterator[_TaskBar]:
    for verdict in result.verdicts:
        if verdict.metric != "tasks":
            continue
        if verdict.evidence:
            span = Span(verdict.evidence.start, verdict.evidence.end)
        elif (place := result.place(verdict)) and place.exact:
            span = Span(place.start, place.end)
        else:
            continue
        yield _TaskBar(span, verdict.subject, verdict.outcome)


def _render_line(text: str, line: Span, marks: Sequence[Mark], bars: Sequence[_TaskBar]) -> str:
    from spacy import displacy

    tasks = [bar for bar in bars if bar.span.start < line.end and line.start < bar.span.end]
    ents = [_entity(mark, run, first, line.start) for mark, run, first in flatten(marks, line)]
    words = text[line.start : line.end]
    colours = {kind.upper(): colour for kind, colour in COLOURS.items()}
    html: str = displacy.render(
        {"text": words, "ents": ents, "title": None},
        style="ent",
        manual=True,
        page=False,
        jupyter=False,
        options={"template": _TEMPLATE, "colors": colours},
    )
    html = html.replace("\t", '<span class="cell"></span>')
    labels = "".join(
        f'<span class="task {bar.outcome.value}">{escape(bar.label) or "–"}</span>'
        for bar in tasks
        if bar.span.start >= line.start
    )
    state = _worst(bar.outcome for bar in tasks)
    kind = f"line in-task {state.value}" if state else "line"
    return f'<div class="{kind}" data-start="{line.start}" data-end="{line.end}">{labels}{html}</div>'


def _worst(outcomes: Iterable[Outcome]) -> Outcome | None:
    return min(outcomes, key=_WORST_FIRST.__getitem__, default=None)


def _entity(mark: Mark, run: Span, first: bool, offset: int) -> dict[str, object]:
    params = {
        "state": mark.outcome.value,
        "metric": escape(mark.metric),
        "title": escape(mark.title, quote=True),
        "tag": escape(mark.tag) if first else "",
        **({"bg": "transparent"} if mark.outcome is Outcome.MISSING else {}),
    }
    return {"start": run.start - offset, "end": run.end - offset, "label": mark.kind, "params": params}


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
