"""All nouns of the package: frozen data that stages hand to one another.

Three kinds of truth have three kinds of type. *Read*: what the file says, with its place
(`ParsedDocument`, `Block`, `Evidence`). *Interpreted*: what is meant (`Identity`, `Citation`,
`Task`, `Deadline`). *Resolved*: which document or agency of the corpus it is (package `graph`).

All offsets are counted in characters of `ParsedDocument.text`, which is Unicode NFC;
`text[start:end]` is the printed words. Pages count from 1; boxes are `(x0, top, x1, bottom)`
in points from the page's upper left corner.
"""

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
