"""The command `show`: one document's card, every fact with its page and printed words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from pipeline.cli.ask.show_tasks import print_tasks
from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_table, shorten
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace
from pipeline.store.nouns import FILE_ID

if TYPE_CHECKING:
    from pipeline.model import Signature
    from pipeline.store.ask.answers import CitedRow, CitingRow, DocumentCard, DocumentRow, Place

PRINTED_SHOWN = 160  # characters of the printed words in a drawn table
HEADER = (whole("field"), Column("value"), whole("page"), Column("printed"))
FILED_HEADER = (*HEADER, Column("file"))
HISTORY = (
    *(whole("no."), whole("state"), Column("file"), whole("since", needs=90), whole("until", needs=90)),
    *(whole("code"), whole("date"), whole("tasks", needs=90)),
)
TIES = (Column("tie"), whole("document"), whole("held", needs=90), whole("page"), Column("printed"))
SHORT_TIES = (Column("tie"), whole("document"), whole("held"))
DIFFERENCES = (Column("file"), Column("what"), Column("says"), Column("taken for"))
FAULTS = (whole("severity"), whole("kind"), Column("message"), Column("file that says so", needs=90))
DOUBTS = (whole("severity"), whole("kind"), Column("message"), whole("page"), Column("printed", needs=90))


@click.command()
@click.argument("document", metavar="DOCUMENT")
@click.option("--brief", is_flag=True, help="A line for each task and tie, without the printed words.")
@click.option("--history", is_flag=True, help="Add every version of its files, also those that no longer answer.")
@workspace_option
@json_option
def show(document: str, brief: bool, history: bool, workspace: Workspace, as_json: bool) -> None:
    """Show one document: header, what it cites and who cites it, tasks, faults, doubts; with page and printed words.

    DOCUMENT is its number and symbol in any spelling, the name of its file, words of its title, or the beginning of an
    id; where several answer, they are listed. docs/commands.md has all ways to name one.

    \b
    Example:
      vanban show 861/KH-UBND
      vanban show "kế hoạch tre" --brief
    """
    from pipeline.store.card import find_document

    with open_answers(workspace) as database:
        card = find_document(database, document, on=date.today(), history=history)
    if as_json:
        print_json(card)
    else:
        _print_card(card, brief=brief)


def _print_card(card: DocumentCard, *, brief: bool) -> None:
    _print_head(card)
    if not brief:
        names = {file.sha256[:FILE_ID]: file.name for file in card.files}
        rows = [(row.field, row.value, *_stands(row.place), names.get(row.place.file, "")) for row in card.header]
        several = len(card.files) > 1
        _print_section("Header", FILED_HEADER if several else HEADER, rows if several else [row[:4] for row in rows])
    for title, ties in (("Cites", card.cites), ("Cited by", card.cited_by)):
        _print_section(title, SHORT_TIES if brief else TIES, _citations(ties, brief=brief))
    print_tasks(card.tasks, brief=brief)
    _print_differences(card)
    faults = [(row.severity, row.check, row.message, row.file or "") for row in card.faults]
    _print_section("Faults", FAULTS, faults)
    doubts = [(row.severity, row.code, row.message, _page(row.page), _cut(row.words or "")) for row in card.issues]
    _print_section("Doubts", DOUBTS, doubts)
    versions = [
        (str(row.number), row.state, row.place or row.name, row.since or "", row.until or "", row.code or "",
         row.issued or "", "" if row.tasks is None else str(row.tasks))
        for row in card.history or ()
    ]  # fmt: skip
    _print_section("Versions of its files", HISTORY, versions)


def _print_differences(card: DocumentCard) -> None:
    """Print where the files of a document differ from the one that speaks for it."""
    if len(card.files) < 2:
        return
    rows = [(row.file, row.field, _cut(row.value or ""), _cut(row.given or "")) for row in card.differences]
    _print_section("Where the files differ", DIFFERENCES, rows)
    if not rows:
        click.echo("\nThe files agree in header, citations and tasks.")


def _print_head(card: DocumentCard) -> None:
    document = card.document
    click.echo(describe_document(document))
    click.echo(f"id: {document.id}")
    for place, file in enumerate(card.files):
        pages = f", {file.pages} pages" if file.pages else ""
        speaks = ": tasks and citations are from this one" if place == 0 and len(card.files) > 1 else ""
        click.echo(f"file: {file.name} ({file.format}{pages}, {file.status}){speaks}")
        if file.kind != "document":
            said = file.kind.replace("_", " ")
            click.echo(f"  kind: {said} ({file.kind_confidence:.2f}), no administrative document; kept without facts")
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


def describe_document(document: DocumentRow) -> str:
    """Return one line that tells a document whole: type, code, day, issuer, title."""
    code = document.code or ""
    kind = "" if document.type and document.type in code else document.type or ""
    day = f"({document.issued})" if document.issued else ""
    words = " ".join(word for word in (kind, code, day) if word)
    return " · ".join(part for part in (words, document.issuer, document.title) if part) or "(no number, no title)"


def _print_section(title: str, head: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        click.echo(f"\n{title}")
        print_table(head, rows)


def _citations(rows: tuple[CitedRow, ...] | tuple[CitingRow, ...], *, brief: bool) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for row in rows:
        ties, held = ", ".join(row.relations), "yes" if row.document.is_held else "no"
        name = _cut(describe_document(row.document))
        if brief:
            lines.append((ties, name, held))
            continue
        first, *others = row.places or (None,)
        lines.append((ties, name, held, *_stands(first)))
        lines += [("", "", "", *_stands(place)) for place in others]
    return lines


def _stands(place: Place | None) -> tuple[str, str]:
    return (_page(place.page), _cut(place.words)) if place else ("", "")


def _page(page: int | None) -> str:
    return str(page) if page else ""


def _cut(text: str) -> str:
    return shorten(text, PRINTED_SHOWN) if is_terminal() else text
