"""Which content lay where, one after the other: the versions of every file, and what a person took out.

A place is a path, an address, or a member behind its archive (`/in/công văn.zip!plan.docx`). A content speaks while at
least one place holds it; one that was never seen at a place speaks as well. What was replaced, pruned or forgotten is
kept here, in no answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from enum import Enum
from typing import Any

HISTORY_SCHEMA = """
CREATE TABLE held (place BLOB NOT NULL, number INT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL,
began INT NOT NULL, ended INT, why TEXT, gone INT, told INT NOT NULL, PRIMARY KEY (place, number))
STRICT, WITHOUT ROWID;
CREATE INDEX held_by_content ON held (sha256);
CREATE INDEX held_before ON held (sha256) WHERE ended IS NOT NULL;
CREATE INDEX held_gone ON held (place) WHERE gone IS NOT NULL AND ended IS NULL;
CREATE INDEX held_untold ON held (place) WHERE NOT told;
CREATE TABLE forgotten (sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, code TEXT, title TEXT, purged INT NOT NULL,
noted INT NOT NULL) STRICT, WITHOUT ROWID;
"""
MEMBER = "!"  # between a container and the name in it
REPLACED, PRUNED, MOVED = "replaced", "pruned", "moved"

_SILENT = """
SELECT DISTINCT sha256 FROM held AS h WHERE ended IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM held AS other WHERE other.sha256 = h.sha256 AND other.ended IS NULL)
UNION SELECT sha256 FROM forgotten"""
_NOW = "SELECT sha256, gone FROM held WHERE place = ? AND ended IS NULL"
_PUT = """
INSERT INTO held (place, number, sha256, name, began, told)
SELECT ?1, 1 + coalesce(max(number), 0), ?2, ?3, ?4, max(number) IS NULL FROM held WHERE place = ?1"""
_END = "UPDATE held SET ended = ?, why = ?, told = 0 WHERE place = ? AND ended IS NULL"
_INSIDE = "SELECT place FROM held WHERE place >= ? AND place < ? AND ended IS NULL"
_NOT_SEEN = """
SELECT place FROM held AS h WHERE ended IS NULL AND ({where})
  AND NOT EXISTS (SELECT 1 FROM places WHERE places.place = h.place)"""
_ELSEWHERE = """
SELECT 1 FROM held AS h JOIN held AS o ON o.sha256 = h.sha256 AND o.place <> h.place
WHERE h.place = ? AND h.ended IS NULL AND o.ended IS NULL AND o.gone IS NULL"""
WHERE = "place = ? OR (place >= ? AND place < ?)"


class Change(Enum):
    """What a content at a place is to what lay there: the same, the first, one that was missed, another one."""

    NONE = "none"
    NEW = "new"
    BACK = "back"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Stay:
    """One version of a file: the `number`-th content at a place, from when to when (ns since 1970), why it ended.

    `why` is replaced, pruned or moved; `gone` is when its file was first missed.
    """

    place: str
    number: int
    sha256: str
    name: str
    began: int
    ended: int | None
    why: str | None
    gone: int | None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A content that a person took out of the answers; of a `purged` one the original is gone as well."""

    sha256: str
    name: str
    code: str | None
    title: str | None
    purged: int  # 0 or 1
    noted: int


