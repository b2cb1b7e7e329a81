"""Numbers, letters and bullets at the start of a line, and how they nest.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 5: phần, chương, mục, điều, khoản (1.), điểm (a)); practice adds
roman numbers, 1.1., (1), and the bullets "-" and "+".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.knowledge.load import first_rule, load_rules
from pipeline.model import BULLETS, ItemStyle
from pipeline.text.letters import spell

WORD_ENDS = spell(r"(?=[\s\"“«(\[{Lu}]|$)")
_DOTTED = r"\d{1,2}(?:\.\d{1,2}){1,3}"
_PATTERNS: tuple[tuple[ItemStyle, re.Pattern[str]], ...] = (
    (ItemStyle.ROMAN, re.compile(rf"([IVX]{{1,7}})\s*[.):/-]\s*{WORD_ENDS}")),
    (ItemStyle.CAPITAL, re.compile(spell(r"([A-HK])\s*[.)]\s+(?=[{Lu}])"))),
    (ItemStyle.DOTTED, re.compile(spell(rf"({_DOTTED})\s*[.):/–-]?\s+(?=\D)|({_DOTTED})\.(?=[{{Lu}}])"))),
    (ItemStyle.ARABIC, re.compile(rf"(\d{{1,2}})\s*(?:[.):]|/(?=\s)|-(?=\s))\s*{WORD_ENDS}")),
    (ItemStyle.PAREN, re.compile(r"\(\s*(\d{1,2}|[ivx]{1,7}|[a-zđ])\s*\)\s*[.:]?\s*")),
    (ItemStyle.LETTER, re.compile(spell(r"([a-zđ])\s*(?:[.)]\s*(?=\S)|/\s*(?=[{Lu}])|/\s+(?=\S))"))),
    (ItemStyle.DASH, re.compile(r"[-–—−•●▪](?![-–—\d])\s*(?=\S)")),
    (ItemStyle.PLUS, re.compile(r"[+○◦]\s*(?=\S)")),
    (ItemStyle.STAR, re.compile(r"[*➢❖✓]\s*(?=\S)")),
)
_ALPHABET = "abcdđeghiklmnopqrstuvxy"  # in which practice counts
_NAMED_REACH = 60  # characters in which the word and number of a part stand
_RANK = {style: rank for rank, style in enumerate(ItemStyle)}


@dataclass(frozen=True, slots=True)
class Marker:
    """The number or bullet of a line: style, printed number, length in characters."""

    style: ItemStyle
    label: str
    length: int

    @property
    def depth(self) -> tuple[int, int]:
        """Order by width: style first, then how many numbers a dotted one has."""
        return _RANK[self.style], self.label.count(".")


def match_marker(text: str) -> Marker | None:
    """Return the marker a line begins with: "IV. ", "Điều 3.", "1.2.", "a)", "(1)", "- "; None without one."""
    lead = len(text) - len(text.lstrip())
    named = _match_named(text)
    if named:
        return named
    for style, pattern in _PATTERNS:
        hit = pattern.match(text, lead)
        if hit:
            label = next((group for group in hit.groups() if group), "")
            return Marker(style, label.replace(" ", ""), hit.end())
    return _match_ordinal(text)


def _match_ordinal(text: str) -> Marker | None:
    """Return the marker of a point counted in words ("Một là, …"), which are part of its text."""
    found = first_rule(load_rules("layout", "ordinal"), text[:_NAMED_REACH])
    return Marker(ItemStyle.ORDINAL, found[0].gives, 0) if found else None


def follows(before: Marker, marker: Marker) -> bool:
    """Tell whether a marker counts on from another of its style: "(2)" from "(1)", "d)" from "c)"."""
    if before.style is not marker.style:
        return False
    one, other = before.label, marker.label
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return len(one) == len(other) == 1 and f"{one}{other}" in _ALPHABET


def _match_named(text: str) -> Marker | None:
    """Return the marker of a part, chapter or article, which begins with its word."""
    found = first_rule(load_rules("layout", "numbered"), text[:_NAMED_REACH])
    if not found:
        return None
    rule, hit = found
    return Marker(ItemStyle(rule.gives), text[hit.start(1) : hit.end(1)].replace(" ", ""), hit.end())


def join_path(parent: str, marker: Marker, count: int) -> str:
    """Return the path of an item under its parent's path; `count` numbers a bullet among its siblings.

    Numbers that repeat the parent are written once: 1.1 under II.1 is II.1.1, 2.1 under Điều 1 is Điều 1.2.1.
    """
    if marker.style in BULLETS:
        own = f"-{count}"
    elif marker.style is ItemStyle.ARTICLE:
        return f"Điều {marker.label}"
    elif marker.style in (ItemStyle.PART, ItemStyle.CHAPTER):
        return ""
    else:
        own = _own_numbers(parent, marker.label)
    return f"{parent}.{own}" if parent else own


def _own_numbers(parent: str, label: str) -> str:
    if "." not in label:
        return label
    numbers = label.split(".")
    above = parent.removeprefix("Điều ").split(".") if parent else []
    for size in range(len(numbers) - 1, 0, -1):
        if above[-size:] == numbers[:size]:
            return ".".join(numbers[size:])
    return label
