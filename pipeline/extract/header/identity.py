"""The header of a record: type, code, date, place, issuer, title, signer, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.agencies.home import Home, find_home
from pipeline.extract.header.file_name import settle_name
from pipeline.extract.header.issuer import find_issuers
from pipeline.extract.header.masthead import Found, find_masthead_bodies
from pipeline.extract.header.own_day import find_day
from pipeline.extract.header.own_lines import is_attached, issued_with_lines, own_lines
from pipeline.extract.header.portal_box import settle_box
from pipeline.extract.header.seals import settle_signatures
from pipeline.extract.header.signer import find_recipients, find_signer
from pipeline.extract.symbols import Symbol, match_symbol
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import load_map, load_pattern
from pipeline.model import Fact, Identity, Issue, Outline, Severity, Span
from pipeline.text.match import squeeze
from pipeline.text.reduced_date import is_full
from pipeline.text.words import Words

_DISPATCH = "CV"
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Header:
    """The identity of a document and the territory it speaks from."""

    identity: Identity
    home: Home
    issues: tuple[Issue, ...]


def read_header(outline: Outline) -> Header:
    """Read the header of a document from its outline."""
    symbol = _find_code(outline)
    issued, place = find_day(outline)
    kind = _find_type(outline, symbol)
    home = _find_home(outline, place)
    signer = find_signer(outline)
    issuers = find_issuers(outline, home, signer, kind.value if kind else None)
    identity = Identity(
        type=kind,
        code=_code_fact(outline, symbol),
        number=_number_fact(outline, symbol),
        issued=issued,
        place=place,
        issuer=_fact(outline, issuers.issuer),
        issuer_parent=_fact(outline, issuers.parent),
        title=_find_title(outline),
        signer=signer,
        recipients=find_recipients(outline),
    )
    boxed = settle_box(outline, home, settle_name(outline, identity, symbol))
    sealed = settle_signatures(outline, home, boxed.identity)
    return Header(sealed.identity, home, (*_doubts(sealed.identity), *boxed.issues, *sealed.issues))


def _fact(outline: Outline, found: Found | None) -> Fact | None:
    if found is None:
        return None
    return Fact(found.name, outline.parsed.evidence(found.span.start, found.span.end, found.rule, found.confidence))


def _find_code(outline: Outline) -> Symbol | None:
    """Return the số ký hiệu of the masthead, or of an annex's "kèm theo" line."""
    for span in [*own_lines(outline), *issued_with_lines(outline)]:
        words = outline.words(span)
        attached = is_attached(words)
        for hit in words.find_all(load_pattern("layout", "number_mark")):
            symbol = match_symbol(words, hit.end())
            if symbol and (attached or not _is_of_another(words[: hit.start()])):
                return symbol
    return None


def _is_of_another(before: Words) -> bool:
    """Tell whether the words before a number name another act ("ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ …")."""
    return before.search(load_pattern("layout", "number_of_another")) is not None


def _code_fact(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if symbol is None:
        return None
    sure = _sure_of_code(outline, symbol)
    return Fact(symbol.code, outline.parsed.evidence(symbol.start, symbol.end, "number_line", sure))


def _sure_of_code(outline: Outline, symbol: Symbol) -> float:
    """Return how sure a number is: that of an annex's decision, and a blank that a hand may fill, are less so."""
    if not any(span.start <= symbol.start < span.end for span in own_lines(outline)):
        return how_sure("attached_line")
    if symbol.number:
        return how_sure("number_line")
    return how_sure("blank_in_a_scan") if outline.parsed.is_scan else how_sure("symbol_without_number")


def _number_fact(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if symbol is None or symbol.number is None:
        return None
    end = symbol.start + len(symbol.number)
    return Fact(symbol.number, outline.parsed.evidence(symbol.start, end, *found_by("number_line")))


def _find_type(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if outline.type and outline.type_name:
        name = outline.type_name
        numbered_as = load_map("doc_types", "numbered_as").get(outline.type)
        if numbered_as and symbol is not None and symbol.number and symbol.type == numbered_as:
            return Fact(numbered_as, outline.parsed.evidence(symbol.start, symbol.end, *found_by("symbol")))
        return Fact(outline.type, outline.parsed.evidence(name.start, name.end, *found_by("type_name")))
    if symbol is not None and symbol.type and not _is_dispatch(outline):
        return Fact(symbol.type, outline.parsed.evidence(symbol.start, symbol.end, *found_by("symbol")))
    if outline.type or _is_dispatch(outline):
        span = outline.masthead[-1] if outline.masthead else Span(0, 0)
        return Fact(outline.type or _DISPATCH, outline.parsed.evidence(span.start, span.end, *found_by("addressee")))
    return None


def _is_dispatch(outline: Outline) -> bool:
    """Tell whether a paper without a type name has its subject under its number, as only a công văn has (V/v …).

    Its symbol may begin with the letters of its office: "CT-CS" of Cục Thuế is no chỉ thị.
    """
    return not outline.type_name and any("subject" in line_kinds(outline.words(s).form) for s in outline.masthead)


def _find_title(outline: Outline) -> Fact | None:
    spans = [span for span in outline.title if _WORD.search(outline.printed(span))]
    if not spans:
        return None
    words = " ".join(squeeze(outline.printed(span)) for span in spans).strip()
    place = outline.parsed.evidence(spans[0].start, spans[-1].end, *found_by("title_lines"))
    return Fact(_balanced(words.rstrip("/. ")), place)


def _balanced(title: str) -> str:
    """Return a title without the bracket that closes one before its "V/v"."""
    return title[:-1].rstrip("/. ") if title.endswith(")") and "(" not in title else title


def _find_home(outline: Outline, place: Fact | None) -> Home:
    bodies = find_masthead_bodies(outline)
    heads = " \n ".join(found.name for found in bodies)
    preamble = map(outline.printed, outline.body.preamble[:3])
    decision = " \n ".join(words for words in preamble if words.isupper())
    signature = " \n ".join(map(outline.printed, outline.signature))
    return find_home(f"{heads}\n{decision}\n{signature}", place.value if place else None, outline.whole)


def _doubts(identity: Identity) -> list[Issue]:
    found = []
    for name, words in (("issuer", "issuing body"), ("type", "document type"), ("title", "title")):
        if getattr(identity, name) is None:
            found.append(Issue("extract", f"no_{name}", Severity.WARNING, f"the {words} could not be read"))
    issued = identity.issued
    if issued is None or not is_full(issued.value):
        found.append(Issue("extract", "no_full_date", Severity.INFO, "the day of issue is not printed"))
    return found
