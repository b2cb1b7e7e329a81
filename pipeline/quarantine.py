"""The quarantine: what could not be read, with the reason beside it, until a later run can read it.

    corpus/quarantine/<sha256>/original.pdf   the file as it came
    corpus/quarantine/<sha256>/reason.json    which file, what is wrong, what to do, when, with which version; of a
                                              member of an archive or a mail also which container it came in

A file that could not even be opened has no content hash; its folder is named `name-<hash of its path>` and holds
the reason alone. As soon as the same content (or path) can be read, its folder goes.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.errors import UnreadableFile
from pipeline.inbox import Found
from pipeline.versions import current_stamp
from pipeline.workspace import Workspace, copy_atomically, write_atomically

INTERNAL_ERROR = "internal_error"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file became no record: a stable word, what is wrong, what to do, and where our own code broke."""

    code: str
    problem: str
    remedy: str
    traceback: str = ""


def make_failure(error: UnreadableFile) -> Failure:
    """Return the failure that a reader's error describes."""
    return Failure(error.code, error.problem, error.remedy)


def put_away(workspace: Workspace, found: Found, sha256: str | None, failure: Failure) -> None:
    """Keep the original and the reason; a file that vanished meanwhile leaves the reason alone."""
    folder = _folder(workspace, found, sha256)
    if sha256 is not None:
        with suppress(FileNotFoundError, PermissionError):  # then the reason tells already what is the matter
            copy_atomically(found.path, folder / f"original{found.path.suffix.lower()}")
    reason = {
        "file": found.name,
        "path": found.shown,
        "container": found.inside.shown if found.inside else None,
        "sha256": sha256,
        "code": failure.code,
        "problem": failure.problem,
        "remedy": failure.remedy,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": current_stamp(),
        "traceback": failure.traceback.splitlines(),
    }
    write_atomically(
        folder / "reason.json", (json.dumps(reason, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    )


def release(workspace: Workspace, found: Found, sha256: str) -> None:
    """Remove what the quarantine holds of a file that could be read now."""
    for folder in (_folder(workspace, found, sha256), _folder(workspace, found, None)):
        if folder.is_dir():
            shutil.rmtree(folder)


def _folder(workspace: Workspace, found: Found, content: str | None) -> Path:
    key = content or f"name-{sha256(found.key.encode()).hexdigest()[:16]}"
    return workspace.quarantine / key
