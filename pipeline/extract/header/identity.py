"""The header of a record: type, code, date, place, issuer, title, signer, recipients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.agencies.home import Home, find_home
from pipeline.extract.header.issuer import find_issuers
from pipeline.extract.header.masthead import Found, find_masthead_bodies
from pipeline.extract.header.portal_box import settle_box
from pipeline.extract.header.seals import settle_signatures
from pipeline.extract.header.signer import find_recipients, find_signer
from pipeline.extract.symbols import Symbol, match_symbol
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import alternatives, load_map, load_pattern, load_words
from pipeline.model import Fact, Identity, Issue, Outline, Severity, Span
from pipeline.text.letters import spell
from pipeline.text.match import squeeze
from pipeline.text.reduced_date import ReducedDate, is_full
from pipeline.text.words import Hit, Words

_DISPATCH = "CV"
_PLACE_NAME = spell(r"[{Lu}][\w.’']*(?:[\s–-]+[{Lu}][\w.’']*){0,5}")
_WORD = re.compile(r"\w")
_NO_DIGITS = re.compile(r"\D")


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
    boxed = settle_box(outline, home, identity)
    sealed = settle_signatures(outline, home, boxed.identity)
    return Header(sealed.identity, home, (*_doubts(sealed.identity), *boxed.issues, *sealed.issues))


def _fact(outline: Outline, found: Found | None) -> Fact | None:
    if found is None:
        return None
    return Fact(found.name, outline.parsed.evidence(found.span.start, found.span.end, found.rule, found.confidence))


def _find_code(outline: Outline) -> Symbol | None:
    """Return the số ký hiệu of the masthead, or of an annex's "kèm theo" line."""
    for span in [*_own_lines(outline), *_issued_with_lines(outline)]:
        words = outline.words(span)
        attached = _is_attached(words)
        for hit in words.find_all(load_pattern("layout", "number_mark")):
            symbol = match_symbol(words, hit.end())
            if symbol and (attached or not _is_of_another(words[: hit.start()])):
                return symbol
    return None


def _is_of_another(before: Words) -> bool:
    """Tell whether the words before a number name another act ("ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ …")."""
    return before.search(load_pattern("layout", "number_of_another")) is not None


def _own_lines(outline: Outline) -> list[Span]:
    """Return the lines of the masthead that speak of the document itself: its subject names other acts and days."""
    title = {span.end: span.start for span in outline.title}
    cut = (Span(span.start, title.get(span.end, span.end)) for span in outline.masthead)
    return [span for span in cut if _WORD.search(outline.printed(span))]


def _issued_with_lines(outline: Outline) -> list[Span]:
    spans = [span for annex in outline.annexes for span in annex.title]
    if not outline.annexes:  # an annex that came alone: the line stands under its title
        spans += [span for span in outline.body.preamble[:2] if outline.printed(span).startswith("(")]
    return [span for span in spans if _is_attached(outline.words(span))]


def _is_attached(line: Words) -> bool:
    return load_pattern("layout", "attached").search(line.form) is not None


def _code_fact(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if symbol is None:
        return None
    sure = how_sure("number_line" if symbol.number else "symbol_without_number")
    return Fact(symbol.code, outline.parsed.evidence(symbol.start, symbol.end, "number_line", sure))


def _number_fact(outline: Outline, symbol: Symbol | None) -> Fact | None:
    if symbol is None or symbol.number is None:
        return None
    end = symbol.start + len(symbol.number)
    return Fact(symbol.number, outline.parsed.evidence(symbol.start, end, *found_by("number_line")))


@lru_cache(maxsize=1)
def _place_before_date() -> re.Pattern[str]:
    """Return the pattern of "Thành phố Hồ Chí Minh, " at the end of what stands before a date."""
    units = alternatives(word for kind in ("cities", "districts", "communes") for word in load_words("units", kind))
    hour = load_pattern("layout", "hour").pattern
    return re.compile(rf"(?P<place>(?:(?i:{units})\s+)?{_PLACE_NAME})\s*[,.;]*\s*(?:{hour})?$")


def _find_date(outline: Outline) -> tuple[Fact | None, Fact | None]:
    """Return date and place of the date line; day and month may be blank."""
    for span in [*_own_lines(outline), *_issued_with_lines(outline)]:
        found = _read_date_line(outline, outline.words(span))
        if found:
            return found
    return None, None


def _read_date_line(outline: Outline, line: Words) -> tuple[Fact, Fact | None] | None:
    if "subject" in line_kinds(line.form):
        return None
    first, attached = _after_code(line), _is_attached(line)
    hit = line.search(load_pattern("layout", "date"), first)
    if hit is None and attached:
        hit = line.search(load_pattern("layout", "short_date"))
    if hit is None:
        return None if attached else _read_loose_date(outline, line[first:])
    place = None if attached else _named_place(line[first : hit.start()])
    evidence = outline.parsed.evidence
    issued = evidence(place.start if place else hit.start(), hit.end(), *found_by("date_line"))
    value = Fact(str(_reduced(hit["year"], hit["month"], hit["day"])), issued)
    named = Fact(squeeze(place.text), evidence(place.start, place.end, *found_by("date_line"))) if place else None
    return value, named


def _read_loose_date(outline: Outline, line: Words) -> tuple[Fact, Fact | None] | None:
    """Return date and place of a line that writes nothing else ("Tây Ninh, 02/3/2026")."""
    hit = line.match(load_pattern("layout", "loose_date"))
    if hit is None:
        return None
    year, month, day = (next(filter(None, (hit[name], hit[f"{name}_"])), "") for name in ("year", "month", "day"))
    place = line[slice(*hit.span("place" if hit["place"] else "place_"))].strip(" ,.;")
    evidence = outline.parsed.evidence(line.start, line.end, *found_by("date_line"))
    return Fact(str(_reduced(year, month, day)), evidence), Fact(squeeze(place.text), evidence)


def _named_place(words: Words) -> Words | None:
    """Return the place that stands before a date; one in small letters counts where the register knows it."""
    whole = words.strip(" ,.;")
    if not whole.text.istitle() and load_register().find_territory(whole.text):
        return whole
    hit = _place_before_date().search(words.text)
    return words[slice(*Hit(hit, words.start).span("place"))] if hit else None


def _after_code(line: Words) -> int:
    """Return where a line goes on behind the số ký hiệu or the national title it begins with."""
    number = line.match(load_pattern("layout", "number_mark"))
    symbol = match_symbol(line, number.end()) if number else None
    first = symbol.end if symbol else line.start
    motto = line.search(load_pattern("layout", "motto_inside"), first)
    return motto.end() if motto else first


def _reduced(year: str, month: str, day: str) -> ReducedDate:
    """Return the date of a date line, of which a draft leaves the day, or day and month, blank."""
    months, days = _NO_DIGITS.sub("", month), _NO_DIGITS.sub("", day)
    return ReducedDate(
        int(_NO_DIGITS.sub("", year)), int(months) if months else None, int(days) if months and days else None
    )


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
