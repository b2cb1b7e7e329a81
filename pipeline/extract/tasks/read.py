"""Tasks: leaf items of directing sections and rows of task tables, with agencies, deadline and product.

The definition is that of the guidelines: the smallest numbered, lettered or bulleted item, or an unnumbered paragraph
where there is no smaller item; attribute lines hold for the items of the nearest heading above that precede them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.assigning import (
    ASSIGNED,
    answer,
    counts,
    find_quoted,
    how_directs,
    is_bare_list,
    is_no_task,
    only_assesses,
)
from pipeline.extract.sections import TASK_ROLES, RoleMap
from pipeline.extract.tasks.deadlines import Masks, find_in_heading, find_in_prose, read_labelled
from pipeline.extract.tasks.for_all import ForAll, plan_year, read_closing
from pipeline.extract.tasks.leaves import Leaf, find_leaves
from pipeline.extract.tasks.listed_agencies import heading_agencies, split_roles
from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.role_names import RoleName, distinct
from pipeline.extract.tasks.roles import find_later, find_subject
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import load_pattern
from pipeline.model import AgencyMention, AgencyRole, Body, Deadline, DeadlineKind, Fact, Outline, Span, TableRow, Task
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Words

ROLES = {role.value: role for role in AgencyRole}
_WITH_AN_END = (DeadlineKind.DATE, DeadlineKind.PERIOD)


def read_tasks(outline: Outline, roles: RoleMap, masks: Masks, issued: int | None = None) -> tuple[Task, ...]:
    """Return the tasks of a document in order; `masks` are the spans of citations, whose dates are no deadlines.

    Nor is a day long before the year in which the document was issued.
    """
    year = plan_year(outline)
    closing = read_closing(outline, masks, year)
    leaves = (leaf for leaf in find_leaves(outline, roles) if not _is_none(outline, leaf))
    tasks = [_item_task(outline, leaf, masks, year, closing) for leaf in leaves]
    for label, row, heads in _rows(outline, roles):
        task = _row_task(outline, label, row, masks, heads, year)
        if task:
            tasks.append(task)
    quoted = find_quoted(outline)
    tasks = [task for task in tasks if counts(task, outline.type) and not _stands_in(task, quoted)]
    tasks = [replace(task, deadline=None) if _is_past(task.deadline, issued) else task for task in tasks]
    return tuple(_numbered(sorted(tasks, key=lambda task: task.evidence.start)))


def _is_past(deadline: Deadline | None, issued: int | None) -> bool:
    """Tell whether a day lies so long before the issue that it tells of the past ("đất ở trước ngày 01/7/2004")."""
    if not deadline or not issued or deadline.kind not in _WITH_AN_END or not deadline.end:
        return False
    return int(deadline.end[:4]) < issued - 1


def _role_under(body: Body, roles: RoleMap, path: str) -> str | None:
    """Return the role of the item of a path, under which a table stands."""
    items = list(body.items)
    while items:
        item = items.pop()
        if item.path == path:
            return roles.role(item)
        items += item.children
    return None


def _is_none(outline: Outline, leaf: Leaf) -> bool:
    words = outline.words(leaf.spans[0]).strip()
    if only_assesses(words):
        return True
    return len(leaf.spans) == 1 and (is_no_task(words) or (not leaf.attributes and is_bare_list(words)))


def _stands_in(task: Task, quoted: list[Span]) -> bool:
    return any(span.start <= task.evidence.start < span.end for span in quoted)


def _rows(outline: Outline, roles: RoleMap) -> Iterator[tuple[str, TableRow, tuple[TableRow, ...]]]:
    """Yield the rows that hold tasks, each with the group rows above it, nearest first."""
    for label, body in [("", outline.body), *((annex.label, annex.body) for annex in outline.annexes)]:
        for table in body.tables:
            if how_directs(outline.type) == ASSIGNED and _role_under(body, roles, table.under) not in TASK_ROLES:
                continue
            heads: list[TableRow] = []
            for row in table.rows:
                if row.names_group:
                    heads.append(row)
                else:
                    yield label, row, tuple(_groups_above(heads, row.path))


def _group_lead(outline: Outline, row: TableRow) -> tuple[AgencyMention, ...]:
    """A group row that is an agency's name makes it the lead of the rows below it."""
    place = outline.parsed.evidence
    cells = [span for role in ("content", "lead") for span in row.spans(role)]
    names = [name for span in cells for name in heading_agencies(outline.words(span))]
    return tuple(AgencyMention(n.shown, AgencyRole.LEAD, place(n.start, n.end, *found_by("group_row"))) for n in names)


def _groups_above(heads: list[TableRow], path: str) -> Iterator[TableRow]:
    """Yield the group rows whose number a row's path begins with, nearest first; one without number ends them."""
    for head in reversed(heads):
        if not head.path or path.startswith(f"{head.path}."):
            yield head
            if not head.path:
                return


