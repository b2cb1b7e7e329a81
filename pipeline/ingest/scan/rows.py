"""Tables, headings and items of scans, set right by what stands around them: heads printed again, numbers in order.

A head that a table prints again on every page is read by the vote of all its readings. A number that recognition
garbled or lost is read as the one that its neighbours leave open, never where they leave a choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.ingest.draft import Draft, DraftCell
from pipeline.ingest.mend.list_numbers import format_number
from pipeline.ingest.page.layout import PageLayout
from pipeline.ingest.scan.repair import Repair
from pipeline.model import BlockKind
from pipeline.text.codes import read_number
from pipeline.text.fold import fold
from pipeline.text.letters import is_in_capitals, spell

_ALIKE = 0.7  # likeness of two readings of one head
_LONGEST = 5  # signs of a garbled number
_WRITTEN = {value: format_number(value, "upperRoman") for value in range(1, 31)}
_ROMAN = {name: value for value, name in _WRITTEN.items()}
_HEADING = re.compile(r"(?P<number>[IVX]{1,4})(?P<stop>[.,-]?) (?=[A-ZĐÀ-Ỹ]{2})")
_LETTERED = re.compile(r"(?P<mark>[^\s\d()\W]|[\d¢§€©¡])\s?\)\s*(?=\w)")
_NUMBERED = re.compile(spell(r"(?P<mark>[\dOoIl|!ÌŠS§TZL^&]{1,3})(?P<stop>[.,-])\s*(?=[{Lu}])"))
_PARTS = re.compile(spell(r"(?:Điều|Chương|Phần|Mục) |[IVX]{1,5}[.,-] ?[{Lu}]{2}|[A-H]\. [{Lu}]{2}"))
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LOOKS = {
    "€": "c",
    "¡": "i",
    "©": "c",
    "8": "a",
    "ä": "a",
    "6": "b",
    "h": "b",
    "¢": "c",
    "e": "c",
    "d": "đ",
    "đ": "d",
    "ð": "đ",
    "é": "e",
    "è": "e",
    "1": "l",
}
_AS_DIGITS = str.maketrans("OoIl|!ÌLŠS§ZT^&", "001111115582728")
_AS_STROKES = str.maketrans({"H": "II", "l": "I", "1": "I", "|": "I", "!": "I", "Ì": "I", "U": "II", "Y": "V"})


@dataclass(frozen=True, slots=True)
class SetRight:
    """A draft with what was changed in it."""

    draft: Draft
    repairs: tuple[Repair, ...] = ()


def settle_heads(layouts: Sequence[PageLayout], scanned: Collection[int]) -> list[PageLayout]:
    """Return the layouts with the heads that a table prints again on scanned pages read as most of them are read."""
    heads: list[list[Draft]] = []
    for row in _first_rows(layouts, scanned):
        home = next((group for group in heads if _is_same_head(group[0], row)), None)
        if home is None:
            heads.append([row])
        else:
            home.append(row)
    settled = {id(row): _vote(row, group) for group in heads if len(group) > 1 for row in group}
    return [_with_heads(page, settled) for page in layouts]


def _first_rows(layouts: Sequence[PageLayout], scanned: Collection[int]) -> Iterator[Draft]:
    for page in layouts:
        if page.number in scanned:
            yield from (table.rows[0] for table in page.tables if table.rows)


def _is_same_head(one: Draft, other: Draft) -> bool:
    if len(one.cells) != len(other.cells) or len(one.cells) < 3:
        return False
    pairs = [
        (fold(left.text), fold(right.text))
        for left, right in zip(one.cells[1:], other.cells[1:], strict=True)
        if left.text or right.text
    ]
    likeness = [SequenceMatcher(None, left, right, autojunk=False).ratio() for left, right in pairs]
    return len(likeness) > 1 and sum(likeness) / len(likeness) >= _ALIKE


def _vote(row: Draft, group: Sequence[Draft]) -> Draft:
    readings = [Counter(head.cells[place].text for head in group) for place in range(len(row.cells))]
    best = [max(counts, key=lambda text: (counts[text], sum(map(str.isalpha, text)))) for counts in readings]
    return replace(row, cells=tuple(replace(cell, text=text) for cell, text in zip(row.cells, best, strict=True)))


def _with_heads(page: PageLayout, settled: dict[int, Draft]) -> PageLayout:
    tables = tuple(
        replace(table, rows=(settled.get(id(table.rows[0]), table.rows[0]), *table.rows[1:])) if table.rows else table
        for table in page.tables
    )
    return replace(page, tables=tables)


def settle_numbers(drafts: Sequence[Draft], scanned: Collection[int]) -> list[SetRight]:
    """Return the drafts with the numbers of rows, headings and items in their order."""
    settled = [SetRight(draft) for draft in drafts]
    _settle_headings(settled, scanned)
    for part in _parts(settled, scanned):
        _settle_items(settled, part)
        for run in _lettered_runs(settled, part):
            _settle_letters(settled, run)
    tables: dict[int, list[int]] = {}
    for place, draft in enumerate(drafts):
        if draft.kind is BlockKind.ROW and draft.table is not None and draft.page in scanned and draft.cells:
            tables.setdefault(draft.table, []).append(place)
    for places in tables.values():
        _settle_rows(settled, places)
    return settled


def _settle_headings(settled: list[SetRight], scanned: Collection[int]) -> None:
    """A heading in capitals that repeats the number of the one before it lost a stroke: I, II, II is I, II, III."""
    last = 0
    for place, one in enumerate(settled):
        hit = _HEADING.match(one.draft.text) if one.draft.kind is BlockKind.PARAGRAPH else None
        value = _ROMAN.get(hit["number"], 0) if hit else 0
        if not hit or not value or not is_in_capitals(one.draft.text):
            continue
        after = value + 1 if value == last and last < 3 else value
        printed = f"{_WRITTEN[after]}{'-' if hit['stop'] == '-' else '.'} "
        if one.draft.page in scanned and (after != value or hit["stop"] not in (".", "-")):
            text = printed + one.draft.text[hit.end() :]
            repair = Repair(hit.group().strip(), printed.strip())
            settled[place] = SetRight(replace(one.draft, text=text), (*one.repairs, repair))
        last = after


def _parts(settled: Sequence[SetRight], scanned: Collection[int]) -> list[list[int]]:
    """Return the places of scanned paragraphs, part by part: their numbers begin anew below a heading."""
    parts: list[list[int]] = [[]]
    for place, one in enumerate(settled):
        if one.draft.kind is not BlockKind.PARAGRAPH or one.draft.page not in scanned:
            continue
        if _PARTS.match(one.draft.text):
            parts.append([])
        else:
            parts[-1].append(place)
    return parts


def _settle_items(settled: list[SetRight], part: Sequence[int]) -> None:
    """Read the number of an item by those before and behind it: "I." before "2." is "1.", "8." in "2. 8. 4." is 3."""
    found = [(place, hit) for place in part if (hit := _NUMBERED.match(settled[place].draft.text))]
    values = [_read_digits(hit["mark"]) for _, hit in found]
    for at, (place, hit) in enumerate(found):
        before = values[at - 1] if at else 0
        after = values[at + 1] if at + 1 < len(values) else None
        is_between = before is not None and after == before + 2
        seen = (values[at], _read_digits("".join(filter(str.isdigit, hit["mark"]))))
        is_next = before is not None and before + 1 in seen and set(hit["mark"]) != {"I"}
        if before is not None and (is_between or is_next):
            values[at] = before + 1
            _mark(settled, place, hit, f"{before + 1}{hit['stop'].replace(',', '.')}")


def _lettered_runs(settled: Sequence[SetRight], part: Sequence[int]) -> Iterator[list[tuple[int, re.Match[str]]]]:
    run: list[tuple[int, re.Match[str]]] = []
    for place in part:
        text = settled[place].draft.text
        hit = _LETTERED.match(text)
        if hit:
            run.append((place, hit))
        elif _NUMBERED.match(text):
            yield run
            run = []
    yield run


def _settle_letters(settled: list[SetRight], run: Sequence[tuple[int, re.Match[str]]]) -> None:
    """Read the letter of an item by those before and behind it: "8)" before "b)" is "a)"."""
    values = [_LETTERS.index(hit["mark"]) if hit["mark"] in _LETTERS else None for _, hit in run]
    for at, (place, hit) in enumerate(run):
        before = values[at - 1] if at else -1
        after = values[at + 1] if at + 1 < len(values) else None
        if before is None or values[at] == before + 1 or before + 1 >= len(_LETTERS):
            continue
        expected = _LETTERS[before + 1]
        if after == before + 2 or (after is None and at and _LOOKS.get(hit["mark"]) == expected):
            values[at] = before + 1
            _mark(settled, place, hit, f"{expected})")


def _mark(settled: list[SetRight], place: int, hit: re.Match[str], printed: str) -> None:
    """Give a paragraph the mark that was printed; nothing is told where it was read so."""
    one, seen = settled[place], hit.group().strip()
    if seen != printed:
        text = f"{printed} {one.draft.text[hit.end() :]}"
        settled[place] = SetRight(replace(one.draft, text=text), (*one.repairs, Repair(seen, printed)))


def _read_digits(name: str) -> int | None:
    digits = name.translate(_AS_DIGITS)
    return read_number(digits)


def _settle_rows(settled: list[SetRight], places: Sequence[int]) -> None:
    rows = [place for place in places if _is_numbered(settled[place].draft)]
    groups = [place for place in rows if _is_group(settled[place].draft)]
    _settle_run(settled, groups, roman=True)
    bounds = [*groups, places[-1] + 1]
    start = places[0]
    for end in bounds:
        _settle_run(settled, [place for place in rows if start <= place < end and place not in groups], roman=False)
        start = end


def _is_numbered(draft: Draft) -> bool:
    """Tell whether a row may bear a number of its own: its first cell is narrow and the next begins a sentence."""
    first, rest = draft.cells[0], [cell for cell in draft.cells[1:] if cell.text]
    if first.column or first.columns > 1 or first.inherits is not None or len(first.text) > _LONGEST or not rest:
        return False
    return rest[0].column == 1 and rest[0].text[:1].isupper()


def _is_group(draft: Draft) -> bool:
    return sum(1 for cell in draft.cells[1:] if cell.text) == 1 and not draft.cells[0].text.strip(".").isdigit()


def _settle_run(settled: list[SetRight], places: Sequence[int], *, roman: bool) -> None:
    """Give rows between two whose numbers leave just theirs open that number; the first may only be garbled."""
    names = [settled[place].draft.cells[0].text.rstrip(".") for place in places]
    if roman and names[:1] in (["A"], ["a"]):
        return  # they are counted by letters
    values = [_ROMAN.get(name.translate(_AS_STROKES)) if roman else _read_digits(name) for name in names]
    for at, place in enumerate(places):
        before = values[at - 1] if at else 0
        after = values[at + 1] if at + 1 < len(values) else None
        if before is None:
            continue
        is_between = after == before + 2
        is_garbled = roman and bool(names[at]) and values[at] is None
        if values[at] == before + 1 or is_between or is_garbled or (roman and _lost_stroke(values[at], before + 1)):
            values[at] = before + 1
            settled[place] = _number(settled[place], _WRITTEN.get(before + 1, "") if roman else str(before + 1))


def _lost_stroke(seen: int | None, expected: int) -> bool:
    return (seen, expected) in ((1, 2), (2, 3), (1, 3), (6, 7), (7, 8), (6, 8))


def _number(one: SetRight, number: str) -> SetRight:
    first: DraftCell = one.draft.cells[0]
    if not number or first.text.rstrip(".") == number:
        return one
    repair = Repair(first.text or "(nothing)", number)
    cells = (replace(first, text=number), *one.draft.cells[1:])
    return SetRight(replace(one.draft, cells=cells), (*one.repairs, repair))
