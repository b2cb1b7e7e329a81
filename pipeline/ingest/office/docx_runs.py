"""The words of one Word paragraph: runs, tracked changes, fields, breaks, symbols, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_THROUGH = frozenset(
    {
        "ins",
        "moveTo",
        "hyperlink",
        "fldSimple",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "ruby",
        "rubyBase",
        "dir",
        "bdo",
        "oMath",
        "oMathPara",
    }
)
_BOXES = frozenset({"drawing", "pict", "object", "AlternateContent"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_STRIKES = ("strike", "dstrike")
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_DASH_SYMBOLS = frozenset({"F0B7", "F02D", "F0A7", "F0D8", "F0FC", "F076", "F0A8"})  # bullets of Symbol and Wingdings


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one run, with the run's properties."""

    text: str
    properties: Element | None


class Join(Protocol):
    """How the pieces of a paragraph become its text; legacy fonts turn theirs to Unicode."""

    def join(self, pieces: list[Piece], paragraph: Element) -> str:
        """Return the text of a paragraph's pieces."""


def read_lines(paragraph: Element, fonts: Join | None = None) -> tuple[list[str], list[tuple[str, str]], list[Element]]:
    """Return the lines of a paragraph (a `w:br` ends one), the notes it refers to, and the contents of its text boxes.

    Tracked insertions are kept, deletions, hidden text and field codes left out; a tab becomes a blank.
    """
    parts: list[Piece] = []
    notes: list[tuple[str, str]] = []
    boxes: list[Element] = []
    _read_inline(paragraph, parts, notes, boxes)
    text = fonts.join(parts, paragraph) if fonts else "".join(part.text for part in parts)
    return text.replace("\t", " ").split("\n"), notes, boxes


def _read_inline(parent: Element, parts: list[Piece], notes: list[tuple[str, str]], boxes: list[Element]) -> None:
    for element in parent:
        name = local_name(element)
        if name == "r":
            if not _is_left_out(child(element, "rPr")):
                _read_run(element, parts, notes, boxes)
                _read_inline(element, parts, notes, boxes)
        elif name == "AlternateContent":
            _read_inline(choose(element), parts, notes, boxes)
        elif name in _THROUGH:
            _read_inline(element, parts, notes, boxes)
        elif name == "t" and "math" in str(element.tag):
            parts.append(Piece(element.text or "", None))
        elif "math" in str(element.tag):
            _read_inline(element, parts, notes, boxes)


def _read_run(run: Element, parts: list[Piece], notes: list[tuple[str, str]], boxes: list[Element]) -> None:
    properties = child(run, "rPr")
    for element in _find_content(run):
        name = local_name(element)
        if name == "t":
            parts.append(Piece(element.text or "", properties))
        elif name in _CHARACTERS:
            parts.append(Piece(_CHARACTERS[name], properties))
        elif name == "sym":
            parts.append(Piece(_read_symbol(element), None))
        elif name in _NOTES:
            notes.append((_NOTES[name], attribute(element, "id")))
        elif name in _BOXES:
            boxes += _find_boxes(element)


def _find_content(run: Element) -> Iterator[Element]:
    """Yield what stands in a run; of what is there in two forms the one that is shown."""
    for element in run:
        if local_name(element) == "AlternateContent":
            yield from _find_content(choose(element))
        else:
            yield element


def _read_symbol(element: Element) -> str:
    """A character of a symbol font: its bullets become a hyphen, private ones nothing."""
    code = attribute(element, "char").upper()
    if code in _DASH_SYMBOLS:
        return "-"
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= value <= 0xF8FF or not 0x20 <= value < 0xD800 else chr(value)


def _find_boxes(element: Element) -> list[Element]:
    """Return the contents of text boxes, each once: Word writes a drawing and an old picture of the same box."""
    if local_name(element) == "AlternateContent":
        element = choose(element)
    if local_name(element) == "txbxContent":
        return [element]
    return [box for part in element for box in _find_boxes(part)]


def choose(alternate: Element) -> Element:
    """Return the form of an `AlternateContent` that is shown: the first choice, else what stands in for it."""
    forms = {local_name(part): part for part in reversed(alternate)}
    return next((forms[name] for name in ("Choice", "Fallback") if name in forms), alternate)


def local_name(element: Element) -> str:
    """Return a tag without its namespace; an empty string for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(parent: Element | None, name: str) -> Element | None:
    """Return the first child of one name."""
    if parent is None:
        return None
    return next((element for element in parent if local_name(element) == name), None)


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, or an empty string."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child_value(parent: Element | None, name: str) -> str | None:
    """Return the `val` of a child, or None where there is no such child."""
    element = child(parent, name)
    return None if element is None else attribute(element, "val")


def _is_left_out(properties: Element | None) -> bool:
    """Tell whether a run does not count: hidden, or struck out by hand as a deletion of tracked changes is."""
    return any(has_flag(properties, name) for name in ("vanish", *_STRIKES))


def has_struck_text(root: Element) -> bool:
    """Tell whether a part of a document holds words that are struck out."""
    runs = (run for run in root.iter("{*}r") if any(has_flag(child(run, "rPr"), name) for name in _STRIKES))
    return any(text.text and text.text.strip() for run in runs for text in run.iter("{*}t"))


def has_flag(properties: Element | None, name: str) -> bool:
    """Tell whether a property is switched on: present and not `0` or `false`."""
    value = child_value(properties, name)
    return value is not None and value not in ("0", "false", "off")
