"""The command `show`: one document's card, every fact with its page and printed words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_table, shorten
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.model import Signature
    from pipeline.store.ask.answers import CardTask, CitedRow, CitingRow, DocumentCard, DocumentRow, Place

PRINTED_SHOWN = 160  # characters of the printed words in a drawn table


@click.command()
@click.argument("code", metavar="CODE-or-ID")
@workspace_option
@json_option
def show(code: str, workspace: Workspace, as_json: bool) -> None:
    """Show one document: header, what it cites and who cites it, tasks, faults, doubts; with page and printed words.

    CODE is the number and symbol, in any spelling, or a title; an id is printed where several bear a code.

    \b
    Example:
      vanban show 861/KH-UBND
    """
    from pipeline.store.card import find_document

    with open_answers(workspace) as database:
        card = find_document(database, code, on=date.today())
    if as_json:
        print_json(card)
    else:
        _print_card(card)


def _print_card(card: DocumentCard) -> None:
    _print_head(card)
    rows = [(row.field, row.value, *_stands(row.place)) for row in card.header]
    _print_section("Header", ("field", "value", "page", "printed"), rows)
    _print_section("Cites", ("tie", "document", "held", "page", "printed"), _citations(card.cites))
    _print_section("Cited by", ("tie", "document", "held", "page", "printed"), _citations(card.cited_by))
    tasks = [line for task in card.tasks for line in _task_lines(task)]
    _print_section(f"Tasks ({len(card.tasks)})", ("item", "what", "reading", "page", "printed"), tasks)
    _print_differences(card)
    doubts = [(row.severity, row.code, row.message, _page(row.page), _cut(row.words or "")) for row in card.issues]
    faults = [(row.severity, row.check, row.message, row.file or "") for row in card.faults]
    _print_section("Faults", ("severity", "kind", "message", "file that says so"), faults)
    _print_section("Doubts", ("severity", "kind", "message", "page", "printed"), doubts)


def _print_differences(card: DocumentCard) -> None:
    """Print where the files of a document differ from the one that speaks for it."""
    if len(card.files) < 2:
        return
    rows = [(row.file, row.field, _cut(row.value or ""), _cut(row.given or "")) for row in card.differences]
    _print_section("Where the files differ", ("file", "what", "says", "taken for"), rows)
    if not rows:
        click.echo("\nThe files agree in header, citations and tasks.")


def _print_head(card: DocumentCard) -> None:
    document = card.document
    click.echo(name_document(document))
    click.echo(f"id: {document.id}")
    for file in card.files:
        pages = f", {file.pages} pages" if file.pages else ""
        click.echo(f"file: {file.name} ({file.format}{pages}, {file.status})")
        for signature in file.signatures:
            click.echo(f"  {_describe_signature(signature)}")
    if not document.is_held:
        click.echo("No file of it is here; what is known comes from the documents that cite it.")


def _describe_signature(signature: Signature) -> str:
    """Return one line: who sealed or signed, when, and what is wrong with it."""
    holder = " · ".join(
        part for part in (signature.person, signature.organisation, signature.organisation_code) if part
    )
    kind = "seal" if signature.is_seal else "signature"
    time = f", {signature.signed_at}" if signature.signed_at else ""
    changed = "" if signature.is_intact else "; the file was changed after it, or it is not by that certificate"
    return f"{kind}: {holder or 'unnamed'}{time}{changed}"


def name_document(document: DocumentRow) -> str:
    """Return one line that names a document: type, code, day, issuer, title."""
    code = document.code or ""
    kind = "" if document.type and document.type in code else document.type or ""
    day = f"({document.issued})" if document.issued else ""
    words = " ".join(word for word in (kind, code, day) if word)
    return " · ".join(part for part in (words, document.issuer, document.title) if part) or document.id


def _print_section(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        click.echo(f"\n{title}")
        print_table(head, rows)


def _citations(rows: tuple[CitedRow, ...] | tuple[CitingRow, ...]) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for row in rows:
        ties, held = ", ".join(row.relations), "yes" if row.document.is_held else "no"
        name = _cut(name_document(row.document))
        first, *others = row.places or (None,)
        lines.append((ties, name, held, *_stands(first)))
        lines += [("", "", "", *_stands(place)) for place in others]
    return lines


def _task_lines(entry: CardTask) -> list[tuple[str, ...]]:
    task = entry.task
    names = {role: list(getattr(task, role)) for role in ("lead", "coordinate", "direct", "report_to")}
    due = " … ".join(part for part in (task.starts, task.ends) if part)
    readings = {"deadline": task.recurs or due or task.kind or "", "product": task.product or "", "text": task.text}
    lines: list[tuple[str, ...]] = []
    for what, place in entry.places:
        waiting = names.get(what)
        reading = waiting.pop(0) if waiting else readings.get(what, "")
        lines.append((task.path if not lines else "", what, _cut(reading), *_stands(place)))
    return lines


def _stands(place: Place | None) -> tuple[str, str]:
    return (_page(place.page), _cut(place.words)) if place else ("", "")


def _page(page: int | None) -> str:
    return str(page) if page else ""


def _cut(text: str) -> str:
    return shorten(text, PRINTED_SHOWN) if is_terminal() else text
