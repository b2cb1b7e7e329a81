"""Where a file goes that a command writes: its ending must be one we write, its folder must be there or be wanted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def out_option(endings: tuple[str, ...], what: str) -> Callable[[F], F]:
    """Add `--out FILE` for a file with one of some endings; `what` is written, as in "a graph is written"."""

    def check(ctx: click.Context, param: click.Parameter, out: Path) -> Path:
        if out.suffix.lower() not in endings:
            raise click.BadParameter(f"{out}: {what} written as {', '.join(endings)}.")
        require_folder(out.parent)
        return out

    return click.option(
        "--out",
        required=True,
        type=click.Path(dir_okay=False, path_type=Path),
        callback=check,
        metavar="FILE",
        help=f"Where to: {', '.join(endings)}.",
    )


def require_folder(folder: Path) -> None:
    """Ask a person whether a folder that is not there shall be made; wrong use where nobody is there to ask."""
    if folder.is_dir():
        return
    if folder.exists():
        raise click.BadParameter(f"{folder} is no folder.")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise click.BadParameter(f"there is no folder {folder}. Make it first: mkdir -p {folder}")
    if not click.confirm(f"There is no folder {folder}. Make it?", err=True):
        raise click.Abort
    folder.mkdir(parents=True, exist_ok=True)
