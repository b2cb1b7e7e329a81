"""How lines of print begin and end; the rows are in `knowledge/line_starts.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.knowledge.load import read_table
from pipeline.text.letters import spell

_ENDS = tuple(".;:!?")
_REACH = 200  # characters at the end of a line in which the words before a dash stand
_CLOSERS = "\"'”’»)]*_ "


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(spell("|".join(f"(?:{row['pattern']})" for row in read_table("line_starts")["start"])))


@cache
def _words(group: str) -> tuple[str, ...]:
    return tuple(word for row in read_table("line_starts")[group] for word in row["words"])


@lru_cache(maxsize=4096)
def is_item(line: str) -> bool:
    """Tell whether a line begins like a new paragraph: number, letter, bullet, article, masthead or closing mark."""
    return _starts().match(line.lstrip()) is not None


def ends_paragraph(line: str) -> bool:
    """Tell whether a line ends as paragraphs end: `.` `;` `:` `./.`, also before closing quotes and brackets."""
    return line.rstrip(_CLOSERS).endswith(_ENDS)


def is_open(line: str, following: str) -> bool:
    """Tell whether a line cannot end here: its last word asks for more ("của", "số" before a digit)."""
    last = line.rstrip()
    if following[:1].isdigit() and _ends_in_word(last, "numbered"):
        return True
    return _ends_in_word(last, "open") or any(
        head.search(last, max(0, len(last) - _REACH)) and rest.match(following.lstrip()) for head, rest in _dashed()
    )


def is_broken_masthead(line: str, following: str) -> bool:
    """Tell whether two lines are one of a masthead that was broken inside a name: `CỘNG` + `HÒA XÃ HỘI …`."""
    joined = f"{line} {following}"
    return any(head.fullmatch(line) and whole.match(joined) for head, whole in _broken())


def parts_bodies(line: str, following: str) -> bool:
    """Tell whether two lines of a masthead name two bodies, one above the other: "UBND TỈNH …" and "SỞ …"."""
    return any(above.match(line) and below.match(following) for above, below in _bodies())


@cache
def _dashed() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_table("line_starts")["dashed"]
    return tuple((re.compile(spell(row["before"])), re.compile(spell(row["after"]))) for row in rows)


@cache
def _bodies() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_table("line_starts")["bodies"]
    return tuple((re.compile(spell(row["above"])), re.compile(spell(row["below"]))) for row in rows)


@cache
def _broken() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_table("line_starts")["broken"]
    return tuple((re.compile(spell(row["head"])), re.compile(spell(row["pattern"]))) for row in rows)


def _ends_in_word(line: str, group: str) -> bool:
    return any(line.endswith(word) and not line[: -len(word)][-1:].isalnum() for word in _words(group))


def is_capitals(line: str) -> bool:
    """Tell whether a line is written in capitals only (it has letters, none of them small)."""
    return line.upper() == line and line.lower() != line


def is_signing_stamp(text: str) -> bool:
    """Tell whether the text of a stamp is a signing program's notice, blanks not counted."""
    glued = "".join(text.split())
    return any("".join(word.split()) in glued for word in _words("stamp"))
