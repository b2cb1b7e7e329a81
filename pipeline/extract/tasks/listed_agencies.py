"""Labelled values and cells that name agencies -> single agencies, head words restored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.agencies.name import Name
from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.tasks.roles import match_post
from pipeline.knowledge.labels import label_kind
from pipeline.knowledge.load import load_pattern
from pipeline.model import AgencyRole
from pipeline.text.letters import spell
from pipeline.text.match import match_form
from pipeline.text.words import Hit, Words

_SEPARATOR = re.compile(spell(r"\s*(?:;|\n|(?<=[\w)])(?<!\b[A-ZĐ])\.\s+(?=[-–+{Lu}]))\s*[-–+•*]?\s*"))
_LEAD = re.compile(r"[ \t\n\-–+•*:]+")
_LEAD_SIGNS = " \t\n-–+•*:"
_BRACKET = re.compile(r"\s*\([^()]*\)")
_OPEN_BRACKET = re.compile(r"\s*\(")
_SHORT_NAME = re.compile(spell(r"(?:[A-ZĐ]\.\s?)?[{Lu}&]{2,10}(?!\w)"))
_SHORT_NAMES = re.compile(rf"{_SHORT_NAME.pattern}(?:,\s*{_SHORT_NAME.pattern})+")
_WHOLE_BRACKET = re.compile(r"\s*\(.*\)")
_MEMBER = re.compile(r",\s*(?P<name>[^\W\d_]+(?: [\w/]+){1,7})")
_LABEL = re.compile(r"(?:\A|[;.,\n]|\s[-–+•])\s*[-–+•*]?\s*(?P<label>[^\W\d_][^:;.,\n–+•-]{1,40}?)\s*:\s*")
_ROLES = {role.value: role for role in (AgencyRole.LEAD, AgencyRole.COORDINATE)}
_END_SIGNS = " .,;:/"
_TABLE = "roles"
_REACH = 100  # characters in which words of a few syllables stand
_MARK_REACH = 300  # characters behind a name in which the role of its list is told
MAX_PLAIN = 160  # characters of a value that the grammar does not know
MAX_REST = 100  # characters behind the last name that may still belong to it


def split_agencies(value: Words) -> list[Name]:
    """Return the agencies of a labelled value, one each, in order.

    "Các sở: Nội vụ, Y tế; UBND các huyện, thị xã và các đơn vị có liên quan." gives four names; words that name no
    agency ("Theo phân công tại …") give none.
    """
    lines = (line for chunk in _chunks(value) for line in _lines(chunk))
    names = [name for line in lines for name in _split_chunk(NameScanner(line), line)]
    cleaned = (replace(name, shown=_clean(name.shown)) for name in names)
    return [name for name in cleaned if name.shown]


def split_roles(value: Words, role: AgencyRole) -> list[tuple[AgencyRole, Name]]:
    """Return the agencies of a value with their roles: those its own labels and words give, else the value's.

    "Chủ trì: Sở A; Phối hợp: Sở B", "Sở A (chủ trì), Sở B (phối hợp)", "Sở A chủ trì; các sở phối hợp".
    """
    return [(_marked(value, name) or own, name) for own, part in _parts(value, role) for name in split_agencies(part)]


def _parts(value: Words, role: AgencyRole) -> Iterator[tuple[AgencyRole, Words]]:
    """Yield what labels inside a value announce, where it begins with one; else all of it."""
    found = [(_ROLES.get(label_kind(hit["label"]) or ""), hit) for hit in value.find_all(_LABEL)]
    hits = [(own, hit) for own, hit in found if own]
    if not hits or value[: hits[0][1].start()].text.strip(_LEAD_SIGNS):
        yield role, value
        return
    ends = [*(hit.start() for _, hit in hits[1:]), value.end]
    for (own, hit), end in zip(hits, ends, strict=True):
        yield own, value[hit.end() : end]


def _marked(value: Words, name: Name) -> AgencyRole | None:
    """Return the role that stands behind a name, or behind the last of its list ("(chủ trì)", " phối hợp;")."""
    mark = value[name.end : name.end + _MARK_REACH].match(load_pattern(_TABLE, "value_mark"))
    if not mark:
        return None
    return AgencyRole.COORDINATE if mark["with"] or mark["also"] else AgencyRole.LEAD


def _chunks(value: Words) -> Iterator[Words]:
    """Yield what separators part, except those inside brackets."""
    text, place, counted, opened = value.text, value.start, 0, 0
    for hit in (Hit(found, value.start) for found in _SEPARATOR.finditer(text)):
        opened += text.count("(", counted, hit.match.start()) - text.count(")", counted, hit.match.start())
        counted = hit.match.start()
        if opened <= 0:
            yield value[place : hit.start()]
            place = hit.end()
    yield value[place:]


def _lines(chunk: Words) -> Iterator[Words]:
    """Part bodies that a cell's joined lines set side by side, each a whole name before a capital."""
    for hit in chunk.find_all(load_pattern(_TABLE, "next_line")):
        left, right = chunk[: hit.start()], chunk[hit.end() :]
        names = NameScanner(left).match_list()
        whole = names and left[names[-1].start :].match(load_pattern(_TABLE, "whole_body"))
        if whole and names[-1].end == left.end and right.text[:1].isupper():
            yield left
            yield from _lines(right)
            return
    yield chunk


