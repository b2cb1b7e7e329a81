"""Makes schemas/record.schema.json: the public JSON form of a record, as `pipeline.model.record_json` writes it.

python -m tools.make_record_schema            prints it
python -m tools.make_record_schema --check    exits 1 when the file on disk is another
"""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.model import AgencyRole, DeadlineKind, Relation, Severity, Status
from pipeline.model.record_json import FACTS, SCHEMA_VERSION

SCHEMA = Path("schemas/record.schema.json")
REDUCED_DATE = r"^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]))?$"
RECURS = (
    r"^(yearly(:--\d{2}-\d{2}(,--\d{2}-\d{2})*)?|quarterly|monthly(:\d{1,2}(,\d{1,2})*)?"
    r"|weekly(:(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*)?|every:\d+[DWMY]|daily|periodic)$"
)

Schema = dict[str, Any]

_HEADER = {
    "type": "Abbreviation of the document type (Nghị định 30/2020/NĐ-CP, or the Party's rules): KH, QĐ, CV, …",
    "code": "Số ký hiệu as printed, without spaces: 861-KH/TU; without a number what is printed: /KH-UBND.",
    "number": "The number alone, with its leading zeros.",
    "issued": "Date of issue, reduced where day or month are left open.",
    "issued_not_before": "Newest date the document cites, where its own is no full date.",
    "place": "Địa danh of the date line.",
    "issuer": "Issuing body, full name with its territory.",
    "issuer_parent": "The superior body printed above it or implied.",
    "title": "Trích yếu, without the type's name.",
}
_DATES = ("issued", "issued_not_before")


def make_schema() -> Schema:
    """Return the JSON Schema (2020-12); every object is closed."""
    root = _object(
        "One document as it was read: its header, citations, ties between cited documents, and tasks.",
        {
            "schema_version": {"const": SCHEMA_VERSION, "description": "Version of this form."},
            "source": _ref("source"),
            "reader": _text("Name and version of the reader."),
            "pages": _count("Number of pages, where the format has pages.", least=0, optional=True),
            "status": _enum(Status, "`partial` as soon as one issue is an error.", without=("quarantined",)),
            "header": _ref("header"),
            "citations": _list("citation", "One entry for each distinct document that is cited."),
            "edges": _list("edge", "Ties between two documents that are both cited here."),
            "tasks": _list("task", "Leaf items that direct work."),
            "sections": _list("section", "Headed parts of the body and of annexes."),
            "signatures": _list("signature", "Digital signatures of the file, in the order of their time."),
            "issues": _list("issue", "Doubts and faults."),
            "text": _text("The whole text, Unicode NFC; all offsets count its characters."),
        },
    )
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:vanban:record:1",
        "title": "vanban record",
    }
    return {**head, **root, "$defs": _definitions()}


def _definitions() -> Schema:
    return {
        "source": _source(),
        "place": _object("A place in the text.", _place_properties()),
        "header": _header(),
        "citation": _citation(),
        "edge": _edge(),
        "task": _task(),
        "deadline": _deadline(),
        "section": _section(),
        "signature": _signature(),
        "issue": _issue(),
    }


def _source() -> Schema:
    return _object(
        "The file it was read from.",
        {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the content."},
            "name": _text("File name, never a path of the machine; of a file of the network its address."),
            "format": _text("txt, md, html, docx, doc, rtf, odt, xlsx, xls, pdf."),
            "size": _count("Bytes.", least=0),
        },
    )


def _place_properties() -> Schema:
    return {
        "start": _count("First character.", least=0),
        "end": _count("Behind the last character.", least=0),
        "rule": _text("The rule that read it."),
        "confidence": _share("How sure that rule is."),
        "page": _count("Page, from 1.", least=1, optional=True),
        "box": _box("Left, top, right, bottom in points from the page's upper left corner."),
    }


def _header() -> Schema:
    facts = {name: _date(_HEADER[name]) if name in _DATES else _text(_HEADER[name], optional=True) for name in FACTS}
    signer = _object(
        "Who signs.",
        {
            "name": _text("The person.", optional=True),
            "position": _text("The person's office.", optional=True),
            "authority": _text("TM, KT, TL, TUQ, Q, joined by +; null when the head signs in own name.", optional=True),
        },
    )
    recipients = {"type": "array", "items": {"type": "string"}, "description": "The lines of Nơi nhận."}
    places = {name: _ref("place") for name in (*FACTS, "signer")}
    lines = _list("place", "One for each line of `recipients`.")
    evidence = _object(
        "Places of the values that are stated.", {**places, "recipients": lines}, required=["recipients"]
    )
    return _object(
        "Who issued what and when.", {**facts, "signer": signer, "recipients": recipients, "evidence": evidence}
    )


def _citation() -> Schema:
    relation = _enum(Relation, "What the document says of its tie to the cited one.")
    tie = _object("A place where a tie is told.", {"relation": relation, **_place_properties()})
    places = {
        "mentions": _list("place", "Every place where it is named."),
        "relations": {"type": "array", "items": tie, "description": "Places of the relations."},
    }
    return _object(
        "A cited document.",
        {
            "type": _text("Type of the cited document.", optional=True),
            "code": _text("Its code, without spaces.", optional=True),
            "date": _date("Its date."),
            "issuer": _text("Its issuer, as the document names it.", optional=True),
            "name": _text("Its name, for laws and documents cited without a code.", optional=True),
            "mentions": _count("How many times it is named.", least=0),
            "relations": {"type": "array", "items": relation, "uniqueItems": True, "description": "All its relations."},
            "confidence": _share("How sure the reading is."),
            "evidence": _object("Where it is cited.", places),
        },
    )


