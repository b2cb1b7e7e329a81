"""The agency of every name in a record: of its issuer, of the issuers it cites, of those in its tasks.

This is the one place where names become ids; later stages read the ids (see `pipeline.knowledge.agencies.ids`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.extract.agencies.nouns import RULES, Context, Resolution
from pipeline.extract.agencies.resolve import LONGEST, OTHER_GROUP, resolve_agency, trim
from pipeline.extract.agencies.resolve_unlisted import make_grounded, make_id, make_other_id
from pipeline.knowledge.agencies.ids import find_ground
from pipeline.knowledge.agencies.name_kinds import is_body_name
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.near import is_beginning
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.agencies.territories import Territory
from pipeline.model import Citation, Fact, Issue, Record, Severity, Task
from pipeline.text.reduced_date import ReducedDate

UNLISTED = "unlisted"
"""The kind of a body that no table knows; what it calls "Phòng …" is a unit inside it."""
_JOINTS = re.compile(r"\s*[,;]\s*|\s+và\s+")
_NO_ROW = ("unknown", "company")


@lru_cache(maxsize=65536)
def identify_agency(name: str, context: Context) -> Resolution:
    """Return which agency a printed name means: as `resolve_agency`, or an id made of the name.

    The rule then tells why the register has no answer: unknown, ambiguous, no_territory; phrase where the name does not
    begin as bodies' names do. Only what has no letter or digit has no id.
    """
    name = name[:LONGEST]
    found = resolve_agency(name, context)
    if found.agency:
        return found
    if found.rule == "unknown" and _names_several(trim(name), context):
        return replace(found, agency=_join(name, context), rule="group_other", confidence=RULES["group_other"])
    if found.rule == "unknown" and not _is_body(trim(name)):
        return replace(found, agency=make_other_id("phrase", name, context), rule="phrase", confidence=RULES["phrase"])
    return replace(found, agency=make_id(name, context, found.rule))


def _is_body(name: str) -> bool:
    """Tell whether a name that the register does not know is a body's: no beginning of several of its names."""
    return is_body_name(name) and not is_beginning(make_key(name))


def _names_several(name: str, context: Context) -> bool:
    """Tell whether a name is those of several bodies, issuers of one act: "Bộ Nội vụ và Bộ Tài chính"."""
    parts: list[str] = []
    for part in _JOINTS.split(name):
        if parts and not is_body_name(part):  # "Bộ Khoa học và Công nghệ"
            parts[-1] += f" và {part}"
        else:
            parts.append(part)
    return len(parts) > 1 and all(is_body_name(part) and resolve_agency(part, context).agency for part in parts)


def _join(name: str, context: Context) -> str:
    slug, at, place = (make_grounded(make_key(name), context, "unknown") or "").partition("@")
    return f"{OTHER_GROUP}{at}{place}#{slug}"


def make_context(issuer: str | None, parent: str | None = None, issued: str | None = None) -> Context:
    """Return the context of a document from its header's issuer, issuer_parent and (reduced) ISO date.

    Where the document bears no date, the newest date it cites is the next best for `issued`.
    An issuer that names no territory ("Sở KH&CN") takes that of its parent ("UBND tỉnh Tây Ninh").
    """
    above = _context_above(parent, _parse_day(issued))
    context = _issuer_context(issuer, above) if issuer else above
    return context if context.territories else replace(context, territories=above.territories)


def _context_above(parent: str | None, day: date | None) -> Context:
    return _issuer_context(parent, Context(day=day)) if parent else Context(day=day)


def _issuer_context(name: str, context: Context) -> Context:
    found = identify_agency(name, context)
    register, ground = load_register(), find_ground(found.agency or "")
    agency = register.get((found.agency or "").partition("#")[0])  # of a unit: its body
    kind = agency.kind if agency else UNLISTED if found.rule in _NO_ROW else None
    territories = tuple(one.id for one in register.up(ground, context.day)) if ground else context.territories
    return Context(found.agency, name, kind, territories, context.day)


def on_day(context: Context, issued: str | None) -> Context:
    """Return the writer's context for the issuer of an act of another day, on the ground of that day.

    A paper of the Tây Ninh of today that cites "UBND tỉnh" of 2023 means that of the former province of this name.
    """
    day = _parse_day(issued) or context.day
    return replace(context, day=day, territories=tuple(_former(one, day) for one in context.territories))


def _former(identity: str, day: date | None) -> str:
    territories = load_register().territories
    now = territories.find(identity)
    if now is None or now.valid_on(day):
        return identity
    olds: list[Territory] = [old for one in now.predecessors if (old := territories.get(one)) and old.name == now.name]
    return next((old.id for old in olds if old.valid_on(day)), identity)


def _parse_day(issued: str | None) -> date | None:
    written = ReducedDate.parse(issued)
    return written.middle_day if written else None


def identify_agencies(record: Record) -> Record:
    """Return the record with the id of every agency, and an issue for each name in its tasks that is ambiguous.

    The context is the record's own header; where it bears no date, the newest date it cites serves. The issuer of a
    cited act is that of the act's day.
    """
    identity = record.identity
    issuer, parent = _value(identity.issuer), _value(identity.issuer_parent)
    context = make_context(issuer, parent, _value(identity.issued or identity.issued_not_before))
    doubts, known = _find_doubts(record.tasks, context), set(record.issues)
    own = identify_agency(issuer, _context_above(parent, context.day)) if issuer else None
    return replace(
        record,
        identity=replace(identity, agency=own.agency, resolved_by=own.rule) if own else identity,
        citations=tuple(_identify_cited(citation, context) for citation in record.citations),
        tasks=tuple(_identify_task(task, context) for task in record.tasks),
        issues=(*record.issues, *(one for one in doubts if one not in known)),
    )


def _identify_cited(citation: Citation, context: Context) -> Citation:
    if not citation.issuer:
        return citation
    found = identify_agency(citation.issuer, on_day(context, citation.date))
    return replace(citation, agency=found.agency, resolved_by=found.rule)


def _identify_task(task: Task, context: Context) -> Task:
    found = [identify_agency(mention.name, context) for mention in task.agencies]
    pairs = zip(task.agencies, found, strict=True)
    return replace(task, agencies=tuple(replace(one, agency=it.agency, resolved_by=it.rule) for one, it in pairs))


def _find_doubts(tasks: tuple[Task, ...], context: Context) -> list[Issue]:
    """Return one issue for each name that may be several agencies, at the first place where it stands."""
    doubts: dict[str, Issue] = {}
    for mention in (mention for task in tasks for mention in task.agencies):
        found = resolve_agency(mention.name, context)
        if found.rule == "ambiguous" and mention.name not in doubts:
            place, who = mention.evidence, ", ".join(found.candidates[:5])
            message = f"{mention.name!r} may be {len(found.candidates)} agencies: {who}"
            doubts[mention.name] = Issue(
                "extract", "ambiguous_agency", Severity.INFO, message, place.start, place.end, place.page
            )
    return list(doubts.values())


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None
