"""Files on the network, through fsspec: what lies under an address, fetching a file, what went wrong in a sentence.

Nothing is ever written there. A listing is one call; a file whose size and mark (the store's ETag or checksum, else the
time of its last change) are those of the last look need not be fetched. Names in a listing are never used as names
of this machine.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.errors import AddressError, FileAccessError, Unreached, UnreadableFile
from pipeline.knowledge.leftovers import is_leftover
from pipeline.model.originals import find_suffix
from pipeline.runs.address import Address, printable

CHUNK = 2**20  # bytes
LONGEST_REASON = 300  # signs of another program's message
CHECKSUMS = ("ETag", "etag", "md5Hash", "checksum", "generation")
TIMES = ("LastModified", "last_modified", "mtime", "updated", "modified", "created")
CREDENTIALS = "Credentials come from the environment or from fsspec's own configuration (docs/nightly.md)."


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in a listing: its inbox, its name in the store, its address without a password, what tells its version.

    `mark` is empty where the store tells neither a checksum nor a time; `changed` is the time in seconds since 1970.
    """

    inbox: Address
    name: str
    place: str
    size: int | None = None
    mark: str = ""
    changed: float | None = None

    @property
    def shown(self) -> str:
        """Its address as it can be printed and stored."""
        return printable(self.place)

    @property
    def suffix(self) -> str:
        """The end of its name that says what kind of file it is, in small letters."""
        return find_suffix(self.shown)


def check_address(address: Address) -> None:
    """Raise AddressError for a protocol that fsspec does not know, or whose library is not installed."""
    try:
        from fsspec import available_protocols, get_filesystem_class
    except ImportError as error:
        remedy = "Install it with `pip install 'vanban[network]'`"
        raise AddressError(f"{address}: an inbox on the network needs fsspec. {remedy}") from error
    try:
        get_filesystem_class(address.protocol)
    except ImportError as error:
        raise AddressError(f"{address}: {_name_library(address, error)}") from error
    except ValueError as error:
        some = ", ".join(f"{word}://" for word in ("s3", "gs", "abfs", "sftp", "smb") if word in available_protocols())
        raise AddressError(f"{address}: {address.protocol}:// is not known. Known are {some} and others") from error


def list_files(address: Address) -> list[RemoteFile | UnreadableFile]:
    """Return every file under an address, in the order of a folder; for what cannot be listed, why.

    Leftovers and hidden files are left out as in a folder. Raises what the library for the store raises.
    """
    store, root = _open_store(address)
    store.invalidate_cache()
    errors: list[OSError] = []
    listed = store.find(root, detail=True) if _is_flat(store) else dict(_walk(store, root, errors.append))
    head = RemoteFile(address, root.rstrip("/"), address.place)
    files = (_make_file(head, info, name) for name, info in listed.items())
    found = sorted((file for file in files if file), key=lambda file: file.name.split("/"))
    return [*found, *(explain(address, error) for error in errors)]


def fetch_file(file: RemoteFile, target: Path) -> str:
    """Copy a file to this machine and return the SHA-256 of its content; raises FileTooLarge, Unreached.

    Raises what the library for the store raises; then nothing is left of the copy.
    """
    store, _ = _open_store(file.inbox)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size, is_whole = sha256(), 0, False
    try:
        with store.open(file.name, "rb") as source, target.open("wb") as copy:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                check_size(file, size)
                digest.update(chunk)
                copy.write(chunk)
        if file.size is not None and size < file.size:
            problem = f"the copy ended after {size} of {file.size} bytes"
            raise Unreached(file.shown, problem, "The next run fetches it again.")
        is_whole = True
    finally:
        if not is_whole:
            target.unlink(missing_ok=True)
    return digest.hexdigest()


def check_size(file: RemoteFile, size: int | None) -> None:
    """Raise FileTooLarge where a file has more bytes than the readers open."""
    from pipeline.ingest.document import check_bytes

    if size is not None:
        check_bytes(file.shown, size)


def ask(address: Address) -> None:
    """Ask a store for an address; raises where it does not answer. That nothing is there is an answer, too."""
    store, root = _open_store(address)
    with suppress(FileNotFoundError, PermissionError):
        store.invalidate_cache()
        store.info(root)


