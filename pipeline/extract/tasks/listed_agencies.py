"""Labelled values and cells that name agencies -> single agencies, head words restored."""

from __future__ import annotations

import re

from pipeline.extract.agencies.names_in_text import Name, NameScanner
from pipeline.extract.tasks.roles import match_post
from pipeline.knowledge.load import load_pattern
from pipeline.text.letters import spell
from pipeline.text.match import match_form

_SEPARATOR = re.compile(spell(r"\s*(?:;|\n|(?<=[\w)])\.\s+(?=[-–+{Lu}]))\s*[-–+•*]?\s*"))
_LEAD_SIGNS = " \t\n-–+•*:"
_BRACKET = re.compile(r"\s*\([^()]*\)")
_OPEN_BRACKET = re.compile(r"\s*\(")
_WHOLE_BRACKET = re.compile(r"\s*\(.*\)")
_END_SIGNS = " .,;:/"
_TABLE = "roles"
MAX_PLAIN = 160  # characters of a value that the grammar does not know
MAX_REST = 100  # characters behind the last name that may still belong to it


def split_agencies(text: str, start: int, end: int) -> list[Name]:
    """Return the agencies of a labelled value, one each, in order.

    "Các sở: Nội vụ, Y tế; UBND các huyện, thị xã và các đơn vị có liên quan." gives four names; words that name no
    agency ("Theo phân công tại …") give none.
    """
    scanner = NameScanner(text[start:end])
    names: list[Name] = []
    for first, last in _chunks(scanner.text):
        names += _split_chunk(scanner, first, last)
    return [Name(name.start + start, name.end + start, _clean(name.words)) for name in names if _clean(name.words)]


def _chunks(text: str) -> list[tuple[int, int]]:
    chunks, place = [], 0
    for hit in _SEPARATOR.finditer(text):
        if text.count("(", 0, hit.start()) > text.count(")", 0, hit.start()):
            continue
        chunks.append((place, hit.start()))
        place = hit.end()
    chunks.append((place, len(text)))
    return chunks


def _split_chunk(scanner: NameScanner, first: int, last: int) -> list[Name]:
    text = scanner.text
    while first < last and text[first] in _LEAD_SIGNS:
        first += 1
    joint = load_pattern(_TABLE, "value_lead").match(scanner.form, first, last)
    first = joint.end() if joint else first
    if first >= last or load_pattern(_TABLE, "no_agency").match(scanner.form[first:last]):
        return []
    names = scanner.match_list(first, last)
    if not names:
        return [Name(first, last, text[first:last])] if last - first < MAX_PLAIN else []
    return _with_rest(scanner, names, last)


def _with_rest(scanner: NameScanner, names: list[Name], last: int) -> list[Name]:
    """Give the last name what the grammar left over, unless it is a sentence about what it does."""
    end = names[-1].end
    bracket = _BRACKET.match(scanner.form, end, last)
    end = bracket.end() if bracket else end
    rest = _without_etc(scanner.form[end:last])
    if load_pattern(_TABLE, "value_manner").match(rest):
        joint = load_pattern(_TABLE, "value_next").search(scanner.form, end, last)
        return [*names, *(_split_chunk(scanner, joint.end(), last) if joint else [])]
    if _belongs_to_name(rest):
        end += len(scanner.form[end:last].rstrip(_END_SIGNS))
    return [*names[:-1], _extended(scanner, names[-1], end)]


def _belongs_to_name(rest: str) -> bool:
    bare = rest.strip(_END_SIGNS)
    return bool(bare) and not load_pattern(_TABLE, "value_role").match(rest) and not _is_sentence(bare)


def _extended(scanner: NameScanner, name: Name, end: int) -> Name:
    restored = name.words != scanner.text[name.start : name.end]
    words = name.words + scanner.text[name.end : end] if restored else scanner.text[name.start : end]
    return Name(name.start, end, words)


def _is_sentence(rest: str) -> bool:
    """A long remainder, or one that begins with what someone does."""
    return len(rest) > MAX_REST or load_pattern(_TABLE, "sentence").match(rest) is not None


def _without_etc(words: str) -> str:
    """Cut off "…" or "v.v." at the end."""
    hit = load_pattern(_TABLE, "value_etc").search(match_form(words))
    return words[: hit.start()] if hit else words


def _clean(words: str) -> str:
    return _without_etc(" ".join(words.split())).strip(" ;,.:-")


def heading_agencies(text: str, start: int, end: int) -> list[Name]:
    """Return the agencies that a heading names as those in charge; empty for other headings.

    Handles "Sở Nội vụ", "Giao Sở Xây dựng", "Đề nghị …", "Trách nhiệm của …", "Các sở: … (nêu trên)", a lead-in
    sentence ("… các sở, ngành thực hiện các nội dung sau:").
    """
    scanner = NameScanner(text[start:end])
    lead = load_pattern(_TABLE, "heading_lead").match(scanner.form)
    place = lead.end() if lead else 0
    names = scanner.match_list(place) or match_post(scanner)
    if not names:
        return []
    names = _bracketed(scanner, names) or _heading_rest(names, text[start:end])
    return [Name(name.start + start, name.end + start, _clean(name.words)) for name in names]


def _bracketed(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Read "Các cơ quan đăng ký (Sở A, Ban quản lý B):": the list in brackets says who they are."""
    hit = _OPEN_BRACKET.match(scanner.form, names[-1].end)
    if not hit or len(names) > 1 or not _is_group(names[0].words):
        return []
    inner = scanner.match_list(hit.end())
    return inner if len(inner) > 1 and scanner.form[inner[-1].end :].lstrip()[:1] in (")", "") else []


def _is_group(words: str) -> bool:
    return load_pattern(_TABLE, "heading_group").match(match_form(words)) is not None


def _heading_rest(names: list[Name], words: str) -> list[Name]:
    """A heading that is nothing but a name keeps all its words, whatever they look like."""
    name = names[-1]
    rest = match_form(words[name.end :])
    end = len(words.rstrip())
    if _ends_with_name(rest):
        members = load_pattern(_TABLE, "heading_members").match(rest)
        if not members or not _is_group(name.words):
            return names
        end = name.end + members.end()
    elif load_pattern(_TABLE, "heading_sentence").search(rest):
        return names
    return [*names[:-1], Name(name.start, end, words[name.start : end])]


def _ends_with_name(rest: str) -> bool:
    """Tell whether nothing that could belong to a name follows it: brackets, a colon, the end of a sentence."""
    if _WHOLE_BRACKET.match(rest) or not rest.strip(" :."):
        return True
    return ":" in rest or rest.rstrip().endswith((".", ";"))
