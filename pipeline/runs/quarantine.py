"""The quarantine: what could not be read, with the reason beside it, until a later run can read it.

    corpus/quarantine/<sha256>/original.pdf   the file as it came
    corpus/quarantine/<sha256>/reason.json    which file, what is wrong, what to do, when, with which version; of a
                                              member of an archive or a mail also which container it came in

A file that could not even be opened has no content hash; its folder is named `name-<hash of its path>` and holds
the reason alone. As soon as the same content (or path) can be read, its folder goes. Reasons that may pass by
themselves (no permission, no memory) are counted, so that later runs try again, each time after a longer pause.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from pipeline.errors import FileAccessError, Hindered, MissingTool, UnreadableFile
from pipeline.model.originals import find_suffix
from pipeline.runs.inbox.files import Found
from pipeline.runs.workspace.layout import Workspace, copy_atomically, write_atomically
from pipeline.runs.workspace.versions import current_stamp

INTERNAL_ERROR = "internal_error"
KILLED = "killed"
OUT_OF_MEMORY = "out_of_memory"
TIMED_OUT = "timed_out"
PASSING = frozenset({FileAccessError.code, Hindered.code, MissingTool.code, KILLED, OUT_OF_MEMORY, TIMED_OUT})
"""Reasons that say more of the moment than of the file."""

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file became no record: a stable word, what is wrong, what to do, and where our own code broke."""

    code: str
    problem: str
    remedy: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the quarantine knows of a file; `key` names its folder, `attempts` counts how often it was tried."""

    key: str
    file: str
    path: str
    sha256: str | None
    code: str
    problem: str
    remedy: str
    when: str  # of the last attempt, ISO 8601 with zone
    version: str  # the stamp of the program that tried last
    attempts: int = 1
    container: str | None = None  # the archive or mail that it came in

    @property
    def is_passing(self) -> bool:
        """Whether another attempt may succeed without a change to the file."""
        return self.code in PASSING

    @property
    def due(self) -> datetime:
        """When the next attempt is due: the pause doubles with each one, up to a week."""
        pause: timedelta = FIRST_PAUSE * 2 ** min(max(self.attempts - 1, 0), 20)
        return datetime.fromisoformat(self.when) + min(pause, LONGEST_PAUSE)

    def is_to_try(self, stamp: str, now: datetime) -> bool:
        """Say whether a run should read the file: another program than last time, or a pause that is over.

        A last attempt in the future means that the clock was set back: the pause then counts as over.
        """
        if self.version != stamp:
            return True
        return self.is_passing and not (datetime.fromisoformat(self.when) <= now < self.due)


def read_entries(workspace: Workspace) -> dict[str, Entry]:
    """Return what the quarantine holds by its keys; a folder without a readable reason is left out."""
    found = (read_entry(workspace, folder.parent.name) for folder in sorted(workspace.quarantine.glob("*/reason.json")))
    return {entry.key: entry for entry in found if entry}


def read_entry(workspace: Workspace, key: str) -> Entry | None:
    """Return the entry of a key, or None where there is none."""
    try:
        reason = json.loads((workspace.quarantine / key / "reason.json").read_text("utf-8"))
        names = ("file", "path", "sha256", "code", "problem", "remedy", "when", "version")
        others = {"attempts": reason.get("attempts", 1), "container": reason.get("container")}
        return Entry(key, **{name: reason[name] for name in names}, **others)
    except (OSError, json.JSONDecodeError, KeyError, TypeError):
        return None


def group_by_path(workspace: Workspace) -> dict[str, list[str]]:
    """Return the keys of the quarantine by where their files lie."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, entry in read_entries(workspace).items():
        keys[entry.path].append(key)
    return dict(keys)


def make_key(found: Found, content: str | None) -> str:
    """Return the key of a file: its content, or a hash of where it lies where the content is not known."""
    return content or f"name-{sha256(found.key.encode()).hexdigest()[:16]}"


def make_failure(error: UnreadableFile) -> Failure:
    """Return the failure that a reader's error describes."""
    return Failure(error.code, error.problem, error.remedy)


def put_away(workspace: Workspace, found: Found, sha256: str | None, failure: Failure) -> None:
    """Keep the original and the reason; a file that vanished meanwhile leaves the reason alone."""
    key = make_key(found, sha256)
    folder, before = workspace.quarantine / key, read_entry(workspace, key)
    if sha256 is not None:
        with suppress(FileNotFoundError, PermissionError):  # then the reason tells already what is the matter
            copy_atomically(found.path, folder / f"original{find_suffix(found.path.name)}", sha256)
    reason = asdict(failure) | {
        **_tell_place(found, before),
        "sha256": sha256,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": current_stamp(),
        "attempts": before.attempts + 1 if before else 1,
        "traceback": failure.traceback.splitlines(),
    }
    write_atomically(
        folder / "reason.json", (json.dumps(reason, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    )


def _tell_place(found: Found, before: Entry | None) -> dict[str, str | None]:
    """Return what a reason says of where a file lies; a copy that is tried again stands for the file of old."""
    if before and found.lay_at == before.path:
        return {"file": before.file, "path": before.path, "container": before.container}
    return {"file": found.name, "path": tell_path(found), "container": found.inside.shown if found.inside else None}


def tell_path(found: Found) -> str:
    """Return where a file lies as its reason tells it."""
    return found.shown if found.inside else found.lay_at or found.key


def release(workspace: Workspace, found: Found, sha256: str) -> None:
    """Remove what the quarantine holds of a file that could be read now."""
    for key in (make_key(found, sha256), make_key(found, None)):
        drop(workspace, key)


def drop(workspace: Workspace, key: str) -> None:
    """Remove an entry with the original it keeps; the reason goes last, so that a stopped removal can go on."""
    folder = workspace.quarantine / key
    if folder.is_dir():
        for path in sorted(folder.iterdir(), key=lambda path: path.name == "reason.json"):
            path.unlink()
        folder.rmdir()
