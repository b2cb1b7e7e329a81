"""What lies in an inbox: the files under the given paths, and the content hash of each.

Folders are searched to any depth. Left out: hidden files and folders, what office programs, file managers and
downloads leave behind (`~$plan.docx`, `Thumbs.db`, `a.pdf.part`: the table `leftovers`), and the folders that the
workspace itself fills. Links are followed inside the inbox alone: one that leads out of it is told. No folder is
entered twice, so a link to its own parent does no harm.

An inbox on the network is listed; its files are away until they are fetched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from pipeline.errors import FileAccessError, FileTooLarge, UnreadableFile, UnsupportedFormat
from pipeline.knowledge.leftovers import is_leftover
from pipeline.runs.address import Address
from pipeline.runs.inbox.network import RemoteFile, check_size, list_files
from pipeline.runs.workspace.layout import Workspace
from pipeline.text.canonical import make_name_harmless

_Inode = tuple[int, int]  # of a folder, with its device: the same folder under any name


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inbox, or a member of a container, whose bytes lie at `path`.

    `error` says why it cannot be read, `sha256` what it holds, where that is known already. `inside` and `member` are
    set for members: where the container lies (itself perhaps a member) and the name in it. `named` is the name of a
    kept original, which lies under another; `lay_at` is the key of the file that a copy stands for. `remote` is set for
    a file of the network; `path` is that of its copy.
    """

    path: Path
    error: UnreadableFile | None = None
    inside: Found | None = None
    member: str = ""
    sha256: str | None = None
    named: str = ""
    remote: RemoteFile | None = None
    lay_at: str = ""

    @property
    def shown(self) -> str:
        """Where it lies, as it can be printed: `inbox/công văn.zip!phụ lục.docx`."""
        if self.remote:
            return self.remote.shown
        return f"{self.inside.shown}!{self.member}" if self.inside else self.lay_at or self.named or shown(self.path)

    @property
    def name(self) -> str:
        """Its name without the folder, or its address on the network: `công văn.zip!phụ lục.docx`."""
        if self.remote:
            return self.remote.shown
        return f"{self.inside.name}!{self.member}" if self.inside else self.named or shown(self.path.name)

    @property
    def key(self) -> str:
        """What tells it from every other file of this machine and of the network, whatever it holds."""
        if self.remote:
            return self.remote.place
        return f"{self.inside.key}!{self.member}" if self.inside else _decode(self.path.absolute())

    @property
    def place(self) -> str:
        """Where its versions follow one another; empty for a kept original, which lies in no inbox."""
        if self.inside and not self.lay_at:
            return f"{self.inside.place}!{self.member}" if self.inside.place else ""
        if self.remote or self.lay_at:
            return self.lay_at or self.key
        return "" if self.named else os.path.abspath(self.path)  # noqa: PTH100 - resolve() would follow links to files

    @property
    def is_away(self) -> bool:
        """Whether it lies on the network and has not been fetched."""
        return self.remote is not None and self.sha256 is None

    @property
    def depth(self) -> int:
        """In how many containers it lies."""
        return self.inside.depth + 1 if self.inside else 0


def find_files(paths: Iterable[Path], workspace: Workspace) -> Iterator[Found]:
    """Yield every file under the paths, sorted within a folder; a file named twice comes once."""
    folders: set[_Inode] = set(workspace.own_folders())
    files: set[str] = set()
    for path in paths:
        for found in _walk(path, folders):
            place = os.path.abspath(found.path)  # noqa: PTH100 - resolve() would follow links to files
            if place not in files:
                files.add(place)
                yield found


def find_remote(address: Address) -> list[Found]:
    """Return every file under an address; raises what the library for the store raises.

    What is larger than any file we read, or cannot be listed, has its error and is not fetched.
    """
    return [_as_found(address, item) for item in list_files(address)]


def read_hash(path: Path) -> str:
    """Return the SHA-256 of a file's content; raises FileAccessError, and FileTooLarge before it reads a byte."""
    from pipeline.ingest.document import check_bytes

    if path.exists() and not path.is_file():
        problem, remedy = "this is no file (a device, a pipe or a socket)", "Give a document or a folder."
        raise FileAccessError(shown(path), problem, remedy)
    try:
        check_bytes(shown(path), path.stat().st_size)
        with path.open("rb") as handle:
            return file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise access_error(path, error) from error


def shown(path: Path | str) -> str:
    """Return a path as it can be printed: bytes of the name that are no UTF-8 stand as �, control signs as pictures."""
    return make_name_harmless(_decode(path))


def _decode(path: Path | str) -> str:
    return os.fsencode(path).decode("utf-8", errors="replace")


def access_error(path: Path, error: OSError) -> FileAccessError:
    """Say in a sentence why the system does not open a path."""
    if isinstance(error, FileNotFoundError):
        problem, remedy = "the file is not there (any more)", "Check the path and give it again."
    elif isinstance(error, PermissionError):
        problem, remedy = "no permission to read it", "Give this user the right to read it, then ingest it again."
    else:
        problem, remedy = f"the system cannot read it ({error.strerror or error})", "Check the disk, then try again."
    return FileAccessError(shown(path), problem, remedy)


def _as_found(address: Address, item: RemoteFile | UnreadableFile) -> Found:
    if isinstance(item, UnreadableFile):
        return Found(Path(), item, remote=RemoteFile(address, "", item.name))
    try:
        check_size(item, item.size)
    except FileTooLarge as error:
        return Found(Path(), error, remote=item)
    return Found(Path(), remote=item)


def _walk(path: Path, entered: set[_Inode]) -> Iterator[Found]:
    """Yield what lies under a path; folders wait on a stack of ours, so that any depth of them can be entered."""
    waiting, root = [path], Path(os.path.realpath(path))
    while waiting:
        place = waiting.pop()
        try:
            if place is not path and _leads_out(place, root):
                problem = "it is a link that leads out of the inbox and is not followed"
                yield Found(place, UnsupportedFormat(shown(place), problem, "Put the document itself there."))
                continue
            entries = _list_folder(place, entered)
        except OSError as error:
            yield Found(place, access_error(place, error))
            continue
        if entries is None:
            yield Found(place)
        else:
            waiting += reversed(entries)


def _leads_out(place: Path, root: Path) -> bool:
    """Tell whether a place is a link that leads out of the inbox."""
    if not place.is_symlink():
        return False
    target = Path(os.path.realpath(place))
    return target != root and root not in target.parents


def _list_folder(path: Path, entered: set[_Inode]) -> list[Path] | None:
    """Return what an inbox looks at in a folder, in order; nothing of one in `entered`, None for no folder."""
    if not path.is_dir():
        return None
    status = path.stat()
    with os.scandir(path) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    if (status.st_dev, status.st_ino) in entered:
        return []
    entered.add((status.st_dev, status.st_ino))
    wanted = (entry for entry in entries if not is_leftover(entry.name))
    return [Path(entry.path) for entry in wanted if entry.is_dir() or entry.is_file() or entry.is_symlink()]
