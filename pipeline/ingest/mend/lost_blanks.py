"""Blanks that a web copy has lost, set again in the drafts of a text or page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.ingest.draft import Draft
from pipeline.ingest.mend.joined_words import find_joined, join_letters, part_joined


def mend_blanks(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with words parted that have run together, and the letters of one word set together."""
    joined = find_joined(_texts(drafts))
    return [_changed(draft, lambda text: _mended(text, joined)) for draft in drafts]


def _mended(text: str, joined: Mapping[str, str]) -> str:
    text = join_letters(text)
    return part_joined(text, joined) if joined else text


def _changed(draft: Draft, change: Callable[[str], str]) -> Draft:
    text, cells = change(draft.text), tuple(replace(cell, text=change(cell.text)) for cell in draft.cells)
    return draft if text == draft.text and cells == draft.cells else replace(draft, text=text, cells=cells)


def _texts(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        yield draft.text
        yield from (cell.text for cell in draft.cells)
