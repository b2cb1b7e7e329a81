"""What a document says of its tie to a cited one, and of ties between cited ones.

A cited document whose naming stands in the title of another ("Kế hoạch A về thực hiện Nghị quyết B") is only mentioned;
the tie from A to B is an edge. Cues are rows of knowledge/relations.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.home import Home
from pipeline.extract.issuers_of import without_person
from pipeline.extract.mentions import Mention, is_list_joint
from pipeline.extract.names import NameScanner
from pipeline.extract.passages import Passage
from pipeline.knowledge.load import Rule, first_rule, load_rules, type_by_name
from pipeline.model import Relation
from pipeline.text.fold import fold
from pipeline.text.match import match_form

if TYPE_CHECKING:
    from pipeline.extract.citations import Cited

Key = tuple[str, str]
_TITLE_CUE = re.compile(
    r'^[\s,]*(?:\(?\s*(?:v/v|về|thực hiện|triển khai|ban hành|phê duyệt|quy định|sửa đổi|bổ sung|hướng dẫn|công bố|điều chỉnh|thay thế|bãi bỏ|tiếp tục|tổ chức|tăng cường|đẩy mạnh|thi hành|cụ thể hóa|"|“))'
)
_RESUMES = re.compile(
    r"[,;]\s*(?:nhằm|đồng thời|trong đó|sở|ubnd|ủy ban nhân dân|ban thường vụ|bộ|để|phù hợp|xét đề nghị|theo đề nghị|và các văn bản|góp phần|bảo đảm|đảm bảo|theo|căn cứ)\b|\.\s+|\bđến toàn thể\b|\b(?:và )?(?:xét|theo) đề nghị\b|\bsau đây\b.*\)\s*[,;]"
)
_CLAUSE_ENDS = re.compile(r"[;.]\s+|^\W+|\n")
_BASIS_TITLE = re.compile(r"^(?:quy định chi tiết|sửa đổi|hướng dẫn|bãi bỏ|về )")
_AMENDED_BY = re.compile(
    r"^\W*(?:đã |và )?(?:được )?(?:sửa đổi|bổ sung|thay thế)(?:,? (?:và )?(?:sửa đổi|bổ sung))*(?: một số (?:điều|nội dung))?(?: của luật)? (?:tại|bởi|theo|bằng)\s*(?:các )?$"
)
_LIST_GOES_ON = re.compile(r"\w.*(?:,|\bvà)\s*$")
_PROPOSALS = frozenset({"TTr", "CV", "BC", None})
_REACH = 150  # characters between a cue and what it governs


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


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """A tie between two cited documents."""

    source: Key
    relation: Relation
    target: Key
    start: int
    end: int
    rule: str
    confidence: float


def read_ties(text: str, passage: Passage, mentions: list[Mention], groups: dict[Key, Cited], lead: str) -> list[Tied]:
    """Return the tie of every naming in a passage, in order; `lead` is the lead-in of the list it stands in."""
    keys = {m.core: key for key, group in groups.items() for m in group.mentions}
    named = [(mention, keys[mention.core]) for mention in mentions]
    told = _descriptions(text, passage, mentions, groups)
    reader = _PassageReader(text, passage, lead)
    for mention, key in sorted([*named, *told], key=lambda pair: (pair[0].start, -pair[0].end)):
        reader.add(mention, key)
    return reader.tied


class _PassageReader:
    def __init__(self, text: str, passage: Passage, lead: str) -> None:
        self._lead = match_form(lead)
        self._form = match_form(text[passage.start : passage.end])
        self._text = text
        self._passage = passage
        self._last: Tied | None = None
        self._top: Tied | None = None
        self.tied: list[Tied] = []

    def add(self, mention: Mention, key: Key) -> None:
        last = self._last
        link, between = self._link(last, mention)
        if last is None or link == "new":
            tie = self._top_tie(mention, key, between if last else None)
        elif link == "list":
            tie = self._like(last, mention, key)
        elif link == "amended":
            tie = self._made(mention, key, Relation.AMENDS, "amended_by", 0.9, parent=(self._top or last).group, reverse=True)
        elif link == "top":
            tie = self._next_top(mention, key)
        else:
            tie = self._nested(last, mention, key, between)
        if tie.parent is None:
            self._top = tie
        self._last = tie
        self.tied.append(tie)

    def _words(self, start: int, end: int) -> str:
        return self._form[start - self._passage.start : end - self._passage.start]

    def _link(self, last: Tied | None, mention: Mention) -> tuple[str, str]:
        """Tell how a naming follows the last one: in a list, in its title, at the top again, or anew."""
        if last is None:
            return "new", ""
        before = last.mention
        if mention.start < before.end:
            return "nested", self._words(before.start, mention.start)
        between = self._words(before.end, mention.start)
        if is_list_joint(between):
            return ("top" if ";" in between else "list"), between
        if re.search(r";\s*(?:và\s*)?(?:các\s*)?$", between) and not re.search(r"\.\s", between):
            return "top", between
        if _AMENDED_BY.search(between):
            return "amended", between
        if before.rule == "law" and not before.code:
            return "new", between
        if _LIST_GOES_ON.search(between) and not re.search(r"[.;]\s", between):
            return "list", between
        tail = between.rsplit(";", 1)[-1].strip()
        if ";" in between and not (self._is_basis() and _BASIS_TITLE.match(tail)):
            return "new", between
        if _TITLE_CUE.match(between) and not _RESUMES.search(between.replace(";", ",") if self._is_basis() else between):
            return "nested", between
        return "new", between

    def _is_basis(self) -> bool:
        return re.match(r"\W*(?:căn cứ)\b", self._form) is not None

    def _top_tie(self, mention: Mention, key: Key, between: str | None) -> Tied:
        words = self._clause(mention)
        rule = _match_cue(load_rules("relations", "tie"), words)
        ended = first_rule(load_rules("relations", "after"), self._words(mention.end, self._passage.end)[:_REACH])
        if ended:
            return self._made(mention, key, Relation(ended[0].gives), ended[0].id, ended[0].confidence)
        if rule and rule.gives == "proposed_by" and mention.type not in _PROPOSALS:
            rule = None
        if rule is None and between is None and self._opens_item(mention):
            listed = _match_cue(load_rules("relations", "tie"), self._lead[-_REACH:])
            if listed and listed.gives in ("replaces", "repeals", "amends", "legal_basis"):
                return self._made(mention, key, Relation(listed.gives), listed.id, 0.85)
            if self._passage.listed:
                return self._made(mention, key, Relation.IMPLEMENTS, "listed_item", 0.85)
        if rule is None:
            return self._made(mention, key, Relation.MENTIONS, "no_cue", 0.85)
        relation = Relation(rule.gives)
        proposer = self._proposer(mention) if relation is Relation.PROPOSED_BY else None
        return self._made(mention, key, relation, rule.id, rule.confidence, proposer=proposer)

    def _clause(self, mention: Mention) -> str:
        words = self._words(self._passage.start, mention.start)
        ends = [hit.end() for hit in _CLAUSE_ENDS.finditer(words)]
        clause = words[ends[-1] :] if ends else words
        opening = words[: ends[0]] if ends and not ends[0] else ""
        return (opening + clause)[-400:]

    def _opens_item(self, mention: Mention) -> bool:
        before = self._words(self._passage.start, mention.start)
        return re.fullmatch(r"\W*(?:[\w.]{1,8}[.)]\s*)?(?:các\s+)?", before) is not None

    def _proposer(self, mention: Mention) -> str | None:
        start = self._passage.start
        words = self._words(start, mention.start)
        hits = list(re.finditer(r"(?:đề nghị|đề xuất|kiến nghị)\s+của\s+", words))
        if not hits:
            return None
        raw = self._text[start : mention.start]
        place = hits[-1].end()
        person = re.match(r"(?:phó )?(?:giám đốc|chánh thanh tra|trưởng ban|chủ tịch|chánh văn phòng|thủ trưởng|bộ trưởng)\s+", words[place:])
        place += person.end() if person else 0
        end = NameScanner(raw, words).match_name(place)
        return without_person(raw[place:end]) if end else None

    def _like(self, last: Tied, mention: Mention, key: Key) -> Tied:
        return self._made(mention, key, last.relation, last.rule, last.confidence, parent=last.parent, proposer=last.proposer)

    def _next_top(self, mention: Mention, key: Key) -> Tied:
        """The next member of a list parted by semicolons: like the member before, unless it has a cue of its own."""
        top = self._top
        if top is None:
            return self._top_tie(mention, key, None)
        return self._made(mention, key, top.relation, top.rule, top.confidence, proposer=top.proposer)

    def _nested(self, last: Tied, mention: Mention, key: Key, between: str) -> Tied:
        rule = _match_cue(load_rules("relations", "edge"), between)
        relation = Relation(rule.gives) if rule else Relation.MENTIONS
        name, sure = (rule.id, rule.confidence) if rule else ("in_title", 0.8)
        return self._made(mention, key, relation, name, sure, parent=last.group)

    def _made(
        self, mention: Mention, key: Key, relation: Relation, rule: str, sure: float, *,
        parent: Key | None = None, proposer: str | None = None, reverse: bool = False,
    ) -> Tied:
        start = max(self._passage.start, mention.start - 40)
        title = re.split(r"[;.\n]", self._words(mention.end, self._passage.end), maxsplit=1)[0]
        title = title if parent is None else ""
        return Tied(key, mention, relation, start, mention.end, rule, sure, parent, proposer, title, reverse)


def _match_cue(rules: Iterable[Rule], words: str) -> Rule | None:
    """Return the row whose cue stands nearest before the citation; a cue far off governs nothing."""
    best: tuple[int, Rule] | None = None
    for rule in rules:
        hits = list(rule.pattern.finditer(words))
        if not hits:
            continue
        near = max(hit.end() for hit in hits)
        if rule.id not in ("basis", "proposal") and len(words) - near > _REACH:
            continue
        if best is None or near > best[0]:
            best = (near, rule)
    return best[1] if best else None


def _descriptions(
    text: str, passage: Passage, mentions: list[Mention], groups: dict[Key, Cited]
) -> list[tuple[Mention, Key]]:
    """Find descriptions that can mean only one cited document: "Chương trình hành động của Tỉnh ủy"."""
    raw = text[passage.start : passage.end]
    form = match_form(raw)
    found = []
    names = "|".join(re.escape(name) for name, row in type_by_name().items() if row.abbreviation not in _PROPOSALS)
    for hit in re.finditer(rf"\b(?P<type>{names})(?:\s+hành động)?\s+của\s+(?P<of>(?:ban thường vụ\s+)?\w+(?:\s+\w+){{0,3}})", form):
        start, end = hit.start() + passage.start, hit.start("of") + passage.start
        if any(m.start < end and start < m.end for m in mentions):
            continue
        key = _only_group(type_by_name()[hit["type"]].abbreviation, hit["of"], groups)
        if key:
            size = len(_issuer_words(groups[key], hit["of"]))
            stop = end + size
            found.append((Mention(start, stop, (start, stop), None, rule="description"), key))
    return found


def _only_group(kind: str, of: str, groups: dict[Key, Cited]) -> Key | None:
    fits = [key for key, group in groups.items() if group.mentions[0].type == kind and _issuer_words(group, of)]
    return fits[0] if len(fits) == 1 else None


def _issuer_words(group: Cited, of: str) -> str:
    """Return the words of a description's owner that name the issuer of a group, or nothing."""
    issuer = next((m.issuer for m in group.mentions if m.issuer), None)
    if not issuer:
        return ""
    whole = fold(issuer).removeprefix("ban thuong vu ").removeprefix("ban chap hanh ")
    owner = fold(of).removeprefix("ban thuong vu ")
    short = " ".join(whole.split()[:2])
    if not owner.startswith(short):
        return ""
    return of[: len(of.split(short.split()[-1])[0]) + len(short.split()[-1])] if short in of else " ".join(of.split()[: len(short.split())])


