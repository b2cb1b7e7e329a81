"""The source form of a sample: a TOML head between `+++` lines, then one paragraph a line.

Lines of the body begin with a mark: `# ` and `## ` headings, `### ` a lettered item that Word numbers by
itself, `- ` and `+ ` bullets, `^ ` a centred bold line, `~ ` a centred italic line, `| a | b |` a table row
(` // ` parts paragraphs in a cell, `<<` continues the cell above, `>>` the cell to the left), `%closing` the
place of "Nơi nhận" and signature, `%page` a page break. Everything else is a plain paragraph.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

MARKS = {
    "# ": "chapter",
    "## ": "heading",
    "### ": "item",
    "- ": "bullet",
    "+ ": "nested",
    "^ ": "centre",
    "~ ": "italic",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or a table with its rows of cells."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample document before it has a format."""

    stem: str
    body: tuple[Line, ...]
    format: str  # docx, pdf, html, md, txt
    heading: tuple[str, ...]  # type name, title lines; "Kính gửi" in a công văn
    left: tuple[str, ...] = ()  # masthead: issuer, number, "V/v"
    right: tuple[str, ...] = ()  # masthead: motto or Party name, date line
    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    numbering: bool = False  # Word: labels become automatic numbers
    widths: tuple[float, ...] = ()  # Word: columns of the task table in centimetres
    cell_size: float = 11  # Word: type size in the task table
    wrap: int = 0  # text, Markdown: columns at which lines are broken; 0 leaves paragraphs whole
    columns: bool = False  # text: the masthead in two columns
    form: Literal["NFC", "NFD"] = "NFC"  # text: Unicode form
    encoding: str = "utf-8"  # text: utf-8, utf-16 or windows-1258
    site: str = ""  # web: name of the site around the document; empty for a bare page
    menu: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    footer: str = ""


def read_sample(path: Path) -> Sample:
    """Read one source file; raises ValueError where the head is missing."""
    parts = path.read_text("utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise ValueError(f"{path.name}: the head between two +++ lines is missing")
    head: dict[str, Any] = tomllib.loads(parts[1])
    lists = {key: tuple(value) for key, value in head.items() if isinstance(value, list)}
    return Sample(stem=path.stem, body=parse_body(parts[2]), **{**head, **lists})


def closing_lines(sample: Sample) -> tuple[str, ...]:
    """Return "Nơi nhận" with its lines."""
    return ("Nơi nhận:", *sample.recipients)


def parse_body(text: str) -> tuple[Line, ...]:
    """Return the paragraphs and tables of a body."""
    lines: list[Line] = []
    rows: list[tuple[str, ...]] = []
    for printed in [*filter(str.strip, text.splitlines()), ""]:
        if printed.startswith("|"):
            rows.append(tuple(cell.strip() for cell in printed.strip().strip("|").split("|")))
            continue
        if rows:
            lines.append(Line("table", rows=tuple(rows)))
            rows = []
        if printed:
            lines.append(parse_line(printed.rstrip()))
    return tuple(lines)


def parse_line(printed: str) -> Line:
    """Return one paragraph by its mark."""
    if printed.startswith("%"):
        return Line(printed[1:])
    for mark, kind in MARKS.items():
        if printed.startswith(mark):
            return Line(kind, printed.removeprefix(mark))
    return Line("plain", printed)


def printed_text(line: Line) -> str:
    """Return a paragraph as a reader sees it, with its bullet."""
    return {"bullet": "- ", "nested": "+ "}.get(line.kind, "") + line.text
