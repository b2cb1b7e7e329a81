"""The commands that bring documents in: `ingest`, `extract`, `rebuild`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, make_source, require_paths, workspace_option
from pipeline.cli.printing import print_json, print_table, progress_bar, say
from pipeline.cli.take_in.stopping import stopping_early
from pipeline.runs.address import Source
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.runs.report import BatchReport, FileRow

LISTED = 40  # a run over more files lists only those that need a look


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=make_source)
@workspace_option
@click.option("--workers", type=click.IntRange(1, 64), help="Processes to read with.  [default: one a core]")
@json_option
@click.pass_context
def ingest(
    ctx: click.Context, paths: tuple[Source, ...], workspace: Workspace, workers: int | None, as_json: bool
) -> None:
    """Take documents into the workspace: files, or folders with all they hold, here or on the network.

    Originals are kept in corpus/originals by content, records in extracted/records, and everything is loaded into
    extracted/vanban.db. What was read before is skipped. What cannot be read goes to corpus/quarantine with the
    reason, the rest of the run goes on, and the exit status is 1. Archives (.zip, .7z, .rar, .tar) and mails (.eml,
    .msg) are unpacked; each file in them is a document of its own, named like `công văn.zip!phụ lục.docx`.
    PATH may be an address on the network, such as s3://bucket/folder (docs/nightly.md).

    \b
    Example:
      vanban ingest inbox/ "kế hoạch 2026.docx"
    """
    from pipeline.runs.batch import ingest_paths

    require_paths(paths)
    try:
        with stopping_early(workspace), progress_bar("reading") as progress:
            report = ingest_paths(paths, workspace, progress=progress, workers=workers)
    except KeyboardInterrupt:
        say("Stopped. Nothing is half-loaded; the same command goes on from here.")
        ctx.exit(130)
    if as_json:
        print_json(report)
    else:
        _print_report(report, workspace)
    ctx.exit(1 if report.quarantined or report.unreached else 0)


def _print_report(report: BatchReport, workspace: Workspace) -> None:
    from pipeline.runs.report import Outcome

    if not report.rows:
        say("No files found there.")
        return
    listed = report.rows if len(report.rows) <= LISTED else [row for row in report.rows if _needs_a_look(row)]
    if listed:
        print_table(("file", "outcome", "why"), [(row.path, row.outcome.value, _why(row)) for row in listed])
        click.echo()
    print_table([outcome.value for outcome in Outcome], [[str(report.count(outcome)) for outcome in Outcome]])
    say(f"{report.loaded} records loaded into {workspace.database} in {report.seconds:.1f} s.")
    if report.members:
        say(f"{len(report.members)} of the files came in {report.count(Outcome.UNPACKED)} archives or mails.")
    if report.partial:
        say(f"{len(report.partial)} of them are partial: something in the document could not be made out.")
    if report.unreached:
        say(f"{len(report.unreached)} could not be reached; the same command tries again.")
    if report.quarantined:
        say(f"{len(report.quarantined)} files are in {workspace.quarantine}, each with the reason beside it.")


def _needs_a_look(row: FileRow) -> bool:
    return bool(row.problem or row.same_as)


def _why(row: FileRow) -> str:
    if row.same_as:
        return f"same content as {row.same_as}"
    if row.remedy:
        return f"{row.problem}. {row.remedy}"
    return f"partial: {row.problem}" if row.status == "partial" else row.problem or ""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write DIR/<file stem>.json instead."
)
@click.pass_context
def extract(ctx: click.Context, paths: tuple[Path, ...], out: Path | None) -> None:
    """Print the record of a document as JSON; no database is touched.

    PATH is a file, or a folder with all it holds. One file gives one JSON document; several, and a folder, give JSON
    Lines, one record a line, in the order of the files. With --out each record goes to a file of its own. A file that
    cannot be read gets its sentence on stderr, the others go on, and the exit status is 1.

    \b
    Example:
      vanban extract "kế hoạch.pdf" | jq .header
      vanban extract --out records/ inbox/
    """
    from pipeline.cli.take_in.records_out import write_records

    try:
        with progress_bar("reading") as progress:
            failed = write_records(paths, out, progress)
    except KeyboardInterrupt:
        ctx.exit(130)
    ctx.exit(1 if failed else 0)


@click.command()
@workspace_option
@json_option
@click.pass_context
def rebuild(ctx: click.Context, workspace: Workspace, as_json: bool) -> None:
    """Make the database anew from the records in extracted/records.

    The old database stays until the new one is whole; it may be damaged or of an older version.

    \b
    Example:
      vanban rebuild --workspace tinh-uy/
    """
    from pipeline.runs.workspace.loading import rebuild_database

    if not workspace.record_files():
        raise click.ClickException(
            f"{workspace.records}: no records there. Take documents in first: vanban ingest PATH"
        )
    with stopping_early(workspace):
        report = rebuild_database(workspace)
    for failure in report.failures:
        say(failure)
    if as_json:
        print_json(report)
    else:
        say(f"{report.loaded} records loaded into {workspace.database}.")
    ctx.exit(1 if report.failures else 0)
