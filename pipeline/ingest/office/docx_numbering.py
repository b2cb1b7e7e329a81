"""Word's automatic numbers as the text a reader sees: `I.`, `1.2.`, `a)`, `- `.

Word stores no number in a paragraph, only which list and level it is on; the counters are kept here as
Word keeps them (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.ingest.mend.list_numbers import format_number
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, text with places for numbers, first value, level that restarts it."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # None: by any higher level; 0: never
    legal: bool = False  # all numbers in decimal digits


@dataclass(slots=True)
class Numbering:
    """The lists of a Word document and where their counters stand."""

    levels: dict[str, dict[int, Level]]  # abstract list -> level -> form
    lists: dict[str, str]  # list id -> abstract list
    overrides: dict[str, dict[int, int]]  # list id -> level -> value it starts anew from
    styles: dict[str, tuple[str, int]]  # paragraph style -> list id and level
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list and return the number or bullet printed before it."""
        abstract = self.lists.get(list_id, "")
        forms = self.levels.get(abstract, {})
        form = forms.get(level)
        if form is None:
            return ""
        counters = self._counters.setdefault(abstract, {})
        self._count(list_id, level, form, counters)
        for deeper in [key for key in counters if key > level and _restarts(forms.get(key), level)]:
            del counters[deeper]
        if form.format == "bullet":
            return "+" if form.text.strip() == "+" else "-"
        if form.format == "none":
            return _PLACE.sub("", form.text).strip()
        return _PLACE.sub(lambda place: self._number(int(place.group(1)) - 1, form, forms, counters), form.text).strip()

    def of_style(self, style: str | None) -> tuple[str, int] | None:
        """Return the list and level that a paragraph style carries."""
        return self.styles.get(style) if style else None

    def _count(self, list_id: str, level: int, form: Level, counters: dict[int, int]) -> None:
        override = self.overrides.get(list_id, {}).get(level)
        if override is not None and (list_id, level) not in self._begun:
            counters[level] = override
        else:
            counters[level] = counters.get(level, form.start - 1) + 1
        self._begun.add((list_id, level))

    def _number(self, level: int, form: Level, forms: dict[int, Level], counters: dict[int, int]) -> str:
        of = forms.get(level, Level())
        value = counters.setdefault(level, of.start)
        return format_number(value, "decimal" if form.legal else of.format)


def _restarts(form: Level | None, level: int) -> bool:
    if form is None or form.restart is None:
        return True
    return form.restart != 0 and level < form.restart


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Read the lists of `numbering.xml` and the paragraph styles of `styles.xml` that carry a list."""
    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, str] = {}
    overrides: dict[str, dict[int, int]] = {}
    linked: dict[str, str] = {}  # abstract list -> style that names its real list
    by_style: dict[str, tuple[str, int]] = {}
    for abstract in _all(numbering, "abstractNum"):
        name = _attribute(abstract, "abstractNumId")
        levels[name] = {_to_int(_attribute(level, "ilvl"), 0): _read_level(level) for level in _all(abstract, "lvl")}
        link = _child_value(abstract, "numStyleLink")
        if link:
            linked[name] = link
    for entry in _all(numbering, "num"):
        list_id = _attribute(entry, "numId")
        lists[list_id] = _child_value(entry, "abstractNumId") or ""
        own = _read_overrides(entry, overrides.setdefault(list_id, {}))
        if own:  # a list with forms of its own gets an abstract list of its own
            base = lists[list_id]
            lists[list_id] = f"{base}/{list_id}"
            levels[lists[list_id]] = {**levels.get(base, {}), **own}
    by_style = _read_styles(styles, numbering, lists)
    for name, style in linked.items():
        target = by_style.get(style)
        if target and lists.get(target[0]) in levels:
            levels[name] = levels[lists[target[0]]]
    return Numbering(levels, lists, overrides, by_style)


def _read_level(level: Element) -> Level:
    restart = _child_value(level, "lvlRestart")
    return Level(
        format=_child_value(level, "numFmt") or "decimal",
        text=_child_value(level, "lvlText") or "",
        start=_to_int(_child_value(level, "start"), 1),
        restart=None if restart is None else _to_int(restart, 0),
        legal=_child(level, "isLgl") is not None and _child_value(level, "isLgl") not in ("0", "false"),
    )


def _read_overrides(entry: Element, starts: dict[int, int]) -> dict[int, Level]:
    own: dict[int, Level] = {}
    for override in _all(entry, "lvlOverride"):
        level = _to_int(_attribute(override, "ilvl"), 0)
        start = _child_value(override, "startOverride")
        if start is not None:
            starts[level] = _to_int(start, 1)
        form = _child(override, "lvl")
        if form is not None:
            own[level] = _read_level(form)
    return own


def _read_styles(
    styles: Element | None, numbering: Element | None, lists: dict[str, str]
) -> dict[str, tuple[str, int]]:
    """Return the list and level of each style, inherited along `basedOn`; a level may name its style itself."""
    own: dict[str, tuple[str | None, int | None]] = {}
    parents: dict[str, str] = {}
    for style in _all(styles, "style"):
        name = _attribute(style, "styleId")
        parents[name] = _child_value(style, "basedOn") or ""
        properties = _child(_child(style, "pPr"), "numPr")
        if properties is not None:
            depth = _child_value(properties, "ilvl")
            own[name] = (_child_value(properties, "numId"), None if depth is None else _to_int(depth, 0))
    named = {
        _child_value(level, "pStyle") or "": _to_int(_attribute(level, "ilvl"), 0)
        for abstract in _all(numbering, "abstractNum")
        for level in _all(abstract, "lvl")
    }
    found: dict[str, tuple[str, int]] = {}
    for name, (list_of, level_of) in _inherit(own, parents).items():
        if list_of is not None and list_of in lists:
            found[name] = (list_of, named.get(name, 0) if level_of is None else level_of)
    return found


def _inherit(
    own: dict[str, tuple[str | None, int | None]], parents: dict[str, str]
) -> dict[str, tuple[str | None, int | None]]:
    """Return list and level of every style, its own or those of the style it is based on."""
    found: dict[str, tuple[str | None, int | None]] = {}
    for name in parents:
        chain: dict[str, None] = {}
        at = name
        while at in parents and at not in found and at not in chain:  # a chain of basedOn may run in a circle
            chain[at] = None
            at = parents[at]
        list_of, level_of = found.get(at, (None, None))
        for one in reversed(chain):
            own_list, own_level = own.get(one, (None, None))
            list_of = list_of if own_list is None else own_list
            level_of = level_of if own_level is None else own_level
            found[one] = (list_of, level_of)
    return found


def _all(parent: Element | None, tag: str) -> list[Element]:
    return [] if parent is None else [child for child in parent if _is(child, tag)]


def _child(parent: Element | None, tag: str) -> Element | None:
    return next(iter(_all(parent, tag)), None)


def _is(element: Element, tag: str) -> bool:
    return isinstance(element.tag, str) and element.tag.rpartition("}")[2] == tag


def _attribute(element: Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _child_value(parent: Element | None, tag: str) -> str | None:
    child = _child(parent, tag)
    return None if child is None else _attribute(child, "val")


def _to_int(text: str | None, default: int) -> int:
    number = read_number(text)
    return default if number is None else number
