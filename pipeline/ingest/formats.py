"""The formats of files that are read, one row each, and what each needs on this machine.

A new format is one module with a `read(data, path) -> Reading` in the folder of its kind, and one row in `FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EncryptedFile, UnsupportedFormat, WrongExtension
from pipeline.model import Issue, Severity

if TYPE_CHECKING:
    from pipeline.ingest.containers.unpack import Container
    from pipeline.ingest.draft import Reading


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


def check_formats() -> tuple[FormatCheck, ...]:
    """Tell for each format what it needs on this machine and whether it is there; imports nothing heavy.

    Archives and mails come behind the formats of documents.
    """
    from pipeline.ingest.containers.unpack import CONTAINERS

    entries: tuple[Format | Container, ...] = (*FORMATS, *CONTAINERS)
    return tuple(map(_check, entries))


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


def choose_format(data: bytes, suffix: str, name: str) -> tuple[Format, tuple[Issue, ...]]:
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
