"""Which items are tasks: leaves of directing sections with the attributes and the lead they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.agencies.name import Name
from pipeline.extract.assigning import (
    gives_work,
    how_directs,
    is_bare_list,
    is_no_task,
    orders_named,
    sets_in_paragraphs,
    tells_whom,
)
from pipeline.extract.sections import TASK_ROLES, RoleMap, is_heading, requires
from pipeline.extract.tasks.label_lines import Level, effective, later_attributes
from pipeline.extract.tasks.listed_agencies import heading_agencies
from pipeline.extract.tasks.paragraphs import directs_someone, is_issuer, order_itself
from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.roles import find_addressed, find_directed, find_expected, find_subject
from pipeline.knowledge.agency_grammar import load_grammar
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.labels import find_inner_labels, find_labels
from pipeline.knowledge.load import load_pattern
from pipeline.model import BULLETS, AgencyMention, AgencyRole, Attribute, Body, Item, ItemStyle, Outline, Span
from pipeline.text.match import match_form
from pipeline.text.words import Words

_SECTIONS = frozenset({ItemStyle.ROMAN, ItemStyle.CAPITAL})
_IN_BRACKETS = "lead-in-brackets"  # a rule of knowledge/roles.toml
_Mentions = tuple[AgencyMention, ...]
_SHORT_REFERENCE = 160
_STOPS = (".", "./.", ";")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A task's place: path, its paragraphs, its attributes, the lead its heading gives."""

    path: str
    spans: tuple[Span, ...]
    attributes: tuple[Attribute, ...]
    lead: tuple[AgencyMention, ...]
    rule: str
    confidence: float
    others: tuple[AgencyMention, ...] = ()  # who else the lead-in above it names
    headings: tuple[Span, ...] = ()  # what stands above it, nearest last


@dataclass(frozen=True, slots=True)
class _Above:
    """What an item gets from above: headings and their attributes, nearest last, the lead and others of a lead-in."""

    attributes: tuple[Level, ...] = ()
    lead: tuple[AgencyMention, ...] = ()
    others: tuple[AgencyMention, ...] = ()
    headings: tuple[Span, ...] = ()


def find_leaves(outline: Outline, roles: RoleMap) -> Iterator[Leaf]:
    """Yield the leaf items that set tasks, in order, through body and annexes."""
    finder = _Finder(outline, roles)
    yield from finder.body(outline.body, "", outline.type)
    for annex in outline.annexes:
        yield from finder.body(annex.body, annex.label, annex.type)


