"""What is meant: the nouns that `extract` makes, up to the record of one file."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Annotated

from pipeline.model.limits import ISO_DATE, RECURRENCE, Offset, Page, Share
from pipeline.model.read import Evidence, Issue, Severity, Signature, SourceFile

AgencyId = Annotated[
    str | None, "Id of the (issuing) agency: in the register, else made of its name; null without a name."
]
ResolvedBy = Annotated[str | None, "The rule that found the agency in the register, or why none did."]


class Status(StrEnum):
    """How far a file came: a record with an ERROR issue is never `complete`."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"


class FileKind(StrEnum):
    """What a file is: an administrative document, or what is kept and listed without facts."""

    DOCUMENT = "document"
    PROGRAM = "program"
    REGISTER = "register"
    FORM = "form"
    WEB_PAGE = "web_page"
    FOREIGN = "foreign"
    NOTE = "note"


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


Part = Annotated[Fact | None, "The part of the act that is changed: khoản 2 Điều 5, Phụ lục 3; null of the whole."]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: name, position and authority (TM, KT, TL, TUQ, Q, joined by `+`)."""

    name: Annotated[str | None, "The person."]
    position: Annotated[str | None, "The person's office."]
    authority: Annotated[str | None, "TM, KT, TL, TUQ, Q, joined by +; null when the head signs in own name."]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Identity:
    """Who issued what and when: the header of a record."""

    type: Annotated[
        Fact | None, "Abbreviation of the type (Nghị định 30/2020/NĐ-CP, or the Party's): KH, QĐ, CV, …"
    ] = None
    code: Annotated[Fact | None, "Số ký hiệu as printed, without spaces: 861-KH/TU; without a number /KH-UBND."] = None
    number: Annotated[Fact | None, "The number alone, with its leading zeros."] = None
    issued: Annotated[Fact | None, "Date of issue, reduced where day or month are left open.", ISO_DATE] = None
    issued_not_before: Annotated[Fact | None, "Newest date it cites, where its own is no full date.", ISO_DATE] = None
    place: Annotated[Fact | None, "Địa danh of the date line."] = None
    issuer: Annotated[Fact | None, "Issuing body, full name with its territory."] = None
    issuer_parent: Annotated[Fact | None, "The superior body printed above it or implied."] = None
    title: Annotated[Fact | None, "Trích yếu, without the type's name."] = None
    signer: Annotated[Signer | None, "Who signs."] = None
    recipients: Annotated[tuple[Fact, ...], "The lines of Nơi nhận."] = ()
    agency: AgencyId = None
    resolved_by: ResolvedBy = None


FACTS = tuple(field.name for field in fields(Identity) if "Fact | None" in str(field.type))
"""The fields of a header that hold one value each; their types are the words of the source, being read late."""


@dataclass(frozen=True, slots=True)
class CitationTie:
    """One thing the document says of its tie to a cited document."""

    relation: Annotated[Relation, "What the document says of its tie to the cited one."]
    evidence: Evidence
    part: Part = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One distinct cited document with every place where it is named."""

    type: Annotated[str | None, "Type of the cited document."]
    code: Annotated[str | None, "Its code, without spaces."]
    date: Annotated[str | None, "Its date, reduced where day or month are not said.", ISO_DATE]
    issuer: Annotated[str | None, "Its issuer, as the document names it."]
    name: Annotated[str | None, "Its name, for laws and documents cited without a code."]
    mentions: tuple[Evidence, ...]
    ties: tuple[CitationTie, ...]
    confidence: Annotated[Share, "How sure the reading is."] = 1.0
    agency: AgencyId = None
    resolved_by: ResolvedBy = None

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
    part: Part = None


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency in a role: its printed name, and which agency that is."""

    name: Annotated[str, "Printed name."]
    role: Annotated[AgencyRole, "Its role."]
    evidence: Evidence
    agency: AgencyId = None
    resolved_by: ResolvedBy = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when: printed words, kind, bounds as reduced ISO dates, recurrence."""

    raw: Annotated[str, "Printed words."]
    kind: Annotated[DeadlineKind, "How it binds."]
    start: Annotated[str | None, "First date.", ISO_DATE]
    end: Annotated[str | None, "Last date.", ISO_DATE]
    recurs: Annotated[str | None, "How often: yearly, yearly:--11-30, monthly:20, weekly:FR, every:2W, …", RECURRENCE]
    evidence: Evidence
    rrule: Annotated[str | None, "RFC 5545, where the recurrence can be said in it."] = None


@dataclass(frozen=True, slots=True)
class Task:
    """A leaf item that directs work."""

    id: Annotated[str, "Path of printed numbers: II.1.1, Điều 2.1, PL.III.4."]
    text: Annotated[str, "Its text."]
    evidence: Evidence
    agencies: tuple[AgencyMention, ...] = ()
    deadline: Annotated[Deadline | None, "By when."] = None
    product: Annotated[Fact | None, "Sản phẩm, where a column or a labelled line states it."] = None

    def names(self, role: AgencyRole) -> list[str]:
        """Return the printed names of the agencies in one role, in order."""
        return [mention.name for mention in self.agencies if mention.role is role]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the body or an annex; `path` is its printed numbers as in `Task.id`."""

    path: Annotated[str, "Its printed numbers."]
    role: Annotated[str, "basis, purpose, target, tasks, funding, organisation, annex, …"]
    title: Annotated[str, "Its heading."]
    start: Annotated[Offset, "First character."]
    end: Annotated[Offset, "Behind the last character."]
    page: Annotated[Page | None, "Page, from 1."] = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was read from one file; its JSON form is in `pipeline.model.record_json`."""

    source: SourceFile
    reader: Annotated[str, "Name and version of the reader."]
    text: Annotated[str, "The whole text, Unicode NFC; all offsets count its characters."]
    identity: Identity
    citations: tuple[Citation, ...] = ()
    edges: tuple[Edge, ...] = ()
    tasks: tuple[Task, ...] = ()
    sections: tuple[Section, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    pages: Annotated[Offset | None, "Number of pages, where the format has pages."] = None
    signatures: tuple[Signature, ...] = ()
    kind: Annotated[FileKind, "What the file is; all but a document are kept without facts."] = FileKind.DOCUMENT
    kind_confidence: Annotated[Share, "How sure that is."] = 1.0

    @property
    def is_document(self) -> bool:
        """Whether the file is an administrative document."""
        return self.kind is FileKind.DOCUMENT

    @property
    def status(self) -> Status:
        """`partial` as soon as one issue is an error, else `complete`."""
        failed = any(issue.severity is Severity.ERROR for issue in self.issues)
        return Status.PARTIAL if failed else Status.COMPLETE

    def ends(self, edge: Edge) -> tuple[Citation, Citation]:
        """Return the two citations that one of its edges ties: the one it starts from, and the one it leads to."""
        return self.citations[edge.source], self.citations[edge.target]
