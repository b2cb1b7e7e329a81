"""All nouns of the package: frozen data that stages hand to one another.

Three kinds of truth have three kinds of type. *Read*: what the file says, with its place
(`ParsedDocument`, `Block`, `Evidence`). *Interpreted*: what is meant (`Identity`, `Citation`,
`Task`, `Deadline`). *Resolved*: which document or agency of the corpus it is (package `graph`).

All offsets are counted in characters of `ParsedDocument.text`, which is Unicode NFC;
`text[start:end]` is the printed words. Pages count from 1; boxes are `(x0, top, x1, bottom)`
in points from the page's upper left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

Box = tuple[float, float, float, float]


class Severity(StrEnum):
    """How much a doubt should worry the reader of a record."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Status(StrEnum):
    """How far a file came: a record with an ERROR issue is never `complete`."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    PARAGRAPH = "paragraph"
    ROW = "row"  # one row of a table; its cells are in `Block.cells`
    FOOTNOTE = "footnote"


class Relation(StrEnum):
    """What a document says of its tie to a cited one."""

    LEGAL_BASIS = "legal_basis"
    IMPLEMENTS = "implements"
    PROPOSED_BY = "proposed_by"
    ISSUED_WITH = "issued_with"
    APPROVES = "approves"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    GUIDED_BY = "guided_by"
    REPORTS_TO = "reports_to"
    MENTIONS = "mentions"


class AgencyRole(StrEnum):
    """What an agency does in a task."""

    LEAD = "lead"
    COORDINATE = "coordinate"
    DIRECT = "direct"
    REPORT_TO = "report_to"


class DeadlineKind(StrEnum):
    """How a deadline binds: on a date, in a period, again and again, always, after an event."""

    DATE = "date"
    PERIOD = "period"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands, which rule read it, and how sure that rule is (0 to 1)."""

    start: int
    end: int
    rule: str
    confidence: float
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt or a fault, kept beside the facts instead of in a log."""

    stage: str  # ingest, structure, extract, graph, store
    code: str  # a stable word: `no_issue_date`, `table_without_head`, …
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a document was read from; `name` is its file name, never a path of the machine."""

    sha256: str
    name: str
    format: str  # txt, md, html, docx, pdf
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: a span of the document's text and the columns it covers.

    A merged cell stands once in the text; rows and columns that inherit it carry the same span
    with `inherited` set.
    """

    start: int
    end: int
    column: int  # counts from 0
    columns: int = 1
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table row or a footnote: `text[start:end]` of the document, in reading order."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    table: int | None = None  # rows of one table share its number
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What a file says, in reading order, with places; made by `ingest`, read by `structure`."""

    source: SourceFile
    text: str
    blocks: tuple[Block, ...]
    reader: str  # name and version of the reader, e.g. "pypdfium2 5.1"
    pages: int | None = None
    issues: tuple[Issue, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an offset of the text, or None between blocks."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if place < 0 or offset >= max(self.blocks[place].end, self.blocks[place].start + 1):
            return None
        return self.blocks[place]

    def evidence(self, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """Make the evidence of a span, with the page and box of the block it begins in."""
        block = self.block_at(start)
        page, box = (block.page, block.box) if block else (None, None)
        return Evidence(start, end, rule, round(confidence, 3), page, box)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text."""

    start: int
    end: int


class ItemStyle(StrEnum):
    """How an item of a body is numbered, from the widest to the narrowest."""

    PART = "part"  # Phần thứ nhất
    CHAPTER = "chapter"  # Chương II
    CAPITAL = "capital"  # A.
    ARTICLE = "article"  # Điều 3.
    ROMAN = "roman"  # IV.
    ARABIC = "arabic"  # 1.
    DOTTED = "dotted"  # 1.2.
    PAREN = "paren"  # (1)
    LETTER = "letter"  # a)
    DASH = "dash"  # -
    PLUS = "plus"  # +
    STAR = "star"  # *


@dataclass(frozen=True, slots=True)
class Attribute:
    """A labelled value that holds for items above it: "Đơn vị chủ trì: Phòng X."."""

    kind: str  # a `gives` of knowledge/labels.toml: lead, coordinate, deadline, product, …
    label: Span
    value: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered, lettered or bulleted item with what stands under it.

    `start` and `end` bound its first paragraph without number or bullet; `paragraphs` are the unnumbered ones
    that follow it. `label` is the printed number, bullets count from 1 as `-1`.
    """

    style: ItemStyle
    label: str
    path: str
    start: int
    end: int
    paragraphs: tuple[Span, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a task table: its path of group and row numbers, and its cells by column role."""

    path: str
    start: int
    end: int
    cells: tuple[tuple[str, Cell], ...]

    def spans(self, role: str) -> list[Span]:
        """Return the filled cells of one role, left to right."""
        return [Span(cell.start, cell.end) for name, cell in self.cells if name == role and cell.end > cell.start]


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that assigns work: column roles (`labels.toml`) and its rows in order."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    under: str = ""  # path of the item under which the table stands


@dataclass(frozen=True, slots=True)
class Body:
    """Items, loose paragraphs before the first of them, and task tables of a body or an annex."""

    preamble: tuple[Span, ...] = ()
    items: tuple[Item, ...] = ()
    tables: tuple[TaskTable, ...] = ()
    tail: tuple[Span, ...] = ()  # closing formulas after the last item


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the signature: a phụ lục, or a document issued with the decision (quy chế, kế hoạch)."""

    label: str  # PL, PL1, PL2; empty for an attached document, whose items keep their own numbers
    title: tuple[Span, ...]
    body: Body
    type: str | None = None  # type of an attached document


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document, found by form alone; nothing is interpreted yet."""

    parsed: ParsedDocument
    masthead: tuple[Span, ...]
    type: str | None  # abbreviation of the printed type name
    type_name: Span | None
    title: tuple[Span, ...]
    body: Body
    recipients: tuple[Span, ...]
    signature: tuple[Span, ...]
    annexes: tuple[Annex, ...]
    issues: tuple[Issue, ...] = ()

    def words(self, span: Span | Attribute | Item) -> str:
        """Return the printed words of a span."""
        place = span.value if isinstance(span, Attribute) else span
        return self.parsed.text[place.start : place.end]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that was read or concluded, with its evidence."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, position and authority (TM, KT, TL, TUQ, Q, joined by `+`)."""

    name: str | None
    position: str | None
    authority: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Identity:
    """Who issued what and when: the header of a record."""

    type: Fact | None = None
    code: Fact | None = None
    number: Fact | None = None
    issued: Fact | None = None  # ISO 8601, reduced where the document leaves day or month open
    issued_not_before: Fact | None = None  # newest date the document cites, where `issued` is not a full date
    place: Fact | None = None
    issuer: Fact | None = None
    issuer_parent: Fact | None = None
    title: Fact | None = None
    signer: Signer | None = None
    recipients: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class CitationTie:
    """One thing the document says of its tie to a cited document."""

    relation: Relation
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """One distinct cited document with every place where it is named."""

    type: str | None
    code: str | None
    date: str | None  # ISO 8601, reduced
    issuer: str | None
    name: str | None
    mentions: tuple[Evidence, ...]
    ties: tuple[CitationTie, ...]
    confidence: float = 1.0

    @property
    def key(self) -> str:
        """How edges name it: its code, or its name where it has none."""
        return self.code or self.name or ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two documents that are both cited here, as this document tells it."""

    source: str  # code, or name where there is none
    relation: Relation
    target: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency in a role: its printed name, and which agency of the register that is, if certain."""

    name: str
    role: AgencyRole
    evidence: Evidence
    agency: str | None = None  # id in the register; None: not resolved
    resolved_by: str | None = None  # the rule that resolved it, or why none did


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: printed words, kind, bounds as reduced ISO dates, recurrence."""

    raw: str
    kind: DeadlineKind
    start: str | None
    end: str | None
    recurs: str | None  # yearly, yearly:--11-30, monthly:20, weekly:FR, every:2W, periodic, …
    evidence: Evidence
    rrule: str | None = None  # RFC 5545, where the recurrence can be said in it


@dataclass(frozen=True, slots=True)
class Task:
    """A leaf item that directs work."""

    id: str
    text: str
    evidence: Evidence
    agencies: tuple[AgencyMention, ...] = ()
    deadline: Deadline | None = None
    product: Fact | None = None

    def names(self, role: AgencyRole) -> list[str]:
        """Return the printed names of the agencies in one role, in order."""
        return [mention.name for mention in self.agencies if mention.role is role]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the body or an annex; `path` is its printed numbers as in `Task.id`."""

    path: str
    role: str  # basis, purpose, target, tasks, funding, organisation, annex, …
    title: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was read from one file; its JSON form is in `pipeline.records`."""

    source: SourceFile
    reader: str
    text: str
    identity: Identity
    citations: tuple[Citation, ...] = ()
    edges: tuple[Edge, ...] = ()
    tasks: tuple[Task, ...] = ()
    sections: tuple[Section, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    pages: int | None = None

    @property
    def status(self) -> Status:
        """`partial` as soon as one issue is an error, else `complete`."""
        failed = any(issue.severity is Severity.ERROR for issue in self.issues)
        return Status.PARTIAL if failed else Status.COMPLETE
