"""Namings by type and number alone: "Nghị quyết 36", "Chỉ thị số 05", "Đề án 06" of Quyết định 06/QĐ-TTg.

They count where only one cited document can be meant; how it is tied is told by its full namings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_map, load_pattern, type_by_name
from pipeline.text.match import squeeze
from pipeline.text.words import Words

if TYPE_CHECKING:
    from pipeline.extract.citations.grouping import Cited

Key = tuple[str, str]


def find_short_forms(words: Words, mentions: list[Mention], groups: dict[Key, Cited]) -> Iterator[tuple[Mention, Key]]:
    """Find the short namings in some words outside the full ones, with the only document that each can mean."""
    for hit in words.find_all(load_pattern("citations", "short_form")):
        if any(one.start < hit.end() and hit.start() < one.end for one in mentions):
            continue
        kind = type_by_name()[squeeze(hit["name"])].abbreviation
        meant = [key for key, group in groups.items() if _fits(group, kind, hit["number"].lstrip("0"))]
        if len(meant) == 1:
            yield Mention(*hit.span(), hit.span(), kind, rule="short"), meant[0]


def _fits(group: Cited, kind: str, number: str) -> bool:
    """Tell whether a cited document has a number and a type; a project bears the number of its decision."""
    numbers = (one.symbol.number for one in group.mentions if one.symbol and one.symbol.number)
    alike = group.type in (kind, load_map("citations", "numbered_after").get(kind))
    return alike and next(numbers, "").lstrip("0") == number
