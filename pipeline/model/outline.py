"""The parts of a document by form alone: the nouns that `structure` makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.read import Cell, Issue, ParsedDocument, Span
from pipeline.text.words import Words


class ItemStyle(StrEnum):
    """How an item of a body is numbered, from the widest to the narrowest."""

    PART = "part"  # Phần thứ nhất
    CHAPTER = "chapter"  # Chương II
    CAPITAL = "capital"  # A.
    ARTICLE = "article"  # Điều 3.
    ROMAN = "roman"  # IV.
    ARABIC = "arabic"  # 1.
    DOTTED = "dotted"  # 1.2.
    ORDINAL = "ordinal"  # Một là,
    PAREN = "paren"  # (1)
    LETTER = "letter"  # a)
    DASH = "dash"  # -
    PLUS = "plus"  # +
    STAR = "star"  # *


BULLETS = frozenset({ItemStyle.DASH, ItemStyle.PLUS, ItemStyle.STAR})
"""The styles that bear no number; such items are counted among their siblings."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A labelled value that holds for items above it: "Đơn vị chủ trì: Phòng X."."""

    kind: str  # a `gives` of knowledge/labels.toml: lead, coordinate, deadline, product, …
    label: Span
    value: Span
    numbered: bool = False  # its line has a number of its own, beside those of the items ("2. Thời gian: …")


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered, lettered or bulleted item with what stands under it.

    `start` and `end` bound its first paragraph without number or bullet; `paragraphs` are the unnumbered ones
    that follow it. `label` is the printed number, bullets count from 1 as `-1`.
    """

    style: ItemStyle
    label: str
    path: str
    start: int
    end: int
    paragraphs: tuple[Span, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a task table: its path of group and row numbers, and its cells by column role."""

    path: str
    start: int
    end: int
    cells: tuple[tuple[str, Cell], ...]
    names_group: bool = False  # the row only heads the rows below it

    def spans(self, role: str) -> list[Span]:
        """Return the filled cells of one role, left to right."""
        return [Span(cell.start, cell.end) for name, cell in self.cells if name == role and cell.end > cell.start]


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that assigns work: column roles (`labels.toml`) and its rows in order."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    under: str = ""  # path of the item under which the table stands


@dataclass(frozen=True, slots=True)
class Body:
    """Items, loose paragraphs before the first of them, and task tables of a body or an annex."""

    preamble: tuple[Span, ...] = ()
    items: tuple[Item, ...] = ()
    tables: tuple[TaskTable, ...] = ()
    tail: tuple[Span, ...] = ()  # closing formulas after the last item


@dataclass(frozen=True, slots=True)
class Annex:
    """What follows the signature: a phụ lục, or a document issued with the decision (quy chế, kế hoạch)."""

    label: str  # PL, PL1, PL2; empty for an attached document, whose items keep their own numbers
    title: tuple[Span, ...]
    body: Body
    type: str | None = None  # type of an attached document


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a document, found by form alone; nothing is interpreted yet."""

    parsed: ParsedDocument
    whole: Words  # the document's text with its match form
    masthead: tuple[Span, ...]
    type: str | None  # abbreviation of the printed type name
    type_name: Span | None
    title: tuple[Span, ...]
    body: Body
    recipients: tuple[Span, ...]
    signature: tuple[Span, ...]
    annexes: tuple[Annex, ...]
    issues: tuple[Issue, ...] = ()

    def words(self, span: Span | Attribute | Item) -> Words:
        """Return the words of a span with their match form and place."""
        place = span.value if isinstance(span, Attribute) else span
        return self.whole[place.start : place.end]

    def printed(self, span: Span | Attribute | Item) -> str:
        """Return the printed words of a span alone."""
        place = span.value if isinstance(span, Attribute) else span
        return self.parsed.text[place.start : place.end]
