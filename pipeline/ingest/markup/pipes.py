"""Pipes that web copies leave between the halves of a masthead and of a closing, in text without a table's marks.

"ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "- Lưu: VT. | TM. ỦY BAN NHÂN DÂN", "Lê Văn An |": each half
is a line of its own. Rows of other tables keep their pipes.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import load_pattern
from pipeline.text.match import match_form

_LAYOUT_KINDS = frozenset({"motto", "number", "recipients"})
_SIGNS = (("positions", "authority_line"), ("layout", "file_line"))


def part_pipes(lines: Sequence[str]) -> list[str]:
    """Return the lines with the halves of a masthead's and a closing's rows set one below the other."""
    parted: list[str] = []
    for line in lines:
        parts = [part.strip() for part in line.strip().strip("|").split("|")]
        if "|" not in line or line.lstrip().startswith("|"):
            parted.append(line)
        elif len(parts) == 1:
            parted.append(line.rstrip(" |"))
        elif any(_is_layout(part) for part in parts):
            parted += [piece for part in parts for piece in (part, "")]
        else:
            parted.append(line)
    return parted


def _is_layout(part: str) -> bool:
    """Tell whether a part is a line of a masthead or closing: quốc hiệu, number, Nơi nhận, Lưu, TM. and the like."""
    form = match_form(part)
    if _LAYOUT_KINDS & set(line_kinds(form)):
        return True
    return any(load_pattern(*sign).match(form) for sign in _SIGNS) and not part[:3].islower()
