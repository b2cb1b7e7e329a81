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
from pipeline.extract.tasks.deadlines import Masks, find_in_prose, read_labelled
from pipeline.extract.tasks.for_all import ForAll, plan_year, read_closing
from pipeline.extract.tasks.headings import Groups, Headings, Said, listed, mention, value_prose
from pipeline.extract.tasks.leaves import Leaf, find_leaves
from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.role_names import distinct
from pipeline.extract.tasks.roles import find_later, find_subject
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import load_pattern
from pipeline.model import (
    AgencyMention,
    AgencyRole,
    Body,
    Deadline,
    DeadlineKind,
    Fact,
    Issue,
    Outline,
    Severity,
    Span,
    TableRow,
    Task,
)
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Spans, Words

MOST_AGENCIES = 100_000  # named by the tasks of one document together
_FEW = 5  # that a task behind the limit keeps
_DOT = re.compile(r"\.")
_WITH_AN_END = (DeadlineKind.DATE, DeadlineKind.PERIOD)


def read_tasks(
    outline: Outline, roles: RoleMap, masks: Masks, issued: int | None = None, issues: list[Issue] | None = None
) -> tuple[Task, ...]:
    """Return the tasks of a document in order; `masks` are the spans of citations, whose dates are no deadlines.

    Nor is a day long before the year in which the document was issued. What a limit cuts off is told in `issues`.
    """
    masks = masks if isinstance(masks, Spans) else Spans(masks)
    year = plan_year(outline)
    closing = read_closing(outline, masks, year)
    leaves = (leaf for leaf in find_leaves(outline, roles) if not _is_none(outline, leaf))
    heads = Headings(outline, masks, year)
    budget = _Budget()
    tasks = [budget.keep(_item_task(outline, leaf, masks, year, closing, heads)) for leaf in leaves]
    for label, row, above in _rows(outline, roles, heads):
        task = _row_task(outline, label, row, masks, above, year)
        if task:
            tasks.append(budget.keep(task))
    if issues is not None:
        issues += budget.issues
    quoted = Spans((span.start, span.end) for span in find_quoted(outline))
    tasks = [task for task in tasks if counts(task, outline.type) and not quoted.cover(task.evidence.start)]
    tasks = [replace(task, deadline=None) if _is_past(task.deadline, issued) else task for task in tasks]
    return tuple(_numbered(sorted(tasks, key=lambda task: task.evidence.start)))


def _is_past(deadline: Deadline | None, issued: int | None) -> bool:
    """Tell whether a day lies so long before the issue that it tells of the past ("đất ở trước ngày 01/7/2004")."""
    if not deadline or not issued or deadline.kind not in _WITH_AN_END or not deadline.end:
        return False
    return int(deadline.end[:4]) < issued - 1


class _Budget:
    """The agencies that the tasks of a document may name together: a list that all inherit is written into each."""

    def __init__(self) -> None:
        self._left = MOST_AGENCIES
        self.issues: list[Issue] = []

    def keep(self, task: Task) -> Task:
        """Return a task with its agencies, or behind the limit with the first of them."""
        self._left -= len(task.agencies)
        if self._left >= 0 or len(task.agencies) < _FEW:
            return task
        if not self.issues:
            message = (
                f"Its tasks name more than {MOST_AGENCIES:,} agencies together, since many inherit one list: from task "
                f"{task.id} on each keeps the first {_FEW}."
            )
            start = task.evidence.start
            self.issues.append(Issue("extract", "too_many_agencies", Severity.ERROR, message, start, task.evidence.end))
        return replace(task, agencies=task.agencies[:_FEW])


def _roles_by_path(body: Body, roles: RoleMap) -> dict[str, str]:
    """Return the role of the item of each path, under which a table may stand."""
    found: dict[str, str] = {}
    items = list(body.items)
    while items:
        item = items.pop()
        found.setdefault(item.path, roles.role(item))
        items += item.children
    return found


def _is_none(outline: Outline, leaf: Leaf) -> bool:
    words = outline.words(leaf.spans[0]).strip()
    if only_assesses(words):
        return True
    return len(leaf.spans) == 1 and (is_no_task(words) or (not leaf.attributes and is_bare_list(words)))


def _rows(outline: Outline, roles: RoleMap, heads: Headings) -> Iterator[tuple[str, TableRow, Said]]:
    """Yield the rows that hold tasks, each with what the group rows above it say."""
    for label, body in [("", outline.body), *((annex.label, annex.body) for annex in outline.annexes)]:
        under = _roles_by_path(body, roles) if body.tables and how_directs(outline.type) == ASSIGNED else None
        for table in body.tables:
            if under is not None and under.get(table.under) not in TASK_ROLES:
                continue
            groups = Groups(outline, heads)
            for row in table.rows:
                if row.names_group:
                    groups.add(row)
                else:
                    yield label, row, groups.above(row.path)


def _numbered(tasks: list[Task]) -> Iterator[Task]:
    """A number printed twice: the second gets (2), a section's only where the first sets tasks too."""
    seen: Counter[str] = Counter()
    sections = {task.id[: dot.start()] for task in tasks for dot in _DOT.finditer(task.id)}
    for task in tasks:
        number = _without_mark(task.id, sections)
        seen[number] += 1
        yield replace(task, id=f"{number}({seen[number]})" if seen[number] > 1 else number)


