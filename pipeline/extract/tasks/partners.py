"""Who else takes part in a task: with whom, under whom, and who gets the report.

Cues are rows of knowledge/roles.toml; names are read by the grammar of `extract.names`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.agencies.name import Name
from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.tasks.chain import Chain
from pipeline.extract.tasks.role_names import RoleName, as_roles, distinct
from pipeline.knowledge.load import Rule, load_pattern, load_rules
from pipeline.model import AgencyRole
from pipeline.text.match import match_form
from pipeline.text.words import Words

_TABLE = "roles"
_AMONG = "among"  # "phối hợp giữa …" tells who works with whom where it names several
_OPEN_BRACKET = re.compile(r"\s*\(")
_BEHIND = 400  # characters behind a name that tell what is said of it
_SHORTEST_CUE = 3  # characters behind the beginning of a cue in which no other begins


def find_partners(words: Words) -> list[RoleName]:
    """Find coordinating, directing and report-receiving agencies anywhere in the words of a task."""
    scanner = NameScanner(words)
    found = _by_cues(scanner, "coordinate", AgencyRole.COORDINATE) + _by_cues(scanner, "direct", AgencyRole.DIRECT)
    return distinct(found + _receivers(scanner))


def _by_cues(scanner: NameScanner, group: str, role: AgencyRole) -> list[RoleName]:
    found = []
    for rule in load_rules(_TABLE, group):
        for hit in scanner.words.find_all(rule.pattern):
            names = scanner.match_list(hit.end())
            if role is AgencyRole.DIRECT and names and _stands_in_document(_behind(scanner.words, names[-1])):
                continue
            if rule.id == _AMONG and len(names) == 1:
                continue
            if role is AgencyRole.DIRECT:
                names = _before_comma(names)
            found += as_roles(role, names, rule.id, rule.confidence)
    return found


def _behind(words: Words, name: Name) -> Words:
    return words[name.end : name.end + _BEHIND]


def _before_comma(names: list[Name]) -> list[Name]:
    """Return who directs: a comma parts it from those who act ("Dưới sự chỉ đạo của Ban Chỉ đạo tỉnh, các xã …")."""
    return [replace(one, end=one.start + len(shown), shown=shown) for one in names[:1] for shown in [_head(one)]]


def _head(name: Name) -> str:
    return name.shown.partition(",")[0]


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
                found += as_roles(AgencyRole.REPORT_TO, names, rule.id, rule.confidence) + _through(scanner, names[-1])
    chain = Chain(scanner.words)
    return [item for item in sorted(found, key=lambda item: item.name.start) if chain.takes(item)]


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
        hit = _behind(scanner.words, receiver).match(rule.pattern)
        if hit:
            names = scanner.match_list(hit.end())
            outer = [name for name in names if not _is_inner(receiver, name)]
            return as_roles(AgencyRole.REPORT_TO, outer, rule.id, rule.confidence)
    return []


def _is_inner(receiver: Name, unit: Name) -> bool:
    """Tell whether a unit is an inner one of the receiver ("Tỉnh ủy (qua Văn phòng Tỉnh ủy)")."""
    return load_pattern(_TABLE, "inner_unit").match(match_form(f"{receiver.shown}|{unit.shown}")) is not None
