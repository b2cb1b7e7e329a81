"""What a document does to one that it cites: it ends the whole act, or it changes a part of it.

Handles "Quyết định này thay thế Quyết định số …", "Bãi bỏ toàn bộ …", "bãi bỏ khoản 2 Điều 5 Quyết định số …", "thay
cụm từ … tại …", "Quyết định số … hết hiệu lực kể từ ngày …", and lists led in by "bãi bỏ các văn bản sau:". What
somebody is only told to change ("tham mưu thay thế …") is a mention. Rows in knowledge/changes.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.knowledge.confidence import found_by
from pipeline.knowledge.load import Rule, load_pattern, load_rules, load_words
from pipeline.model import Relation
from pipeline.text.words import Hit, Words

TABLE = "changes"
_QUOTED = re.compile(r'"[^"\n]{0,400}"')
_CLAUSE_ENDS = re.compile(r"\n|\.\s+|;\s+")
_LONGEST = 700  # characters of a clause, its quoted words counted
_ENDING = frozenset({Relation.REPLACES, Relation.REPEALS})


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a cited act, from the verb on; `part` is the place of the words that name the part changed.

    `near` is where the words end that tell it, and `is_sure` whether a cue that stands nearer may not be meant instead.
    """

    relation: Relation
    rule: str
    confidence: float
    start: int
    near: int
    part: tuple[int, int] | None = None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who may change others by a bare verb here: a deciding document (not where it lists tasks), its own title."""

    decides: bool = True
    in_title: bool = False


def without_quotes(words: Words) -> Words:
    """Return words with what they quote left blank: "thay cụm từ “bãi bỏ” bằng …" repeals nothing."""
    return words.blanked(hit.span() for hit in words.find_all(_QUOTED))


def clause_before(words: Words, place: int) -> Words:
    """Return the words from the beginning of a clause to a place; "khoản 1 Điều 2; khoản 3 Điều 4" is one clause."""
    before = words[place - _LONGEST : place]
    unit = load_pattern(TABLE, "unit_follows")
    ends = [hit.end() for hit in before.find_all(_CLAUSE_ENDS) if not before[hit.end() :].match(unit)]
    return before[ends[-1] if ends else before.start :]


def find_change(clause: Words, since: int, speaker: Speaker) -> Change | None:
    """Return what the words of a clause before a naming do to it; `since` is where the naming before it ended."""
    verbs = _find_verbs(clause)
    if not verbs:
        return None
    rule, verb = verbs[-1]
    done = _is_done(clause, verbs[0][1], verb, since, speaker)
    change = _make_change(rule, verb, clause[max(verb.end(), since) :], strict=not done)
    if change is None or done:
        return change
    return Change(Relation.MENTIONS, *found_by("ordered_change"), change.start, change.near, is_sure=change.is_sure)


def find_title_change(title: Words) -> Change | None:
    """Return what the title of a cited act does to the act named behind it: "… về việc bãi bỏ khoản 2 Điều 5 của "."""
    verbs = _find_verbs(title)
    if not verbs:
        return None
    opening = title[: verbs[-1][1].start()]
    if opening.search(load_pattern(TABLE, "not_done")) and not opening.form.endswith(
        " và "
    ):  # "hướng dẫn … và sửa đổi"
        return None
    rule, verb = verbs[-1]
    return _make_change(rule, verb, title[verb.end() :], strict=True)


def find_listed_change(lead: Words, item: Words, speaker: Speaker) -> Change | None:
    """Return what the sentence that leads in a list does to the act that one of its items names.

    `item` are the words of the item before the naming; they may name a part.
    """
    lead = without_quotes(clause_before(lead, lead.end))
    listed = lead.search(load_pattern(TABLE, "listed_ends"))
    if listed:
        change: Change | None = Change(Relation.REPEALS, *found_by("listed_tie"), lead.start, item.end)
    else:
        change = find_change(lead, lead.start, speaker)
    part = _find_part(item, "piece")
    if change is None or change.relation is Relation.MENTIONS or part is None:
        return change
    return _partly(change, part)


def find_end(before: Words, behind: Words) -> Change | None:
    """Return how an act ends by the words behind its naming ("… hết hiệu lực kể từ ngày …"), or a part of it."""
    for rule in load_rules(TABLE, "ends"):
        hit = behind.match(rule.pattern)
        if not hit or before.search(load_pattern(TABLE, "not_done")):
            continue
        change = Change(Relation(rule.gives), rule.id, rule.confidence, before.end, hit.end())
        after = behind.search(load_pattern(TABLE, "ends_in_part"))
        part = _find_part(before, "piece") or (after.span("part") if after else None)
        return _partly(change, part) if part else change
    return None


def narrow(change: Change, behind: Words) -> Change:
    """Return a change of the whole as one of a part where the words behind the naming say so: "(phần phụ lục)"."""
    hit = behind.match(load_pattern(TABLE, "narrowed")) if change.relation in _ENDING else None
    return _partly(change, hit.span("part")) if hit else change


def changed_by(between: str) -> Rule | None:
    """Return how the act named before is changed by the one named behind: ", được thay thế bởi "."""
    return next((rule for rule in load_rules(TABLE, "changed_by") if rule.pattern.match(between)), None)


def decides(kind: str | None) -> bool:
    """Tell whether documents of a type change others by the bare verb of an article."""
    return kind in load_words(TABLE, "deciding")


def _find_verbs(words: Words) -> list[tuple[Rule, Hit]]:
    """Return the verbs of change in order, of those that end at one place the longest ("sửa đổi, thay thế" amends)."""
    found: dict[int, tuple[Rule, Hit]] = {}
    for rule in load_rules(TABLE, "verb"):
        for hit in words.find_all(rule.pattern):
            if words[: hit.start()].search(load_pattern(TABLE, "of_procedures")):
                continue
            other = found.get(hit.end())
            if other is None or hit.start() < other[1].start():
                found[hit.end()] = rule, hit
    return [found[end] for end in sorted(found)]


def _is_done(clause: Words, first: Hit, verb: Hit, since: int, speaker: Speaker) -> bool:
    """Tell whether the document itself does what a verb says; of several verbs the first tells who speaks."""
    opening = clause[: first.start()]
    groups: Iterable[str] = ("own_deed", *(("bare_deed",) if speaker.decides else ()))
    if speaker.in_title:
        groups = (*groups, "title_deed")
    if not any(opening.search(load_pattern(TABLE, group)) for group in groups):
        return False
    not_done = load_pattern(TABLE, "not_done")
    spoken = opening[_own_words(opening) :]
    later = clause[max(since, first.end()) : verb.start()] if verb.start() > first.start() else clause[:0]
    return not (spoken.search(not_done) or later.search(not_done))


def _own_words(opening: Words) -> int:
    """Return where a clause begins to speak of the document itself; before it may stand "Kể từ khi …"."""
    hits = opening.find_all(load_pattern(TABLE, "own_deed"))
    return hits[0].start() if hits else opening.start


def _make_change(rule: Rule, verb: Hit, rest: Words, *, strict: bool) -> Change | None:
    """Return the change that a verb makes by the words between it and the naming; None where it does not govern it."""
    change = Change(Relation(rule.gives), rule.id, rule.confidence, verb.start(), verb.end())
    if rest.search(load_pattern(TABLE, "whole")):
        return change
    part = _find_part(rest, "piece")
    if part:
        return _partly(change, part)
    part = None if strict else _find_part(rest, "thing")
    return _partly(change, part, is_sure=False) if part else None


def _find_part(words: Words, group: str) -> tuple[int, int] | None:
    hit = words.search(load_pattern(TABLE, group))
    return hit.span("part") if hit else None


def _partly(change: Change, part: tuple[int, int], *, is_sure: bool = True) -> Change:
    return Change(Relation.AMENDS, change.rule, change.confidence, change.start, change.near, part, is_sure)
