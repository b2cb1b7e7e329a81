"""A signature that a copy has set in the lines of Nơi nhận at its left: both columns are put one below the other.

"- Lưu: VT. TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn An" is one line of such a copy; where it was set line by line,
"Nơi nhận:" stands before "TM. ỦY BAN NHÂN DÂN", the first recipient before "CHỦ TỊCH", and so on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import load_pattern, load_words
from pipeline.structure.lines import Line
from pipeline.text.letters import spell
from pipeline.text.words import Words

_REACH = 40  # lines that a list of recipients has
_CAPITALS = re.compile(spell(r"\W*(?:[{Lu}]+[.,]?(?:\s+|$))+(?![{Ll}])"))
_NEAR = 3  # lines of a signature that stand among the bullets one after the other
_WORD = re.compile(r"\w")


@cache
def _name_at_end() -> re.Pattern[str]:
    """Return the pattern of a person's name that ends a line, behind the end of a recipient or a file's mark."""
    names = "|".join(map(re.escape, load_words("surnames", "all")))
    return re.compile(spell(rf"(?:[;.,)]|\b[A-ZĐ]{{2,}})\s+(?P<name>(?:{names})(?:\s+[{{Lu}}][{{Ll}}]+){{1,4}})\W*$"))


def part_beside(lines: list[Line], head: int) -> list[Line]:
    """Return the lines of a document with the signature out of those of Nơi nhận, which begin at `head`."""
    left: list[Line] = []
    right: list[Line] = []
    place = head
    while place < min(len(lines), head + _REACH) and not (lines[place].rows or lines[place].cell):
        begins = place > head and _begins(lines[place])
        if begins and not _is_between(lines, place):
            break
        first, second = _behind_capitals(lines[place]) if begins else _parts(lines[place], named=bool(right))
        left += [first] if _WORD.search(first.text) else []
        right += [second] if second else []
        place += 1
        if _ends(first):
            break
    return [*lines[:head], *left, *right, *lines[place:]] if right else lines


def _ends(line: Line) -> bool:
    return line.words.search(load_pattern("positions", "file_mark")) is not None


def _begins(line: Line) -> bool:
    """Tell whether a line begins with a mark of authority or a post in capitals, as a signature does."""
    marks = (load_pattern("positions", name).match(line.form) for name in ("authority_line", "position_line"))
    return any(marks) and _capitals(line.text) > 0


def _is_between(lines: list[Line], place: int) -> bool:
    """Tell whether a line of a signature stands among those of the recipients: another bullet follows soon."""
    return any(line.text.lstrip()[:1] in ("-", "–") for line in lines[place + 1 : place + 1 + _NEAR])


def _capitals(text: str) -> int:
    """Return where the words in capitals end with which a text begins."""
    hit = _CAPITALS.match(text)
    return hit.end() if hit else 0


def _behind_capitals(line: Line) -> tuple[Line, Line]:
    """Return the rest of a recipient behind a post in capitals, and that post ("GIÁM ĐỐC Tài chính, Thuế tỉnh;")."""
    end = line.start + _capitals(line.text)
    return _piece(line, line.words[end:]), _piece(line, line.words[:end])


def _parts(line: Line, *, named: bool) -> tuple[Line, Line | None]:
    """Return what stands at the left and right of a line; a bare name counts only where a signature has begun."""
    for hit in line.words.find_all(load_pattern("positions", "beside")):
        words = line.words[hit.start() : hit.end()].text
        if words.isupper() and _WORD.search(line.words[: hit.start()].text):
            return _piece(line, line.words[: hit.start()]), _piece(line, line.words[hit.start() :])
    name = _name_at_end().search(line.text) if named else None
    if name:
        place = line.start + name.start("name")
        return _piece(line, line.words[:place]), _piece(line, line.words[place:])
    return line, None


def _piece(line: Line, words: Words) -> Line:
    words = words.strip(" \t|")
    return replace(line, words=words, kinds=line_kinds(words.form))
