"""Numbers of documents that share one symbol: "các Nghị quyết số 01, 02 và 03/2019/NQ-HĐND", "số 18, 19-NQ/TW"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.extract.symbols import Symbol
from pipeline.knowledge.load import load_pattern
from pipeline.text.words import Words

_REACH = 80  # characters before a symbol in which the numbers stand that share it
_NUMBER = re.compile(r"\d{1,5}[a-zđ]?")


def with_shared_numbers(symbols: Iterable[Symbol], words: Words) -> Iterator[Symbol]:
    """Yield the symbols of some words in order, before each the ones of the bare numbers that share it."""
    last = words.start
    for symbol in symbols:
        before = max(last, symbol.start - _REACH)
        hit = words.search(load_pattern("citations", "shared_numbers"), before, symbol.start)
        if hit and symbol.number:
            rest = symbol.code[len(symbol.number) :]
            for number in words.find_all(_NUMBER, hit.start("numbers"), symbol.start):
                start, end = number.span()
                yield replace(symbol, code=number[0] + rest, number=number[0], start=start, end=end)
        last = symbol.end
        yield symbol
