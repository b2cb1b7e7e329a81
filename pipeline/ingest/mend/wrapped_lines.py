"""Makes paragraphs of hard-wrapped lines, so that the width a text was wrapped at leaves no trace.

Two lines belong together if the second was only begun because the first was full. A first guess of the
width comes from the lines themselves; item marks, ends of sentences and capitals decide the rest.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ingest.mend.line_marks import (
    ends_paragraph,
    is_broken_masthead,
    is_capitals,
    is_item,
    is_open,
    parts_bodies,
)
from pipeline.ingest.mend.paragraph import Paragraph

_BROKEN = re.compile(r"(?:[0-9A-ZĐ]-|/\w+-|\w/)$")
_NUMBERED = re.compile(r"\d|[IVXL]+[.)]\s")
_RECIPIENTS = re.compile(r"nơi nhận", re.IGNORECASE)
_TAIL = 80  # characters at the end of a line that `_BROKEN` looks at: paragraphs grow line by line
_RAGGED = 0.72  # share of the width from which a line counts as full where lines are ragged
_PARTED = 0.15  # empty lines for each line break, from which they are taken to part paragraphs
_OUTLIERS = 0.95  # share of the lines that are no longer than the width
_STRICT = 0.9  # share of the items that stand behind an empty line where those part all paragraphs
_MIN_ITEMS = 10
_MIN_WIDTH = 30
_MIN_SUPPORT = 3  # lines that must come near the width before we believe in it
_LONGEST_REMARK = 240
_LONG = 40  # a paragraph cut by a page break is longer than any heading line that lacks a full stop


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is wrapped: its width in characters (infinite if it is not), greedily or by eye.

    `parted` where empty lines part its paragraphs; `strict` where they part all of them, so that a line break says
    nothing.
    """

    width: float
    exact: bool
    parted: bool = False
    strict: bool = False

    def is_full(self, line: str, following: str) -> bool:
        """Tell whether the first word of the following line had no room on this one."""
        word = len(following.split(maxsplit=1)[0]) if following.strip() else 0
        if len(line) + 1 + word > self.width:
            return True
        return not self.exact and len(line) >= _RAGGED * self.width


def measure_wrapping(lines: Sequence[str]) -> Wrapping:
    """Guess the width at which lines were wrapped from those that are followed by another line.

    Lines are stripped; an empty string parts blocks. Without at least three lines that end near the widest, the text
    is taken as not wrapped.
    """
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    lengths = sorted(len(line) for line, _ in pairs)
    if len(lengths) < _MIN_SUPPORT:
        return Wrapping(math.inf, True)
    width = _find_width(lengths)
    if width is None:
        return Wrapping(math.inf, True)
    running = [pair for pair in pairs if _runs_on(*pair)]
    tight = sum(1 for line, after in running if len(line) + 1 + len(after.split()[0]) > width)
    blanks = sum(1 for line, after in pairwise(lines) if line and not after)
    parted = blanks >= _PARTED * len(pairs)
    return Wrapping(width, not running or tight >= 0.9 * len(running), parted, parted and _is_strict(lines))


def _find_width(lengths: list[int]) -> int | None:
    """Return the width that a fifth of the lines come near to, from sorted lengths; a few may be longer."""
    last = len(lengths) - 1
    for place in range(min(last, int(len(lengths) * 0.985)), min(last, int(len(lengths) * _OUTLIERS)) - 1, -1):
        width = lengths[place]
        near = bisect_right(lengths, width * 1.02) - bisect_left(lengths, width * 0.85)
        if width >= _MIN_WIDTH and near >= max(_MIN_SUPPORT, len(lengths) * 0.2):
            return width
    return None


def _is_strict(lines: Sequence[str]) -> bool:
    """Tell whether items stand behind empty lines, as in text that was Markdown; the tight list of Nơi nhận aside."""
    behind: list[bool] = []
    in_list = False
    for before, line in pairwise(lines):
        in_list = bool(line) and (in_list or _RECIPIENTS.match(line) is not None)
        if not in_list and is_item(line) and not is_capitals(line) and not (before and is_open(before, line)):
            behind.append(not before)
    return len(behind) >= _MIN_ITEMS and sum(behind) >= _STRICT * len(behind)


def _runs_on(line: str, after: str) -> bool:
    return after[0].islower() and not ends_paragraph(line) and not is_item(after)


