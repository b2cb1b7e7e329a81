"""Invented records for tests: persons, numbers and contents are made up; texts hold every fact they give."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from hashlib import sha256

from pipeline.extract.agencies.identify import identify_agencies
from pipeline.model import (
    AgencyMention,
    AgencyRole,
    Citation,
    CitationTie,
    Deadline,
    DeadlineKind,
    Edge,
    Evidence,
    Fact,
    Identity,
    Issue,
    Record,
    Relation,
    Section,
    Severity,
    Signature,
    Signer,
    SourceFile,
    Task,
)


class TextBuilder:
    """Writes a text line by line and gives the place of every piece."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str, rule: str = "test", confidence: float = 0.9) -> Evidence:
        """Append a line and return its place."""
        start = len(self.text)
        self.text += words + "\n"
        return Evidence(start, start + len(words), rule, confidence, 1 + start // 2000, (10.0, 20.5, 300.0, 32.25))

    def fact(self, value: str | None) -> Fact | None:
        """Append a value and return it as a fact; None stays None."""
        return None if value is None else Fact(value, self.add(value))


def cite(
    code: str | None = None,
    *relations: Relation,
    date: str | None = None,
    issuer: str | None = None,
    name: str | None = None,
    type_: str | None = None,
    mentions: int = 1,
) -> Citation:
    """Return a citation; its places are given when a record takes it in."""
    place = Evidence(0, 0, "cited", 0.9)
    ties = tuple(CitationTie(relation, place) for relation in relations or (Relation.MENTIONS,))
    return Citation(type_ or guess_type(code), code, date, issuer, name, (place,) * mentions, ties, 0.9)


def guess_type(code: str | None) -> str | None:
    """Return the type in an invented code: "16/KH-UBND" and "98-KH/TU" are KH."""
    parts = (code or "").replace("-", "/").split("/")
    return next((part for part in parts[1:] if not part.isdigit()), None)


def work(
    text: str,
    *,
    lead: Sequence[str] = (),
    coordinate: Sequence[str] = (),
    report_to: Sequence[str] = (),
    deadline: Deadline | None = None,
    product: str | None = None,
    path: str = "II.1",
) -> Task:
    """Return a task; its places are given when a record takes it in."""
    place = Evidence(0, 0, "task", 0.8)
    roles = ((AgencyRole.LEAD, lead), (AgencyRole.COORDINATE, coordinate), (AgencyRole.REPORT_TO, report_to))
    agencies = tuple(AgencyMention(name, role, place) for role, names in roles for name in names)
    return Task(path, text, place, agencies, deadline, Fact(product, place) if product else None)


def invent(seed: int, *, changed: float = 0.0, length: int = 400) -> str:
    """Return a text of invented words; `changed` is the share of words in which a second reading differs."""
    rng, other = random.Random(seed), random.Random(f"{seed} {changed}")
    heads, tails = ("b", "c", "đ", "gi", "h", "kh", "l", "m", "nh", "t"), ("an", "ông", "ức", "ình", "oa", "iết")
    words = (rng.choice(heads) + rng.choice(tails) for _ in range(length))
    return " ".join(f"{word}x" if other.random() < changed else word for word in words) + "\n"


def due(
    raw: str,
    kind: DeadlineKind = DeadlineKind.DATE,
    *,
    start: str | None = None,
    end: str | None = None,
    recurs: str | None = None,
) -> Deadline:
    """Return a deadline; its place is given when a record takes it in."""
    return Deadline(raw, kind, start, end, recurs, Evidence(0, 0, "deadline", 0.8))


def make_record(
    code: str | None = None,
    *,
    issued: str | None = None,
    issuer: str | None = "UBND tỉnh Hà Nam",
    parent: str | None = None,
    title: str | None = "Phòng chống dịch năm 2031",
    type_: str | None = None,
    citations: Iterable[Citation] = (),
    edges: Iterable[tuple[str | int, Relation, str | int]] = (),
    tasks: Iterable[Task] = (),
    name: str | None = None,
    salt: str = "",
    failed: bool = False,
    signatures: Iterable[Signature] = (),
    body: str = "",
) -> Record:
    """Return a record whose text holds all its facts; equal arguments give an equal record, its agencies identified.

    An edge names its ends by code or name, or, where two citations share a code, by their places.
    """
    words = TextBuilder()
    identity = Identity(
        type=words.fact(type_ or guess_type(code)),
        code=words.fact(code),
        number=words.fact((code or "").split("/")[0].split("-")[0] or None),
        issued=words.fact(issued),
        place=words.fact("Hà Nam"),
        issuer=words.fact(issuer),
        issuer_parent=words.fact(parent),
        title=words.fact(title),
        signer=Signer("Nguyễn Văn Mẫu", "Phó Chủ tịch", "TM+KT", words.add("Nguyễn Văn Mẫu")),
        recipients=tuple(Fact(line, words.add(line)) for line in ("Như trên", "Lưu: VT")),
    )
    placed = tuple(_place_citation(words, citation) for citation in citations)
    severity = Severity.ERROR if failed else Severity.INFO
    done = tuple(_place_task(words, task) for task in tasks)
    ties = tuple(
        Edge(_place_of(placed, source), relation, _place_of(placed, target), words.add(f"{source} về {target}"))
        for source, relation, target in edges
    )
    words.text += body
    digest = sha256(f"{words.text}{salt}".encode()).hexdigest()
    file_name = name or f"{(code or 'van-ban').replace('/', '-')}.txt"
    record = Record(
        source=SourceFile(digest, file_name, file_name.rpartition(".")[2], len(words.text.encode())),
        reader="text 1",
        text=words.text,
        identity=identity,
        citations=placed,
        edges=ties,
        tasks=done,
        sections=(Section("II", "tasks", "NHIỆM VỤ", 0, len(words.text), 1),),
        issues=(Issue("extract", "test_issue", severity, "Chỉ để thử.", 0, 1, 1),),
        pages=1,
        signatures=tuple(signatures),
    )
    return identify_agencies(record)


def _place_citation(words: TextBuilder, citation: Citation) -> Citation:
    place = words.add(f"{citation.key} {citation.date or ''}", "cited")
    ties = tuple(CitationTie(tie.relation, place) for tie in citation.ties)
    return Citation(
        *(citation.type, citation.code, citation.date, citation.issuer, citation.name),
        mentions=tuple(place for _ in citation.mentions),
        ties=ties,
        confidence=citation.confidence,
    )


def _place_of(citations: Sequence[Citation], end: str | int) -> int:
    return end if isinstance(end, int) else [citation.key for citation in citations].index(end)


def _place_task(words: TextBuilder, task: Task) -> Task:
    place = words.add(task.text)
    deadline = task.deadline
    return Task(
        task.id,
        task.text,
        place,
        tuple(AgencyMention(item.name, item.role, words.add(item.name)) for item in task.agencies),
        Deadline(
            *(deadline.raw, deadline.kind, deadline.start, deadline.end, deadline.recurs),
            evidence=words.add(deadline.raw),
        )
        if deadline
        else None,
        words.fact(task.product.value) if task.product else None,
    )
