"""Vietnamese text from before Unicode: TCVN3 (ABC), VNI and VIQR to Unicode and back.

Which code stands for which letter, and which fonts draw text so, is `knowledge/encodings.toml`. Where no font tells
the encoding, statistics do: a word counts for an encoding if it is a Vietnamese syllable read in it and none as it
stands. A text of several hands is settled line by line, so that its Unicode parts stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.load import read_table
from pipeline.knowledge.syllables import is_syllable

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")
_EDGE = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_LATIN_1 = re.compile("[\u00a1-\u00fe]")
_SAMPLE = 200_000  # characters looked at in one go to find the encoding
_PRIVATE = re.compile("[\uf020-\uf0ff]")  # where Word keeps the letters of a symbol font


@dataclass(frozen=True, slots=True)
class Encoding:
    """One encoding: its codes by letter, its letters by code, the fonts that draw it."""

    id: str
    name: str
    codes: Mapping[str, str]
    letters: Mapping[str, str]
    pattern: re.Pattern[str]  # any code, and an escaped sign as its group
    fonts: re.Pattern[str] | None
    capital_fonts: re.Pattern[str] | None
    escape: str


@dataclass(frozen=True, slots=True)
class Typeface:
    """What a legacy font does to its text: the encoding, and whether it draws small letters as capitals."""

    encoding: Encoding
    capitals: bool


@lru_cache(maxsize=1)
def load_encodings() -> tuple[Encoding, ...]:
    """Return the encodings of the table, in its order."""
    return tuple(_make_encoding(row) for row in read_table("encodings")["encoding"])


def find_typeface(font: str) -> Typeface | None:
    """Return what a font by its name does to its text (`.VnTime`, `.VnArialH`, `VNI-Times`), None for any other."""
    for encoding in load_encodings():
        if encoding.fonts and encoding.fonts.fullmatch(font.strip()):
            capitals = bool(encoding.capital_fonts and encoding.capital_fonts.fullmatch(font.strip()))
            return Typeface(encoding, capitals)
    return None


def decode(text: str, encoding: Encoding) -> str:
    """Return the Unicode text of a legacy text; what is no code of the encoding stays.

    >>> decode("tØnh B×nh S¬n", load_encodings()[0])
    'tỉnh Bình Sơn'
    """
    text = _PRIVATE.sub(lambda sign: chr(ord(sign.group()) - 0xF000), text)
    return encoding.pattern.sub(lambda code: code.group(1) or encoding.letters[code.group()], text)


def encode(text: str, encoding: Encoding) -> str:
    """Return a Unicode text (NFC) in a legacy encoding; `decode` gives it back.

    A capital that has no code of its own (TCVN3, with a tone) takes that of its small letter: its font makes the
    difference.
    """
    parts: list[str] = []
    for char in text:
        code = encoding.codes.get(char) or encoding.codes.get(char.lower(), char)
        if encoding.escape and _needs_escape(char, "".join(parts[-1:]), encoding):
            parts.append(encoding.escape)
        elif encoding.escape and f"{''.join(parts[-1:])}{code[:1]}".lower() in encoding.letters:
            parts[-1] = encoding.escape + parts[-1]  # "DĐ": the letter before would be read with the first of the code
        parts.append(code)
    return "".join(parts)


def _needs_escape(char: str, before: str, encoding: Encoding) -> bool:
    """Tell whether a sign or letter would be read as the end of a code."""
    return char == encoding.escape or f"{before}{char}".lower() in encoding.letters or _is_sign(char, encoding)


def _is_sign(char: str, encoding: Encoding) -> bool:
    return not char.isalnum() and any(code.endswith(char) for code in encoding.codes.values())


def decode_typeface(text: str, typeface: Typeface) -> str:
    """Return the Unicode text that a legacy font shows.

    Text that is Unicode all the same (a letter that the encoding has not, or words that only so are Vietnamese) stays.
    """
    score = _score(text, typeface.encoding)
    if _UNICODE_ONLY.search(text) or score.lost > score.gained:
        return text
    return decode(text, typeface.encoding).upper() if typeface.capitals else _decode_line(text, typeface.encoding)


def find_encoding(text: str) -> Encoding | None:
    """Return the legacy encoding in which words of a text are Vietnamese, None where they are as they stand.

    Lines with a letter that only Unicode has are not asked; of a long text each stretch is asked until one tells.
    """
    stretches = (text[start : start + _SAMPLE] for start in range(0, len(text), _SAMPLE))
    return next((found for stretch in stretches if (found := _find_encoding(stretch))), None)


def _find_encoding(text: str) -> Encoding | None:
    sample = "\n".join(line for line in text.split("\n") if not _UNICODE_ONLY.search(line))
    able = [(_score(sample, encoding), encoding) for encoding in load_encodings() if _may_be(sample, encoding)]
    scored = [(score.gained, place) for place, (score, encoding) in enumerate(able) if _is_sure(score, encoding)]
    return able[max(scored)[1]][1] if scored else None


def mend_text(text: str, encoding: Encoding) -> str:
    """Return a text with its lines in a legacy encoding turned to Unicode; lines that are Unicode stay.

    A line of both is settled word by word. A line that could be either is read like the line before it.
    """
    legacy = True
    lines = text.split("\n")
    for place, line in enumerate(lines):
        score = _score(line, encoding)
        if not score.touched:
            continue
        if _UNICODE_ONLY.search(line):
            lines[place] = _TOKEN.sub(lambda token: _mend_token(token.group(), encoding), line)
            continue
        if score.gained != score.lost:
            legacy = score.gained > score.lost
        if legacy:
            lines[place] = _decode_line(line, encoding)
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Score:
    """How many words a decoding changes, turns into syllables, and makes none any more."""

    touched: int
    gained: int
    lost: int


def _score(text: str, encoding: Encoding) -> _Score:
    touched = gained = lost = 0
    for token, read in _touched(text, encoding):
        before, after = _is_vietnamese(token), _is_vietnamese(read)
        touched += 1
        gained += after and not before
        lost += before and not after
    return _Score(touched, gained, lost)


def _touched(text: str, encoding: Encoding) -> Iterator[tuple[str, str]]:
    """Yield every word that the encoding would change, as it stands and as it would be read."""
    for match in _TOKEN.finditer(text):
        token = match.group()
        if not (encoding.escape or _LATIN_1.search(token) or _PRIVATE.search(token)) or _UNICODE_ONLY.search(token):
            continue
        read = decode(token, encoding)
        if read != token:
            yield token, read


def _is_vietnamese(token: str) -> bool:
    """Tell whether the parts of a word between hyphens and slashes are syllables, or abbreviations in capitals."""
    parts = [part for part in re.split(r"[-/–,.;:()\"“”]", _EDGE.sub("", token)) if part.strip("0123456789")]
    return bool(parts) and all(is_syllable(part) for part in parts)


def _may_be(text: str, encoding: Encoding) -> bool:
    if not encoding.escape:
        return bool(_LATIN_1.search(text))
    return len(encoding.pattern.findall(text[:5_000])) >= 5


def _is_sure(score: _Score, encoding: Encoding) -> bool:
    least, share = (8, 0.3) if encoding.escape else (3, 0.5)  # the signs of VIQR end sentences too
    return score.gained >= max(least, share * score.touched) and score.lost <= 0.1 * score.gained


def _mend_token(token: str, encoding: Encoding) -> str:
    if _UNICODE_ONLY.search(token) or _is_vietnamese(token):
        return token
    read = decode(token, encoding)
    return read if _is_vietnamese(read) else token


def _decode_line(line: str, encoding: Encoding) -> str:
    decoded = decode(line, encoding)
    return _raise_capitals(decoded, encoding) if encoding.capital_fonts else decoded


def _raise_capitals(text: str, encoding: Encoding) -> str:
    """Give words in capitals the capital letters that the encoding has no codes for (`HO¹CH` gives `HOẠCH`).

    One capital before toned letters is the beginning of a name (`Hµ`) unless a word beside it is in capitals.
    """
    words = list(_WORD.finditer(text))
    sure = [_is_capitals(word.group(), encoding, 2) for word in words]
    for place, word in enumerate(words):
        beside = [near for near in (place - 1, place + 1) if 0 <= near < len(words) and sure[near]]
        beside = [near for near in beside if _parted_by_blank(text, *sorted((words[near].span(), word.span())))]
        neighbours = any(is_syllable(words[near].group()) for near in beside)
        if sure[place] or (neighbours and _is_capitals(word.group(), encoding, 0)):
            text = text[: word.start()] + word.group().upper() + text[word.end() :]
    return text


def _is_capitals(word: str, encoding: Encoding, least: int) -> bool:
    """Tell whether a word has so many capitals and no small letter that could have been a capital."""
    if any(char.islower() and (char.isascii() or char.upper() in encoding.codes) for char in word):
        return False
    return sum(char.isupper() for char in word) >= least


def _parted_by_blank(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    between = text[first[1] : second[0]]
    return not between.strip(" ") and len(between) < 3


def _make_encoding(row: dict[str, str]) -> Encoding:
    pairs = (pair.partition("=") for pair in re.split("[ \n]", row["letters"]) if pair)
    codes = {letter: code for letter, _, code in pairs}
    capital_fonts = row.get("capital_fonts")
    letters = {code: letter for letter, code in codes.items()}
    if not capital_fonts:
        for letter, code in list(codes.items()):
            codes[letter.upper()] = code.upper()
            letters |= {code.capitalize(): letter.upper(), code.upper(): letter.upper()}
    escape = row.get("escape", "")
    any_code = "|".join(map(re.escape, sorted(letters, key=len, reverse=True)))
    pattern = re.compile(f"{re.escape(escape)}(.)|{any_code}" if escape else f"(?!)(.)|{any_code}")
    fonts = re.compile(row["fonts"], re.IGNORECASE) if "fonts" in row else None
    return Encoding(
        row["id"], row["name"], codes, letters, pattern, fonts,
        re.compile(capital_fonts, re.IGNORECASE) if capital_fonts else None, escape,
    )  # fmt: skip
