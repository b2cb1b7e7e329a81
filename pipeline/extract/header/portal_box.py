"""What a law portal's box says of number, type, day, issuer and signer, held against the print.

The print decides; the box fills what a copy has lost, and where both speak and differ an issue names both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.agencies.home import Home
from pipeline.extract.header.written_names import canonical_name
from pipeline.extract.symbols import Symbol, match_symbol
from pipeline.knowledge.confidence import how_sure
from pipeline.knowledge.load import load_pattern, type_by_name
from pipeline.model import Evidence, Fact, Identity, Issue, Outline, Severity, Signer, Span
from pipeline.text.dates import find_dates
from pipeline.text.fold import fold
from pipeline.text.match import match_form, squeeze
from pipeline.text.reduced_date import is_full
from pipeline.text.words import Words

_RULE = "portal_box"
_PARTS = re.compile(r"\s*[/;]\s*")


@dataclass(frozen=True, slots=True)
class Boxed:
    """An identity that a portal's box has filled, and where they differ."""

    identity: Identity
    issues: tuple[Issue, ...] = ()


def settle_box(outline: Outline, home: Home, identity: Identity) -> Boxed:
    """Fill the header of a web copy by its portal's box, and say where the print differs from it."""
    box = {one.field: one.value for one in outline.parsed.stated}
    if not box:
        return Boxed(identity)
    place = _place(outline)
    symbol = match_symbol(Words.of(box.get("code", "")), 0)
    stated = {
        "type": _type(box.get("type", ""), symbol),
        "code": symbol.code if symbol else None,
        "number": symbol.number if symbol else None,
        "issued": _day(box.get("issued", "")),
        "issuer": _issuer(box, symbol, outline, home),
        "title": squeeze(box["title"]).rstrip("/. ") if "title" in box else None,
    }
    issues = [found for name, value in stated.items() if (found := _compare(name, value, identity))]
    for name, value in stated.items():
        if value and _fills(name, value, identity):
            identity = _with_fact(identity, name, Fact(value, place))
    return Boxed(replace(identity, signer=_signer(box, identity.signer, place)), tuple(issues))


def _with_fact(identity: Identity, name: str, fact: Fact) -> Identity:
    return replace(identity, **{name: fact})  # type: ignore[arg-type]  # a name of one of its facts


def _place(outline: Outline) -> Evidence:
    """Return the masthead as the place of what only the box says."""
    span = outline.masthead[0] if outline.masthead else Span(0, 0)
    return outline.parsed.evidence(span.start, span.end, _RULE, how_sure("portal_box"))


def _is_open(name: str, identity: Identity) -> bool:
    fact = getattr(identity, name)
    if fact is None:
        return True
    if name == "issued":
        return not is_full(fact.value)
    return name == "code" and identity.number is None


def _fills(name: str, value: str, identity: Identity) -> bool:
    """Tell whether the box's value is taken: the print has none, or names the issuer without its territory."""
    bare = name == "issuer" and identity.issuer is not None and value.startswith(f"{identity.issuer.value} ")
    return bare or _is_open(name, identity)


def _compare(name: str, value: str | None, identity: Identity) -> Issue | None:
    """Return an issue where print and box name another number or day; portals word titles and issuers freely."""
    if name not in ("code", "issued", "type") or value is None or _is_open(name, identity):
        return None
    printed = getattr(identity, name).value
    if fold(printed) == fold(value):
        return None
    message = f"The print says {printed}, the box of the portal {value}."
    return Issue("extract", "portal_box_differs", Severity.WARNING, message)


def _type(words: str, symbol: Symbol | None) -> str | None:
    row = type_by_name().get(match_form(words).strip())
    return row.abbreviation if row else (symbol.type if symbol else None)


def _day(words: str) -> str | None:
    found = next(iter(find_dates(Words.of(words))), None)
    return str(found.value) if found else None


def _issuer(box: dict[str, str], symbol: Symbol | None, outline: Outline, home: Home) -> str | None:
    """Return the body that the box names; "Tỉnh Phú Thọ" is its committee or council as the number says."""
    said = box.get("issuer") or next(iter(_PARTS.split(box.get("people", ""))), "")
    if not said:
        return None
    if load_pattern("portal", "territory").match(said):
        organ = next((part for part in (symbol.office if symbol else ()) if part in ("UBND", "HĐND")), None)
        said = f"{organ} {said[:1].lower()}{said[1:]}" if organ else ""
    return canonical_name(said, outline, home) if said else None


def _signer(box: dict[str, str], signer: Signer | None, place: Evidence) -> Signer | None:
    """Return the signer: as printed, or with the name that the box gives where the print has none."""
    people = [part for part in _PARTS.split(box.get("people", "")) if part]
    name = box.get("signer") or (people[-1] if len(people) > 1 else None)
    if name is None or (signer is not None and signer.name):
        return signer
    if signer is not None:
        return replace(signer, name=name, evidence=replace(signer.evidence, rule=f"{signer.evidence.rule}+{_RULE}"))
    position = box.get("position") or (people[1] if len(people) > 2 else None)
    return Signer(name, position, None, place)
