"""The parts of a Word file: opened with python-docx, also where a picture or a header is missing."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from pipeline.errors import TruncatedFile, UnsupportedFormat
from pipeline.ingest.packages import ZIP_FAULTS
from pipeline.model import Issue, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_READ = ("numbering", "styles", "footnotes", "endnotes")
_CHUNK = "aFChunk"  # a file put in as it is, by `w:altChunk`
_USED = frozenset({*_READ, "header", _CHUNK})
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(slots=True)
class Parts:
    """The roots of the parts that are read, by their relation; `chunks` are files put in, by the id of theirs."""

    roots: dict[str, Element]
    chunks: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def issues(self) -> tuple[Issue, ...]:
        """Return the issue that names the parts that the file should hold and does not, pictures aside."""
        if not self.missing:
            return ()
        message = f"Parts of the file are missing: {', '.join(self.missing)}. Ask for it again if they matter."
        return (Issue("ingest", "missing_part", Severity.ERROR, message),)


def open_parts(data: bytes, name: str) -> Parts:
    """Open a package; raises UnsupportedFormat for what is no Word document, TruncatedFile for a damaged one."""
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        main, missing = _open_main(data)
        return _read_parts(main, missing)
    except (KeyError, ValueError, AttributeError, TypeError, IndexError) as error:
        problem = "the file is not a Word document in the usual (transitional) form"
        raise UnsupportedFormat(name, problem, "Open it in Word and save it as Word document (.docx).") from error
    except (etree.XMLSyntaxError, PackageNotFoundError, *ZIP_FAULTS) as error:
        raise TruncatedFile(name, "the file is cut off or damaged", "Open it in Word and save it again.") from error


def _open_main(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """Return the main part, and the names of parts that are missing."""
    from docx.opc.exceptions import PackageNotFoundError
    from docx.package import Package
    from lxml import etree

    try:
        return Package.open(io.BytesIO(data)).main_document_part, ()
    except (KeyError, ValueError, AttributeError, TypeError, etree.XMLSyntaxError, PackageNotFoundError, *ZIP_FAULTS):
        mended, missing = _mend(data)
        return Package.open(io.BytesIO(mended)).main_document_part, missing


def _read_parts(main: Any, missing: tuple[str, ...]) -> Parts:
    found = Parts({"document": _parse(main.blob)}, missing=missing)
    for relation in main.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _USED or relation.is_external:
            continue
        part = relation.target_part
        if kind == _CHUNK:
            found.chunks[relation.rId] = (posixpath.basename(str(part.partname)), part.blob)
        else:
            found.roots[f"header {relation.rId}" if kind == "header" else kind] = _parse(part.blob)
    return found


def _parse(blob: bytes) -> Element:
    from lxml import etree

    root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a part with entities of its own, which no office program writes or opens")
    return root


def _mend(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a package of the parts alone that are read and there, and the names of those that are read and not there.

    Raises KeyError where there is no main part, what the libraries raise where a part is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        main = next((target for kind, target, _ in _relations(archive, "") if kind == "officeDocument"), None)
        if main is None:
            raise KeyError("the main part")
        wanted = [row for row in _relations(archive, main) if row[0] in _USED]
        kept = [row for row in wanted if row[1] in names and _is_whole(archive, *row[:2])]
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            for part in dict.fromkeys((main, *(target for _, target, _ in kept))):
                made.writestr(part, archive.read(part))
            made.writestr("[Content_Types].xml", _content_types(main, [target for _, target, _ in kept]))
            made.writestr("_rels/.rels", _write_relations([("officeDocument", main, "rId1")]))
            made.writestr(_relations_of(main), _write_relations(kept))
    missing = dict.fromkeys(posixpath.basename(row[1]) or row[0] for row in wanted if row not in kept)
    return stream.getvalue(), tuple(missing)


def _is_whole(archive: zipfile.ZipFile, kind: str, part: str) -> bool:
    from lxml import etree

    try:
        blob = archive.read(part)
        return kind == _CHUNK or _parse(blob) is not None
    except (etree.XMLSyntaxError, *ZIP_FAULTS):
        return False


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, target and id of the relations of a part to others in the package."""
    if part and _relations_of(part) not in archive.namelist():
        return
    for row in _parse(archive.read(_relations_of(part))):
        kind, target = row.get("Type", ""), row.get("Target", "")
        if kind.startswith(_OFFICE) and row.get("TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            yield kind.removeprefix(_OFFICE), place, row.get("Id", "")


def _write_relations(rows: list[tuple[str, str, str]]) -> str:
    lines = (
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(_OFFICE + kind)} Target={quoteattr('/' + target)}/>"
        for kind, target, key in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{"".join(lines)}</Relationships>'


def _content_types(main: str, parts: list[str]) -> str:
    types: Mapping[str, str] = {main: _MAIN, **dict.fromkeys(parts, "application/octet-stream")}
    lines = (f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(of)}/>" for part, of in types.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}content-types">{rels}{"".join(lines)}</Types>'
