"""Other ways to type the same document: what changes for a computer and not for a reader.

Two kinds. A *spelling* changes the file's own text, character by character, and keeps its lines. A *layout* prints
the document's paragraphs anew: other line ends, other marks, a head in capitals. The rows of a
table stay one line each, their cells parted by tabs.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import Outline

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NEW_TONE = re.compile(rf"(?<![qQ])([oOuU])([aAeEyY])([{_TONES}])(?!\w|[\u0300-\u036f])")
_OLD_TONE = re.compile(rf"(?<![qQ])([oOuU])([{_TONES}])([aAeEyY])(?!\w|[\u0300-\u036f])")
_GLIDES = frozenset({"oa", "oe", "uy"})


def decompose(text: str) -> str:
    """Return the text in NFD, as files from a Mac are: `ế` is `e`, circumflex, acute."""
    return unicodedata.normalize("NFD", text)


def place_tones_new(text: str) -> str:
    """Return the text with the tone mark on the second vowel of an open oa, oe, uy: `hoà`, `khoẻ`, `uỷ`."""

    def move(match: re.Match[str]) -> str:
        first, tone, second = match.groups()
        return f"{first}{second}{tone}" if (first + second).lower() in _GLIDES else match.group()

    return unicodedata.normalize("NFC", _OLD_TONE.sub(move, decompose(text)))


def place_tones_old(text: str) -> str:
    """Return the text with the tone mark on the first vowel of an open oa, oe, uy: `hòa`, `khỏe`, `ủy`."""

    def move(match: re.Match[str]) -> str:
        first, second, tone = match.groups()
        return f"{first}{tone}{second}" if (first + second).lower() in _GLIDES else match.group()

    return unicodedata.normalize("NFC", _NEW_TONE.sub(move, decompose(text)))


def lengthen_dashes(text: str) -> str:
    """Return the text with an en dash for every hyphen, as word processors write; the rules of tables stay."""
    return "\n".join(line if _is_rule(line) else line.replace("-", "–") for line in text.split("\n"))


def shorten_dashes(text: str) -> str:
    """Return the text with a hyphen for every other dash."""
    return re.sub("[‐‑‒–—−]", "-", text)


def curl_quotes(text: str) -> str:
    """Return the text with curly quotation marks for straight ones."""
    text = re.sub(r'(?<![\w.,;:!?)])"(?=\S)', "“", text).replace('"', "”")
    return re.sub(r"(?<!\w)'(?=\w)", "‘", text).replace("'", "’")


def straighten_quotes(text: str) -> str:
    """Return the text with straight quotation marks for curly and angular ones."""
    return re.sub("[‘’]", "'", re.sub("[“”„«»]", '"', text))


def double_spaces(text: str) -> str:
    """Return the text with two blanks for every one between words."""
    return re.sub(r"(?<=\S) (?=\S)", "  ", text)


def end_lines_as_dos(text: str) -> str:
    """Return the text with CRLF line ends."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def strip_markdown(text: str) -> str:
    """Return Markdown as plain text: emphasis, heading marks and escapes go, table cells are parted by tabs."""
    text = _NUMBER_IN_EMPHASIS.sub(r"\1 ", text)
    lines = ("" if line.strip() == "|" else line for line in text.split("\n"))
    return "\n".join(_strip_line(line) for line in lines if not (_is_rule(line) and "|" in line))


def _strip_line(line: str) -> str:
    if line.strip().startswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    line = re.sub(r"^\s*(#{1,6}|>)\s+", "", line)
    bullet = re.match(r"\s*\*\s+(?=\w)|", line)
    kept = bullet.end() if bullet else 0
    line = line[:kept] + _EMPHASIS.sub("", line[kept:])
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|<>~-])", r"\1", line).rstrip()


_EMPHASIS = re.compile(r"(?<![(\\*])\*+|__|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
"""Every mark of emphasis; the asterisk of a footnote `(*)` is none."""


_NUMBER_IN_EMPHASIS = re.compile(r"(?m)^(\s*\*\*\s*(?:Điều )?[\dIVX]+(?:\.\d+)*[.)]?)[ \t]*\n(?=[^\n*|]+\*\*)")
"""A number whose heading follows on the next line of one bold run: a soft break, which no conversion prints."""


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and not line.strip(" |:-*_=\t")


def lay_out(outline: Outline, width: int | None, gap: str) -> str:
    """Return the paragraphs of a document, wrapped at a width or on one line each, parted by `gap` (newlines)."""
    lines = (line for line in outline.parsed.text.split("\n") if line.strip())
    blocks: list[str] = []
    for is_row, group in groupby(lines, key=lambda line: "\t" in line):
        paragraphs = [wrap(line, width) for line in group]
        blocks += ["\n".join(paragraphs)] if is_row else paragraphs
    return gap.join(blocks) + "\n"


def wrap(line: str, width: int | None) -> str:
    """Return a paragraph in lines of at most so many characters; a row of a table stays whole."""
    if width is None or "\t" in line:
        return line
    return textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)


