"""The published form of a record, as types that msgspec writes, checks and describes; they follow from the nouns.

A noun's form holds its values under the names of its fields, with their words and limits. The places of facts stand
apart under `evidence`, so that the values look as annotators write them. A value added to a noun is in the form, in the
schema and in what is read. Only who writes or reads records imports this: msgspec takes a while to load.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import UNSET, Meta, UnsetType, defstruct

from pipeline.model.limits import ISO_DATE, Limits, Offset
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
    Relation,
    Section,
    Signer,
    Task,
)

SCHEMA_VERSION = 2
"""Counts up when a reader of the old form would misread the new one; older ones are still read (`FORMS`)."""

Form = Any
"""A type made here, or a value of one: msgspec knows its fields, a type checker does not."""

_Field = tuple[str, Any] | tuple[str, Any, Any]


@cache
def values_of(noun: type) -> dict[str, _Field]:
    """Return the fields of a noun that hold values (words, numbers, what facts say), by name: name, type, default."""
    hints = get_type_hints(noun, include_extras=True)
    return {
        field.name: (field.name, hints[field.name], *(() if field.default is MISSING else (field.default,)))
        for field in fields(noun)
        if not _has_place(hints[field.name])
    }


def _has_place(hint: Any) -> bool:
    if isinstance(hint, type) and is_dataclass(hint):
        return hint is not Fact
    return any(map(_has_place, get_args(hint)))


def _form(name: str, words: str, *parts: _Field) -> Form:
    made = [(name, _published(hint), *default) for name, hint, *default in parts]
    return defstruct(name, made, kw_only=True, namespace={"__doc__": words})


def _published(hint: Any) -> Any:
    """Return a type with its words and limits as msgspec takes them, and with strings for facts."""
    origin, parts = get_origin(hint), get_args(hint)
    if not parts or origin is Literal:
        return str if hint is Fact else hint
    if origin is Annotated:
        return Annotated[_published(parts[0]), *map(_note, parts[1:])]
    inner = tuple(map(_published, parts))
    return GenericAlias(tuple, inner) if origin is tuple else Union[inner]  # noqa: UP007  # of parts known at run time


def _note(note: str | Limits | Meta) -> Meta:
    if isinstance(note, str):
        return Meta(description=note)
    if isinstance(note, Meta):
        return note
    if note.pattern:
        return Meta(pattern=note.pattern)
    if note.shape:
        return Meta(extra_json_schema={"pattern": note.shape})
    return Meta(ge=note.least, le=note.most)


def _each(kind: Any, words: str) -> Any:
    return Annotated[GenericAlias(tuple, (kind, ...)), words]


def _of(*nouns: type) -> list[_Field]:
    return [field for noun in nouns for field in values_of(noun).values()]


SOURCE = _form("source", "The file it was read from.", *_of(SourceFile))
PLACE = _form("place", "A place in the text.", *_of(Evidence))
_PART_PLACE = ("part_place", Annotated[PLACE | None, "Where the part is named."], None)
TIE_PLACE = _form("tie_place", "A place where a tie is told.", *_of(CitationTie, Evidence), _PART_PLACE)
AGENCY_PLACE = _form("agency", "An agency in a role.", *_of(AgencyMention, Evidence))
SIGNER = _form("signer", "Who signs.", *_of(Signer))
HEADER_PLACES = _form(
    "header_places",
    "Places of the values that are stated.",
    *((name, PLACE | UnsetType, UNSET) for name in (*FACTS, "signer")),
    ("recipients", _each(PLACE, "One for each line of `recipients`.")),
)
HEADER = _form("header", "Who issued what and when.", *_of(Identity), ("signer", SIGNER), ("evidence", HEADER_PLACES))
CITATION_PLACES = _form(
    "citation_places",
    "Where it is cited.",
    ("mentions", _each(PLACE, "Every place where it is named.")),
    ("relations", _each(TIE_PLACE, "Places of the relations.")),
)
CITATION = _form(
    "citation",
    "A cited document.",
    *_of(Citation),
    ("mentions", Annotated[Offset, "How many times it is named."]),
    ("relations", Annotated[tuple[Relation, ...], "All its relations.", Meta(extra_json_schema={"uniqueItems": True})]),
    ("evidence", CITATION_PLACES),
)
EDGE = _form(
    "edge",
    "A tie between two cited documents, mostly told in a title.",
    ("from", Annotated[str, "Code of the one it starts from, or its name."]),
    ("from_date", Annotated[str | None, "Its date.", ISO_DATE]),
    ("from_citation", Annotated[Offset, "Its place in `citations`, from 0."]),
    ("relation", Annotated[Relation, "What is said of the tie."]),
    ("to", Annotated[str, "Code of the one it leads to, or its name."]),
    ("to_date", Annotated[str | None, "Its date.", ISO_DATE]),
    ("to_citation", Annotated[Offset, "Its place in `citations`, from 0."]),
    values_of(Edge)["part"],
    ("evidence", PLACE),
    _PART_PLACE,
)
EDGE_1 = _form(
    "edge_1", "A tie as version 1 told it.", ("from", str), ("relation", Relation), ("to", str), ("evidence", PLACE)
)
DEADLINE = _form("deadline", "By when.", *_of(Deadline))
TASK_PLACES = _form(
    "task_places",
    "Where it stands.",
    ("text", PLACE),
    ("agencies", _each(AGENCY_PLACE, "All agencies in printed order.")),
    ("deadline", PLACE | None),
    ("product", PLACE | None),
)
_ROLES = {
    AgencyRole.LEAD: "Cơ quan chủ trì.",
    AgencyRole.COORDINATE: "Cơ quan phối hợp.",
    AgencyRole.DIRECT: "Cơ quan chỉ đạo, giám sát.",
    AgencyRole.REPORT_TO: "Who receives the report or product.",
}
TASK = _form(
    "task",
    "A leaf item that directs work.",
    *_of(Task),
    *((role.value, _each(str, words)) for role, words in _ROLES.items()),
    ("deadline", DEADLINE | None),
    ("evidence", TASK_PLACES),
)
SECTION = _form("section", "A headed part.", *_of(Section))
SIGNATURE = _form(
    "signature",
    "A digital signature as its certificate and its form field tell it; nobody vouched for the certificate.",
    *_of(Signature),
)
ISSUE = _form("issue", "A doubt or a fault.", *_of(Issue))


def _record(version: int, edge: Form) -> Form:
    own = values_of(Record)
    return _form(
        "record",
        "One document as it was read: its header, citations, ties between cited documents, and tasks.",
        ("schema_version", Annotated[Literal[version], "Version of this form."]),
        ("source", SOURCE),
        own["reader"],
        own["pages"],
        own["kind"],
        own["kind_confidence"],
        ("status", Annotated[Literal["complete", "partial"], "`partial` as soon as one issue is an error."]),
        ("header", HEADER),
        ("citations", _each(CITATION, "One entry for each distinct document that is cited.")),
        ("edges", _each(edge, "Ties between two documents that are both cited here.")),
        ("tasks", _each(TASK, "Leaf items that direct work.")),
        ("sections", _each(SECTION, "Headed parts of the body and of annexes.")),
        ("signatures", _each(SIGNATURE, "Digital signatures of the file, in the order of their time."), ()),
        ("issues", _each(ISSUE, "Doubts and faults.")),
        own["text"],
    )


RECORD = _record(SCHEMA_VERSION, EDGE)
FORMS = {1: _record(1, EDGE_1), SCHEMA_VERSION: RECORD}
"""The form of each version that is still read; records of version 1 may be older than signatures."""
