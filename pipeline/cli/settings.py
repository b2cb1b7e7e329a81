"""Options out of a TOML file: one table a command, the names those of its flags."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
FILE = Path("vanban.toml")


def config_option(command: F) -> F:
    """Add `--config FILE`: the options of this command from a TOML file; a flag wins over the file."""
    return click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path, exists=True),
        is_eager=True,
        expose_value=False,
        callback=_read_config,
        metavar="FILE",
        help="Options from this file.  [default: vanban.toml, where it is]",
    )(command)


def _read_config(ctx: click.Context, param: click.Parameter, path: Path | None) -> None:
    if path is None and not FILE.is_file():
        return
    path = path or FILE
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{path}: this is no TOML: {error}") from error
    ctx.default_map = _check(ctx, path, tables.get(ctx.command.name or "", {}))


def _check(ctx: click.Context, path: Path, table: object) -> dict[str, Any]:
    """Return the table with the names that the parser uses; a name that no flag has is wrong use."""
    if not isinstance(table, dict):
        raise click.UsageError(f"{path}: {ctx.command.name} must be a table: [{ctx.command.name}]")
    names: dict[str, str] = {}
    for param in ctx.command.params:
        if param.name and param.expose_value:
            flags = [flag.removeprefix("--") for flag in param.opts if flag.startswith("--")]
            names |= dict.fromkeys(flags or [param.name], param.name)
    unknown = sorted(table.keys() - names.keys())
    if unknown:
        known = ", ".join(sorted(names))
        raise click.UsageError(f"{path}: [{ctx.command.name}] knows no {', '.join(unknown)}. Known: {known}.")
    return {names[key]: value for key, value in table.items()}
