"""What text recognition mistook, set right against what documents print: symbols, fixed lines, the marks of words.

Every change is kept with what was recognised; nothing that recognition could not see is made up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.ingest.scan.word_pairs import OFTEN, KnownPairs, Pair, is_likely, load_pairs
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import load_doc_types, load_words, read_table
from pipeline.knowledge.syllables import is_syllable
from pipeline.text.fold import fold
from pipeline.text.letters import spell

_TABLE = "ocr"
_WORD = re.compile(r"[^\W\d_]+")
_PLACE = re.compile(spell(r"^(?P<place>[{Lu}][{Ll}]+(?: [{Lu}][{Ll}]+){1,2})(?=, ngày\b)"))
_STOP = re.compile(spell(r"(?P<before>[^\W\d_]*[{Ll}]{2})\. (?=(?P<after>[{Ll}]{2,}))"))
_PARTED = re.compile(r"(?<!\w)(?P<head>[^\W\d_]{1,6}) (?P<tail>[èéẻẽẹêềếểễệ][nmtu]?)(?!\w)")
_ROOFED = str.maketrans("èéẻẽẹ", "ềếểễệ")
_IN_SYMBOLS = ("/", "-")  # what stands behind them is no word: "7-CTr/TU"
_ABBREVIATIONS = frozenset(("TƯ", "ĐU", "ĐA"))
_SHORT = 3  # letters of a word whose letters are read anew
_LONG_NAME = 5  # letters of a family name that is known with one of them garbled
_FIRST = re.compile(r"(?:\W*\w{1,4}[.)-]\s+|[-+]\s*)?(?P<stroke>\S)(?P<rest>[^\W\d_]+) (?P<next>[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Repair:
    """A change: what was recognised, and as what it is read."""

    recognised: str
    read: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its repairs."""

    text: str
    repairs: tuple[Repair, ...] = ()


def mend_texts(texts: Sequence[str]) -> list[Mended]:
    """Return the recognised texts of one document, set right; counts what the whole document prints often."""
    settled = [_mend_head(text) or _mend_name(text) or _mend_words(text) for text in texts]
    known = KnownPairs(Counter(pair for one in settled for pair in _pairs(one.text)))
    return [_mend_marks(one, known) for one in settled]


def _pairs(text: str) -> Iterable[Pair]:
    return pairwise(_WORD.findall(text.lower()))


def _mend_words(text: str) -> Mended:
    return _mend_letters(_mend_capitals(_mend_first(_mend_parted(_mend_stops(_mend_places(_mend_symbols(text)))))))


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    """Return the names of provinces by their letters, those of old too; two that differ but in marks are left out."""
    names = {place.name for place in load_register().provinces(None)}
    bare = {name.removeprefix("tỉnh ").removeprefix("thành phố ") for name in names}
    letters = Counter(map(fold, bare))
    return {fold(name): name for name in bare if letters[fold(name)] == 1}


def _mend_places(mended: Mended) -> Mended:
    """Give the name of a province its marks: before the day of a date line, and behind "tỉnh"."""
    repairs: list[Repair] = []

    def mend(hit: re.Match[str]) -> str:
        better = _places().get(fold(hit["place"]), hit["place"])
        if better != hit["place"]:
            repairs.append(Repair(hit["place"], better))
        return hit.group().replace(hit["place"], better)

    return Mended(_PLACE.sub(mend, mended.text), (*mended.repairs, *repairs))


def _mend_stops(mended: Mended) -> Mended:
    """Read a full stop before a small letter as the comma it is; within a word it is a speck ("bảo. đảm")."""
    repairs: list[Repair] = []

    def mend(hit: re.Match[str]) -> str:
        sign = " " if _is_pair(hit["before"].lower(), hit["after"]) else ", "
        repairs.append(Repair(hit.group(), f"{hit['before']}{sign}{hit['after']}"))
        return f"{hit['before']}{sign}"

    return Mended(_STOP.sub(mend, mended.text), (*mended.repairs, *repairs))


def _mend_parted(mended: Mended) -> Mended:
    """Join a syllable whose accent tore its end off: "thẩm quy ền", "Truyê èn", "v ề"."""
    repairs: list[Repair] = []

    def join(hit: re.Match[str]) -> str:
        head, tail = hit["head"], hit["tail"]
        joined = [
            begin + end
            for begin in ((head,) if is_syllable(head) else (head, head[:-1]))
            for end in (tail, tail.translate(_ROOFED))
            if begin and is_syllable(begin + end) and begin[-1:].lower() != end[0]
        ]
        if not joined:
            return hit.group()
        repairs.append(Repair(hit.group(), joined[0]))
        return joined[0]

    return Mended(_PARTED.sub(join, mended.text), (*mended.repairs, *repairs))


