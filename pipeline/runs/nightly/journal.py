"""The log of runs: one JSON object a line, for a program to read; people read the report."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

Value = str | int | float | bool | None


class Journal:
    """Appends events to a file, each with its time (UTC), its name and the process that tells it."""

    def __init__(self, handle: TextIO | None) -> None:
        self._handle = handle

    def tell(self, event: str, **facts: Value) -> None:
        """Write one event; each line is flushed, so that a killed run leaves its log whole."""
        if self._handle:
            when = datetime.now(UTC).isoformat(timespec="milliseconds")
            line = json.dumps({"time": when, "event": event, "process": os.getpid(), **facts}, ensure_ascii=False)
            with suppress(OSError):  # a full disk is told by what could not be stored, not by its log
                self._handle.write(line + "\n")
                self._handle.flush()


@contextmanager
def open_journal(path: Path | None) -> Iterator[Journal]:
    """Open a log to append to; without a path nothing is written."""
    if path is None:
        yield Journal(None)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = path.open("a", encoding="utf-8", errors="replace")
    try:
        yield Journal(handle)
    finally:
        with suppress(OSError):  # closing writes what a full disk refused before
            handle.close()
