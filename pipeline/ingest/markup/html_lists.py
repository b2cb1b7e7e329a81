"""What a browser prints that is no text of a page: the marks of list items; and what it does not print: line ends.

`<ol type="I">`, `<ol style="list-style-type: lower-alpha">` and `<li value="4">` are how word processors save automatic
numbers. A lettered item is marked as Nghị định 30/2020/NĐ-CP has it (`a)`), a numbered one `1.`, a chapter `I.`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ingest.mend.list_numbers import format_number
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TYPES = {"I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
_STYLES = {
    "upper-roman": "upperRoman",
    "lower-roman": "lowerRoman",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "decimal-leading-zero": "decimalZero",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_FLOAT = re.compile(r"float\s*:\s*(?:left|right)", re.IGNORECASE)
_BROKEN = re.compile(r"\n(?=\w)")


class ItemMarks:
    """The printed marks of list items; the items of each list are counted once."""

    def __init__(self) -> None:
        self._numbers: dict[Element, dict[Element, int]] = {}

    def of(self, item: Element) -> str:
        """Return the mark of a list item: its number or letter, or a hyphen unless its text begins with one."""
        parent = item.getparent()
        style = _list_style(item) or (_list_style(parent) if parent is not None else "")
        if parent is not None and parent.tag == "ol" and style != "none":
            if parent not in self._numbers:
                self._numbers[parent] = _count_items(parent)
            form = _STYLES.get(style) or _TYPES.get(item.get("type") or parent.get("type") or "", "decimal")
            return f"{format_number(self._numbers[parent][item], form)}{')' if form.startswith('lower') else '.'} "
        text = next((words for piece in item.itertext() if (words := str(piece).strip())), "")
        return "" if style == "none" or text[:1] in "-+–•*" else "- "


def text_behind(element: Element) -> str:
    """Return the text behind an element.

    LibreOffice breaks the line of the source behind a floating picture (the drawn line below a letterhead), also in the
    middle of a word; a browser sets the picture aside.
    """
    tail = element.tail or ""
    floats = element.get("align") in ("left", "right") or _FLOAT.search(element.get("style") or "")
    return _BROKEN.sub("", tail, count=1) if element.tag == "img" and floats and tail[:1] == "\n" else tail


def _list_style(element: Element) -> str:
    found = _STYLE.search(element.get("style") or "")
    return found[1].lower() if found else ""


def _count_items(parent: Element) -> dict[Element, int]:
    """Count from the list's start, or from the last item before that has a number of its own."""
    start = parent.get("start")
    numbers: dict[Element, int] = {}
    number = (read_number(start) or 0) if _is_number(start) else 1
    for item in parent.iterchildren("li"):
        own = item.get("value")
        number = (read_number(own) or 0) if _is_number(own) else number
        numbers[item] = number
        number += 1
    return numbers


def _is_number(text: str | None) -> bool:
    return read_number(text) is not None and len(text or "") < 5