class _Finder:
    def __init__(self, outline: Outline, roles: RoleMap) -> None:
        self._outline = outline
        self._roles = roles

    def body(self, body: Body, label: str, kind: str | None) -> Iterator[Leaf]:
        lead_ins = tuple(span for span in body.preamble[-1:] if self._announces(span))
        above = _Above(lead=self._lead_in(body.preamble[-1]) if body.preamble else (), headings=lead_ins)
        tabled = {_path(label, table.under) for table in body.tables}
        for item in body.items:
            for leaf in self._walk(item, label, above):
                if leaf.path not in tabled or self._orders_by_itself(leaf):
                    yield leaf
        if not body.items and not label and sets_in_paragraphs(kind):
            yield from self._paragraphs(body)

    def _orders_by_itself(self, leaf: Leaf) -> bool:
        """Tell whether an item above a table is a sentence that tells someone what to do, no head of the table."""
        words = self._outline.words(leaf.spans[0]).rstrip()
        return words.text.endswith((".", ";")) and bool(heading_agencies(words) or find_addressed(words))

    def _lead_in(self, span: Span) -> tuple[AgencyMention, ...]:
        """Read the lead-in of a list: "… yêu cầu các sở, UBND cấp xã thực hiện các nội dung sau:"."""
        words = self._outline.words(span)
        if not words.text.rstrip().endswith(":"):
            return ()
        return self._leads(find_addressed(words) or find_expected(words), *found_by("lead_in"))

    def _named_first(self, span: Span) -> tuple[AgencyMention, ...]:
        """Read a lead-in that begins with who acts ("UBND các xã:", "Bộ Tài chính chỉ đạo Bảo hiểm xã hội:")."""
        words = self._outline.words(span)
        names = heading_agencies(words) if words.text.rstrip().endswith(":") else []
        orders = names and words.match(load_pattern("roles", "orders"), names[-1].end)
        return () if orders else self._leads(names, *found_by("lead_in"))

    def _lead_ins(self, item: Item) -> tuple[Span, ...]:
        """Return the sentences between a heading and its items that announce them."""
        spans = item.paragraphs if item.children else ()
        return tuple(span for span in spans if self._announces(span))

    def _announces(self, span: Span) -> bool:
        return self._outline.printed(span).rstrip().endswith(":")

    def _leads(self, names: list[Name], rule: str, sure: float) -> tuple[AgencyMention, ...]:
        place = self._outline.parsed.evidence
        return tuple(AgencyMention(n.shown, AgencyRole.LEAD, place(n.start, n.end, rule, sure)) for n in names)

    def _paragraphs(self, body: Body) -> Iterator[Leaf]:
        """A dispatch without numbers: its paragraphs that direct someone are the tasks."""
        count = 0
        before = [None, *body.preamble]
        for above, span in zip(before, body.preamble, strict=False):
            goes_on = above is not None and self._outline.printed(above).rstrip()[-1:].isalnum()
            if (
                not goes_on
                and not is_bare_list(self._outline.words(span).strip())
                and directs_someone(self._outline, span)
            ):
                count += 1
                order = order_itself(self._outline, span)
                yield Leaf(f"-{count}", (order,), (), self._ordered(span), *found_by("directing_paragraph"))

    def _ordered(self, span: Span) -> tuple[AgencyMention, ...]:
        """Return whom a paragraph orders behind its reference ("Thực hiện Công điện …, UBND tỉnh yêu cầu các sở …")."""
        words = self._outline.words(span)
        ordered = find_addressed(words) if words.match(load_pattern("roles", "order")) else []
        return self._leads(ordered, "lead_in", how_sure("directing_lead_in"))

    def _walk(self, item: Item, label: str, above: _Above) -> Iterator[Leaf]:
        if self._asks_for_figures(item):
            yield from self._report(item, label, above)
        elif self._is_heading(item):
            yield from self._below(item, label, above)
        elif item.end > item.start and self._directs(item) and not self._points_elsewhere(item):
            duties = self._closing_duties(item)
            given = set(duties)
            kept = tuple(span for span in item.paragraphs if span not in given)
            yield self._leaf(replace(item, paragraphs=kept), label, above)
            part, counted = _numbered_part(item)
            yield from self._duties(duties, _path(label, part), self._sure(item), counted)
        if not self._directs(item):
            yield from self._giving_paragraphs(item, label)

    def _asks_for_figures(self, item: Item) -> bool:
        """Tell whether the items below one only list what its report is to tell, or name what it is about.

        An item among them that someone is to do ("Kiểm tra …") makes them tasks.
        """
        words = self._outline.words(item).rstrip()
        if not item.children or not any(words.search(load_pattern("layout", rule)) for rule in ("reported", "named")):
            return False
        verb = load_grammar().stop
        return not any(child.children or verb.match(self._outline.words(child).form) for child in item.children)

    def _report(self, item: Item, label: str, above: _Above) -> Iterator[Leaf]:
        """Yield an item with the list of its report, and behind it the paragraph that tells who sends it."""
        if not self._directs(item):
            return
        *_, last = item.children
        yield self._leaf(replace(item, children=(), paragraphs=()), label, above)
        yield from self._duties(last.paragraphs, _path(label, item.path), self._sure(item))

    def _closing_duties(self, item: Item) -> tuple[Span, ...]:
        """Return the paragraphs behind a dispatch's item that are none of it ("Sở Y tế theo dõi, đôn đốc …")."""
        dispatched = how_directs(self._outline.type) == "all"
        if not dispatched or not self._outline.printed(item).rstrip().endswith(_STOPS):
            return ()
        return tuple(span for span in item.paragraphs if self._has_duty(span))

    def _duties(self, spans: tuple[Span, ...], path: str, sure: float, counted: int = 0) -> Iterator[Leaf]:
        """Yield the paragraphs behind an item that give a named agency a duty of its own, counted like bullets."""
        giving = [span for span in spans if self._has_duty(span)]
        for number, span in enumerate(giving, 1 + counted):
            yield Leaf(f"{path}.-{number}", (span,), (), (), "directing_paragraph", sure)

    def _has_duty(self, span: Span) -> bool:
        words = self._outline.words(span)
        named = heading_agencies(words)
        if not named or not words.text.rstrip().endswith(_STOPS) or is_issuer(self._outline, named[0]):
            return False
        behind = words[named[0].end - words.start :]
        return not (behind.match(load_pattern("roles", "orders")) or _is_generic(named[0]))

    def _giving_paragraphs(self, item: Item, label: str) -> Iterator[Leaf]:
        """Behind an item that gives no work a paragraph may ("3. Thành phần: …", then "Đề nghị Sở Y tế chuẩn bị …")."""
        required = requires(self._outline, item, self._roles.role(item), self._outline.type)
        giving = [span for span in item.paragraphs if self._gives(span, required=required)]
        given = set(giving)
        for number, span in enumerate(item.paragraphs if required else giving, 1):
            if span in given:
                path = f"{_path(label, item.path)}.-{number}"
                yield Leaf(path, (span,), (), (), *found_by("directing_paragraph"))

    def _gives(self, span: Span, *, required: bool) -> bool:
        words, kind = self._outline.words(span), self._outline.type
        if required:
            return tells_whom(words)
        return gives_work(words, kind) or (how_directs(kind) == "articles" and orders_named(words, ("assigns",)))

    def _points_elsewhere(self, item: Item) -> bool:
        """A heading in capitals without a word below it, a reference to an annex, a basis: none holds a task itself."""
        words = self._outline.words(item)
        if self._roles.role(item) == "unknown" and words.match(load_pattern("layout", "basis_item")):
            return True
        unsaid = item.style is ItemStyle.ARTICLE and not words.text.rstrip().endswith((".", ";"))
        bare = (words.text.isupper() or unsaid) and not item.paragraphs
        return bare or _refers_to_annex(words)

    def _is_heading(self, item: Item) -> bool:
        if self._lists_members(item):
            return False
        children = [child for child in item.children if not self._is_description(item, child)]
        return bool(children) or (not item.children and is_heading(self._outline, item))

    def _lists_members(self, item: Item) -> bool:
        """Tell whether an item with words of its own is followed by nothing but the persons who do it."""
        words = self._outline.words(item).rstrip()
        told = words.text.endswith((".", ";")) and bool(item.children)
        return told and all(is_no_task(self._outline.words(child).strip()) for child in _below_it(item))

    def _is_description(self, item: Item, child: Item) -> bool:
        """A bullet "Nội dung: …" that goes on in small letters describes its item, and directs nothing of its own."""
        if child.style not in BULLETS or len(item.children) > 1 or child.children or not item.attributes:
            return False
        found = find_labels(self._outline.words(child))
        return bool(found) and found[0].kind == "content" and found[0].value.text.lstrip("*_ ")[:1].islower()

    def _below(self, item: Item, label: str, above: _Above) -> Iterator[Leaf]:
        under = self._under(item, above)
        if item.children:
            for child, chained in zip(item.children, later_attributes(item.children), strict=True):
                levels = (*under.attributes, chained) if chained else under.attributes
                yield from self._walk(child, label, replace(under, attributes=levels))
        elif self._directs(item):
            yield from self._paragraph_leaves(item, label, under)

    def _under(self, item: Item, above: _Above) -> _Above:
        words = self._outline.words(item)
        names = heading_agencies(words)
        if not names:
            subjects = (told for told in find_subject(words) if told.role is AgencyRole.LEAD)
            ends = words.text.rstrip().endswith(":")
            names = [subject.name for subject in subjects if ends or subject.rule == _IN_BRACKETS]
        others: _Mentions = ()
        lead = self._leads(names, *found_by("heading_agency"))
        if item.children and words.text.rstrip().endswith(":"):
            lead, others = self._lead_in_roles(words, lead, above.lead)
        for span in item.paragraphs if item.children and not lead else ():
            lead = lead or self._named_first(span) or self._lead_in(span)
        inner = self._inner_attributes(item) if item.children else ()
        headings = (*above.headings, *self._lead_ins(item), Span(item.start, item.end))
        attributes = (*above.attributes, Level(item.attributes or inner))
        return _Above(attributes, lead or above.lead, others or above.others, headings)

    def _lead_in_roles(self, words: Words, lead: _Mentions, above: _Mentions) -> tuple[_Mentions, _Mentions]:
        """Read who leads and who else acts in a lead-in ("Chỉ đạo các ngân hàng phối hợp với Sở Y tế như sau:")."""
        place = self._outline.parsed.evidence
        sure = how_sure("lead_in_others")
        told = [item for item in find_partners(words) if item.role is AgencyRole.COORDINATE]
        others = [AgencyMention(t.name.shown, t.role, place(t.name.start, t.name.end, t.rule, sure)) for t in told]
        directed = find_directed(words) if not lead else []
        if directed:
            others += [replace(one, role=AgencyRole.DIRECT) for one in above]
        return self._leads(directed, *found_by("directed_lead_in")) or lead, tuple(others)

    def _directs(self, item: Item) -> bool:
        role = self._roles.role(item)
        return role in TASK_ROLES or role == "unknown"

    def _sure(self, item: Item) -> float:
        return how_sure("task_item" if self._roles.role(item) in TASK_ROLES else "item_elsewhere")

    def _paragraph_leaves(self, item: Item, label: str, above: _Above) -> Iterator[Leaf]:
        """A heading with one unnumbered paragraph gives it its number; several are counted like bullets."""
        path = _path(label, item.path)
        texts = [(span, self._outline.words(span).rstrip()) for span in item.paragraphs]
        wanted = [span for span, words in texts if not words.text.endswith(":") and not _refers_to_annex(words)]
        for number, span in enumerate(wanted, 1):
            own = path if len(wanted) == 1 else f"{path}.-{number}"
            attributes = effective(above.attributes, span.start)
            sure = self._sure(item) - how_sure("paragraph_less")
            yield Leaf(own, (span,), attributes, above.lead, "paragraph", sure, above.others, above.headings)

    def _inner_attributes(self, item: Item) -> tuple[Attribute, ...]:
        """Return the labelled values inside an item's own line, in brackets or behind its sentence."""
        found = find_inner_labels(self._outline.words(item))
        return tuple(Attribute(one.kind, _span(one.label), _span(one.value)) for one in found)

    def _leaf(self, item: Item, label: str, above: _Above) -> Leaf:
        spans = (Span(item.start, item.end), *item.paragraphs)
        inner = self._inner_attributes(item)
        attributes = effective((*above.attributes, Level(item.attributes), Level(inner)), item.start)
        rule = f"item_{item.style.value}"
        path, sure = _path(label, item.path), self._sure(item)
        return Leaf(path, spans, attributes, above.lead, rule, sure, above.others, above.headings)