def join_lines(lines: Sequence[str], wrapping: Wrapping | None = None) -> list[str]:
    """Return the paragraphs of lines; empty lines part paragraphs, except inside a sentence that a page break cut.

    >>> join_lines(["1. Sở Nội vụ chủ trì việc", "tổng hợp.", "2. Sở Tài chính"])
    ['1. Sở Nội vụ chủ trì việc tổng hợp.', '2. Sở Tài chính']
    """
    stripped = [line.strip() for line in lines]
    wrapping = wrapping or measure_wrapping(stripped)
    paragraphs: list[Paragraph] = []
    last, blank = "", True
    for line in stripped:
        if not line:
            blank = True
            continue
        before = paragraphs[-1].sample if paragraphs else ""
        below = _is_unclosed(before) or _goes_on(last, line, wrapping)
        joined = before and (goes_on_behind_blank(before, line) if blank else below)
        if joined:
            paragraphs[-1].add(f"{_joint(before, line)}{line}")
        else:
            paragraphs.append(Paragraph(line))
        last, blank = line, False
    return [paragraph.text for paragraph in paragraphs]


def _is_unclosed(paragraph: str) -> bool:
    """Tell whether a paragraph is a remark in brackets that is not closed yet: "(Ban hành kèm theo Quyết định số"."""
    return paragraph.startswith("(") and ")" not in paragraph and len(paragraph) < _LONGEST_REMARK


def glue(line: str, after: str) -> str:
    """Join two lines by a space, or by nothing where a code or a word was broken behind its hyphen or slash.

    >>> glue("Nghị quyết số 98-NQ/", "TW"), glue("kinh tế -", "xã hội")
    ('Nghị quyết số 98-NQ/TW', 'kinh tế - xã hội')
    """
    return f"{line}{_joint(line, after)}{after}"


def _joint(line: str, after: str) -> str:
    return "" if _BROKEN.search(line, max(0, len(line) - _TAIL)) and after[:1].isalnum() else " "


def _goes_on(line: str, after: str, wrapping: Wrapping) -> bool:
    """Tell whether a line directly below another continues it."""
    if is_broken_masthead(line, after):
        return True
    full = wrapping.is_full(line, after)
    if is_capitals(after) and parts_bodies(line, after):
        return False
    if is_item(after):
        full = full or (wrapping.strict and after[0].isdigit())
        return only_looks_like_item(line, after, full, parted=wrapping.parted)
    if is_capitals(line) != is_capitals(after) and is_capitals(line):
        return full and is_item(line) and not ends_paragraph(line)
    if wrapping.strict:
        return not is_masthead(line) and not parts_bodies(line, after)
    if ends_paragraph(line):
        stops = line.endswith((";", ":")) and not (wrapping.exact and wrapping.parted)
        return full and not stops and not is_capitals(after)
    if after[0].islower() or is_open(line, after):
        return True
    return full and not is_masthead(line)


def only_looks_like_item(line: str, after: str, full: bool, *, parted: bool = False) -> bool:
    """Tell whether the mark at the head of a line is a part of the sentence before: `Điều` + `6. …`, `- xã hội`.

    A hyphen before a capital (`Lao động` + `- Thương binh`) is one only where empty lines part the paragraphs,
    and never before a label with a colon.
    """
    if ends_paragraph(line) or not full:
        return False
    if after[0].isdigit():
        return is_open(line, after)
    if after[0] not in "-–" or not after[1:2].isspace():
        return False
    word = after[1:].lstrip()
    if word[:1].isupper():
        return (parted or after[0] == "–") and ":" not in word[:60]
    return word[:1].islower() or line[-1].isdigit()


def is_masthead(line: str) -> bool:
    """Tell whether a line is one of the short ones in capitals that stand alone: motto, authority, position."""
    return is_item(line) and is_capitals(line) and not _NUMBERED.match(line) and len(line) < _LONG


def goes_on_behind_blank(paragraph: str, after: str) -> bool:
    """Tell whether a paragraph was cut by a page break: it does not end, and the next goes on in lower case."""
    if len(paragraph) < _LONG or ends_paragraph(paragraph) or is_capitals(paragraph) or is_item(after):
        return False
    if after[0].islower():
        return True
    return len(paragraph) > 2 * _LONG and is_open(paragraph, after)
