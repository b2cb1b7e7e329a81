"""Every place where a document is named: type, code or name, date, issuer, and the spans of each.

Handles full forms ("Kế hoạch số 16/KH-UBND ngày 26/02/2024 của UBND tỉnh về …"), gaps ("238- QĐ/TW"), lists that share
type, date or issuer ("Công điện số 7/CĐ-TTg, số 8/CĐ-TTg ngày …"), laws by name and date, congress resolutions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.extract.laws import LawName, find_laws
from pipeline.extract.names import NameScanner
from pipeline.extract.symbols import Symbol, find_symbols
from pipeline.knowledge.load import load_rules, type_by_name
from pipeline.text.dates import find_dates

_DATE = re.compile(r"\s*[,(]?\s*(?:ban hành\s+|được ký\s+)?(?:ngày\s+)?(?=[0-3]?\d\s*[/.-]\s*\d|[0-3]?\d\s+tháng)")
_YEAR = re.compile(r"\s*[,(]?\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d)\b(?!\s*[/-]\s*\d)")
_LAW_CODE = re.compile(r"\s*(?:\(?\s*luật\s+)?số\s*:?\s*(?=\d+/\d{4}/)")
_OF = re.compile(r"\s*,?\s*(?:của|do)\s+")
_ISSUER_WORDS = re.compile(
    r"hội nghị lần thứ [\w\s]{2,12} ban chấp hành trung ương(?: đảng)?|hội nghị trung ương \d+|ban chấp hành trung ương(?: đảng)?"
    r"|đại hội [^,;.\n]{3,60}?(?:lần thứ [ivxl]+|khóa [ivxl]+)|bộ chính trị|ban bí thư(?: trung ương(?: đảng)?)?|quốc hội|chính phủ|thủ tướng chính phủ|thủ tướng|chủ tịch nước"
    r"|ủy ban thường vụ quốc hội|tòa án nhân dân tối cao|viện kiểm sát nhân dân tối cao|tổ công tác [^;.\n]{10,160}? chính phủ|ban chỉ đạo trung ương|trung ương(?: đảng)?"
)
_JOINT = frozenset({"TTLT", "NQLT"})
_CAPITALISED = frozenset({"NĐ"})
_TERM = re.compile(r"\s*,?\s*\(?khóa\s+[ivxl]+\)?")


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


@lru_cache(maxsize=1)
def _type_before() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in type_by_name())
    return re.compile(rf"(?:^|(?<=\W))(?:các\s+)?(?P<name>{names})(?:\s+(?:hành động|công tác|liên tịch|phối hợp))?\s*:?\s*(?:\((?:.{{1,30}})\)\s*)?(?:số|số:)?\s*$")


def find_mentions(text: str, form: str) -> list[Mention]:
    """Find the documents named in a text, in order; `form` is its match form (same offsets)."""
    scanner = NameScanner(text, form)
    coded = [_coded(scanner, symbol) for symbol in find_symbols(text)]
    laws = [_law(scanner, law) for law in find_laws(text, form)]
    named = [
        Mention(hit.start(), hit.end(), hit.span(), rule.gives, name=text[slice(*hit.span())], rule=rule.id)
        for rule in load_rules("citations", "named")
        for hit in rule.pattern.finditer(form)
        if rule.gives not in _CAPITALISED or text[hit.start()].isupper()
    ]
    named = [_named(scanner, mention) for mention in named]
    kept = _without_overlap([*coded, *laws], named)
    return _share(text, form, sorted(kept, key=lambda mention: (mention.start, -mention.end)))


def _coded(scanner: NameScanner, symbol: Symbol) -> Mention:
    before = _type_before().search(scanner.form, max(0, symbol.start - 60), symbol.start)
    start, kind = symbol.start, symbol.type
    if before:
        start = before.start("name")
        kind = kind or type_by_name()[" ".join(before["name"].split())].abbreviation
    elif (plain := re.compile(r"số\s*:?\s*$").search(scanner.form, max(0, symbol.start - 6), symbol.start)) is not None:
        start = plain.start()
    if kind is None and symbol.year is None:
        kind = "CV"  # a symbol without a type abbreviation is a công văn's
    mention = Mention(start, symbol.end, (start, symbol.end), kind, symbol.code, symbol=symbol)
    mention = _with_issuer(scanner, _with_date(scanner, mention))
    return mention if mention.issuer else replace(mention, issuer=_issuer_before(scanner, mention.start))


def _issuer_before(scanner: NameScanner, end: int) -> str | None:
    """Read "… của Bộ X tại Công văn số …": the issuer stands before."""
    hit = re.compile(r"\bcủa\s+(?=[^;.]{3,110}\btại\s*$)").search(scanner.form, max(0, end - 130), end)
    if not hit or re.search(r"(?:đề nghị|đề xuất|kiến nghị)\s+$", scanner.form[: hit.start()]):
        return None
    stop = match_issuer(scanner, hit.end())
    if stop is None or scanner.form[stop:end].strip() != "tại":
        return None
    return scanner.text[hit.end() : stop]


def _law(scanner: NameScanner, law: LawName) -> Mention:
    name = " ".join(scanner.text[law.start : law.end].split())
    mention = Mention(law.start, law.end, (law.start, law.end), law.type, name=name, rule="law", inner=law.inner)
    code = _LAW_CODE.match(scanner.form, mention.end)
    symbol = next(iter(find_symbols(scanner.text[code.end() : code.end() + 30])), None) if code else None
    if code and symbol and symbol.start == 0:
        mention = replace(mention, code=symbol.code, end=code.end() + symbol.end)
    mention = _with_date(scanner, mention, years=True)
    passed = re.compile(r"\s*(?:được|đã được|do)\s+(quốc hội(?:\s+khóa\s+[ivxl]+)?)").match(scanner.form, mention.end)
    if passed:
        dates = find_dates(scanner.text[passed.end() : passed.end() + 70])
        found = replace(mention, issuer=scanner.text[slice(*passed.span(1))])
        return replace(found, date=found.date or (dates[0].value if dates else None))
    return _with_issuer(scanner, mention)


def _named(scanner: NameScanner, mention: Mention) -> Mention:
    name = mention.name.strip(" -+\n\t") if mention.name else ""
    if name and name[0].islower() and mention.type == "NĐ":
        name = name[0].upper() + name[1:]
    offset = (mention.name or "").find(name[1:]) - 1 if name else 0
    start = mention.start + max(offset, 0)
    of = re.match(r"(?i)nghị quyết\s+((?:đại hội|hội nghị).*)", name)
    issuer = of.group(1) if of else None
    return replace(mention, start=start, core=(start, mention.end), name=name, issuer=issuer)


def _with_date(scanner: NameScanner, mention: Mention, *, years: bool = False) -> Mention:
    lead = _DATE.match(scanner.form, mention.end)
    if lead:
        window = scanner.text[lead.end() : lead.end() + 34]
        dates = [span for span in find_dates(window) if span.start == 0]
        if dates:
            return replace(mention, date=dates[0].value, end=lead.end() + dates[0].end)
    year = _YEAR.match(scanner.form, mention.end) if years else None
    return replace(mention, date=year["year"], end=year.end()) if year else mention


def _with_issuer(scanner: NameScanner, mention: Mention) -> Mention:
    lead = _OF.match(scanner.form, mention.end)
    if not lead:
        return mention
    end = match_issuer(scanner, lead.end())
    if end and mention.type in _JOINT:
        members = scanner.match_list(lead.end())
        end = members[-1].end if members else end
    if end is None:
        return mention
    return replace(mention, issuer=scanner.text[lead.end() : end], end=end)


def match_issuer(scanner: NameScanner, start: int) -> int | None:
    """Return where the issuing body that begins at `start` ends ("Bộ Chính trị khóa XI"), or None."""
    hit = _ISSUER_WORDS.match(scanner.form, start)
    end = hit.end() if hit else None
    if end is None and scanner.text[start : start + 1].isupper():
        end = scanner.match_name(start)
    if end is None:
        return None
    term = _TERM.match(scanner.form, end)
    return term.end() if term else end


def _without_overlap(sure: list[Mention], named: list[Mention]) -> list[Mention]:
    """Drop named documents that overlap a code; a named decree keeps the laws inside its title."""
    cores = [mention.core for mention in sure]
    kept = [
        mention
        for mention in named
        if mention.type == "NĐ" or not any(a < mention.core[1] and mention.core[0] < b for a, b in cores)
    ]
    coded = [mention for mention in sure if mention.code is not None or mention.rule == "law"]
    inside = [mention for mention in coded if mention.rule == "law" and _inside_code(mention, coded)]
    return [*(mention for mention in coded if mention not in inside), *kept]


def _inside_code(law: Mention, coded: list[Mention]) -> bool:
    """A coded mention right behind a law's name belongs to the law (Luật X số 63/2025/QH15)."""
    return any(law is not other and other.rule == "law" and other.core[0] < law.core[0] < other.core[1] for other in coded)


