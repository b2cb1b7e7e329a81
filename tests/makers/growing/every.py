"""Every way in which a file may grow."""

from __future__ import annotations

from growing.packages import containers, printed_pages, word_files, workbooks
from growing.pages import html_pages, markdown_pages
from growing.pattern import Pattern
from growing.texts import text_patterns


def every_pattern() -> list[Pattern]:
    """Return all patterns, of every reader and rule."""
    makers = (text_patterns, markdown_pages, html_pages, word_files, workbooks, printed_pages, containers)
    return [pattern for make in makers for pattern in make()]
