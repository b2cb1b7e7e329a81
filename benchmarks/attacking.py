"""What the attack does and looks at: commands with temporary files of their own, traces, states that were torn."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "makers"), str(ROOT / "tests" / "makers" / "files")]

from inbox_maker import command, dump  # noqa: E402
from killing import Victim  # noqa: E402

PATIENCE = 900  # seconds that any command may take


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended: its status, what it said, and whether somebody of ours killed it."""

    status: int
    said: str

    @property
    def is_clean(self) -> bool:
        """Whether it ended with a sentence and a status of its own."""
        return "Traceback" not in self.said and self.status in (0, 1, 2, 3, 4, 130, 143)


class Attacker:
    """Runs commands whose temporary files and processes can be told from all others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self._mark = f"attack-{os.getpid()}-{random.SystemRandom().randrange(10**9)}"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of the commands; the mark is found in that of all they start."""
        own = {"PYTHONPATH": str(ROOT), "TMPDIR": str(self.temporary), "VANBAN_ATTACK": self._mark}
        return {**os.environ, **own, "VANBAN_CACHE": str(self.folder / "cache")}

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """Start a command."""
        log = (self.folder / "said").open("w", encoding="utf-8")
        return subprocess.Popen(
            command(*words), cwd=ROOT, env=self.environment, stdout=log, stderr=log, text=True, start_new_session=True
        )

    def run(self, *words: str | Path) -> Done:
        """Run a command to its end."""
        return self.wait(self.start(*words))

    def wait(self, process: subprocess.Popen[str]) -> Done:
        """Wait for a command; one that hangs is killed, and its status is -9."""
        try:
            status = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        return Done(status, (self.folder / "said").read_text("utf-8", "replace"))

    def kill(self, process: subprocess.Popen[str], victim: Victim, dice: random.Random) -> None:
        """Kill the process itself, one of those it started, or all of them."""
        family = [number for number in self.find_processes() if number != process.pid]
        worker = family and [dice.choice(family)]
        chosen = {Victim.WRITER: [process.pid], Victim.WORKER: worker, Victim.TREE: [process.pid, *family]}
        for number in chosen[victim]:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def find_processes(self) -> list[int]:
        """Return the processes that a command of ours started, and itself, as long as they live."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                is_ours = f"VANBAN_ATTACK={self._mark}".encode() in (entry / "environ").read_bytes()
                if is_ours and (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z":
                    found.append(int(entry.name))
        return found

    def find_traces(self, workspace: Path, *, seconds: float = 10.0) -> list[str]:
        """Return what must not be left when all is over: processes, temporary files, drafts."""
        until = time.monotonic() + seconds
        while self.find_processes() and time.monotonic() < until:
            time.sleep(0.1)
        traces = [f"process {number}" for number in self.find_processes()]
        traces += [f"temporary {path.name}" for path in self.temporary.iterdir()]
        drafts = [
            *workspace.rglob(".*.part"),
            *workspace.glob("extracted/.rebuild*"),
            *workspace.glob("extracted/.un*"),
        ]
        return traces + [f"draft {path.relative_to(workspace)}" for path in drafts]


def database_of(workspace: Path) -> list[str]:
    """Return everything that a workspace's database says, which must be whole."""
    return dump(workspace / "extracted" / "vanban.db")


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Give a disk of some size; needs the right to mount."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def enlarge(disk: Path) -> None:
    """Give a disk all the room it wants."""
    subprocess.run(["mount", "-o", "remount,size=2g", disk], check=True)


def tear(path: Path, dice: random.Random) -> str:
    """Damage a file as a power cut or a bad disk would; return how.

    Databases lose their end or all: bytes that change in the middle of one are told by no checksum (SQLite keeps none),
    and only `vanban rebuild` makes them good.
    """
    data = bytearray(path.read_bytes())
    ways = ("cut off", "emptied", "gone") if path.suffix == ".db" else ("cut off", "emptied", "zeros", "noise", "gone")
    how = dice.choice(ways)
    if how == "gone":
        path.unlink()
    elif how == "emptied" or not data:
        path.write_bytes(b"")
    elif how == "cut off":
        path.write_bytes(data[: dice.randrange(len(data))])
    else:
        start = dice.randrange(len(data))
        end = min(len(data), start + dice.choice((1, 64, 4096)))
        data[start:end] = bytes(end - start) if how == "zeros" else dice.randbytes(end - start)
        path.write_bytes(data)
    return how
