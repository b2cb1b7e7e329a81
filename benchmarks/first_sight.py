"""Accuracy at first sight: documents that nobody has looked at, held against gold that was written before.

python benchmarks/first_sight.py ROUND GOLD_DIR…          prints the lines of a round
python benchmarks/first_sight.py ROUND GOLD_DIR… --write  adds them to benchmarks/first-sight.md, for good
python benchmarks/first_sight.py 4 benchmarks/pool-gold --documents ../shared/pool   takes folder 04 of the hidden gold

A round has a line for documents with text, one for scans and files of old formats (.doc, .rtf, pictures), each with all
metrics (F1 or share right), the number of documents and of gold facts, and the share that is right of the facts that
were given a confidence of 0.9 or more. What was found at each confidence goes into first-sight-confidence.csv, of which
the table of confidence in docs/accuracy.md is made.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.evaluate.calibration import DERIVED, Bin, Calibration, calibrate  # noqa: E402
from pipeline.evaluate.compare.compare import Outcome  # noqa: E402
from pipeline.evaluate.compare.figures import header_mean, make_figures  # noqa: E402
from pipeline.evaluate.gold import find_gold  # noqa: E402
from pipeline.evaluate.run import DocumentResult, evaluate  # noqa: E402
from pipeline.evaluate.show.page import replace_block  # noqa: E402
from pipeline.evaluate.show.tables import CALIBRATION_HEAD, calibration_rows, make_markdown  # noqa: E402
from pipeline.extract.confidence import RECOGNISED  # noqa: E402

PAGE = ROOT / "benchmarks" / "first-sight.md"
CONFIDENCES = ROOT / "benchmarks" / "first-sight-confidence.csv"
ACCURACY = ROOT / "docs" / "accuracy.md"
METRICS = (
    "header", "citations", "citations.relation", "edges", "tasks", "tasks.lead", "tasks.coordinate", "tasks.deadline",
    "tasks.report_to", "tasks.direct",
)  # fmt: skip
OLD_FORMATS = ("doc", "rtf", "picture")
SURE = 0.9


def is_hard(result: DocumentResult) -> bool:
    """Tell whether a document is a scan or of an old format; one that could not be read is."""
    record = result.record
    if record is None or record.source.format in OLD_FORMATS:
        return True
    return any(issue.code in RECOGNISED for issue in record.issues)


def make_line(name: str, kind: str, results: Sequence[DocumentResult]) -> str:
    """Return one row of the table for some documents."""
    verdicts = [verdict for result in results for verdict in result.verdicts]
    figures = {figure.metric: figure for figure in make_figures(verdicts)}
    facts = sum(verdict.outcome is not Outcome.EXTRA and not verdict.is_empty for verdict in verdicts)
    values = [header_mean(figures.values())] + [figures[name].f1 if name in figures else None for name in METRICS[1:]]
    found = [verdict for verdict in verdicts if verdict.evidence and verdict.metric not in DERIVED]
    sure = [verdict.is_right for verdict in found if verdict.evidence and verdict.evidence.confidence >= SURE]
    cells = [name, kind, str(len(results)), str(facts)]
    cells += ["–" if value is None else f"{value:.3f}" for value in values]
    cells += [f"{sum(sure) / len(sure):.3f} of {len(sure)}" if sure else "–"]
    return f"| {' | '.join(cells)} |"


def find_parts(
    name: str, folders: Sequence[Path], documents: Path | None
) -> list[tuple[str, Sequence[DocumentResult]]]:
    """Return the documents of a round as read: text, then scans and old formats, where there are any.

    `documents` is where the documents of hidden gold lie, of which the round takes the folder with its own number.
    """
    golds = find_gold(folders, documents=documents)
    if documents:
        golds = tuple(gold for gold in golds if gold.stem.startswith(f"{name:0>2}-"))
    results = evaluate(golds).documents
    hard = [result for result in results if is_hard(result)]
    text = [result for result in results if not is_hard(result)]
    return [(kind, part) for kind, part in (("text", text), ("scans, old", hard)) if part]


def note_confidences(name: str, kind: str, results: Sequence[DocumentResult]) -> None:
    """Add what was found at each confidence to the file of all rounds."""
    is_new = not CONFIDENCES.exists()
    every = calibrate([verdict for result in results for verdict in result.verdicts])[0]
    with CONFIDENCES.open("a", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle, lineterminator="\n")
        if is_new:
            rows.writerow(("round", "documents", "low", "high", "facts", "right", "confidence"))
        for one in every.bins:
            rows.writerow((name, kind, one.low, one.high, one.facts, one.right, f"{one.confidence:.6f}"))


def renew_page() -> None:
    """Make the table of confidence in the page of accuracy anew from all rounds."""
    with CONFIDENCES.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    bins = [_sum(low, high, rows) for low, high in sorted({(float(row["low"]), float(row["high"])) for row in rows})]
    facts = sum(one.facts for one in bins)
    error = sum(one.facts * abs(one.confidence - one.accuracy) for one in bins) / facts
    table = make_markdown(
        CALIBRATION_HEAD[1:], [row[1:] for row in calibration_rows([Calibration("all", tuple(bins), error)])]
    )
    names = sorted({row["round"] for row in rows}, key=int)
    told = (
        f"Rounds {names[0]} to {names[-1]} at first sight. Expected calibration error: {error:.3f} over {facts} facts."
    )
    ACCURACY.write_text(replace_block(ACCURACY.read_text("utf-8"), "calibration", f"{table}\n{told}"), "utf-8")


def _sum(low: float, high: float, rows: Sequence[dict[str, str]]) -> Bin:
    inside = [row for row in rows if (float(row["low"]), float(row["high"])) == (low, high)]
    facts = sum(int(row["facts"]) for row in inside)
    mean = sum(int(row["facts"]) * float(row["confidence"]) for row in inside) / facts
    return Bin(low, high, facts, sum(int(row["right"]) for row in inside), mean)


def main() -> None:
    """Measure a round, and write it down if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("round")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--documents", type=Path, help="where the documents of gold with hidden words lie")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    parts = find_parts(args.round, args.folders, args.documents)
    lines = [make_line(args.round, kind, part) for kind, part in parts]
    print(*lines, sep="\n")
    if args.write:
        page = PAGE.read_text("utf-8")
        if f"\n| {args.round} |" in page:
            sys.exit(f"round {args.round} is written down already: a figure at first sight is never changed")
        PAGE.write_text(page.rstrip("\n") + "\n" + "\n".join(lines) + "\n", "utf-8")
        for kind, part in parts:
            note_confidences(args.round, kind, part)
        renew_page()


if __name__ == "__main__":
    main()
