"""What stands above tasks or beside their labels and holds for many of them: each is read once."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.tasks.deadlines import Masks, find_in_heading
from pipeline.extract.tasks.listed_agencies import heading_agencies, split_roles
from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.role_names import RoleName
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import load_pattern
from pipeline.model import AgencyMention, AgencyRole, Deadline, Outline, Span, TableRow
from pipeline.text.match import squeeze

ROLES = {role.value: role for role in AgencyRole}


class Headings:
    """What headings say to all that stands under them, each read once."""

    def __init__(self, outline: Outline, masks: Masks, year: int | None) -> None:
        self._outline, self._masks, self._year = outline, masks, year
        self._deadlines: dict[Span, Deadline | None] = {}
        self._partners: dict[Span, bool] = {}
        self._above: dict[Span, Deadline | None] = {}
        self._listed: dict[tuple[Span, str], list[AgencyMention]] = {}

    def deadline(self, span: Span) -> Deadline | None:
        """Return the time that a heading sets."""
        if span not in self._deadlines:
            words = self._outline.words(span)
            self._deadlines[span] = find_in_heading(self._outline.parsed, words, self._masks, self._year)
        return self._deadlines[span]

    def deadline_above(self, headings: tuple[Span, ...]) -> Deadline | None:
        """Return the time that the nearest of some headings sets; the last of them tells which stand above it."""
        if not headings:
            return None
        if headings[-1] not in self._above:
            found = (self.deadline(span) for span in reversed(headings))
            self._above[headings[-1]] = next((hit for hit in found if hit), None)
        return self._above[headings[-1]]

    def labelled(self, value: Span, kind: str) -> list[AgencyMention]:
        """Return the agencies that a labelled value names, by the kind of its label and by its own words."""
        if (value, kind) not in self._listed:
            self._listed[value, kind] = _labelled_in(self._outline, value, kind)
        return self._listed[value, kind]

    def names_partners(self, span: Span) -> bool:
        """Tell whether a heading says that those under it only take part."""
        if span not in self._partners:
            hit = self._outline.words(span).match(load_pattern("roles", "partners"))
            self._partners[span] = hit is not None
        return self._partners[span]


@dataclass(frozen=True, slots=True)
class Said:
    """What the group rows above a row say: who leads, and until when."""

    lead: tuple[AgencyMention, ...] = ()
    deadline: Deadline | None = None


class Groups:
    """The group rows of a table, asked for by the numbers of the rows below them."""

    def __init__(self, outline: Outline, heads: Headings) -> None:
        self._outline, self._heads = outline, heads
        self._count = 0
        self._leads: dict[str, tuple[int, tuple[AgencyMention, ...]]] = {}  # the last of each path that names a lead
        self._deadlines: dict[str, tuple[int, Deadline | None]] = {}  # the last of each path that sets a time

    def add(self, row: TableRow) -> None:
        """Note a group row; one without number ends those before it."""
        self._count += 1
        lead = _group_lead(self._outline, row)
        deadline = next((hit for span in row.spans("content") if (hit := self._heads.deadline(span))), None)
        if lead or not row.path:
            self._leads[row.path] = self._count, lead
        if deadline or not row.path:
            self._deadlines[row.path] = self._count, deadline

    def above(self, path: str) -> Said:
        """Return what the nearest group rows say whose number a row's path begins with, or that have none."""
        if not self._count:
            return Said()
        parts = path.split(".")
        heads = ["", *(".".join(parts[:size]) for size in range(1, len(parts)))]
        leads = [self._leads[head] for head in heads if head in self._leads]
        times = [self._deadlines[head] for head in heads if head in self._deadlines]
        _, lead = max(leads, default=(0, ()), key=lambda one: one[0])
        _, deadline = max(times, default=(0, None), key=lambda one: one[0])
        return Said(lead, deadline)


def _group_lead(outline: Outline, row: TableRow) -> tuple[AgencyMention, ...]:
    """A group row that is an agency's name makes it the lead of the rows below it."""
    place = outline.parsed.evidence
    cells = [span for role in ("content", "lead") for span in row.spans(role)]
    names = [name for span in cells for name in heading_agencies(outline.words(span))]
    return tuple(AgencyMention(n.shown, AgencyRole.LEAD, place(n.start, n.end, *found_by("group_row"))) for n in names)


def _labelled_in(outline: Outline, value: Span, kind: str) -> list[AgencyMention]:
    found, role = list[AgencyMention](), ROLES.get(kind)
    if role:
        found += listed(outline, value, role, f"label_{role.value}", how_sure("label"))
    if role or kind == "deadline":
        found += value_prose(outline, value)
    return found


def value_prose(outline: Outline, value: Span) -> list[AgencyMention]:
    """Roles told inside a labelled value ("Sở X chủ trì, phối hợp với Sở Y")."""
    return [mention(outline, item) for item in find_partners(outline.words(value))]


def listed(outline: Outline, value: Span, role: AgencyRole, rule: str, sure: float) -> list[AgencyMention]:
    """Return the agencies that a labelled value or a cell lists."""
    place = outline.parsed.evidence
    named = split_roles(outline.words(value), role)
    return [AgencyMention(name.shown, own, place(name.start, name.end, rule, sure)) for own, name in named]


def mention(outline: Outline, item: RoleName) -> AgencyMention:
    """Return an agency in a role with its place."""
    place = outline.parsed.evidence(item.name.start, item.name.end, item.rule, item.confidence)
    return AgencyMention(squeeze(item.name.shown), item.role, place)
