"""What an annotator wrote and what the program read, in one form that can be compared.

Values of a gold record have no evidence; values of an extracted record bring theirs along, so that a disagreement
can show its place and a confidence can be held against the truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.model import AgencyRole, Citation, Deadline, Evidence, Fact, Identity, Record, Task

HEADER_FIELDS = ("type", "code", "number", "issued", "place", "issuer", "issuer_parent", "title")
SIGNER_FIELDS = ("name", "position", "authority")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """One value as printed or concluded; an empty `text` means that there is none."""

    text: str = ""
    evidence: Evidence | None = None


NONE = Value()


@dataclass(frozen=True, slots=True)
class CitedAnswer:
    """A cited document; `mentions` is how many times it is named."""

    type: Value
    code: Value
    date: Value
    issuer: Value
    name: Value
    mentions: int
    relations: tuple[Value, ...]

    @property
    def label(self) -> str:
        """How people call it: its code, or its name."""
        return self.code.text or self.name.text

    @property
    def evidence(self) -> Evidence | None:
        """Where it is named first, with the confidence of the whole citation."""
        return self.code.evidence or self.name.evidence


@dataclass(frozen=True, slots=True)
class EdgeAnswer:
    """A tie between two cited documents."""

    source: str
    relation: str
    target: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DeadlineAnswer:
    """A deadline: printed words and how they are understood, as `kind`, `start`, `end`, `recurs`."""

    raw: str
    reading: tuple[str, str, str, str]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """A task; `words` are its opening words in a gold record, its whole text in an extracted one."""

    id: str
    words: str
    agencies: Mapping[AgencyRole, tuple[Value, ...]] = field(default_factory=dict)
    deadline: DeadlineAnswer | None = None
    product: Value = NONE
    evidence: Evidence | None = None


NO_TASK = TaskAnswer("", "")


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers to the questions that the metrics ask of one document."""

    header: Mapping[str, Value] = field(default_factory=dict)  # by field; the signer's as `signer.name`
    recipients: tuple[Value, ...] = ()
    citations: tuple[CitedAnswer, ...] = ()
    edges: tuple[EdgeAnswer, ...] = ()
    tasks: tuple[TaskAnswer, ...] = ()
    is_hidden: bool = False  # whether words stand as hashes (`hidden.py`)


def make_gold_answers(data: Json) -> Answers:
    """Return the answers of a gold record's JSON; raises KeyError and TypeError where it is not of that form."""
    header = data["header"]
    signer = header.get("signer") or {}
    return Answers(
        header={name: _plain(header.get(name)) for name in HEADER_FIELDS}
        | {f"signer.{name}": _plain(signer.get(name)) for name in SIGNER_FIELDS},
        recipients=_plains(header.get("recipients")),
        citations=tuple(_gold_citation(item) for item in data["citations"]),
        edges=tuple(EdgeAnswer(item["from"], item["relation"], item["to"]) for item in data.get("edges") or ()),
        tasks=tuple(_gold_task(item) for item in data["tasks"]),
        is_hidden=data.get("hidden") is True,
    )


def _plain(value: object) -> Value:
    return NONE if value is None else Value(str(value))


def _plains(values: Iterable[object] | None) -> tuple[Value, ...]:
    return tuple(_plain(value) for value in values or ())


def _gold_citation(data: Json) -> CitedAnswer:
    values = {name: _plain(data.get(name)) for name in ("type", "code", "date", "issuer", "name")}
    return CitedAnswer(**values, mentions=data.get("mentions") or 0, relations=_plains(data.get("relations")))


def _gold_task(data: Json) -> TaskAnswer:
    due = data.get("deadline")
    deadline = None
    if due:
        kind, start, end, recurs = (str(due.get(name) or "") for name in ("kind", "start", "end", "recurs"))
        deadline = DeadlineAnswer(due["raw"], (kind, start, end, recurs))
    return TaskAnswer(
        id=str(data.get("id") or ""),
        words=data.get("starts") or data.get("text") or "",
        agencies={role: _plains(data.get(role.value)) for role in AgencyRole},
        deadline=deadline,
        product=_plain(data.get("product")),
    )


def make_found_answers(record: Record) -> Answers:
    """Return the answers of an extracted record, each with its evidence."""
    identity = record.identity
    return Answers(
        header=_found_header(identity),
        recipients=tuple(_fact(line) for line in identity.recipients),
        citations=tuple(_found_citation(citation) for citation in record.citations),
        edges=tuple(
            EdgeAnswer(source.key, edge.relation.value, target.key, edge.evidence)
            for edge in record.edges
            for source, target in [record.ends(edge)]
        ),
        tasks=tuple(_found_task(task) for task in record.tasks),
    )


def _fact(fact: Fact | None) -> Value:
    return Value(fact.value, fact.evidence) if fact else NONE


def _found_header(identity: Identity) -> dict[str, Value]:
    header = {name: _fact(getattr(identity, name)) for name in HEADER_FIELDS}
    signer = identity.signer
    for name in SIGNER_FIELDS:
        text = getattr(signer, name) if signer else None
        header[f"signer.{name}"] = Value(text, signer.evidence) if signer and text else NONE
    return header


def _found_citation(citation: Citation) -> CitedAnswer:
    # A citation is as sure as all that speaks for it, not as its first mention alone.
    place = replace(citation.mentions[0], confidence=citation.confidence) if citation.mentions else None
    names = ("type", "code", "date", "issuer", "name")
    texts = {name: getattr(citation, name) for name in names}
    ties = {tie.relation.value: tie.evidence for tie in reversed(citation.ties)}
    order = dict.fromkeys(tie.relation.value for tie in citation.ties)
    return CitedAnswer(
        **{name: Value(text, place) if text else NONE for name, text in texts.items()},
        mentions=len(citation.mentions),
        relations=tuple(Value(relation, ties[relation]) for relation in order),
    )


def _found_deadline(deadline: Deadline) -> DeadlineAnswer:
    reading = (deadline.kind.value, deadline.start or "", deadline.end or "", deadline.recurs or "")
    return DeadlineAnswer(deadline.raw, reading, deadline.evidence)


def _found_task(task: Task) -> TaskAnswer:
    return TaskAnswer(
        id=task.id,
        words=task.text,
        agencies={
            role: tuple(Value(one.name, one.evidence) for one in task.agencies if one.role is role)
            for role in AgencyRole
        },
        deadline=_found_deadline(task.deadline) if task.deadline else None,
        product=_fact(task.product),
        evidence=task.evidence,
    )
