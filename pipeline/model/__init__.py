"""All nouns of the package: frozen data that stages hand to one another.

Three kinds of truth have three kinds of type. *Read*: what the file says, with its place
(`ParsedDocument`, `Block`, `Evidence`). *Interpreted*: what is meant (`Identity`, `Citation`,
`Task`, `Deadline`). *Resolved*: which document or agency of the corpus it is (package `graph`).

All offsets are counted in characters of `ParsedDocument.text`, which is Unicode NFC;
`text[start:end]` is the printed words. Pages count from 1; boxes are `(x0, top, x1, bottom)`
in points from the page's upper left corner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model.outline import BULLETS, Annex, Attribute, Body, Item, ItemStyle, Outline, TableRow, TaskTable
    from pipeline.model.read import (
        Block,
        BlockKind,
        Box,
        Cell,
        Evidence,
        Issue,
        ParsedDocument,
        Severity,
        Signature,
        SourceFile,
        Span,
        Stated,
        Unsure,
    )
    from pipeline.model.record import (
        FACTS,
        AgencyMention,
        AgencyRole,
        Citation,
        CitationTie,
        Deadline,
        DeadlineKind,
        Edge,
        Fact,
        FileKind,
        Identity,
        Record,
        Relation,
        Section,
        Signer,
        Status,
        Task,
    )

_HOMES = ("read", "record", "outline")  # in the order in which they are loaded: questions need not wait for the last


__all__ = [
    "BULLETS",
    "FACTS",
    "AgencyMention",
    "AgencyRole",
    "Annex",
    "Attribute",
    "Block",
    "BlockKind",
    "Body",
    "Box",
    "Cell",
    "Citation",
    "CitationTie",
    "Deadline",
    "DeadlineKind",
    "Edge",
    "Evidence",
    "Fact",
    "FileKind",
    "Identity",
    "Issue",
    "Item",
    "ItemStyle",
    "Outline",
    "ParsedDocument",
    "Record",
    "Relation",
    "Section",
    "Severity",
    "Signature",
    "Signer",
    "SourceFile",
    "Span",
    "Stated",
    "Status",
    "TableRow",
    "Task",
    "TaskTable",
    "Unsure",
]


def __getattr__(name: str) -> object:
    """Load a noun with its module when it is asked for: making all of them takes longer than a question."""
    for home in _HOMES if name in __all__ else ():
        module = import_module(f"{__name__}.{home}")
        if hasattr(module, name):
            globals()[name] = getattr(module, name)
            return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
