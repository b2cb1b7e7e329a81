"""Pages of any depth and length: what lies too deep is raised, so that no word of it is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DEEPEST = 200  # elements in one another that are kept as they are; a page of a word processor has thirty
_SPARE = 30  # more for what gives a text its form
_DEEP = "/*" * (DEEPEST + 1)  # finds an element so deep; walks no further than the page is deep
_LISTS = frozenset({"dl", "ol", "table", "ul"})
_PARTS = frozenset({"caption", "dd", "dt", "li", "tbody", "td", "tfoot", "th", "thead", "tr"})
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what a tree of XML does not take


def parse_page(text: str, inline: frozenset[str]) -> tuple[Element | None, bool]:
    """Return the root of a page, None of one without a single element, and whether all of it was parsed.

    No element lies deeper than `DEEPEST` and a few more: deeper ones go, and where they part lines a break stays;
    `inline` names the tags that part none. Takes time in proportion to the page.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(text, parser=parser, ensure_head_body=True) if text.strip() else None
    except etree.ParserError:
        return None, True
    if root is None or not (_gave_up(parser) or root.xpath(f"boolean({_DEEP})")):
        return root, True
    flat = html.HTMLParser(target=_Flat(inline), no_network=True, huge_tree=True)
    return etree.fromstring(text, flat), not _gave_up(flat)


def _gave_up(parser: object) -> bool:
    """Tell whether a parser left out what comes behind a place; mistakes in a page's tags stop none."""
    from lxml.etree import ErrorLevels

    return any(one.level == ErrorLevels.FATAL for one in getattr(parser, "error_log", ()))


class _Flat:
    """Builds the tree of a page from the parser's events, which have no limit of depth."""

    def __init__(self, inline: frozenset[str]) -> None:
        self._inline = inline
        self._open: list[Element | None] = []  # None where an element was left out
        self._kept: list[Element] = []
        self._behind: Element | None = None  # the last child of the innermost element that is kept
        self._root: Element | None = None
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if self._kept and not self._is_kept(tag):
            self._open.append(None)
            self._part(tag)
            return
        element = self._make(tag, attributes)
        self._kept.append(element)
        self._behind = None
        self._open.append(element)

    def end(self, tag: str) -> None:
        """Take the end of the last element that is open."""
        if not self._open:
            return
        if self._open.pop() is None:
            self._part(tag)
        elif len(self._kept) > 1:
            self._settle()
            self._behind = self._kept.pop()

    def data(self, text: str) -> None:
        """Take a piece of text."""
        self._pieces.append(text)

    def close(self) -> Element | None:
        """Return the root."""
        self._settle()
        return self._root

    def _is_kept(self, tag: str) -> bool:
        if tag in _PARTS:  # a table that is kept keeps its cells: words between them would be no part of it
            return self._open[-1] is not None
        return len(self._kept) < DEEPEST + _SPARE * (tag in _LISTS)

    def _make(self, tag: str, attributes: dict[str, str]) -> Element:
        from lxml import etree, html

        self._settle()
        if not self._kept:
            self._root = html.html_parser.makeelement(tag)
            return self._root
        try:
            return etree.SubElement(self._kept[-1], tag, attributes)
        except ValueError:  # a name that no tree takes
            return etree.SubElement(self._kept[-1], "span" if tag in self._inline else "div")

    def _part(self, tag: str) -> None:
        if tag not in self._inline:
            self._behind = self._make("br", {})

    def _settle(self) -> None:
        """Set the text since the last tag behind the last element, or at the beginning of the open one."""
        text, self._pieces = _NO_XML.sub(" ", "".join(self._pieces)), []
        if not text or not self._kept:
            return
        if self._behind is not None:
            self._behind.tail = (self._behind.tail or "") + text
        else:
            self._kept[-1].text = (self._kept[-1].text or "") + text
