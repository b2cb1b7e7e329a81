"""The evaluation as one HTML page: figures, calibration, gains and losses, and each document with its facts in colour.

The page is self-contained (no network, no library) and holds the text of the documents: it is for whoever may read
those, and is not kept beside the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.evaluate.baseline import Change, Changes
from pipeline.evaluate.calibration import Calibration
from pipeline.evaluate.compare.figures import header_mean
from pipeline.evaluate.run import Evaluation
from pipeline.evaluate.show.highlight import COLOURS, find_lines
from pipeline.evaluate.show.tables import describe, shorten
from pipeline.text.html_page import fill_page


def make_report(evaluation: Evaluation, changes: Changes | None, calibrations: Sequence[Calibration]) -> str:
    """Return the page."""
    return fill_page(
        "pipeline.evaluate.show",
        "report.html",
        documents=evaluation.documents,
        verdicts=evaluation.verdicts,
        figures=evaluation.figures,
        mean=header_mean(evaluation.figures),
        before={figure.metric: figure.f1 for figure in changes.before} if changes else {},
        changes=changes,
        lost=_keys(changes.losses if changes else ()),
        won=_keys(changes.gains if changes else ()),
        unreadable=[document for document in evaluation.unreadable if document.failure],
        readable=[document for document in evaluation.documents if document.record],
        calibrations=calibrations,
        colours=COLOURS,
        describe=describe,
        find_lines=find_lines,
        shorten=shorten,
    )


def _keys(changes: Iterable[Change]) -> frozenset[tuple[str, str, str]]:
    return frozenset((change.stem, change.metric, change.verdict.key) for change in changes if change.verdict)
