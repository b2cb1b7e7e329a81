"""From a record to the rows of its file: one list a table, in the order of `COLUMNS`.

Keys are made of the file and the place in the record, never counted up in the database, so that
the same record gives the same rows whenever it comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import FACTS, Citation, Deadline, Evidence, Fact, Record, Signature, Task
from pipeline.model.originals import place_original
from pipeline.model.resolved import Claim, Hand, Linker, Reading
from pipeline.store.days import find_days
from pipeline.store.nouns import FILE_ID
from pipeline.text.reduced_date import first_day, last_day

Value = str | int | float | None
Row = tuple[Value, ...]

NO_BOX = (None, None, None, None)
PENDING = "pending"  # stands for the document until the claims of all files are resolved

COLUMNS: dict[str, tuple[str, ...]] = {
    "files": (
        *("id", "sha256", "name", "format", "size", "original", "reader", "pages", "status"),
        *("kind", "kind_confidence", "facts"),
        *("document", "matched_by", "confidence"),
    ),
    "texts": ("file", "text"),
    "evidence": ("file", "id", "start_at", "end_at", "page", "x0", "top", "x1", "bottom", "rule", "confidence"),
    "headers": (
        *("file", *FACTS, "agency", "resolved_by", "territory", "province", "ground", "code_key", "name_key"),
        "sketch",
    ),
    "header_evidence": ("file", "field", "evidence"),
    "signers": ("file", "name", "position", "authority", "evidence"),
    "signatures": (
        *("file", "position", "organisation", "organisation_code", "person", "signed_at"),
        *("is_intact", "covers_whole_file", "page", "x0", "top", "x1", "bottom"),
    ),
    "recipients": ("file", "position", "name", "evidence"),
    "sections": ("file", "position", "path", "role", "title", "start_at", "end_at", "page"),
    "citations": (
        *("file", "position", "type", "code", "date", "issuer", "name", "confidence"),
        *("agency", "resolved_by", "form", "document", "matched_by", "match_confidence"),
    ),
    "mentions": ("file", "citation", "position", "evidence"),
    "relations": (
        *("file", "position", "hand", "relation", "source_citation", "target_citation"),
        *("source", "target", "matched_by", "confidence", "evidence", "part", "part_evidence"),
    ),
    "tasks": ("file", "position", "path", "text", "product", "product_evidence", "evidence"),
    "task_agencies": (*("file", "task", "position", "role", "name", "agency", "resolved_by", "evidence"),),
    "deadlines": (
        *("file", "task", "raw", "kind", "starts", "ends", "first_day", "last_day", "recurs", "rrule", "evidence"),
    ),
    "recurrences": ("file", "task", "position", "every", "month", "day", "weekday"),
    "issues": ("file", "position", "stage", "code", "severity", "message", "start_at", "end_at", "page"),
    "agency_names": ("file", "position", "agency", "name", "mentions"),
}
"""The tables that one file fills, parents first, with their columns in the order of the rows."""

FORM = (
    *("id", "type", "code", "name", "date", "issuer", "agency", "territory", "scope", "province", "ground"),
    *("code_key", "name_key", "not_before", "not_after"),
)
"""The columns of `forms` that a claim fills; they are fields of `Claim` too."""


@dataclass(frozen=True, slots=True)
class FileRows:
    """All that a load writes of one file: its rows by table, and the forms in which it cites."""

    sha256: str
    tables: dict[str, list[Row]]
    forms: list[Row]


def make_file_rows(record: Record, linker: Linker) -> FileRows:
    """Return what a load writes of a record; needs no database, so it can be made where the file is read."""
    reading = linker.describe(record)
    return FileRows(record.source.sha256, make_rows(record, reading), make_form_rows(reading))


class RowMaker:
    """Makes the rows of one record; `rows` holds them by table when `make_rows` has run."""

    def __init__(self, record: Record, reading: Reading) -> None:
        self.record = record
        self.reading = reading
        self.file = record.source.sha256[:FILE_ID]
        self.rows: dict[str, list[Row]] = defaultdict(list)

    def add(self, table: str, *values: Value) -> None:
        """Append one row; the file's id comes first in every table."""
        self.rows[table].append((self.file, *values))

    def place(self, evidence: Evidence) -> int:
        """Append a place and return its number within the file."""
        number = len(self.rows["evidence"])
        box = evidence.box or NO_BOX
        self.add(
            *("evidence", number, evidence.start, evidence.end, evidence.page, *box),
            *(evidence.rule, evidence.confidence),
        )
        return number


