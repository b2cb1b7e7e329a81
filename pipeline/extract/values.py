"""Labelled values and cells that name agencies -> single agencies, head words restored."""

from __future__ import annotations

import re

from pipeline.extract.names import Name, NameScanner
from pipeline.text.letters import spell
from pipeline.text.match import match_form

_SEPARATOR = re.compile(spell(r"\s*(?:;|\n|(?<=[\w)])\.\s+(?=[-+{Lu}]))\s*[-+•*]?\s*"))
_LEAD_SIGNS = " \t\n-+•*:"
_NO_AGENCY = re.compile(r"^\W*(?:theo|không|nt|như trên|tùy|căn cứ|các nội dung|thực hiện|xây dựng)\b|^\W*$")
_ROLE_WORDS = re.compile(r"\s*(?:làm )?(?:chủ trì|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối)|tham mưu|đầu mối)\b")
_ETC = re.compile(r"\s*(?:\.{2,}|…|,?\s*v\.v\.?.*)\s*$")
MAX_PLAIN = 160


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
    joint = re.match(r"(?:và|cùng với|cùng)\s+", scanner.form[first:last])
    first += joint.end() if joint else 0
    if first >= last or _NO_AGENCY.match(scanner.form[first:last]):
        return []
    names = scanner.match_list(first, last)
    if not names:
        return [Name(first, last, text[first:last])] if last - first < MAX_PLAIN else []
    return _with_rest(scanner, names, last)


def _with_rest(scanner: NameScanner, names: list[Name], last: int) -> list[Name]:
    """Give the last name what the grammar left over, unless it is a sentence about what it does."""
    end = names[-1].end
    rest = scanner.form[end:last]
    bracket = re.match(r"\s*\([^()]*\)", rest)
    if bracket:
        end += bracket.end()
        rest = scanner.form[end:last]
    rest = _ETC.sub("", rest)
    more = re.match(r"\s*,?\s*(?:theo|trong phạm vi|căn cứ|thuộc phạm vi)\b", rest)
    if more:
        joint = re.compile(r"\s*(?:,|và)\s+(?=(?:các|ubnd|ủy ban nhân dân|sở)\s)").search(scanner.form, end, last)
        return [*names, *(_split_chunk(scanner, joint.end(), last) if joint else [])]
    bare = rest.strip(" .,;:/")
    if bare and not _ROLE_WORDS.match(rest) and not _is_sentence(bare):
        end = last - (len(scanner.form[end:last]) - len(scanner.form[end:last].rstrip(" .,;:/")))
    name = names[-1]
    words = name.words + scanner.text[name.end : end] if name.words != scanner.text[name.start : name.end] else scanner.text[name.start : end]
    return [*names[:-1], Name(name.start, end, words)]


def _is_sentence(rest: str) -> bool:
    """A long remainder, or one that begins with what someone does."""
    return len(rest) > 100 or re.match(r"(?:tiến hành|chủ trì|phối hợp|chủ động|rà soát|xây dựng|có trách nhiệm|tổ chức|báo cáo|tham mưu|thực hiện|triển khai|\.)", rest) is not None


def _clean(words: str) -> str:
    return _ETC.sub("", " ".join(words.split())).strip(" ;,.:-")


def heading_agencies(text: str, start: int, end: int) -> list[Name]:
    """Return the agencies that a heading names as those in charge; empty for other headings.

    Handles "Sở Nội vụ", "Giao Sở Xây dựng", "Đề nghị …", "Trách nhiệm của …", "Các sở: … (nêu trên)", a lead-in
    sentence ("… các sở, ngành thực hiện các nội dung sau:").
    """
    scanner = NameScanner(text[start:end])
    form = scanner.form
    opener = re.match(r"\W*(?:(?:giao|đề nghị|yêu cầu|phân công|đối với|kính đề nghị)(?: cho)?\s+)?(?:(?:trách nhiệm|nhiệm vụ(?: và quyền hạn| cụ thể)?|nhiệm vụ, quyền hạn|nội dung [\w ]{2,30}?|phần việc)\s+của\s+)?", form)
    place = opener.end() if opener else 0
    names = scanner.match_list(place)
    if not names:
        return []
    members = _bracketed(scanner, names)
    if members:
        names = members
    else:
        names = _heading_rest(scanner, names, text[start:end])
    return [Name(name.start + start, name.end + start, _clean(name.words)) for name in names]


def _bracketed(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Read "Các cơ quan đăng ký (Sở A, Ban quản lý B):": the list in brackets says who they are."""
    hit = re.compile(r"\s*\(").match(scanner.form, names[-1].end)
    if not hit or len(names) > 1 or not re.match(r"các\b", scanner.form[names[0].start :]):
        return []
    inner = scanner.match_list(hit.end())
    return inner if len(inner) > 1 and scanner.form[inner[-1].end :].lstrip()[:1] in (")", "") else []


def _heading_rest(scanner: NameScanner, names: list[Name], words: str) -> list[Name]:
    """A heading that is nothing but a name keeps all its words, whatever they look like."""
    end = names[-1].end
    rest = match_form(words[end:])
    bracket = re.match(r"\s*\(.*\)", rest)
    if bracket or not rest.strip(" :.") or ":" in rest or rest.rstrip().endswith((".", ";")):
        keep = re.match(r"\s*\((?!cơ quan|đơn vị|sau đây|gọi)[^()]*\)", rest)
        if keep and "các" in match_form(names[-1].words)[:4]:
            name = names[-1]
            return [*names[:-1], Name(name.start, end + keep.end(), words[name.start : end + keep.end()])]
        return names
    if re.search(r"\b(?:có|chịu) trách nhiệm\b|\btổ chức thực hiện\b", rest):
        return names
    name = names[-1]
    return [*names[:-1], Name(name.start, len(words.rstrip()), words[name.start :].rstrip())]
