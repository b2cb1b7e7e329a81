"""Bytes to ParsedDocument: one module a format, one readable tuple of formats.

A new format is one module with a `read(data, path) -> Reading` and one row in `FORMATS`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EmptyFile, EncryptedFile, FileAccessError, FileTooLarge, UnsupportedFormat, WrongExtension
from pipeline.model import Issue, ParsedDocument, Severity, SourceFile

if TYPE_CHECKING:
    from pipeline.ingest.containers.unpack import Container, Unpacked
    from pipeline.ingest.draft import Reading

MAX_BYTES = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Format:
    """A file format we read: its suffixes, the kinds of content `sniff` tells for it, its module, what that needs."""

    name: str
    suffixes: tuple[str, ...]
    kinds: tuple[str, ...]
    module: str
    needs: tuple[str, ...] = ()  # distributions
    tools: tuple[str, ...] = ()  # programs of the system

    def read(self, data: bytes, path: Path) -> Reading:
        """Read the bytes with the format's module, which is imported only now."""
        reading: Reading = import_module(self.module).read(data, path)
        return reading


@dataclass(frozen=True, slots=True)
class FormatCheck:
    """Whether what a format needs is on this machine; `versions` names what was found.

    `missing` are libraries, `missing_tools` programs of the system.
    """

    format: str
    suffixes: tuple[str, ...]
    ok: bool
    versions: tuple[str, ...]
    missing: tuple[str, ...]
    missing_tools: tuple[str, ...] = ()


_OFFICE, _WORD_NEEDS = "pipeline.ingest.office.convert", ("python-docx", "lxml")
FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), ("pdf",), "pipeline.ingest.pdf.read", ("pypdfium2", "pdfplumber", "pyhanko")),
    Format("docx", (".docx", ".docm"), ("docx",), "pipeline.ingest.office.docx", _WORD_NEEDS),
    Format("doc", (".doc", ".dot"), ("doc",), _OFFICE, _WORD_NEEDS, ("soffice",)),
    Format("rtf", (".rtf",), ("rtf",), _OFFICE, _WORD_NEEDS, ("soffice",)),
    Format("odt", (".odt", ".ott"), ("odt",), _OFFICE, _WORD_NEEDS, ("soffice",)),
    Format("xlsx", (".xlsx", ".xlsm"), ("xlsx",), "pipeline.ingest.office.xlsx", ("lxml",)),
    Format("xls", (".xls", ".ods"), ("xls", "ods"), _OFFICE, ("lxml",), ("soffice",)),
    Format(
        "picture",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif"),
        ("png", "jpeg", "tiff", "bmp", "gif"),
        "pipeline.ingest.scan.picture",
        ("pillow",),
        ("tesseract",),
    ),
    Format("html", (".html", ".htm", ".xhtml"), ("html",), "pipeline.ingest.markup.html", ("lxml",)),
    Format("md", (".md", ".markdown"), ("text",), "pipeline.ingest.markup.markdown"),
    Format("txt", (".txt", ".text"), ("text",), "pipeline.ingest.markup.plain_text"),
)

_SUPPORTED = "Give a " + ", ".join(entry.suffixes[0] for entry in reversed(FORMATS)) + " file."


def read_document(path: Path, shown_as: str | None = None, converted: Path | None = None) -> ParsedDocument:
    """Read one file and return what it says, with places; `shown_as` is the name of a member of a container.

    The content decides the format; where it is not the one the name promises, the issue `wrong_extension` says so.
    `converted` is what `convert_files` made of the file, so that it need not be made again.
    Raises a subclass of UnreadableFile: EmptyFile, TruncatedFile, EncryptedFile, WrongExtension, UnsupportedFormat,
    NoTextLayer, FileTooLarge, FileAccessError.
    """
    from pipeline.ingest.draft import assemble
    from pipeline.ingest.mend.language import find_language_issues

    name = shown_as or printable_name(path)
    data = _read_bytes(path, name)
    entry, issues = _choose_format(data, path.suffix.lower(), name)
    reading = _read_converted(converted, Path(name)) if converted else entry.read(data, Path(name))
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
    return unpack(data, sniff(data, name), name, folder)


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


