"""One file to a ParsedDocument: looked at, read with the reader of its format, put together with its places."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EmptyFile, FileAccessError, FileTooLarge, Hindered
from pipeline.ingest.formats import choose_format
from pipeline.model import ParsedDocument, SourceFile
from pipeline.text.canonical import make_name_harmless

if TYPE_CHECKING:
    from pipeline.ingest.containers.unpack import Unpacked
    from pipeline.ingest.draft import Reading

MAX_BYTES = 200 * 2**20
MAX_TEXT_BYTES = 60 * 2**20  # of a file that is all text
MAX_LETTERS = 20_000_000  # of a document: the longest laws have a hundredth of that
_TEXTS = frozenset({"txt", "md", "html"})


def read_document(path: Path, shown_as: str | None = None, converted: Path | None = None) -> ParsedDocument:
    """Read one file and return what it says, with places; `shown_as` is the name of a member of a container.

    The content decides the format; where it is not the one the name promises, the issue `wrong_extension` says so.
    `converted` is what `convert_files` made of the file, so that it need not be made again.
    Raises a subclass of UnreadableFile: EmptyFile, TruncatedFile, EncryptedFile, WrongExtension, UnsupportedFormat,
    MissingTool, NoTextLayer, FileTooLarge, FileAccessError, Hindered.
    """
    from pipeline.ingest.draft import assemble
    from pipeline.ingest.mend.language import find_language_issues
    from pipeline.ingest.scan.nouns import RecognitionHindered

    name = shown_as or printable_name(path)
    data = _read_bytes(path, name)
    entry, issues = choose_format(data, path.suffix.lower(), name)
    if entry.name in _TEXTS:
        check_bytes(name, len(data), MAX_TEXT_BYTES)
    try:
        reading = _read_converted(converted, Path(name)) if converted else entry.read(data, Path(name))
    except RecognitionHindered as error:
        raise Hindered(name, f"text recognition was hindered: {error}", "A later run tries again.") from error
    _check_letters(name, reading)
    source = SourceFile(hashlib.sha256(data).hexdigest(), name, entry.name, len(data))
    parsed = assemble(source, reading)
    if not parsed.text.strip():
        raise EmptyFile(name, "the file holds no words", "Check that the right file was saved.")
    return replace(parsed, issues=(*issues, *parsed.issues, *find_language_issues(parsed.text)))


def unpack_file(path: Path, folder: Path, shown_as: str | None = None) -> Unpacked | None:
    """Unpack an archive or a mail into a new folder; return None for a file that is a document.

    Raises what `read_document` raises for a file that cannot be opened, and what `unpack` raises.
    """
    from pipeline.ingest.containers.unpack import unpack
    from pipeline.ingest.sniff import sniff

    name = shown_as or printable_name(path)
    data = _read_bytes(path, name)
    unpacked = unpack(data, sniff(data, name), name, folder)
    if unpacked:
        rights = path.stat().st_mode & 0o644 | 0o400
        for member in unpacked.members:
            if member.path.is_file():
                member.path.chmod(rights)  # no wider than those of the container
    return unpacked


def may_need_office(path: Path) -> bool:
    """Tell from the first bytes of a file whether LibreOffice must turn it before it can be read.

    Says no of a large file: it is better turned alone.
    """
    from pipeline.ingest.office.convert import MAX_TOGETHER, may_be_office

    try:
        with path.open("rb") as handle:
            return may_be_office(handle.read(512)) and path.stat().st_size <= MAX_TOGETHER
    except OSError:
        return False  # reading it will tell


def convert_files(paths: Sequence[tuple[str, Path]], folder: Path) -> dict[str, Path]:
    """Let one call of LibreOffice turn many files, each under a key; return what it made, by key.

    What is not in the answer (another kind of file, damaged, protected, behind one that brought LibreOffice down) is
    left to `read_document`.
    """
    from pipeline.ingest.office.convert import convert, make_sources

    folder.mkdir(parents=True, exist_ok=True)
    convert(make_sources(paths), folder)
    return {made.stem: made for made in folder.iterdir()}


def check_bytes(name: str, size: int, most: int | None = None) -> None:
    """Raise FileTooLarge where a file has more bytes than the readers open."""
    most = MAX_BYTES if most is None else most
    if size > most:
        problem = f"{size / 2**20:,.0f} MB is more than the limit of {most // 2**20} MB"
        raise FileTooLarge(name, problem, "Split it, or save it smaller.")


def _check_letters(name: str, reading: Reading) -> None:
    """Raise FileTooLarge where the text of a file is longer than any document's."""
    texts = (text for draft in reading.drafts for text in (draft.text, *(cell.text for cell in draft.cells)))
    letters = sum(map(len, texts))
    if letters > MAX_LETTERS:
        problem = f"its text has {letters:,} letters, more than the limit of {MAX_LETTERS:,}"
        raise FileTooLarge(name, problem, "Split it, and give the parts.")


def _read_converted(converted: Path, path: Path) -> Reading:
    from pipeline.ingest.office.convert import read_converted

    return read_converted(converted, path)


def printable_name(path: Path) -> str:
    """Return a file's name as it can be printed and stored: bytes that are no UTF-8 and control signs are shown."""
    return make_name_harmless(os.fsencode(path.name).decode("utf-8", "replace"))


def _read_bytes(path: Path, name: str) -> bytes:
    """Read a file after a look at its size; raises FileAccessError, FileTooLarge, EmptyFile."""
    try:
        if not path.is_file():
            raise FileAccessError(name, "there is no such file", "Check the path, or whether the file was moved.")
        check_bytes(name, path.stat().st_size)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problem = f"the file cannot be opened ({reason})"
        raise FileAccessError(name, problem, "Check its permissions and name.") from error
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(name, "the file is empty", "Copy or download it again.")
    return data
