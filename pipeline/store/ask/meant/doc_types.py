"""Types of documents as a user writes them: "KH", "kế hoạch", "quyet dinh"."""

from __future__ import annotations

from functools import lru_cache

from pipeline.errors import WrongQuestion
from pipeline.knowledge.load import load_doc_types
from pipeline.text.fold import fold


def find_type(words: str) -> str:
    """Return the abbreviation of the type that words name; raises WrongQuestion that lists the types."""
    found = _types_by_name().get(fold(words))
    if found is None:
        known = ", ".join(row.abbreviation for row in load_doc_types())
        raise WrongQuestion(f"{words!r} is no type of document. Types are {known}; their names do too")
    return found


def split_type(folded: str) -> tuple[str | None, str]:
    """Part folded words from the type in front of them: "ke hoach trong rung" is KH and "trong rung"."""
    words = folded.split()
    for count in range(min(_longest(), len(words) - 1), 0, -1):
        found = _types_by_name().get(" ".join(words[:count]))
        if found:
            return found, " ".join(words[count:])
    return None, folded


@lru_cache(maxsize=64)
def fold_type(abbreviation: str | None) -> str:
    """Return a type's abbreviation and names, folded: "kh ke hoach"."""
    names = (name for row in load_doc_types() if row.abbreviation == abbreviation for name in row.names)
    return fold(" ".join((abbreviation or "", *names)))


@lru_cache(maxsize=1)
def _types_by_name() -> dict[str, str]:
    rows = load_doc_types()
    names = {fold(name): row.abbreviation for row in rows for name in (*row.symbols, *row.names)}
    return names | {fold(row.abbreviation): row.abbreviation for row in rows}


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(name.split()) for name in _types_by_name())
