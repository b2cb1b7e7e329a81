"""Fixed phrases found with spaCy's PhraseMatcher, on the match form of a text.

A blank pipeline for several languages ("xx") splits on blanks and punctuation and keeps offsets exactly;
a matcher over strings costs little (66 million characters a second), unlike token rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.text.match import match_form

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a table found in a text: label of its row and span."""

    label: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _language() -> Language:
    import spacy

    language = spacy.blank("xx")
    language.max_length = 50_000_000
    return language


class PhraseFinder:
    """Finds the phrases of a table; of two that overlap the longer one stays."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        from spacy.matcher import PhraseMatcher

        self._matcher = PhraseMatcher(_language().vocab)
        for label, rows in phrases.items():
            self._matcher.add(label, [_language().make_doc(match_form(row)) for row in rows])

    def find(self, text: str) -> list[Phrase]:
        """Find the phrases of the table in a text, in order of place."""
        from spacy.util import filter_spans

        doc = _language().make_doc(match_form(text))
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [Phrase(span.label_, span.start_char, span.end_char) for span in spans]
