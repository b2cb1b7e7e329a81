"""The public JSON form of a record, both ways; `schemas/record.schema.json` describes it.

`header`, `citations`, `edges` and `tasks` hold plain values, as annotators write them; the
`evidence` beside the values says where each was read. Offsets are characters of `text`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.errors import RecordError
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

SCHEMA_VERSION = 2
FACTS = ("type", "code", "number", "issued", "issued_not_before", "place", "issuer", "issuer_parent", "title")
Json = dict[str, Any]


def make_json(record: Record) -> Json:
    """Return the public JSON form of a record."""
    return {
        "schema_version": SCHEMA_VERSION,
        "source": _plain(record.source),
        "reader": record.reader,
        "pages": record.pages,
        "status": record.status.value,
        "header": _header_json(record.identity),
        "citations": [_citation_json(citation) for citation in record.citations],
        "edges": [_edge_json(edge, *record.ends(edge)) for edge in record.edges],
        "tasks": [_task_json(task) for task in record.tasks],
        "sections": [_plain(section) for section in record.sections],
        "signatures": [_signature_json(signature) for signature in record.signatures],
        "issues": [_plain(issue) for issue in record.issues],
        "text": record.text,
    }


def parse_record(data: Mapping[str, Any]) -> Record:
    """Return the record that a JSON form describes; raises RecordError naming what is wrong."""
    if not isinstance(data, Mapping):
        raise RecordError(f"the record is not of the published form: its JSON is {data!r:.40}, no object")
    if data.get("schema_version") != SCHEMA_VERSION:
        raise RecordError(f"schema_version is {data.get('schema_version')!r}, this program reads {SCHEMA_VERSION}")
    try:
        return Record(
            source=SourceFile(**data["source"]),
            reader=data["reader"],
            text=data["text"],
            pages=data["pages"],
            identity=_parse_header(data["header"]),
            citations=tuple(_parse_citation(item) for item in data["citations"]),
            edges=tuple(_parse_edge(item) for item in data["edges"]),
            tasks=tuple(_parse_task(item) for item in data["tasks"]),
            sections=tuple(Section(**item) for item in data["sections"]),
            signatures=tuple(_parse_signature(item) for item in data.get("signatures", ())),
            issues=tuple(Issue(**{**item, "severity": Severity(item["severity"])}) for item in data["issues"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(f"the record is not of the published form: {error!r}") from error


def dump_record(record: Record) -> str:
    """Return the record as JSON text: UTF-8, stable order, one line end at the end."""
    return json.dumps(make_json(record), ensure_ascii=False, indent=1) + "\n"


def read_record(path: Path) -> Record:
    """Read a record from disk; raises RecordError with the file's name."""
    try:
        return parse_record(json.loads(path.read_text("utf-8")))
    except (json.JSONDecodeError, UnicodeDecodeError, RecordError) as error:
        raise RecordError(f"{path.name}: {error}") from error


def _plain(item: Any) -> Json:
    return {field.name: getattr(item, field.name) for field in fields(item)}


def _signature_json(signature: Signature) -> Json:
    return {**_plain(signature), "box": list(signature.box) if signature.box else None}


def _parse_signature(data: Mapping[str, Any]) -> Signature:
    return Signature(**{**data, "box": tuple(data["box"]) if data["box"] else None})


def _evidence_json(evidence: Evidence) -> Json:
    data = _plain(evidence)
    data["box"] = list(evidence.box) if evidence.box else None
    return data


def _parse_evidence(data: Mapping[str, Any]) -> Evidence:
    box = data["box"]
    return Evidence(**{**data, "box": tuple(box) if box else None})


def _header_json(identity: Identity) -> Json:
    facts = {name: getattr(identity, name) for name in FACTS}
    signer = identity.signer
    header: Json = {name: fact.value if fact else None for name, fact in facts.items()}
    header["signer"] = {
        "name": signer.name if signer else None,
        "position": signer.position if signer else None,
        "authority": signer.authority if signer else None,
    }
    header["recipients"] = [fact.value for fact in identity.recipients]
    evidence: Json = {name: _evidence_json(fact.evidence) for name, fact in facts.items() if fact}
    if signer:
        evidence["signer"] = _evidence_json(signer.evidence)
    evidence["recipients"] = [_evidence_json(fact.evidence) for fact in identity.recipients]
    header["evidence"] = evidence
    return header


