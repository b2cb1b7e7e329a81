"""The header of a record: type, code, date, place, issuer, title, signer, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.home import Home, find_home
from pipeline.extract.issuer import Found, find_issuers, find_masthead_bodies
from pipeline.extract.signer import find_recipients, find_signer
from pipeline.extract.symbols import Symbol, match_symbol
from pipeline.model import Fact, Identity, Issue, Outline, Severity, Span
from pipeline.structure.lines import line_kinds
from pipeline.text.letters import spell
from pipeline.text.match import match_form, squeeze

_NUMBER = re.compile(r"số\s*:?\s*")
_DATE_LINE = re.compile(
    spell(
        r"(?:(?P<place>(?:(?:Thành phố|TP\.?|Tp\.?|Thị xã|Huyện|Xã|Phường)\s+)?[{Lu}][\w.]*(?:[\s-]+[{Lu}][\w.]*){0,5})\s*[,.]?\s*)?[Nn]gày\s*(?P<day>[.…_\s]*\d{0,2}[.…_\s]*)\s*tháng\s*(?P<month>[.…_\s]*\d{0,2}[.…_\s]*)\s*năm\s*(?P<year>(?:19|20)\d\d)"
    )
)
_SLASH_DATE = re.compile(r"ngày\s*(?P<day>\d{0,2})\s*/\s*(?P<month>\d{1,2})\s*/\s*(?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """The identity of a document and the territory it speaks from."""

    identity: Identity
    home: Home
    issues: tuple[Issue, ...]


def read_header(outline: Outline) -> Header:
    """Read the header of a document from its outline."""
    symbol = _find_code(outline)
    issued, place = _find_date(outline)
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
    return Header(identity, home, tuple(_doubts(identity)))


def _fact(outline: Outline, found: Found | None) -> Fact | None:
    if found is None:
        return None
    return Fact(found.name, outline.parsed.evidence(found.span.start, found.span.end, found.rule, found.confidence))


def _find_code(outline: Outline) -> Symbol | None:
    """Return the số ký hiệu of the masthead, or of an annex's "kèm theo" line."""
    for span in [*outline.masthead, *_issued_with_lines(outline)]:
        words = outline.words(span)
        for hit in _NUMBER.finditer(match_form(words)):
            symbol = match_symbol(words, hit.end())
            if symbol:
                return _moved(symbol, span.start)
    return None


def _moved(symbol: Symbol, offset: int) -> Symbol:
    start, end = symbol.start + offset, symbol.end + offset
    return Symbol(symbol.code, symbol.number, symbol.year, symbol.body, start, end)


def _issued_with_lines(outline: Outline) -> list[Span]:
    spans = [span for annex in outline.annexes for span in annex.title]
    return [span for span in spans if re.search(r"\bkèm\s+theo\b", match_form(outline.words(span)))]


def _code_fact(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if symbol is None:
        return None
    sure = 0.98 if symbol.number else 0.9
    return Fact(symbol.code, outline.parsed.evidence(symbol.start, symbol.end, "number_line", sure))


def _number_fact(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if symbol is None or symbol.number is None:
        return None
    end = symbol.start + len(symbol.number)
    return Fact(symbol.number, outline.parsed.evidence(symbol.start, end, "number_line", 0.98))


def _find_date(outline: Outline) -> tuple[Fact | None, Fact | None]:
    """Return date and place of the date line; day and month may be blank."""
    for span in [*outline.masthead, *_issued_with_lines(outline)]:
        words = outline.words(span)
        form = match_form(words)
        if "subject" in line_kinds(form):
            continue
        number = _NUMBER.match(match_form(words))
        symbol = match_symbol(words, number.end()) if number else None
        hit = _DATE_LINE.search(words, symbol.end if symbol else 0) or (
            _SLASH_DATE.search(form) if "kèm theo" in form else None
        )
        if not hit:
            continue
        value = _reduced(hit["year"], hit["month"], hit["day"])
        where = outline.parsed.evidence(span.start + hit.start(), span.start + hit.end(), "date_line", 0.97)
        place = hit.groupdict().get("place")
        if "kèm theo" in match_form(words):
            place = None
        at = span.start + hit.start()
        named = Fact(squeeze(place), outline.parsed.evidence(at, at + len(place), "date_line", 0.97)) if place else None
        return Fact(value, where), named
    return None, None


def _reduced(year: str, month: str, day: str) -> str:
    months, days = re.sub(r"\D", "", month), re.sub(r"\D", "", day)
    if not months:
        return year
    return f"{year}-{int(months):02d}" + (f"-{int(days):02d}" if days else "")


def _find_type(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if outline.type and outline.type_name:
        name = outline.type_name
        return Fact(outline.type, outline.parsed.evidence(name.start, name.end, "type_name", 0.98))
    if symbol is not None and symbol.type:
        return Fact(symbol.type, outline.parsed.evidence(symbol.start, symbol.end, "symbol", 0.9))
    if outline.type:
        span = outline.masthead[-1] if outline.masthead else Span(0, 0)
        return Fact(outline.type, outline.parsed.evidence(span.start, span.end, "addressee", 0.95))
    return None


def _find_title(outline: Outline) -> Fact | None:
    spans = [span for span in outline.title if re.search(r"\w", outline.words(span))]
    if not spans:
        return None
    words = " ".join(squeeze(outline.words(span)) for span in spans).strip()
    place = outline.parsed.evidence(spans[0].start, spans[-1].end, "title_lines", 0.93)
    return Fact(words.rstrip("/. "), place)


def _find_home(outline: Outline, place: Fact | None) -> Home:
    bodies = find_masthead_bodies(outline)
    heads = " \n ".join(found.name for found in bodies)
    decision = " \n ".join(outline.words(span) for span in outline.body.preamble[:3] if outline.words(span).isupper())
    signature = " \n ".join(outline.words(span) for span in outline.signature)
    return find_home(f"{heads}\n{decision}\n{signature}", place.value if place else None, outline.parsed.text)


def _doubts(identity: Identity) -> list[Issue]:
    found = []
    for name, words in (("issuer", "issuing body"), ("type", "document type"), ("title", "title")):
        if getattr(identity, name) is None:
            found.append(Issue("extract", f"no_{name}", Severity.WARNING, f"the {words} could not be read"))
    issued = identity.issued
    if issued is None or len(issued.value) < 10:
        found.append(Issue("extract", "no_full_date", Severity.INFO, "the day of issue is not printed"))
    return found
