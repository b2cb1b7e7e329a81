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
from pipeline.text.words import Words

_TABLE = "citations"
_REACH = 130  # characters before a naming in which its issuer begins
_ASK_REACH = 20  # characters before "của" in which the words of a question stand
_VERB_REACH = 40  # characters before a naming in which "đã ban hành" stands
_DECIDED_REACH = 260  # characters before a naming in which the verb stands that tells what was decided by it
_DATE_REACH = 34  # characters before an issuer in which the date of its paper stands
_COMMA = re.compile(r",\s+")
_WORD_STARTS = re.compile(r"\b\w")


def match_issuer(scanner: NameScanner, start: int) -> int | None:
    """Return where the issuing body that begins at `start` ends ("Bộ Chính trị khóa XI"), or None."""
    words = scanner.words
    hit = words.match(load_pattern(_TABLE, "issuer"), start)
    end = hit.end() if hit else None
    if end is None and words.has_capital(start):
        end = scanner.match_name(start)
        end = max(filter(None, (end, _match_board(words, start))), default=None)
    if end is None:
        return None
    term = words.match(load_pattern(_TABLE, "term"), end)
    return term.end() if term else end


def _match_board(words: Words, start: int) -> int | None:
    """Return where the name of a board ends that lists its fields; a capital behind a comma begins something else."""
    hit = words.match(load_pattern(_TABLE, "board"), start)
    if not hit:
        return None
    commas = words.find_all(_COMMA, start, hit.end())
    return next((comma.start() for comma in commas if words.has_capital(comma.end())), hit.end())


def find_issuer_before(scanner: NameScanner, end: int) -> tuple[str | None, str | None]:
    """Return issuer and date named before a naming that begins at `end`; either may be None."""
    issuer = _at_a_document(scanner, end)
    if issuer:
        return issuer, None
    start, stop = _who_has_issued(scanner, end) or _who_has_decided(scanner, end) or (0, 0)
    return (scanner.words[start:stop].text, _date_before(scanner.words, start)) if stop else (None, None)


def _date_before(words: Words, end: int) -> str | None:
    """Read the day on which a body has issued: "Ngày 05/6/2024, " before its name."""
    lead = words.search(load_pattern(_TABLE, "date_before"), end - _DATE_REACH, end)
    dates = find_dates(words[lead.start() : end]) if lead else []
    return str(dates[-1].value) if dates else None


def _at_a_document(scanner: NameScanner, end: int) -> str | None:
    """Read "… của Bộ X tại Công văn số …"."""
    words = scanner.words
    hit = words.search(load_pattern(_TABLE, "of_before"), end - _REACH, end)
    if not hit or words.search(load_pattern(_TABLE, "asked_before"), hit.start() - _ASK_REACH, hit.start()):
        return None
    stop = match_issuer(scanner, hit.end())
    if stop is None or not words[stop:end].match(load_pattern(_TABLE, "at_before")):
        return None
    return words[hit.end() : stop].text


def _who_has_issued(scanner: NameScanner, end: int) -> tuple[int, int] | None:
    """Read "Thủ tướng Chính phủ đã ban hành Quyết định số …": the span of the body that ends where the verb begins."""
    verb = scanner.words.search(load_pattern(_TABLE, "issued_before"), end - _VERB_REACH, end)
    if not verb:
        return None
    for start in _starts(scanner.words, verb.start() - _REACH, verb.start()):
        if match_issuer(scanner, start) == verb.start():
            return start, verb.start()
    return None


def _who_has_decided(scanner: NameScanner, end: int) -> tuple[int, int] | None:
    """Read "UBND tỉnh đã phê duyệt đề án … tại Quyết định số …": the span of the body that ends at the verb."""
    for verb in reversed(scanner.words[end - _DECIDED_REACH : end].find_all(load_pattern(_TABLE, "decided_at"))):
        for start in _starts(scanner.words, verb.start() - _REACH, verb.start()):
            if match_issuer(scanner, start) == verb.start():
                return start, verb.start()
    return None


def _starts(words: Words, start: int, end: int) -> Iterator[int]:
    """Yield the places of words in capitals between two places, from the left."""
    return (hit.start() for hit in words.find_all(_WORD_STARTS, start, end) if words.has_capital(hit.start()))


def match_type_and_issuer(scanner: NameScanner, end: int) -> tuple[int, str, str] | None:
    """Read "Thông tư liên tịch Bộ X và Bộ Y số " before a code: where it begins, its type, its issuer."""
    words = scanner.words
    for hit in words.find_all(load_pattern(_TABLE, "type_then_issuer"), end - _REACH, end):
        members = scanner.match_list(hit.end(), end)
        stop = members[-1].end if members else match_issuer(scanner, hit.end())
        if stop and stop < end and words[stop:end].match(load_pattern(_TABLE, "number_alone")):
            kind = type_by_name()[" ".join(hit["name"].split())].abbreviation
            return hit.start("name"), kind, words[hit.end() : stop].text
    return None


def find_list_issuers(scanner: NameScanner) -> Iterator[tuple[int, str, str]]:
    """Find "các Quyết định của Thủ tướng Chính phủ: " before a list: where the list begins, its type, its issuer."""
    words = scanner.words
    for hit in words.find_all(load_pattern(_TABLE, "listed_of")):
        stop = match_issuer(scanner, hit.end())
        colon = words.match(load_pattern(_TABLE, "list_begins"), stop) if stop else None
        if stop and colon:
            kind = type_by_name()[" ".join(hit["name"].split())].abbreviation
            yield colon.end(), kind, words[hit.end() : stop].text
