"""Files that were put into a Word file as they are (`w:altChunk`): web pages, texts, RTF, other Word files.

Word turns them into paragraphs when it opens the file; until it has saved it, they are files in the package.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import UnreadableFile
from pipeline.ingest.draft import Draft, Reading, cut_off
from pipeline.ingest.formats import choose_format
from pipeline.ingest.sniff import sniff
from pipeline.model import Issue, Severity

MAX_CHUNKS = 100  # of a file, all depths together
MAX_DEPTH = 3
Read = Callable[[bytes, Path, "Chunks"], Reading]


@dataclass(slots=True)
class Count:
    """How many files were put in, over all depths."""

    asked: int = 0


@dataclass(slots=True)
class Chunks:
    """Reads the files put into a document, and collects what there is to say of them."""

    read_docx: Read
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    depth: int = 0
    count: Count = field(default_factory=Count)
    asked: int = 0
    issues: list[Issue] = field(default_factory=list)

    def read(self, key: str) -> tuple[Draft, ...]:
        """Return the drafts of the file under a relation; nothing, and an issue, where it cannot be read."""
        self.asked += 1
        if self.depth >= MAX_DEPTH:
            return ()
        self.count.asked += 1
        if self.count.asked > MAX_CHUNKS:
            return ()
        name, data = self.files.get(key, ("", b""))
        if not name:
            self._tell("a file", "it is not there")
            return ()
        try:
            reading = self._read(data, name)
        except UnreadableFile as error:
            self._tell(name, error.problem)
            return ()
        self.issues += reading.issues
        return reading.drafts

    def found(self) -> list[Issue]:
        """Return what there is to say, with what a limit cut off."""
        if self.depth >= MAX_DEPTH and self.asked:
            return [*self.issues, cut_off(f"files put into one another over more than {MAX_DEPTH} depths are not read")]
        if self.depth == 0 and self.count.asked > MAX_CHUNKS:
            self.issues.append(cut_off("files put into the document", MAX_CHUNKS, self.count.asked))
        return self.issues

    def _read(self, data: bytes, name: str) -> Reading:
        from pipeline.ingest.containers.mail import find_parts
        from pipeline.ingest.markup.html import read_fragment

        kind = sniff(data, name)
        if kind == "eml":  # a web page with its pictures, as Word saves it
            part = next(find_parts(data, name), None)
            data, name = b"".join(part.chunks) if part else b"", part.name if part else name
            kind = sniff(data, name)
        if kind == "html" or name.endswith((".htm", ".html", ".xhtml")):
            return read_fragment(data, Path(name))
        if kind == "docx":
            inner = Chunks(self.read_docx, depth=self.depth + 1, count=self.count)
            return self.read_docx(data, Path(name), inner)
        return choose_format(data, Path(name).suffix.lower(), name)[0].read(data, Path(name))

    def _tell(self, name: str, problem: str) -> None:
        message = f"What was put into the document from {name} was not read: {problem}. Open it in Word and save it."
        self.issues.append(Issue("ingest", "chunk_not_read", Severity.ERROR, message))


def renumber(drafts: tuple[Draft, ...], tables: int, keys: int) -> tuple[list[Draft], int, int]:
    """Return drafts with the numbers of their tables and merged cells behind those in use, and how many then are."""
    made: list[Draft] = []
    for draft in drafts:
        cells = tuple(
            replace(
                cell,
                key=None if cell.key is None else cell.key + keys,
                inherits=None if cell.inherits is None else cell.inherits + keys,
            )
            for cell in draft.cells
        )
        made.append(replace(draft, cells=cells, table=None if draft.table is None else draft.table + tables))
    last_table = max((draft.table for draft in made if draft.table is not None), default=tables - 1)
    last_key = max((cell.key for draft in made for cell in draft.cells if cell.key is not None), default=keys - 1)
    return made, last_table + 1, last_key + 1
