"""Where a workspace keeps what: originals by content, records, the database, the quarantine, the ledger.

    corpus/originals/<sha[:2]>/<sha><suffix>   what the user took in, never changed
    corpus/quarantine/<key>/original<suffix>   what could not be read, with reason.json beside it
    extracted/records/<sha>.json               what was read
    extracted/vanban.db                        all records together
    extracted/ledger.jsonl                     which content was read by which version
    extracted/containers.jsonl                 which archive or mail held which members

Everything is written beside its place and renamed into it, so no reader ever meets half a file.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import StoreError


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the ledger: a content, the name it came under, the version that read it, whether it is loaded.

    `loaded` turns true with the load into the database, so that a run stopped before it is made good by the next.
    """

    sha256: str
    name: str
    stamp: str
    loaded: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One line of the list of containers: an archive or mail, the version that unpacked it, what it held.

    `members` are the names in it and the contents; a member that could not be taken out has none.
    """

    sha256: str
    name: str
    stamp: str
    members: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder layout under one root; makes no folder before something is put into it."""

    root: Path

    @property
    def originals(self) -> Path:
        """The folder of the originals, by content."""
        return self.root / "corpus" / "originals"

    @property
    def quarantine(self) -> Path:
        """The folder of the files that could not be read."""
        return self.root / "corpus" / "quarantine"

    @property
    def extracted(self) -> Path:
        """The folder of everything derived."""
        return self.root / "extracted"

    @property
    def records(self) -> Path:
        """The folder of the records."""
        return self.extracted / "records"

    @property
    def database(self) -> Path:
        """The database file."""
        return self.extracted / "vanban.db"

    @property
    def ledger(self) -> Path:
        """The ledger file: JSON lines, the last line of a content counts."""
        return self.extracted / "ledger.jsonl"

    @property
    def containers(self) -> Path:
        """The list of containers: JSON lines, the last line of a container counts."""
        return self.extracted / "containers.jsonl"

    @property
    def unpacked(self) -> Path:
        """The folder into which a run unpacks containers; it is gone when the run ends."""
        return self.extracted / ".unpacked"

    @property
    def converted(self) -> Path:
        """The folder of what LibreOffice makes of files in a run; it is gone when the run ends."""
        return self.extracted / ".converted"

    def original(self, sha256: str, suffix: str) -> Path:
        """Return where the original with this content lies."""
        return self.originals / sha256[:2] / f"{sha256}{suffix.lower()}"

    def record(self, sha256: str) -> Path:
        """Return where the record of this content lies."""
        return self.records / f"{sha256}.json"

    def record_files(self) -> list[Path]:
        """Return all records, in a stable order."""
        return sorted(self.records.glob("*.json"))

    def is_own(self, folder: Path) -> bool:
        """Say whether a folder is one that the workspace itself fills."""
        return folder.resolve() in {place.resolve() for place in (self.originals, self.quarantine, self.extracted)}

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the workspace for one writer; raises StoreError while another process holds it."""
        import fcntl

        self.extracted.mkdir(parents=True, exist_ok=True)
        with (self.extracted / ".lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreError(
                    f"{self.root}: another vanban is writing into this workspace. Wait for it to end, then try again."
                ) from error
            yield

    def read_ledger(self) -> dict[str, Seen]:
        """Return the ledger by content; a damaged line (a run that was killed) only means reading that file again."""
        seen: dict[str, Seen] = {}
        if not self.ledger.is_file():
            return seen
        for line in self.ledger.read_text("utf-8", errors="replace").splitlines():
            try:
                entry = Seen(**json.loads(line))
            except (json.JSONDecodeError, TypeError):
                continue
            seen[entry.sha256] = entry
        return seen

    def note(self, entry: Seen) -> None:
        """Add one line to the ledger."""
        self.ledger.parent.mkdir(parents=True, exist_ok=True)
        with self.ledger.open("a", encoding="utf-8") as handle:
            handle.write(_line(entry))

    def read_containers(self) -> dict[str, Held]:
        """Return the containers by content; a damaged line only means unpacking that one again."""
        held: dict[str, Held] = {}
        if not self.containers.is_file():
            return held
        for line in self.containers.read_text("utf-8", errors="replace").splitlines():
            try:
                data = json.loads(line)
                members = tuple((str(name), content) for name, content in data.pop("members"))
                entry = Held(**data, members=members)
            except (json.JSONDecodeError, TypeError, ValueError, KeyError):
                continue
            held[entry.sha256] = entry
        return held

    def note_container(self, entry: Held) -> None:
        """Add one line to the list of containers."""
        self.containers.parent.mkdir(parents=True, exist_ok=True)
        with self.containers.open("a", encoding="utf-8") as handle:
            handle.write(_line(entry))

    def write_ledger(self, entries: Iterable[Seen]) -> None:
        """Write the whole ledger anew, one line a content."""
        write_atomically(self.ledger, "".join(map(_line, entries)).encode())


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as draft:
        draft.write_bytes(content)


def copy_atomically(source: Path, path: Path) -> None:
    """Copy a file so that nobody ever sees half of it; does nothing where the copy is there already."""
    if path.is_file() and path.stat().st_size == source.stat().st_size:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as draft:
        shutil.copyfile(source, draft)


def _line(entry: Seen | Held) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
