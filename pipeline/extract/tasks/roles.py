"""Roles of agencies in the words of a task: who is told to act, with whom, under whom, who gets the report.

Cues are rows of knowledge/roles.toml; names are read by the grammar of `extract.names`.
"""

from __future__ import annotations

import re

from pipeline.extract.agencies.names_in_text import Name, NameScanner
from pipeline.extract.tasks.role_names import RoleName, distinct_names, is_chained
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import Rule, load_pattern, load_rules
from pipeline.model import AgencyRole
from pipeline.text.match import match_form
from pipeline.text.tokens import split_sentences
from pipeline.text.words import Words

_TABLE = "roles"
_AMONG = "among"  # "phối hợp giữa …" tells who works with whom where it names several
_COLON = re.compile(r"\s*:\s*(?=\S)")
_OPEN_BRACKET = re.compile(r"\s*\(")
_SAYS = re.compile(r"[^ .:;]")
_BEHIND = 400  # characters behind a name that tell what is said of it
_PREDICATE_REACH = 160
_SUBJECT_REACH = 60
_SHORTEST_CUE = 3  # characters behind the beginning of a cue in which no other begins


def find_subject(words: Words) -> list[RoleName]:
    """Find who is told to do what an item's words say.

    Handles "Giao X …", "X có trách nhiệm …", "Căn cứ …, các sở … xây dựng", "Về đất đai: Giao X …".
    """
    scanner = NameScanner(words)
    ordered = _ordered(scanner, "lead") or _holder(scanner) or _concerned(scanner)
    if ordered:
        return ordered
    start = words.match(load_pattern(_TABLE, "before_subject"))
    names = _with_clause(scanner, scanner.match_list(start.end() if start else None))
    told = _told(scanner, names) if names else []
    if told:
        return told
    if names and (_acts(scanner, names[-1].end) or _is_named_actor(scanner, names)):
        return _as(AgencyRole.LEAD, names, *found_by("subject"))
    inner = _territory(scanner) or _ordered(scanner, "inner_lead") or _subject_behind_label(scanner)
    return inner or _subject_in_brackets(scanner) or _subject_after(scanner)


