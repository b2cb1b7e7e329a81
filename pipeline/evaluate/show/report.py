"""The evaluation as one HTML page: figures, calibration, gains and losses, and each document with its facts in colour.

The page is self-contained (no network, no library) and holds the text of the documents: it is for whoever may read
those, and is not kept beside the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template

from pipeline.evaluate.baseline import Change, Changes
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.compare.compare import Verdict
from pipeline.evaluate.compare.figures import Figure, header_mean
from pipeline.evaluate.run import DocumentResult, Evaluation
from pipeline.evaluate.show.highlight import COLOURS, render_document
from pipeline.evaluate.show.tables import describe, shorten

Lost = frozenset[tuple[str, str, str]]  # stem, metric, key


def make_report(evaluation: Evaluation, changes: Changes | None, calibrations: Sequence[Calibration]) -> str:
    """Return the page."""
    lost = frozenset(_identify(change) for change in changes.losses if change.verdict) if changes else frozenset()
    won = frozenset(_identify(change) for change in changes.gains if change.verdict) if changes else frozenset()
    template = Template((files("pipeline.evaluate.show") / "report.html").read_text("utf-8"))
    readable = [document for document in evaluation.documents if document.record]
    return template.substitute(
        summary=_summary(evaluation),
        options="".join(f"<option>{escape(figure.metric)}</option>" for figure in evaluation.figures),
        links="".join(map(_link, readable)),
        sections=_overview(evaluation, changes, calibrations)
        + "".join(_section(document, lost, won) for document in readable),
    )


def _identify(change: Change) -> tuple[str, str, str]:
    return change.stem, change.metric, change.verdict.key if change.verdict else ""


def _summary(evaluation: Evaluation) -> str:
    wrong = sum(not verdict.is_right for verdict in evaluation.verdicts)
    return f"{len(evaluation.documents)} documents, {len(evaluation.verdicts)} facts, {wrong} disagreements"


def _link(document: DocumentResult) -> str:
    wrong = len(document.disagreements)
    mark = f"<b>{wrong}</b>" if wrong else '<b class="none">✓</b>'
    return f'<a href="#{escape(document.stem, quote=True)}">{escape(document.stem)} {mark}</a>'


def _overview(evaluation: Evaluation, changes: Changes | None, calibrations: Sequence[Calibration]) -> str:
    left = f'<div class="card"><h3>Figures</h3>{_figures(evaluation.figures, changes)}</div>'
    right = f'<div class="card">{_changes(changes)}{_unreadable(evaluation)}{_calibration(calibrations)}</div>'
    return f'<section data-name="overview"><h2>Overview</h2><div class="overview">{left}{right}</div></section>'


def _figures(figures: Sequence[Figure], changes: Changes | None) -> str:
    before = {figure.metric: figure.f1 for figure in changes.before} if changes else {}
    mean = header_mean(figures)
    rows = [_figure(figure, before.get(figure.metric)) for figure in figures]
    if mean is not None:
        note = "mean of type, code, issued, issuer, title, signer"
        rows.append(f'<tr><td>header</td><td></td><td class="n">{mean:.4f}</td><td colspan="3">{note}</td></tr>')
    head = "<th>metric</th><th></th>" + "".join(
        f'<th class="n">{name}</th>' for name in ("F1", "P", "R", "right / gold")
    )
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _figure(figure: Figure, before: float | None) -> str:
    moved = figure.f1 - before if before is not None else 0.0
    badge = f' <span class="badge {"gain" if moved > 0 else ""}">{moved:+.4f}</span>' if abs(moved) >= 0.00005 else ""
    bar = f'<span class="bar"><i style="width:{figure.f1 * 100:.1f}%"></i></span>'
    shares = f'<td class="n">{figure.precision:.3f}</td><td class="n">{figure.recall:.3f}</td>'
    name = escape(figure.metric)
    return (
        f'<tr class="metric" data-metric="{name}"><td>{name}{badge}</td><td>{bar}</td>'
        f'<td class="n">{figure.f1:.4f}</td>{shares}<td class="n">{figure.right} / {figure.gold}</td></tr>'
    )


def _changes(changes: Changes | None) -> str:
    if changes is None:
        return ""
    parts = []
    for title, badge, listed in (("Losses", "", changes.losses), ("Gains", "gain", changes.gains)):
        rows = "".join(
            f"<tr><td>{escape(change.stem)}</td><td>{escape(change.metric)}</td>"
            f"<td>{escape(describe(change.verdict)) if change.verdict else 'an invented value is gone'}</td></tr>"
            for change in listed
        )
        parts.append(f'<h3><span class="badge {badge}">{len(listed)}</span> {title}</h3><table>{rows}</table>')
    return "".join(parts)


def _unreadable(evaluation: Evaluation) -> str:
    rows = "".join(
        f"<tr><td>{escape(document.stem)}</td><td>{escape(document.failure.problem)}</td></tr>"
        for document in evaluation.unreadable
        if document.failure
    )
    return f"<h3>Not readable</h3><table>{rows}</table>" if rows else ""


def _calibration(calibrations: Sequence[Calibration]) -> str:
    if not calibrations or not calibrations[0].facts:
        return ""
    head = "<th>confidence</th>" + "".join(f'<th class="n">{name}</th>' for name in ("facts", "right", "share", "mean"))
    rows = "".join(
        f'<tr><td>{one.low:.2f}–{one.high:.2f}</td><td class="n">{one.facts}</td><td class="n">{one.right}</td>'
        f'<td class="n">{one.accuracy:.3f}</td><td class="n">{one.confidence:.3f}</td></tr>'
        for one in calibrations[0].bins
    )
    kinds = "".join(
        f'<tr><td>{escape(one.kind)}</td><td class="n">{one.facts}</td><td class="n">{one.error:.3f}</td></tr>'
        for one in calibrations
    )
    kind_head = '<th>kind</th><th class="n">facts</th><th class="n">expected calibration error</th>'
    return (
        f"<h3>Confidence against truth</h3><table><tr>{head}</tr>{rows}</table>"
        f"<h3>By kind of fact</h3><table><tr>{kind_head}</tr>{kinds}</table>"
    )


def _section(document: DocumentResult, lost: Lost, won: Lost) -> str:
    legend = "".join(f'<span style="background:{colour}">{kind}</span>' for kind, colour in COLOURS.items())
    legend += " outlined: not in the gold record · dashed: missed"
    head = '<tr><th>metric</th><th>of</th><th>gold</th><th>found</th><th class="n">sure</th></tr>'
    facts = head + _facts(document, lost, won)
    name = document.gold.path.name
    wrong = len(document.disagreements)
    return (
        f'<section data-name="{escape(document.stem, quote=True)}"><h2>{escape(name)} '
        f"<small>{len(document.verdicts)} facts, {wrong} disagreements</small></h2>"
        f'<div class="columns"><div class="card"><div class="legend">{legend}</div>{render_document(document)}</div>'
        f'<div class="card"><table>{facts}</table>'
        f'<p class="empty">Nothing to show: gold and found agree here.</p></div></div></section>'
    )


def _facts(document: DocumentResult, lost: Lost, won: Lost) -> str:
    shown: Iterable[Verdict] = (verdict for verdict in document.verdicts if not verdict.is_empty)
    return "".join(_fact(document, verdict, lost, won) for verdict in sorted(shown, key=lambda one: one.is_right))


def _fact(document: DocumentResult, verdict: Verdict, lost: Lost, won: Lost) -> str:
    start = verdict.evidence.start if verdict.evidence else None
    if start is None and (place := document.place(verdict)):
        start = place.start
    key = (document.stem, verdict.metric, verdict.key)
    badge = '<span class="badge">lost</span> ' if key in lost else ""
    badge += '<span class="badge gain">won</span> ' if key in won else ""
    sure = f"{verdict.evidence.confidence:.2f}" if verdict.evidence else ""
    rule = escape(verdict.evidence.rule, quote=True) if verdict.evidence else ""
    return (
        f'<tr class="fact {verdict.outcome.value}" data-metric="{escape(verdict.metric)}" '
        f'data-start="{"" if start is None else start}"><td>{badge}{escape(verdict.metric)}</td>'
        f'<td>{escape(shorten(verdict.subject, 60))}</td><td class="gold">{escape(verdict.expected)}</td>'
        f'<td class="found">{escape(verdict.found)}</td><td class="n" title="{rule}">{sure}</td></tr>'
    )
