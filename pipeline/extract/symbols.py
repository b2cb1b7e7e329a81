"""Số ký hiệu, with gaps and without number.

Handles "98-NQ/TW", "61/KH-UBND", "55/2016/QĐ-UBND", "206/2025/QH15", "66.2/2025/NQ-CP", "2950/SNNMT-KL", "/KH-UBND".

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3: number, then type abbreviation and issuer; the Party writes number,
hyphen, type, slash, issuer (Hướng dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.knowledge.load import load_map, load_pattern, load_words, type_by_symbol
from pipeline.text.letters import spell
from pipeline.text.match import match_form
from pipeline.text.words import Words

_MOST_PARTS = 20  # of a symbol behind its first; a list of symbols must not be taken for one
_LETTERS = r"[A-ZĐƯƠÂÊÔĂ][A-Za-zĐđƯưƠơ0-9&.]*(?:(?!\w)|(?=ngày\b))"  # "QĐ-TTgngày": a blank left out
_AND = r"(?:(?:\s?&\s?|(?<=&)\s)(?=[A-ZĐƯƠÂÊÔĂ]{2})" + _LETTERS + ")?"  # "QLN& TTBĐS", broken at the end of a line
_BODY = rf"{_LETTERS}{_AND}(?:\s?[-–/,]\s?(?:{_LETTERS}{_AND}|\d{{1,3}}(?=[-/]))){{0,{_MOST_PARTS}}}"
_NUMBERED_TYPE = r"(?<=\s)(?=[A-ZĐ][A-Za-zĐđ]{0,4}/)"  # "84 QĐ/…": a blank where the Party's hyphen belongs
_JOINT = rf"(?:/\s?(?P<year>(?:19|20)\d\d)\s?[/-]\s?|[-–/]\s?|{_NUMBERED_TYPE})"
_PART = r"\.\d{1,2}(?=\s?/\s?(?:19|20)\d\d\s?[/-])"  # "66.2/2025/NQ-CP": one of several acts under one number
_CODE = re.compile(rf"(?<![\w/.,-])(?P<number>\d{{1,5}}(?:{_PART}|[a-zđA-ZĐ]?))\s?{_JOINT}(?P<body>{_BODY})")
_BLANK = re.compile(rf"(?P<lead>[/-])\s?(?P<body>{_BODY})")
_OPEN = re.compile(rf"(?<=[sS]ố)\s*:?[\s.…_]*(?P<lead>[/-])\s?(?P<body>{_BODY})")  # "Tờ trình số …/TTr-UBND"
_NO_CODES = re.compile(spell(r"^(?:[A-ZĐ]|[A-Z][{Ll}]+|T\d+|Q[1-4]|IV|I{1,3}|VI{0,3}|H\d*|km|ha|NĐ|QĐ)$"))

_TYPED_ON = re.compile(r"[-–/,]\s?\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)")
_DATE_LENGTH = 10
_MARK_REACH = 8  # characters before a number in which "số" stands
_JOINTS = re.compile(r"[-/–,]")
_SPACED_JOINTS = re.compile(r"(\s?[-–/,]\s?)")
_SPACES = re.compile(r"\s+")
_TWO_CAPITALS = re.compile(r"[A-ZĐ]{2}")
_NO_CAPITALS = re.compile(r"[^A-ZĐƯƠÂÊÔĂ]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A số ký hiệu in a document: spaces removed in `code`; `number` is None when it is left blank."""

    code: str
    number: str | None
    year: str | None
    body: str  # after the number: "NQ/TW", "KH-UBND", "QH15"
    start: int
    end: int

    @property
    def parts(self) -> list[str]:
        """The abbreviations of the symbol: ["TTr", "CAT", "PC06"]."""
        return [part for part in _JOINTS.split(self.body) if part]

    @property
    def type(self) -> str | None:
        """The document type that the symbol names; a symbol without one is a công văn's."""
        row = type_by_symbol().get(self.parts[0].upper()) if self.parts else None
        return row.abbreviation if row else None

    @property
    def office(self) -> tuple[str, ...]:
        """The abbreviations that stand for the issuer."""
        return tuple(self.parts[1:] if self.type else self.parts)


def find_symbols(words: Words) -> Iterator[Symbol]:
    """Find every số ký hiệu with a number, in order; dates, fractions and ratios are none."""
    text, place = words.text, 0
    while hit := _CODE.search(text, place):
        body = _trim(_without_date(text, hit))
        place = hit.start("body") + len(body)
        if _joins(text, hit, body) and _is_symbol(body, hit["year"]):
            yield _symbol(words, hit, body)


