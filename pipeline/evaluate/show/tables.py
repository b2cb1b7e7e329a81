"""Evaluations as rows of text and as Markdown: what the command prints and `docs/accuracy.md` shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.evaluate.baseline import Change, Changes
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.compare.compare import Verdict
from pipeline.evaluate.compare.figures import Figure, header_mean
from pipeline.evaluate.compare.places import Place
from pipeline.evaluate.run import DocumentResult, Evaluation

Row = tuple[str, ...]
FIGURE_HEAD: Row = ("metric", "precision", "recall", "F1", "right", "gold", "found", "before")
CALIBRATION_HEAD: Row = ("kind", "confidence", "facts", "right", "share right", "mean confidence")
LONG = 90  # characters of a value in a line of text


def figure_rows(figures: Sequence[Figure], before: Sequence[Figure] = ()) -> Iterator[Row]:
    """Yield a row a metric, with the F1 of the baseline where there is one and it differs."""
    old = {figure.metric: figure for figure in before}
    mean, mean_before = header_mean(figures), header_mean(before)
    for figure in figures:
        if figure.metric.startswith("header.") and mean is not None:
            yield "header", "", "", f"{mean:.4f}", "", "", "", _moved(mean, mean_before)
            mean = None
        shares = (figure.precision, figure.recall, figure.f1)
        past = old.get(figure.metric)
        counts = (str(figure.right), str(figure.gold), str(figure.found))
        yield (
            figure.metric,
            *(f"{share:.4f}" for share in shares),
            *counts,
            _moved(figure.f1, past.f1 if past else None),
        )


def _moved(now: float, before: float | None) -> str:
    return "" if before is None or abs(now - before) < 0.00005 else f"{before:.4f}"


def calibration_rows(calibrations: Iterable[Calibration]) -> Iterator[Row]:
    """Yield a row for every bin that holds facts."""
    for calibration in calibrations:
        for one in calibration.bins:
            span = f"{one.low:.2f}-{one.high:.2f}"
            counts = (str(one.facts), str(one.right))
            yield calibration.kind, span, *counts, f"{one.accuracy:.3f}", f"{one.confidence:.3f}"


def describe(verdict: Verdict, expected: str = "gold", found: str = "found") -> str:
    """Return a disagreement in words: what, expected, found; the last two may be named otherwise."""
    subject = f"{shorten(verdict.subject)}: " if verdict.subject else ""
    sides = [f"{expected} “{shorten(verdict.expected)}”" if verdict.expected else ""]
    sides += [f"{found} “{shorten(verdict.found)}”" if verdict.found else ""]
    return f"{verdict.outcome.value:7} {subject}{', '.join(filter(None, sides))}"


def describe_place(place: Place | None) -> str:
    """Return a place in words: page, offsets and the words around it; empty where there is none."""
    if place is None:
        return ""
    page = f"page {place.page}, " if place.page else ""
    about = "" if place.exact else "at its subject, "
    return f"{about}{page}{place.start}-{place.end}: …{place.before}[{shorten(place.words)}]{place.after}…"


def describe_change(change: Change) -> str:
    """Return a gain or loss in words."""
    if change.verdict is None:
        return f"{change.stem}  {change.metric}  an invented value is gone"
    return f"{change.stem}  {change.metric}  {describe(change.verdict)}"


def shorten(text: str, length: int = LONG) -> str:
    """Return a text on one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def by_metric(evaluation: Evaluation) -> dict[str, list[tuple[DocumentResult, Verdict]]]:
    """Return the disagreements of an evaluation by metric, with their documents."""
    grouped: dict[str, list[tuple[DocumentResult, Verdict]]] = {}
    for document in evaluation.documents:
        for verdict in document.disagreements:
            grouped.setdefault(verdict.metric, []).append((document, verdict))
    return grouped


def make_markdown(head: Row, rows: Iterable[Row]) -> str:
    """Return a Markdown table; figures stand on the right."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---', *['---:'] * (len(head) - 1)])}|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def make_json(
    evaluation: Evaluation, changes: Changes | None, calibrations: Sequence[Calibration]
) -> Mapping[str, object]:
    """Return an evaluation as plain data: figures, disagreements with places, changes, calibration."""
    return {
        "documents": len(evaluation.documents),
        "unreadable": [
            {"document": one.stem, "code": one.failure.code, "problem": one.failure.problem}
            for one in evaluation.unreadable
            if one.failure
        ],
        "header": header_mean(evaluation.figures),
        "figures": [_figure_json(figure) for figure in evaluation.figures],
        "disagreements": [
            {"document": document.stem, **_verdict_json(verdict, document.place(verdict))}
            for document in evaluation.documents
            for verdict in document.disagreements
        ],
        "gains": [_change_json(change) for change in changes.gains] if changes else None,
        "losses": [_change_json(change) for change in changes.losses] if changes else None,
        "calibration": [_calibration_json(one) for one in calibrations],
    }


def _figure_json(figure: Figure) -> dict[str, object]:
    shares = {"precision": figure.precision, "recall": figure.recall, "f1": figure.f1}
    counts = {"right": figure.right, "gold": figure.gold, "found": figure.found}
    return {"metric": figure.metric, **{name: round(share, 6) for name, share in shares.items()}, **counts}


def _verdict_json(verdict: Verdict, place: Place | None) -> dict[str, object]:
    return {
        "metric": verdict.metric,
        "outcome": verdict.outcome.value,
        "subject": verdict.subject,
        "gold": verdict.expected or None,
        "found": verdict.found or None,
        "rule": verdict.evidence.rule if verdict.evidence else None,
        "confidence": verdict.evidence.confidence if verdict.evidence else None,
        "place": place,
    }


def _change_json(change: Change) -> dict[str, object]:
    plain = _verdict_json(change.verdict, None) if change.verdict else {"metric": change.metric}
    return {"document": change.stem, **plain}


def _calibration_json(calibration: Calibration) -> dict[str, object]:
    return {"kind": calibration.kind, "facts": calibration.facts, "error": calibration.error, "bins": calibration.bins}