def _without_mark(number: str, sections: set[str]) -> str:
    """Return a task's number without the mark of its section ("IV(2).1") where no task stands in the first one."""
    section, mark, rest = number.partition("(2).")
    return number if not mark or section in sections else f"{section}.{rest}"


def _item_task(outline: Outline, leaf: Leaf, masks: Masks, year: int | None, closing: ForAll, heads: Headings) -> Task:
    text = squeeze(" ".join(outline.printed(span) for span in leaf.spans))
    place = outline.parsed.evidence(leaf.spans[0].start, leaf.spans[-1].end, leaf.rule, leaf.confidence)
    labelled = [one for attribute in leaf.attributes for one in heads.labelled(attribute.value, attribute.kind)]
    agencies = _merged(labelled, _prose_agencies(outline, leaf, heads), leaf.lead)
    agencies = closing.add_receivers(_with_others(agencies, leaf.others))
    deadline = _leaf_deadline(outline, leaf, masks, year, heads) or closing.deadline
    return Task(leaf.path, text, place, agencies, deadline, _leaf_product(outline, leaf))


def _with_others(own: tuple[AgencyMention, ...], above: tuple[AgencyMention, ...]) -> tuple[AgencyMention, ...]:
    """Add whom the lead-in above a task names, unless the task gives that agency a role itself."""
    named = [match_form(mention.name) for mention in own]
    return (*own, *(one for one in above if not any(_is_part(name, match_form(one.name)) for name in named)))


def _is_part(one: str, other: str) -> bool:
    """Tell whether one name goes on where the other ends ("Sở Y tế", "Sở Y tế (Chi cục Dân số)")."""
    return one.startswith(other) or other.startswith(one)


def _prose_agencies(outline: Outline, leaf: Leaf, heads: Headings | None = None) -> list[AgencyMention]:
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
        if heads and leaf.headings and heads.names_partners(leaf.headings[-1]):
            subjects = [replace(item, role=AgencyRole.COORDINATE) for item in subjects]
        found += [mention(outline, item) for item in [*subjects, *find_partners(words)]]
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
    kept: dict[tuple[AgencyRole, str], AgencyMention] = {}
    for one in [*lead, *others]:
        kept.setdefault((one.role, match_form(one.name)), one)
    leads, told = {name for role, name in kept if role is AgencyRole.LEAD}, set(labelled)
    return tuple(
        m for (role, name), m in kept.items() if role is not AgencyRole.COORDINATE or m in told or name not in leads
    )


def _leaf_deadline(outline: Outline, leaf: Leaf, masks: Masks, year: int | None, heads: Headings) -> Deadline | None:
    parsed = outline.parsed
    for attribute in leaf.attributes:
        if attribute.kind == "deadline":
            found = read_labelled(parsed, outline.words(attribute), masks, year)
            if found:
                return found
    spans = [*leaf.spans, *(attribute.value for attribute in leaf.attributes if attribute.kind == "lead")]
    own = (find_in_prose(parsed, outline.words(span), masks, year) for span in spans)
    return next((hit for hit in own if hit), None) or heads.deadline_above(leaf.headings)


def _leaf_product(outline: Outline, leaf: Leaf) -> Fact | None:
    values = [attribute.value for attribute in leaf.attributes if attribute.kind == "product"]
    return _product(outline, values)


def _product(outline: Outline, values: list[Span]) -> Fact | None:
    words = squeeze(" ".join(outline.printed(value) for value in values)).strip(" ;-+")
    if not words:
        return None
    place = outline.parsed.evidence(values[0].start, values[-1].end, "label_product", how_sure("label"))
    return Fact(words, place)


def _row_task(outline: Outline, label: str, row: TableRow, masks: Masks, above: Said, year: int | None) -> Task | None:
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
    agencies_of_row = _merged(agencies, prose, above.lead)
    deadline = _row_deadline(outline, row, masks, year) or above.deadline
    return Task(path, text, place, agencies_of_row, deadline, _product(outline, row.spans("product")))


def _row_deadline(outline: Outline, row: TableRow, masks: Masks, year: int | None) -> Deadline | None:
    """Return the time of a row: its cell's, else that of its own words."""
    parsed, content = outline.parsed, row.spans("content")
    cells = (read_labelled(parsed, outline.words(span), masks, year) for span in row.spans("deadline"))
    own = (find_in_prose(parsed, outline.words(span), masks, year) for span in content)
    return next((hit for hits in (cells, own) for hit in hits if hit), None)


def _column_agencies(outline: Outline, row: TableRow) -> list[AgencyMention]:
    found: list[AgencyMention] = []
    for role in AgencyRole:
        for span in row.spans(role.value):
            found += listed(outline, span, role, f"column_{role.value}", how_sure("column"))
            if role is AgencyRole.LEAD:
                found += [one for one in value_prose(outline, span) if one.role is AgencyRole.COORDINATE]
    return found


def _product_receivers(outline: Outline, row: TableRow) -> list[AgencyMention]:
    """The product "Báo cáo UBND tỉnh …" names who receives the report."""
    found = []
    for span in row.spans("product"):
        words = outline.words(span)
        if words.match(load_pattern("roles", "product_report")):
            partners = (item for item in find_partners(words) if item.role is AgencyRole.REPORT_TO)
            found += [mention(outline, item) for item in partners]
    return found
