"""Files that hold files: archives and mails. Each member becomes a document of its own.

A new kind of container is one module with `find_parts(data, name) -> Iterator[Part]` and one row in `CONTAINERS`. What
lies in a container is written into a folder of ours under numbers, never under its own name, so no name can lead out
of it; links and devices are refused. What unpacks to too much is refused whole.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path, PurePosixPath

from pipeline.errors import EmptyFile, FileTooLarge, UnreadableFile
from pipeline.model.originals import find_suffix

MAX_MEMBERS = 2_000
MAX_UNPACKED = 400 * 2**20  # bytes
MAX_RATIO = 300  # text packs ten to forty times smaller; a bomb a thousand times
FREE_OF_RATIO = 20 * 2**20  # below this many bytes nobody asks how well it packs
MAX_NAME = 200
_PARTING = re.compile(r"[/\\]+")
_DRIVE = re.compile(r"^[A-Za-z]:")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Part:
    """One member as a container module finds it: its name as stored, and its bytes bit by bit or why there are none."""

    name: str
    chunks: Iterable[bytes] = ()
    error: UnreadableFile | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One member on disk: its name as it can be shown, and its file or why there is none."""

    name: str
    path: Path
    error: UnreadableFile | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a container held; `sha256` is that of the container."""

    sha256: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of container: the kinds of content `sniff` tells for it, its module, and what that needs."""

    name: str
    suffixes: tuple[str, ...]
    kinds: tuple[str, ...]
    module: str
    needs: tuple[str, ...] = ()  # distributions
    tools: tuple[str, ...] = ()  # programs

    def find_parts(self, data: bytes, name: str) -> Generator[Part, None, None]:
        """Yield the members with the container's module, which is imported only now."""
        parts: Generator[Part, None, None] = import_module(self.module).find_parts(data, name)
        return parts


CONTAINERS: tuple[Container, ...] = (
    Container("zip", (".zip",), ("zip",), "pipeline.ingest.containers.zip"),
    Container(
        "archive", (".7z", ".rar", ".tar", ".tgz"), ("7z", "rar", "tar", "gzip"), "pipeline.ingest.containers.other",
        tools=("bsdtar",),
    ),
    Container("eml", (".eml",), ("eml",), "pipeline.ingest.containers.mail"),
    Container("msg", (".msg",), ("msg",), "pipeline.ingest.containers.outlook", needs=("olefile",)),
)  # fmt: skip


def find_container(kind: str) -> Container | None:
    """Return the container for a kind of content, None for a document."""
    return next((entry for entry in CONTAINERS if kind in entry.kinds), None)


def unpack(data: bytes, kind: str, name: str, folder: Path) -> Unpacked | None:
    """Write the members of a container into a new folder; return None for content that is no container.

    A member that cannot be taken out stands in the answer with its error. Raises FileTooLarge for too many members or
    too many bytes, EmptyFile for a container without a file, and what its module raises for a damaged one; then
    nothing is left in the folder.
    """
    container = find_container(kind)
    if container is None:
        return None
    folder.mkdir(parents=True)
    budget = _Budget(len(data), name)
    try:
        with closing(container.find_parts(data, name)) as parts:
            members = tuple(_write(part, folder, budget) for part in _wanted(parts))
        if not members:
            raise EmptyFile(name, "there is no document in it", "Check that the right file was sent.")
    except UnreadableFile:
        shutil.rmtree(folder)
        raise
    return Unpacked(sha256(data).hexdigest(), members)


def settle_name(name: str) -> str:
    """Return the name of a member as it can be shown: no way out, no drive, no control signs, not too long.

    >>> settle_name("../../etc/passwd"), settle_name("C:\\\\phụ lục\\\\kế hoạch.docx")
    ('etc/passwd', 'phụ lục/kế hoạch.docx')
    """
    steps = [step.strip() for step in _PARTING.split(_DRIVE.sub("", _UNPRINTABLE.sub("", name)))]
    shown = "/".join(step for step in steps if step not in ("", ".", ".."))
    return shown[-MAX_NAME:].lstrip("/") or "?"


@dataclass(slots=True)
class _Budget:
    """What a container may still unpack to."""

    packed: int
    name: str
    members: int = 0
    bytes: int = 0

    def count_member(self) -> int:
        self.members += 1
        if self.members > MAX_MEMBERS:
            raise self._refuse(f"it holds more than {MAX_MEMBERS:,} files")
        return self.members

    def count_bytes(self, count: int) -> None:
        self.bytes += count
        if self.bytes > MAX_UNPACKED:
            raise self._refuse(f"it unpacks to more than {MAX_UNPACKED // 2**20} MB")
        if self.bytes > FREE_OF_RATIO and self.bytes > MAX_RATIO * self.packed:
            raise self._refuse(f"it unpacks to more than {MAX_RATIO} times its size")

    def _refuse(self, problem: str) -> FileTooLarge:
        return FileTooLarge(self.name, problem, "Unpack it by hand if you trust it, and give the files in it.")


def _wanted(parts: Iterator[Part]) -> Iterator[Part]:
    """Leave out what file managers leave behind, as in a folder of the inbox."""
    for part in parts:
        steps = PurePosixPath(settle_name(part.name)).parts
        hidden = any(step.startswith((".", "~$", "__MACOSX")) for step in steps)
        if not hidden and (not steps or steps[-1].casefold() not in _LEFT_BEHIND):
            yield part


def _write(part: Part, folder: Path, budget: _Budget) -> Member:
    name = settle_name(part.name)
    path = folder / f"{budget.count_member():05d}{find_suffix(name)}"
    if part.error:
        return Member(name, path, part.error)
    try:
        with path.open("xb") as handle:
            for chunk in part.chunks:
                budget.count_bytes(len(chunk))
                handle.write(chunk)
    except FileTooLarge:
        raise
    except UnreadableFile as error:
        path.unlink()
        return Member(name, path, error)
    return Member(name, path)
