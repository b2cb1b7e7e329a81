"""Who is told to act by the words of a task.

Cues are rows of knowledge/roles.toml; names are read by the grammar of `extract.names`.
"""

from __future__ import annotations

import re

from pipeline.extract.agencies.name import Name
from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.tasks.role_names import RoleName, as_roles, distinct
from pipeline.knowledge.agency_grammar import load_grammar
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import Rule, load_pattern, load_rules
from pipeline.model import AgencyRole
from pipeline.text.match import match_form
from pipeline.text.tokens import split_sentences
from pipeline.text.words import Words

_TABLE = "roles"
_COLON = re.compile(r"\s*:\s*(?=\S)")
_SAYS = re.compile(r"[^ .:;]")
_BEHIND = 400  # characters behind a name that tell what is said of it
_PREDICATE_REACH = 160
_SUBJECT_REACH = 60


def find_subject(words: Words) -> list[RoleName]:
    """Find who is told to do what an item's words say.

    Handles "Giao X …", "X có trách nhiệm …", "Căn cứ …, các sở … xây dựng", "Về đất đai: Giao X …".
    """
    scanner = NameScanner(words)
    ordered = _ordered(scanner, "lead") or _holder(scanner) or _concerned(scanner) or _bare_head(scanner)
    if ordered:
        return ordered
    start = words.match(load_pattern(_TABLE, "before_subject"))
    names = _with_clause(scanner, scanner.match_list(start.end() if start else None))
    told = _told(scanner, names) if names else []
    if told:
        return told
    if names and (_acts(scanner, names[-1].end) or _is_named_actor(scanner, names)):
        return as_roles(AgencyRole.LEAD, names, *found_by("subject"))
    inner = _territory(scanner) or _ordered(scanner, "inner_lead") or _subject_behind_label(scanner)
    return inner or _subject_in_brackets(scanner) or _subject_after(scanner) or _ordered(scanner, "mid_lead")


