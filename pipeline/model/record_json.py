"""Records as JSON text, both ways; `pipeline.model.record_form` declares the form, msgspec writes and checks it.

`header`, `citations`, `edges` and `tasks` hold plain values, as annotators write them; the `evidence` beside the values
says where each was read. Offsets are characters of `text`. Here values and places are put apart and together again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET

from pipeline.errors import RecordError
from pipeline.model.read import Evidence, Issue, Signature, SourceFile
from pipeline.model.record import (
    FACTS,
    AgencyMention,
    AgencyRole,
    Citation,
    CitationTie,
    Deadline,
    Edge,
    Fact,
    Identity,
    Record,
    Section,
    Signer,
    Task,
)
from pipeline.model.record_form import (
    AGENCY_PLACE,
    CITATION,
    CITATION_PLACES,
    DEADLINE,
    EDGE,
    FORMS,
    HEADER,
    HEADER_PLACES,
    RECORD,
    SCHEMA_VERSION,
    SIGNER,
    TASK,
    TASK_PLACES,
    TIE_PLACE,
    Form,
    values_of,
)

Values = dict[str, Any]
_Noun = TypeVar("_Noun")


class _Version(msgspec.Struct):
    schema_version: int | None = None


def dump_record(record: Record) -> str:
    """Return the record as JSON text: UTF-8, stable order, one line end at the end."""
    return msgspec.json.format(_encode(record), indent=1).decode() + "\n"


def dump_line(record: Record) -> str:
    """Return the record as one line of JSON, with its line end."""
    return _encode(record).decode() + "\n"


def make_json(record: Record) -> Values:
    """Return the record's JSON as lists, mappings and plain values."""
    data: Values = msgspec.json.decode(_encode(record))
    return data


def parse_record(text: bytes | str) -> Record:
    """Return the record that a JSON text describes, of this version or an older one.

    What it holds besides is passed over. Raises RecordError that says what is wrong, and where.
    """
    try:
        version = msgspec.json.decode(text, type=_Version).schema_version
        if version not in FORMS:
            raise RecordError(f"schema_version is {version}, this program reads {', '.join(map(str, FORMS))}")
        return _make_record(msgspec.json.decode(text, type=FORMS[version]))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise RecordError(f"the record is not of the published form: {error}") from error


def read_record(path: Path) -> Record:
    """Read a record from disk; raises RecordError with the file's name."""
    try:
        return parse_record(path.read_bytes())
    except RecordError as error:
        raise RecordError(f"{path.name}: {error}") from error


def _encode(record: Record) -> bytes:
    form = RECORD(
        schema_version=SCHEMA_VERSION,
        source=record.source,
        status=record.status,
        header=_header_form(record.identity),
        citations=tuple(map(_citation_form, record.citations)),
        edges=tuple(_edge_form(edge, *record.ends(edge)) for edge in record.edges),
        tasks=tuple(map(_task_form, record.tasks)),
        sections=record.sections,
        signatures=record.signatures,
        issues=record.issues,
        **_values(record),
    )
    return msgspec.json.encode(form)


def _make_record(form: Form) -> Record:
    citations = tuple(map(_make_citation, form.citations))
    make_edge = _make_edge if form.schema_version > 1 else _make_first_edge
    return Record(
        source=_same(form.source, SourceFile),
        identity=_make_identity(form.header),
        citations=citations,
        edges=tuple(make_edge(edge, citations) for edge in form.edges),
        tasks=tuple(map(_make_task, form.tasks)),
        sections=_same(form.sections, tuple[Section, ...]),
        signatures=_same(form.signatures, tuple[Signature, ...]),
        issues=_same(form.issues, tuple[Issue, ...]),
        **_chosen(form, Record),
    )


def _values(noun: Any) -> Values:
    """Return the values of a noun by name, without the places of its facts."""
    kind: type = type(noun)
    return {name: _value(getattr(noun, name)) for name in values_of(kind)}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_value, value))
    return value.value if isinstance(value, Fact) else value


def _chosen(form: Form, noun: type) -> Values:
    """Return the values of a form that belong to a noun."""
    return {name: getattr(form, name) for name in values_of(noun)}


def _same(form: Form, noun: Callable[..., _Noun]) -> _Noun:
    """Return the noun whose fields are those of a form."""
    made: _Noun = msgspec.convert(form, noun, from_attributes=True)
    return made


def _place(form: Form) -> Evidence:
    return _same(form, Evidence)


def _make_fact(value: str | None, place: Form, name: str) -> Fact | None:
    if value is None:
        return None
    if not place:
        raise ValueError(f"`{name}` has a value and no place under `evidence`")
    return Fact(value, _place(place))


