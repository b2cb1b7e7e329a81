"""The command `cascade`: how an act of the centre comes down to the tasks of a district."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pipeline.cli.dates import parse_full_day
from pipeline.cli.opening import open_answers
from pipeline.cli.options import RELATIONS, json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_rich, print_table, say, shorten
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

    from pipeline.store.ask_graph.answers import Cascade, CascadeLevel, CascadeNode

TASK_SHOWN = 120
ACT_SHOWN = 40
NAMES_SHOWN = 12  # units without an act, on a terminal
HEAD = (whole("level"), Column("unit"), whole("first"), whole("days after", needs=75), whole("acts"), whole("tasks"))


@click.command()
@click.argument("code", metavar="DOCUMENT")
@click.option("--depth", type=click.IntRange(1, 12), default=6, show_default=True, metavar="N", help="How many steps.")
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice(RELATIONS),
    metavar="TIE",
    help=f"Ties that carry it down: {', '.join(RELATIONS)}.  [default: implements]",
)
@click.option("--as-of", metavar="DATE", callback=parse_full_day, help="Whose territories: those of this day.")
@click.option("--tasks", "with_tasks", is_flag=True, help="List the tasks under the acts that set them.")
@click.option("--tree/--no-tree", default=True, help="Draw the tree, or the table of levels alone.")
@click.option("--lacking/--no-lacking", default=True, help="Name the units that have none.")
@workspace_option
@json_option
def cascade(
    code: str,
    depth: int,
    relations: tuple[str, ...],
    as_of: date | None,
    with_tasks: bool,
    tree: bool,
    lacking: bool,
    workspace: Workspace,
    as_json: bool,
) -> None:
    """Show how an act comes down: who carries it out, when, how many days later, with which tasks and leads.

    Each act stands under the lowest one that it carries out; ○ marks one without a file here, ≈ a tie that a third
    document tells. Below: on each level which units have an act of it, and which of those in the register have none.

    \b
    Example:
      vanban cascade 98-NQ/TW
      vanban cascade 98-NQ/TW --depth 2 --no-tree --as-of 2026-01-01
      vanban cascade 98-NQ/TW --tasks --json
    """
    from pipeline.store.ask_graph.cascade import cascade

    carriers = relations or ("implements",)
    with open_answers(workspace) as database:
        found = cascade(database, code, depth=depth, relations=carriers, on=as_of, with_tasks=with_tasks)
    if as_json:
        print_json(found)
        return
    if tree:
        print_rich(_draw(found.root))
    _print_levels(found, lacking=lacking)
    if found.is_cut:
        say(f"There is more below step {depth}: ask with a greater --depth.")


def _draw(node: CascadeNode) -> Tree:
    from rich.tree import Tree

    tree = Tree(_label(node), guide_style="dim")
    _grow(tree, node)
    return tree


def _grow(tree: Tree, node: CascadeNode) -> None:
    from rich.text import Text

    for task in node.tasks:
        lead = f" — {'; '.join(task.lead)}" if task.lead else ""
        due = f" · {task.deadline}" if task.deadline else ""
        tree.add(Text(f"{task.path} {shorten(task.text, TASK_SHOWN)}{lead}{due}", style="green"))
    for child in node.children:
        _grow(tree.add(_label(child)), child)


def _label(node: CascadeNode) -> Text:
    from rich.text import Text

    from pipeline.store.ask.names import name_document

    document = node.document
    label = Text(no_wrap=is_terminal(), overflow="ellipsis")
    label.append("" if document.is_held else "○ ", style="dim")
    label.append("≈ " if node.hand == "second" else "", style="dim")
    label.append(name_document(document), style="bold")
    days = f"{document.issued} (+{node.days} days)" if node.days else document.issued
    tasks = f"{node.task_count} tasks" if node.task_count else None
    leads = f"led by {'; '.join(node.leads)}" if node.leads else None
    parts = [days, document.issuer, tasks, leads]
    label.append("".join(f" · {' '.join(part.split())}" for part in parts if part))
    return label


def _print_levels(found: Cascade, *, lacking: bool) -> None:
    if not found.levels:
        say("Nothing here carries it out.")
        return
    click.echo()
    print_table(HEAD, [line for level in found.levels for line in _level_lines(level)])
    for level in found.levels if lacking else ():
        if level.lacking:
            names = level.lacking[:NAMES_SHOWN] if is_terminal() else level.lacking
            more = f" … and {len(level.lacking) - len(names)} more" if len(names) < len(level.lacking) else ""
            click.echo(
                f"\n{level.level}: {len(level.lacking)} have none (units of {found.on or 'any day'}): ", nl=False
            )
            click.echo(f"{'; '.join(names)}{more}")


def _level_lines(level: CascadeLevel) -> list[tuple[str, ...]]:
    name = level.level or "?"
    count = f"{len(level.units)} unit{'s' * (len(level.units) != 1)}" if level.units else ""
    total = (name, count, "", "", f"{level.acts} ({level.held} held)", str(level.tasks))
    lines = [
        (
            "",
            unit.name,
            unit.first or "",
            "" if unit.days is None else str(unit.days),
            "; ".join(shorten(act, ACT_SHOWN) for act in unit.acts),
            str(unit.tasks),
        )
        for unit in level.units
    ]
    return [total, *lines]
