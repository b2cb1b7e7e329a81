"""Options out of a TOML file: one table a command, the names those of its flags."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.cli.ending import LONGEST_WORD

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
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, a number of thousands of digits
        raise click.UsageError(f"{path}: this is no TOML: {error}") from error
    except OSError as error:
        raise click.UsageError(f"{path}: it cannot be read ({error.strerror}).") from error
    ctx.default_map = _check(ctx, path, tables.get(ctx.command.name or "", {}))


def _check(ctx: click.Context, path: Path, table: object) -> dict[str, Any]:
    """Return the table with the names and the kinds of values that the parser uses; raises wrong use for others."""
    if not isinstance(table, dict):
        raise click.UsageError(f"{path}: {ctx.command.name} must be a table: [{ctx.command.name}]")
    params: dict[str, click.Parameter] = {}
    for param in ctx.command.params:
        if param.name and param.expose_value:
            flags = [flag.removeprefix("--") for flag in param.opts if flag.startswith("--")]
            params |= dict.fromkeys(flags or [param.name], param)
    unknown = sorted(table.keys() - params.keys())
    if unknown:
        known = ", ".join(sorted(params))
        raise click.UsageError(f"{path}: [{ctx.command.name}] knows no {', '.join(unknown)}. Known: {known}.")
    return {str(params[key].name): _settle(params[key], f"{path}: {key}", value) for key, value in table.items()}


def _settle(param: click.Parameter, where: str, value: object) -> object:
    """Return a value as it would stand on the command line; raises wrong use for one of a kind that none has there."""
    if isinstance(param, click.Option) and param.is_flag:
        if not isinstance(value, bool):
            raise click.UsageError(f"{where} must be true or false.")
        return value
    if param.multiple or param.nargs != 1:
        values = value if isinstance(value, list) else [value]
        return [_settle_word(where, one) for one in values]
    return _settle_word(where, value)


def _settle_word(where: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise click.UsageError(f"{where}: a value is a text, a number or a day, in a list where there are several.")
    try:
        word = value if isinstance(value, str) else value.isoformat() if isinstance(value, date) else str(value)
        word.encode()
    except ValueError as error:  # a number of thousands of digits, half a letter
        raise click.UsageError(f"{where}: {error}.") from error
    if "\x00" in word or not word.strip() or len(word) > LONGEST_WORD:
        raise click.UsageError(f"{where}: the value is empty, too long or holds a zero sign.")
    return word