def _edge() -> Schema:
    return _object(
        "A tie between two cited documents, mostly told in a title.",
        {
            "from": _text("Code of the one it starts from, or its name."),
            "from_date": _date("Its date."),
            "from_citation": _count("Its place in `citations`, from 0.", least=0),
            "relation": _enum(Relation, "What is said of the tie."),
            "to": _text("Code of the one it leads to, or its name."),
            "to_date": _date("Its date."),
            "to_citation": _count("Its place in `citations`, from 0.", least=0),
            "evidence": _ref("place"),
        },
    )


def _task() -> Schema:
    names = {
        role.value: {"type": "array", "items": {"type": "string"}, "description": words}
        for role, words in zip(AgencyRole, _ROLES, strict=True)
    }
    agency = _object(
        "An agency in a role.",
        {
            "name": _text("Printed name."),
            "role": _enum(AgencyRole, "Its role."),
            "agency": _text("Id in the register of agencies, where certain.", optional=True),
            "resolved_by": _text("The rule that found it, or why none did.", optional=True),
            **_place_properties(),
        },
    )
    evidence = {
        "text": _ref("place"),
        "agencies": {"type": "array", "items": agency, "description": "All agencies in printed order."},
        "deadline": _or_null("place"),
        "product": _or_null("place"),
    }
    return _object(
        "A leaf item that directs work.",
        {
            "id": _text("Path of printed numbers: II.1.1, Điều 2.1, PL.III.4."),
            "text": _text("Its text."),
            **names,
            "deadline": _or_null("deadline"),
            "product": _text("Sản phẩm, where a column or a labelled line states it.", optional=True),
            "evidence": _object("Where it stands.", evidence),
        },
    )


_ROLES = ("Cơ quan chủ trì.", "Cơ quan phối hợp.", "Cơ quan chỉ đạo, giám sát.", "Who receives the report or product.")


def _deadline() -> Schema:
    recurs = {"anyOf": [{"type": "string", "pattern": RECURS}, {"type": "null"}]}
    return _object(
        "By when.",
        {
            "raw": _text("Printed words."),
            "kind": _enum(DeadlineKind, "How it binds."),
            "start": _date("First date."),
            "end": _date("Last date."),
            "recurs": {**recurs, "description": "How often: yearly:--11-30, monthly:20, weekly:FR, every:2W, …"},
            "rrule": _text("RFC 5545, where the recurrence can be said in it.", optional=True),
        },
    )


def _section() -> Schema:
    return _object(
        "A headed part.",
        {
            "path": _text("Its printed numbers."),
            "role": _text("basis, purpose, target, tasks, funding, organisation, annex, …"),
            "title": _text("Its heading."),
            "start": _count("First character.", least=0),
            "end": _count("Behind the last character.", least=0),
            "page": _count("Page, from 1.", least=1, optional=True),
        },
    )


def _signature() -> Schema:
    return _object(
        "A digital signature as its certificate and its form field tell it; nobody vouched for the certificate.",
        {
            "organisation": _text("Body that the certificate names, of a person perhaps a former one.", optional=True),
            "organisation_code": _text("Of a seal: the body's numbers, MST:…, MNS:….", optional=True),
            "person": _text("Who signed; null in a seal.", optional=True),
            "signed_at": _text("Time of signing, ISO 8601 with +07:00.", optional=True),
            "is_intact": {"type": "boolean", "description": "The signed bytes are unchanged."},
            "covers_whole_file": {"type": "boolean", "description": "Nothing was added behind it."},
            "page": _count("Page, from 1.", least=1, optional=True),
            "box": _box("Its form field in points from the page's upper left corner."),
        },
    )


def _issue() -> Schema:
    return _object(
        "A doubt or a fault.",
        {
            "stage": _text("ingest, structure, extract, graph, store."),
            "code": {"type": "string", "pattern": "^[a-z0-9_]+$", "description": "A stable word."},
            "severity": _enum(Severity, "How much it should worry."),
            "message": _text("A sentence."),
            "start": _count("First character.", least=0, optional=True),
            "end": _count("Behind the last character.", least=0, optional=True),
            "page": _count("Page, from 1.", least=1, optional=True),
        },
    )


def _object(words: str, properties: Schema, required: list[str] | None = None) -> Schema:
    return {
        "type": "object",
        "description": words,
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def _text(words: str, *, optional: bool = False) -> Schema:
    return {"type": ["string", "null"] if optional else "string", "description": words}


def _count(words: str, *, least: int, optional: bool = False) -> Schema:
    return {"type": ["integer", "null"] if optional else "integer", "minimum": least, "description": words}


def _box(words: str) -> Schema:
    box = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    return {"anyOf": [box, {"type": "null"}], "description": words}


def _share(words: str) -> Schema:
    return {"type": "number", "minimum": 0, "maximum": 1, "description": words}


def _date(words: str) -> Schema:
    return {
        "type": ["string", "null"],
        "pattern": REDUCED_DATE,
        "description": f"{words} ISO 8601: 2031-01-20, 2031-01, 2031, 2031-Q1.",
    }


def _enum(kind: type[StrEnum], words: str, without: tuple[str, ...] = ()) -> Schema:
    return {"enum": [one.value for one in kind if one.value not in without], "description": words}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(name: str) -> Schema:
    return {"anyOf": [_ref(name), {"type": "null"}]}


def _list(name: str, words: str) -> Schema:
    return {"type": "array", "items": _ref(name), "description": words}


def dump_schema() -> str:
    """Return the text of schemas/record.schema.json."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Print the schema, or with `--check` compare it with the file on disk."""
    if arguments != ["--check"]:
        sys.stdout.write(dump_schema())
        return 0
    if SCHEMA.read_text("utf-8") == dump_schema():
        return 0
    sys.stderr.write(f"{SCHEMA} is out of date: python -m tools.make_record_schema > {SCHEMA}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
