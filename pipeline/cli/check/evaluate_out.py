"""How `vanban evaluate` prints: figures, disagreements in their places, gains and losses, calibration, flips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.printing import print_json, print_table, say
from pipeline.evaluate.baseline import (
    Baseline,
    Change,
    Changes,
    dump_baseline,
    find_changes,
    read_baseline,
    update_baseline,
)
from pipeline.evaluate.calibration import Calibration, calibrate
from pipeline.evaluate.compare.figures import header_mean
from pipeline.evaluate.show.page import make_figures_block, replace_block
from pipeline.evaluate.show.tables import (
    CALIBRATION_HEAD,
    FIGURE_HEAD,
    by_metric,
    calibration_rows,
    describe,
    describe_change,
    describe_place,
    figure_rows,
    make_json,
    make_markdown,
)
from pipeline.runs.workspace.layout import write_atomically

if TYPE_CHECKING:
    from pipeline.evaluate.retype.robustness import Robustness
    from pipeline.evaluate.run import Evaluation


SAMPLES = Path("corpus/samples/records")  # of the project that a page of docs/ belongs to


@dataclass(frozen=True, slots=True)
class Output:
    """What the user wants to see: `show` disagreements a metric; `bars` are the lowest F1 by metric."""

    show: int
    calibration: bool
    markdown: bool
    as_json: bool
    report: Path | None
    baseline: Path | None
    bars: Mapping[str, float]
    page: Path | None = None
    accepts_losses: bool = False  # the baseline is written anew


def print_evaluation(evaluation: Evaluation, output: Output) -> bool:
    """Print an evaluation; say whether something failed: a fact was lost, a bar missed, a document not read."""
    changes = find_changes(read_baseline(output.baseline), evaluation.documents) if output.baseline else None
    calibrations = calibrate(evaluation.verdicts)
    if output.as_json:
        print_json(make_json(evaluation, changes, calibrations))
    else:
        _print_tables(evaluation, changes, calibrations, output)
    if output.report:
        from pipeline.evaluate.show.report import make_report

        write_atomically(output.report, make_report(evaluation, changes, calibrations).encode())
        say(f"{output.report}: written.")
    _print_unreadable(evaluation)
    short = _missed_bars(evaluation, output.bars)
    if short:
        say(f"Short of the bar: {', '.join(short)}.")
    counted = any(document.failure for document in evaluation.documents)
    lost = bool(changes and changes.losses) and not output.accepts_losses
    return bool(short or counted or lost)


def _print_tables(
    evaluation: Evaluation, changes: Changes | None, calibrations: Sequence[Calibration], output: Output
) -> None:
    rows = list(figure_rows(evaluation.figures, changes.before if changes else ()))
    if output.markdown:
        click.echo(make_markdown(FIGURE_HEAD[:-1], [row[:-1] for row in rows]), nl=False)
    else:
        print_table(FIGURE_HEAD, rows)
        _print_disagreements(evaluation, output.show)
    if output.calibration:
        _print_calibration(calibrations, output.markdown)
    if changes and not output.markdown:
        _print_changes(changes)


def _print_disagreements(evaluation: Evaluation, show: int) -> None:
    for metric, disagreements in sorted(by_metric(evaluation).items()) if show else ():
        click.echo(f"\n{metric}: {len(disagreements)} disagreements")
        for document, verdict in disagreements[:show]:
            click.echo(f"  {document.stem}  {describe(verdict)}")
            if where := describe_place(document.place(verdict)):
                click.echo(f"      {where}")
        if len(disagreements) > show:
            click.echo(f"  … and {len(disagreements) - show} more (--show)")


def _print_calibration(calibrations: Sequence[Calibration], markdown: bool) -> None:
    click.echo()
    rows = list(calibration_rows(calibrations))
    if markdown:
        click.echo(make_markdown(CALIBRATION_HEAD, rows), nl=False)
    else:
        print_table(CALIBRATION_HEAD, rows)
    errors = [f"{one.kind} {one.error:.3f} of {one.facts}" for one in calibrations]
    click.echo(f"\nExpected calibration error: {', '.join(errors)} facts.")


def _print_changes(changes: Changes) -> None:
    click.echo()
    for title, listed in (("Gains", changes.gains), ("Losses", changes.losses)):
        _print_listed(title, listed)
    if changes.unknown:
        click.echo(f"Not in the baseline: {', '.join(changes.unknown)}.")
    if changes.reannotated:
        click.echo(f"Annotated anew since the baseline, so not compared: {', '.join(changes.reannotated)}.")


def _print_listed(title: str, listed: Sequence[Change]) -> None:
    click.echo(f"{title}: {len(listed)}")
    for change in listed:
        click.echo(f"  {describe_change(change)}")


def _print_unreadable(evaluation: Evaluation) -> None:
    for document in evaluation.unreadable:
        if document.failure:
            say(f"{document.gold.path.name}: {document.failure.problem}. {document.failure.remedy}")
    if evaluation.left_out:
        say(f"{len(evaluation.left_out)} documents could not be read and are left out.")


def _missed_bars(evaluation: Evaluation, bars: Mapping[str, float]) -> list[str]:
    values = {figure.metric: figure.f1 for figure in evaluation.figures}
    values["header"] = header_mean(evaluation.figures) or 0.0
    unknown = [metric for metric in bars if metric not in values]
    if unknown:
        raise click.UsageError(f"--min {unknown[0]}: no such metric. Known: {', '.join(sorted(values))}.")
    return [f"{metric} is {values[metric]:.4f}, not {bar}" for metric, bar in bars.items() if values[metric] < bar]


def write_baseline_of(evaluation: Evaluation, path: Path) -> None:
    """Write the entries of the evaluated documents into a baseline; other documents keep theirs."""
    old = read_baseline(path) if path.is_file() else Baseline()
    write_atomically(path, dump_baseline(update_baseline(old, evaluation.documents)).encode())
    say(f"{path}: {len(evaluation.documents)} documents written.")


def renew_page(page: Path, baseline: Path) -> None:
    """Renew the table of figures in a page; the figures are those of the baseline."""
    samples = [path.stem for path in (page.parent.parent / SAMPLES).glob("*.json")]
    block = make_figures_block(read_baseline(baseline), samples)
    write_atomically(page, replace_block(page.read_text("utf-8"), "figures", block).encode())
    say(f"{page}: table renewed.")


def print_robustness(robustness: Robustness, output: Output) -> int:
    """Print what share of the facts stays under each retyping, and every fact that changed; return the exit status."""
    from pipeline.evaluate.retype.robustness import ROBUSTNESS_HEAD, robustness_rows

    if output.as_json:
        print_json(robustness)
        return 1 if robustness.flips else 0
    rows = list(robustness_rows(robustness))
    if output.page:
        block = replace_block(output.page.read_text("utf-8"), "robustness", make_markdown(ROBUSTNESS_HEAD, rows))
        write_atomically(output.page, block.encode())
        say(f"{output.page}: table renewed.")
    if output.markdown:
        click.echo(make_markdown(ROBUSTNESS_HEAD, rows), nl=False)
        return 1 if robustness.flips else 0
    print_table(ROBUSTNESS_HEAD, rows)
    for flip in robustness.flips:
        click.echo(
            f"  {flip.transform:16} {flip.document}  {flip.verdict.metric}  {describe(flip.verdict, 'was', 'is')}"
        )
    for name in robustness.left_out:
        say(f"{name}: cannot be read, left out.")
    return 1 if robustness.flips else 0
