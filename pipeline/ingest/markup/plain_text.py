"""Plain text files: any of the usual encodings, any width of wrapping, tables as lines with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.ingest.decoding import read_letters
from pipeline.ingest.draft import Draft, DraftCell, Reading, is_rule, make_paragraph, make_row
from pipeline.ingest.markup.columns import part_columns
from pipeline.ingest.markup.marks import strip_emphasis, strip_tags
from pipeline.ingest.markup.pipes import part_pipes
from pipeline.ingest.mend.line_marks import is_item
from pipeline.ingest.mend.lost_blanks import mend_blanks
from pipeline.ingest.mend.portal_frame import cut_text
from pipeline.ingest.mend.tables import tidy_tables
from pipeline.ingest.mend.wrapped_lines import join_lines, measure_wrapping
from pipeline.text.canonical import canonical

READER = "text 1"
_ESCAPED = re.compile(r"\\r\\n[ \t]*")  # a line end that a copy out of a program's data shows as letters
_BULLET = re.compile(r"^(\s*)[•*▪◦●○■□►➢✓❖·–—\uf0b7\uf02d\uf0a7\uf0d8\uf0fc](?=\s+\S)")
_MARK_TAB = re.compile(r"^(\s*(?:[-+]|[IVXL]+\.|\d+(?:\.\d+)*[.)]?|[a-zđ]\)))\t+(?=[^\t]+$)", re.MULTILINE)


def read(data: bytes, path: Path) -> Reading:
    """Read a text file.

    Paragraphs are joined lines, whatever the width they were wrapped at; a line with tabs is a row of a table;
    emphasis and tags left over from a conversion are taken out. Raises WrongExtension for bytes that are no text.
    """
    text, encoding, issues = read_letters(data, path.name)
    text, stated = cut_text(canonical(text))
    return Reading(tuple(mend_blanks(parse_text(text))), f"{READER} ({encoding})", issues=issues, stated=stated)


def parse_text(text: str) -> list[Draft]:
    """Return the drafts of a canonical text."""
    lines = strip_emphasis(_strip_tags_keeping_rows(_ESCAPED.sub("\n", text))).split("\n")
    lines = part_pipes(lines)
    lines = ["" if is_rule(line) else _MARK_TAB.sub(r"\1 ", _without_end(line)) for line in lines]
    lines = part_columns(lines)
    rows = _find_rows(lines)
    wrapping = measure_wrapping(["" if row else line.strip() for line, row in zip(lines, rows, strict=True)])
    drafts: list[Draft] = []
    table = 0
    for is_row, group in groupby(zip(lines, rows, strict=True), key=lambda pair: pair[1]):
        block = [line for line, _ in group]
        if is_row:
            drafts += _make_rows(block, table)
            table += 1
        else:
            paragraphs = join_lines(_part_indented(block), wrapping)
            drafts += [make_paragraph(_settle_bullet(paragraph)) for paragraph in paragraphs]
    return tidy_tables(drafts, loose=True)


def _strip_tags_keeping_rows(text: str) -> str:
    """Take tags out; inside a row of a table a list item parts paragraphs of its cell, not lines of the file."""
    if "<" not in text and "&" not in text:
        return text
    lines = (strip_tags(line).replace("\n", "\v") if "\t" in line else strip_tags(line) for line in text.split("\n"))
    return "\n".join(lines)


def _without_end(line: str) -> str:
    """Return a line without the white space at its end; a row of a table keeps its last cells where they are empty."""
    return line.rstrip(" \r\v\f") if "\t" in line.strip() else line.rstrip()


def _settle_bullet(line: str) -> str:
    return _BULLET.sub(r"\1-", line)


def _find_rows(lines: Sequence[str]) -> list[bool]:
    """Tell for each line whether it is a table row: a tab between words, or a leading tab next to a row."""
    inner = ["\t" in line.strip() for line in lines]
    rows = list(inner)
    for place, line in enumerate(lines):
        if line.startswith("\t") and line.strip() and not inner[place] and not is_item(line):
            rows[place] = any(inner[near] for near in (place - 1, place + 1) if 0 <= near < len(lines))
    return rows


def _part_indented(lines: Sequence[str]) -> list[str]:
    """Put an empty line before a line that is indented as the first of a paragraph, not as the rest of an item."""
    parted: list[str] = []
    before = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        deeper = _indent(line) >= _indent(before) + 2 and _indent(line) > _indent(after)
        if before.strip() and after.strip() and deeper and not is_item(before):
            parted.append("")
        parted.append(line)
        before = line
    return parted


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _make_rows(lines: Sequence[str], table: int) -> Iterator[Draft]:
    for line in lines:
        parts = line.split("\t")
        cells = [DraftCell(part, column) for column, part in enumerate(parts)]
        yield make_row(cells, table)
