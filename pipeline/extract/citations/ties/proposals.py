"""At whose proposal something is decided: "Theo đề nghị của Giám đốc Sở X tại Tờ trình …"."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.citations.issuer_beside import match_issuer
from pipeline.extract.citations.issuer_unsaid import without_person
from pipeline.knowledge.load import load_pattern
from pipeline.text.words import Hit, Words

_TABLE = "relations"
_NAME_REACH = 200  # characters before a name that tell how it is to be read


class Proposals:
    """Where some words tell of proposals."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @cached_property
    def _hits(self) -> list[Hit]:
        return self._words.find_all(load_pattern(_TABLE, "proposes"))

    def proposer_before(self, end: int) -> str | None:
        """Return the body that proposed, by the last such words before a place; None where there are none."""
        before = bisect_right(self._hits, end, key=Hit.end) - 1
        if before < 0:
            return None
        place = self._hits[before].end()
        words = self._words[max(self._words.start, place - _NAME_REACH) : end]
        person = words.match(load_pattern(_TABLE, "proposer_person"), place)
        place = person.end() if person else place
        name = match_issuer(NameScanner(words), place)
        return without_person(words[place:name].text) if name else None