class History:
    """The part of the state that tells versions; made by `State`, which gives it the two ways to the file."""

    def __init__(self, ask: Callable[..., list[Any]], write: Callable[[str, Iterable[Sequence[Any]]], None]) -> None:
        self._ask, self._write = ask, write

    def find(self, place: str) -> tuple[str, bool] | None:
        """Return which content lies at a place, and whether its file is gone; None where nothing was seen there."""
        return next(((content, gone is not None) for content, gone in self._ask(_NOW, encode(place))), None)

    def note(self, place: str, content: str, name: str, now: int) -> Change:
        """Let a content lie at a place from now on; tells whether it takes the place of another one."""
        known = self.find(place)
        if known == (content, False):
            return Change.NONE
        if known and known[0] == content:
            self._write("UPDATE held SET gone = NULL, told = 0 WHERE place = ? AND ended IS NULL", [(encode(place),)])
            return Change.BACK
        self._write(_END, [(now, REPLACED, encode(place))])
        self._write(_PUT, [(encode(place), content, name, now)])
        return Change.REPLACED if known else Change.NEW

    def end_others(self, container: str, members: Iterable[str], now: int) -> None:
        """End what lay in the former version of a container and is not among the members of the new one."""
        head = encode(container + MEMBER)
        there = {bytes(place) for (place,) in self._ask(_INSIDE, head, _after(head))}
        left = there - {encode(member) for member in members}
        kept = tuple(encode(member + MEMBER) for member in members)  # what lies in a container that is a member
        self._write(_END, ((now, REPLACED, place) for place in left if not place.startswith(kept)))

    def mark_gone(self, roots: Iterable[str], seen: set[str], spared: Iterable[str], now: int) -> list[str]:
        """Mark the files below some roots that were not seen as gone; return those that were not marked before.

        A file whose content lies somewhere else now was moved: its former place ends. Nothing is marked at or below
        the places that are `spared`, where one could not look.
        """
        closed = tuple(spared)
        fresh: list[str] = []
        for place in self._unseen(roots, seen):
            if place in closed or place.startswith(tuple(f"{one.rstrip('/')}/" for one in closed)):
                continue
            if self._ask(_ELSEWHERE, encode(place)):
                self._write(_END, [(now, MOVED, encode(place))])
            elif not any(gone for _, gone in [self.find(place) or ("", True)]):
                fresh.append(place)
        self._write(
            "UPDATE held SET gone = ?, told = 0 WHERE place = ? AND ended IS NULL", ((now, encode(p)) for p in fresh)
        )
        return fresh

    def find_gone(self, roots: Iterable[str]) -> list[str]:
        """Return the places below some roots whose file is gone and still answers, containers before members."""
        query = f"SELECT place FROM held WHERE gone IS NOT NULL AND ended IS NULL AND ({WHERE})"
        return sorted({decode(place) for root in roots for (place,) in self._ask(query, *below(root))})

    def count_below(self, root: str) -> int:
        """Return how many files answer that lay at a place and below it, members of containers too."""
        query = f"SELECT count(*) FROM held WHERE ended IS NULL AND gone IS NULL AND ({WHERE})"
        return int(self._ask(query, *below(root))[0][0])

    def prune(self, places: Iterable[str], now: int) -> None:
        """Take the files that were at some places out of the answers."""
        self._write(_END, ((now, PRUNED, encode(place)) for place in places))

    def contents_at(self, place: str) -> list[str]:
        """Return what lies at a place and in it, where it is a container."""
        head = encode(place + MEMBER)
        query = "SELECT sha256 FROM held WHERE ended IS NULL AND (place = ? OR (place >= ? AND place < ?))"
        return [content for (content,) in self._ask(query, encode(place), head, _after(head))]

    def former_of(self, contents: Iterable[str]) -> set[str]:
        """Return the contents in no answer that lay at the places where some contents lie or lay."""
        query = """SELECT DISTINCT o.sha256 FROM held AS h JOIN held AS o ON o.place = h.place WHERE h.sha256 = ?"""
        found = {other for content in contents for (other,) in self._ask(query, content)}
        return found & self.silent()

    def silent(self) -> frozenset[str]:
        """Return the contents that must be in no answer: former versions, pruned and forgotten files."""
        return frozenset(content for (content,) in self._ask(_SILENT))

    def forgotten(self) -> dict[str, Forgotten]:
        """Return what a person took out, by content."""
        rows = self._ask("SELECT * FROM forgotten ORDER BY noted, sha256")
        return {row[0]: Forgotten(*row) for row in rows}

    def forget(self, entries: Iterable[Forgotten]) -> None:
        """Take contents out of the answers until a person takes that back."""
        given = [astuple(entry) for entry in entries]
        self._write("INSERT OR REPLACE INTO forgotten VALUES (?, ?, ?, ?, ?, ?)", given)

    def remember(self, contents: Iterable[str]) -> None:
        """Take back that contents were forgotten."""
        self._write("DELETE FROM forgotten WHERE sha256 = ?", ((content,) for content in contents))

    def stays(self, *, untold: bool = False) -> list[Stay]:
        """Return the versions of files that have a history, or (`untold`) those of which no database was told.

        A file that is there and always was the same has none.
        """
        columns = "place, number, sha256, name, began, ended, why, gone"
        where = "NOT told" if untold else "number > 1 OR ended IS NOT NULL OR gone IS NOT NULL"
        rows = self._ask(f"SELECT {columns} FROM held WHERE {where}")
        return [Stay(decode(place), *rest) for place, *rest in rows]

    def note_told(self, stays: Iterable[Stay]) -> None:
        """Remember that the database was told of some versions as they are."""
        marks = "UPDATE held SET told = 1 WHERE place = ? AND number = ? AND ended IS ? AND gone IS ?"
        self._write(marks, ((encode(one.place), one.number, one.ended, one.gone) for one in stays))

    def carry_over(self) -> None:
        """Let every content lie where the footprints of an earlier version say, with the members of containers."""
        held = {row[0]: json.loads(row[1]) for row in self._ask("SELECT sha256, members FROM containers")}
        names = dict(self._ask("SELECT sha256, name FROM contents UNION ALL SELECT sha256, name FROM containers"))
        rows = self._ask("SELECT place, sha256, noted FROM places WHERE sha256 <> '' AND length(sha256) = 64")
        given = [(decode(place), content, noted) for place, content, noted in rows]
        every = (row for place, content, noted in given for row in _expand(place, content, noted, held))
        put = "INSERT OR IGNORE INTO held (place, number, sha256, name, began, told) VALUES (?, 1, ?, ?, ?, 1)"
        self._write(put, ((encode(p), sha, names[sha], noted) for p, sha, noted in every if sha in names))

    def _unseen(self, roots: Iterable[str], seen: set[str]) -> list[str]:
        found: dict[str, None] = {}
        for root in roots:
            for (row,) in self._ask(_NOT_SEEN.format(where=WHERE), *below(root)):
                place = decode(row)
                if place not in seen and not lies_in(place, seen):
                    found[place] = None
        return sorted(found)