def _mend_first(mended: Mended) -> Mended:
    """Read a stroke before the first word as T where that makes a known word: "c) lăng cường", "Iriển khai"."""
    hit = _FIRST.match(mended.text)
    if hit is None or hit["stroke"] not in load_words(_TABLE, "strokes"):
        return mended
    seen, follows = hit["stroke"] + hit["rest"], hit["next"].lower()
    if not _is_pair(f"t{hit['rest']}".lower(), follows) or _is_pair(seen.lower(), follows):
        return mended
    better = f"T{hit['rest']}"
    text = mended.text[: hit.start("stroke")] + better + mended.text[hit.end("rest") :]
    return Mended(text, (*mended.repairs, Repair(seen, better)))


def _is_pair(word: str, follows: str) -> bool:
    return (word, follows) in load_pairs().get(fold(f"{word} {follows}"), ())


@lru_cache(maxsize=1)
def _symbols() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["gives"]) for row in read_table(_TABLE)["symbol"])


def _mend_symbols(text: str) -> Mended:
    repairs: list[Repair] = []
    for pattern, gives in _symbols():
        mended = pattern.sub(gives, text)
        if mended != text:
            repairs += [Repair(hit.group(), hit.expand(gives)) for hit in pattern.finditer(text)]
            text = mended
    return Mended(text, tuple(repair for repair in repairs if repair.recognised != repair.read))


def _mend_capitals(mended: Mended) -> Mended:
    """Read a capital inside a word, or a short word of capitals amid small ones, as small: `CƠ quan`, `rƠi`.

    O, Ơ, S, U and the like are one shape in two sizes. Words without a mark may be abbreviations and stay.
    """
    repairs: list[Repair] = []

    def mend(hit: re.Match[str]) -> str:
        word = hit.group()
        small, is_mixed = word[0] + word[1:].lower(), not word.isupper()
        is_short = len(word) <= _SHORT and not word.isascii() and word not in _ABBREVIATIONS
        is_amid = is_short and _is_small(mended.text[hit.end() : hit.end() + 3])
        if word == small or not (is_mixed or is_amid) or not is_syllable(word.lower()):
            return word
        repairs.append(Repair(word, small))
        return small

    text = _WORD.sub(mend, mended.text)
    return Mended(text, (*mended.repairs, *repairs))


def _is_small(behind: str) -> bool:
    """Tell whether a word of small letters, or with a capital before them, follows behind a blank."""
    return behind[:1] == " " and (behind[1:2].islower() or behind[2:3].islower())


def _mend_letters(mended: Mended) -> Mended:
    """Read a letter of a word anew where the word is no syllable and becomes one: `hànơ` is `hàng`."""
    repairs: list[Repair] = []

    def mend(hit: re.Match[str]) -> str:
        better = _find_letters(hit.group())
        if better is None:
            return hit.group()
        repairs.append(Repair(hit.group(), better))
        return better

    text = _WORD.sub(mend, mended.text)
    return Mended(text, (*mended.repairs, *repairs))


def _find_letters(word: str) -> str | None:
    if len(word) < _SHORT or word.isupper() or is_syllable(word):
        return None
    found = {
        word[:place] + printed + word[place + 1 :]
        for seen, printed in read_table(_TABLE)["letters"]
        for place, letter in enumerate(word)
        if letter == seen and is_syllable(word[:place] + printed + word[place + 1 :])
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, str]:
    """Return the fixed lines by their letters: names of types, agencies, bodies of provinces, what the table lists."""
    names = [name.upper() for kind in load_doc_types() for name in kind.names]
    bodies = ("", *load_words("heads", "councils"))
    placed = [f"{body} {place.name}".strip().upper() for place in load_register().provinces(None) for body in bodies]
    register = load_register()
    agencies = [one.name.upper() for one in (*register.central.values(), *register.templates.values())]
    lines = (*(name for name in agencies if name.count(" ") > 1), *load_words(_TABLE, "heads"), *names, *placed)
    return {fold(head).replace(" ", ""): head.rstrip(":") for head in lines}


def _mend_head(text: str) -> Mended | None:
    """Return a line that is a fixed one but for marks, blanks and one letter of ten, as it is printed."""
    folded = fold(text).replace(" ", "")
    heads = _heads()
    head = heads.get(folded)
    if head is not None and head.isupper() and not _is_mostly_capital(text):
        return None
    if head is None and 5 <= len(folded) <= 40:
        near = [name for name in heads if len(name) > 5 and _is_near(name, folded)]
        near = [name for name in near if name[0] == folded[0]] or near  # "BỘ …" beside "SỞ …"
        head = heads[near[0]] if len(near) == 1 and text.isupper() == heads[near[0]].isupper() else None
    if head is None:
        return None
    head += ":" if text.rstrip().endswith(":") else ""
    return Mended(head, (Repair(text, head),)) if head != text else Mended(text)


def _is_mostly_capital(text: str) -> bool:
    return 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text))


