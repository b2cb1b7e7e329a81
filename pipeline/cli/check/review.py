"""The command `review`: what a person should look at, by document, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.cli.check.reviewed import Reviewed

KINDS = ("code", "law", "lead", "coordinate", "deadline", "item", "agency")
"""The kinds of `pipeline.evaluate.review.cues`, which the help must not load."""


def _refuse_empty(ctx: click.Context, param: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    if not all(map(str.strip, names)):
        raise click.BadParameter("an empty name means no document. Leave it out to review all of them.")
    return names


@click.command()
@click.argument("names", nargs=-1, metavar="[DOCUMENT]...", callback=_refuse_empty)
@workspace_option
@click.option("--below", type=click.FloatRange(0, 1), default=0.8, show_default=True, help="Facts less sure than this.")
@click.option("--unexplained", is_flag=True, help="Show words that look like a fact and are none.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind of such words.")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="At most N documents; 0: all."
)
@json_option
@click.pass_context
def review(
    ctx: click.Context,
    names: tuple[str, ...],
    workspace: Workspace,
    below: float,
    unexplained: bool,
    kinds: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """List what a person should look at, by document, worst first: what is doubtful, why, the page and printed words.

    DOCUMENT is a code, a title, a file's name or an id, as for `vanban show`; or a record (.json) or a folder of
    records that `vanban extract --out` wrote. Without one all documents of the workspace are looked through. First come
    documents with errors, then those with warnings (facts that cannot be), then those with facts that rules are not
    sure of. With --unexplained come words that look like a fact and that no fact explains: codes and laws that are not
    cited, "chủ trì" without a lead, "phối hợp với" without a partner, times without a deadline, numbered lines that are
    no tasks, agencies that no register knows; counted by kind, most of them first.

    \b
    Example:
      vanban review --limit 5
      vanban review 861/KH-UBND
      vanban review --unexplained --kind code
    """
    from pipeline.cli.check.reviewed import open_reviewed

    if kinds and not unexplained:
        raise click.UsageError("--kind chooses among what --unexplained shows. Add --unexplained.")
    reviewed = open_reviewed(workspace, names)
    if unexplained:
        _review_unexplained(reviewed, kinds or KINDS, limit, as_json)
    else:
        _review_doubts(reviewed, below, limit, as_json)
    for sentence in reviewed.unread:
        say(sentence)
    ctx.exit(1 if reviewed.unread else 0)


def _review_doubts(reviewed: Reviewed, below: float, limit: int, as_json: bool) -> None:
    from pipeline.cli.check.review_out import print_documents
    from pipeline.evaluate.review.doubts import find_documents

    found = find_documents(reviewed.records(), below=below, acts=reviewed.acts)
    shown = found[:limit] if limit else found
    if as_json:
        print_json(shown)
    elif shown:
        print_documents(shown, entire=reviewed.is_named)
    else:
        say(f"Nothing to review: no warning, and no fact below {below}.")
    _tell_rest(len(shown), len(found))


def _review_unexplained(reviewed: Reviewed, kinds: tuple[str, ...], limit: int, as_json: bool) -> None:
    from dataclasses import replace

    from pipeline.cli.check.review_out import print_search
    from pipeline.evaluate.review.unexplained import find_unexplained

    search = find_unexplained(reviewed.records(), kinds=kinds, acts=reviewed.acts)
    shown = replace(search, found=search.found[:limit] if limit else search.found)
    if as_json:
        print_json(shown)
    else:
        print_search(shown, entire=reviewed.is_named)
    _tell_rest(len(shown.found), len(search.found))


def _tell_rest(shown: int, found: int) -> None:
    if shown < found:
        say(f"{shown} of {found} documents shown; --limit 0 shows all.")
