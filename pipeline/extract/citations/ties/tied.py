"""The tie of one naming of a document."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.citations.mentions import Mention
from pipeline.model import Relation
from pipeline.text.reduced_date import is_full

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tied:
    """The tie of one naming: to this document (`parent` None) or to the document in whose title it stands."""

    group: Key
    mention: Mention
    relation: Relation
    start: int
    end: int
    rule: str
    confidence: float
    parent: Key | None = None
    proposer: str | None = None
    title: str = ""  # the words after a naming at the top, up to the end of its clause
    reverse: bool = False  # the tie goes from this document to the parent ("A, được sửa đổi tại B")
    part: tuple[int, int] | None = None  # the words that name the part of the document that is changed


def is_older(one: Key, other: Key) -> bool:
    """Tell whether a document is dated before another; reduced and missing dates tell nothing."""
    return is_full(one[1]) and is_full(other[1]) and one[1] < other[1]
