"""Every place where a document is named: type, code or name, date, issuer, and the spans of each.

Handles full forms ("Kế hoạch số 61/KH-UBND ngày 14/03/2024 của UBND tỉnh về …"), gaps ("238- QĐ/TW"), lists that share
type, date or issuer ("Công điện số 7/CĐ-TTg, số 8/CĐ-TTg ngày …"), laws by name and date, congress resolutions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.citations.issuer_beside import (
    find_issuer_before,
    find_list_issuers,
    match_issuer,
    match_type_and_issuer,
)
from pipeline.extract.citations.issuer_unsaid import fits_symbol
from pipeline.extract.citations.laws import LawName, find_laws
from pipeline.extract.citations.number_lists import with_shared_numbers
from pipeline.extract.symbols import Symbol, find_open_symbols, find_symbols, match_symbol
from pipeline.knowledge.load import load_map, load_pattern, load_rules, load_words, type_by_name, type_by_symbol
from pipeline.text.dates import find_dates
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Hit, Spans, Words

_TABLE = "citations"
_CLOSES = re.compile(r"\s*\)")
_COMMA = re.compile(r",\s+")
_JOINT = frozenset({"TTLT", "NQLT"})  # types that several bodies issue together
_STANDARDS = frozenset({"TCVN", "QCVN"})  # their number ends like a code: "QCVN 01:2019/BCT"
_CAPITALISED = frozenset(
    {"NĐ", "QH", "KH", "CTr", "ĐA", "ĐL", "QC", "Hiệp định"}
)  # types whose names count only where they are printed with a capital
_WITH_TITLE = frozenset({"decree-by-name", "amending-resolution"})  # rules of names in which other acts stand
_NO_TITLES = frozenset({"project-by-name"})  # rules of names that in capitals are a title's own subject
_REACH = 60  # characters before a code in which its type name stands
_MARK_REACH = 6  # characters before a code in which "số" stands
_DATE_REACH = 34  # characters of a date in its longest form
_TITLE_REACH = 14  # characters behind an issuer in which the word ends that was taken for a part of its name
_PASSED_REACH = 70  # characters behind "được Quốc hội … thông qua" in which the date stands


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of a document. `start`–`end` covers type, number, date and issuer; `core` only its code or name."""

    start: int
    end: int
    core: tuple[int, int]
    type: str | None
    code: str | None = None
    date: str | None = None
    issuer: str | None = None
    name: str | None = None
    rule: str = "code"
    symbol: Symbol | None = None
    inner: tuple[tuple[int, int], ...] = ()  # laws named in an amending law's own title


def find_mentions(words: Words) -> list[Mention]:
    """Find the documents named in some words, in order."""
    scanner = NameScanner(words)
    symbols = [*with_shared_numbers(find_symbols(words), words), *find_open_symbols(words)]
    coded = [_coded(scanner, symbol) for symbol in symbols if _is_document(words, symbol)]
    laws = [_law(scanner, law) for law in find_laws(words)]
    named = list(_named(words))
    if not (coded or laws or named):
        return []
    kept = _without_overlap([*coded, *laws], named)
    ordered = sorted(kept, key=lambda mention: (mention.start, -mention.end))
    return _share(words, _with_list_issuers(scanner, ordered))


def _named(words: Words) -> Iterator[Mention]:
    """Find the documents named without a code, with the meeting that passed them; at one place by the first rule."""
    seen: set[tuple[str, int]] = set()
    for rule in load_rules(_TABLE, "named"):
        for hit in rule.pattern.finditer(words.form):
            place = Hit(hit, words.start)
            if rule.gives in _CAPITALISED and not words.has_capital(place.start()):
                continue
            if (rule.gives, place.start()) in seen or _lists_more(words, place):
                continue
            seen.add((rule.gives, place.start()))
            name = words[slice(*place.span())].strip(" -+\n\t")
            if rule.id in _NO_TITLES and name.text.isupper():
                continue
            passed = name.match(load_pattern(_TABLE, "passed_at"))
            if rule.id == "regulation":
                passed = name.search(load_pattern(_TABLE, "regulation_of"))
            issuer = name[slice(*passed.span("issuer"))].text if passed else None
            core = (name.start, place.end())
            yield Mention(*core, core, rule.gives, issuer=issuer, name=name.text, rule=rule.id)