def _numbered(tasks: list[Task]) -> Iterator[Task]:
    """A number printed twice: the second gets (2), a section's only where the first sets tasks too."""
    seen: Counter[str] = Counter()
    given = [task.id for task in tasks]
    for task in tasks:
        number = _without_mark(task.id, given)
        seen[number] += 1
        yield replace(task, id=f"{number}({seen[number]})" if seen[number] > 1 else number)


def _without_mark(number: str, given: list[str]) -> str:
    """Return a task's number without the mark of its section ("IV(2).1") where no task stands in the first one."""
    section, mark, rest = number.partition("(2).")
    return number if not mark or any(other.startswith(f"{section}.") for other in given) else f"{section}.{rest}"


def _item_task(outline: Outline, leaf: Leaf, masks: Masks, year: int | None, closing: ForAll) -> Task:
    text = squeeze(" ".join(outline.printed(span) for span in leaf.spans))
    place = outline.parsed.evidence(leaf.spans[0].start, leaf.spans[-1].end, leaf.rule, leaf.confidence)
    agencies = _merged(_labelled_agencies(outline, leaf), _prose_agencies(outline, leaf), leaf.lead)
    agencies = closing.add_receivers(_with_others(agencies, leaf.others))
    deadline = _leaf_deadline(outline, leaf, masks, year) or closing.deadline
    return Task(leaf.path, text, place, agencies, deadline, _leaf_product(outline, leaf))


def _with_others(own: tuple[AgencyMention, ...], above: tuple[AgencyMention, ...]) -> tuple[AgencyMention, ...]:
    """Add whom the lead-in above a task names, unless the task gives that agency a role itself."""
    named = [match_form(mention.name) for mention in own]
    return (*own, *(one for one in above if not any(_is_part(name, match_form(one.name)) for name in named)))


def _is_part(one: str, other: str) -> bool:
    """Tell whether one name goes on where the other ends ("Sở Y tế", "Sở Y tế (Chi cục Dân số)")."""
    return one.startswith(other) or other.startswith(one)


def _labelled_agencies(outline: Outline, leaf: Leaf) -> list[AgencyMention]:
    found = []
    for attribute in leaf.attributes:
        role = ROLES.get(attribute.kind)
        if role:
            found += _listed(outline, attribute.value, role, f"label_{role.value}", how_sure("label"))
        if role or attribute.kind == "deadline":
            found += _value_prose(outline, attribute.value)
    return found


def _value_prose(outline: Outline, value: Span) -> list[AgencyMention]:
    """Roles told inside a labelled value ("Sở X chủ trì, phối hợp với Sở Y")."""
    return [_mention(outline, item) for item in find_partners(outline.words(value))]


def _listed(outline: Outline, value: Span, role: AgencyRole, rule: str, sure: float) -> list[AgencyMention]:
    """Return the agencies that a labelled value or a cell lists."""
    place = outline.parsed.evidence
    named = split_roles(outline.words(value), role)
    return [AgencyMention(name.shown, own, place(name.start, name.end, rule, sure)) for own, name in named]


def _mention(outline: Outline, item: RoleName) -> AgencyMention:
    place = outline.parsed.evidence(item.name.start, item.name.end, item.rule, item.confidence)
    return AgencyMention(squeeze(item.name.shown), item.role, place)


def _prose_agencies(outline: Outline, leaf: Leaf) -> list[AgencyMention]:
    found: list[AgencyMention] = []
    for place, span in enumerate(leaf.spans):
        words = answer(outline.words(span))
        subjects = find_subject(words)
        if place and (leaf.lead or found) and any(_is_generic(item.name.shown) for item in subjects):
            subjects = []
        if any(one.evidence.rule == "heading_agency" for one in leaf.lead) and words.match(_urges()):
            subjects = []
        if subjects or not leaf.lead:
            subjects = distinct([*subjects, *find_later(words)])
        if leaf.headings and outline.words(leaf.headings[-1]).match(load_pattern("roles", "partners")):
            subjects = [replace(item, role=AgencyRole.COORDINATE) for item in subjects]
        found += [_mention(outline, item) for item in [*subjects, *find_partners(words)]]
    return found


def _urges() -> re.Pattern[str]:
    """What an agency under its own heading has others do: it leads itself ("Yêu cầu các chủ rừng cam kết …")."""
    return load_pattern("roles", "urges")


def _is_generic(name: str) -> bool:
    """An unnamed actor ("cơ quan chủ trì") stands for the one that the heading or the item names."""
    return load_pattern("roles", "generic").search(match_form(name)) is not None


