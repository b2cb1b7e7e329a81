"""What another version of the program reads in the same file: facts gained, lost, changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields

from pipeline.model import Fact, Identity, Record, Task

KINDS = ("header", "citations", "edges", "tasks")
_Named = tuple[Hashable, Hashable]  # what a fact is about, and what it says of it


@dataclass(frozen=True, slots=True)
class Change:
    """How many facts of a kind a file, or all files together, gained, lost, or tell otherwise now."""

    path: str
    kind: str
    gained: int
    lost: int
    changed: int


def compare_records(old: Record, new: Record) -> tuple[Change, ...]:
    """Return the differences of two readings of one file, for each kind of fact that differs."""
    found = (_compare(new.source.name, kind, _facts(old, kind), _facts(new, kind)) for kind in KINDS)
    return tuple(change for change in found if change.gained or change.lost or change.changed)


def sum_changes(changes: list[Change]) -> tuple[Change, ...]:
    """Return the sum of the changes of all files for each kind."""
    parts = ((kind, [change for change in changes if change.kind == kind]) for kind in KINDS)
    return tuple(
        Change("", kind, *(sum(getattr(change, name) for change in part) for name in ("gained", "lost", "changed")))
        for kind, part in parts
        if part
    )


def _compare(path: str, kind: str, old: list[_Named], new: list[_Named]) -> Change:
    """Match what is about the same thing; of several such facts each is matched once."""
    lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
    about: dict[Hashable, list[int]] = defaultdict(lambda: [0, 0])
    for side, facts in enumerate((lost, gained)):
        for (thing, _), count in facts.items():
            about[thing][side] += count
    changed = sum(map(min, about.values()))
    return Change(path, kind, gained.total() - changed, lost.total() - changed, changed)


def _facts(record: Record, kind: str) -> list[_Named]:
    if kind == "header":
        return list(_header_facts(record.identity))
    if kind == "citations":
        return [
            (item.key, (item.type, item.date, item.issuer, item.name, frozenset(tie.relation for tie in item.ties)))
            for item in record.citations
        ]
    if kind == "edges":
        return [(tuple((end.key, end.date) for end in record.ends(edge)), edge.relation) for edge in record.edges]
    return [(task.text, _task_values(task)) for task in record.tasks]


def _header_facts(identity: Identity) -> Iterator[_Named]:
    for field in fields(identity):
        value = getattr(identity, field.name)
        if isinstance(value, Fact):
            yield field.name, value.value
    if identity.signer:
        yield "signer", (identity.signer.name, identity.signer.position, identity.signer.authority)
    for recipient in identity.recipients:
        yield ("recipient", recipient.value), True


def _task_values(task: Task) -> Hashable:
    due = task.deadline
    agencies = tuple((mention.name, mention.role, mention.agency) for mention in task.agencies)
    deadline = (due.raw, due.kind, due.start, due.end, due.recurs) if due else None
    return task.id, agencies, deadline, task.product.value if task.product else None