def _place_of(fact: Fact | None) -> Evidence | None:
    return fact.evidence if fact else None


def _make_part(form: Form) -> Fact | None:
    return _make_fact(form.part, form.part_place, "part")


def _header_form(identity: Identity) -> Form:
    signer = identity.signer
    places = {name: fact.evidence for name in FACTS if (fact := getattr(identity, name))}
    return HEADER(
        signer=SIGNER(**_values(signer) if signer else dict.fromkeys(values_of(Signer))),
        evidence=HEADER_PLACES(
            signer=signer.evidence if signer else UNSET,
            recipients=tuple(line.evidence for line in identity.recipients),
            **places,
        ),
        **_values(identity),
    )


def _make_identity(form: Form) -> Identity:
    values, places = _chosen(form, Identity), form.evidence
    values |= {name: _make_fact(values[name], getattr(places, name), name) for name in FACTS}
    lines = zip(form.recipients, places.recipients, strict=True)
    values["recipients"] = tuple(_make_fact(line, place, "recipients") for line, place in lines)
    signer = Signer(**_chosen(form.signer, Signer), evidence=_place(places.signer)) if places.signer else None
    return Identity(**values, signer=signer)


def _citation_form(citation: Citation) -> Form:
    return CITATION(
        mentions=len(citation.mentions),
        relations=tuple(dict.fromkeys(tie.relation for tie in citation.ties)),
        evidence=CITATION_PLACES(
            mentions=citation.mentions,
            relations=tuple(
                TIE_PLACE(**_values(tie), **_values(tie.evidence), part_place=_place_of(tie.part))
                for tie in citation.ties
            ),
        ),
        **_values(citation),
    )


def _make_citation(form: Form) -> Citation:
    return Citation(
        mentions=_same(form.evidence.mentions, tuple[Evidence, ...]),
        ties=tuple(CitationTie(tie.relation, _place(tie), _make_part(tie)) for tie in form.evidence.relations),
        **_chosen(form, Citation),
    )


def _edge_form(edge: Edge, source: Citation, target: Citation) -> Form:
    start = {"from": source.key, "from_date": source.date, "from_citation": edge.source}
    end = {"to": target.key, "to_date": target.date, "to_citation": edge.target}
    part = {"part": _value(edge.part), "part_place": _place_of(edge.part)}
    return EDGE(**start, relation=edge.relation, **end, evidence=edge.evidence, **part)


def _make_edge(form: Form, citations: Sequence[Citation]) -> Edge:
    last = max(form.from_citation, form.to_citation)
    if last >= len(citations):
        raise ValueError(f"an edge refers to citation {last}, and the last one is {len(citations) - 1}")
    return Edge(form.from_citation, form.relation, form.to_citation, _place(form.evidence), _make_part(form))


def _make_first_edge(form: Form, citations: Sequence[Citation]) -> Edge:
    """Return an edge of version 1, which names its ends by code or name alone: of two such acts the one named last."""
    place = _place(form.evidence)
    source, target = (_named_last(getattr(form, end), citations, place.end) for end in ("from", "to"))
    return Edge(source, form.relation, target, place)


def _named_last(key: str, citations: Sequence[Citation], before: int) -> int:
    """Return the place of the citation of a code or name whose mention stands nearest before an offset."""
    found = {
        index: max((mention.start for mention in citation.mentions if mention.start < before), default=-1)
        for index, citation in enumerate(citations)
        if citation.key == key
    }
    if not found:
        raise ValueError(f"an edge names {key!r}, which is not cited")
    return max(found, key=lambda index: found[index])


def _task_form(task: Task) -> Form:
    deadline, product = task.deadline, task.product
    return TASK(
        deadline=DEADLINE(**_values(deadline)) if deadline else None,
        evidence=TASK_PLACES(
            text=task.evidence,
            agencies=tuple(AGENCY_PLACE(**_values(one), **_values(one.evidence)) for one in task.agencies),
            deadline=deadline.evidence if deadline else None,
            product=_place_of(product),
        ),
        **{role.value: tuple(task.names(role)) for role in AgencyRole},
        **_values(task),
    )


def _make_task(form: Form) -> Task:
    values, places, due = _chosen(form, Task), form.evidence, form.deadline
    if due and not places.deadline:
        raise ValueError("`deadline` has a value and no place under `evidence`")
    values["product"] = _make_fact(form.product, places.product, "product")
    return Task(
        evidence=_place(places.text),
        agencies=tuple(AgencyMention(**_chosen(one, AgencyMention), evidence=_place(one)) for one in places.agencies),
        deadline=Deadline(**_chosen(due, Deadline), evidence=_place(places.deadline)) if due else None,
        **values,
    )
