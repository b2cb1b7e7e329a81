"""Where a workspace keeps what: originals by content, records, the database, the quarantine, its memory of runs.

    corpus/originals/<sha[:2]>/<sha><suffix>   what the user took in, never changed
    corpus/quarantine/<key>/original<suffix>   what could not be read, with reason.json beside it
    extracted/records/<sha>.json               what was read
    extracted/parses/<sha[:2]>/<sha>.json.gz   text and places, from which it can be read anew without the original
    extracted/vanban.db                        all records together
    extracted/state.db                         what was read by which version, what lies where (`workspace.state`)

Everything is written beside its place and renamed into it, so no reader ever meets half a file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.originals import FOLDER, place_original
from pipeline.runs.workspace.lock import hold

PLAIN = 0o644
"""The rights of what is written; copies of a file that fewer may read have fewer."""

_CHUNK = 2**20  # bytes
SYNCED_TOGETHER = 8  # files that the system is asked at a time to put onto the disk


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder layout under one root; makes no folder before something is put into it."""

    root: Path

    @property
    def originals(self) -> Path:
        """The folder of the originals, by content."""
        return self.root / FOLDER

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
    def rebuilt(self) -> Path:
        """The draft of a database that is made anew."""
        return self.extracted / ".rebuild.db"

    @property
    def state(self) -> Path:
        """The file of what it remembers between runs."""
        return self.extracted / "state.db"

    @property
    def unpacked(self) -> Path:
        """The folder into which a run unpacks containers; it is gone when the run ends."""
        return self.extracted / ".unpacked"

    def original(self, sha256: str, name: str) -> Path:
        """Return where the original with this content, that came under this name, lies."""
        return self.root / place_original(sha256, name)

    def record(self, sha256: str) -> Path:
        """Return where the record of this content lies."""
        return self.records / f"{sha256}.json"

    def parse(self, sha256: str) -> Path:
        """Return where the text and places of this content are kept, as the reader found them."""
        return self.extracted / "parses" / sha256[:2] / f"{sha256}.json.gz"

    def record_files(self) -> list[Path]:
        """Return all records, in a stable order."""
        return sorted(self.records.glob("*.json"))

    def own_folders(self) -> frozenset[tuple[int, int]]:
        """Return device and inode of the folders that the workspace itself fills, those that are there."""
        places = (self.originals, self.quarantine, self.extracted)
        return frozenset((found.st_dev, found.st_ino) for found in (place.stat() for place in places if place.is_dir()))

    @contextmanager
    def locked(self, *, recovers: bool = False) -> Iterator[bool]:
        """Hold the workspace for one writer; gives whether the last one was killed. WorkspaceBusy while it is held.

        Runs make good what a killed one left (`recovers`); for others the mark of it stays.
        """
        with hold(self.extracted / ".lock", self.root, recovers=recovers) as was_killed:
            yield was_killed


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as draft:
        draft.write_bytes(content)


def copy_atomically(source: Path, path: Path, sha256: str | None = None) -> bool:
    """Copy a file so that nobody ever sees half of it; does nothing where the copy is there already.

    Returns False, and keeps no copy, where the bytes are no longer those of `sha256`. The copy has no wider rights than
    its source.
    """
    if path.is_file() and path.stat().st_size == source.stat().st_size:
        return True
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path, source.stat().st_mode & PLAIN | 0o400) as draft:
        found = _copy(source, draft)
        if sha256 not in (None, found):
            draft.unlink()
            return False
    return True


def _copy(source: Path, draft: Path) -> str:
    """Copy the bytes of a file into an empty one; return their SHA-256."""
    import hashlib  # with the library of OpenSSL, which no question needs

    digest = hashlib.sha256()
    with source.open("rb") as reader, draft.open("wb") as writer:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    return digest.hexdigest()


def sync_files(paths: Iterable[Path]) -> None:
    """Have the system put files and their names onto the disk, so that a power cut cannot take them back."""
    from concurrent.futures import ThreadPoolExecutor

    files = [path for path in paths if path.is_file()]
    with ThreadPoolExecutor(SYNCED_TOGETHER) as threads:  # the disk takes many at a time, and workers need not wait
        for _ in threads.map(_sync, files):
            pass
        for _ in threads.map(_sync, {path.parent for path in files}):
            pass


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _beside(path: Path, rights: int = PLAIN) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        if draft.exists():
            draft.chmod(rights)
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
