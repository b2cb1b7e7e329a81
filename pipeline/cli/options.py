"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


def _make_workspace(ctx: click.Context, param: click.Parameter, root: Path) -> Workspace:
    return Workspace(root)


def workspace_option(command: F) -> F:
    """Add `--workspace DIR`: the folder that holds corpus/ and extracted/."""
    return click.option(
        "-w",
        "--workspace",
        type=click.Path(file_okay=False, path_type=Path),
        callback=_make_workspace,
        default=".",
        envvar="VANBAN_WORKSPACE",
        show_default="the current folder",
        show_envvar=True,
        metavar="DIR",
        help="The folder that holds corpus/ and extracted/.",
    )(command)


def json_option(command: F) -> F:
    """Add `--json`: the answer as JSON on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for a program to read.")(command)
