"""What the cells of a workbook say, as it is printed: texts, numbers, dates as dd/mm/yyyy, values of formulas as saved.

A workbook stores a date as the number of days since the end of 1899 (or since 1904) and tells by the format of the cell
that it is one (ISO/IEC 29500-1, 18.8.30). Text in a font from before Unicode (`.VnTime`) is turned into Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.ingest.mend.old_encodings import Encoding, decode_typeface, find_encoding, find_typeface, mend_text
from pipeline.ingest.office.docx_runs import child, local_name
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLAIN = "General"
_BUILT_IN = {1: "0", 9: "0%", 10: "0.00%", 17: "mmm-yy", 22: "d/m/yy h:mm"}
_BUILT_IN |= dict.fromkeys((14, 15, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "d/m/yy")
_BUILT_IN |= dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile(r"0+")
_NUMBER = re.compile(r"[-+]?[\d.]+(?:[eE][-+]?\d{1,3})?")
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:[T ]00:00(?::00)?)?")
_LAST_DAY = 2_958_465  # 31/12/9999
_FIRST_DAYS = 1_463  # from the one first day that workbooks count from to the other, and one
_SERIALS = (36_526, 58_804)  # 01/01/2000 to 31/12/2060
_DIGITS = 15  # that a workbook keeps


@dataclass(slots=True)
class Values:
    """The shared texts and the cell styles of a workbook; `settled` are the encodings met, by name."""

    texts: Sequence[Element] = ()
    formats: Sequence[str] = ()  # by cell style
    fonts: Sequence[str] = ()  # by cell style
    first_day: datetime = datetime(1899, 12, 30)
    unnamed: Encoding | None = None
    settled: set[str] = field(default_factory=set)
    lost: int = 0  # cells whose shared text is not there

    def read(self, cell: Element) -> str:
        """Return what a cell shows."""
        style = _index(cell.get("s"))
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            text = self._read_text(child(cell, "is"), style)
            return _show_iso(text) if _ISO_DAY.fullmatch(text) else text
        value = child(cell, "v")
        raw = (value.text or "") if value is not None else ""
        if kind == "s":
            place = _index(raw)
            self.lost += bool(raw) and place >= len(self.texts)
            text = self._read_text(self.texts[place] if raw and place < len(self.texts) else None, style)
            return _show_iso(text) if _ISO_DAY.fullmatch(text) else text
        if kind == "str":
            return self._decode(raw, _at(self.fonts, style))
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if kind == "d":
            return _show_iso(raw)
        return self._show_number(raw, _at(self.formats, style)) if kind == "n" else raw

    def _read_text(self, item: Element | None, style: int) -> str:
        """Return the text of an item, each run decoded by its font; readings of signs (`rPh`) are left out."""
        if item is None:
            return ""
        whole, parts = _at(self.fonts, style), []
        for element in item:
            if local_name(element) == "t":
                parts.append(self._decode(element.text or "", whole))
            elif local_name(element) == "r":
                named = child(child(element, "rPr"), "rFont")
                text = child(element, "t")
                font = named.get("val", "") if named is not None else whole
                parts.append(self._decode((text.text or "") if text is not None else "", font))
        return "".join(parts)

    def _decode(self, text: str, font: str) -> str:
        text = _ESCAPE.sub(lambda match: _unescape(match[1]), text)
        typeface = find_typeface(font) if font else None
        if typeface:
            decoded, name = decode_typeface(text, typeface), typeface.encoding.name
        elif self.unnamed:
            decoded, name = mend_text(text, self.unnamed), self.unnamed.name
        else:
            return text
        if decoded != text:
            self.settled.add(name)
        return decoded

    def _show_number(self, raw: str, code: str) -> str:
        if not _NUMBER.fullmatch(raw):
            return raw
        try:
            value = float(raw)
        except ValueError:
            return raw
        shown = _NOT_SHOWN.sub("", code.partition(";")[0]).lower()
        if shown != _PLAIN.lower() and set(shown) & set("dyhs") and 0 <= value < _LAST_DAY - _FIRST_DAYS:
            return _show_moment(self.first_day, value, shown)
        if shown.endswith("%"):
            return f"{value * 100:.{_DIGITS}g}%"
        text = f"{value:.{_DIGITS}g}"
        return text.zfill(len(shown)) if _ZEROS.fullmatch(shown) and text.isdigit() else text


def read_values(texts: Element | None, styles: Element | None, *, since_1904: bool) -> Values:
    """Return the values of a workbook from its parts `sharedStrings` and `styles`."""
    items = [item for item in texts if local_name(item) == "si"] if texts is not None else []
    words = "\n".join("".join(part.text or "" for part in item.iter("{*}t")) for item in items)
    first_day = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if styles is None:
        return Values(items, first_day=first_day, unnamed=find_encoding(words))
    codes = {_index(row.get("numFmtId")): row.get("formatCode", "") for row in _rows(styles, "numFmts")}
    names = [_font_name(row) for row in _rows(styles, "fonts")]
    cells = _rows(styles, "cellXfs")
    formats = [_find_code(codes, _index(row.get("numFmtId"))) for row in cells]
    fonts = [_at(names, _index(row.get("fontId"))) for row in cells]
    return Values(items, formats, fonts, first_day, find_encoding(words))


def _find_code(codes: Mapping[int, str], number: int) -> str:
    return codes.get(number) or _BUILT_IN.get(number, _PLAIN)


def _rows(styles: Element, name: str) -> list[Element]:
    group = child(styles, name)
    return list(group) if group is not None else []


def _font_name(font: Element) -> str:
    name = child(font, "name")
    return name.get("val", "") if name is not None else ""


def _show_moment(first_day: datetime, value: float, shown: str) -> str:
    """Return a date as dd/mm/yyyy, without the day where the format shows none, with the time where it shows one."""
    moment = first_day + timedelta(days=value)
    moment = (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    clock = f"{moment:%H:%M}" if "h" in shown and value % 1 else ""
    if not set(shown) & set("dy"):
        return f"{moment:%H:%M}"
    day = f"{moment:%d}/" if "d" in shown else ""
    return f"{clock} {day}{moment.month:02}/{moment.year}".strip()


def show_serial(raw: str) -> str:
    """Return the day that a bare number means in a column of days: `45939` is 09/10/2025; other texts stay.

    Only numbers of the years 2000 to 2060 are taken for days.
    """
    days = read_number(raw) if raw.isdigit() else None
    if days is None or not _SERIALS[0] <= days <= _SERIALS[1]:
        return raw
    return f"{datetime(1899, 12, 30) + timedelta(days=days):%d/%m/%Y}"


def _show_iso(raw: str) -> str:
    try:
        return f"{datetime.fromisoformat(raw):%d/%m/%Y}"
    except ValueError:
        return raw


def _unescape(code: str) -> str:
    letter = chr(int(code, 16))
    return "\n" if letter in "\r\n" else letter if letter.isprintable() else " "


def _index(text: str | None) -> int:
    return read_number(text) or 0


def _at(rows: Sequence[str], place: int) -> str:
    return rows[place] if place < len(rows) else ""
