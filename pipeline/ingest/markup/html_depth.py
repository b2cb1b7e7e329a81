"""Pages nested deeper than the parser goes: what lies too deep is raised, so that no word of it is lost."""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 200  # elements in one another; the parser of lxml gives up behind 255 and leaves the rest of the page out
_SPARE = 12  # more for what gives a text its form
_FORMS = frozenset({"ol", "table", "ul"})
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)\b[^<>]*>")
# fmt: off
_NEVER_CLOSED = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})
_CLOSED_BY_OTHERS = frozenset({
    "body", "colgroup", "dd", "dt", "head", "html", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr",
})
# fmt: on


def raise_deep(text: str, inline: frozenset[str]) -> str:
    """Return a page in which no tag lies deeper than `DEEPEST`: deeper ones go; where they part lines a break stays.

    `inline` names the tags that part no lines. Takes time in proportion to the page.
    """
    depth, dropped = 0, Counter[str]()

    def settle(tag: re.Match[str]) -> str:
        nonlocal depth
        name = tag[2].lower()
        if name in _NEVER_CLOSED or name in _CLOSED_BY_OTHERS or tag[0].endswith("/>"):
            return tag[0]
        gone = "" if name in inline else "<br>"
        if tag[1]:
            if dropped[name]:
                dropped[name] -= 1
                return gone
            depth = max(depth - 1, 0)
            return tag[0]
        if depth >= DEEPEST + _SPARE * (name in _FORMS):
            dropped[name] += 1
            return gone
        depth += 1
        return tag[0]

    return _TAG.sub(settle, text)
