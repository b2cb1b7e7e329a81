"""Which documents have a file of a name, as a user writes it: with or without folders, suffix, marks."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator

from pipeline.text.fold import fold

_STEP = re.compile(r"[/\\!]")  # between folders, and between an archive and what lies in it
_SUFFIX = re.compile(r"\.\w{1,5}$")
_MAY_DIFFER = re.compile(r"[aeiouyd\W]+")  # what may bear marks, or be written otherwise, where it is not folded


def find_by_file(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """Return the ids of the documents of which a file is named so.

    "~/inbox/kế hoạch.docx", "kế hoạch.docx", "ke hoach" name the file "kế hoạch.docx"; a member of an archive is named
    by its own name or by that of the archive ("công văn.zip", which may hold several).
    """
    steps = [step for step in _STEP.split(wanted) if fold(step)]
    if not steps:
        return []
    name = fold(steps[-1])
    rows = connection.execute("SELECT name, document FROM files WHERE name LIKE ? ORDER BY id", (_first_choice(name),))
    found = [(path, document) for path, document in _split_paths(rows) if name in _names(path)]
    within = [(path, document) for path, document in found if len(steps) > 1 and _ends(path, steps)]
    return sorted({document for _, document in within or found})


def _first_choice(folded: str) -> str:
    """Return a pattern of LIKE that every name fits which is folded so: letters that bear no marks, in their order."""
    return f"%{_MAY_DIFFER.sub('%', folded)}%"


def _split_paths(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], str]]:
    return ((_STEP.split(stored), document) for stored, document in rows)


def _names(steps: list[str]) -> set[str]:
    """Return the folded names that a stored name answers to: each step of its path, with and without its suffix."""
    return {folded for step in steps for folded in (fold(step), fold(_SUFFIX.sub("", step)))}


def _ends(stored: list[str], wanted: list[str]) -> bool:
    """Say whether a stored path ends as the wanted one does, over all steps that were given."""
    steps = stored[-len(wanted) :]
    return len(steps) == len(wanted) and all(
        fold(one) in _names([step]) for one, step in zip(wanted, steps, strict=True)
    )
