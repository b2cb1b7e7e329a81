"""Nouns of the third kind of truth: which document of the corpus, and which agency, is meant.

`pipeline.model` holds what a file says; here stands what was concluded from all files together.
The package `graph` makes these values, `store` keeps them, `export` draws them; none of them
needs to know another. Dates are reduced ISO 8601 dates as in the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pipeline.model import Record, Relation


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
    """A printed name and the agency it stands for in one document.

    `full_name` is the name with its territory ("Sở Tài chính" of a Tây Ninh plan is
    "Sở Tài chính tỉnh Tây Ninh").
    """

    agency: str
    name: str
    full_name: str
    kind: str  # body or group
    level: Level | None
    territory: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one file says about one act: in its own header, or in one of its citations.

    Two keys say with which other claims it must be compared: `code_key` (number and symbol,
    folded) and `name_key` (type and name, folded); at least one of them is set.
    """

    file: str  # sha256 of the file that says it
    citation: int | None  # index in `Record.citations`; None: the file's own header
    type: str | None
    code: str | None
    name: str | None  # of a cited act: its name; of a held one: its title
    date: str | None
    issuer: str | None
    agency: str | None  # id of the issuer
    territory: str | None  # folded territory that the issuer's name bears: "tinh tay ninh"
    scope: str | None  # territory of the document that cites; presumed where none is said
    province: str | None  # province of the document that cites, where it is known
    code_key: str | None
    name_key: str | None
    limit: str | None = None  # held: not issued before; cited: not issued after
    facts: int = 0  # held: how many facts were read from the file

    @property
    def is_held(self) -> bool:
        """Tell whether we hold the file of this act."""
        return self.citation is None


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
    level: Level | None
    files: tuple[str, ...] = ()

    @property
    def is_held(self) -> bool:
        """Tell whether at least one file of the act is in the corpus."""
        return bool(self.files)


@dataclass(frozen=True, slots=True)
class Match:
    """Which document a claim means, by which rule, and how sure that rule is (0 to 1)."""

    file: str
    citation: int | None
    document: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The documents that a set of claims speaks of, and the match of every claim."""

    documents: tuple[Document, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be concluded from one record alone: its claims, and the agencies it names.

    `claims[0]` is the file's own header, the others follow `Record.citations`. `agencies` has one
    entry for each task agency in the order of the tasks, `names` each distinct one with the issuers
    and how often it is used. `edge_ends` gives for each of `Record.edges` which citations it ties.
    """

    claims: tuple[Claim, ...]
    agencies: tuple[tuple[str, ...], ...]
    names: tuple[tuple[AgencyName, int], ...]
    edge_ends: tuple[tuple[int | None, int | None], ...]


class Linker(Protocol):
    """The two steps from records to a graph, as `store` asks for them."""

    def describe(self, record: Record) -> Reading:
        """Return what one record says of acts and agencies."""

    def resolve(self, claims: Sequence[Claim]) -> Resolution:
        """Return the documents that claims speak of; claims that share a key must come together."""


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


@dataclass(frozen=True, slots=True)
class CitationGraph:
    """Documents and ties, ready to be drawn, written or walked."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
