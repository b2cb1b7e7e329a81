"""What a document says of all its tasks: the year of its plan, the day and the receiver that its last sentence sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.sections import is_heading
from pipeline.extract.tasks.deadlines import Masks, find_in_closing
from pipeline.extract.tasks.partners import find_partners
from pipeline.knowledge.confidence import how_sure
from pipeline.knowledge.load import load_pattern
from pipeline.model import AgencyMention, AgencyRole, Deadline, DeadlineKind, Item, ItemStyle, Outline, Span
from pipeline.text.match import squeeze

_SECTIONS = frozenset({ItemStyle.ROMAN, ItemStyle.CAPITAL, ItemStyle.ARTICLE})
_DISPATCHES = frozenset({"CV", "CĐ"})


@dataclass(frozen=True, slots=True)
class ForAll:
    """What the sentence behind a list sets for each of its items."""

    deadline: Deadline | None = None
    receivers: tuple[AgencyMention, ...] = ()

    def add_receivers(self, own: tuple[AgencyMention, ...]) -> tuple[AgencyMention, ...]:
        """Return a task's agencies with the receivers of all, unless it names one of its own."""
        return own if any(mention.role is AgencyRole.REPORT_TO for mention in own) else (*own, *self.receivers)


def plan_year(outline: Outline) -> int | None:
    """Return the one year that a document's title plans for ("Kế hoạch công tác năm 2027"), or None."""
    years = load_pattern("deadlines", "plan_year")
    named = {int(hit["year"]) for span in outline.title for hit in outline.words(span).find_all(years)}
    return named.pop() if len(named) == 1 else None


def read_closing(outline: Outline, masks: Masks, year: int | None) -> ForAll:
    """Read the sentence behind a dispatch's list that says by when and to whom all its items are reported.

    "Báo cáo của các đơn vị gửi về UBND tỉnh trước ngày 12/6/2027 để tổng hợp." Only of a dispatch without sections:
    a plan's last sentence speaks of the plan.
    """
    if outline.type not in _DISPATCHES or any(item.style in _SECTIONS for item in outline.body.items):
        return ForAll()
    for span in _closings(outline):
        words = outline.words(span)
        deadline = find_in_closing(outline.parsed, words, masks, year)
        if deadline and deadline.kind is DeadlineKind.DATE:
            told = [item for item in find_partners(words) if item.role is AgencyRole.REPORT_TO]
            place, sure = outline.parsed.evidence, how_sure("closing_sentence")
            receivers = (
                AgencyMention(squeeze(t.name.shown), t.role, place(t.name.start, t.name.end, t.rule, sure))
                for t in told
            )
            place_of = replace(deadline.evidence, rule="closing_sentence", confidence=sure)
            return ForAll(replace(deadline, evidence=place_of), tuple(receivers))
    return ForAll()


def _closings(outline: Outline) -> Iterator[Span]:
    """Yield the paragraphs that follow the last item; one under a heading of its own is a task itself."""
    yield from outline.body.tail
    item: Item | None = outline.body.items[-1] if outline.body.items else None
    while item and not is_heading(outline, item):
        yield from item.paragraphs
        item = item.children[-1] if item.children else None
