"""The ledger: which content was read under which name by which version, and whether it is in the database.

    extracted/ledger.jsonl   {"sha256": …, "name": …, "stamp": …, "loaded": …}

The last line of a content counts. A run over one new file asks for a handful of contents, so the ledger is read whole
only where more than a few are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.runs.workspace.json_lines import LineFile

_UNLOADED = '"loaded": false'


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the ledger: a content, the name it came under, the version that read it, whether it is loaded.

    `loaded` turns true with the load into the database, so that a run stopped before it is made good by the next.
    """

    sha256: str
    name: str
    stamp: str
    loaded: bool = False


class Ledger(Mapping[str, Seen]):
    """The entries by content, as they stood in the file when it was opened, with those that were added since."""

    def __init__(self, path: Path) -> None:
        self._lines = LineFile(path)
        self._fresh: dict[str, Seen] = {}
        self._old: dict[str, Seen] | None = None

    def __getitem__(self, content: str) -> Seen:
        entry = self._fresh.get(content) or self._find(content)
        if entry is None:
            raise KeyError(content)
        return entry

    def __iter__(self) -> Iterator[str]:
        return iter({**self._read(), **self._fresh})

    def __len__(self) -> int:
        return len(self._read().keys() | self._fresh.keys())

    @property
    def lines(self) -> int:
        """How many lines the file had when it was opened: as many as it had contents, or some more."""
        return self._lines.count()

    def add(self, entry: Seen) -> None:
        """Let an entry take the place of an older one of the same content; writes nothing."""
        self._fresh[entry.sha256] = entry

    def find_waiting(self, stored: Set[str]) -> set[str]:
        """Return the contents that no load took in, or that are not among those that the database holds."""
        unloaded = {str(row.get("sha256")) for row in self._lines.find(_UNLOADED) if isinstance(row, dict)}
        doubtful = unloaded | (set(self._lines.read_values("sha256")) - stored)
        entries = (self.get(content) for content in doubtful)
        return {entry.sha256 for entry in entries if entry and not (entry.loaded and entry.sha256 in stored)}

    def _find(self, content: str) -> Seen | None:
        if self._old is not None or self._lines.is_worn:
            return self._read().get(content)
        entries = (entry for row in self._lines.find(content) if (entry := _parse_entry(row)))
        return next((entry for entry in entries if entry.sha256 == content), None)

    def _read(self) -> dict[str, Seen]:
        """Read all lines, once."""
        if self._old is None:
            self._old = {entry.sha256: entry for row in self._lines.read() if (entry := _parse_entry(row))}
        return self._old


def make_line(entry: Seen) -> str:
    """Return an entry as a line of the file."""
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"


def _parse_entry(row: Any) -> Seen | None:
    try:
        return Seen(**row)
    except TypeError:
        return None
