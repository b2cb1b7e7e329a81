"""Whether the symbol in a code is one of the body that issued the act."""

from __future__ import annotations

from functools import lru_cache

from pipeline.knowledge.agencies.central_acts import issuer_symbols
from pipeline.knowledge.agencies.register import Agency, load_register, symbol_key


@lru_cache(maxsize=65536)
def find_wrong_symbol(code: str, agency: str) -> str | None:
    """Return the symbol in a code that other bodies bear and this one does not; None where it fits or nothing is known.

    "61/KH-UBND" is no code of a Sở. The head of a body signs with the body's symbol. Bodies that are in no table, and
    symbols that are nobody's, say nothing; councils and working groups choose symbols as they are set up.
    """
    register = load_register()
    body = register.get(agency)
    if body is None or body.kind == "council" or "#" in agency:
        return None
    names = {agency.partition("@")[0]}
    if body.kind == "head" and body.parent:
        names.add(body.parent.partition("@")[0])
    bearers = [(part, register.by_symbol(part)) for part in issuer_symbols(code)]
    known = [(part, found) for part, found in bearers if found]
    if not known or any(one.id in names for _, found in known for one in found) or _has_own(body, known):
        return None
    return known[0][0]


def _has_own(body: Agency, known: list[tuple[str, tuple[Agency, ...]]]) -> bool:
    own = {symbol_key(symbol) for symbol in body.symbols}
    return not own or any(symbol_key(part) in own for part, _ in known)
