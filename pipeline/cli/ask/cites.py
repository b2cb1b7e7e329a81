"""The command `cites`: how documents rest on one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.cli.ask.wanted import print_wanted
from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_rich, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from pipeline.store.ask.answers import CitationNode


@click.command()
@click.argument("code", metavar="DOCUMENT", required=False)
@click.option("--up", "direction", flag_value="up", help="Who cites it.")
@click.option("--down", "direction", flag_value="down", help="What it cites (the default).")
@click.option("--depth", type=click.IntRange(1, 20), default=3, show_default=True, metavar="N", help="How many steps.")
@click.option("--missing", is_flag=True, help="Instead: documents that are cited but not held, most cited first.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Lines of --missing.")
@workspace_option
@json_option
def cites(
    code: str | None, direction: str | None, depth: int, missing: bool, limit: int, workspace: Workspace, as_json: bool
) -> None:
    """Show the tree of citations from a document: what it rests on (--down), or who rests on it (--up).

    A document that stands elsewhere in the tree is marked ↑ and not unfolded again; ○ marks one without a file here.

    \b
    Example:
      vanban cites 861/KH-UBND --depth 2
      vanban cites 98-NQ/TW --up
      vanban cites "98-NQ/TW 12/10/2022" --up --depth 6
    """
    from pipeline.store.card import citation_tree

    if not missing and not code:
        raise click.UsageError("Give a DOCUMENT (its CODE, words of its title, its file), or --missing.")
    if missing or code is None:
        print_wanted(workspace, limit, as_json)
        return
    up = direction == "up"
    with open_answers(workspace) as database:
        root = citation_tree(database, code, up=up, depth=depth)
    if as_json:
        print_json(root)
        return
    if is_terminal():
        print_rich(_draw(root))
    else:  # the same without rich, which takes longer to load and to draw than the answer itself
        click.echo("\n".join(line.rstrip() for line in _draw_lines(root)))
    if not root.children:
        say("Nobody cites it here." if up else "It cites nothing that was made out.")


def _draw(node: CitationNode) -> Tree:
    from rich.tree import Tree

    tree = Tree(_label(node), guide_style="dim")
    _grow(tree, node)
    return tree


def _grow(tree: Tree, node: CitationNode) -> None:
    for child in node.children:
        _grow(tree.add(_label(child)), child)


def _draw_lines(node: CitationNode, before: str = "", below: str = "") -> Iterator[str]:
    yield before + "".join(words for words, _ in _words(node))
    for child in node.children:
        is_last = child is node.children[-1]
        yield from _draw_lines(child, below + ("└── " if is_last else "├── "), below + ("    " if is_last else "│   "))


def _label(node: CitationNode) -> Text:
    from rich.text import Text

    label = Text(no_wrap=True, overflow="ellipsis")
    for words, style in _words(node):
        label.append(words, style=style)
    return label


def _words(node: CitationNode) -> Iterator[tuple[str, str]]:
    """Yield what stands on the line of a document, with the style of each part."""
    from pipeline.store.ask.names import name_document

    document = node.document
    yield f"{', '.join(node.relations)}  " if node.relations else "", "cyan"
    yield "" if document.is_held else "○ ", "dim"
    yield "↑ " if node.is_repeated else "", "dim"
    name = name_document(document)
    yield name, "bold"
    dated, titled = (document.issued, document.title) if name == document.code else (None, None)
    rest = [dated, document.issuer, titled]
    yield "".join(f" · {' '.join(part.split())}" for part in rest if part), ""
