"""How `tasks --as-of` shows who answers today for what was given to a body that has since been merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cli.printing import is_terminal, print_csv, print_json, print_table, say, shorten
from pipeline.cli.tables import Column, whole

if TYPE_CHECKING:
    from pipeline.store.ask_graph.answers import OwnedTask, Owner

HEAD = (
    *(whole("document"), whole("item"), Column("task"), whole("role", needs=90), Column("as printed", needs=100)),
    *(Column("today"), Column("by"), Column("a person must say"), Column("deadline", needs=110)),
)
TEXT_SHOWN = 120


def print_owned(tasks: list[OwnedTask], form: str) -> None:
    """Print tasks with their owners, a line for each agency of a task: as a table, as CSV or as JSON."""
    if form == "json":
        print_json(tasks)
        return
    if form == "csv":
        from pipeline.store.ask_graph.answers import OwnerRow
        from pipeline.store.ask_graph.owners import make_owner_rows

        print_csv(make_owner_rows(tasks), OwnerRow)
        return
    lines = [_cells(owned, owner, place == 0) for owned in tasks for place, owner in enumerate(owned.owners)]
    if lines:
        print_table(HEAD, lines)
    moved = sum(bool(owner.hops) for owned in tasks for owner in owned.owners)
    unsure = sum(owner.needs_person for owned in tasks for owner in owned.owners)
    say(f"{len(tasks)} tasks; {moved} agencies have moved on, {unsure} need a person.")


def _cells(owned: OwnedTask, owner: Owner, is_first: bool) -> tuple[str, ...]:
    from pipeline.store.ask.names import name_document

    task = owned.task
    text = shorten(task.text, TEXT_SHOWN) if is_terminal() else task.text
    head = (name_document(task), task.path, text) if is_first else ("", "", "")
    unsure = f"! {describe_doubt(owner)}" if owner.needs_person else ""
    today = owner.today_name or "?"
    return (*head, owner.role, owner.name, today, describe_hops(owner), unsure, task.deadline or "" if is_first else "")


def describe_hops(owner: Owner) -> str:
    """Return the way to who answers today: each body with the day and the legal basis."""
    steps = (
        f"{hop.name}{f' from {hop.since}' if hop.since else ''} ({hop.legal_basis or 'legal basis not on record'})"
        for hop in owner.hops
    )
    return " → ".join(steps)


def describe_doubt(owner: Owner) -> str:
    """Return why a person must say who answers, with the other bodies that may."""
    also = f": also {'; '.join(owner.others)}" if owner.others else ""
    return f"{owner.why}{also}"
