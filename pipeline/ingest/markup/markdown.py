"""Markdown: pages converted by others and hand-written files, with their marks taken out.

Besides pipe tables it reads the layout tables of web dumps, where lines of a lone `|` part the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.ingest.decoding import read_letters
from pipeline.ingest.draft import Draft, DraftCell, Reading, is_rule, make_footnote, make_paragraph, make_row
from pipeline.ingest.markup.grid_tables import open_grids
from pipeline.ingest.markup.marks import hold_escapes, match_heading, release_escapes, strip_tags
from pipeline.ingest.markup.packed_tables import find_breaks, part_packed
from pipeline.ingest.markup.pipes import part_pipes
from pipeline.ingest.markup.plain_text import parse_text
from pipeline.ingest.mend.line_marks import (
    ends_paragraph,
    is_broken_masthead,
    is_capitals,
    is_item,
    is_open,
    parts_bodies,
)
from pipeline.ingest.mend.lost_blanks import mend_blanks
from pipeline.ingest.mend.paragraph import Paragraph
from pipeline.ingest.mend.portal_frame import cut_text
from pipeline.ingest.mend.tables import tidy_tables
from pipeline.ingest.mend.wrapped_lines import goes_on_behind_blank
from pipeline.text.canonical import canonical

READER = "markdown 1"
_BULLET = re.compile(r"^(\s*)[*•–—▪◦●○](?=[ \t]+[^\s*])")
_EMPHASIS_RUN = re.compile(r"(\*{1,3}|_{2,3})(?=[^\s*_])((?:(?!\n[ \t]*\n|\1).)+?)\1", re.DOTALL)
_STARS = re.compile(r"(?<!\()\*+(?!\))")
_UNDERLINE = re.compile(r"(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+")
_FOOTNOTE = re.compile(r"^\s*\[\^?(\d{1,3})\]:?\s+(?=\S)")
_NOTE_MARK = re.compile(r"\s?\[\^?\d{1,3}\](?!\()")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}|\\)$")
_TITLE_WORDS = 5  # of a title in capitals, at least: a heading of fewer may be but an abbreviation
_GLUE = "\ue100"  # stands for a line break inside a run of emphasis: one line of print


def read(data: bytes, path: Path) -> Reading:
    """Read a Markdown file: headings, emphasis, lists, quotes, links, pipe and layout tables, footnotes.

    A file without a single mark of Markdown is read as plain text. Raises WrongExtension for bytes that are no text.
    """
    text, encoding, issues = read_letters(data, path.name)
    text, stated = cut_text(open_grids(canonical(text)))
    drafts = tuple(mend_blanks(parse_markdown(text)))
    return Reading(drafts, f"{READER} ({encoding})", issues=issues, stated=stated)


def parse_markdown(text: str) -> list[Draft]:
    """Return the drafts of a Markdown text in canonical form."""
    lines = part_pipes(part_packed(_prepare(text).split("\n")))
    if not any(mark in text for mark in ("**", "\n|", "# ")):
        return parse_text(text)
    drafts: list[Draft] = []
    tables = 0
    for kind, part in _split_parts(lines):
        if kind == "text":
            drafts += _parse_blocks(part)
        else:
            rows = _layout_rows(part) if kind == "layout" else _pipe_rows(part)
            drafts += _make_rows(rows, tables)
            tables += 1
    return tidy_tables(drafts)


def _prepare(text: str) -> str:
    """Hide escapes, glue the lines inside each run of emphasis, keep hard breaks."""
    text = hold_escapes(text)
    text = "\n".join(_BULLET.sub(r"\1-", line) for line in text.split("\n"))
    return _EMPHASIS_RUN.sub(_glue_run, text)


def _glue_run(run: re.Match[str]) -> str:
    """One run of emphasis is one line of print, unless a line of it begins like a paragraph (`PHÓ GIÁM ĐỐC`)."""
    mark, body = run.group(1), run.group(2)
    if "\n" not in body:
        return run.group()
    glued: list[str] = []
    for line in body.split("\n"):
        before = glued[-1].split(_GLUE)[-1] if glued else ""
        apart = not glued or _HARD_BREAK.search(before) or _begins_print(line) or "|" in (line.strip(), before.strip())
        if apart or is_rule(line) or not before.strip():
            glued.append(line)
        else:
            glued[-1] += _GLUE + line
    return mark + "\n".join(glued) + mark


def _begins_print(line: str) -> bool:
    """Numbers, bullets and lines in capitals part even a run of emphasis; `Minh, ngày 18 tháng …` does not."""
    return is_item(line) and (is_capitals(line) or not line.strip()[:2].isalpha())


def _split_parts(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Part the lines into runs of text, pipe tables and layout tables."""
    start = place = 0
    while place < len(lines):
        kind, end = _table_at(lines, place)
        if not kind:
            place += 1
            continue
        if start < place:
            yield "text", list(lines[start:place])
        yield kind, list(lines[place:end])
        start = place = end
    if start < len(lines):
        yield "text", list(lines[start:])


def _table_at(lines: Sequence[str], place: int) -> tuple[str, int]:
    """Return the kind of the table that begins at a line, and the line behind it; an empty kind if none does."""
    if lines[place].strip() == "|":
        return "layout", _end_of_layout(lines, place)
    if _PIPE_ROW.match(lines[place]) and lines[place].strip() != "||":
        end = place
        while end < len(lines) and _PIPE_ROW.match(lines[end]):
            end += 1
        return "pipe", end
    return "", place


