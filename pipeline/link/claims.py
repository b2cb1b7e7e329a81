"""From one record to its claims: which act its header names, and which acts its citations name.

Two claims are compared only when they share a ground and a key. The code key folds a code and drops leading
zeros of its number ("07/CT-UBND" and "7/CT-UBND" are one); a code without a number ("/KH-UBND" of
a draft) gives none. The name key holds type and name without the type's own words: the citation
"Kế hoạch Phòng dịch năm 2031" meets the plan whose title is "Phòng dịch năm 2031".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import lru_cache
from hashlib import sha256
from operator import attrgetter

from pipeline.knowledge.agencies import ids
from pipeline.knowledge.agencies.central_acts import find_assembly_year
from pipeline.knowledge.load import load_doc_types
from pipeline.knowledge.terms import find_term
from pipeline.link.grounds import Home, find_ground, find_home, is_central
from pipeline.model import Citation, Fact, Record, Status
from pipeline.model.resolved import CENTRE, AgencyName, Claim, Reading
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold
from pipeline.text.reduced_date import ReducedDate
from pipeline.text.sketch import make_sketch

_ID = 16  # hex digits
_SAID = attrgetter(*(field.name for field in fields(Claim)[2:]))  # without id and what is the same of every citation


def describe(record: Record) -> Reading:
    """Return what one record says of acts and agencies; needs no other record."""
    identity = record.identity
    home = find_home(identity.agency, _value(identity.issued))
    own = _own_claim(record, home)
    cited = tuple(_cited_claim(own, index, item, home) for index, item in enumerate(record.citations))
    names = Counter(
        AgencyName(agency, ids.open_name(agency, name))
        for agency, name in _named_agencies(record)
        if agency is not None
    )
    ordered = sorted(names.items(), key=lambda pair: (pair[0].agency, pair[0].name))
    return Reading((own, *cited), tuple(ordered))


def _named_agencies(record: Record) -> Iterator[tuple[str | None, str]]:
    yield record.identity.agency, _value(record.identity.issuer) or ""
    for citation in record.citations:
        yield citation.agency, citation.issuer or ""
    for task in record.tasks:
        for mention in task.agencies:
            yield mention.agency, mention.name


def make_name_key(type_: str | None, name: str | None) -> str | None:
    """Return the form by which a cited name and a title are equal: type and folded words."""
    folded = fold(name or "")
    for type_name in _type_names(type_ or ""):
        if folded.startswith(type_name + " "):
            folded = folded[len(type_name) + 1 :]
            break
    return f"{fold(type_ or '')}: {folded}" if folded else None


@lru_cache(maxsize=64)
def _type_names(type_: str) -> tuple[str, ...]:
    rows = (row for row in load_doc_types() if row.abbreviation == type_)
    return tuple(sorted((fold(name) for row in rows for name in row.names), key=lambda name: -len(name)))


def _own_claim(record: Record, home: Home) -> Claim:
    identity = record.identity
    code, type_, title = _value(identity.code), _value(identity.type), _value(identity.title)
    code_key, name_key = make_code_key(code), make_name_key(type_, title)
    if code_key is None and name_key is None:
        name_key = f"file: {record.source.sha256}"
    central = is_central(type_, code if code_key else None, title if code_key is None else None, identity.agency)
    return Claim(
        id=record.source.sha256,
        is_held=True,
        type=type_,
        code=code,
        name=title,
        date=_value(identity.issued),
        issuer=_value(identity.issuer),
        agency=identity.agency,
        territory=home.territory,
        scope=home.territory,
        province=home.province,
        ground=CENTRE if central else find_ground(home, home),
        code_key=code_key,
        name_key=name_key,
        not_before=_value(identity.issued_not_before),
        facts=len(record.citations) + len(record.tasks),
        is_partial=record.status is Status.PARTIAL,
        date_confidence=identity.issued.evidence.confidence if identity.issued else 0.0,
        sketch=make_sketch(record.text),
        signed=max((item.signed_at or "" for item in record.signatures if item.is_intact), default=None),
    )


def _cited_claim(own: Claim, index: int, citation: Citation, home: Home) -> Claim:
    code_key, name_key = make_code_key(citation.code), make_name_key(citation.type, citation.name)
    if code_key is None and name_key is None:
        name_key = f"file: {own.id} {index}"
    central = is_central(citation.type, citation.code if code_key else None, citation.name, citation.agency)
    issuer = find_home(citation.agency, citation.date or own.date)
    claim = Claim(
        id="",
        is_held=False,
        type=citation.type,
        code=citation.code,
        name=citation.name,
        date=citation.date or find_assembly_year(citation.code),
        issuer=citation.issuer,
        agency=citation.agency,
        territory=issuer.territory,
        scope=None if central else own.scope,
        province=None if central else own.province,
        ground=CENTRE if central else find_ground(issuer, home),
        code_key=code_key,
        name_key=name_key,
        not_before=_term_begins(citation),
        not_after=_not_after(own.date, citation),
    )
    return replace(claim, id=_hash(claim))


def _term_begins(citation: Citation) -> str | None:
    term = find_term(f"{citation.issuer or ''} {citation.name or ''}")
    return term.begins if term else None


def _not_after(cited_on: str | None, citation: Citation) -> str | None:
    """Return the last day or month of a cited act, so that citations of one act are few claims.

    The month of the citing document is enough to bound a reduced date; a full date is bounded only
    where it breaks the bound, since it is that which tells a typing error.
    """
    term = find_term(f"{citation.issuer or ''} {citation.name or ''}")
    date, ends, cited = map(ReducedDate.parse, (citation.date, term.ends if term else None, cited_on))
    if date and date.is_full:
        bounds = [bound for bound in (ends, cited) if bound and bound.is_before(date)]
    else:
        bounds = [bound for bound in (ends, cited.without_day() if cited else None) if bound]
    return str(min(bounds)) if bounds else None


def _hash(claim: Claim) -> str:
    said = _SAID(claim)
    return sha256("\x1f".join("" if value is None else str(value) for value in said).encode()).hexdigest()[:_ID]


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None