def _lists_more(words: Words, place: Hit) -> bool:
    """Tell whether a name was read on into the next member of a list, which begins with a capital behind a comma."""
    if words[slice(*place.span())].text.isupper():
        return False
    return any(words.has_capital(comma.end()) for comma in words.find_all(_COMMA, place.start(), place.end()))


def _coded(scanner: NameScanner, symbol: Symbol) -> Mention:
    start, kind, issuer = _type_of(scanner, symbol)
    mention = Mention(start, symbol.end, (start, symbol.end), kind, symbol.code, issuer=issuer, symbol=symbol)
    mention = _with_issuer(scanner, _with_date(scanner.words, mention))
    mention = _with_late_date(scanner.words, mention)
    if mention.issuer:
        return mention
    issuer, date = find_issuer_before(scanner, mention.start)
    leader = load_map(_TABLE, "leaders").get(symbol.parts[-1]) if symbol.parts else None
    if issuer is None and leader and scanner.words[: mention.start].search(load_pattern(_TABLE, "leader_said")):
        issuer = leader
    if issuer and not fits_symbol(symbol, issuer):  # "trình Sở Tư pháp thẩm định tại Văn bản số …/SCT-CN"
        return mention
    office = load_map(_TABLE, "offices_of_leaders").get(symbol.office[0]) if symbol.office else None
    if office and issuer and load_pattern(_TABLE, "leader").match(match_form(issuer)):
        issuer = office
    return replace(mention, issuer=issuer, date=mention.date or date)


def _type_of(scanner: NameScanner, symbol: Symbol) -> tuple[int, str | None, str | None]:
    """Return where the naming of a symbol begins, its type, and the issuer that stands between type and number."""
    words, start, kind = scanner.words, symbol.start, symbol.type
    shared = kind is None or kind in load_words("doc_types", "shared_symbols")
    before = words.search(load_pattern(_TABLE, "type_before"), start - _REACH, start)
    if before:
        named = type_by_name()[squeeze(before["name"])].abbreviation
        return before.start("name"), named if shared else kind, None
    short = words.search(load_pattern(_TABLE, "abbreviation_before"), start - _REACH, start)
    if short:
        named = type_by_symbol()[short["name"].upper()].abbreviation
        return short.start("name"), named if shared else kind, None
    plain = words.search(load_pattern(_TABLE, "number_before"), start - _MARK_REACH, start)
    between = match_type_and_issuer(scanner, start) if plain else None
    if between:
        return between[0], between[1] if shared else kind, between[2]
    if kind is None:
        kind = _kind_by_parts(symbol) or ("CV" if symbol.year is None else None)
    return plain.start() if plain else start, kind, None


def _kind_by_parts(symbol: Symbol) -> str | None:
    """Return what a symbol without a type of the decree is by its parts: a licence ("12/GP-STTTT") or a contract."""
    kinds = load_map(_TABLE, "kinds")
    return next((kinds[part.upper()] for part in symbol.parts if part.upper() in kinds), None)


def _is_document(words: Words, symbol: Symbol) -> bool:
    """Tell whether a number is a document's, and not that of a dossier, an account, a plate, a plot or a price."""
    if load_pattern(_TABLE, "no_symbol").match(match_form(symbol.body)):
        return False
    if symbol.type or words.search(load_pattern(_TABLE, "type_before"), symbol.start - _REACH, symbol.start):
        return True
    return words.search(load_pattern(_TABLE, "no_document"), symbol.start - _REACH, symbol.start) is None