def _with_clause(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Give a group the clause that says which ones ("Các tổ chức được cấp phép khai thác có trách nhiệm …")."""
    words = scanner.words
    if not names or not load_pattern(_TABLE, "many").search(match_form(names[-1].shown)):
        return names
    hit = _behind(words, names).match(load_pattern(_TABLE, "clause"))
    if not hit:
        return names
    last = Name(names[-1].start, hit.end(), words[names[-1].start : hit.end()].text)
    return [*names[:-1], last]


def _territory(scanner: NameScanner) -> list[RoleName]:
    """Find a territory that is told to act for its government ("Thành phố tiếp tục …", "xã An Hòa cần …")."""
    hit = scanner.words.match(load_pattern(_TABLE, "territory"))
    if not hit:
        return []
    start = scanner.words.start + len(scanner.words.text) - len(scanner.words.text.lstrip(" -+–•*"))
    place = scanner.match_territory(hit.end() + 1)
    end, shown = place or hit.end(), scanner.words[start : place or hit.end()].text
    if not _acts(scanner, end) or not (place or shown[:1].isupper()) or not _goes_on(scanner.words, end):
        return []
    return _as(AgencyRole.LEAD, [Name(start, end, shown)], *found_by("territory_subject"))


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
    return _as(AgencyRole.LEAD, others, rule.id, rule.confidence) if acts else []


def _concerned(scanner: NameScanner) -> list[RoleName]:
    """Find whom an item concerns, where a colon and an order to them follow ("Đối với Sở Y tế: phối hợp …")."""
    rule = load_rules(_TABLE, "concerning")[0]
    hit = scanner.words.match(rule.pattern)
    names = scanner.match_list(hit.end()) if hit else []
    colon = scanner.words.match(_COLON, names[-1].end) if names else None
    others = scanner.match_list(colon.end()) if colon else []
    if colon and others and _acts(scanner, others[-1].end):
        return _as(AgencyRole.LEAD, others, rule.id, rule.confidence)
    return _as(AgencyRole.LEAD, names, rule.id, rule.confidence) if colon else []


def _holder(scanner: NameScanner) -> list[RoleName]:
    """Find the post of a person who is told to act ("Đồng chí Vũ Văn B - Phó Chủ tịch UBND phường: …")."""
    rule = load_rules(_TABLE, "holder")[0]
    names = match_post(scanner)
    rest = _behind(scanner.words, names).form if names else ""
    acts = names and (_acts(scanner, names[-1].end) or load_pattern(_TABLE, "further_post").match(rest))
    return _as(AgencyRole.LEAD, names, rule.id, rule.confidence) if acts else []


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
                return _as(AgencyRole.LEAD, names, rule.id, rule.confidence)
    return []


def _subject_behind_label(scanner: NameScanner) -> list[RoleName]:
    """Find the subject behind a label of a few words ("Kinh phí: Phòng Kinh tế tham mưu …")."""
    label = scanner.words.match(load_pattern(_TABLE, "label"))
    names = scanner.match_list(label.end()) if label else []
    if names and _acts(scanner, names[-1].end) and _goes_on(scanner.words, names[-1].end):
        return _as(AgencyRole.LEAD, names, *found_by("subject_behind_label"))
    return []


def _ordered(scanner: NameScanner, group: str) -> list[RoleName]:
    """Find whom an order names: at the head of the item, or behind its label ("Về đất đai: Giao Sở X …")."""
    found: list[RoleName] = []
    for rule in load_rules(_TABLE, group):
        for hit in scanner.words.find_all(rule.pattern):
            names = scanner.match_list(hit.end())
            if names:
                found += _commanded(scanner, names, rule)
    return distinct_names(found)


def find_addressed(words: Words) -> list[Name]:
    """Find whom the lead-in of a list addresses ("… yêu cầu các sở, ngành tập trung thực hiện các nội dung sau:")."""
    scanner = NameScanner(words)
    for rule in load_rules(_TABLE, "address"):
        for hit in reversed(words.find_all(rule.pattern)):
            names = scanner.match_list(hit.end())
            if names:
                return names
    return []


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
    if not names[-1].shown[:1].isupper():
        return False
    return _behind(scanner.words, names).match(load_pattern(_TABLE, "named_actor")) is not None


def _as(role: AgencyRole, names: list[Name], rule: str, sure: float) -> list[RoleName]:
    return [RoleName(role, name, rule, sure) for name in names]


def _commanded(scanner: NameScanner, names: list[Name], rule: Rule) -> list[RoleName]:
    """ "Giao A chỉ đạo B chủ trì": A directs, B leads; else all lead."""
    hit = scanner.words.match(load_pattern(_TABLE, "commands"), names[-1].end)
    others = scanner.match_list(hit.end()) if hit else []
    if others and _behind(scanner.words, others).match(load_pattern(_TABLE, "takes_lead")):
        sure = how_sure("commands")
        return _as(AgencyRole.DIRECT, names, rule.id, sure) + _as(AgencyRole.LEAD, others, rule.id, sure)
    return _as(AgencyRole.LEAD, names, rule.id, rule.confidence)


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
                return _as(AgencyRole.LEAD, names, *found_by("subject_after_circumstance"))
            grounded = grounded or names
        governed = governed or (names if acts else [])
    if grounded:
        return _as(AgencyRole.LEAD, grounded, *found_by("subject_after_circumstance"))
    released = _released(scanner, governed)
    return _as(AgencyRole.LEAD, released, "subject_after_circumstance", how_sure("governed_subject"))


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


def find_partners(words: Words) -> list[RoleName]:
    """Find coordinating, directing and report-receiving agencies anywhere in the words of a task."""
    scanner = NameScanner(words)
    found = _by_cues(scanner, "coordinate", AgencyRole.COORDINATE) + _by_cues(scanner, "direct", AgencyRole.DIRECT)
    return distinct_names(found + _receivers(scanner))


def _by_cues(scanner: NameScanner, group: str, role: AgencyRole) -> list[RoleName]:
    found = []
    for rule in load_rules(_TABLE, group):
        for hit in scanner.words.find_all(rule.pattern):
            names = scanner.match_list(hit.end())
            if role is AgencyRole.DIRECT and names and _stands_in_document(_behind(scanner.words, names)):
                continue
            if rule.id == _AMONG and len(names) == 1:
                continue
            found += _as(role, names, rule.id, rule.confidence)
    return found


def _stands_in_document(rest: Words) -> bool:
    """Tell whether an order is only cited ("theo chỉ đạo của UBND tỉnh tại Chỉ thị số 5/CT-UBND")."""
    return rest.match(load_pattern(_TABLE, "order_stands")) is not None


def _receivers(scanner: NameScanner) -> list[RoleName]:
    """Find who receives a report; in a chain only the direct receiver, with the one through whom it goes."""
    found: list[RoleName] = []
    for rule in load_rules(_TABLE, "report_to"):
        for place in _overlapping(rule, scanner.words):
            names = _spelled_out(scanner, scanner.match_list(place))
            if names:
                found += _as(AgencyRole.REPORT_TO, names, rule.id, rule.confidence) + _through(scanner, names[-1])
    kept: list[RoleName] = []
    for item in sorted(found, key=lambda item: item.name.start):
        if not is_chained(scanner.words, item, kept):
            kept.append(item)
    return kept


def _spelled_out(scanner: NameScanner, names: list[Name]) -> list[Name]:
    """Read "báo cáo cấp thẩm quyền (UBND tỉnh, Bộ X)": the brackets say who that is."""
    if len(names) != 1 or not _is_unnamed(scanner.words, names[0]):
        return names
    hit = scanner.words.match(_OPEN_BRACKET, names[0].end)
    inner = scanner.match_list(hit.end()) if hit else []
    return inner if len(inner) > 1 else names


def _is_unnamed(words: Words, name: Name) -> bool:
    return words[name.start : name.end].match(load_pattern(_TABLE, "unnamed_superior")) is not None


def _overlapping(rule: Rule, words: Words) -> list[int]:
    """Return where each match of a cue ends, trying again inside long matches."""
    ends, hit = set(), words.search(rule.pattern)
    while hit:
        ends.add(hit.end())
        hit = words.search(rule.pattern, hit.start() + _SHORTEST_CUE)
    return sorted(ends)


def _through(scanner: NameScanner, receiver: Name) -> list[RoleName]:
    """Find through whom a report goes to its receiver, unless that is one of the receiver's own inner units."""
    for rule in load_rules(_TABLE, "through"):
        hit = _behind(scanner.words, [receiver]).match(rule.pattern)
        if hit:
            names = scanner.match_list(hit.end())
            outer = [name for name in names if not _is_inner(receiver, name)]
            return _as(AgencyRole.REPORT_TO, outer, rule.id, rule.confidence)
    return []


def _is_inner(receiver: Name, unit: Name) -> bool:
    """Tell whether a unit is an inner one of the receiver ("Tỉnh ủy (qua Văn phòng Tỉnh ủy)")."""
    return load_pattern(_TABLE, "inner_unit").match(match_form(f"{receiver.shown}|{unit.shown}")) is not None
