"""Slots: where a territory stands in the name of a body that every territory has.

"Sở Y tế {territory}" (tỉnh Tây Ninh), "Báo {bare}" (Tây Ninh), "Ban Thường vụ {committee}" (Tỉnh ủy
Tây Ninh), "{youth}" (Tỉnh đoàn Tây Ninh). The words of each kind of territory are in `tables/agencies/kinds.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.territories import Territory, kinds
from pipeline.text.fold import fold

Reading = tuple[frozenset[str], str]  # the kinds of territory it may be (none: any), the key of its bare name
SLOTS = ("{territory}", "{bare}", "{committee}", "{youth}")


def split_slot(name: str, is_template: bool) -> tuple[str, str]:
    """Return the key of a name without its slot, and the slot ({territory} where a template has none)."""
    for slot in SLOTS:
        if slot in name:
            return make_key(name.replace(slot, "")), slot
    return make_key(name), SLOTS[0] if is_template else ""


def fill_slots(pattern: str, territory: Territory) -> str:
    """Write a territory into a name: "Sở Y tế {territory}", "Báo {bare}", "Ban Thường vụ {committee}"."""
    kind = kinds()[territory.kind]
    return (
        pattern.replace("{territory}", territory.name)
        .replace("{bare}", territory.bare)
        .replace("{committee}", f"{kind.committee} {territory.bare}")
        .replace("{youth}", f"{kind.youth} {territory.bare}")
    )


def read_tail(slot: str, tail: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return the readings of the words after a body's name, the likelier first; none where they cannot follow.

    {committee} wants "tỉnh ủy", {youth} wants "tỉnh đoàn" first.
    """
    if slot not in ("{committee}", "{youth}"):
        return split_kind(tail)
    for phrase, kind_names in _slot_words(slot).items():
        if tail[: len(phrase)] == phrase:
            rests = split_kind(tail[len(phrase) :])
            return tuple((kind_names & more if more else kind_names, bare) for more, bare in rests)
    return ()


def split_kind(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return kinds and bare name of a territory's key: with its first words as a kind, and as part of the name.

    "tinh bien" is a province called Biên or, without its marks, the district Tịnh Biên.
    """
    whole: Reading = (frozenset(), " ".join(words))
    for phrase, kind_names in _kind_words().items():
        if words[: len(phrase)] == phrase:
            return (kind_names, " ".join(words[len(phrase) :])), whole
    return (whole,)


@cache
def _kind_words() -> dict[tuple[str, ...], frozenset[str]]:
    pairs = [(word, kind.kind) for kind in kinds().values() for word in (kind.word, *kind.shorts)]
    return _group_phrases(pairs)


@cache
def _slot_words(slot: str) -> dict[tuple[str, ...], frozenset[str]]:
    committee = slot == "{committee}"
    return _group_phrases([(kind.committee if committee else kind.youth, kind.kind) for kind in kinds().values()])


def _group_phrases(pairs: list[tuple[str, str]]) -> dict[tuple[str, ...], frozenset[str]]:
    """Return folded phrases with the kinds they may mean, longest phrase first."""
    table: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for phrase, kind in pairs:
        table[tuple(fold(phrase).split())].add(kind)
    ordered = sorted(table.items(), key=lambda item: -len(item[0]))
    return {phrase: frozenset(kind_names) for phrase, kind_names in ordered}