def lies_in(place: str, others: set[str]) -> bool:
    """Tell whether a place lies in a container that lies at one of some other places."""
    cut = place.rfind(MEMBER)
    while cut > 0:
        if place[:cut] in others:
            return True
        cut = place.rfind(MEMBER, 0, cut)
    return False


def _expand(place: str, content: str, noted: int, held: dict[str, Any], depth: int = 0) -> list[tuple[str, str, int]]:
    rows = [(place, content, noted)]
    for name, member in held.get(content, ()) if depth < 8 else ():
        rows += _expand(f"{place}{MEMBER}{name}", member, noted, held, depth + 1) if member else []
    return rows


def encode(place: str) -> bytes:
    """Return a place as bytes: names of files may hold what is no text."""
    return place.encode("utf-8", "surrogatepass")


def decode(place: bytes) -> str:
    """Return the place that bytes of the file mean."""
    return place.decode("utf-8", "surrogatepass")


def below(root: str) -> tuple[bytes, bytes, bytes]:
    """Return a place, and the bounds of the places below it: every one that begins with it and `/`, or `!`."""
    place = encode(root)
    head = place.rstrip(b"/") + b"/"
    return place, head, _after(head)


def _after(head: bytes) -> bytes:
    return head[:-1] + bytes([head[-1] + 1])
