"""The command `doctor`."""

from __future__ import annotations

import click

from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, say
from pipeline.runs.workspace.layout import Workspace


@click.command()
@workspace_option
@json_option
@click.pass_context
def doctor(ctx: click.Context, workspace: Workspace, as_json: bool) -> None:
    """Say what each format needs on this machine, whether it is there, and how the workspace stands.

    \b
    Example:
      vanban doctor --workspace tinh-uy/
    """
    from pipeline.runs.doctor import examine

    findings = examine(workspace)
    if as_json:
        print_json(findings)
    else:
        head = ("area", "what", "state", "detail", "what to do")
        print_table(head, [(item.area, item.name, item.state.value, item.detail, item.remedy) for item in findings])
    bad = sum(finding.is_bad for finding in findings)
    say(f"{bad} of {len(findings)} findings: something must be done." if bad else "All is well.")
    ctx.exit(1 if bad else 0)
