"""One writer at a time in a workspace: a lock of the system on a file that says who holds it.

The system gives the lock back whatever happens to its holder, so a killed run never has to be cleaned up after by
hand; what it wrote into the file stays, and tells the next holder that the last one did not come to its end.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from pipeline.errors import WorkspaceBusy
from pipeline.runs.address import hide_logins


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a workspace: the process, its machine, since when, and the command."""

    process: int
    machine: str
    since: str  # ISO 8601 with zone
    command: str

    def __str__(self) -> str:
        """Return a clause for a message."""
        return f"process {self.process} on {self.machine}, `{self.command}`, since {self.since}"


@contextmanager
def hold(path: Path, root: Path, *, recovers: bool) -> Iterator[bool]:
    """Hold a lock file; gives whether its last holder was killed. Raises WorkspaceBusy, which names the holder.

    Where the new holder does not recover what the last one left, the next one is told too.
    """
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _read_holder(handle)
            by = f" ({holder})" if holder else ""
            raise WorkspaceBusy(
                f"{root}: another vanban is writing into this workspace{by}. Wait for it to end, then try again."
            ) from error
        was_killed = path.stat().st_size > 0
        _write_holder(handle)
        yield was_killed
        if recovers or not was_killed:
            handle.truncate(0)  # not where the block was left by an error: then the next holder looks after it


def _write_holder(handle: TextIO) -> None:
    command = hide_logins(" ".join([Path(sys.argv[0]).name, *sys.argv[1:]]))[:200]
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    handle.truncate(0)
    text = json.dumps(asdict(Holder(os.getpid(), socket.gethostname(), since, command)), ensure_ascii=True)
    with suppress(OSError):  # on a full disk the lock holds all the same
        os.write(handle.fileno(), text.encode("ascii"))


def _read_holder(handle: TextIO) -> Holder | None:
    handle.seek(0)
    try:
        return Holder(**json.loads(handle.read()))
    except (json.JSONDecodeError, TypeError):  # it took the lock this moment
        return None
