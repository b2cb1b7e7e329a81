"""Which version of the program read each file, and with it every fact of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline.store.nouns import FILE_ID, StampOf


def note_readings(connection: sqlite3.Connection, contents: Iterable[str], stamp_of: StampOf) -> None:
    """Write down who read the files with these contents, also where the facts are the same as before."""
    stamps = ((content, stamp_of(content)) for content in sorted(contents))
    rows = ((content[:FILE_ID], *_parts(stamp)) for content, stamp in stamps if stamp)
    connection.executemany("INSERT OR REPLACE INTO readings (file, program, code, knowledge) VALUES (?, ?, ?, ?)", rows)


def _parts(stamp: str) -> tuple[str, str, str]:
    """Part `0.1.0 code:1f0c knowledge:77aa`; what a stamp does not say is an empty word."""
    program, _, rest = stamp.partition(" ")
    said = dict(word.split(":", 1) for word in rest.split() if ":" in word)
    return program, said.get("code", ""), said.get("knowledge", "")
