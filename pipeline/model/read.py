"""What a file says, with places: the nouns that `ingest` makes.

Offsets are characters of `ParsedDocument.text`; pages count from 1; boxes are points from the upper left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pipeline.model.limits import Offset, Page, Sha256, Share, Word

Box = tuple[float, float, float, float]


class Severity(StrEnum):
    """How much a doubt should worry the reader of a record."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class BlockKind(StrEnum):
    """What a block of text is on the page."""

    PARAGRAPH = "paragraph"
    ROW = "row"  # one row of a table; its cells are in `Block.cells`
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands, which rule read it, and how sure that rule is (0 to 1)."""

    start: Annotated[Offset, "First character."]
    end: Annotated[Offset, "Behind the last character."]
    rule: Annotated[str, "The rule that read it."]
    confidence: Annotated[Share, "How sure that rule is."]
    page: Annotated[Page | None, "Page, from 1."] = None
    box: Annotated[Box | None, "Left, top, right, bottom in points from the page's upper left corner."] = None


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt or a fault, kept beside the facts instead of in a log."""

    stage: Annotated[str, "ingest, structure, extract, graph, store."]
    code: Annotated[Word, "A stable word: no_issue_date, table_without_head, …"]
    severity: Annotated[Severity, "How much it should worry."]
    message: Annotated[str, "A sentence."]
    start: Annotated[Offset | None, "First character."] = None
    end: Annotated[Offset | None, "Behind the last character."] = None
    page: Annotated[Page | None, "Page, from 1."] = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a document was read from; `name` is its file name or address on the network, no path of the machine."""

    sha256: Annotated[Sha256, "SHA-256 of the content."]
    name: Annotated[str, "File name, never a path of the machine; of a file of the network its address."]
    format: Annotated[str, "txt, md, html, docx, doc, rtf, odt, xlsx, xls, pdf."]
    size: Annotated[Offset, "Bytes."]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: a span of the document's text and the columns it covers.

    A merged cell stands once in the text; rows and columns that inherit it carry the same span
    with `inherited` set.
    """

    start: int
    end: int
    column: int  # counts from 0
    columns: int = 1
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table row or a footnote: `text[start:end]` of the document, in reading order."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    table: int | None = None  # rows of one table share its number
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature of a file, as its certificate and its form field tell it; nobody vouched for the certificate.

    A seal bears a body alone; a person's signature bears the person and the body that the certificate puts the person
    in, which may be a former one.
    """

    organisation: Annotated[str | None, "Body that the certificate names, of a person perhaps a former one."]
    organisation_code: Annotated[str | None, "Of a seal: the body's numbers, MST:…, MNS:…, parted by commas."]
    person: Annotated[str | None, "Who signed; null in a seal."]
    signed_at: Annotated[str | None, "Time of signing, ISO 8601 with +07:00."]
    is_intact: Annotated[bool, "The signed bytes are unchanged."]
    covers_whole_file: Annotated[bool, "Nothing was added behind it."]
    page: Annotated[Page | None, "Page, from 1."] = None
    box: Annotated[Box | None, "Its form field, where it is drawn, in points from the page's upper left corner."] = None

    @property
    def is_seal(self) -> bool:
        """Tell whether it is the seal of a body, not the signature of a person."""
        return self.person is None and self.organisation is not None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the box of a law portal says of the document it frames: a field of the header and its value as printed."""

    field: str  # code, type, issuer, signer, position, issued, title
    value: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words of which text recognition is unsure: where they stand, and how sure it is (0 to 1)."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What a file says, in reading order, with places; made by `ingest`, read by `structure`."""

    source: SourceFile
    text: str
    blocks: tuple[Block, ...]
    reader: str  # name and version of the reader, e.g. "pypdfium2 5.1"
    pages: int | None = None
    issues: tuple[Issue, ...] = ()
    signatures: tuple[Signature, ...] = ()  # in the order of their time
    unsure: tuple[Unsure, ...] = ()  # in the order of the text
    stated: tuple[Stated, ...] = ()  # by a portal's box, which is no part of the text

    @property
    def is_scan(self) -> bool:
        """Tell whether words of it were recognised from pictures: then its paper was signed before it became a file."""
        return "tesseract" in self.reader

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an offset of the text, or None between blocks."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if place < 0 or offset >= max(self.blocks[place].end, self.blocks[place].start + 1):
            return None
        return self.blocks[place]

    def evidence(self, start: int, end: int, rule: str, confidence: float) -> Evidence:
        """Make the evidence of a span, with the page and box of the block it begins in."""
        block = self.block_at(start)
        page, box = (block.page, block.box) if block else (None, None)
        return Evidence(start, end, rule, round(confidence, 3), page, box)
