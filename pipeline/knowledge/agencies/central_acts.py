"""Which acts only the centre can have issued: by type or name (`central_acts.toml`), by the register's symbols."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.agencies.register import load_register, symbol_key
from pipeline.knowledge.load import first_rule, load_pattern, load_rules, load_words, type_by_symbol
from pipeline.text.match import match_form

TABLE = "central_acts"
_MINISTRIES = frozenset({"ministry", "ministry_body"})
_JOINTS = re.compile(r"[/–-]")


@lru_cache(maxsize=16384)
def is_central_act(type_: str | None, code: str | None, name: str | None) -> bool:
    """Tell whether only the centre can have issued an act: a law, "98/NQ-CP", "Nghị quyết Đại hội XX của Đảng".

    The name counts only where there is no code.
    """
    if type_ in load_words(TABLE, "types") or (code and has_central_symbol(code)):
        return True
    return bool(name) and not code and first_rule(load_rules(TABLE, "name"), name or "") is not None


@lru_cache(maxsize=16384)
def has_central_symbol(code: str) -> bool:
    """Tell whether the issuer in a code is of the country: the first symbol that any body bears, "TTg" of "9/QĐ-TTg".

    A ministry's counts as the ministry's, even where branches or Party boards below bear it too ("BTC", "NHNN").
    """
    symbols = issuer_symbols(code)
    if any(symbol_key(symbol).endswith(load_words(TABLE, "symbol_endings")) for symbol in symbols):
        return True
    bearers = next(filter(None, map(load_register().by_symbol, symbols)), ())
    is_local = any(agency.is_template for agency in bearers)
    return bool(bearers) and (not is_local or any(agency.kind in _MINISTRIES for agency in bearers))


def find_assembly_year(code: str | None) -> str | None:
    """Return the year in a number of the National Assembly, "31/2024/QH15"; such a number is given out once."""
    hit = load_pattern(TABLE, "assembly_number").match(match_form(code.replace(" ", ""))) if code else None
    return hit["year"] if hit else None


def is_named_once_a_year(type_: str | None) -> bool:
    """Tell whether acts of a type are told apart by name and year: laws, codes, ordinances."""
    return type_ in load_words(TABLE, "named_once_a_year")


def issuer_symbols(code: str) -> list[str]:
    """Return the parts of a code that can stand for its issuer: all but numbers and, in the first place, the type."""
    types = type_by_symbol()
    parts = [part for part in _JOINTS.split(code.replace(" ", ""))[1:] if part and not part.isdigit()]
    return [part for place, part in enumerate(parts) if place or part.upper() not in types]
