"""What the questions about the graph return: cascades, paths, faults, what hangs on an act, who owns a task today."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.store.ask.answers import DocumentRow, TaskRow


@dataclass(frozen=True, slots=True)
class CascadeNode:
    """An act in a cascade, under the lowest act that it carries out.

    `days` counts from the top act's issue, None where either day is not known; `hand` tells whether the act says itself
    that it carries out the one above. `leads` are who leads most of its tasks; `tasks` are given when asked for.
    """

    document: DocumentRow
    relations: tuple[str, ...]
    hand: str
    days: int | None
    task_count: int
    leads: tuple[str, ...]
    tasks: tuple[TaskRow, ...] = ()
    children: tuple[CascadeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class CascadeUnit:
    """A territory in a cascade: its acts (codes, else titles), the first day, days after the top act, tasks."""

    name: str
    territory: str
    acts: tuple[str, ...]
    first: str | None
    days: int | None
    tasks: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class CascadeLevel:
    """One level of a cascade: how many acts, which units have any, which have none on the day that is asked of."""

    level: str | None
    acts: int
    held: int
    tasks: int
    units: tuple[CascadeUnit, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """How an act comes down: the tree, and what it comes to on each level; `on` is the day of the register."""

    root: CascadeNode
    levels: tuple[CascadeLevel, ...]
    on: str | None
    is_cut: bool  # there is more below the depth that was asked for


@dataclass(frozen=True, slots=True)
class PathStep:
    """A document on a way, with the ties to the one before it; `is_forward` where that one cites this."""

    document: DocumentRow
    relations: tuple[str, ...] = ()
    is_forward: bool = True


@dataclass(frozen=True, slots=True)
class EndedBy:
    """A document that replaces or repeals a whole act, how, and the printed words that say so, with their file."""

    document: DocumentRow
    relation: str
    words: str
    file: str


@dataclass(frozen=True, slots=True)
class Resting:
    """An act that rests on another, at how many steps, by which tie, and how many of its tasks are open."""

    document: DocumentRow
    steps: int
    relations: tuple[str, ...]
    open_tasks: int


@dataclass(frozen=True, slots=True)
class Affected:
    """What hangs on an act: who ends it, which acts rest on it, which of their tasks are open on a day."""

    document: DocumentRow
    ended_by: tuple[EndedBy, ...]
    resting: tuple[Resting, ...]
    tasks: tuple[TaskRow, ...]
    on: str


@dataclass(frozen=True, slots=True)
class EndedRow:
    """An act that another one replaces or repeals, and how many acts rest on it."""

    document: DocumentRow
    ended_by: EndedBy
    resting: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from a body to the one that took over, by which legal document, since which day."""

    agency: str
    name: str
    since: str | None
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers today for a body that a task names.

    `today` is the body on the day that is asked of, None where it is not known; `hops` lead there. `needs_person` where
    the duties were split or nobody is on record: `others` are the further bodies that may have got them, `why` says so.
    """

    name: str  # as printed
    role: str
    agency: str
    today: str | None
    today_name: str | None
    hops: tuple[Hop, ...]
    others: tuple[str, ...]
    needs_person: bool
    why: str


@dataclass(frozen=True, slots=True)
class OwnedTask:
    """A task with who answers for it on a day."""

    task: TaskRow
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """One agency of a task in one line: who it is today, the steps there, and whether a person must say."""

    task: str
    document: str
    code: str | None
    path: str
    text: str
    role: str
    printed: str
    today: str | None
    steps: tuple[str, ...]
    needs_person: bool
    why: str
    others: tuple[str, ...]
    deadline: str | None
    last_day: str | None