def _split_chunk(scanner: NameScanner, chunk: Words) -> list[Name]:
    """Return the names of a chunk; behind the manner in which they act further names may follow."""
    found: list[Name] = []
    first: int | None = chunk.start
    while first is not None:
        names, first = _next_names(scanner, first, chunk.end)
        found += names
    return found


def _next_names(scanner: NameScanner, start: int, last: int) -> tuple[list[Name], int | None]:
    """Return the names that stand from a place on, and the place behind them where further ones begin."""
    words = scanner.words
    lead = words.match(_LEAD, start, last)
    first = lead.end() if lead else start
    joint = words.match(load_pattern(_TABLE, "value_lead"), first, last)
    first = joint.end() if joint else first
    if first >= last or words[first : min(last, first + _REACH)].match(load_pattern(_TABLE, "no_agency")):
        return [], None
    names = scanner.match_list(first, last)
    if not names:
        own = words[first:last]
        return _shortened(own) or ([Name(first, last, own.text)] if len(own) < MAX_PLAIN else []), None
    return _with_rest(scanner, names, last)


def _shortened(words: Words) -> list[Name]:
    """Part a list of shortened names that the grammar does not know ("P.KT, P.VHXH, CAX")."""
    if not _SHORT_NAMES.fullmatch(words.text.rstrip(_END_SIGNS)):
        return []
    found = (Hit(hit, words.start) for hit in _SHORT_NAME.finditer(words.text))
    return [Name(hit.start(), hit.end(), hit[0]) for hit in found]


def _with_rest(scanner: NameScanner, names: list[Name], last: int) -> tuple[list[Name], int | None]:
    """Give the last name what the grammar left over, unless it is a sentence about what it does.

    Where that tells only the manner in which they act, further names may begin: the second value is their place.
    """
    words, end = scanner.words, names[-1].end
    if words[end : min(last, end + _MARK_REACH)].match(load_pattern(_TABLE, "value_mark")):
        return names, None
    bracket = words.match(_BRACKET, end, last)
    end = bracket.end() if bracket else end
    if words[end : min(last, end + _REACH)].match(load_pattern(_TABLE, "value_manner")):
        joint = words.search(load_pattern(_TABLE, "value_next"), end, last)
        return names, joint.end() if joint else None
    if members := _plain_members(words[end:last], names[-1]):
        return [*names, *members], None
    if _belongs_to_name(_without_etc(words[end:last].form)):
        end = words[end:last].rstrip(_END_SIGNS).end
    return [*names[:-1], _extended(words, names[-1], end)], None


