"""What a document says of its tie to a cited one, and of ties between cited ones.

A cited document whose naming stands in the title of another ("Kế hoạch A về thực hiện Nghị quyết B"), or in brackets
behind it ("Kế hoạch A (thay thế Kế hoạch B)"), is only mentioned; the tie from A to B is an edge. Cues are rows of
knowledge/relations.toml, what ends or changes an act is in `changes`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.citations.mentions import Mention, is_list_joint
from pipeline.extract.citations.passages import Passage
from pipeline.extract.citations.ties import changes
from pipeline.extract.citations.ties.brackets import Brackets
from pipeline.extract.citations.ties.carriers import carrying
from pipeline.extract.citations.ties.changes import Change, Speaker
from pipeline.extract.citations.ties.cues import match_cue, nearest_cue, says_own, tie_cue
from pipeline.extract.citations.ties.links import LONGEST_TITLE, goes_on, goes_on_amending, is_title, link
from pipeline.extract.citations.ties.namings import Namings
from pipeline.extract.citations.ties.proposals import Proposals
from pipeline.extract.citations.ties.tied import Key, Tied, is_older
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import Rule, load_pattern, load_rules, load_words
from pipeline.model import Relation
from pipeline.text.words import Words

_TABLE = "relations"
_CLAUSE_ENDS = re.compile(r"[;.]\s+|^\W+|\n")
_PARTED = re.compile(r";\s")
_TITLE_ENDS = re.compile(r"[;.\n]")
_SHARED = frozenset({Relation.LEGAL_BASIS, Relation.IMPLEMENTS})  # ties to an act that hold of its amending acts
_REACH = 150  # characters between a cue and what it governs
_CLAUSE_LENGTH = 400
_SHOWN = 40  # characters before a naming that show its tie
_CLIMBED = 200  # namings among which an outer one is sought
_BLANKS = 8  # characters that the end of a clause may have


def read_ties(passage: Passage, named: list[tuple[Mention, Key]], lead: Words, *, decides: bool = True) -> list[Tied]:
    """Return the tie of every naming in a passage, in order.

    `lead` is the lead-in of the list it stands in; `decides` tells whether documents of this type change others by the
    bare verb of an article.
    """
    if not named:
        return []
    ordered = sorted(named, key=lambda pair: (pair[0].start, -pair[0].end))
    reader = _PassageReader(passage, lead, [mention for mention, _ in ordered], decides=decides)
    for mention, key in ordered:
        reader.add(mention, key)
    return reader.tied


class _PassageReader:
    """Takes the namings of a passage one by one and tells how each is tied."""

    def __init__(self, passage: Passage, lead: Words, named: list[Mention], *, decides: bool) -> None:
        self._lead = lead
        self._words = passage.words
        self._unquoted = changes.without_quotes(passage.words)
        self._namings = Namings(named)
        self._proposals = Proposals(passage.words)
        self._innermost = Brackets(passage.words).innermost
        self._behind: tuple[tuple[int, int], Tied] | None = None  # the bracket read last, and whose it is
        self._speaker = Speaker(decides or not passage.listed, passage.zone == "title" and decides)
        self._passage = passage
        self._is_basis = passage.basis or load_pattern(_TABLE, "basis_line").match(self._words.form) is not None
        self._last: Tied | None = None
        self._top: Tied | None = None
        self._latest: dict[Key, Tied] = {}  # the last tie of each document
        self.tied: list[Tied] = []

    def add(self, mention: Mention, key: Key) -> None:
        """Tie the next naming; namings come in order of place."""
        tie = self._tie(mention, key)
        if tie.parent is None:
            self._top = tie
        self._keep(tie, *self._carries(mention, key, tie))
        inside = self._last is not None and mention.end <= self._last.mention.core[1]
        self._last = self._last if inside else tie  # behind a name the words go on, not behind what stands in it
        if tie.reverse and self._top and self._top.relation in _SHARED:
            self._keep(self._like(self._top, mention, key, None))  # the basis is the act with its changes

    def _keep(self, *ties: Tied) -> None:
        self.tied += ties
        self._latest |= {tie.group: tie for tie in ties}

    def _carries(self, mention: Mention, key: Key, tie: Tied) -> list[Tied]:
        """Return the tie of a naming to the one before, where it carries that out or sets it."""
        last = self._last
        if last is None or last.parent is not None or tie.parent is not None or last.mention.end > mention.start:
            return []
        relation = carrying(self._words, last.mention, mention)
        sure = found_by("carried_by")
        return [self._made(mention, key, relation, *sure, parent=last.group, reverse=True)] if relation else []

    def _tie(self, mention: Mention, key: Key) -> Tied:
        bracket = self._innermost(mention.start)
        if self._behind and self._behind[0] != bracket:  # the words go on behind the bracket
            (_, end), whose = self._behind
            self._last, self._behind = replace(whose, mention=replace(whose.mention, end=end)), None
        owner = self._owner(bracket)
        if bracket and owner:
            self._behind = bracket, owner
            return self._in_bracket(bracket[0], owner, mention, key)
        return self._outside(mention, key)

    def _owner(self, bracket: tuple[int, int] | None) -> Tied | None:
        """Return the naming right behind which, or behind whose title, a bracket opens."""
        last = self._last
        if bracket is None or last is None:
            return None
        if self._behind and self._behind[0] == bracket:
            return self._behind[1]
        if not 0 <= bracket[0] - last.mention.end <= LONGEST_TITLE:
            return None
        gap = self._words[last.mention.end : bracket[0]].form
        return last if not gap.strip(" ,") or is_title(gap, is_basis=self._is_basis) else None

    def _in_bracket(self, opens: int, owner: Tied, mention: Mention, key: Key) -> Tied:
        """Tie a naming in brackets behind a cited act to that act, or to the naming before it in the same brackets."""
        last = self._last or owner
        inside = last.mention.start > opens
        how, between = link(self._words, last.mention, mention, is_basis=self._is_basis)
        if inside and is_list_joint(between):
            return self._like(last, mention, key, last.parent)
        if inside and how == "nested":
            return self._nested(last, mention, key)
        said = self._words[last.mention.end if inside else opens : mention.start]
        said = said[max((hit.end() for hit in said.find_all(_PARTED)), default=said.start) :]
        changed = changes.changed_by(said.form)
        return self._changed(owner.group, changed, mention, key) if changed else self._nested(owner, mention, key, said)

    def _outside(self, mention: Mention, key: Key) -> Tied:
        last = self._last
        if last is None:
            return self._top_tie(mention, key, first=True)
        how, between = link(self._words, last.mention, mention, is_basis=self._is_basis)
        if how in ("list", "nested") and self._too_young(last, how, key):
            return self._climbed(last, mention, key, between)
        if how == "list" and (mention.code or not last.reverse):  # a plan by name is no further amending act
            member = self._member_before(last, mention)
            return self._like(member, mention, key, member.parent)
        if last.reverse and goes_on_amending(last.mention, mention, between):
            return self._like(last, mention, key, last.parent)
        changed = changes.changed_by(between)
        if how == "changed" and changed:
            return self._changed((self._top or last).group, changed, mention, key)
        if how == "top" and self._top:
            return self._like(self._top, mention, key, None)
        if how == "nested":
            return self._nested(last, mention, key)
        return self._top_tie(mention, key, first=how == "top")

    def _member_before(self, last: Tied, mention: Mention) -> Tied:
        """Return the member of a list that a naming follows: behind a law in a title the decree whose title it is.

        "Nghị định A quy định chi tiết Luật B và Nghị định C": C stands beside A.
        """
        if last.parent is None or last.mention.type == mention.type or last.mention.rule == "code":
            return last
        outer = self._latest.get(last.parent, last)
        if last.mention.rule != "law":  # "phê duyệt Quy hoạch A và Nghị quyết số …"
            return outer if last.relation is Relation.APPROVES and mention.code else last
        norms = load_words(_TABLE, "norms")  # a decree details no decision
        beside = outer.mention.type == mention.type or (outer.mention.type in norms and mention.type not in norms)
        return outer if beside else last

    def _changed(self, parent: Key, rule: Rule, mention: Mention, key: Key) -> Tied:
        """Tie an act that changes or ends the one named before it: "A, được sửa đổi tại B"."""
        relation, sure = Relation(rule.gives), how_sure("amended_by")
        return self._made(mention, key, relation, rule.id, sure, parent=parent, reverse=True)

    def _too_young(self, last: Tied, how: str, key: Key) -> bool:
        """Tell whether a naming is younger than the document in whose title it seems to stand."""
        parent = last.group if how == "nested" else last.parent
        return parent is not None and is_older(parent, key)

    def _climbed(self, last: Tied, mention: Mention, key: Key, between: str) -> Tied:
        """Tie a naming younger than the title it follows: a joint sets it beside an outer one, else it is new."""
        joins = load_pattern(_TABLE, "joins").search(between) is not None
        earlier = self.tied[-_CLIMBED:] if joins else []
        while joins and last.parent is not None and is_older(last.parent, key):
            place = max((n for n, tie in enumerate(earlier) if tie.group == last.parent), default=None)
            if place is None:
                break
            last, earlier = earlier[place], earlier[:place]
        return self._like(last, mention, key, last.parent) if joins else self._top_tie(mention, key, first=False)

    def _top_tie(self, mention: Mention, key: Key, *, first: bool) -> Tied:
        """Tie a naming that stands in no title; the `first` of an item may get its tie from a list's lead-in."""
        clause = self._clause(mention)
        rule, near = tie_cue(clause.form, mention.type)
        change = self._find_change(mention)
        if change and (change.is_sure or not rule or change.near > clause.start + near):
            return self._of_change(change, mention, key)
        if rule:
            return self._by(rule, mention, key)
        if self._passage.basis and self._opens_item(mention):
            return self._made(mention, key, Relation.LEGAL_BASIS, *found_by("listed_basis"))
        item = self._words[: mention.start] if first and self._lead else None
        listed = changes.find_listed_change(self._lead, item, self._speaker) if item else None
        if item and listed and (listed.part or self._opens_item(mention)):
            return self._of_change(replace(listed, start=item.start, confidence=how_sure("listed_tie")), mention, key)
        if first and self._opens_item(mention):
            basis = match_cue(load_rules(_TABLE, "tie"), self._lead.form[-_REACH:])
            if basis and basis.gives == Relation.LEGAL_BASIS:
                return self._made(mention, key, Relation.LEGAL_BASIS, basis.id, how_sure("listed_tie"))
            if self._passage.listed:
                return self._made(mention, key, Relation.IMPLEMENTS, *found_by("listed_item"))
        return self._made(mention, key, Relation.MENTIONS, *found_by("no_cue"))

    def _by(self, rule: Rule, mention: Mention, key: Key) -> Tied:
        relation = Relation(rule.gives)
        proposer = self._proposals.proposer_before(mention.start) if relation is Relation.PROPOSED_BY else None
        return self._made(mention, key, relation, rule.id, rule.confidence, proposer=proposer)

    def _find_change(self, mention: Mention) -> Change | None:
        """Return what this document does to an act, by the words before its naming or behind the list it begins."""
        clause = changes.clause_before(self._unquoted, mention.start)
        since = self._namings.end_before(mention.start, clause.start)
        change = changes.find_change(clause, since, self._speaker)
        if change:
            return changes.narrow(change, self._up_to_next(mention))
        if self._is_basis:  # "Căn cứ Quyết định … công bố thủ tục bị bãi bỏ": what its title says ends it not
            return None
        return changes.find_end(clause, self._behind_list(mention))

    def _up_to_next(self, mention: Mention) -> Words:
        """Return the words between a naming and the next one; none where they name a part of that one."""
        following = self._namings.next_from(mention.end)
        between = self._words[mention.end : following.start if following else mention.end + _REACH]
        leads = following and between.search(load_pattern(changes.TABLE, "unit_before"))
        return between[between.end :] if leads else between

    def _behind_list(self, mention: Mention) -> Words:
        """Return the words behind a naming, or behind the list of its kind that it begins, up to the next naming."""
        opens = self._words.match(load_pattern(changes.TABLE, "bare_deed"), end=mention.start) is not None
        end = self._namings.list_end(mention, opens, self._is_listed)
        following = self._namings.next_from(end)
        return self._words[end : following.start if following else None]

    def _is_listed(self, last: Mention, other: Mention, opens: bool) -> bool:
        """Tell whether a naming goes on with the list of the one before it; `opens` where a bare verb governs it."""
        between = self._words[last.end : other.start].form
        if len(between) > LONGEST_TITLE:
            return False
        further = goes_on(between) or (opens and load_pattern(_TABLE, "next_member").search(between))
        titled = opens and is_title(between, is_basis=self._is_basis)
        return bool(is_list_joint(between) or titled or (other.type == last.type and further))

    def _of_change(self, change: Change, mention: Mention, key: Key) -> Tied:
        tie = self._made(mention, key, change.relation, change.rule, change.confidence)
        ends = (change.near, change.part[1]) if change.part else (change.near,)
        return replace(tie, start=min(tie.start, change.start), end=max(tie.end, *ends), part=change.part)

    def _clause(self, mention: Mention) -> Words:
        """Return the words from the clause's beginning to a naming, without "ban hành kèm theo" right before it."""
        bracketed = self._in_brackets(mention)
        if bracketed and bracketed.start > self._words.start:
            return bracketed
        first = mention.start - _CLAUSE_LENGTH
        hits = self._words.find_all(_CLAUSE_ENDS, max(self._words.start, first - _BLANKS), mention.start)
        clause = self._words[max(hits[-1].end() if hits else self._words.start, first) : mention.start]
        attached = clause.search(load_pattern(_TABLE, "attached"))
        stripped = clause[: attached.start()] if attached else clause
        return stripped if stripped.form.strip(" (") and not says_own(clause) else clause

    def _in_brackets(self, mention: Mention) -> Words | None:
        """Return the words in brackets before a naming that stands there by itself, not for what a body has told.

        "nuôi ong ở các xã (Kế hoạch số …)", but "theo đề nghị của Sở Nội vụ (Tờ trình số …)".
        """
        bracket = self._innermost(mention.start)
        if bracket is None or self._is_basis or self._words.text[bracket[1] - 1 - self._words.start] != ")":
            return None
        if self._words[bracket[0] - _REACH : bracket[0]].search(load_pattern(_TABLE, "voice")):
            return None
        return self._words[bracket[0] : mention.start]

    def _opens_item(self, mention: Mention) -> bool:
        return self._words.match(load_pattern(_TABLE, "opens_item"), end=mention.start) is not None

    def _like(self, other: Tied, mention: Mention, key: Key, parent: Key | None) -> Tied:
        """Tie a further member of a list as the member before it is tied."""
        tie = self._made(mention, key, other.relation, other.rule, other.confidence, parent=parent)
        return replace(tie, proposer=other.proposer, reverse=other.reverse, part=other.part)

    def _nested(self, last: Tied, mention: Mention, key: Key, said: Words | None = None) -> Tied:
        """Tie a naming in the title of another, or in what is `said` of that one in brackets."""
        if said is None:
            said = self._words[min(last.mention.end, mention.start) : mention.start]
            said = self._words[last.mention.start : mention.start] if mention.start < last.mention.end else said
        rule, near = nearest_cue(load_rules(_TABLE, "edge"), said.form)
        others = said.search(load_pattern(_TABLE, "edge_of_others")) is not None
        if others or said.search(load_pattern(_TABLE, "edge_followed")):
            rule = None
        elif rule is None and mention.type in load_words(_TABLE, "followed"):
            rule, near = nearest_cue(load_rules(_TABLE, "edge_according"), said.form)
        change = None if others else changes.find_title_change(self._unquoted[said.start : said.end])
        if change and (not rule or rule.gives == Relation.ISSUED_WITH or change.near >= said.start + near):
            tie = self._made(mention, key, change.relation, f"edge-{change.rule}", change.confidence, parent=last.group)
            return replace(tie, part=change.part)
        if rule and rule.gives == Relation.APPROVES and mention.rule == "law":  # a law is passed by the assembly
            rule = None
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
        behind = self._words[mention.end : mention.end + LONGEST_TITLE].form if parent is None else ""
        title = _TITLE_ENDS.split(behind, maxsplit=1)[0]
        resumed = load_pattern(_TABLE, "resumes").search(title)
        title = title[: resumed.start()] if resumed else title
        return Tied(key, mention, relation, start, mention.end, rule, sure, parent, proposer, title, reverse)
