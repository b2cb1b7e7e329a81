"""What is meant: the nouns that `extract` makes, up to the record of one file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model.read import Evidence, Issue, Severity, Signature, SourceFile


class Status(StrEnum):
    """How far a file came: a record with an ERROR issue is never `complete`."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"


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
        """How people name it: its code, or its name where it has none."""
        return self.code or self.name or ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two documents that are both cited here, as this document tells it.

    The ends are places in `Record.citations`, since a code alone can mean two acts: 936-NQ/TW of 2018 and of 2023. What
    the document says of its own tie to a cited one is in `Citation.ties`.
    """

    source: int
    relation: Relation
    target: int
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
    """Everything that was read from one file; its JSON form is in `pipeline.model.record_json`."""

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
    signatures: tuple[Signature, ...] = ()

    @property
    def status(self) -> Status:
        """`partial` as soon as one issue is an error, else `complete`."""
        failed = any(issue.severity is Severity.ERROR for issue in self.issues)
        return Status.PARTIAL if failed else Status.COMPLETE

    def ends(self, edge: Edge) -> tuple[Citation, Citation]:
        """Return the two citations that one of its edges ties: the one it starts from, and the one it leads to."""
        return self.citations[edge.source], self.citations[edge.target]
