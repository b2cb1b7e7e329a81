"""Documents named by a description that can mean only one cited document: "Chương trình hành động của Tỉnh ủy"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_pattern, type_by_name
from pipeline.text.fold import fold
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Words

if TYPE_CHECKING:
    from pipeline.extract.citations.grouping import Cited

Key = tuple[str, str]
_NO_DESCRIPTIONS = frozenset({"TTr", "CV", "BC"})  # too many of them for one to be meant
_CLASS_REACH = 50  # characters before a description in which "các" stands
_ISSUER_WORDS = 2  # words of an issuer's name that a description must give ("Tỉnh ủy", "UBND tỉnh")


def find_descriptions(words: Words, mentions: list[Mention], groups: dict[Key, Cited]) -> list[tuple[Mention, Key]]:
    """Find the descriptions of a passage with the document that each can only mean."""
    found = []
    for hit in words.find_all(load_pattern("relations", "description")):
        start, of = hit.start(), hit.start("of")
        kind = type_by_name()[squeeze(hit["type"])].abbreviation
        before = words[start - _CLASS_REACH : start]
        if (
            kind in _NO_DESCRIPTIONS
            or before.search(load_pattern("relations", "of_a_class"))
            or any(m.start < of and start < m.end for m in mentions)
        ):
            continue
        key = _only_group(kind, hit["of"], groups)
        if key:
            end = of + len(_issuer_words(groups[key], hit["of"]))
            found.append((Mention(start, end, (start, end), None, rule="description"), key))
    return found


def _only_group(kind: str, of: str, groups: dict[Key, Cited]) -> Key | None:
    fits = [key for key, group in groups.items() if group.mentions[0].type == kind and _issuer_words(group, of)]
    return fits[0] if len(fits) == 1 else None


def _issuer_words(group: Cited, of: str) -> str:
    """Return the words of a description's owner that name the issuer of a group, or nothing."""
    issuer = next((m.issuer for m in group.mentions if m.issuer), None)
    if not issuer:
        return ""
    short = _without_organ(issuer).split()[:_ISSUER_WORDS]
    owner = _without_organ(of).split()
    return " ".join(of.split()[: len(short)]) if owner[: len(short)] == short else ""


def _without_organ(name: str) -> str:
    """Return the folded name of a Party committee without its organ ("Ban Thường vụ Tỉnh ủy" gives "tinh uy")."""
    hit = load_pattern("relations", "organ_lead").match(match_form(name))
    return fold(name[hit.end() :] if hit else name)
