"""What a person takes out of the answers, by a document's code or a file's name, and how that is taken back.

A content that was forgotten stays out, whatever run or rebuild comes, until a person takes that back. Its original and
its record are kept; a purge removes them, with the former versions of the same files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from pipeline.errors import Ambiguous, NotFound
from pipeline.runs.workspace.history import MEMBER, Forgotten
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import load_records, tell_versions
from pipeline.runs.workspace.opening import open_state
from pipeline.runs.workspace.state import State
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold

if TYPE_CHECKING:
    from pipeline.store import Database

SHORTEST = 8  # hex digits that name a content


def forget(workspace: Workspace, wanted: str, *, purge: bool = False) -> tuple[Forgotten, ...]:
    """Take a document (all its files) or one file out of the answers; returns what was taken out.

    `wanted` is a path, a file's name (of an archive: with all its members), the beginning of its SHA-256, or what
    names a document as a whole: code, id, title. Raises NotFound, Ambiguous, WorkspaceBusy, StoreError.
    """
    from pipeline.store import open_database

    with workspace.locked(), open_state(workspace) as state:
        with open_database(workspace.database) as database:
            contents = _find_contents(database, state, wanted)
            entries = {one.sha256: one for one in _describe(database, contents, purge)}
        if purge:
            former = state.history.former_of(entries) - entries.keys()
            names = {content: seen.name for content in sorted(former) if (seen := state.find(content))}
            entries |= {one: Forgotten(one, name, None, None, 1, time_ns()) for one, name in names.items()}
        state.history.forget(entries.values())
        load_records(workspace, (), leaving=tuple(entries))
        finish_purges(workspace, state)
        tell_versions(workspace, state, always=True)
    return tuple(entries.values())


def recall(workspace: Workspace, wanted: str) -> tuple[Forgotten, ...]:
    """Take back that a document or a file was forgotten; returns what answers again, or is read again if purged.

    Raises NotFound where nothing of this name was forgotten.
    """
    with workspace.locked(), open_state(workspace) as state:
        entries = tuple(_find_forgotten(state, wanted))
        if not entries:
            known = "; ".join(one.code or one.name for one in state.history.forgotten().values())
            raise NotFound(f"Nothing was forgotten under {wanted!r}. Forgotten are: {known or 'none'}.")
        state.history.remember(one.sha256 for one in entries)
        waiting = {one.sha256 for one in entries if workspace.record(one.sha256).is_file()} - state.history.silent()
        seen = [found for content in sorted(waiting) if (found := state.find(content))]
        stamps = {one.sha256: one.stamp for one in seen}
        load = load_records(workspace, waiting, stamps.get)
        state.note(replace(one, loaded=True) for one in seen if one.sha256 not in load.damaged)
        tell_versions(workspace, state, always=True)
    return entries


def list_forgotten(workspace: Workspace) -> tuple[Forgotten, ...]:
    """Return what was forgotten, the oldest first."""
    if not workspace.state.is_file():
        return ()
    if not os.access(workspace.extracted, os.W_OK):
        with closing(State(workspace.state, reads_only=True)) as state:
            return tuple(state.history.forgotten().values())
    with workspace.locked(), open_state(workspace) as state:
        return tuple(state.history.forgotten().values())


def finish_purges(workspace: Workspace, state: State) -> None:
    """Remove originals, records and parses of what was purged; also what a killed purge left."""
    for content in (one.sha256 for one in state.history.forgotten().values() if one.purged):
        for path in (*workspace.originals.glob(f"{content[:2]}/{content}*"), workspace.parse(content)):
            path.unlink(missing_ok=True)
        workspace.record(content).unlink(missing_ok=True)
        state.forget_content(content)


def _find_contents(database: Database, state: State, wanted: str) -> list[str]:
    """Return the contents that are meant: by place, by SHA-256, by name, else by the document."""
    from pipeline.store.ask.lookup import find_named, resolve_document

    known = {sha256: file.name for sha256, file in database.known_files().items()}
    found = _by_place(state, wanted, known) or _by_name(wanted, known.items())
    if found:
        return found
    named = find_named(database.connection, wanted)
    if not named:  # a beginning or some words are not enough to take something out
        raise NotFound(f"Nothing here is named {wanted!r} as a whole. `vanban search WORDS` tells what there is.")
    document = named[0] if len(named) == 1 else resolve_document(database.connection, wanted)
    held = [sha256 for sha256, file in database.known_files().items() if file.document == document.id]
    if not held:
        raise NotFound(f"{wanted}: no file of it is here; what is known comes from the documents that cite it.")
    return held


def _by_place(state: State, wanted: str, known: Iterable[str]) -> list[str]:
    places = (wanted, os.path.abspath(wanted))  # noqa: PTH100 - as places are made
    found = (content for place in places for content in state.history.contents_at(place))
    return sorted(set(found) & set(known))


def _by_name(wanted: str, known: Iterable[tuple[str, str]]) -> list[str]:
    """Return the contents of a name, of an archive's name, or of a SHA-256; raises Ambiguous where several differ."""
    is_hash = len(wanted) >= SHORTEST and set(wanted.lower()) <= set("0123456789abcdef")
    given = list(known)
    if is_hash:
        return [sha256 for sha256, _ in given if sha256.startswith(wanted.lower())]
    named = [sha256 for sha256, name in given if wanted in (name, Path(name).name, name.rpartition(MEMBER)[2])]
    inside = [sha256 for sha256, name in given if name.startswith(f"{wanted}{MEMBER}")]
    if len(named) > 1:
        rows = tuple((sha256[:16], name) for sha256, name in given if sha256 in named)
        remedy = "Name one by its path or the beginning of its SHA-256"
        raise Ambiguous(f"{wanted!r} can be {len(named)} files. {remedy}", ("SHA-256", "file"), rows)
    return named or inside


def _describe(database: Database, contents: Iterable[str], purge: bool) -> Iterator[Forgotten]:
    query = """SELECT f.name, coalesce(d.code, h.code), coalesce(h.title, d.title) FROM files AS f
               JOIN headers AS h ON h.file = f.id JOIN documents AS d ON d.id = f.document WHERE f.sha256 = ?"""
    for content in sorted(contents):
        for name, code, title in database.connection.execute(query, (content,)).fetchall():
            yield Forgotten(content, name, code, title, int(purge), time_ns())


def _find_forgotten(state: State, wanted: str) -> Iterator[Forgotten]:
    entries = state.history.forgotten()
    named = _by_place(state, wanted, entries)
    key, words = make_code_key(wanted), fold(wanted)
    for content, one in entries.items():
        names = (one.name, Path(one.name).name, one.name.rpartition(MEMBER)[2])
        is_code = one.code is not None and (one.code == wanted or (key is not None and make_code_key(one.code) == key))
        is_hash = len(wanted) >= SHORTEST and content.startswith(wanted.lower())
        is_title = bool(words) and fold(one.title or "") == words
        if (
            content in named
            or wanted in names
            or one.name.startswith(f"{wanted}{MEMBER}")
            or is_code
            or is_hash
            or is_title
        ):
            yield one
