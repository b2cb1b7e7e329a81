"""Lines of a body -> tree of items with their paragraphs and attribute lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.knowledge.load import load_pattern
from pipeline.model import BULLETS, Attribute, Item, ItemStyle, Span
from pipeline.structure.labels import find_attributes
from pipeline.structure.lines import Line
from pipeline.structure.markers import Marker, follows, join_path, match_marker
from pipeline.text.words import Words

_ATTRIBUTE_STYLES = BULLETS | {ItemStyle.LETTER}
_NUMBERED_STYLES = frozenset({ItemStyle.ARABIC, ItemStyle.DOTTED, ItemStyle.PAREN})
_NESTED_STYLES = frozenset({ItemStyle.PAREN, ItemStyle.LETTER})  # lists of them stand within each other either way
_NUMBERED_KINDS = frozenset({"deadline", "lead", "coordinate", "product"})
_LONG_VALUE = 160
_NO_ATTRIBUTES = frozenset({"content"})


@dataclass(slots=True, eq=False)
class _Node:
    marker: Marker
    path: str
    start: int
    end: int
    capitals: bool = False  # its first line is printed in capitals
    paragraphs: list[Span] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    bullets: int = 0  # how many of its children are counted, not numbered
    counted: bool = False  # whether one of its children is numbered "1." or "1.1."
    romans: Counter[str] = field(default_factory=Counter)  # how often its children bear each section number
    last: dict[ItemStyle, Marker] = field(default_factory=dict)  # the last of its children's markers of each style

    def adopt(self, child: _Node) -> None:
        """Take an item under this one."""
        self.children.append(child)
        self.bullets += child.marker.style in BULLETS
        self.counted = self.counted or child.marker.style in (ItemStyle.ARABIC, ItemStyle.DOTTED)
        self.romans[child.marker.label] += child.marker.style is ItemStyle.ROMAN
        self.last[child.marker.style] = child.marker

    def freeze(self) -> Item:
        if self.start >= self.end and self.paragraphs:  # "Chương V" with its title on the next line
            first = self.paragraphs.pop(0)
            self.start, self.end = first.start, first.end
        children = tuple(child.freeze() for child in self.children)
        label = self.path.rsplit(".", 1)[-1] if self.marker.style in BULLETS else self.marker.label
        return Item(
            self.marker.style,
            label,
            self.path,
            self.start,
            self.end,
            tuple(self.paragraphs),
            tuple(self.attributes),
            children,
        )


class ItemTree:
    """Takes the lines of a body one by one and nests them."""

    def __init__(self, counted: Mapping[int, Marker] | None = None) -> None:
        self._counted = counted or {}  # markers that a line alone does not tell, by where it begins
        self._top = _Node(Marker(ItemStyle.PART, "", 0), "", 0, 0)  # holds what stands under no item
        self._stack: list[_Node] = []
        self._open: Attribute | None = None  # an attribute whose value stands on the lines below it
        self._open_owner: _Node | None = None

    def add(self, line: Line) -> bool:
        """Place a line; False when it is a loose paragraph before the first item."""
        marker = self._reread(line, self._counted.get(line.start) or match_marker(line.text))
        attributes = self._attributes(line, marker)
        if attributes:
            self._add_attributes(attributes, marker)
        elif self._open and self._continues_value(marker):
            self._extend_value(line)
        elif marker:
            self._open = None
            self._add_item(line, marker)
        elif not self._stack:
            return False
        else:
            self._open = None
            self._stack[-1].paragraphs.append(line.span)
        return True

    @property
    def path(self) -> str:
        """The path of the item that is open now."""
        return self._stack[-1].path if self._stack else ""

    def freeze(self) -> tuple[Item, ...]:
        """Return the finished tree."""
        return tuple(node.freeze() for node in self._top.children)

    def _attributes(self, line: Line, marker: Marker | None) -> list[Attribute]:
        if not self._stack:
            return []
        found = find_attributes(line.words[line.start + marker.length :] if marker else line.words)
        if not found or found[0].kind in _NO_ATTRIBUTES:
            return []
        unnumbered = not marker or marker.style in _ATTRIBUTE_STYLES
        if unnumbered:
            return found
        return [replace(one, numbered=True) for one in found] if _is_numbered(line.words, found[0], marker) else []

    def _add_attributes(self, found: list[Attribute], marker: Marker | None) -> None:
        owner = self._parent_of(marker) if marker else self._stack[-1]
        owner = owner or self._stack[-1]
        owner.attributes += found
        last = found[-1]
        self._open, self._open_owner = (last, owner) if last.value.start >= last.value.end else (None, None)

    def _continues_value(self, marker: Marker | None) -> bool:
        return marker is None or marker.style in BULLETS

    def _extend_value(self, line: Line) -> None:
        owner, old = self._open_owner, self._open
        if owner is None or old is None:
            return
        start = line.start if old.value.start >= old.value.end else old.value.start
        self._open = replace(old, value=Span(start, line.end))
        owner.attributes[-1] = self._open  # what is open was added last

    def _add_item(self, line: Line, marker: Marker) -> None:
        parent = self._parent_of(marker)
        above = parent or self._top
        path = join_path(above.path, marker, above.bullets + 1)
        printed = above.romans[marker.label] if marker.style is ItemStyle.ROMAN else 0
        if printed:  # a section number printed twice: the second gets (2)
            path = f"{path}({printed + 1})"
        capitals = line.text[marker.length :].isupper()
        node = _Node(marker, path, line.start + marker.length, line.end, capitals)
        above.adopt(node)
        depth = self._stack.index(parent) + 1 if parent else 0
        self._stack[depth:] = [node]

    def _reread(self, line: Line, marker: Marker | None) -> Marker | None:
        """Take "I. Mục đích" under "II. MỤC ĐÍCH, YÊU CẦU" for "1.": recognition reads the figure so.

        A section in capitals is followed by the next one in capitals, and its count does not begin again.
        """
        if not marker or marker.style is not ItemStyle.ROMAN or marker.label != "I":
            return marker
        above = next((node for node in reversed(self._stack) if node.marker.style is ItemStyle.ROMAN), None)
        if not above or not above.capitals or line.text[marker.length :].isupper():
            return marker
        return marker if above.counted else replace(marker, style=ItemStyle.ARABIC, label="1")

    def _parent_of(self, marker: Marker) -> _Node | None:
        """Return the open item under which a marker belongs: the last that is wider than it."""
        top = self._stack[-1] if self._stack else None
        if top and self._opens_level(top.marker, marker):
            return top
        if marker.style in _NESTED_STYLES:
            for node in reversed(self._stack):
                if self._counts_on(node, marker):
                    return node
        return next((node for node in reversed(self._stack) if node.marker.depth < marker.depth), None)

    def _counts_on(self, node: _Node, marker: Marker) -> bool:
        """Tell whether a marker goes on with the list below a node, whatever stands in between."""
        last = node.last.get(marker.style)
        return last is not None and follows(last, marker)

    def _opens_level(self, top: Marker, marker: Marker) -> bool:
        """Tell whether "(1)" or "(a)" begins a list of its own under the item before it."""
        known = any(node.marker.style is marker.style for node in self._stack)
        begins = marker.style is ItemStyle.PAREN and marker.label in ("1", "a", "i")
        return begins and not known and top.style not in BULLETS


def _is_numbered(line: Words, found: Attribute, marker: Marker | None) -> bool:
    """Tell whether a numbered line is an attribute: its label holds for its heading, and its value stands in the line.

    "2.3. Thời gian: Quý II/2026" is one; "1. Đơn vị thực hiện:" over a list of its own is an item.
    """
    label, value = found.label, found.value
    said = value.end > value.start and value.end - value.start < _LONG_VALUE
    aside = line[label.start : label.end].match(load_pattern("labels", "circumstance")) is not None
    numbered = marker is not None and marker.style in _NUMBERED_STYLES
    return numbered and said and (aside or found.kind in _NUMBERED_KINDS)


def last_item(items: tuple[Item, ...]) -> Item | None:
    """Return the item that ends a body, or None of an empty one."""
    if not items:
        return None
    return last_item(items[-1].children) or items[-1]
