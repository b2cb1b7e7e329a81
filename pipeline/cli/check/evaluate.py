"""The command `evaluate`: how right the records are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option
from pipeline.cli.printing import progress_bar

if TYPE_CHECKING:
    from pipeline.cli.check.evaluate_out import Output
    from pipeline.evaluate.gold import GoldDocument

BASELINE = Path("benchmarks/accuracy.json")
BARS = "METRIC=VALUE"


def _parse_bars(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    bars: dict[str, float] = {}
    for value in values:
        metric, _, bar = value.partition("=")
        try:
            bars[metric] = float(bar)
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is not of the form {BARS}, as in tasks.lead=0.9") from error
    return bars


@click.command()
@click.argument("folders", nargs=-1, required=True, metavar="GOLD_DIR...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Say what was won and lost against this file.  [default: {BASELINE}, where there is one]",
)
@click.option("--write-baseline", is_flag=True, help="Write the baseline anew for these documents.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html", help="Write a report.")
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="GOLD_DIR holds gold whose words are hidden (NN-NAME.json); its documents lie in DIR/NN/.",
)
@click.option("--only", multiple=True, metavar="STEM", help="Only this document; may be repeated.")
@click.option(
    "--show", type=click.IntRange(0), default=5, show_default=True, help="Disagreements shown of each metric."
)
@click.option("--min", "bars", multiple=True, metavar=BARS, callback=_parse_bars, help="Fail where F1 is lower.")
@click.option("--skip-unreadable", is_flag=True, help="Leave out what cannot be read, such as scans.")
@click.option("--calibration", is_flag=True, help="Hold the confidence of facts against the truth.")
@click.option("--robustness", is_flag=True, help="Retype every document and list the facts that change.")
@click.option("--markdown", is_flag=True, help="Print the figures as a Markdown table.")
@click.option(
    "--page",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.md",
    help="Renew the tables between the marks of this page.",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes to read with.  [default: one a core]")
@json_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    folders: tuple[Path, ...],
    baseline: Path | None,
    write_baseline: bool,
    report: Path | None,
    documents: Path | None,
    only: tuple[str, ...],
    show: int,
    bars: dict[str, float],
    skip_unreadable: bool,
    calibration: bool,
    robustness: bool,
    markdown: bool,
    page: Path | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """Compare what is read from documents with gold records.

    GOLD_DIR holds documents/ and records/, a JSON file a document as in docs/accuracy.md. Prints precision, recall
    and F1 of every metric, the disagreements with their places, and the facts won and lost since the baseline. The
    exit status is 1 where facts were lost (and the baseline is not written anew), a bar is missed, a document cannot be
    read, or with --robustness a fact changed.

    \b
    Example:
      vanban evaluate corpus/samples --calibration --report out/accuracy.html
    """
    from pipeline.cli.check.evaluate_out import Output
    from pipeline.evaluate.gold import find_gold

    gold = find_gold(folders, only, documents)
    known = _choose_baseline(baseline, write_baseline)
    output = Output(show, calibration, markdown, as_json, report, known, bars, page, write_baseline)
    try:
        if robustness:
            failed = _retype([document.path for document in gold], output, workers)
        else:
            failed = _compare(gold, output, baseline or BASELINE, skip_unreadable, workers)
    except KeyboardInterrupt:
        ctx.exit(130)
    ctx.exit(1 if failed else 0)


def _retype(paths: list[Path], output: Output, workers: int | None) -> bool:
    """Read every document retyped and print what changed; say whether a fact did."""
    from pipeline.cli.check.evaluate_out import print_robustness
    from pipeline.evaluate.retype.robustness import try_transforms

    with progress_bar("reading") as progress:
        flips = try_transforms(paths, progress=progress, workers=workers)
    return bool(print_robustness(flips, output))


def _compare(
    documents: Sequence[GoldDocument], output: Output, baseline: Path, skip_unreadable: bool, workers: int | None
) -> bool:
    """Compare documents with their gold, print it, and renew what the user asked to renew; say whether it failed."""
    from pipeline.cli.check.evaluate_out import print_evaluation, renew_page, write_baseline_of
    from pipeline.evaluate.run import evaluate as compare_with_gold

    with progress_bar("reading") as progress:
        evaluation = compare_with_gold(documents, skip_unreadable=skip_unreadable, progress=progress, workers=workers)
    failed = print_evaluation(evaluation, output)
    if output.accepts_losses:
        write_baseline_of(evaluation, baseline)
    if output.page:
        renew_page(output.page, baseline)
    return failed


def _choose_baseline(given: Path | None, write: bool) -> Path | None:
    """Return the baseline to compare with: the given one, else the committed one where there is one."""
    path = given or BASELINE
    if path.is_file():
        return path
    if given and not write:
        raise click.BadParameter(f"{given}: no such file. Make it with --write-baseline.", param_hint="--baseline")
    return None