def _plain_members(rest: Words, name: Name) -> list[Name]:
    """Part further members that the grammar does not know ("Doanh nghiệp, nhà cung cấp dịch vụ, chủ kho")."""
    hits = [] if _is_group(name.shown) else rest.find_all(_MEMBER)
    plain = hits and all(load_pattern(_TABLE, "plain_member").match(hit["name"]) for hit in hits)
    if not plain or hits[-1].end() < rest.rstrip(_END_SIGNS).end:
        return []
    return [Name(*hit.span("name"), rest[slice(*hit.span("name"))].text) for hit in hits]


def _belongs_to_name(rest: str) -> bool:
    bare = rest.strip(_END_SIGNS)
    return bool(bare) and not load_pattern(_TABLE, "value_role").match(rest) and not _is_sentence(bare)


def _extended(words: Words, name: Name, end: int) -> Name:
    restored = name.shown != words[name.start : name.end].text
    shown = name.shown + words[name.end : end].text if restored else words[name.start : end].text
    return Name(name.start, end, shown)


def _is_sentence(rest: str) -> bool:
    """A long remainder, or one that begins with what someone does."""
    return len(rest) > MAX_REST or load_pattern(_TABLE, "sentence").match(rest) is not None


def _without_etc(words: str) -> str:
    """Cut off "…" or "v.v." at the end."""
    hit = load_pattern(_TABLE, "value_etc").search(match_form(words))
    return words[: hit.start()] if hit else words


def _clean(words: str) -> str:
    return _without_etc(" ".join(words.split())).strip(" ;,.:-")


def heading_agencies(heading: Words) -> list[Name]:
    """Return the agencies that a heading names as those in charge; empty for other headings.

    Handles "Sở Nội vụ", "Giao Sở Xây dựng", "Đề nghị …", "Trách nhiệm của …", "Các sở: … (nêu trên)", a lead-in
    sentence ("… các sở, ngành thực hiện các nội dung sau:").
    """
    scanner = NameScanner(heading)
    lead = heading.match(load_pattern(_TABLE, "heading_lead"))
    names = scanner.match_list(lead.end() if lead else None) or match_post(scanner)
    if not names:
        return []
    names = _bracketed(scanner, names) or _heading_rest(names, heading)
    return [replace(name, shown=_clean(name.shown)) for name in names]


def _bracketed(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Read "Các cơ quan đăng ký (Sở A, Ban quản lý B):": the list in brackets says who they are."""
    hit = scanner.words.match(_OPEN_BRACKET, names[-1].end)
    if not hit or len(names) > 1 or not _is_group(names[0].shown):
        return []
    inner = scanner.match_list(hit.end())
    return inner if len(inner) > 1 and scanner.words[inner[-1].end :].form.lstrip()[:1] in (")", "") else []


def _is_group(words: str) -> bool:
    return load_pattern(_TABLE, "heading_group").match(match_form(words)) is not None


def _heading_rest(names: list[Name], heading: Words) -> list[Name]:
    """A heading that is nothing but a name keeps all its words, whatever they look like."""
    name = names[-1]
    rest = heading[name.end :]
    end = heading.rstrip().end
    if _ends_with_name(rest.form):
        members = rest.match(load_pattern(_TABLE, "heading_members"))
        if not members or not _is_group(name.shown):
            return names
        end = members.end()
    elif load_pattern(_TABLE, "heading_sentence").search(rest.form) or _says_duty(name, rest):
        return names
    return [*names[:-1], Name(name.start, end, heading[name.start : end].text)]


def _says_duty(name: Name, rest: Words) -> bool:
    return not _is_group(name.shown) and rest.match(load_pattern(_TABLE, "heading_duty")) is not None


def _ends_with_name(rest: str) -> bool:
    """Tell whether nothing that could belong to a name follows it: brackets, a colon, the end of a sentence."""
    if _WHOLE_BRACKET.match(rest) or not rest.strip(" :."):
        return True
    return ":" in rest or rest.rstrip().endswith((".", ";"))