def _law(scanner: NameScanner, law: LawName) -> Mention:
    words = scanner.words
    name = squeeze(words[law.start : law.end].text)
    mention = Mention(law.start, law.end, (law.start, law.end), law.type, name=name, rule="law", inner=law.inner)
    code = words.match(load_pattern(_TABLE, "law_code"), mention.end)
    symbol = match_symbol(words, code.end()) if code else None
    if symbol:
        mention = replace(mention, code=symbol.code, end=symbol.end)
    mention = _with_date(words, mention, years=True)
    passed = words.match(load_pattern(_TABLE, "passed"), mention.end)
    if passed:
        dates = find_dates(words[passed.end() : passed.end() + _PASSED_REACH])
        found = replace(mention, issuer=words[slice(*passed.span("issuer"))].text)
        return replace(found, date=found.date or (str(dates[0].value) if dates else None))
    return _with_issuer(scanner, mention)


def _with_date(words: Words, mention: Mention, *, years: bool = False) -> Mention:
    lead = words.match(load_pattern(_TABLE, "date_after"), mention.end)
    if lead:
        dates = find_dates(words[lead.end() : lead.end() + _DATE_REACH])
        if dates and dates[0].start == lead.end():
            closed = words.match(_CLOSES, dates[0].end) if "(" in lead[0] else None
            return replace(mention, date=str(dates[0].value), end=closed.end() if closed else dates[0].end)
    year = words.match(load_pattern(_TABLE, "year_after"), mention.end) if years else None
    if year:
        return replace(mention, date=year["year"], end=year.end())
    return _with_open_date(words, mention)


def _with_open_date(words: Words, mention: Mention) -> Mention:
    """Read what a draft says of a date whose day it leaves open: "ngày   tháng 11 năm 2031"."""
    left = words.match(load_pattern(_TABLE, "open_date"), mention.end)
    if not left:
        return mention
    month = f"-{int(left['month']):02}" if left["month"] else ""
    return replace(mention, date=left["year"] + month, end=left.end())


def _with_late_date(words: Words, mention: Mention) -> Mention:
    """Read the date behind the issuer: "Công văn số … của Sở X ngày 05/6/2024"."""
    late = words.match(load_pattern(_TABLE, "late_date"), mention.end)
    return _with_date(words, mention) if late and mention.issuer and mention.date is None else mention


def _with_issuer(scanner: NameScanner, mention: Mention) -> Mention:
    lead = scanner.words.match(load_pattern(_TABLE, "of"), mention.end)
    if not lead:
        return mention
    end = match_issuer(scanner, lead.end())
    if end and (mention.type in _JOINT or "giữa" in lead[0]):
        members = scanner.match_list(lead.end())
        end = members[-1].end if members else end
    if end is None:
        return mention
    end = _without_title(scanner.words, lead.end(), end)
    return replace(mention, issuer=scanner.words[lead.end() : end].text, end=end)


def _without_title(words: Words, start: int, end: int) -> int:
    """Return where an issuer ends whose name was read on into the next document or into the title of its own act."""
    beyond = words.search(load_pattern(_TABLE, "issuer_ends"), start, end + _TITLE_REACH)
    title = words.search(load_pattern(_TABLE, "title_behind"), start, end + _TITLE_REACH)
    ends = [beyond.start()] if beyond else []
    if title and words.has_capital(title.start()):
        ends.append(words[start : title.start()].rstrip().end)
    return min([*ends, end])


def _without_overlap(sure: list[Mention], named: list[Mention]) -> list[Mention]:
    """Drop named documents that overlap a code; a named decree keeps the laws inside its title."""
    standards = Spans(mention.core for mention in named if mention.type in _STANDARDS)
    sure = [mention for mention in sure if not standards.between(*mention.core)]
    cores = Spans(mention.core for mention in sure)
    kept = [mention for mention in named if mention.rule in _WITH_TITLE or not cores.between(*mention.core)]
    coded = [mention for mention in sure if mention.code is not None or mention.rule == "law"]
    inside = _inside_others({mention.core for mention in coded if mention.rule == "law"})
    return [*(mention for mention in coded if mention.rule != "law" or mention.core not in inside), *kept]


