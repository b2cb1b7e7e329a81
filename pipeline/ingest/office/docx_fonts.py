"""Which font a Word run is set in, where that font draws text from before Unicode (`.VnTime`, `VNI-Times`).

A run names its font itself, by its character style, by the style of its paragraph, or by the document's defaults
(ISO/IEC 29500-1, 17.7.2). Letters above ASCII take the `hAnsi` font of the run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.ingest.mend.old_encodings import (
    Encoding,
    Typeface,
    decode_typeface,
    find_encoding,
    find_typeface,
    mend_text,
)
from pipeline.ingest.office.docx_runs import Piece, attribute, child, child_value, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SLOTS = ("hAnsi", "ascii", "cs")


@dataclass(slots=True)
class Fonts:
    """The fonts of a document's styles, and the encoding of its text where no font tells one."""

    styles: Mapping[str, str]  # style id -> font
    default: str
    unnamed: Encoding | None
    settled: set[str] = field(default_factory=set)  # the encodings met, by name

    def join(self, pieces: list[Piece], paragraph: Element) -> str:
        """Return the text of a paragraph's pieces, those in a legacy font turned to Unicode."""
        style = child_value(child(paragraph, "pPr"), "pStyle")
        text, run = "", ""
        before: Typeface | None = None
        for piece in [*pieces, Piece("", None)]:
            typeface = find_typeface(self._font(piece.properties, style)) if piece.text.strip() else before
            if typeface != before:
                text += self._settle(run, before)
                run, before = "", typeface
            run += piece.text
        return text + self._settle(run, before)

    def _settle(self, text: str, typeface: Typeface | None) -> str:
        if typeface:
            decoded = decode_typeface(text, typeface)
        elif self.unnamed:
            decoded, typeface = mend_text(text, self.unnamed), Typeface(self.unnamed, False)
        else:
            return text
        if decoded != text:
            self.settled.add(typeface.encoding.name)
        return decoded

    def _font(self, properties: Element | None, style: str | None) -> str:
        own = _font_of(child(properties, "rFonts"))
        character = child_value(properties, "rStyle")
        return own or self.styles.get(character or "") or self.styles.get(style or "") or self.default


def read_fonts(document: Element, styles: Element | None) -> Fonts | None:
    """Return the fonts of a document, or None where nothing in it can be from before Unicode."""
    named = _read_styles(styles) if styles is not None else {}
    default = named.pop("", "")
    used = {_font_of(element) for element in document.iter("{*}rFonts")} | {*named.values(), default}
    text = "\n".join(_words(paragraph) for paragraph in document.iter("{*}p"))
    unnamed = find_encoding(text)
    if unnamed is None and not any(find_typeface(font) for font in used):
        return None
    return Fonts(named, default, unnamed)


def _words(paragraph: Element) -> str:
    names = {"t": "", "softHyphen": "\u00ad", "tab": "\t", "br": "\n"}
    parts = ((part, local_name(part)) for part in paragraph.iter())
    return "".join((part.text or "") or names[name] for part, name in parts if name in names)


def _read_styles(styles: Element) -> dict[str, str]:
    """Return the font of every style that has one, by its own or by the style it is based on; "" is the default."""
    rows = {attribute(style, "styleId"): style for style in styles if local_name(style) == "style"}
    defaults = child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr")
    fonts = {"": _font_of(child(defaults, "rFonts"))}
    for key in rows:
        chain: dict[str, None] = {}
        at = key
        while at in rows and at not in chain and at not in fonts:  # a chain of basedOn may run in a circle
            chain[at] = None
            if font := _font_of(child(child(rows[at], "rPr"), "rFonts")):
                fonts[at] = font
                break
            at = child_value(rows[at], "basedOn") or ""
        fonts |= dict.fromkeys(chain, fonts.get(at, "") if at else "")
    plain = next((key for key, style in rows.items() if _is_default(style)), None)
    if plain and fonts.get(plain):
        fonts[""] = fonts[plain]
    return {key: font for key, font in fonts.items() if font or not key}


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def _font_of(fonts: Element | None) -> str:
    if fonts is None:
        return ""
    return next((font for font in (attribute(fonts, slot) for slot in _SLOTS) if font), "")