def _merged(
    labelled: list[AgencyMention], prose: list[AgencyMention], inherited: tuple[AgencyMention, ...]
) -> tuple[AgencyMention, ...]:
    """The label's lead beats the prose's, the prose's beats the heading's; the other roles are joined."""
    lead = [m for m in labelled if m.role is AgencyRole.LEAD]
    lead = lead or [m for m in prose if m.role is AgencyRole.LEAD] or list(inherited)
    others = [m for m in [*labelled, *prose] if m.role is not AgencyRole.LEAD]
    kept: list[AgencyMention] = []
    for mention in [*lead, *others]:
        if not any(o.role is mention.role and match_form(o.name) == match_form(mention.name) for o in kept):
            kept.append(mention)
    leads = {match_form(m.name) for m in kept if m.role is AgencyRole.LEAD}
    return tuple(
        m for m in kept if m.role is not AgencyRole.COORDINATE or m in labelled or match_form(m.name) not in leads
    )


def _leaf_deadline(outline: Outline, leaf: Leaf, masks: Masks, year: int | None) -> Deadline | None:
    parsed = outline.parsed
    for attribute in leaf.attributes:
        if attribute.kind == "deadline":
            found = read_labelled(parsed, outline.words(attribute), masks, year)
            if found:
                return found
    spans = [*leaf.spans, *(attribute.value for attribute in leaf.attributes if attribute.kind == "lead")]
    own = (find_in_prose(parsed, outline.words(span), masks, year) for span in spans)
    above = (find_in_heading(parsed, outline.words(span), masks, year) for span in reversed(leaf.headings))
    return next((hit for hits in (own, above) for hit in hits if hit), None)


def _leaf_product(outline: Outline, leaf: Leaf) -> Fact | None:
    values = [attribute.value for attribute in leaf.attributes if attribute.kind == "product"]
    return _product(outline, values)


def _product(outline: Outline, values: list[Span]) -> Fact | None:
    words = squeeze(" ".join(outline.printed(value) for value in values)).strip(" ;-+")
    if not words:
        return None
    place = outline.parsed.evidence(values[0].start, values[-1].end, "label_product", how_sure("label"))
    return Fact(words, place)


def _row_task(
    outline: Outline, label: str, row: TableRow, masks: Masks, heads: tuple[TableRow, ...], year: int | None
) -> Task | None:
    content = row.spans("content")
    text = squeeze(" ".join(outline.printed(span) for span in content)).lstrip("-+* ")
    if not text or is_no_task(Words.of(text)):
        return None
    path = f"{label}.{row.path}" if label else row.path
    place = outline.parsed.evidence(content[0].start, content[-1].end, *found_by("table_row"))
    agencies = _column_agencies(outline, row)
    leaf = Leaf(path, tuple(content), (), (), "table_row", how_sure("prose_of_a_row"))
    prose = _prose_agencies(outline, leaf)
    if agencies:
        prose = [mention for mention in prose if mention.role is AgencyRole.REPORT_TO]
    agencies += _product_receivers(outline, row)
    above = next((lead for head in heads if (lead := _group_lead(outline, head))), ())
    deadline = _row_deadline(outline, row, masks, heads, year)
    return Task(path, text, place, _merged(agencies, prose, above), deadline, _product(outline, row.spans("product")))


def _row_deadline(
    outline: Outline, row: TableRow, masks: Masks, heads: tuple[TableRow, ...], year: int | None
) -> Deadline | None:
    """Return the time of a row: its cell's, else that of its own words, else that of a group row above it."""
    parsed, content = outline.parsed, row.spans("content")
    groups = [span for head in heads for span in head.spans("content")]
    cells = (read_labelled(parsed, outline.words(span), masks, year) for span in row.spans("deadline"))
    own = (find_in_prose(parsed, outline.words(span), masks, year) for span in content)
    above = (find_in_heading(parsed, outline.words(span), masks, year) for span in groups)
    return next((hit for hits in (cells, own, above) for hit in hits if hit), None)


def _column_agencies(outline: Outline, row: TableRow) -> list[AgencyMention]:
    found: list[AgencyMention] = []
    for role in AgencyRole:
        for span in row.spans(role.value):
            found += _listed(outline, span, role, f"column_{role.value}", how_sure("column"))
            if role is AgencyRole.LEAD:
                found += [one for one in _value_prose(outline, span) if one.role is AgencyRole.COORDINATE]
    return found


def _product_receivers(outline: Outline, row: TableRow) -> list[AgencyMention]:
    """The product "Báo cáo UBND tỉnh …" names who receives the report."""
    found = []
    for span in row.spans("product"):
        words = outline.words(span)
        if words.match(load_pattern("roles", "product_report")):
            partners = (item for item in find_partners(words) if item.role is AgencyRole.REPORT_TO)
            found += [_mention(outline, item) for item in partners]
    return found