def _is_title(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and (len(word) == 1 or word[1:].islower())


@lru_cache(maxsize=1)
def _surnames() -> Mapping[str, str]:
    names = load_words("surnames", "common")
    folded = Counter(map(fold, names))
    return {fold(name): name for name in names if folded[fold(name)] == 1}


def find_family(word: str) -> str | None:
    """Return the family name that a word is but for marks, or a long one but for a letter; None where it is none."""
    folded = fold(word)
    names = _surnames()
    if folded in names or len(folded) < _LONG_NAME:
        return names.get(folded)
    near = [name for key, name in names.items() if len(key) >= _LONG_NAME and _is_near(key, folded)]
    return near[0] if len(near) == 1 and not is_syllable(word.lower()) else None


def _mend_name(text: str) -> Mended | None:
    """Return a person's name that stands alone as families write it, without strokes of a signature, else None."""
    words = text.strip("\"“”'‘’").split()
    strokes = next((place for place, word in enumerate(words) if _is_title(word)), 0)
    if (
        _are_strokes(words[:strokes])
        and len(words) > strokes + 1
        and words[strokes] in load_words("surnames", "common")
    ):
        words = words[strokes:]
    if not 2 <= len(words) <= 5 or not all(map(_is_title, words)):
        return None
    name = " ".join([find_family(words[0]) or words[0], *words[1:]])
    return Mended(name, (Repair(text, name),) if name != text else ())


def _are_strokes(words: Sequence[str]) -> bool:
    """Tell whether words are what recognition makes of a signature beside a name: "⁄ về"; a bullet is none."""
    drawn = any(not word.isalpha() for word in words if word not in ("-", "+", "*", "–", "•"))
    return len(words) <= 2 and all(len(word) <= _SHORT for word in words) and drawn


def _is_near(one: str, other: str) -> bool:
    """Tell whether two lines differ by a letter of ten, or by one letter more."""
    if len(one) == len(other):
        return sum(left != right for left, right in zip(one, other, strict=True)) <= max(1, len(one) // 10)
    if abs(len(one) - len(other)) > 1:
        return False
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _mend_marks(mended: Mended, known: KnownPairs) -> Mended:
    """Give a word the marks with which it makes a known pair, where as recognised it makes none with its neighbours."""
    hits = list(_WORD.finditer(mended.text))
    words = [hit.group() for hit in hits]
    joined = [mended.text[one.end() : other.start()] == " " for one, other in pairwise(hits)]
    repairs: list[Repair] = []
    for place, word in enumerate(words):
        if mended.text[max(0, hits[place].start() - 1) : hits[place].start()] in _IN_SYMBOLS:
            continue
        left = words[place - 1] if place and joined[place - 1] else None
        right = words[place + 1] if place < len(joined) and joined[place] else None
        better = _find_marks(word, left, right, known)
        if better:
            words[place] = better
            repairs.append(Repair(word, better))
    if not repairs:
        return mended
    parts: list[str] = []
    end = 0
    for hit, word in zip(hits, words, strict=True):
        parts += [mended.text[end : hit.start()], word]
        end = hit.end()
    return Mended("".join(parts) + mended.text[end:], (*mended.repairs, *repairs))


def _find_marks(word: str, left: str | None, right: str | None, known: KnownPairs) -> str | None:
    """Return the word with other marks, in its own capitals, or None where it stays."""
    small = word.lower()
    pairs = ([(left.lower(), small)] if left else []) + ([(small, right.lower())] if right else [])
    if not pairs or any(known.is_known(pair) for pair in pairs):
        return None
    found: dict[str, Pair] = {}
    for place, own in ((1, left), (0, right)):
        if own and not (_is_name(word) and _is_name(own)):
            pair = (own.lower(), small) if place else (small, own.lower())
            found |= {other[place]: other for other in known.like(pair) if other[1 - place] == own.lower()}
    found = _likely(small, found) or _likely(small, found, swapped=True)
    if small in load_words(_TABLE, "common") or len(found) > 1:
        found = {better: pair for better, pair in found.items() if known.counts[pair] >= OFTEN}
    if len(found) > 1:
        found = {better: pair for better, pair in found.items() if known.is_known(pair)}
    if len(found) != 1:
        return None
    ((better, pair),) = found.items()
    rivals = [one for one in pairs if fold(" ".join(one)) == fold(" ".join(pair))]
    return _in_capitals_of(word, better) if known.outweighs(pair, rivals) else None


def _likely(word: str, found: Mapping[str, Pair], *, swapped: bool = False) -> dict[str, Pair]:
    return {better: pair for better, pair in found.items() if is_likely(word, better, swapped=swapped)}


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _in_capitals_of(word: str, better: str) -> str:
    if word.isupper() and len(word) > 1:
        return better.upper()
    return better.capitalize() if word[0].isupper() else better