def _end_of_layout(lines: Sequence[str], start: int) -> int:
    """Return the line behind a layout table: behind a `|` that closes a row and is followed by an empty line."""
    cells = inside = 0
    for place in range(start, len(lines)):
        line = lines[place].strip()
        if line != "|":
            inside += 1
            continue
        cells, inside = (cells + 1, 0) if inside else (0, 0)
        after = lines[place + 1].strip() if place + 1 < len(lines) else ""
        if cells >= 1 and not after and not _opens_again(lines, place + 1, cells):
            return place + 1
    return len(lines)


def _opens_again(lines: Sequence[str], place: int, cells: int) -> bool:
    """A cell may end before an empty line if another follows soon, or if only blanks stand before the next `|`."""
    following = next((line.strip() for line in lines[place : place + 4] if line.strip()), "")
    return following == "|" or (cells == 1 and any(line.strip() == "|" for line in lines[place : place + 12]))


def _layout_rows(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of each row; two lone `|` in a row part rows, with empty lines between they are an empty cell."""
    row: list[str] = []
    cell: list[str] = []
    for line in lines[1:]:
        if line.strip() != "|":
            cell.append(line)
        elif any(part.strip() for part in cell) or (cell and row):
            row.append("\n".join(_join_cell_lines(cell)))
            cell = []
        else:
            yield row
            row, cell = [], []
    if cell:
        row.append("\n".join(_join_cell_lines(cell)))
    yield row


def _join_cell_lines(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of a cell: every line is one, unless it plainly goes on from the line before."""
    joined: list[Paragraph] = []
    for line in _clean_lines(lines):
        if joined and line and joined[-1].sample and _wraps(joined[-1].sample, line):
            joined[-1].add(f" {line}")
        else:
            joined.append(Paragraph(line))
    return [text for paragraph in joined if (text := paragraph.text)]


def _wraps(before: str, line: str) -> bool:
    if is_broken_masthead(before, line):
        return True
    if is_item(line) or is_capitals(before):
        return False
    return (line[0].islower() and not before.endswith((";", "."))) or is_open(before, line)


def _pipe_rows(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of the rows of a pipe table, without the line of dashes below the head."""
    for line in lines:
        if _DELIMITER.match(line):
            continue
        cells = line.strip().strip("|").split("|") if line.strip() != "|" else []
        yield [" ".join(_clean_lines([strip_tags(cell)])) if "<" not in cell else _tagged_cell(cell) for cell in cells]


def _tagged_cell(cell: str) -> str:
    return "\n".join(_clean_lines(strip_tags(cell).split("\n")))


def _make_rows(rows: Iterator[list[str]], table: int) -> Iterator[Draft]:
    for row in rows:
        yield make_row([DraftCell(text, column) for column, text in enumerate(row)], table)


def _parse_blocks(lines: Sequence[str]) -> Iterator[Draft]:
    """Yield the paragraphs and footnotes of lines without tables; empty lines part blocks."""
    in_notes = False
    for paragraph in _join_blocks(lines):
        note = _FOOTNOTE.match(paragraph)
        in_notes = bool(note) or (in_notes and not is_item(paragraph))
        words = _NOTE_MARK.sub("", _FOOTNOTE.sub("", paragraph))
        yield make_footnote(words) if in_notes else make_paragraph(words)


def _join_blocks(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of all blocks; a sentence that a page break cut in two is one again."""
    paragraphs: list[Paragraph] = []
    for filled, block in groupby(lines, key=lambda line: bool(line.strip())):
        joined = _join_block(list(block)) if filled else []
        if paragraphs and joined and goes_on_behind_blank(paragraphs[-1].sample, joined[0].sample):
            paragraphs[-1].add(f" {joined.pop(0).text}")
        paragraphs += joined
    return [paragraph.text for paragraph in paragraphs]


def _join_block(lines: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs of a block of lines: lines belong together unless one begins like a paragraph."""
    paragraphs: list[Paragraph] = []
    apart = True
    breaks = find_breaks(lines)
    for number, raw in enumerate(lines):
        apart = apart or number in breaks
        words = match_heading(raw)
        heading = words is not None
        parts = _clean_lines([raw if words is None else words])
        for place, line in enumerate(parts):  # more than one where a `<br>` broke the line
            if apart or place or heading or _starts_anew(paragraphs[-1].sample, line):
                paragraphs.append(Paragraph(line))
            else:
                paragraphs[-1].add(f" {line}")
            apart = False
        apart = apart or heading or bool(_HARD_BREAK.search(raw)) or (not parts and bool(raw.strip(" *_")))
    return paragraphs


def _starts_anew(before: str, line: str) -> bool:
    if _FOOTNOTE.match(line):
        return True
    if parts_bodies(before, line) or _ends_title(before, line):
        return True
    return is_item(line) and not (is_open(before, line) and not ends_paragraph(before))


def _ends_title(before: str, line: str) -> bool:
    """Tell whether a text begins below a title in capitals ("Ngày 5 tháng 3 …" below "KẾT LUẬN CỦA CHỦ TỊCH …")."""
    is_title = is_capitals(before) and len(before.split()) >= _TITLE_WORDS
    return is_title and line[:1].isupper() and not is_capitals(line)


def _clean_lines(lines: Sequence[str]) -> list[str]:
    """Return lines without marks; lines that are only drawn vanish, glue becomes a space."""
    cleaned: list[str] = []
    for line in lines:
        line = _QUOTE.sub("", line.replace(_GLUE, " "))
        line = _LINK.sub(r"\1", line)
        line = _UNDERLINE.sub("", _STARS.sub("", line))
        for part in (strip_tags(line) if "<" in line or "&" in line else line).split("\n"):
            part = " ".join(release_escapes(part).split())
            if part and not is_rule(part):
                cleaned.append(part)
    return cleaned
