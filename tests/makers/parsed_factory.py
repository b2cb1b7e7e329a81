"""Parsed documents, outlines and records from invented text, without files.

    make_parsed("KẾ HOẠCH\nVề thi đua", [["TT", "Nội dung"], ["1", "Rà soát"]], Note("Ghi chú."))

A string is one paragraph a line; a list of lists is a table; `Wide` is a cell over several columns, `ABOVE` one that
inherits the cell over it. Offsets are counted by `pipeline.ingest.draft`, as for files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract import make_record
from pipeline.extract.sections import find_roles
from pipeline.extract.tasks.read import read_tasks
from pipeline.ingest.draft import Draft, DraftCell, Reading, assemble, make_footnote, make_paragraph, make_row
from pipeline.model import AgencyRole, Item, Outline, ParsedDocument, Record, SourceFile, Span, Task
from pipeline.structure import make_outline
from pipeline.structure.lines import Line, make_lines
from pipeline.text.words import Words

SOURCE = SourceFile("0" * 64, "van-ban.txt", "txt", 1)


@dataclass(frozen=True, slots=True)
class Wide:
    """A cell merged over several columns."""

    text: str
    columns: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    text: str


class _Above:
    """A cell that inherits the one over it."""


ABOVE = _Above()
CellLike = str | Wide | _Above
Table = Sequence[Sequence[CellLike]]
Part = str | Note | Table


def make_parsed(*parts: Part) -> ParsedDocument:
    """Return the document that paragraphs, tables and footnotes make, all on page 1."""
    drafts: list[Draft] = []
    for number, part in enumerate(parts):
        drafts += _drafts(part, number)
    return assemble(SOURCE, Reading(tuple(drafts), "test 1", pages=1))


def _drafts(part: Part, number: int) -> Iterator[Draft]:
    if isinstance(part, Note):
        yield make_footnote(part.text, page=1)
    elif isinstance(part, str):
        yield from (make_paragraph(line, page=1) for line in part.split("\n") if line.strip())
    else:
        yield from _table_rows(part, number)


def _table_rows(table: Table, number: int) -> Iterator[Draft]:
    keys = {column: number * 100_000 + column for column in range(99)}  # of the cell last seen in a column
    for place, row in enumerate(table):
        cells, column = [], 0
        for cell in row:
            width = cell.columns if isinstance(cell, Wide) else 1
            if isinstance(cell, _Above):
                cells.append(DraftCell("", column, inherits=keys[column]))
            else:
                keys[column] = number * 100_000 + place * 100 + column
                text = cell.text if isinstance(cell, Wide) else cell
                cells.append(DraftCell(text, column, width, key=keys[column]))
            column += width
        yield make_row(cells, number, page=1)


def outline_of(*parts: Part) -> Outline:
    """Return the outline of invented parts."""
    return make_outline(make_parsed(*parts))


def record_of(*parts: Part) -> Record:
    """Return the record of invented parts."""
    return make_record(outline_of(*parts))


def tasks_of(*parts: Part) -> tuple[Task, ...]:
    """Return the tasks of invented parts; no citation is masked."""
    outline = outline_of(*parts)
    return read_tasks(outline, find_roles(outline), [])


def plan(*parts: Part) -> tuple[Part, ...]:
    """Put masthead, title and closing of an invented plan around the parts of its body."""
    return (MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong lấy mật", *parts, CLOSING)


MASTHEAD = """ỦY BAN NHÂN DÂN
TỈNH HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 9041/KH-UBND
Hòa Bình, ngày 03 tháng 02 năm 2024"""
CLOSING = """Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Thử"""


def all_items(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items and what stands under them, in order."""
    for item in items:
        yield item
        yield from all_items(item.children)


def lines_of(parsed: ParsedDocument) -> list[Line]:
    """Return the printed lines of a document."""
    return make_lines(parsed.blocks, Words.of(parsed.text))


def words_of(outline: Outline, spans: Iterable[Span]) -> list[str]:
    """Return the printed words of spans."""
    return [outline.printed(span) for span in spans]


def roles_of(task: Task) -> dict[str, list[str]]:
    """Return the agencies of a task by role, roles without agencies left out."""
    return {role.value: names for role in AgencyRole if (names := task.names(role))}
