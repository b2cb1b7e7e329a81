"""Text from before Unicode in web pages: told by the font that a tag names, else by statistics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ingest.mend.old_encodings import (
    Encoding,
    Typeface,
    decode_typeface,
    find_encoding,
    find_typeface,
    mend_text,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FAMILY = re.compile(r"font-family\s*:\s*([^;}]+)", re.IGNORECASE)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what a tree of XML does not take
_MAX_DEPTH = 400  # what lies deeper is not read either


def mend_page(root: Element) -> tuple[str, ...]:
    """Turn the legacy text of a page to Unicode, in place; return the names of the encodings met.

    Fonts are those of `<font face>`, of `style` attributes and of the classes and tags of the page's style sheet.
    """
    text = "\n".join(str(piece) for piece in root.itertext())
    unnamed = find_encoding(text)
    sheet = _read_sheet(root)
    faces = {*sheet.values(), *(_own_font(element, {}) for element in root.iter() if isinstance(element.tag, str))}
    if unnamed is None and not any(map(find_typeface, faces)):
        return ()
    met: set[str] = set()
    _mend(root, None, sheet, unnamed, met)
    return tuple(sorted(met))


def _mend(
    element: Element, typeface: Typeface | None, sheet: dict[str, str], unnamed: Encoding | None, met: set[str]
) -> None:
    """Mend an element and what lies in it; a stack instead of recursion, since pages nest to any depth."""
    stack = [(element, typeface, 0)]
    while stack:
        current, above, depth = stack.pop()
        font = _own_font(current, sheet) if isinstance(current.tag, str) else ""
        own = find_typeface(font) if font else above
        if (text := _settle(current.text, own, unnamed, met)) != current.text:
            current.text = text
        for part in current:
            if (tail := _settle(part.tail, own, unnamed, met)) != part.tail:
                part.tail = tail
            if isinstance(part.tag, str) and part.tag not in ("script", "style") and depth < _MAX_DEPTH:
                stack.append((part, own, depth + 1))


def _settle(text: str | None, typeface: Typeface | None, unnamed: Encoding | None, met: set[str]) -> str | None:
    if not text or not text.strip():
        return text
    encoding = typeface.encoding if typeface else unnamed
    if encoding is None:
        return text
    decoded = decode_typeface(text, typeface) if typeface else mend_text(text, encoding)
    if decoded == text:
        return text
    met.add(encoding.name)
    return _NO_XML.sub(" ", decoded)


def _own_font(element: Element, sheet: dict[str, str]) -> str:
    """Return the first font that an element names itself or by its class or tag; "" where it names none."""
    family = _FAMILY.search(element.get("style") or "")
    named = family.group(1) if family else element.get("face")
    if not named:
        classes = [f".{name}" for name in (element.get("class") or "").split()]
        keys = [f"{element.tag}{name}" for name in classes] + classes + [str(element.tag)]
        named = next((sheet[key] for key in keys if key in sheet), "")
    return named.split(",")[0].strip(" \"'\n")


def _read_sheet(root: Element) -> dict[str, str]:
    """Return the font that the page's own style sheet gives to tags and classes."""
    fonts: dict[str, str] = {}
    for style in root.iter("style"):
        for rule in (style.text or "").split("}"):
            names, _, content = rule.rpartition("{")
            family = _FAMILY.search(content)
            if family:
                named = names.rpartition("{")[2]
                fonts |= {name.strip(): family.group(1) for name in named.split(",")}
    return fonts
