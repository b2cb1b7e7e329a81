"""Nouns of the third kind of truth: which document of the corpus, and which agency, is meant.

`pipeline.model` holds what a file says; here stands what was concluded from all files together.
The package `graph` makes these values, `store` keeps them, `export` draws them; none of them
needs to know another. Dates are reduced ISO 8601 dates as in the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pipeline.model import Record, Relation

CENTRE = "centre"
"""The ground of acts that only the centre issues: their numbers are given out once in the country."""

NOWHERE = "nowhere"
"""The ground of acts of which nothing says in which province they were issued."""


class Level(StrEnum):
    """On which floor of the state or the Party an issuer stands, from the centre down."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Hand(StrEnum):
    """Whether a document speaks of its own tie, or of a tie between two others that it cites."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A printed name and the id of the agency it stands for in one document."""

    agency: str
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said about one act: by a file's own header, or by citations that say the same of it.

    Two keys say with which other claims it must be compared: `code_key` (number and symbol,
    folded) and `name_key` (type and name, folded); at least one of them is set. Both count within
    one `ground` only: "61/KH-UBND" of two provinces never meet. Citations that agree in everything
    are one claim, with their number as its `weight`.
    """

    id: str  # of a header the file's SHA-256, of citations a hash of what they say
    is_held: bool  # whether it is the header of a file that we hold
    type: str | None
    code: str | None
    name: str | None  # of a cited act: its name; of a held one: its title
    date: str | None
    issuer: str | None
    agency: str | None  # id of the issuer
    territory: str | None  # folded territory of the issuer: "tinh tay ninh"
    scope: str | None  # territory of the document that cites; presumed where none is said
    province: str | None  # province of the document that cites, where it is known
    ground: str  # where its number is given out: a province, CENTRE or NOWHERE
    code_key: str | None
    name_key: str | None
    not_before: str | None = None  # held: newest date it cites; cited: begin of the term it names
    not_after: str | None = None  # cited: when the citing document was issued, end of the term it names
    weight: int = 1  # cited: how many citations say this
    facts: int = 0  # held: how many facts were read from the file
    is_partial: bool = False  # held: whether a part of the file could not be read
    date_confidence: float = 0.0  # held: how surely its date was read
    sketch: str | None = None  # held: of its text, by which near-identical files are told
    signed: str | None = None  # held: time of its last digital signature, "" where that is not told; None unsigned


@dataclass(frozen=True, slots=True)
class Document:
    """An act: issuer, type, code and date; `files` are those of it that we hold, the best first."""

    id: str
    type: str | None
    code: str | None
    issued: str | None
    title: str | None  # of a held act its title, of a cited one the name it is cited by
    issuer: str | None
    agency: str | None
    territory: str | None
    province: str | None  # folded province in which its number was given out; None for acts of the centre
    level: Level | None
    files: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """Tell whether at least one file of the act is in the corpus."""
        return bool(self.files)


@dataclass(frozen=True, slots=True)
class Decision:
    """Which document a claim means, by which rule, and how sure that rule is (0 to 1)."""

    claim: str
    document: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """Which document a header (citation None) or a citation of a file means, and by which rule."""

    file: str
    citation: int | None
    document: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents that a set of claims speaks of, and the decision about every claim."""

    documents: tuple[Document, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be concluded from one record alone: its claims, and the agencies it names.

    `claims[0]` is the file's own header, the others follow `Record.citations`. `names` has each distinct name of an
    agency, of tasks and of issuers, and how often it is used.
    """

    claims: tuple[Claim, ...]
    names: tuple[tuple[AgencyName, int], ...]


class Linker(Protocol):
    """The two steps from records to a graph, as `store` asks for them."""

    def describe(self, record: Record) -> Reading:
        """Return what one record says of acts and agencies."""

    def resolve(self, claims: Sequence[Claim]) -> Resolution:
        """Return the documents that claims speak of; claims of a ground that share a key must come together."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two documents, as one file asserts it."""

    source: str
    relation: Relation
    target: str
    hand: Hand
    asserted_by: str  # sha256 of the file
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Linked:
    """All records resolved: documents, matches, agencies and ties, in a stable order."""

    documents: tuple[Document, ...]
    matches: tuple[Match, ...]
    agencies: tuple[AgencyName, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A document as a picture shows it; `tasks` counts the tasks it sets."""

    id: str
    label: str
    title: str
    type: str | None
    issuer: str | None
    issued: str | None
    level: Level | None
    is_held: bool
    tasks: int = 0


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A tie as a picture shows it; `asserted` counts the files that state it."""

    source: str
    target: str
    relation: Relation
    hand: Hand
    asserted: int = 1


class GraphLike(Protocol):
    """What a graph file is written from: documents first, then ties, each read once."""

    @property
    def nodes(self) -> Iterable[GraphNode]:
        """The documents."""

    @property
    def edges(self) -> Iterable[GraphEdge]:
        """The ties."""


@dataclass(frozen=True, slots=True)
class GraphStream:
    """A graph that is read from the database while it is written; `nodes` must be used up before `edges`."""

    nodes: Iterator[GraphNode]
    edges: Iterator[GraphEdge]


@dataclass(frozen=True, slots=True)
class CitationGraph:
    """Documents and ties, ready to be drawn, written or walked."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands in a text, its kind (LEAD, CITATION, …), and which agency, act, task or day it means."""

    start: int
    end: int
    label: str
    means: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The text of an act with the places of its facts, in the order of the text, the wider first."""

    document: str
    text: str
    places: tuple[Place, ...]