def _inside_others(cores: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the laws that begin inside the name of another ("Luật sửa đổi Luật X")."""
    inside: set[tuple[int, int]] = set()
    reach = start = -1  # of those that begin before `start`
    longest = -1
    for core in sorted(cores):
        if core[0] > start:
            reach, start = longest, core[0]
        if core[0] < reach:
            inside.add(core)
        longest = max(longest, core[1])
    return inside


def _share(words: Words, mentions: list[Mention]) -> list[Mention]:
    """Give the members of a list the type, date and issuer that stand once for all of them."""
    taken = Spans((m.start, m.end) for m in mentions if m.rule == "law" and m.code)
    kept = [m for m in mentions if not (m.rule == "code" and taken.cover(m.core[0]))]
    for place in range(len(kept) - 2, -1, -1):
        here, after = kept[place], kept[place + 1]
        joint = words[here.end : after.start].form
        if here.rule == after.rule == "code" and is_list_joint(joint):
            kept[place] = _like_next(here, after, joint)
    for place in range(1, len(kept)):
        here, before = kept[place], kept[place - 1]
        if before.rule == "code" and is_list_joint(words[before.end : here.start].form):
            kept[place] = _like_last(words, here, before)
    return kept


def _like_last(words: Words, here: Mention, before: Mention) -> Mention:
    """Take the type of the member before, and the issuer named before a list of one symbol ("X ban hành 03 …")."""
    here = replace(here, type=here.type or before.type)
    if here.issuer or not (before.issuer and before.symbol and here.symbol):
        return here
    is_led = before.issuer not in words[before.start : before.end].text
    return replace(here, issuer=before.issuer) if is_led and before.symbol.body == here.symbol.body else here


def _with_list_issuers(scanner: NameScanner, mentions: list[Mention]) -> list[Mention]:
    """Give type and issuer to the members of a list that stand behind "các Quyết định của Thủ tướng Chính phủ:"."""
    starts = [mention.start for mention in mentions]
    lists = list(find_list_issuers(scanner))
    ends = [*(start for start, _, _ in lists[1:]), scanner.words.end + 1]  # where the next list begins
    for (start, kind, issuer), end in zip(lists, ends, strict=False):
        for place in range(bisect_left(starts, start), bisect_left(starts, end)):
            mention = mentions[place]
            if mention.start < start:
                continue
            if not _is_member(scanner.words, mention, start):
                continue  # a document in the title of the member before it
            if mention.rule != "code" or mention.type != kind or mention.issuer:
                break
            mentions[place], start = replace(mention, issuer=issuer), mention.end
    return mentions


def _is_member(words: Words, mention: Mention, since: int) -> bool:
    """Tell whether a naming is the next member of a list: at its beginning, or behind a sign that parts members."""
    before = words[max(since, mention.start - _REACH) : mention.start]
    return before.search(load_pattern(_TABLE, "member_before")) is not None


def _like_next(here: Mention, after: Mention, joint: str) -> Mention:
    """Take issuer and, over a bare joint, date from the next member of a list of one type."""
    kin = here.type == after.type or here.type is None or after.type is None or _of_one_body(here, after)
    if not kin or here.issuer is not None:
        return here
    bare = here.date is None and load_pattern(_TABLE, "bare_joint").match(joint)
    return replace(here, issuer=after.issuer, date=after.date if bare else here.date)


def _of_one_body(here: Mention, after: Mention) -> bool:
    """Tell whether two symbols end alike: "Chỉ thị số 35-CT/TW và Kết luận số 118-KL/TW … của Bộ Chính trị"."""
    offices = [one.symbol.office for one in (here, after) if one.symbol]
    return len(offices) == 2 and bool(offices[0]) and offices[0] == offices[1]


def is_list_joint(between: str) -> bool:
    """Tell whether the match form between two mentions only joins a list (", và số", ";", "và")."""
    return load_pattern(_TABLE, "joint").match(between) is not None
