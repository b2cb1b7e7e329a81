"""Old and foreign office files: LibreOffice turns them into .docx or .xlsx, which the readers of those read.

Handles .doc (also of Word 6 and 95), .rtf and .odt as text, .xls and .ods as sheets. The kind is that of the
content, so a .doc that holds RTF is handled as RTF.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import FileTooLarge, Hindered, TruncatedFile, UnreadableFile
from pipeline.ingest.office.libreoffice import TOOL, Ending, call_office, find_office
from pipeline.ingest.office.locks import refuse_locked
from pipeline.ingest.office.rtf_links import cut_links
from pipeline.ingest.sniff import sniff
from pipeline.ingest.tools.missing import missing_tool
from pipeline.ingest.tools.scratch import scratch_folder

if TYPE_CHECKING:
    from pipeline.ingest.draft import Reading

TARGETS = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx"}
PATIENCE = 60.0  # seconds that LibreOffice may take over one file
MAX_TOGETHER = 20 * 2**20  # bytes; a larger file is turned alone
BYTES_A_SECOND = 200_000  # and one more for so many bytes
ROOM = 16 * 2**20  # bytes of disk that LibreOffice's profile and what it makes of a small file may need
ROOM_A_BYTE = 4  # and so many more for each byte of the file
_MARKS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_ZIP, _OPEN_DOCUMENT = b"PK\x03\x04", b"application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be turned: what its result is called, its bytes, its kind."""

    key: str
    data: bytes
    kind: str


def read(data: bytes, path: Path) -> Reading:
    """Read an office file through LibreOffice.

    Raises MissingTool where LibreOffice is not installed, EncryptedFile, FileTooLarge for a file over which it takes
    too long, Hindered where it was killed or had no room, TruncatedFile for one that it cannot open.
    """
    kind = sniff(data, path.name)
    target = TARGETS[kind]
    if find_office(target) is None:
        raise missing_tool(path.name, TOOL)
    refuse_locked(data, kind, path.name)
    with scratch_folder() as folder:
        ending = convert([Source("file", data, kind)], folder)
        made = folder / f"file.{target}"
        if made.is_file():
            return read_converted(made, path)
        has_room = shutil.disk_usage(folder).free > ROOM + ROOM_A_BYTE * len(data)
    raise _explain(path.name, ending if has_room else Ending.NO_ROOM)


def _explain(name: str, ending: Ending) -> UnreadableFile:
    """Make the error for a file of which LibreOffice made nothing; what lies in the moment is told as such."""
    if ending is Ending.TOO_SLOW:
        problem = "LibreOffice took too long over it and was stopped"
        return FileTooLarge(name, problem, "Split it, or open it in Word and save it as .docx.")
    if ending is Ending.KILLED:
        problem = "LibreOffice was killed while it turned it (by a person, or for want of memory)"
        return Hindered(name, problem, "A later run tries again.")
    if ending is Ending.NO_ROOM:
        problem = f"the folder for temporary files ({tempfile.gettempdir()}) is full"
        return Hindered(name, problem, "Make room there; a later run tries again.")
    return TruncatedFile(name, "LibreOffice cannot open it", "Open it in Word and save it as .docx.")


def read_converted(made: Path, path: Path) -> Reading:
    """Read what LibreOffice made of a file; `path` is the name of the file itself."""
    module = import_module(f"pipeline.ingest.office.{made.suffix[1:]}")
    reading: Reading = module.read(made.read_bytes(), path)
    return replace(reading, reader=f"LibreOffice, {reading.reader}")


def may_be_office(head: bytes) -> bool:
    """Tell from its first bytes whether a file may be one that LibreOffice turns."""
    return head.startswith(_MARKS) or (head.startswith(_ZIP) and _OPEN_DOCUMENT in head)


def make_sources(paths: Sequence[tuple[str, Path]]) -> list[Source]:
    """Return the files among those under a key that LibreOffice can turn; the others are left out."""
    sources: list[Source] = []
    for key, path in paths:
        with suppress(OSError, UnreadableFile):  # reading it alone will tell
            data = path.read_bytes()
            kind = sniff(data, path.name)
            if kind in TARGETS:
                refuse_locked(data, kind, path.name)
                sources.append(Source(key, data, kind))
    return sources


def convert(sources: Sequence[Source], folder: Path) -> Ending:
    """Turn files with one call for each kind of result into `<key>.docx` or `<key>.xlsx`; return how it ended.

    Where one file brings LibreOffice down, those behind it are missing too.
    """
    worst = Ending.DONE
    for target in dict.fromkeys(TARGETS[source.kind] for source in sources):
        chosen = [source for source in sources if TARGETS[source.kind] == target]
        tool = find_office(target)
        if tool is None:
            continue
        with scratch_folder() as given:
            paths = [given / f"{source.key}.{source.kind}" for source in chosen]
            for path, source in zip(paths, chosen, strict=True):
                path.write_bytes(cut_links(source.data) if source.kind == "rtf" else source.data)
            patience = PATIENCE + max(len(source.data) for source in chosen) / BYTES_A_SECOND
            worst = max(worst, call_office(tool, paths, target, folder, patience))
    return worst
