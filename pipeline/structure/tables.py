"""Task tables: column roles from their head words, rows with paths of group and row numbers."""

from __future__ import annotations

import re

from pipeline.knowledge.labels import label_kind
from pipeline.knowledge.load import first_rule, load_rules
from pipeline.model import Block, Cell, TableRow, TaskTable
from pipeline.structure.short_rows import fill_short_rows
from pipeline.text.match import match_form, squeeze

HEAD_ROWS = 3  # a head may stand under a title row or over two rows
_NUMBER = re.compile(r"^\W*(?P<number>[IVX]{1,7}|[A-H]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s*[.)/]*\s*$")
_LONG_NUMBER = re.compile(r"^\W*(?P<number>\d{4,5})\s*[.)/]*\s*$")  # a year, but in a column of numbers
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_CAPITAL = re.compile(r"[A-H]")
_ROMAN = re.compile(r"[IVX]+")
_LETTER = re.compile(r"[a-zđ]")
_NUMBERED_TEXT = re.compile(r"^(?P<number>[IVX]{1,7}|\d{1,3}(?:\.\d{1,3})*)\s*[.)]\s+(?=\S)")


def make_task_table(text: str, rows: tuple[Block, ...], under: str = "") -> TaskTable | None:
    """Return the task table that rows make; None when no column names tasks and none names who or when.

    None too where a column scores or prices work or states a procedure. `under` is the path of the item that holds the
    table; the rows' paths begin with it.
    """
    for place in range(min(HEAD_ROWS, len(rows))):
        columns = _columns(text, rows[place])
        if _measures(text, rows[place]):
            return None
        if "content" in columns and set(columns) & {"lead", "coordinate", "deadline", "product"}:
            columns = _with_second_head(text, rows, place, columns)
            body = tuple(row for row in rows[place + 1 :] if not _is_head(text, row, rows[place]))
            body = fill_short_rows(text, columns, body)
            numbering = _Numbering(text, columns, under)
            shared = [_shares_number(columns, row) for row in body]
            numbered = zip(body, shared, [*shared[1:], False], strict=False)
            return TaskTable(columns, tuple(numbering.row(row, own or next_) for row, own, next_ in numbered), under)
    return None


def _columns(text: str, row: Block) -> tuple[str, ...]:
    width = max((cell.column + cell.columns for cell in row.cells), default=0)
    roles = ["aside"] * width
    for cell in row.cells:
        kind = column_kind(squeeze(text[cell.start : cell.end]))
        for column in range(cell.column, cell.column + cell.columns):
            roles[column] = kind
    return tuple(roles)


def _measures(text: str, row: Block) -> bool:
    """Tell whether a head row has a column by which work is scored, priced or gone through."""
    heads = (squeeze(text[cell.start : cell.end]) for cell in row.cells)
    return any(first_rule(load_rules("labels", "measure"), head) for head in heads)


def column_kind(head: str) -> str:
    """Return the role of a column by its head; what is no known label and names no content is `aside`."""
    named = first_rule(load_rules("labels", "column"), head)
    kind = label_kind(head) or "aside"
    return named[0].gives if named and kind == "aside" else kind