def make_rows(record: Record, reading: Reading) -> dict[str, list[Row]]:
    """Return all rows of a record by table; documents are still `pending`."""
    maker = RowMaker(record, reading)
    _add_file(maker)
    _add_header(maker)
    for position, signature in enumerate(record.signatures):
        _add_signature(maker, position, signature)
    for position, citation in enumerate(record.citations):
        _add_citation(maker, position, citation, reading.claims[position + 1])
    _add_relations(maker)
    for position, task in enumerate(record.tasks):
        _add_task(maker, position, task)
    for position, section in enumerate(record.sections):
        span = (section.start, section.end, section.page)
        maker.add("sections", position, section.path, section.role, section.title, *span)
    for position, issue in enumerate(record.issues):
        words = (issue.stage, issue.code, issue.severity.value, issue.message)
        maker.add("issues", position, *words, issue.start, issue.end, issue.page)
    for position, (name, mentions) in enumerate(reading.names):
        maker.add("agency_names", position, name.agency, name.name, mentions)
    return dict(maker.rows)


def make_form_rows(reading: Reading) -> list[Row]:
    """Return what each citation of a record says, as a row of the columns in `FORM`."""
    return [tuple(getattr(claim, name) for name in FORM) for claim in reading.claims[1:]]


def _add_file(maker: RowMaker) -> None:
    record, source = maker.record, maker.record.source
    original = place_original(source.sha256, source.name)
    maker.add(
        *("files", source.sha256, source.name, source.format, source.size, original, record.reader, record.pages),
        *(
            record.status.value,
            record.kind.value,
            record.kind_confidence,
            maker.reading.claims[0].facts,
            PENDING,
            PENDING,
            0.0,
        ),
    )
    maker.add("texts", record.text)


def _add_header(maker: RowMaker) -> None:
    identity, claim = maker.record.identity, maker.reading.claims[0]
    facts: dict[str, Fact] = {name: fact for name in FACTS if (fact := getattr(identity, name)) is not None}
    values = (facts[name].value if name in facts else None for name in FACTS)
    place = (identity.agency, identity.resolved_by, claim.territory, claim.province, claim.ground)
    maker.add("headers", *values, *place, claim.code_key, claim.name_key, claim.sketch)
    for name, fact in facts.items():
        maker.add("header_evidence", name, maker.place(fact.evidence))
    signer = identity.signer
    if signer:
        maker.add("signers", signer.name, signer.position, signer.authority, maker.place(signer.evidence))
    for position, line in enumerate(identity.recipients):
        maker.add("recipients", position, line.value, maker.place(line.evidence))


def _add_signature(maker: RowMaker, position: int, signature: Signature) -> None:
    holder = (signature.organisation, signature.organisation_code, signature.person, signature.signed_at)
    bytes_ = (int(signature.is_intact), int(signature.covers_whole_file))
    maker.add("signatures", position, *holder, *bytes_, signature.page, *(signature.box or NO_BOX))


def _add_citation(maker: RowMaker, position: int, citation: Citation, claim: Claim) -> None:
    maker.add(
        *("citations", position, citation.type, citation.code, citation.date, citation.issuer, citation.name),
        *(citation.confidence, citation.agency, citation.resolved_by, claim.id, PENDING, PENDING, 0.0),
    )
    for number, evidence in enumerate(citation.mentions):
        maker.add("mentions", position, number, maker.place(evidence))


def _add_relations(maker: RowMaker) -> None:
    for position, row in enumerate(_relation_rows(maker)):
        maker.add("relations", position, *row)


def _relation_rows(maker: RowMaker) -> Iterator[Row]:
    record = maker.record
    for position, citation in enumerate(record.citations):
        for tie in citation.ties:
            ends: Row = (None, position, None, None, None)
            place = (tie.evidence.confidence, maker.place(tie.evidence), *_part(maker, tie.part))
            yield (Hand.FIRST, tie.relation.value, *ends, *place)
    for edge in record.edges:
        ends = (edge.source, edge.target, None, None, None)
        place = (edge.evidence.confidence, maker.place(edge.evidence), *_part(maker, edge.part))
        yield (Hand.SECOND, edge.relation.value, *ends, *place)


def _part(maker: RowMaker, part: Fact | None) -> tuple[str | None, int | None]:
    return (part.value, maker.place(part.evidence)) if part else (None, None)


def _add_task(maker: RowMaker, position: int, task: Task) -> None:
    product = task.product
    product_words = (product.value, maker.place(product.evidence)) if product else (None, None)
    maker.add("tasks", position, task.id, task.text, *product_words, maker.place(task.evidence))
    for number, mention in enumerate(task.agencies):
        maker.add(
            *("task_agencies", position, number, mention.role.value, mention.name),
            *(mention.agency, mention.resolved_by, maker.place(mention.evidence)),
        )
    if task.deadline:
        _add_deadline(maker, position, task.deadline)


def _add_deadline(maker: RowMaker, position: int, deadline: Deadline) -> None:
    maker.add(
        *("deadlines", position, deadline.raw, deadline.kind.value, deadline.start, deadline.end),
        *(first_day(deadline.start), last_day(deadline.end), deadline.recurs, deadline.rrule),
        maker.place(deadline.evidence),
    )
    for number, days in enumerate(find_days(deadline.recurs)):
        maker.add("recurrences", position, number, days.every, days.month, days.day, days.weekday)
