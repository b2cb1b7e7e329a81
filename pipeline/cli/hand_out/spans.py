"""The command `spans`: every fact in its text, for spaCy."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.hand_out.place import out_option
from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, say
from pipeline.runs.workspace.layout import Workspace

ENDINGS = (".spacy", ".html")


@click.command()
@out_option(ENDINGS, "spans are")
@click.option("--document", metavar="DOCUMENT", help="Only this act.")
@workspace_option
@json_option
def spans(out: Path, document: str | None, workspace: Workspace, as_json: bool) -> None:
    """Write the texts of all acts with their facts for spaCy: to train and measure models, or to look at.

    .spacy is a DocBin for `spacy train`: issuers, codes, leads, deadlines, citations and tasks as spans, with the
    agency or act that is meant; .html is a page with the facts in colour. Needs `pip install 'vanban[spacy]'`.

    \b
    Example:
      vanban spans --out plans.spacy
      vanban spans --out plan.html --document 38/KH-UBND
    """
    from pipeline.export.spacy_corpus import write_corpus
    from pipeline.store.ask.lookup import resolve_document
    from pipeline.store.ask.places import stream_marked_texts

    with open_answers(workspace) as database:
        act = resolve_document(database.connection, document).id if document else None
        documents, facts = write_corpus(stream_marked_texts(database, act), out)
    if as_json:
        print_json({"file": out, "documents": documents, "facts": facts})
    else:
        say(f"{out}: {documents} documents, {facts} facts.")
