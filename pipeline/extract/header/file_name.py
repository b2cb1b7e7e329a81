"""The number that a file's name gives ("574-UB.signed.pdf", "qd46.pdf") where a hand wrote it on the paper.

Only of scans, and of annexes that came alone: there the number stands in writing or not at all. The letters beside it
must be those of the paper's own type; two numbers that both could be meant are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.symbols import Symbol
from pipeline.knowledge.confidence import how_sure
from pipeline.knowledge.load import load_doc_types, load_words
from pipeline.model import Fact, Identity, Outline
from pipeline.text.fold import fold

_RULE = "file_name"
_TOKENS = re.compile(r"[a-z]+|\d+")
_NUMBER = re.compile(r"\d{1,5}")
_SHORTEST = 2  # letters of an office that say whose number stands beside them
_YEAR = re.compile(r"(?:19|20[0-3])\d")


def settle_name(outline: Outline, identity: Identity, symbol: Symbol | None) -> Identity:
    """Return the identity with the number out of its file's name, where the paper's own is blank or was misread."""
    if symbol is None or identity.code is None or not (outline.parsed.is_scan or outline.type_name is None):
        return identity
    number = find_number(outline.parsed.source.name, identity.type.value if identity.type else None, symbol)
    if number is None or (symbol.number and not (outline.parsed.is_scan and _is_misread(symbol.number, number))):
        return identity
    evidence = replace(identity.code.evidence, rule=_RULE, confidence=how_sure("file_name"))
    printed = symbol.code[len(symbol.number or "") :]
    return replace(identity, number=Fact(number, evidence), code=Fact(f"{number}{printed}", evidence))


def find_number(name: str, kind: str | None, symbol: Symbol) -> str | None:
    """Return the one number that stands beside the letters of a type or office in a file's name."""
    letters = set(_letters(kind, symbol))
    words = fold(name.rpartition(".")[0])
    found = {
        digits
        for one, other in [*pairwise(_TOKENS.findall(words)), *pairwise(words.split())]
        for word, digits in ((one, other), (other, one))
        if word in letters and _NUMBER.fullmatch(digits) and not _YEAR.fullmatch(digits)
    }
    return found.pop() if len(found) == 1 else None


def _letters(kind: str | None, symbol: Symbol) -> Iterator[str]:
    for row in load_doc_types():
        if row.abbreviation == kind:
            yield from map(fold, (row.abbreviation, *row.symbols))
    yield from (fold(part) for part in symbol.office if len(part) > _SHORTEST)
    if kind in load_words("doc_types", "numbered_by_office"):
        yield from (fold(word) for part in symbol.office[:1] for word in (part, part.removesuffix("ND")))


def _is_misread(read: str, named: str) -> bool:
    """Tell whether a number was misread by one figure: as long, and all others alike."""
    return len(read) == len(named) and sum(one != other for one, other in zip(read, named, strict=True)) == 1
