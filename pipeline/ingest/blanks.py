"""Blanks that a web copy has lost, set again in the drafts of a text or page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.ingest.draft import Draft
from pipeline.text.joined import find_joined, part_joined


def mend_blanks(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with words parted that have run together; most texts have none and stay as they are."""
    joined = find_joined(_texts(drafts))
    if not joined:
        return list(drafts)
    return [
        replace(
            draft,
            text=part_joined(draft.text, joined),
            cells=tuple(replace(cell, text=part_joined(cell.text, joined)) for cell in draft.cells),
        )
        for draft in drafts
    ]


def _texts(drafts: Sequence[Draft]) -> Iterator[str]:
    for draft in drafts:
        yield draft.text
        yield from (cell.text for cell in draft.cells)
