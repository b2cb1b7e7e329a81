"""What a run tells the history: which content lies where, members with their containers, duplicates with the first."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable

from pipeline.runs.workspace.history import MEMBER, Change
from pipeline.runs.workspace.state import State

MOST_DEEP = 8


class Placing:
    """Notes places as contents are found or read; what is read only later waits here for its record."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._now = time.time_ns()
        self._waiting: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def replaces(self, place: str, content: str) -> bool:
        """Tell whether another content lies at a place so far."""
        known = self._state.history.find(place) if place else None
        return known is not None and known[0] != content

    def note(self, place: str, content: str, name: str) -> Change:
        """Let a known content lie at a place, and all that it holds; tells what that changed at the place itself."""
        return self._note(place, content, name) if place else Change.NONE

    def wait(self, place: str, content: str, name: str) -> None:
        """Let a content lie at a place as soon as it has been read."""
        if place:
            self._waiting[content].append((place, name))

    def take(self, place: str, content: str, name: str) -> None:
        """Let a content that has been read lie at its place, and wherever it waited for that."""
        for where, called in [(place, name), *self._waiting.pop(content, ())]:
            self.note(where, content, called)

    def take_container(self, place: str, content: str, name: str, members: Iterable[str]) -> None:
        """Let a container that was unpacked lie at its place; members of its former version that it lacks end.

        A member of the same name speaks until the new one has been read.
        """
        self.take(place, content, name)
        if place:
            self._state.history.end_others(place, members, self._now)

    def _note(self, place: str, content: str, name: str, around: frozenset[str] = frozenset()) -> Change:
        history = self._state.history
        change = history.note(place, content, name, self._now)
        held = self._state.find_container(content) if change is not Change.NONE and len(around) < MOST_DEEP else None
        around |= {content}
        inside = held.members if held else ()
        members = list(zip(member_places(place, [inner for inner, _ in inside]), inside, strict=True))
        for where, (inner, member) in members:
            if member and member not in around and (self._state.find(member) or self._state.find_container(member)):
                self._note(where, member, f"{name}{MEMBER}{inner}", around)
        if change is Change.REPLACED:
            history.end_others(place, [where for where, _ in members], self._now)
        return change


def member_places(place: str, names: Iterable[str]) -> list[str]:
    """Return where the members of a container lie; of several that bear one name the later are counted."""
    seen: Counter[str] = Counter()
    places: list[str] = []
    for name in names:
        seen[name] += 1
        places.append(f"{place}{MEMBER}{name}" + (f"#{seen[name]}" if seen[name] > 1 else ""))
    return places
