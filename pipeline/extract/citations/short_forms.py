"""Namings by type and number alone: "Nghị quyết 36", "Chỉ thị số 05", "Đề án 06" of Quyết định 06/QĐ-TTg.

They count where only one cited document can be meant; how it is tied is told by its full namings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_map, load_pattern, type_by_name
from pipeline.text.match import squeeze
from pipeline.text.words import Spans, Words

if TYPE_CHECKING:
    from pipeline.extract.citations.grouping import Cited

Key = tuple[str, str]


class Numbered:
    """The cited documents by type and number."""

    def __init__(self, groups: dict[Key, Cited]) -> None:
        self._keys: dict[tuple[str | None, str], list[Key]] = defaultdict(list)
        for key, group in groups.items():
            numbers = (one.symbol.number for one in group.mentions if one.symbol and one.symbol.number)
            self._keys[group.type, next(numbers, "").lstrip("0")].append(key)

    def only(self, kind: str, number: str) -> Key | None:
        """Return the only document of a type and number; a project bears the number of its decision.

        One whose type no naming has told is of this type from now on.
        """
        kinds = {kind, load_map("citations", "numbered_after").get(kind)}
        found = [(one, key) for one in kinds for key in self._keys.get((one, number), ())]
        if len(found) != 1:
            return None
        told, key = found[0]
        if told is None:
            self._keys[None, number].remove(key)
            self._keys[kind, number].append(key)
        return key


def find_short_forms(words: Words, mentions: list[Mention], numbered: Numbered) -> Iterator[tuple[Mention, Key]]:
    """Find the short namings in some words outside the full ones, with the only document that each can mean."""
    hits = words.find_all(load_pattern("citations", "short_form"))
    named = Spans((one.start, one.end) for one in mentions) if hits else Spans(())
    for hit in hits:
        if named.between(*hit.span()):
            continue
        kind = type_by_name()[squeeze(hit["name"])].abbreviation
        meant = numbered.only(kind, hit["number"].lstrip("0"))
        if meant:
            yield Mention(*hit.span(), hit.span(), kind, rule="short"), meant
