"""Files of JSON lines that only grow: asked for single lines, or read whole when many are wanted.

A line is found by words that it holds, from the end, as the last line of a thing is the one that counts. Looking for a
few among a hundred thousand lines takes some milliseconds, where reading all of them takes half a second. A line that
is damaged (a run that was killed) is no line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FEW = 20
"""So many looks at single lines cost less than to read the whole file."""


class LineFile:
    """The lines of a file as they were when it was opened."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes() if path.is_file() else b""
        self._looks = 0

    @property
    def is_worn(self) -> bool:
        """Whether it was asked so often that whoever asks should read it whole."""
        return self._looks >= FEW

    def count(self, words: str = "\n") -> int:
        """Return how often some words stand in it; without words the number of its lines."""
        return self._bytes.count(words.encode())

    def find(self, words: str) -> Iterator[Any]:
        """Yield what the lines hold in which some words stand, the last line first."""
        self._looks += 1
        wanted, end = words.encode(), len(self._bytes)
        while (place := self._bytes.rfind(wanted, 0, end)) >= 0:
            start = self._bytes.rfind(b"\n", 0, place) + 1
            stop = self._bytes.find(b"\n", place)
            yield from _parse_line(self._bytes[start : stop if stop >= 0 else None])
            end = start

    def read_values(self, name: str) -> list[str]:
        """Return the words that stand under a name, line after line; for names whose words are plain ASCII."""
        words: list[str] = re.findall(rf'"{name}": "([^"\\]*)"', self._bytes.decode("latin-1"))
        return words

    def read(self) -> list[Any]:
        """Return what every line holds: all at once where none is damaged, which is five times as fast."""
        lines = self._bytes.decode("utf-8", errors="replace").split("\n")
        try:
            rows: list[Any] = json.loads(f"[{','.join(filter(None, lines))}]")
        except json.JSONDecodeError:
            rows = [row for line in lines for row in _parse_line(line)]
        return rows


def _parse_line(line: str | bytes) -> list[Any]:
    try:
        return [json.loads(line.decode("utf-8", errors="replace") if isinstance(line, bytes) else line)]
    except json.JSONDecodeError:
        return []