def _with_clause(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Give a group the clause that says which ones ("Các tổ chức được cấp phép khai thác có trách nhiệm …")."""
    words = scanner.words
    if not names:
        return names
    member = _behind(words, names).match(load_pattern(_TABLE, "unknown_member"))
    if member and not scanner.is_stop(member.start("name")):
        start, end = member.span("name")
        return [*names, Name(start, end, words[start:end].text)]
    if not load_pattern(_TABLE, "many").search(match_form(names[-1].shown)):
        return names
    hit = _behind(words, names).match(load_pattern(_TABLE, "clause"))
    if not hit:
        return names
    last = Name(names[-1].start, hit.end(), words[names[-1].start : hit.end()].text)
    return [*names[:-1], last]


def _territory(scanner: NameScanner) -> list[RoleName]:
    """Find territories that are told to act for their governments ("Thành phố tiếp tục …", "xã An Hòa, các xã …")."""
    start = scanner.words.match(load_pattern(_TABLE, "before_subject"))
    names = _places(scanner, start.end() if start else scanner.words.start)
    if not names or not _acts(scanner, names[-1].end) or not _goes_on(scanner.words, names[-1].end):
        return []
    return as_roles(AgencyRole.LEAD, names, *found_by("territory_subject"))


def _places(scanner: NameScanner, place: int) -> list[Name]:
    """Return a list that begins with a territory ("Thành phố Vạn An và các xã An Hòa, Bình Tân")."""
    names = _territory_at(scanner, place)
    while names:
        joint = scanner.words.match(load_pattern(_TABLE, "place_joint"), names[-1].end)
        more = (_territory_at(scanner, joint.end()) or scanner.match_list(joint.end())) if joint else []
        if not more:
            break
        names += more
    return names


def _told(scanner: NameScanner, names: list[Name]) -> list[RoleName]:
    """Find who acts where the first name only speaks or heads the item.

    "Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở …", "Thanh tra chuyên ngành: UBND xã làm đầu mối …".
    """
    words, end = scanner.words, names[-1].end
    rule = load_rules(_TABLE, "speaker")[0]
    speaks = len(names) == 1 and rule.pattern.match(match_form(names[0].shown))
    ordered = words.match(load_pattern(_TABLE, "orders"), end) if speaks else None
    hit = ordered or words.match(_COLON, end)
    others = scanner.match_list(hit.end()) if hit else []
    acts = others and (ordered or _acts(scanner, others[-1].end))
    return as_roles(AgencyRole.LEAD, others, rule.id, rule.confidence) if acts else []


def _concerned(scanner: NameScanner) -> list[RoleName]:
    """Find whom an item concerns, where a colon and an order to them follow ("Đối với Sở Y tế: phối hợp …")."""
    rule = load_rules(_TABLE, "concerning")[0]
    hit = scanner.words.match(rule.pattern)
    names = scanner.match_list(hit.end()) if hit else []
    if any(scanner.words.match(row.pattern) for row in load_rules(_TABLE, "inner_lead")):
        return []
    colon = scanner.words.match(_COLON, names[-1].end) if names else None
    others = scanner.match_list(colon.end()) if colon else []
    if colon and others and _acts(scanner, others[-1].end):
        return as_roles(AgencyRole.LEAD, others, rule.id, rule.confidence)
    told = names and _behind(scanner.words, names).match(load_pattern(_TABLE, "must"))
    return as_roles(AgencyRole.LEAD, names, rule.id, rule.confidence) if colon or told else []


def _bare_head(scanner: NameScanner) -> list[RoleName]:
    """Find a body that its document names by its head alone ("Khoa phối hợp với …")."""
    for rule in load_rules(_TABLE, "bare_head"):
        hit = scanner.words.match(rule.pattern)
        rest = scanner.words[hit.end() :] if hit else None
        if hit and rest and rest.text.lstrip()[:1].islower() and rest.match(load_pattern(_TABLE, "bare_head_acts")):
            start, end = hit.span("name")
            return as_roles(
                AgencyRole.LEAD, [Name(start, end, scanner.words[start:end].text)], rule.id, rule.confidence
            )
    return []


def _holder(scanner: NameScanner) -> list[RoleName]:
    """Find the post of a person who is told to act ("Đồng chí Vũ Văn B - Phó Chủ tịch UBND phường: …")."""
    rule = load_rules(_TABLE, "holder")[0]
    names = match_post(scanner)
    behind = _behind(scanner.words, names) if names else scanner.words[scanner.words.end :]
    closed = behind.match(load_pattern(_TABLE, "closed_post"))
    further = behind.match(load_pattern(_TABLE, "further_post"))
    acts = names and (_acts(scanner, closed.end() if closed else behind.start) or further)
    return as_roles(AgencyRole.LEAD, names, rule.id, rule.confidence) if acts else []


def match_post(scanner: NameScanner) -> list[Name]:
    """Return the post behind a person's name at the head of a text ("Đồng chí Vũ Văn B - Phó Chủ tịch UBND xã")."""
    hit = scanner.words.match(load_pattern(_TABLE, "holder"))
    return scanner.match_list(hit.end())[:1] if hit else []


def _subject_in_brackets(scanner: NameScanner) -> list[RoleName]:
    """Find the lead that brackets tell behind the matter ("Xây dựng đề án (Sở Xây dựng chủ trì)")."""
    for rule in load_rules(_TABLE, "bracket_lead"):
        for hit in scanner.words.find_all(rule.pattern):
            names = scanner.match_list(hit.end())
            if names and _behind(scanner.words, names).match(load_pattern(_TABLE, "leads_in_brackets")):
                return as_roles(AgencyRole.LEAD, names, rule.id, rule.confidence)
    return []


def _subject_behind_label(scanner: NameScanner) -> list[RoleName]:
    """Find the subject behind a label of a few words ("Kinh phí: Phòng Kinh tế tham mưu …")."""
    label = scanner.words.match(load_pattern(_TABLE, "label"))
    names = scanner.match_list(label.end()) if label else []
    if names and _acts(scanner, names[-1].end) and _goes_on(scanner.words, names[-1].end):
        return as_roles(AgencyRole.LEAD, names, *found_by("subject_behind_label"))
    return []


def _ordered(scanner: NameScanner, group: str) -> list[RoleName]:
    """Find whom an order names: at the head of the item, or behind its label ("Về đất đai: Giao Sở X …")."""
    found: list[RoleName] = []
    for rule in load_rules(_TABLE, group):
        for hit in scanner.words.find_all(rule.pattern):
            names = scanner.match_list(hit.end())
            if names:
                found += _commanded(scanner, names, rule)
    return distinct(found)


def find_addressed(words: Words) -> list[Name]:
    """Find whom the lead-in of a list addresses ("… yêu cầu các sở, ngành tập trung thực hiện các nội dung sau:")."""
    scanner = NameScanner(words)
    for rule in load_rules(_TABLE, "address"):
        for hit in reversed(words.find_all(rule.pattern)):
            names = scanner.match_list(hit.end())
            if names:
                return _with_clause(scanner, names)
    return []


def find_later(words: Words) -> list[RoleName]:
    """Find who acts by the later sentences of an item ("Sở A chủ trì …. Trên cơ sở đó, UBND các xã lập …")."""
    scanner = NameScanner(words)
    rule = load_rules(_TABLE, "later_start")[0]
    found: list[RoleName] = []
    for hit in words.find_all(rule.pattern):
        names = scanner.match_list(hit.end())
        if not names or not _acts(scanner, names[-1].end) or not _goes_on(words, names[-1].end):
            continue
        if load_grammar().head.fullmatch(match_form(names[0].shown)):
            continue  # "Ngân hàng hướng dẫn …" only goes on with what was told
        oversees = _behind(words, names).match(load_pattern(_TABLE, "oversees"))
        found += as_roles(AgencyRole.DIRECT if oversees else AgencyRole.LEAD, names, rule.id, rule.confidence)
    return distinct(found)


def find_expected(words: Words) -> list[Name]:
    """Find who is to act by the lead-in of a list ("…, tỉnh An Hòa cần tập trung thực hiện một số nội dung sau:")."""
    scanner = NameScanner(words)
    expected = load_pattern(_TABLE, "expected")
    for hit in reversed(words.find_all(load_pattern(_TABLE, "clause_start"))):
        names = scanner.match_list(hit.end()) or _places(scanner, hit.end())
        if names and _behind(words, names).match(expected):
            return names
    return []


def _territory_at(scanner: NameScanner, start: int) -> list[Name]:
    hit = scanner.words[start : start + _BEHIND].match(load_pattern(_TABLE, "territory"))
    place = scanner.match_territory(hit.end() + 1) if hit else None
    end = place or (hit.end() if hit else start)
    shown = scanner.words[start:end].text
    return [Name(start, end, shown)] if place or shown[:1].isupper() else []


def find_directed(words: Words) -> list[Name]:
    """Find whom the lead-in of a list directs to act ("Chỉ đạo các ngân hàng thương mại thực hiện như sau:")."""
    scanner = NameScanner(words)
    hit = words.match(load_pattern(_TABLE, "directs"))
    names = scanner.match_list(hit.end()) if hit else []
    return names if names and _acts(scanner, names[-1].end) else []


def _behind(words: Words, names: list[Name]) -> Words:
    """Return what stands right behind the last of some names."""
    return words[names[-1].end : names[-1].end + _BEHIND]


def _goes_on(words: Words, place: int) -> bool:
    return _SAYS.search(words.text, max(0, place - words.start)) is not None


def _acts(scanner: NameScanner, end: int) -> bool:
    rest = scanner.words[end : end + _PREDICATE_REACH].form
    known = load_pattern(_TABLE, "predicate").search(rest) is not None
    aside = load_pattern(_TABLE, "aside").match(scanner.form, end)
    return known or scanner.is_verb(aside.end() if aside else end) or not rest.strip(" .;:")


def _is_named_actor(scanner: NameScanner, names: list[Name]) -> bool:
    """A body of its own at the head of a sentence acts, whatever the verb ("Sở Giao thông vận tải cắm biển …")."""
    many = load_pattern(_TABLE, "many")
    own = any(name.shown[:1].isupper() and not many.search(match_form(name.shown)) for name in names)
    if not own and not names[-1].shown[:1].isupper():
        return False
    return _behind(scanner.words, names).match(load_pattern(_TABLE, "named_actor")) is not None


def _commanded(scanner: NameScanner, names: list[Name], rule: Rule) -> list[RoleName]:
    """ "Giao A chỉ đạo B chủ trì": A directs, B leads; else all lead."""
    hit = scanner.words.match(load_pattern(_TABLE, "commands"), names[-1].end)
    others = scanner.match_list(hit.end()) if hit else []
    many = any(load_pattern(_TABLE, "many").search(match_form(name.shown)) for name in others)
    rest = _behind(scanner.words, others) if others else None
    acts = rest and (rest.match(load_pattern(_TABLE, "takes_lead")) or (not many and _acts(scanner, rest.start)))
    if acts:
        sure = how_sure("commands")
        return as_roles(AgencyRole.DIRECT, names, rule.id, sure) + as_roles(AgencyRole.LEAD, others, rule.id, sure)
    return as_roles(AgencyRole.LEAD, names, rule.id, rule.confidence)


def _subject_after(scanner: NameScanner) -> list[RoleName]:
    """Find the subject behind an opening circumstance; only in the first sentence."""
    if not load_pattern(_TABLE, "opener").search(scanner.words.form):
        return []
    sentence = scanner.words[: next((first.end for first in split_sentences(scanner.words)), None)]
    passed = sentence.start
    governed: list[Name] = []
    grounded: list[Name] = []
    for hit in sentence.find_all(load_pattern(_TABLE, "subject_place")):
        if hit.end() < passed:
            continue
        names = scanner.match_list(hit.end(), sentence.end)
        if not names:
            continue
        passed = names[-1].end
        acts = _acts(scanner, passed) and _goes_on(sentence, passed)
        if acts and (hit[0].strip() or _stands_free(sentence, hit.start())):
            if not _behind(sentence, names).match(load_pattern(_TABLE, "ground_behind")):
                return as_roles(AgencyRole.LEAD, names, *found_by("subject_after_circumstance"))
            grounded = grounded or names
        before = sentence[hit.start() - _SUBJECT_REACH : hit.start()]
        partner = before.search(load_pattern(_TABLE, "partner_before"))
        governed = governed or (names if acts and not partner else [])
    if grounded:
        return as_roles(AgencyRole.LEAD, grounded, *found_by("subject_after_circumstance"))
    released = _released(scanner, governed)
    return as_roles(AgencyRole.LEAD, released, "subject_after_circumstance", how_sure("governed_subject"))


def _released(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Return the subject that a governed list swallowed: "Trên cơ sở đề xuất của các xã, Sở Y tế thẩm định …".

    The sentence needs a subject; where no other is found it is the last name, if a comma parts it from the list.
    """
    if len(names) < 2 or not load_pattern(_TABLE, "ground").search(scanner.words.form):
        return []
    between = scanner.words[names[-2].end : names[-1].start].form
    return names[-1:] if between.strip() == "," else []


def _stands_free(words: Words, place: int) -> bool:
    """Tell whether no preposition or verb before a place governs the name behind it."""
    return words[place - _SUBJECT_REACH : place].search(load_pattern(_TABLE, "no_subject")) is None
