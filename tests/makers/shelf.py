"""A store for tests, `shelf://`, in the memory of this process: it counts what is opened and listed, and can fail."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import fsspec
from fsspec import AbstractFileSystem
from fsspec.implementations.memory import MemoryFileSystem

NAME = "shelf"
LONG_AGO = 1_600_000_000.0


class Shelf(MemoryFileSystem):
    """Files by name. `opened` counts, `faults` are raised when a name is opened, `down` when anything is asked."""

    protocol = NAME
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    opened: ClassVar[Counter[str]] = Counter()
    listed: ClassVar[list[str]] = []
    faults: ClassVar[dict[str, Exception]] = {}
    down: ClassVar[list[Exception]] = []
    dates: ClassVar[dict[str, float]] = {}
    sums: ClassVar[dict[str, str]] = {}
    sizes: ClassVar[dict[str, int]] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        name = path.removeprefix(f"{NAME}://").rpartition("@")[2] if path.startswith(f"{NAME}://") else path
        return f"/{name.strip('/')}" if name.strip("/") else ""

    def ls(self, path: str, detail: bool = True, **kwargs: Any) -> list[Any]:
        """List a folder, with checksums and dates."""
        self._check()
        self.listed.append(path)
        if path in self.faults:
            raise self.faults[path]
        rows = super().ls(path, detail=True, **kwargs)
        return [self._describe(row) if row["type"] == "file" else row for row in rows]

    find = AbstractFileSystem.find  # folder by folder, as where folders are real

    def info(self, path: str, **kwargs: Any) -> dict[str, Any]:
        """Tell of one name."""
        self._check()
        return dict(super().info(path, **kwargs))

    def _open(self, path: str, mode: str = "rb", **kwargs: Any) -> Any:
        if mode == "rb":
            self._check()
            self.opened[path] += 1
            if path in self.faults:
                raise self.faults[path]
        else:
            assert self.is_filling, "an inbox is never written to"
        return super()._open(path, mode, **kwargs)

    is_filling: ClassVar[bool] = False

    def _check(self) -> None:
        if self.down:
            raise self.down[0]

    def _describe(self, row: dict[str, Any]) -> dict[str, Any]:
        name = row["name"]
        more = {"ETag": self.sums[name]} if name in self.sums else {}
        return {**row, "created": self.dates.get(name, LONG_AGO), "size": self.sizes.get(name, row["size"]), **more}


def put(name: str, content: str | bytes) -> None:
    """Put a file onto the shelf: `/inbox/a.txt`."""
    Shelf.is_filling = True
    try:
        Shelf().pipe_file(name, content.encode() if isinstance(content, str) else content)
    finally:
        Shelf.is_filling = False


def clear() -> None:
    """Empty the shelf and make it known to fsspec."""
    for part in (
        Shelf.store,
        Shelf.opened,
        Shelf.listed,
        Shelf.faults,
        Shelf.down,
        Shelf.dates,
        Shelf.sums,
        Shelf.sizes,
    ):
        part.clear()
    Shelf.pseudo_dirs[:] = [""]
    fsspec.register_implementation(NAME, Shelf, clobber=True)