def find_open_symbols(words: Words) -> Iterator[Symbol]:
    """Find every số ký hiệu whose number a draft leaves open behind "số"; it names its type."""
    for hit in _OPEN.finditer(words.text):
        body = _trim(hit["body"])
        start = hit.start("lead")
        symbol = Symbol(
            _closed(words.text[start : hit.start("body") + len(body)]),
            None,
            None,
            _closed(body),
            words.start + start,
            words.start + hit.start("body") + len(body),
        )
        if symbol.type and symbol.office:
            yield symbol


def _without_date(text: str, hit: re.Match[str]) -> str:
    """Return what stands behind a number, up to a date that was typed on: "STC-NS-03/7/2025", "SNV/26.06.2025"."""
    date = _TYPED_ON.search(text, hit.start("body"), hit.end() + _DATE_LENGTH)
    return text[hit.start("body") : min(date.start(), hit.end())] if date else hit["body"]


def _joins(text: str, hit: re.Match[str], body: str) -> bool:
    """Tell whether what stands between number and body makes them one symbol, and not an item's number and text."""
    joint = text[hit.end("number") : hit.start("body")].strip()
    if joint in "-–" and "/" not in body:  # "7- UBND các xã" is an item, the Party's hyphen has a slash behind it
        return False
    if joint == "/" and text[hit.start("body") - 1].isspace() and len(_JOINTS.split(body)) == 1:
        return False  # so is "4/ UBND các xã"
    return bool(joint) or _is_numbered_type(text[max(0, hit.start() - _MARK_REACH) : hit.start()], body)


def _is_numbered_type(before: str, body: str) -> bool:
    """Tell whether a body without a joint before it follows "số" and names a type: "Quyết định số 84 QĐ/TWĐTN"."""
    named = _JOINTS.split(body)[0].strip().upper() in type_by_symbol()
    return named and load_pattern("citations", "number_before").search(match_form(before)) is not None


def match_symbol(words: Words, start: int | None = None) -> Symbol | None:
    """Match a số ký hiệu at a place, also one whose number is left blank ("/KH-UBND", "-KH/TU")."""
    place = 0 if start is None else start - words.start
    hit = _CODE.match(words.text, place) or _BLANK.match(words.text, place)
    return _symbol(words, hit, _trim(hit["body"])) if hit else None


def _symbol(words: Words, hit: re.Match[str], body: str) -> Symbol:
    parts, end = hit.groupdict(), hit.start("body") + len(body)
    code = _closed(words.text[hit.start() : end])
    place = words.start + hit.start()
    return Symbol(code, parts.get("number"), parts.get("year"), _closed(body), place, place + end - hit.start())


def _closed(text: str) -> str:
    closed = _SPACES.sub("", text).replace("–", "-")
    for misread, meant in load_map("doc_types", "misread_parts").items():
        closed = closed.replace(misread, meant)
    return closed


def _trim(body: str) -> str:
    """Cut a symbol where the next words were drawn in: a blank before a word that is no abbreviation, a final dot."""
    body = body.rstrip(".,&")
    pieces = _SPACED_JOINTS.split(body)
    kept = pieces[0]
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=False):
        if not _is_part(joint, piece):
            break
        kept += joint + piece
    return kept.rstrip(".,&")


def _is_part(joint: str, piece: str) -> bool:
    """Tell whether a piece behind a joint still belongs to the symbol, and is not the word after it."""
    if joint.strip() == "," and len(piece) > 3:
        return False
    if piece in load_words("doc_types", "mixed_parts"):
        return True
    loose = joint != joint.strip() or "," in joint
    return not (len(piece) > 2 and piece[1:].islower()) and (piece.isupper() or not loose)


def _is_symbol(body: str, year: str | None) -> bool:
    parts = [part.strip() for part in _JOINTS.split(body) if part.strip()]
    if not parts:
        return False
    first = parts[0]
    if first.upper() in type_by_symbol() and len(parts) > 1:
        return True
    if year and _TWO_CAPITALS.match(first):
        return True
    if _NO_CODES.match(first) and len(parts) == 1:
        return False
    letters = _NO_CAPITALS.sub("", first)
    return len(letters) >= 2 and len(letters) >= len(first) - 3
