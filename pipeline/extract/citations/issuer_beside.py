"""Who issued a cited document, read from the words around its naming.

Handles "… của Bộ X" behind it; "… của Bộ X tại Công văn số …", "Thủ tướng Chính phủ đã ban hành Quyết định số …",
"Thông tư liên tịch Bộ X và Bộ Y số …" before it; "các Quyết định của Thủ tướng Chính phủ: số …, số …" once for a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.knowledge.load import load_pattern, type_by_name
from pipeline.text.dates import find_dates

_TABLE = "citations"
_REACH = 130  # characters before a naming in which its issuer begins
_DATE_REACH = 34  # characters before an issuer in which the date of its paper stands
_WORD_STARTS = re.compile(r"\b\w")


def match_issuer(scanner: NameScanner, start: int) -> int | None:
    """Return where the issuing body that begins at `start` ends ("Bộ Chính trị khóa XI"), or None."""
    hit = load_pattern(_TABLE, "issuer").match(scanner.form, start)
    end = hit.end() if hit else None
    if end is None and scanner.text[start : start + 1].isupper():
        end = scanner.match_name(start)
    if end is None:
        return None
    term = load_pattern(_TABLE, "term").match(scanner.form, end)
    return term.end() if term else end


def find_issuer_before(scanner: NameScanner, end: int) -> tuple[str | None, str | None]:
    """Return issuer and date named before a naming that begins at `end`; either may be None."""
    issuer = _at_a_document(scanner, end)
    if issuer:
        return issuer, None
    start, stop = _who_has_issued(scanner, end) or (0, 0)
    return (scanner.text[start:stop], _date_before(scanner, start)) if stop else (None, None)


def _date_before(scanner: NameScanner, end: int) -> str | None:
    """Read the day on which a body has issued: "Ngày 05/6/2024, " before its name."""
    lead = load_pattern(_TABLE, "date_before").search(scanner.form, max(0, end - _DATE_REACH), end)
    dates = find_dates(scanner.text[lead.start() : end]) if lead else []
    return str(dates[-1].value) if dates else None


def _at_a_document(scanner: NameScanner, end: int) -> str | None:
    """Read "… của Bộ X tại Công văn số …"."""
    hit = load_pattern(_TABLE, "of_before").search(scanner.form, max(0, end - _REACH), end)
    if not hit or load_pattern(_TABLE, "asked_before").search(scanner.form, max(0, hit.start() - 20), hit.start()):
        return None
    stop = match_issuer(scanner, hit.end())
    if stop is None or not load_pattern(_TABLE, "at_before").match(scanner.form[stop:end]):
        return None
    return scanner.text[hit.end() : stop]


def _who_has_issued(scanner: NameScanner, end: int) -> tuple[int, int] | None:
    """Read "Thủ tướng Chính phủ đã ban hành Quyết định số …": the span of the body that ends where the verb begins."""
    verb = load_pattern(_TABLE, "issued_before").search(scanner.form, max(0, end - 40), end)
    if not verb:
        return None
    for start in _starts(scanner, max(0, verb.start() - _REACH), verb.start()):
        if match_issuer(scanner, start) == verb.start():
            return start, verb.start()
    return None


def _starts(scanner: NameScanner, start: int, end: int) -> Iterator[int]:
    """Yield the places of words in capitals between two places, from the left."""
    return (hit.start() for hit in _WORD_STARTS.finditer(scanner.text, start, end) if hit.group().isupper())


def match_type_and_issuer(scanner: NameScanner, end: int) -> tuple[int, str, str] | None:
    """Read "Thông tư liên tịch Bộ X và Bộ Y số " before a code: where it begins, its type, its issuer."""
    for hit in load_pattern(_TABLE, "type_then_issuer").finditer(scanner.form, max(0, end - _REACH), end):
        members = scanner.match_list(hit.end(), end)
        stop = members[-1].end if members else match_issuer(scanner, hit.end())
        if stop and stop < end and load_pattern(_TABLE, "number_alone").match(scanner.form[stop:end]):
            kind = type_by_name()[" ".join(hit["name"].split())].abbreviation
            return hit.start("name"), kind, scanner.text[hit.end() : stop]
    return None


def find_list_issuers(scanner: NameScanner) -> Iterator[tuple[int, str, str]]:
    """Find "các Quyết định của Thủ tướng Chính phủ: " before a list: where the list begins, its type, its issuer."""
    for hit in load_pattern(_TABLE, "listed_of").finditer(scanner.form):
        stop = match_issuer(scanner, hit.end())
        colon = load_pattern(_TABLE, "list_begins").match(scanner.form, stop) if stop else None
        if stop and colon:
            kind = type_by_name()[" ".join(hit["name"].split())].abbreviation
            yield colon.end(), kind, scanner.text[hit.end() : stop]
