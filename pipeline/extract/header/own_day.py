"""Day and place of a document: its date line, the line of its annex, else the day by its signature."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from pipeline.extract.header.own_lines import is_attached, issued_with_lines, own_lines
from pipeline.extract.symbols import match_symbol
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import alternatives, load_pattern, load_words
from pipeline.model import Fact, Outline
from pipeline.text.letters import spell
from pipeline.text.match import squeeze
from pipeline.text.reduced_date import ReducedDate
from pipeline.text.words import Hit, Words

_PLACE_NAME = spell(r"[{Lu}][\w.’']*(?:[\s–-]+[{Lu}][\w.’']*){0,5}")
_NO_DIGITS = re.compile(r"\D")
_OPENING = 5  # paragraphs of a preamble in which minutes say their day
_CLOSING = 14  # lines at the end of a document among which its signatures stand


@lru_cache(maxsize=1)
def _place_before_date() -> re.Pattern[str]:
    """Return the pattern of "Thành phố Hồ Chí Minh, " at the end of what stands before a date."""
    units = alternatives(word for kind in ("cities", "districts", "communes") for word in load_words("units", kind))
    hour = load_pattern("layout", "hour").pattern
    return re.compile(rf"(?P<place>(?:(?i:{units})\s+)?{_PLACE_NAME})\s*[,.;]*\s*(?:{hour})?$")


def find_day(outline: Outline) -> tuple[Fact | None, Fact | None]:
    """Return date and place of the date line; day and month may be blank."""
    for span in [*own_lines(outline), *issued_with_lines(outline)]:
        found = _read_date_line(outline, outline.words(span))
        if found:
            return found
    return _find_signed_day(outline), None


def _find_signed_day(outline: Outline) -> Fact | None:
    """Return the day that a paper without a date line gives by its signature, or that opens minutes."""
    for span in outline.body.preamble[:_OPENING]:
        hit = outline.words(span).match(load_pattern("layout", "opening_day"))
        if hit:
            return _day_fact(outline, hit)
    if outline.annexes or outline.parsed.is_scan:  # forms have such lines too, and a scan may have lost its date line
        return None
    lines = list(outline.whole.lines())[-_CLOSING:]
    passed = (hit for line in lines if (hit := line.match(load_pattern("layout", "passed_day"))))
    if law := next(passed, None):
        return _day_fact(outline, law)
    pattern = load_pattern("layout", "signed_day")
    found = (hit for line in lines for part in _cells(line) if (hit := part.match(pattern)))
    hits = [hit for hit in found if _NO_DIGITS.sub("", hit["month"])]
    return _day_fact(outline, max(hits, key=lambda hit: len(_NO_DIGITS.sub("", hit[0])))) if hits else None


def _cells(line: Words) -> list[Words]:
    places = [-1, *(place for place, sign in enumerate(line.text) if sign == "\t"), len(line.text)]
    return [line[line.start + start + 1 : line.start + end] for start, end in pairwise(places)]


def _day_fact(outline: Outline, hit: Hit) -> Fact:
    evidence = outline.parsed.evidence(hit.start(), hit.end(), *found_by("signed_day"))
    return Fact(str(_reduced(hit["year"], hit["month"], hit["day"])), evidence)


def _read_date_line(outline: Outline, line: Words) -> tuple[Fact, Fact | None] | None:
    if "subject" in line_kinds(line.form):
        return None
    first, attached = _after_code(line), is_attached(line)
    hit = line.search(load_pattern("layout", "date"), first)
    if hit is None and attached:
        hit = line.search(load_pattern("layout", "short_date"))
    if hit is None:
        return None if attached else _read_loose_date(outline, line[first:])
    place = None if attached else _named_place(line[first : hit.start()])
    evidence = outline.parsed.evidence
    blank = outline.parsed.is_scan and not _NO_DIGITS.sub("", hit["day"])
    sure = how_sure("attached_line") if attached else how_sure("blank_in_a_scan") if blank else how_sure("date_line")
    issued = evidence(place.start if place else hit.start(), hit.end(), "date_line", sure)
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
