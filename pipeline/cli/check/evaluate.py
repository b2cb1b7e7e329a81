"""The commands `evaluate` and `review`: how right the records are, and where a person should look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, progress_bar, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.cli.check.evaluate_out import Output
    from pipeline.evaluate.doubts import Doubt
    from pipeline.evaluate.gold import GoldDocument
    from pipeline.model import Record

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

    documents = find_gold(folders, only)
    known = _choose_baseline(baseline, write_baseline)
    output = Output(show, calibration, markdown, as_json, report, known, bars, page, write_baseline)
    try:
        if robustness:
            failed = _retype([document.path for document in documents], output, workers)
        else:
            failed = _compare(documents, output, baseline or BASELINE, skip_unreadable, workers)
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
        renew_page(output.page, baseline, evaluation)
    return failed


def _choose_baseline(given: Path | None, write: bool) -> Path | None:
    """Return the baseline to compare with: the given one, else the committed one where there is one."""
    path = given or BASELINE
    if path.is_file():
        return path
    if given and not write:
        raise click.BadParameter(f"{given}: no such file. Make it with --write-baseline.", param_hint="--baseline")
    return None


@click.command()
@workspace_option
@click.option("--below", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="Facts less sure than this.")
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, metavar="N", help="At most so many; 0: all."
)
@json_option
@click.pass_context
def review(ctx: click.Context, workspace: Workspace, below: float, limit: int, as_json: bool) -> None:
    """List what a person should look at: issues, then uncertain facts, worst first.

    Every line names the document, the page, the printed words, the rule that read them and how sure it is. Facts come
    from extracted/records; look them up in their document with `vanban show`.

    \b
    Example:
      vanban review --below 0.85 --limit 20
    """
    from pipeline.evaluate.doubts import find_doubts

    if not workspace.record_files():
        raise click.ClickException(
            f"{workspace.records}: no records there. Take documents in first: vanban ingest PATH"
        )
    unread: list[str] = []
    doubts = find_doubts(_read_records(workspace, unread), below=below)
    shown = doubts[:limit] if limit else doubts
    if as_json:
        print_json(shown)
    elif shown:
        head = ("sure", "kind", "value", "document", "page", "printed", "rule")
        print_table(head, [_doubt_row(doubt) for doubt in shown])
    for sentence in unread:
        say(sentence)
    if len(shown) < len(doubts):
        say(f"{len(shown)} of {len(doubts)} shown; --limit 0 shows all.")
    elif not doubts:
        say(f"Nothing to review: no warning, and no fact below {below}.")
    ctx.exit(1 if unread else 0)


def _read_records(workspace: Workspace, unread: list[str]) -> Iterator[Record]:
    from pipeline.errors import RecordError
    from pipeline.model.record_json import read_record

    for path in workspace.record_files():
        try:
            yield read_record(path)
        except RecordError as error:
            unread.append(f"{error}. Take its document in again: vanban ingest PATH")


def _doubt_row(doubt: Doubt) -> tuple[str, ...]:
    from pipeline.evaluate.show.tables import shorten

    sure = doubt.severity.value if doubt.confidence is None else f"{doubt.confidence:.2f}"
    page = str(doubt.page) if doubt.page else ""
    return (
        sure,
        doubt.kind,
        shorten(doubt.value),
        shorten(doubt.document, 40),
        page,
        shorten(doubt.printed, 60),
        doubt.rule,
    )