def _parse_header(data: Mapping[str, Any]) -> Identity:
    places = data["evidence"]
    facts = {name: Fact(data[name], _parse_evidence(places[name])) for name in FACTS if data[name] is not None}
    signer = Signer(**data["signer"], evidence=_parse_evidence(places["signer"])) if "signer" in places else None
    lines = zip(data["recipients"], places["recipients"], strict=True)
    recipients = tuple(Fact(value, _parse_evidence(place)) for value, place in lines)
    return Identity(**facts, signer=signer, recipients=recipients)


def _citation_json(citation: Citation) -> Json:
    return {
        "type": citation.type,
        "code": citation.code,
        "date": citation.date,
        "issuer": citation.issuer,
        "name": citation.name,
        "mentions": len(citation.mentions),
        "relations": list(dict.fromkeys(tie.relation.value for tie in citation.ties)),
        "confidence": citation.confidence,
        "evidence": {
            "mentions": [_evidence_json(place) for place in citation.mentions],
            "relations": [{"relation": tie.relation.value, **_evidence_json(tie.evidence)} for tie in citation.ties],
        },
    }


def _parse_tie(data: Mapping[str, Any]) -> CitationTie:
    place = {key: value for key, value in data.items() if key != "relation"}
    return CitationTie(Relation(data["relation"]), _parse_evidence(place))


def _parse_citation(data: Mapping[str, Any]) -> Citation:
    return Citation(
        **{name: data[name] for name in ("type", "code", "date", "issuer", "name", "confidence")},
        mentions=tuple(_parse_evidence(place) for place in data["evidence"]["mentions"]),
        ties=tuple(_parse_tie(tie) for tie in data["evidence"]["relations"]),
    )


def _edge_json(edge: Edge, source: Citation, target: Citation) -> Json:
    return {
        "from": source.key,
        "from_date": source.date,
        "from_citation": edge.source,
        "relation": edge.relation.value,
        "to": target.key,
        "to_date": target.date,
        "to_citation": edge.target,
        "evidence": _evidence_json(edge.evidence),
    }


def _parse_edge(data: Mapping[str, Any]) -> Edge:
    ends = data["from_citation"], Relation(data["relation"]), data["to_citation"]
    return Edge(*ends, _parse_evidence(data["evidence"]))


def _agency_json(mention: AgencyMention) -> Json:
    return {
        "name": mention.name,
        "role": mention.role.value,
        "agency": mention.agency,
        "resolved_by": mention.resolved_by,
        **_evidence_json(mention.evidence),
    }


def _parse_agency(data: Mapping[str, Any]) -> AgencyMention:
    own = ("name", "role", "agency", "resolved_by")
    place = {key: value for key, value in data.items() if key not in own}
    role = AgencyRole(data["role"])
    return AgencyMention(data["name"], role, _parse_evidence(place), data["agency"], data["resolved_by"])


def _task_json(task: Task) -> Json:
    deadline, product = task.deadline, task.product
    return {
        "id": task.id,
        "text": task.text,
        **{role.value: task.names(role) for role in AgencyRole},
        "deadline": _deadline_json(deadline) if deadline else None,
        "product": product.value if product else None,
        "evidence": {
            "text": _evidence_json(task.evidence),
            "agencies": [_agency_json(mention) for mention in task.agencies],
            "deadline": _evidence_json(deadline.evidence) if deadline else None,
            "product": _evidence_json(product.evidence) if product else None,
        },
    }


def _deadline_json(deadline: Deadline) -> Json:
    names = ("raw", "kind", "start", "end", "recurs", "rrule")
    data = {name: getattr(deadline, name) for name in names}
    data["kind"] = deadline.kind.value
    return data


def _parse_task(data: Mapping[str, Any]) -> Task:
    places, due, product = data["evidence"], data["deadline"], data["product"]
    deadline = None
    if due:
        values = {**due, "kind": DeadlineKind(due["kind"])}
        deadline = Deadline(**values, evidence=_parse_evidence(places["deadline"]))
    return Task(
        id=data["id"],
        text=data["text"],
        evidence=_parse_evidence(places["text"]),
        agencies=tuple(_parse_agency(item) for item in places["agencies"]),
        deadline=deadline,
        product=Fact(product, _parse_evidence(places["product"])) if product is not None else None,
    )