def _numbered_part(item: Item) -> tuple[str, int]:
    """Return the path behind which a paragraph is counted, and how many bullets stand there before it.

    Behind the bullet "5.-4" it is "5.-5"; behind "6.e.-2" it closes the whole of "6".
    """
    if item.style not in BULLETS:
        return item.path, 0
    parts = item.path.split(".")
    while len(parts) > 1 and (parts[-1].startswith("-") or (parts[-1].isalpha() and parts[-1].islower())):
        parts.pop()
    part = ".".join(parts)
    direct = item.path.removeprefix(f"{part}.-")
    return part, int(direct) if direct.isdigit() else 0


def _below_it(item: Item) -> Iterator[Item]:
    for child in item.children:
        yield child
        yield from _below_it(child)


def _span(words: Words) -> Span:
    return Span(words.start, words.end)


def _refers_to_annex(words: Words) -> bool:
    """Tell whether words only say where the tasks stand ("(Chi tiết tại Phụ lục kèm theo)")."""
    return len(words) < _SHORT_REFERENCE and words.match(load_pattern("layout", "elsewhere")) is not None


def _is_generic(name: Name) -> bool:
    """Tell whether a name means nobody by name ("các đơn vị", "cơ quan chủ trì"), as exhortations do."""
    form = match_form(name.shown)
    return form.startswith("các ") or load_pattern("roles", "generic").search(form) is not None


def _path(label: str, path: str) -> str:
    return f"{label}.{path}" if label and path else label or path
