"""What a document says of its tie to a cited one, and of ties between cited ones.

A cited document whose naming stands in the title of another ("Kế hoạch A về thực hiện Nghị quyết B") is only mentioned;
the tie from A to B is an edge. Cues are rows of knowledge/relations.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.citations.issuer_unsaid import without_person
from pipeline.extract.citations.mentions import Mention, is_list_joint
from pipeline.extract.citations.passages import Passage
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import Rule, first_rule, load_pattern, load_rules
from pipeline.model import Relation
from pipeline.text.reduced_date import is_full

Key = tuple[str, str]
_TABLE = "relations"
_CLAUSE_ENDS = re.compile(r"[;.]\s+|^\W+|\n")
_SENTENCE = re.compile(r"\.\s")
_CLAUSE = re.compile(r"[;.]\s")
_TITLE_ENDS = re.compile(r"[;.\n]")
_PROPOSALS = frozenset({"TTr", "CV", "BC", None})  # types of documents in which something is proposed
_REACH = 150  # characters between a cue and what it governs
_CLAUSE_LENGTH = 400
_SHOWN = 40  # characters before a naming that show its tie
_FAR_REACHING = frozenset({"basis", "proposal"})  # cues that govern a whole clause


@dataclass(frozen=True, slots=True)
class Tied:
    """The tie of one naming: to this document (`parent` None) or to the document in whose title it stands."""

    group: Key
    mention: Mention
    relation: Relation
    start: int
    end: int
    rule: str
    confidence: float
    parent: Key | None = None
    proposer: str | None = None
    title: str = ""  # the words after a naming at the top, up to the end of its clause
    reverse: bool = False  # the tie goes from this document to the parent ("A, được sửa đổi tại B")


def is_older(one: Key, other: Key) -> bool:
    """Tell whether a document is dated before another; reduced and missing dates tell nothing."""
    return is_full(one[1]) and is_full(other[1]) and one[1] < other[1]


def read_ties(passage: Passage, named: list[tuple[Mention, Key]], lead: str) -> list[Tied]:
    """Return the tie of every naming in a passage, in order.

    `lead` is the match form of the lead-in of the list it stands in.
    """
    if not named:
        return []
    reader = _PassageReader(passage, lead)
    for mention, key in sorted(named, key=lambda pair: (pair[0].start, -pair[0].end)):
        reader.add(mention, key)
    return reader.tied


class _PassageReader:
    """Takes the namings of a passage one by one and tells how each is tied."""

    def __init__(self, passage: Passage, lead: str) -> None:
        self._lead = lead
        self._words = passage.words
        self._passage = passage
        self._is_basis = passage.basis or load_pattern(_TABLE, "basis_line").match(self._words.form) is not None
        self._last: Tied | None = None
        self._top: Tied | None = None
        self.tied: list[Tied] = []

    def add(self, mention: Mention, key: Key) -> None:
        """Tie the next naming; namings come in order of place."""
        tie = self._tie(mention, key)
        if tie.parent is None:
            self._top = tie
        self._last = tie
        self.tied.append(tie)

    def _tie(self, mention: Mention, key: Key) -> Tied:
        last = self._last
        if last is None:
            return self._top_tie(mention, key, first=True)
        link, between = self._link(last.mention, mention)
        if link in ("list", "nested") and self._too_young(last, link, key):
            return self._climbed(last, mention, key, between)
        if link == "list":
            return self._like(last, mention, key, last.parent)
        if link == "amended":
            parent = (self._top or last).group
            return self._made(mention, key, Relation.AMENDS, *found_by("amended_by"), parent=parent, reverse=True)
        if link == "top" and self._top:
            return self._like(self._top, mention, key, None)
        if link == "nested":
            return self._nested(last, mention, key, between)
        return self._top_tie(mention, key, first=link == "top")

    def _too_young(self, last: Tied, link: str, key: Key) -> bool:
        """Tell whether a naming is younger than the document in whose title it seems to stand."""
        parent = last.group if link == "nested" else last.parent
        return parent is not None and is_older(parent, key)

    def _climbed(self, last: Tied, mention: Mention, key: Key, between: str) -> Tied:
        """Tie a naming younger than the title it follows: a joint sets it beside an outer one, else it is new."""
        joins = load_pattern(_TABLE, "joins").search(between) is not None
        while joins and last.parent is not None and is_older(last.parent, key):
            last = next(tie for tie in reversed(self.tied) if tie.group == last.parent)
        return self._like(last, mention, key, last.parent) if joins else self._top_tie(mention, key, first=False)

    def _link(self, before: Mention, mention: Mention) -> tuple[str, str]:
        """Tell how a naming follows the last one: in a list, in its title, at the top again, or anew."""
        if mention.start < before.end:
            return "nested", self._words[before.start : mention.start].form
        between = self._words[before.end : mention.start].form
        if is_list_joint(between):
            return ("top" if ";" in between else "list"), between
        if load_pattern(_TABLE, "next_member").search(between) and not _SENTENCE.search(between):
            return "top", between
        if load_pattern(_TABLE, "beside").match(between):
            return "top", between
        if load_pattern(_TABLE, "amended_by").search(between):
            return "amended", between
        if before.rule == "law" and not before.code:
            return "new", between
        if load_pattern(_TABLE, "list_goes_on").search(between) and not _CLAUSE.search(between):
            return "list", between
        if self._closes_list(between):
            return "top", between
        return ("nested" if self._is_title(between) else "new"), between

    def _closes_list(self, between: str) -> bool:
        """Tell whether "và" before a naming leads back from a title of several parts ("về A; B và Văn bản số …")."""
        title, parts, tail = between.rpartition(";")
        opens = parts and load_pattern(_TABLE, "title_cue").match(title) and not _SENTENCE.search(between)
        joins = load_pattern(_TABLE, "and_joins").search(tail)
        return bool(opens and joins and not _match_cue(load_rules(_TABLE, "edge"), tail))

    def _is_title(self, between: str) -> bool:
        """Tell whether the words between two namings are the first one's title, which the second stands in."""
        tail = between.rsplit(";", 1)[-1].strip()
        if ";" in between and not (self._is_basis and load_pattern(_TABLE, "basis_title").match(tail)):
            return False
        title = between.replace(";", ",") if self._is_basis else between
        opens = load_pattern(_TABLE, "title_cue").match(between) is not None
        return opens and load_pattern(_TABLE, "resumes").search(title) is None

    def _top_tie(self, mention: Mention, key: Key, *, first: bool) -> Tied:
        """Tie a naming that stands in no title; the `first` of an item may get its tie from a list's lead-in."""
        after = first_rule(load_rules(_TABLE, "after"), self._words[mention.end : mention.end + _REACH].form)
        if after:
            return self._by(after[0], mention, key)
        rule = _match_cue(load_rules(_TABLE, "tie"), self._clause(mention))
        if rule and rule.gives == "proposed_by" and mention.type not in _PROPOSALS:
            rule = None
        if rule:
            return self._by(rule, mention, key)
        if self._passage.basis and self._opens_item(mention):
            return self._made(mention, key, Relation.LEGAL_BASIS, *found_by("listed_basis"))
        if first and self._opens_item(mention):
            listed = _match_cue(load_rules(_TABLE, "tie"), self._lead[-_REACH:])
            if listed and load_pattern(_TABLE, "lead_gives").match(listed.gives):
                return self._made(mention, key, Relation(listed.gives), listed.id, how_sure("listed_tie"))
            if self._passage.listed:
                return self._made(mention, key, Relation.IMPLEMENTS, *found_by("listed_item"))
        return self._made(mention, key, Relation.MENTIONS, *found_by("no_cue"))

    def _by(self, rule: Rule, mention: Mention, key: Key) -> Tied:
        relation = Relation(rule.gives)
        proposer = self._proposer(mention) if relation is Relation.PROPOSED_BY else None
        return self._made(mention, key, relation, rule.id, rule.confidence, proposer=proposer)

    def _clause(self, mention: Mention) -> str:
        before = self._words[: mention.start].form
        ends = [hit.end() for hit in _CLAUSE_ENDS.finditer(before)]
        return before[ends[-1] if ends else 0 :][-_CLAUSE_LENGTH:]

    def _opens_item(self, mention: Mention) -> bool:
        return self._words[: mention.start].match(load_pattern(_TABLE, "opens_item")) is not None

    def _proposer(self, mention: Mention) -> str | None:
        """Return the body at whose proposal something is decided ("Theo đề nghị của Giám đốc Sở X tại Tờ trình …")."""
        words = self._words[: mention.start]
        hits = words.find_all(load_pattern(_TABLE, "proposes"))
        if not hits:
            return None
        place = hits[-1].end()
        person = words.match(load_pattern(_TABLE, "proposer_person"), place)
        place = person.end() if person else place
        end = NameScanner(words).match_name(place)
        return without_person(words[place:end].text) if end else None

    def _like(self, other: Tied, mention: Mention, key: Key, parent: Key | None) -> Tied:
        """Tie a further member of a list as the member before it is tied."""
        tie = self._made(mention, key, other.relation, other.rule, other.confidence, parent=parent)
        return replace(tie, proposer=other.proposer)

    def _nested(self, last: Tied, mention: Mention, key: Key, between: str) -> Tied:
        rule = _match_cue(load_rules(_TABLE, "edge"), between)
        relation = Relation(rule.gives) if rule else Relation.MENTIONS
        name, sure = (rule.id, rule.confidence) if rule else found_by("in_title")
        return self._made(mention, key, relation, name, sure, parent=last.group)

    def _made(
        self,
        mention: Mention,
        key: Key,
        relation: Relation,
        rule: str,
        sure: float,
        *,
        parent: Key | None = None,
        proposer: str | None = None,
        reverse: bool = False,
    ) -> Tied:
        start = max(self._words.start, mention.start - _SHOWN)
        title = _TITLE_ENDS.split(self._words[mention.end :].form, maxsplit=1)[0] if parent is None else ""
        resumed = load_pattern(_TABLE, "resumes").search(title)
        title = title[: resumed.start()] if resumed else title
        return Tied(key, mention, relation, start, mention.end, rule, sure, parent, proposer, title, reverse)


def _match_cue(rules: Iterable[Rule], form: str) -> Rule | None:
    """Return the row whose cue stands nearest before the citation; a cue far off governs nothing."""
    best: tuple[int, Rule] | None = None
    for rule in rules:
        near = max((hit.end() for hit in rule.pattern.finditer(form)), default=None)
        if near is None:
            continue
        if rule.id not in _FAR_REACHING and len(form) - near > _REACH:
            continue
        if best is None or near > best[0]:
            best = (near, rule)
    return best[1] if best else None
