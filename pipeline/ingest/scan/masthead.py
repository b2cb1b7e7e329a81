"""The written number and day of a scanned masthead: what no print recognition can read is left open, not guessed.

A clerk writes number and day by hand into the printed "Số:      /KH-UBND" and "ngày      tháng 4 năm 2020"
(Nghị định 30/2020/NĐ-CP, Phụ lục I). Recognition makes strokes, letters or other digits of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.scan.nouns import Word
from pipeline.knowledge.load import load_pattern
from pipeline.text.fold import fold

SURE = 92.0  # from here on digits between print count as printed
_SYMBOL = re.compile(r"/\s?[A-ZĐÐ]{1,4}\w*\s?[-–]?")
_DIGITS = re.compile(r"\d{1,5}[a-z]?")
_DAY = re.compile(r"(?P<day>ngà[yvw]?|ngay|ngảy)(?P<mid>.*?)(?P<month>th[aáàả]n\w)?", re.IGNORECASE)


def find_open_parts(lines: Sequence[str]) -> list[str]:
    """Return which of "number" and "day" a masthead leaves open: `Số: /KH-UBND`, `ngày tháng 4 năm 2020`."""
    parts = [(name, load_pattern("signs", f"open_{name}")) for name in ("number", "day")]
    return [name for name, pattern in parts if any(pattern.search(line) for line in lines)]


def settle_masthead(line: Sequence[Word]) -> list[Word]:
    """Return the words of a line of the masthead without written signs between "Số:" and symbol, "ngày" and "tháng"."""
    return _settle_day(_settle_number(list(line)))


def _settle_number(line: list[Word]) -> list[Word]:
    at = next((place for place, word in enumerate(line) if _SYMBOL.match(word.text)), None)
    if not at:
        return line
    begin = next((place for place in range(at - 1, max(-1, at - 4), -1) if fold(line[place].text)[:1] == "s"), None)
    if begin is None or not fold(line[begin].text).startswith(("so", "s")):
        return line
    between = line[begin + 1 : at]
    label = line[begin]
    printed = [word for word in between if _DIGITS.fullmatch(word.text.strip(".:,")) and word.sure >= SURE]
    glued = re.search(r"\d+$", label.text)
    text = label.text if glued and label.sure >= SURE else "Số:"
    return [*line[:begin], replace(label, text=text), *printed, *line[at:]]


def _settle_day(line: list[Word]) -> list[Word]:
    """Leave the day open where what stands between "ngày" and "tháng" was not printed."""
    for place, word in enumerate(line):
        hit = _DAY.fullmatch(word.text)
        if hit and hit["month"]:  # "ngày†tháng": one word for recognition
            return [*line[:place], *_part(word, hit["day"], hit["mid"]), *line[place + 1 :]]
        if hit:
            month = next((at for at in range(place + 1, min(place + 4, len(line))) if _is_month(line[at])), None)
            if month is not None:
                printed = [one for one in line[place + 1 : month] if _DIGITS.fullmatch(one.text) and one.sure >= SURE]
                day = [replace(word, text="ngày"), *_digits_behind(word, hit["mid"]), *printed]
                return [*line[:place], *day, replace(line[month], text="tháng"), *line[month + 1 :]]
    return line


def _is_month(word: Word) -> bool:
    return fold(word.text).startswith("than")


def _part(word: Word, day: str, mid: str) -> list[Word]:
    width = (word.x1 - word.x0) / max(1, len(word.text))
    cut = round(word.x0 + width * len(day))
    back = round(word.x1 - width * 5)
    return [replace(word, text="ngày", x1=cut), *_digits_behind(word, mid), replace(word, text="tháng", x0=back)]


def _digits_behind(word: Word, mid: str) -> list[Word]:
    width = (word.x1 - word.x0) / max(1, len(word.text))
    if not re.fullmatch(r"\d{1,2}", mid) or word.sure < SURE:
        return []
    return [replace(word, text=mid, x0=round(word.x1 - width * len(mid)))]
