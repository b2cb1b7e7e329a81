"""The command `lint`: what documents say of one another that cannot be right, or cannot all be right."""

from __future__ import annotations

from datetime import date

import click

from pipeline.cli.dates import parse_full_day, today_or
from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, say
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

HEAD = (
    *(whole("severity", needs=75), whole("check"), whole("document"), Column("other", needs=100)),
    *(Column("said in", needs=110), Column("what")),
)


@click.command()
@click.option("--check", "checks", multiple=True, metavar="NAME", help="Only this check; may be given several times.")
@click.option("--today", metavar="DATE", callback=parse_full_day, help="The day that counts as today.")
@workspace_option
@json_option
def lint(checks: tuple[str, ...], today: date | None, workspace: Workspace, as_json: bool) -> None:
    """List faults of the graph: two dates of one number, wrong symbols, acts cited before issue or after their end.

    Also: dates taken for typing errors, acts outside the term they are said to be of, circles, contradictions, dates in
    the future, acts that cite themselves, citations that can mean several acts. Status 1 where a fault is an error.

    \b
    Example:
      vanban lint
      vanban lint --check two_dates --check circle --json
    """
    from pipeline.store.ask.names import name_documents
    from pipeline.store.ask_graph.lint import lint

    with open_answers(workspace) as database:
        findings = lint(database, on=today_or(today), checks=checks)
        names = name_documents(
            database.connection, (id_ for one in findings for id_ in (one.document, one.other) if id_)
        )
    if as_json:
        print_json(findings)
    elif findings:
        rows = [
            (one.severity, one.check, names[one.document], names.get(one.other or "", ""), one.file or "", one.message)
            for one in findings
        ]
        print_table(HEAD, rows)
    say(f"{len(findings)} findings." if findings else "Nothing contradicts anything.")
    if any(one.severity == "error" for one in findings):
        raise SystemExit(1)
