"""Names of bodies with a slip of the pen, and names that a line cut off.

"Sở Sây dựng" sounds as "Sở Xây dựng", "Sở Tài chnh" lacks a letter, "Ủy ban nhân dna" has two in the wrong order, "Sở
Thôngtin và Truyền thông" no blank. One slip a name; which letters are taken for another is `confusions.csv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, takewhile

from pipeline.knowledge.agencies.names import make_key, read_table
from pipeline.knowledge.agencies.phrases import load_phrases
from pipeline.knowledge.agencies.register import load_register

_LEAST = 8  # letters of a name in which a slip can be told from another name
_PROVINCE = make_key("tỉnh")
_LEAST_CUT = 3  # words of a name that was cut off
_MOST_WORDS = 40  # of the name of a body with its territory
_PROVINCE_WORDS = 8  # of a province with its kind, at most
_EDGES = {"start": r"\b{}", "end": r"{}\b", "any": "{}"}


@lru_cache(maxsize=4096)
def near_keys(key: str) -> tuple[str, ...]:
    """Return the keys that a name's key was meant to be: with one body's name in the place of its first words."""
    words = key.split()
    found = []
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        typed = " ".join(words[:count])
        found += [" ".join([head, *words[count:]]) for head in _near_heads(typed) if head != typed]
    return tuple(dict.fromkeys([*found, *_near_provinces(words)]))


def _near_heads(typed: str) -> Iterator[str]:
    """Yield the names of bodies that are near; one slip leaves the first or the last two letters as they are."""
    yield from _by_sound().get(_sound(typed), ())
    for length in (len(typed) - 1, len(typed), len(typed) + 1):
        for edge in (_start(typed), _end(typed)):
            yield from (head for head in _by_edge().get((length, edge), ()) if _is_one_slip(typed, head))


def _start(key: str) -> str:
    return f"{key[:2]}…"


def _end(key: str) -> str:
    return f"…{key[-2:]}"


@cache
def _by_sound() -> dict[str, list[str]]:
    table: dict[str, list[str]] = defaultdict(list)
    for head in load_register().head_keys():
        if len(head) >= _LEAST:
            table[_sound(head)].append(head)
    return table


@cache
def _by_edge() -> dict[tuple[int, str], list[str]]:
    """Return the names of bodies by their length and by their first and their last letters."""
    table: dict[tuple[int, str], list[str]] = defaultdict(list)
    for head in load_register().head_keys():
        for edge in (_start(head), _end(head)) if len(head) >= _LEAST else ():
            table[len(head), edge].append(head)
    return table


@cache
def _sorted_heads() -> list[str]:
    return sorted(load_register().head_keys())


def _near_provinces(words: list[str]) -> list[str]:
    """Return the names with the province that their last words were meant to be: "… tỉnh Quảng Nghãi"."""
    first = max(1, len(words) - _PROVINCE_WORDS)
    starts = [place for place in range(first, len(words) - 1) if words[place] == _PROVINCE]
    names = {make_key(one.name) for one in load_register().provinces()} if starts else set()
    parts = [(" ".join(words[:start]), " ".join(words[start:])) for start in starts]
    return [f"{body} {name}" for body, typed in parts for name in names if name != typed and _is_near(typed, name)]


@lru_cache(maxsize=4096)
def longer_keys(key: str) -> tuple[str, ...]:
    """Return the names of bodies that a line cut at least half of: "so nong nghiep" of two of them.

    Where a name may end, none is sought: "Ban Chỉ đạo Trung ương" is said of many boards.
    """
    size = key.count(" ") + 1
    if size < _LEAST_CUT or any(key.endswith(f" {phrase.key}") for phrase in load_phrases("national")):
        return ()
    return tuple(head for head in _longer(key) if 2 * size >= head.count(" ") + 1)


@lru_cache(maxsize=4096)
def is_beginning(key: str) -> bool:
    """Tell whether a short key is but the beginning of names: "so ke", "cuc quan ly"."""
    return key.count(" ") < _LEAST_CUT and bool(_longer(key))


def _longer(key: str) -> list[str]:
    start = f"{key} "
    heads = islice(_sorted_heads(), bisect_left(_sorted_heads(), start), None)
    return list(takewhile(lambda head: head.startswith(start), heads))


def _is_near(typed: str, meant: str) -> bool:
    return _sound(typed) == _sound(meant) or _is_one_slip(typed, meant)


def _is_one_slip(typed: str, meant: str) -> bool:
    """Tell whether a letter or blank is missing or too many, or two letters stand in the wrong order.

    A letter in another's place is none: "khuyen cong" is no "khuyen nong". Digits have to be the same.
    """
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < min(len(typed), len(meant)) - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    one, other = typed[start : len(typed) - end], meant[start : len(meant) - end]
    if any(char.isdigit() for char in one + other):
        return False
    return len(one + other) == 1 or (len(one) == len("ab") and one == other[::-1])


@lru_cache(maxsize=16384)
def _sound(key: str) -> str:
    for pattern, other in _confusions():
        key = pattern.sub(other, key)
    return key


@cache
def _confusions() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_table("confusions.csv")
    return tuple((re.compile(_EDGES[row["where"]].format(row["one"])), row["other"]) for row in rows)
