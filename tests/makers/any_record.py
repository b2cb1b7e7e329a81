"""Any record at all that the nouns allow, for hypothesis: made from the declaration, so a new field is in it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from pipeline.model import Edge, Record
from pipeline.model.limits import Limits

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@cache
def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return the strategy of a type: a noun by its fields, a number within its limits."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        limits = [note for note in parts[1:] if isinstance(note, Limits)]
        return _within(parts[0], limits[0]) if limits else any_of(parts[0])
    if origin is tuple:
        if parts[-1] is Ellipsis:
            return st.lists(any_of(parts[0]), max_size=3).map(tuple)
        return st.tuples(*map(any_of, parts))
    if parts:
        return st.one_of(*map(any_of, parts))
    return _any_plain(hint)


def _any_plain(kind: Any) -> st.SearchStrategy[Any]:
    if is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in fields(kind)})  # type: ignore[arg-type]
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    known = {str: WORDS, int: st.integers(0, 9), float: NUMBERS, bool: st.booleans(), type(None): st.none()}
    return known[kind]


def _within(kind: Any, limits: Limits) -> st.SearchStrategy[Any]:
    if kind is int:
        return st.integers(limits.least, limits.most)
    if kind is float:
        return st.floats(limits.least, limits.most)
    return st.from_regex(limits.pattern, fullmatch=True) if limits.pattern else any_of(kind)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Draw a record whose edges refer to citations that it has."""
    record: Record = draw(any_of(Record))
    edges: tuple[Edge, ...] = ()
    if number := len(record.citations):
        edges = tuple(replace(edge, source=edge.source % number, target=edge.target % number) for edge in record.edges)
    return replace(record, edges=edges)