def _with_second_head(text: str, rows: tuple[Block, ...], place: int, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Refine columns by a second head row ("Phân công thực hiện" over "Chủ trì | Phối hợp")."""
    if place + 1 >= len(rows):
        return columns
    below = _columns(text, rows[place + 1])
    known = [role for role in below if role != "aside"]
    if len(known) < 2 or len(below) != len(columns):
        return columns
    return tuple(new if new != "aside" else old for old, new in zip(columns, below, strict=True))


def _is_head(text: str, row: Block, head: Block) -> bool:
    """A row that repeats the head, a row of column numbers ((1) (2) (3)), or the head's second row."""
    words = [match_form(squeeze(text[cell.start : cell.end])) for cell in row.cells if not cell.inherited]
    filled = [word for word in words if word]
    if filled and all(label_kind(word) for word in filled) and len(filled) > 1:
        return True
    return len(filled) > 2 and all(_COLUMN_NUMBER.fullmatch(word) for word in filled)


def _shares_number(columns: tuple[str, ...], row: Block) -> bool:
    """Tell whether a row with work of its own stands beside a number that reaches down from the row above."""
    cells = [(columns[cell.column], cell) for cell in row.cells if cell.column < len(columns)]
    numbers = [cell for role, cell in cells if role == "number"]
    works = [cell for role, cell in cells if role == "content"]
    return any(cell.inherited for cell in numbers) and bool(works) and not any(cell.inherited for cell in works)


class _Numbering:
    """Gives rows their paths: the groups above a row, then its own number."""

    def __init__(self, text: str, columns: tuple[str, ...], under: str) -> None:
        self._text = text
        self._columns = columns
        self._under = under
        self._groups: list[tuple[int, str]] = []
        self._bullets = 0
        self._shared = ""  # the path of a number beside several rows

    def row(self, block: Block, shares: bool = False) -> TableRow:
        """Return a row with its path; `shares` tells that its number stands beside other rows too."""
        cells = tuple((self._columns[cell.column], cell) for cell in block.cells if cell.column < len(self._columns))
        number = self._number(cells)
        names_group = is_group_row(self._text, cells)
        if names_group:
            path = self._open_group(number)
        elif number and shares:
            path = self._bulleted(self._path(number))
        elif number:
            path = self._path(number)
        else:
            self._bullets += 1
            path = ".".join([*(label for _, label in self._groups), f"-{self._bullets}"])
        whole = f"{self._under}.{path}" if self._under and path else path or self._under
        return TableRow(whole, block.start, block.end, cells, names_group)

    def _bulleted(self, path: str) -> str:
        self._bullets = self._bullets + 1 if path == self._shared else 1
        self._shared = path
        return f"{path}.-{self._bullets}"

    def _number(self, cells: tuple[tuple[str, Cell], ...]) -> str | None:
        for role, cell in cells:
            words = self._text[cell.start : cell.end].strip()
            hit = _NUMBER.match(words) if role in ("number", "aside") else None
            hit = hit or (_LONG_NUMBER.match(words) if role == "number" else None)
            hit = hit or (_NUMBERED_TEXT.match(words) if role == "content" else None)
            if hit:
                return hit["number"]
        return None

    def _open_group(self, number: str | None) -> str:
        label = number or ""
        level = _level(label)
        self._groups = [group for group in self._groups if group[0] < level]
        path = self._path(label) if label else ""
        if label:
            self._groups.append((level, label))
        self._bullets = 0
        return path

    def _path(self, number: str) -> str:
        level = _level(number)
        above = [label for depth, label in self._groups if depth < level]
        numbers = number.split(".")
        if above and len(numbers) > 1 and above[-1] == ".".join(numbers[:-1]).split(".")[-1]:
            number = numbers[-1]
        return ".".join([*above, number])


def _level(label: str) -> int:
    if _CAPITAL.fullmatch(label) and label not in "IVX":
        return 0
    if _ROMAN.fullmatch(label):
        return 1
    if _LETTER.fullmatch(label):
        return 9
    return 2 + label.count(".")


def is_group_row(text: str, cells: tuple[tuple[str, Cell], ...]) -> bool:
    """A row that only names a group: a heading in one cell, nothing in the columns of who, when and what."""
    filled = [
        role
        for role, cell in cells
        if role in ("lead", "coordinate", "deadline", "product", "direct", "report_to")
        and not _spans_over(cell, cells)
        and text[cell.start : cell.end].strip(" -–")
    ]
    return not filled or (filled == ["lead"] and _names_only_a_lead(text, cells))


def _names_only_a_lead(text: str, cells: tuple[tuple[str, Cell], ...]) -> bool:
    """A numbered row whose one entry is an agency in the column of those in charge heads the rows below it."""
    written = {role for role, cell in cells if text[cell.start : cell.end].strip(" -–")}
    return written == {"number", "lead"}


def _spans_over(cell: Cell, cells: tuple[tuple[str, Cell], ...]) -> bool:
    """A cell merged across the content column is the heading itself, whatever other columns it covers."""
    headings = (other for role, other in cells if role in ("content", "number"))
    return any(other.start == cell.start and other.end == cell.end for other in headings)
