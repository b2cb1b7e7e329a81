"""Takes the marks of Markdown and inline HTML out of text and leaves the words."""

from __future__ import annotations

import html
import re

# A tag holds no other: one that is never closed is read to the next, not to the end of the text.
_ITEM_TAG = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<(?:br|/?p|/?div|/?ul|/?ol|/li|/?tr|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|a|sub|sup|small|big|s|del|ins|center|o:p|td|th|table|tbody|img)\b[^<>]*>",
    re.IGNORECASE,
)
_COMMENT, _COMMENT_END = "<!--", "-->"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*)$", re.MULTILINE)
_STRONG = re.compile(r"\*{2,3}[ \t]*(?=\S)((?:(?!\n\s*\n)[^*])+?)\*{2,3}")
_EMPHASIS = re.compile(r"(?<![\w*\\(])\*(?=[^\s*)])((?:(?!\n\s*\n)[^*])+?)(?<=\S)\*(?![\w*])")
_UNDERLINE = re.compile(r"(?<![\w\\])_{1,2}(?=[^\s_])([^_\n]+?)(?<=[^\s_])_{1,2}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HELD = "\ue000"  # private-use base: holds an escaped sign while marks are removed
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")


def strip_tags(text: str) -> str:
    """Return text without inline HTML: list items and breaks become line breaks, entities their characters.

    >>> strip_tags("<ul> <li>- Sở Nội vụ;</li> <li>- UBND xã.</li></ul>").split("\\n")[1].strip()
    '- Sở Nội vụ;'
    """
    text = _BREAK_TAG.sub("\n", _ITEM_TAG.sub("\n", _without_comments(text)))
    text = _TAG.sub("", text)
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


def _without_comments(text: str) -> str:
    """Return text without comments; one that is never closed stays."""
    parts, place = [], 0
    while (start := text.find(_COMMENT, place)) >= 0 and (end := text.find(_COMMENT_END, start + len(_COMMENT))) >= 0:
        parts.append(text[place:start])
        place = end + len(_COMMENT_END)
    return "".join([*parts, text[place:]])


def match_heading(line: str) -> str | None:
    """Return the words of a heading marked by `#`, without the signs that may close it; None for another line.

    >>> match_heading("## Nhiệm vụ ##"), match_heading("#1")
    ('Nhiệm vụ', None)
    """
    hit = _HEADING.match(line)
    return _heading_words(hit) if hit else None


def _heading_words(hit: re.Match[str]) -> str:
    return hit[1].rstrip(" \t").rstrip("#").rstrip(" \t")


def hold_escapes(text: str) -> str:
    """Hide backslash-escaped signs behind private-use characters until `release_escapes`."""
    return _ESCAPE.sub(lambda escape: chr(ord(_HELD) + ord(escape.group(1))), text)


def release_escapes(text: str) -> str:
    """Put escaped signs back, without their backslash: `kg\\_btgtu` gives `kg_btgtu`."""
    return re.sub("[\ue021-\ue07e]", lambda held: chr(ord(held.group()) - ord(_HELD)), text)


def strip_emphasis(text: str) -> str:
    """Return text without paired emphasis, heading marks, links and escapes; line breaks stay where they are.

    A lone `*` (bullet, note) stays, as do underscores inside words.
    """
    text = hold_escapes(text)
    text = _HEADING.sub(_heading_words, text)
    text = _LINK.sub(r"\1", text)
    for pattern in (_STRONG, _EMPHASIS, _UNDERLINE):
        text = pattern.sub(r"\1", text)
    return release_escapes(text)
