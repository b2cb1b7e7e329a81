"""Ties between two cited documents: out of titles, of programmes, and of laws that amend cited laws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.citations.ties.tied import Key, Tied, is_older
from pipeline.knowledge.confidence import found_by
from pipeline.knowledge.load import load_pattern
from pipeline.model import Relation
from pipeline.text.fold import fold

if TYPE_CHECKING:
    from pipeline.extract.citations.grouping import Cited

_ALIKE = 0.8  # share of the shorter name's words that the longer one must have
_TO_A_PROGRAMME = {"changes": Relation.AMENDS, "carries": Relation.IMPLEMENTS}
_OWN = frozenset({"strategy-of-a-period", "programme-of-a-period", "project-of-a-period"})
_LEAST_WORDS = 5  # names of programmes shorter than this are too common to be told apart


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """A tie between two cited documents."""

    source: Key
    relation: Relation
    target: Key
    start: int
    end: int
    rule: str
    confidence: float
    part: tuple[int, int] | None = None


def find_edges(tied: list[Tied], groups: dict[Key, Cited]) -> list[FoundEdge]:
    """Return the ties between cited documents: out of titles, and of laws that amend cited laws.

    No document carries out, amends or replaces a younger one: such a tie was misread.
    """
    edges = [
        FoundEdge(*_ends(tie), tie.start, tie.end, tie.rule, tie.confidence, tie.part)
        for tie in tied
        if tie.parent is not None and tie.relation is not Relation.MENTIONS and tie.parent != tie.group
    ]
    found = [*edges, *_amended_laws(groups), *_programmes(tied)]
    return [edge for edge in found if not is_older(edge.source, edge.target)]


def _ends(tie: Tied) -> tuple[Key, Relation, Key]:
    parent = tie.parent or tie.group
    return (tie.group, tie.relation, parent) if tie.reverse else (parent, tie.relation, tie.group)


def _programmes(tied: list[Tied]) -> list[FoundEdge]:
    """A document that carries out or changes a programme does so to the one that issued it, where both are cited."""
    issued = _Issued(tied)
    edges = []
    for tie in tied if issued else ():
        for group, relation in _TO_A_PROGRAMME.items():
            hit = load_pattern("relations", group).search(tie.title)
            home = issued.home_of(hit["name"], tie.group) if hit else None
            if home:
                edges.append(FoundEdge(tie.group, relation, home, tie.start, tie.end, *found_by("programme")))
                break
    return edges


def carried_by_name(tied: list[Tied]) -> set[Key]:
    """Return the programmes that the title of another document carries out and no cited document has issued."""
    issued = _Issued(tied)
    carried = [tie for tie in tied if tie.parent and tie.relation is Relation.IMPLEMENTS and tie.mention.rule in _OWN]
    return {tie.group for tie in carried if not issued.by(tie.mention.name or "")}


class _Issued:
    """The cited documents that issued programmes, by the programmes' names; what each name may mean is sought once."""

    def __init__(self, tied: list[Tied]) -> None:
        issues = load_pattern("relations", "issues")
        self._keys: dict[str, set[Key]] = {}
        self._meant: dict[str, set[Key]] = {}
        for tie in tied:
            if hit := issues.search(tie.title):
                self._keys.setdefault(hit["name"], set()).add(tie.group)

    def __bool__(self) -> bool:
        return bool(self._keys)

    def by(self, programme: str) -> set[Key]:
        """Return the documents that issued a programme of about this name."""
        if programme not in self._meant:
            self._meant[programme] = {
                key for name, keys in self._keys.items() if _alike(programme, name) for key in keys
            }
        return self._meant[programme]

    def home_of(self, programme: str, carrier: Key) -> Key | None:
        """Return the only document that issued a programme, and is no younger than the one that carries it out."""
        homes = {key for key in self.by(programme) if key != carrier and not is_older(carrier, key)}
        return homes.pop() if len(homes) == 1 else None


def _alike(one: str, other: str) -> bool:
    """Tell whether two names mean one programme: of one kind, and the shorter one's words nearly all in the longer."""
    if fold(one).split()[:1] != fold(other).split()[:1]:  # a Chiến lược is no Chương trình
        return False
    first, second = set(fold(one).split()), set(fold(other).split())
    short = min(len(first), len(second))
    return short >= _LEAST_WORDS and len(first & second) >= _ALIKE * short


def _amended_laws(groups: dict[Key, Cited]) -> list[FoundEdge]:
    """Return what an amending law's own title says: "Luật sửa đổi, bổ sung … của Luật X" amends a cited Luật X."""
    by_name = {fold(m.name): key for key, group in groups.items() for m in group.mentions if m.name and not m.inner}
    edges = []
    for key, group in groups.items():
        for mention in group.mentions:
            base = mention.core[0]
            for start, end in mention.inner:
                name = (mention.name or "")[start - base : end - base]
                target = by_name.get(fold(name))
                if target and target != key:
                    edges.append(FoundEdge(key, Relation.AMENDS, target, start, end, *found_by("amending_title")))
    return edges
