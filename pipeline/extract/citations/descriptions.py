"""Documents named by a description that can mean only one cited document: "Chương trình hành động của Tỉnh ủy"."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_pattern, type_by_name
from pipeline.text.fold import fold
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Spans, Words

if TYPE_CHECKING:
    from pipeline.extract.citations.grouping import Cited

Key = tuple[str, str]
_NO_DESCRIPTIONS = frozenset({"TTr", "CV", "BC"})  # too many of them for one to be meant
_CLASS_REACH = 50  # characters before a description in which "các" stands
_ISSUER_WORDS = 2  # words of an issuer's name that a description must give ("Tỉnh ủy", "UBND tỉnh")


class Described:
    """The cited documents by type and by the first words of who issued them."""

    def __init__(self, groups: dict[Key, Cited]) -> None:
        self._keys: dict[tuple[str | None, tuple[str, ...]], list[Key]] = defaultdict(list)
        for key, group in groups.items():
            issuer = next((mention.issuer for mention in group.mentions if mention.issuer), None)
            short = _without_organ(issuer).split()[:_ISSUER_WORDS] if issuer else []
            if short:
                self._keys[group.mentions[0].type, tuple(short)].append(key)

    def only(self, kind: str, of: str) -> tuple[Key, str] | None:
        """Return the only document of a type whose issuer the words of a description begin with, and these words."""
        owner = tuple(_without_organ(of).split())
        sizes = range(1, min(_ISSUER_WORDS, len(owner)) + 1)
        fits = [(key, size) for size in sizes for key in self._keys.get((kind, owner[:size]), ())]
        return (fits[0][0], " ".join(of.split()[: fits[0][1]])) if len(fits) == 1 else None


def find_descriptions(words: Words, mentions: list[Mention], described: Described) -> list[tuple[Mention, Key]]:
    """Find the descriptions of a passage with the document that each can only mean."""
    found = []
    hits = words.find_all(load_pattern("relations", "description"))
    named = Spans((mention.start, mention.end) for mention in mentions) if hits else Spans(())
    for hit in hits:
        start, of = hit.start(), hit.start("of")
        kind = type_by_name()[squeeze(hit["type"])].abbreviation
        before = words[start - _CLASS_REACH : start]
        if (
            kind in _NO_DESCRIPTIONS
            or before.search(load_pattern("relations", "of_a_class"))
            or named.between(start, of)
        ):
            continue
        only = described.only(kind, hit["of"])
        if only:
            key, issuer = only
            end = of + len(issuer)
            found.append((Mention(start, end, (start, end), None, rule="description"), key))
    return found


def _without_organ(name: str) -> str:
    """Return the folded name of a Party committee without its organ ("Ban Thường vụ Tỉnh ủy" gives "tinh uy")."""
    hit = load_pattern("relations", "organ_lead").match(match_form(name))
    return fold(name[hit.end() :] if hit else name)