def _share(text: str, form: str, mentions: list[Mention]) -> list[Mention]:
    """Give the members of a list the type, date and issuer that stand once for all of them."""
    taken = [m for m in mentions if m.rule == "law" and m.code]
    mentions = [m for m in mentions if not (m.rule == "code" and any(l.start < m.core[0] < l.end for l in taken))]
    for place in range(len(mentions) - 2, -1, -1):
        here, after = mentions[place], mentions[place + 1]
        if here.rule != "code" or after.rule != "code" or not is_list_joint(form[here.end : after.start]):
            continue
        kin = here.type == after.type or here.type is None or after.type is None
        if kin and here.issuer is None:
            bare = here.date is None and form[here.end : after.start].strip(" ,") in ("và", "số", "và số", "")
            mentions[place] = replace(here, issuer=after.issuer, date=after.date if bare else here.date)
    for place in range(1, len(mentions)):
        here, before = mentions[place], mentions[place - 1]
        if here.type is None and before.rule == "code" and is_list_joint(form[before.end : here.start]):
            mentions[place] = replace(here, type=before.type)
    return mentions


def is_list_joint(words: str) -> bool:
    """Tell whether the words between two mentions only join a list (", và số", ";", "và")."""
    return re.fullmatch(r"\s*(?:[,;]|và|cùng|hoặc|số|các|của|\s)*\s*", words) is not None
