"""Numbers of documents that share one symbol: "các Nghị quyết số 01, 02 và 03/2019/NQ-HĐND", "số 18, 19-NQ/TW"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.symbols import Symbol
from pipeline.knowledge.load import load_pattern

_REACH = 80  # characters before a symbol in which the numbers stand that share it
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?")


def with_shared_numbers(symbols: list[Symbol], form: str) -> Iterator[Symbol]:
    """Yield symbols in order, before each the ones of the bare numbers that share it; `form` is the text's."""
    last = 0
    for symbol in symbols:
        hit = load_pattern("citations", "shared_numbers").search(form, max(last, symbol.start - _REACH), symbol.start)
        if hit and symbol.number:
            rest = symbol.code[len(symbol.number) :]
            for number in _NUMBER.finditer(form, hit.start("numbers"), symbol.start):
                code = number.group() + rest
                yield replace(symbol, code=code, number=number.group(), start=number.start(), end=number.end())
        last = symbol.end
        yield symbol