def capitalize_head(outline: Outline) -> str:
    """Return the document with masthead, type name and title in capitals."""
    text = outline.parsed.text
    spans = [*outline.masthead, *([outline.type_name] if outline.type_name else []), *outline.title]
    for span in spans:
        text = text[: span.start] + capitalize(text[span.start : span.end]) + text[span.end :]
    return text.rstrip("\n") + "\n"


def capitalize(text: str) -> str:
    """Return the text in capitals of the same length: letters such as ß, whose capital is two, stay as they are."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def add_markdown(outline: Outline) -> str:
    """Return the document as Markdown: head in bold, short numbered headings as headings, tables with pipes."""
    text = outline.parsed.text
    head_end = max((span.end for span in (*outline.masthead, *outline.title)), default=0)
    blocks: list[str] = []
    for is_row, group in groupby(_lines(text), key=lambda pair: "\t" in pair[1]):
        lines = list(group)
        if is_row and lines[0][0] >= head_end:
            blocks.append(_pipe_table([line for _, line in lines]))
            continue
        blocks += [_mark_line(line, start < head_end) for start, line in lines]
    return "\n\n".join(blocks) + "\n"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _mark_line(line: str, is_head: bool) -> str:
    if "\t" in line:
        return line
    if is_head:
        return f"**{line.strip()}**"
    is_heading = re.match(r"(?:[IVX]+|\d+)\.\s", line) and len(line.split()) <= 10
    return f"## {line}" if is_heading else line


def _pipe_table(rows: list[str]) -> str:
    cells = [[cell.strip().replace("|", "\\|") for cell in row.split("\t")] for row in rows]
    columns = max(map(len, cells))
    lines = [f"| {' | '.join([*row, *[''] * (columns - len(row))])} |" for row in cells]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])


@dataclass(frozen=True, slots=True)
class Transform:
    """One way to retype a document; exactly one of `spell` and `lay` is set.

    `suffix` is the ending of the new file, None keeps the old one; `only` limits it to files with these endings.
    """

    name: str
    about: str
    spell: Callable[[str], str] | None = None
    lay: Callable[[Outline], str] | None = None
    suffix: str | None = None
    only: tuple[str, ...] = ()


TRANSFORMS: tuple[Transform, ...] = (
    Transform("nfd", "decomposed Unicode", decompose),
    Transform("tones-new", "hoà, khoẻ, uỷ", place_tones_new),
    Transform("tones-old", "hòa, khỏe, ủy", place_tones_old),
    Transform("dashes-long", "en dashes for hyphens", lengthen_dashes),
    Transform("dashes-short", "hyphens for dashes", shorten_dashes),
    Transform("quotes-curly", "curly quotation marks", curl_quotes),
    Transform("quotes-straight", "straight quotation marks", straighten_quotes),
    Transform("spaces", "two blanks for one", double_spaces),
    Transform("crlf", "line ends of Windows", end_lines_as_dos),
    Transform("markdown-off", "Markdown marks removed", strip_markdown, suffix=".txt", only=(".md", ".markdown")),
    Transform("markdown-on", "Markdown marks added", lay=add_markdown, suffix=".md"),
    Transform("head-capitals", "the head in capitals", lay=capitalize_head, suffix=".txt"),
    Transform("wrap-none", "a paragraph a line", lay=lambda one: lay_out(one, None, "\n"), suffix=".txt"),
    Transform("wrap-none-gap", "… with empty lines between", lay=lambda one: lay_out(one, None, "\n\n"), suffix=".txt"),
    Transform("wrap-60", "lines of 60 characters", lay=lambda one: lay_out(one, 60, "\n"), suffix=".txt"),
    Transform("wrap-60-gap", "… with empty lines between", lay=lambda one: lay_out(one, 60, "\n\n"), suffix=".txt"),
    Transform("wrap-100", "lines of 100 characters", lay=lambda one: lay_out(one, 100, "\n"), suffix=".txt"),
    Transform("wrap-100-gap", "… with empty lines between", lay=lambda one: lay_out(one, 100, "\n\n"), suffix=".txt"),
)
"""Every way, in the order of the report."""
