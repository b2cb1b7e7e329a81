"""What this machine has of what vanban needs: Python, SQLite, libraries, what each format is read with, the workspace.

Every finding is a line with a state and, where something is missing, what to do about it. `ok` and `optional` need
nothing done; `missing` and `broken` make `vanban doctor` end with status 1.
"""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata

from pipeline import __version__
from pipeline.errors import StoreError
from pipeline.knowledge.load import read_table
from pipeline.runs.quarantine import read_entries
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import stored_contents

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37)  # the first with STRICT tables
LOW_DISK = 500_000_000  # bytes
_NAME = re.compile(r"[\w.-]*")  # of a requirement, as in "pypdfium2<6,>=4.30"


class State(StrEnum):
    """How a finding stands."""

    OK = "ok"
    OPTIONAL = "optional"  # not there, and only wished for
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the diagnosis."""

    area: str  # program, library, format, workspace
    name: str
    state: State
    detail: str
    remedy: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether something must be done."""
        return self.state in (State.MISSING, State.BROKEN)


def examine(workspace: Workspace) -> tuple[Finding, ...]:
    """Return everything there is to say about this machine and this workspace; changes nothing."""
    return (*_program(), *_libraries(), *_formats(), _recognition(), *_workspace(workspace))


def _program() -> Iterator[Finding]:
    yield Finding("program", "vanban", State.OK, __version__)
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    old = sys.version_info < OLDEST_PYTHON
    yield _judge("program", "Python", not old, python, "Install Python 3.11 or newer.")
    old = sqlite3.sqlite_version_info < OLDEST_SQLITE
    yield _judge("program", "SQLite", not old, sqlite, "Install a Python with SQLite 3.37 or newer (STRICT tables).")
    yield _judge("program", "SQLite full text", _has_fts5(), "FTS5", "Install a Python whose SQLite has FTS5.")


def _has_fts5() -> bool:
    with sqlite3.connect(":memory:") as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    database.close()
    return "ENABLE_FTS5" in options


def _libraries() -> Iterator[Finding]:
    try:
        needed = metadata.requires("vanban") or []
    except metadata.PackageNotFoundError:
        yield Finding("library", "all", State.OPTIONAL, "not told: vanban runs from its source", "make install")
        return
    for line in needed:
        requirement = line.partition(";")[0].strip()
        if "extra ==" in line:
            continue
        name = _NAME.match(requirement)[0]  # type: ignore[index]  # metadata always begins with a name
        try:
            yield Finding("library", name, State.OK, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding("library", name, State.MISSING, requirement, f"pip install '{requirement}'")


def _formats() -> Iterator[Finding]:
    from pipeline.ingest import check_formats

    for check in check_formats():
        suffixes, found = " ".join(check.suffixes), ", ".join(check.versions) or "nothing beyond Python"
        missing = ", ".join((*check.missing, *check.missing_tools))
        detail = f"{suffixes}: {found}" if check.ok else f"{suffixes}: {missing} not installed"
        if check.missing_tools and not check.missing:
            yield Finding("format", check.format, State.OPTIONAL, *_explain(detail, check.missing_tools))
        else:
            yield _judge("format", check.format, check.ok, detail, f"pip install {' '.join(check.missing)}")


def _recognition() -> Finding:
    from pipeline.ingest.scan.tesseract import PROGRAM, find_version

    version = find_version()
    if version:
        return Finding("format", "scan", State.OK, f"scanned pages of .pdf: {PROGRAM} {version} with Vietnamese")
    lacks = "its Vietnamese data is not installed" if shutil.which(PROGRAM) else "not installed"
    detail, remedy = _explain(f"scanned pages of .pdf: {PROGRAM}: {lacks}", (PROGRAM,))
    return Finding("format", "scan", State.OPTIONAL, detail, remedy)


def _explain(detail: str, tools: tuple[str, ...]) -> tuple[str, str]:
    """Return what a missing program costs, and how to install it."""
    rows = [row for row in read_table("tools")["tool"] if row["program"] in tools]
    packages = " ".join(sorted({row["package"] for row in rows}))
    return f"{detail}; without it {'; '.join(row['without'] for row in rows)}", f"Debian: apt-get install {packages}"


def _workspace(workspace: Workspace) -> Iterator[Finding]:
    root = workspace.root.resolve()
    free = shutil.disk_usage(next(folder for folder in (root, *root.parents) if folder.is_dir())).free
    yield _judge("workspace", "disk", free > LOW_DISK, f"{free / 1e9:.1f} GB free", "Make room on this disk.")
    yield Finding("workspace", "records", State.OK, str(len(workspace.record_files())))
    yield _database(workspace)
    yield from _quarantine(workspace)


def _database(workspace: Workspace) -> Finding:
    if not workspace.database.is_file():
        return Finding("workspace", "database", State.OPTIONAL, f"{workspace.database}: none yet", "vanban ingest PATH")
    try:
        files = len(stored_contents(workspace))
    except StoreError as error:
        return Finding("workspace", "database", State.BROKEN, str(error), "vanban rebuild")
    records = len(workspace.record_files())
    if files != records:
        detail = f"{files} files in it, but {records} records"
        return Finding("workspace", "database", State.BROKEN, detail, "vanban rebuild")
    return Finding("workspace", "database", State.OK, f"{workspace.database}: {files} files")


def _quarantine(workspace: Workspace) -> Iterator[Finding]:
    reasons = Counter(entry.code for entry in read_entries(workspace).values())
    detail = ", ".join(f"{count} {code}" for code, count in reasons.most_common()) or "empty"
    remedy = f"Read the reasons in {workspace.quarantine}." if reasons else ""
    yield Finding("workspace", "quarantine", State.OPTIONAL if reasons else State.OK, detail, remedy)


def _judge(area: str, name: str, good: bool, detail: str, remedy: str) -> Finding:
    return Finding(area, name, State.OK if good else State.MISSING, detail, "" if good else remedy)
