"""Every place where a document is named: type, code or name, date, issuer, and the spans of each.

Handles full forms ("Kế hoạch số 61/KH-UBND ngày 14/03/2024 của UBND tỉnh về …"), gaps ("238- QĐ/TW"), lists that share
type, date or issuer ("Công điện số 7/CĐ-TTg, số 8/CĐ-TTg ngày …"), laws by name and date, congress resolutions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.citations.issuer_beside import (
    find_issuer_before,
    find_list_issuers,
    match_issuer,
    match_type_and_issuer,
)
from pipeline.extract.citations.laws import LawName, find_laws
from pipeline.extract.citations.number_lists import with_shared_numbers
from pipeline.extract.symbols import Symbol, find_symbols, match_symbol
from pipeline.knowledge.load import load_pattern, load_rules, load_words, type_by_name
from pipeline.text.dates import find_dates
from pipeline.text.match import match_form

_TABLE = "citations"
_JOINT = frozenset({"TTLT", "NQLT"})  # types that several bodies issue together
_CAPITALISED = frozenset({"NĐ"})  # types whose names count only where they are printed with a capital
_REACH = 60  # characters before a code in which its type name stands


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


def find_mentions(text: str, form: str) -> list[Mention]:
    """Find the documents named in a text, in order; `form` is its match form (same offsets)."""
    scanner = NameScanner(text, form)
    symbols = with_shared_numbers(list(find_symbols(text)), form)
    coded = [_coded(scanner, symbol) for symbol in symbols]
    laws = [_law(scanner, law) for law in find_laws(text, form)]
    named = [
        Mention(hit.start(), hit.end(), hit.span(), rule.gives, name=text[slice(*hit.span())], rule=rule.id)
        for rule in load_rules("citations", "named")
        for hit in rule.pattern.finditer(form)
        if rule.gives not in _CAPITALISED or text[hit.start()].isupper()
    ]
    if not (coded or laws or named):
        return []
    named = [_named(scanner, mention) for mention in named]
    kept = _without_overlap([*coded, *laws], named)
    ordered = sorted(kept, key=lambda mention: (mention.start, -mention.end))
    return _share(form, _with_list_issuers(scanner, ordered))


def _coded(scanner: NameScanner, symbol: Symbol) -> Mention:
    form, start, kind = scanner.form, symbol.start, symbol.type
    before = load_pattern(_TABLE, "type_before").search(form, max(0, start - _REACH), start)
    plain = load_pattern(_TABLE, "number_before").search(form, max(0, start - 6), start)
    if before:
        start = before.start("name")
        named = type_by_name()[" ".join(before["name"].split())].abbreviation
        kind = named if kind is None or kind in load_words("doc_types", "shared_symbols") else kind
    elif plain:
        start = plain.start()
    between = match_type_and_issuer(scanner, symbol.start) if plain and not before else None
    issuer = None
    if between:
        shared = kind in load_words("doc_types", "shared_symbols")
        start, kind, issuer = between[0], between[1] if kind is None or shared else kind, between[2]
    if kind is None and symbol.year is None:
        kind = "CV"  # a symbol without a type abbreviation is a công văn's
    mention = Mention(start, symbol.end, (start, symbol.end), kind, symbol.code, issuer=issuer, symbol=symbol)
    mention = _with_issuer(scanner, _with_date(scanner, mention))
    mention = _with_late_date(scanner, mention)
    if mention.issuer:
        return mention
    issuer, date = find_issuer_before(scanner, mention.start)
    return replace(mention, issuer=issuer, date=mention.date or date)


def _law(scanner: NameScanner, law: LawName) -> Mention:
    name = " ".join(scanner.text[law.start : law.end].split())
    mention = Mention(law.start, law.end, (law.start, law.end), law.type, name=name, rule="law", inner=law.inner)
    code = load_pattern(_TABLE, "law_code").match(scanner.form, mention.end)
    symbol = match_symbol(scanner.text, code.end()) if code else None
    if symbol:
        mention = replace(mention, code=symbol.code, end=symbol.end)
    mention = _with_date(scanner, mention, years=True)
    passed = load_pattern(_TABLE, "passed").match(scanner.form, mention.end)
    if passed:
        dates = find_dates(scanner.text[passed.end() : passed.end() + 70])
        found = replace(mention, issuer=scanner.text[slice(*passed.span("issuer"))])
        return replace(found, date=found.date or (str(dates[0].value) if dates else None))
    return _with_issuer(scanner, mention)


def _named(scanner: NameScanner, mention: Mention) -> Mention:
    """Trim the words of a document named without a code, and read the meeting that passed it."""
    words = mention.name or ""
    name = words.strip(" -+\n\t")
    start = mention.start + words.find(name)
    hit = load_pattern(_TABLE, "passed_at").match(match_form(name))
    issuer = name[hit.start("issuer") : hit.end("issuer")] if hit else None
    return replace(mention, start=start, core=(start, mention.end), name=name, issuer=issuer)


def _with_date(scanner: NameScanner, mention: Mention, *, years: bool = False) -> Mention:
    lead = load_pattern(_TABLE, "date_after").match(scanner.form, mention.end)
    if lead:
        window = scanner.text[lead.end() : lead.end() + 34]
        dates = [span for span in find_dates(window) if span.start == 0]
        if dates:
            return replace(mention, date=str(dates[0].value), end=lead.end() + dates[0].end)
    year = load_pattern(_TABLE, "year_after").match(scanner.form, mention.end) if years else None
    return replace(mention, date=year["year"], end=year.end()) if year else mention


def _with_late_date(scanner: NameScanner, mention: Mention) -> Mention:
    """Read the date behind the issuer: "Công văn số … của Sở X ngày 05/6/2024"."""
    late = load_pattern(_TABLE, "late_date").match(scanner.form, mention.end)
    return _with_date(scanner, mention) if late and mention.issuer and mention.date is None else mention


def _with_issuer(scanner: NameScanner, mention: Mention) -> Mention:
    lead = load_pattern(_TABLE, "of").match(scanner.form, mention.end)
    if not lead:
        return mention
    end = match_issuer(scanner, lead.end())
    if end and mention.type in _JOINT:
        members = scanner.match_list(lead.end())
        end = members[-1].end if members else end
    if end is None:
        return mention
    return replace(mention, issuer=scanner.text[lead.end() : end], end=end)


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
    others = (other for other in coded if other.rule == "law" and other is not law)
    return any(other.core[0] < law.core[0] < other.core[1] for other in others)


def _share(form: str, mentions: list[Mention]) -> list[Mention]:
    """Give the members of a list the type, date and issuer that stand once for all of them."""
    taken = [m for m in mentions if m.rule == "law" and m.code]
    kept = [m for m in mentions if not (m.rule == "code" and any(law.start < m.core[0] < law.end for law in taken))]
    for place in range(len(kept) - 2, -1, -1):
        here, after = kept[place], kept[place + 1]
        if here.rule == after.rule == "code" and is_list_joint(form[here.end : after.start]):
            kept[place] = _like_next(here, after, form[here.end : after.start])
    for place in range(1, len(kept)):
        here, before = kept[place], kept[place - 1]
        if here.type is None and before.rule == "code" and is_list_joint(form[before.end : here.start]):
            kept[place] = replace(here, type=before.type)
    return kept


def _with_list_issuers(scanner: NameScanner, mentions: list[Mention]) -> list[Mention]:
    """Give type and issuer to the members of a list that stand behind "các Quyết định của Thủ tướng Chính phủ:"."""
    for start, kind, issuer in find_list_issuers(scanner):
        for place, mention in enumerate(mentions):
            if mention.start < start:
                continue
            if not _bare(scanner, mention):
                if ";" in scanner.form[start : mention.start]:
                    break
                continue  # a document in the title of the member before it
            if mention.rule != "code" or mention.type != kind or mention.issuer:
                break
            mentions[place], start = replace(mention, issuer=issuer), mention.end
    return mentions


def _bare(scanner: NameScanner, mention: Mention) -> bool:
    """Tell whether a naming in a list begins with its number, without a type name of its own."""
    return load_pattern(_TABLE, "number_first").match(scanner.form, mention.start) is not None


def _like_next(here: Mention, after: Mention, joint: str) -> Mention:
    """Take issuer and, over a bare joint, date from the next member of a list of one type."""
    kin = here.type == after.type or here.type is None or after.type is None
    if not kin or here.issuer is not None:
        return here
    bare = here.date is None and load_pattern(_TABLE, "bare_joint").match(joint)
    return replace(here, issuer=after.issuer, date=after.date if bare else here.date)


def is_list_joint(words: str) -> bool:
    """Tell whether the words between two mentions only join a list (", và số", ";", "và")."""
    return load_pattern(_TABLE, "joint").match(words) is not None