def _read_converted(converted: Path, path: Path) -> Reading:
    from pipeline.ingest.office.convert import read_converted

    return read_converted(converted, path)


def check_formats() -> tuple[FormatCheck, ...]:
    """Tell for each format what it needs on this machine and whether it is there; imports nothing heavy.

    Archives and mails come behind the formats of documents.
    """
    from pipeline.ingest.containers.unpack import CONTAINERS

    entries: tuple[Format | Container, ...] = (*FORMATS, *CONTAINERS)
    return tuple(map(_check, entries))


def printable_name(path: Path) -> str:
    """Return a file's name with undecodable bytes shown as U+FFFD, so that it can be printed and stored."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _check(entry: Format | Container) -> FormatCheck:
    from importlib import metadata
    from shutil import which

    found: list[str] = []
    missing: list[str] = []
    for need in entry.needs:
        try:
            found.append(f"{need} {metadata.version(need)}")
        except metadata.PackageNotFoundError:
            missing.append(need)
    found += [tool for tool in entry.tools if which(tool)]
    tools = tuple(tool for tool in entry.tools if not which(tool))
    return FormatCheck(entry.name, entry.suffixes, not missing and not tools, tuple(found), tuple(missing), tools)


def _read_bytes(path: Path, name: str) -> bytes:
    """Read a file after a look at its size; raises FileAccessError, FileTooLarge, EmptyFile."""
    try:
        if not path.is_file():
            raise FileAccessError(name, "there is no such file", "Check the path, or whether the file was moved.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = f"{MAX_BYTES // 2**20} MB"
            problem = f"{size / 2**20:.0f} MB is more than the limit of {limit}"
            raise FileTooLarge(name, problem, "Split it, or save it smaller.")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problem = f"the file cannot be opened ({reason})"
        raise FileAccessError(name, problem, "Check its permissions and name.") from error
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(name, "the file is empty", "Copy or download it again.")
    return data


def _choose_format(data: bytes, suffix: str, name: str) -> tuple[Format, tuple[Issue, ...]]:
    """Return the format of the content and the issue `wrong_extension` where the name promises another."""
    from pipeline.ingest.sniff import sniff

    kind = sniff(data, name)
    if kind == "encrypted-office":
        raise EncryptedFile(name, "the file is protected by a password", "Remove it in Word and save the file again.")
    able = [entry for entry in FORMATS if kind in entry.kinds]
    promised = next((entry for entry in FORMATS if suffix in entry.suffixes), None)
    if not able:
        raise _refuse(kind, suffix, name, promised)
    if promised in able and promised is not None:
        return promised, ()
    if kind == "html" and promised is not None and promised.kinds == ("text",):
        return promised, ()  # a Markdown or text file may begin with a tag
    chosen = able[-1]
    message = f"The name ends in {suffix or 'nothing'}, but the content is {chosen.name}; it was read as {chosen.name}."
    return chosen, (Issue("ingest", "wrong_extension", Severity.WARNING, message),)


def _refuse(kind: str, suffix: str, name: str, promised: Format | None) -> UnsupportedFormat | WrongExtension:
    """Make the error for content that no format reads: another kind than the name says, or one that we do not read."""
    from pipeline.knowledge.load import read_table

    rows = read_table("file_kinds")["kind"]
    known = next((row for row in rows if kind in row["kinds"]), None)
    remedy = known["remedy"] if known else _SUPPORTED
    shown = suffix or "without suffix"
    if promised is not None or (known and any(suffix in row["suffixes"] for row in rows if row is not known)):
        what = "of no kind that is known here" if kind == "unknown" else f"of the kind {kind}"
        return WrongExtension(name, f"the name promises {shown}, but the content is {what}", remedy)
    if kind == "unknown":
        return UnsupportedFormat(name, f"files of this kind ({shown}) are not read", remedy)
    return UnsupportedFormat(name, f"{kind} files are not read", remedy)
