"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.errors import AddressError
from pipeline.runs.address import Address, Source, parse_source
from pipeline.runs.workspace.layout import Workspace

F = TypeVar("F", bound=Callable[..., Any])
_DEEPEST = 200  # folders of the path of a workspace
LEVELS = ("central", "province", "district", "commune")
RELATIONS = (
    *("legal_basis", "implements", "proposed_by", "issued_with", "approves", "amends", "replaces", "repeals"),
    *("guided_by", "reports_to", "mentions"),
)


def _make_workspace(ctx: click.Context, param: click.Parameter, root: Path) -> Workspace:
    if len(root.parts) > _DEEPEST:
        raise click.UsageError(f"A workspace cannot lie {len(root.parts):,} folders deep.")
    return Workspace(root)


def make_source(text: str) -> Source:
    """Return the path or address that an argument names: `s3://bucket/folder`; wrong use where it names none."""
    try:
        source = parse_source(text)
        if isinstance(source, Address):
            from pipeline.runs.inbox.network import check_address

            check_address(source)
    except AddressError as error:
        raise click.UsageError(f"{str(error).rstrip('.')}.") from error
    return source


def require_paths(sources: Iterable[Source]) -> None:
    """Raise wrong use for a path of this machine where nothing is; an address is asked when its turn comes."""
    for source in sources:
        if isinstance(source, Path) and not source.exists():
            raise click.UsageError(f"{source}: there is no such file or folder.")


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


def form_options(command: F) -> F:
    """Add `--format table|csv|json`, given as `form`, and `--json`, which means the last of them."""
    command = click.option(
        *("--json", "form"), flag_value="json", help="Print JSON, for a program to read: as --format json."
    )(command)
    return click.option(
        *("--format", "form"), type=click.Choice(("table", "csv", "json")), default="table", show_default=True,
        help="How the answer is printed; CSV opens in a spreadsheet with its marks.",
    )(command)  # fmt: skip
