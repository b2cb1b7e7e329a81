"""Finds the element of a web page that holds the document.

Anchors are what only a document prints: the national motto, "Nơi nhận", article and section heads. The content is the
smallest element that still holds them all; a page without any is judged by its running text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.ingest.draft import Draft
from pipeline.ingest.mend.line_marks import is_capitals
from pipeline.knowledge.load import load_pattern

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# fmt: off
_CHROME_TAGS = frozenset({
    "script", "style", "noscript", "nav", "header", "footer", "aside", "form", "button", "select", "option",
    "input", "textarea", "svg", "canvas", "iframe", "template", "head", "link", "meta", "object", "embed",
    "video", "audio", "map", "dialog", "menu", "next-route-announcer",
})
# fmt: on
# fmt: off
_CHROME_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu", "menubar",
    "tablist",
})
# fmt: on
_CHROME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar)?|menu|breadcrumbs?|sidebar|side-bar|related|lien-?quan|vblq|comments?|share|social|toolbar|"
    r"pagination|cookie|popup|modal|banner|advert(?:isement)?|ads|footer|site-header|page-header|topbar|login)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset({"p", "div", "tr", "td", "th", "li", "br", "section", "dt", "dd", "h1", "h2", "h3", "h4"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MIN_WORDS = 20
_MAX_ISSUER_LINES = 6


def is_chrome(element: Element) -> bool:
    """Tell whether an element belongs to the page and not to the document: menus, forms, hidden parts, boxes around.

    An element that looks like page furniture by its name is kept if it holds the motto or "Nơi nhận".
    """
    if element.tag in _CHROME_TAGS or element.get("hidden") is not None:
        return True
    if element.get("role") in _CHROME_ROLES or _HIDDEN.search(element.get("style") or ""):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag in ("body", "html", "main", "article", "td", "tr", "p") or not _CHROME_NAMES.search(names):
        return False
    return not load_pattern("signs", "strong_anchor").search(inner_text(element))


def inner_text(element: Element) -> str:
    """Return all text inside an element."""
    return "".join(str(piece) for piece in element.itertext())


_NO_WRAPPERS = ("table", "tbody", "tr", "p")
_LINE_ENDS = re.compile(r"\n{3,}")


def find_content(root: Element) -> Element | None:
    """Return the smallest element that holds the whole document, or None where a page holds none."""
    body = root.find("body")
    if body is None:
        return None
    content = _descend(body)
    words = len(_own_text(content).split())
    if words < _MIN_WORDS and not load_pattern("signs", "strong_anchor").search(_own_text(content)):
        return None
    return content


def _descend(element: Element) -> Element:
    """Go down while one child holds every anchor (or, where there is none, nearly all running text)."""
    while True:
        element = _unwrap(element)
        text = _own_text(element)
        anchors = _find_anchors(text)
        child = next((part for part in _children(element) if _holds(part, anchors, len(text))), None)
        if child is None or child.tag in _NO_WRAPPERS:
            return element
        element = child


def _unwrap(element: Element) -> Element:
    """Go down through wrappers that hold one element and no word of their own."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        (child,) = _children(element) or (None,)
        if child is None or child.tag in _NO_WRAPPERS:
            break
        element = child
    return element


def _find_anchors(text: str) -> frozenset[str]:
    """Return the distinct anchors of a text by their first words: a table of contents adds none to the articles."""
    starts = (found.start() for found in load_pattern("signs", "anchor").finditer(text))
    return frozenset(" ".join(text[start : start + 60].split())[:24] for start in starts)


def _holds(child: Element, anchors: frozenset[str], size: int) -> bool:
    text = _own_text(child)
    if len(anchors) >= 2:
        return anchors <= _find_anchors(text)
    return len(text) >= 0.8 * size and link_share(child) < 0.5


def _children(element: Element) -> list[Element]:
    return [part for part in element if isinstance(part.tag, str) and not is_chrome(part)]


def link_share(element: Element) -> float:
    """Return which share of an element's text stands in links."""
    size = len(inner_text(element).strip())
    linked = sum(len(inner_text(link)) for link in element.iter("a"))
    return linked / size if size else 0.0


def _own_text(element: Element) -> str:
    """Return the text of an element without page furniture, block tags parted by line ends."""
    pieces: list[str] = []
    _collect(element, pieces, 0)
    return _LINE_ENDS.sub("\n\n", "".join(pieces))


def page_lines(root: Element) -> list[str]:
    """Return the lines of a whole page, boxes and menus too, but no scripts."""
    pieces: list[str] = []
    _collect(root, pieces, 0, _is_code)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _is_code(element: Element) -> bool:
    return element.tag in ("script", "style", "noscript", "template", "head")


def _collect(
    element: Element, pieces: list[str], depth: int, is_left_out: Callable[[Element], bool] = is_chrome
) -> None:
    pieces.append(element.text or "")
    for part in element:
        if isinstance(part.tag, str) and depth < 400 and not is_left_out(part):
            block = part.tag in _BLOCKS
            pieces.append("\n" if block else "")
            _collect(part, pieces, depth + 1, is_left_out)
            pieces.append("\n" if block else "")
        pieces.append(part.tail or "")


def _is_above_motto(text: str) -> bool:
    """Tell whether a block stands above the motto of a masthead: issuer, number, subject, ornament."""
    lines = [line for line in text.splitlines() if line.strip(" -_*")]
    return all(is_capitals(line) or load_pattern("signs", "left_line").match(line) for line in lines)


def trim_before_masthead(drafts: list[Draft]) -> list[Draft]:
    """Drop what a page prints above the masthead: everything before the motto but the issuer's lines in capitals.

    Nothing is dropped where there is no motto or where it stands far down: the page is then not what it seems.
    """
    texts = [draft.text or "\n".join(cell.text for cell in draft.cells) for draft in drafts]
    motto = next((place for place, text in enumerate(texts) if load_pattern("signs", "motto").search(text)), 0)
    start = motto
    while start > 0 and motto - start < _MAX_ISSUER_LINES and _is_above_motto(texts[start - 1]):
        start -= 1
    before = sum(map(len, texts[:start]))
    return drafts[start:] if before < 0.3 * sum(map(len, texts)) else drafts