def explain(place: Address | RemoteFile, error: Exception) -> UnreadableFile:
    """Say in a sentence why a file, or a whole inbox, cannot be had; without name and password.

    What concerns one file (no access, not there any more) is FileAccessError, everything else Unreached.
    """
    address = place if isinstance(place, Address) else place.inbox
    kind = Unreached if isinstance(place, Address) else FileAccessError
    reason = printable(" ".join(address.hide(str(error)).split()))[:LONGEST_REASON] or type(error).__name__
    if isinstance(error, UnreadableFile):
        return error
    if isinstance(error, FileNotFoundError):
        what = "there is no such bucket or folder" if kind is Unreached else "the file is not there (any more)"
        return kind(place.shown, what, "Check the address.")
    if isinstance(error, PermissionError):
        return kind(place.shown, f"no access ({reason})", CREDENTIALS)
    if isinstance(error, ImportError):
        return Unreached(place.shown, *_name_library(address, error).split(". ", 1))
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Unreached(place.shown, "there is no room for a copy of it", "Make room on the disk of the workspace.")
    remedy = f"Check the network and the address; the next run tries again. {CREDENTIALS}"
    return Unreached(place.shown, f"it cannot be reached ({type(error).__name__}: {reason})", remedy)


def _open_store(address: Address) -> tuple[Any, str]:
    from fsspec import url_to_fs

    store, root = url_to_fs(address.given)
    return store, str(root)


def _is_flat(store: Any) -> bool:
    """Say whether a store lists all files under a name by itself, instead of folder by folder."""
    from fsspec import AbstractFileSystem
    from fsspec.asyn import AsyncFileSystem

    kind = type(store)
    by_folder = kind._find is AsyncFileSystem._find if isinstance(store, AsyncFileSystem) else False
    return not (by_folder or kind.find is AbstractFileSystem.find)


def _walk(store: Any, root: str, tell: Callable[[OSError], None]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every file folder by folder; `tell` is told of each folder inside that is closed to us.

    fsspec's own walk passes over such folders in silence, and over those behind a network that is lost meanwhile.
    """
    waiting, entered = [root], {root.rstrip("/")}
    while waiting:
        folder = waiting.pop()
        try:
            rows = store.ls(folder, detail=True)
        except (PermissionError, FileNotFoundError) as error:
            if folder == root:
                raise
            tell(error)
            continue
        for row in rows:
            name = row["name"].rstrip("/")
            if row["type"] != "directory":
                yield row["name"], row
            elif name not in entered and not is_leftover(name.rpartition("/")[2]):
                entered.add(name)
                waiting.append(row["name"])


def _make_file(head: RemoteFile, info: dict[str, Any], name: str) -> RemoteFile | None:
    """Return a file of a listing, or None for what is no document: a folder's mark, a leftover, a name elsewhere."""
    root = head.name
    inside = name[len(root) :] if name.startswith(root) else ""
    is_root = name == root
    if not is_root and ((not inside.startswith("/") and root) or name.endswith("/")):
        return None
    if any(is_leftover(step) for step in inside.split("/") if step not in ("", ".", "..")):
        return None
    place = head.place if is_root else f"{head.place}/{inside.removeprefix('/')}"
    size, changed = info.get("size"), _read_time(info)
    return RemoteFile(
        head.inbox, name, place, int(size) if size is not None else None, _make_mark(info, changed), changed
    )


def _make_mark(info: dict[str, Any], changed: float | None) -> str:
    checksum = next((str(info[key]) for key in CHECKSUMS if info.get(key)), "")
    return f"sum {checksum}" if checksum else f"time {changed}" if changed is not None else ""


def _read_time(info: dict[str, Any]) -> float | None:
    value = next((info[key] for key in TIMES if info.get(key) is not None), None)
    if isinstance(value, str):
        with suppress(ValueError):
            value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    return float(value) if isinstance(value, int | float) else None


def _name_library(address: Address, error: ImportError) -> str:
    from fsspec.registry import known_implementations

    if address.protocol in ("s3", "s3a"):
        return f"the library for {address.protocol}:// is missing. Install it with `pip install 'vanban[s3]'`"
    said = known_implementations.get(address.protocol, {}).get("err") or str(error)
    return f"the library for {address.protocol}:// is missing. fsspec says: {said}"
