"""The command `search`: full text over documents and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_rich, print_table, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask.answers import SearchHit


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many hits.")
@workspace_option
@json_option
def search(words: tuple[str, ...], limit: int, workspace: Workspace, as_json: bool) -> None:
    """Find documents and tasks that hold all the words, with or without Vietnamese marks, shown in context.

    "dau tu" finds "đầu tư". Words inside double quotes must stand together, and so must the syllables of a word that
    is typed with its marks ("du lịch"), if anything holds them so. The best hits come first; where more than 2,000
    documents and tasks hold all the words, those that hold them together in number, title, issuer or agencies do, then
    those that hold them together anywhere, of each the newest of 2,000. A rarer word helps.

    \b
    Example:
      vanban search chuyển đổi số
      vanban search '"dau tu cong"'
    """
    from pipeline.store.ask.search import MOST_WEIGHED, are_common, search

    with open_answers(workspace) as database:
        hits = search(database, " ".join(words), limit)
        common = are_common(database, " ".join(words))
    if as_json:
        print_json(hits)
    elif is_terminal():
        for hit in hits:
            _print_hit(hit)
    elif hits:
        print_table(("document", "kind", "item", "page", "context"), [_cells(hit) for hit in hits])
    if not hits:
        say("Nothing holds all these words.")
    elif common:
        say(f"More than {MOST_WEIGHED:,} documents and tasks hold these words. A rarer word helps.")


def _cells(hit: SearchHit) -> tuple[str, ...]:
    from pipeline.store.ask.names import name_document

    return (name_document(hit), hit.kind, hit.path or "", str(hit.page or ""), hit.snippet)


def _print_hit(hit: SearchHit) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from pipeline.store.ask.names import name_document

    head = Text(name_document(hit), style="bold")
    issued = hit.issued if hit.code else None  # else it stands in the name
    rest = (issued, f"item {hit.path}" if hit.path else None, f"page {hit.page}" if hit.page else None)
    head.append("".join(f" · {part}" for part in rest if part), style="not bold")
    print_rich(head)
    context = Text(hit.snippet)
    for start, end in hit.marks:
        context.stylize("bold yellow", start, end)
    print_rich(Padding(context, (0, 0, 1, 4)))
