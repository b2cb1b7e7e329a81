"""Issuers that are no bodies, numbers without a symbol, signers that are no persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.agencies.nouns import NO_BODIES, Context
from pipeline.extract.agencies.resolve import resolve_agency
from pipeline.extract.plausible.notes import note
from pipeline.knowledge.doubts import TABLE, load_bounds
from pipeline.knowledge.load import load_pattern
from pipeline.model import Issue, Record
from pipeline.text.fold import fold
from pipeline.text.match import match_form
from pipeline.text.words import Words

_LETTER = re.compile(r"[^\W\d_]")
_NAME_WORDS = range(2, 8)  # of a person's name; those of the Central Highlands are the longest


def find_strange_issuers(record: Record) -> Iterator[Issue]:
    """Yield the issuer that is a title, no body, or longer than any body's name; the same of the body above it."""
    title = record.identity.title
    for fact in (record.identity.issuer, record.identity.issuer_parent):
        code = _strange_name(fact.value, title.value if title else "") if fact else None
        if fact and code:
            yield note(code, fact.evidence, fact.value)


def _strange_name(name: str, title: str) -> str | None:
    if len(name) > load_bounds().longest_name:
        return "issuer_too_long"
    if load_pattern(TABLE, "no_issuer").search(match_form(name)) or _is_same(name, title):
        return "issuer_is_title"
    return None if is_body(name) else "issuer_is_no_body"


def _is_same(name: str, title: str) -> bool:
    folded = fold(name)
    return bool(folded) and folded == fold(title)


@lru_cache(maxsize=4096)
def is_body(name: str) -> bool:
    """Tell whether a name is one of the register's, or begins as names of bodies and of those at their heads do."""
    form = match_form(name)
    if any(load_pattern(*rows).search(form) for rows in (("bodies", "body_line"), (TABLE, "rare_body"))):
        return True
    if resolve_agency(name, Context()).rule not in NO_BODIES:
        return True
    return NameScanner(Words.of(name)).match_name(0) is not None


def find_strange_codes(record: Record) -> Iterator[Issue]:
    """Yield the document's own number and those it cites where no symbol stands behind them: "31", "31/2031"."""
    code = record.identity.code
    if code and not _LETTER.search(code.value):
        yield note("code_without_symbol", code.evidence, code.value)
    for citation in record.citations:
        if citation.code and not _LETTER.search(citation.code):
            yield note("cited_without_symbol", next(iter(citation.mentions), None), citation.code)


def find_strange_signers(record: Record) -> Iterator[Issue]:
    """Yield the signer whose name is none: a post, a body, a line of Nơi nhận, a single word."""
    signer = record.identity.signer
    if signer and signer.name and not is_person(signer.name):
        yield note("signer_is_no_name", signer.evidence, signer.name)


def is_person(name: str) -> bool:
    """Tell whether words can be a person's name: two to seven between capitals, no post, body, type or figure."""
    words = name.split()
    form = match_form(name)
    if len(words) not in _NAME_WORDS or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    return not any(load_pattern(*rows).search(form) for rows in ((TABLE, "no_name"), ("positions", "position")))
