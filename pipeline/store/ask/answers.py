"""What queries return: frozen rows with typed fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Signature


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the file, the page (from 1), and the printed words."""

    file: str
    page: int | None
    words: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with its document, its agencies by role, and its deadline."""

    id: str  # file and position
    document: str
    code: str | None
    type: str | None
    issued: str | None
    title: str | None
    issuer: str | None
    level: str | None
    path: str
    text: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    direct: tuple[str, ...]
    report_to: tuple[str, ...]
    deadline: str | None  # printed words
    kind: str | None
    starts: str | None
    ends: str | None
    last_day: str | None  # full date
    recurs: str | None
    product: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document: who issued what and when; `is_held` tells whether we have a file of it."""

    id: str
    type: str | None
    code: str | None
    issued: str | None
    title: str | None
    issuer: str | None
    agency: str | None
    territory: str | None
    province: str | None
    level: str | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a file: where it lay, what became of it, what it says of itself, how many tasks it sets.

    `state` is current, gone, replaced, pruned, moved or forgotten; a file without a history has no place.
    """

    place: str | None
    number: int
    state: str
    name: str
    since: str | None
    until: str | None
    sha256: str
    code: str | None
    issued: str | None
    title: str | None
    tasks: int | None
    original: str | None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a document; the first of a card speaks for it."""

    sha256: str
    name: str
    format: str
    pages: int | None
    status: str
    original: str
    matched_by: str
    signatures: tuple[Signature, ...] = ()
    kind: str = "document"
    kind_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """One value of a header with its place; `field` is a column of headers, signer or recipient."""

    field: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A document that the card's document cites: what is said of the tie, and where."""

    document: DocumentRow
    relations: tuple[str, ...]
    matched_by: str
    confidence: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CitingRow:
    """A document that cites the card's document: what it says of the tie, and where."""

    document: DocumentRow
    relations: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CardTask:
    """A task of the card's document with the places of its text, agencies, deadline and product."""

    task: TaskRow
    places: tuple[tuple[str, Place], ...]  # what stands there: text, lead, coordinate, …, deadline, product


@dataclass(frozen=True, slots=True)
class IssueRow:
    """A doubt or a fault noted while a file was read."""

    stage: str
    code: str
    severity: str
    message: str
    page: int | None
    words: str | None
    file: str  # its name


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Where a file says something else than what its document is taken for; None where one of both is silent."""

    file: str  # its name
    field: str  # code, issued, type, title, issuer, signer; cites; task II.1, task II.1 lead, task II.1 deadline
    value: str | None
    given: str | None  # what the best read file that states it says


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """Everything we know of one document."""

    document: DocumentRow
    header: tuple[HeaderRow, ...]
    files: tuple[FileRow, ...]
    cites: tuple[CitedRow, ...]
    cited_by: tuple[CitingRow, ...]
    tasks: tuple[CardTask, ...]
    issues: tuple[IssueRow, ...]
    faults: tuple[Finding, ...] = ()  # what it and others say that cannot all be right
    differences: tuple[DifferenceRow, ...] = ()
    history: tuple[VersionRow, ...] | None = None  # every version of its files, where it was asked for


@dataclass(frozen=True, slots=True)
class CitationNode:
    """A document in a tree of citations.

    `relations` say how it is tied to the node above; `is_repeated` marks a document that stands
    with its branches elsewhere in the tree (or above it, in a circle).
    """

    document: DocumentRow
    relations: tuple[str, ...]
    children: tuple[CitationNode, ...] = ()
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document or task that holds the words, with the words in their context.

    `snippet[start:end]` for each of `marks` are the words that were looked for.
    """

    kind: str  # document or task
    document: str
    code: str | None
    type: str | None
    title: str | None
    issued: str | None
    path: str | None  # of the task
    page: int | None
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the database holds."""

    files: int
    partial: int
    documents: int
    held: int
    missing: int
    agencies: int
    citations: int
    relations: int
    tasks: int
    deadlines: int
    issues: int


@dataclass(frozen=True, slots=True)
class UpcomingRow:
    """A task and the next full date on which it is due."""

    due: str
    document: str
    code: str | None
    path: str
    text: str
    lead: str | None
    deadline: str | None
    recurs: str | None


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task and the next full date on which it is due, or the one on which it was."""

    due: str
    task: TaskRow


@dataclass(frozen=True, slots=True)
class DueGroup:
    """The body that leads some tasks, and these; None where nobody is named."""

    agency: str | None
    name: str | None
    tasks: tuple[DueTask, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """A task that falls due, in one line with the name of a body that leads it."""

    agency: str | None
    due: str
    document: str
    code: str | None
    type: str | None
    issued: str | None
    title: str | None
    path: str
    text: str
    deadline: str | None
    recurs: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A document that is cited but not held."""

    document: str
    type: str | None
    code: str | None
    title: str | None
    issued: str | None
    issuer: str | None
    cited_by: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that cannot be right, or cannot all be right: `check` names the kind, `document` where to look."""

    check: str
    severity: str
    document: str
    other: str | None
    file: str | None  # name of the file that says so
    message: str
