"""Temporary folders with a mark that says whose they are, so that what a killed process left can be cleared away.

The mark is a file in the folder: number and starting time of its process, and what belongs to it elsewhere. A folder
is cleared only where it is this user's, bears a mark, and the process of the mark is gone.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PREFIX = "vanban-"
_NAMES = (f"{PREFIX}*", "pymp-*")  # the second are those in which Python's processes meet
_MARK = ".vanban-process"


@contextmanager
def scratch_folder(purpose: str = "") -> Iterator[Path]:
    """Give a temporary folder that is gone at the end; after a kill, `clear_scratch` of a later run removes it."""
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{purpose}", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        mark_scratch(folder)
        work = folder / "work"
        work.mkdir()
        yield work


def mark_scratch(folder: Path, belongings: Sequence[Path] = ()) -> None:
    """Write into a temporary folder that it is this process's, and which files elsewhere go with it."""
    owner = {"process": os.getpid(), "began": _find_start(os.getpid()), "belongings": list(map(str, belongings))}
    (folder / _MARK).write_text(json.dumps(owner), "utf-8")


def clear_scratch() -> int:
    """Remove the marked temporary folders of processes that are gone; return how many there were."""
    root = Path(tempfile.gettempdir())
    left = [folder for name in _NAMES for folder in root.glob(name) if _is_left(folder)]
    for folder in left:
        for path in map(Path, _read_mark(folder).get("belongings", ())):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
    return len(left)


def _is_left(folder: Path) -> bool:
    with suppress(OSError):
        status = folder.lstat()
        is_ours = not folder.is_symlink() and folder.is_dir() and status.st_uid == os.getuid()
        owner = _read_mark(folder) if is_ours else {}
        return bool(owner) and _find_start(owner["process"]) != owner["began"]
    return False


def _read_mark(folder: Path) -> dict[str, Any]:
    try:
        owner = json.loads((folder / _MARK).read_text("utf-8"))
        return owner if isinstance(owner["process"], int) and "began" in owner else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _find_start(process: int) -> str | None:
    """Return when a process began, in ticks since the start of the system; None where there is none."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]