def find_edges(tied: list[Tied], groups: dict[Key, Cited]) -> list[FoundEdge]:
    """Return the ties between cited documents: out of titles, and of laws that amend cited laws."""
    edges = [
        FoundEdge(*_ends(tie), tie.start, tie.end, tie.rule, tie.confidence)
        for tie in tied
        if tie.parent is not None and tie.relation is not Relation.MENTIONS and tie.parent != tie.group
    ]
    return edges + _amended_laws(groups) + _programmes(tied)


_PROGRAMME = r"(?:chương trình (?!hành động|công tác)|chiến lược|đề án|phong trào|cuộc vận động)\s?[^;.()\"]{12,160}"
_ISSUES = re.compile(rf"\b(?:ban hành|phê duyệt|về)\s+(?:\")?(?P<name>{_PROGRAMME})")
_CARRIES = re.compile(rf"\b(?:thực hiện|triển khai|thi hành)\s+(?:\")?(?P<name>{_PROGRAMME})")
_ALIKE = 0.8


def _programmes(tied: list[Tied]) -> list[FoundEdge]:
    """A document that carries out a programme carries out the one that issued it, where both are cited."""
    issued = [(tie, hit["name"]) for tie in tied if (hit := _ISSUES.search(tie.title))]
    edges = []
    for tie in tied:
        hit = _CARRIES.search(tie.title)
        if not hit:
            continue
        homes = {other.group for other, name in issued if other.group != tie.group and _alike(hit["name"], name)}
        if len(homes) == 1:
            target = homes.pop()
            edges.append(FoundEdge(tie.group, Relation.IMPLEMENTS, target, tie.start, tie.end, "programme", 0.75))
    return edges


def _alike(one: str, other: str) -> bool:
    """Tell whether two names of programmes mean the same: the shorter one's words are nearly all in the longer."""
    first, second = set(fold(one).split()), set(fold(other).split())
    short = min(len(first), len(second))
    return short >= 5 and len(first & second) >= _ALIKE * short


def _ends(tie: Tied) -> tuple[Key, Relation, Key]:
    parent = tie.parent or tie.group
    return (tie.group, tie.relation, parent) if tie.reverse else (parent, tie.relation, tie.group)


def _amended_laws(groups: dict[Key, Cited]) -> list[FoundEdge]:
    by_name = {fold(m.name): key for key, group in groups.items() for m in group.mentions if m.name and not m.inner}
    edges = []
    for key, group in groups.items():
        for mention in group.mentions:
            base = mention.core[0]
            for start, end in mention.inner:
                name = (mention.name or "")[start - base : end - base]
                target = by_name.get(fold(name))
                if target and target != key:
                    edges.append(FoundEdge(key, Relation.AMENDS, target, start, end, "amending_title", 0.95))
    return edges
