"""A record laid out for the search of cues: its text in match form, what its facts cover, where tasks may stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise, takewhile

from pipeline.evaluate.review.facts import find_facts
from pipeline.extract.sections import TASK_ROLES
from pipeline.knowledge.layout import match_line
from pipeline.knowledge.load import load_doc_types, load_pattern
from pipeline.model import AgencyRole, Record, Section, Span, Task
from pipeline.structure.markers import match_marker
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold
from pipeline.text.words import Spans, Words

_OPEN_ROLES = frozenset({*TASK_ROLES, "unknown", "soft"})
_ABOVE_BODY = ("header.title", "header.type", "header.issued", "header.code")
_BELOW_BODY = ("header.recipients", "header.signer")
_HEAD_LINES = 12  # below the head, in which those addressed stand
_DATE_REACH = 40  # characters behind a cited document in which its date stands


@dataclass(frozen=True)
class Reading:
    """One record with what is asked of it again and again."""

    record: Record

    @property
    def text(self) -> str:
        """The record's text."""
        return self.record.text

    @cached_property
    def words(self) -> Words:
        """The text with its match form."""
        return Words.of(self.record.text)

    @property
    def form(self) -> str:
        """The match form of the text."""
        return self.words.form

    @cached_property
    def named(self) -> Spans:
        """Where the header stands, and documents that are cited."""
        return Spans([*self._header, *self._cited])

    @cached_property
    def _header(self) -> list[tuple[int, int]]:
        facts = (fact for fact in find_facts(self.record) if fact.kind.startswith("header."))
        return [(fact.evidence.start, fact.evidence.end) for fact in facts]

    @cached_property
    def _cited(self) -> list[tuple[int, int]]:
        spans = [(place.start, place.end) for citation in self.record.citations for place in citation.mentions]
        return spans + [(edge.evidence.start, edge.evidence.end) for edge in self.record.edges]

    @cached_property
    def dated(self) -> Spans:
        """Where cited documents stand, each with the date behind it: "Quyết định số 31/QĐ-UBND ngày 02/3/2031"."""
        date = load_pattern("cues", "cited_date")
        hits = (date.match(self.form, end, end + _DATE_REACH) for _, end in self._cited)
        return Spans([*self._cited, *(hit.span() for hit in hits if hit)])

    @cached_property
    def used(self) -> Spans:
        """Where tasks and the header stand, and what belongs to tasks."""
        facts = (fact for fact in find_facts(self.record) if fact.kind.startswith("task"))
        return Spans([*((fact.evidence.start, fact.evidence.end) for fact in facts), *self._header])

    @cached_property
    def code_keys(self) -> frozenset[str | None]:
        """The keys of the document's own code and of those it cites."""
        own = self.record.identity.code
        codes = [own.value if own else None, *(citation.code for citation in self.record.citations)]
        return frozenset(key for code in codes if (key := make_code_key(code)))

    @cached_property
    def names(self) -> frozenset[str]:
        """The folded names of the documents that are cited by name."""
        return frozenset(fold(citation.name) for citation in self.record.citations if citation.name)

    @cached_property
    def _tasks(self) -> list[Task]:
        return sorted(self.record.tasks, key=lambda task: task.evidence.start)

    def task_at(self, offset: int) -> Task | None:
        """Return the task in whose words an offset lies."""
        place = bisect_right(self._tasks, offset, key=lambda task: task.evidence.start) - 1
        if place < 0 or offset >= self._tasks[place].evidence.end:
            return None
        return self._tasks[place]

    def has_role(self, role: AgencyRole, line: Span) -> bool:
        """Tell whether an agency in a role was read in a line."""
        return self._roles[role].holds(line.start, line.end)

    @cached_property
    def _roles(self) -> dict[AgencyRole, Spans]:
        mentions = [mention for task in self.record.tasks for mention in task.agencies]
        return {
            role: Spans((one.evidence.start, one.evidence.end) for one in mentions if one.role is role)
            for role in AgencyRole
        }

    def lines(self) -> Iterator[Span]:
        """Yield the lines of body and annexes: below title and addressees, without Nơi nhận and the signature."""
        yield from (line for line in self._all_lines if self._is_body(line))

    def _is_body(self, line: Span) -> bool:
        closing = self._closing
        return line.start >= self._body_start and (line.end <= closing.start or line.start >= closing.end)

    @cached_property
    def _all_lines(self) -> list[Span]:
        starts = [0, *(hit.end() for hit in re.finditer("\n", self.text))]
        return [Span(start, after - 1) for start, after in pairwise([*starts, len(self.text) + 1])]

    def line_at(self, offset: int) -> Span:
        """Return the line in which an offset lies."""
        end = self.text.find("\n", offset)
        return Span(self.text.rfind("\n", 0, offset) + 1, len(self.text) if end < 0 else end)

    @cached_property
    def _body_start(self) -> int:
        head = (fact.evidence.end for fact in find_facts(self.record) if fact.kind in _ABOVE_BODY)
        return self._below_addressees(max(head, default=0))

    @cached_property
    def _closing(self) -> Span:
        """Where Nơi nhận and the signature stand; to the end of the text where only a line says where they begin."""
        places = [fact.evidence for fact in find_facts(self.record) if fact.kind in _BELOW_BODY]
        said = (
            cell.start for cell in self._cells() if cell.start > self._body_start and self._is_line("recipients", cell)
        )
        size = len(self.text)
        start = min([*(place.start for place in places), *islice(said, 1)], default=size)
        return Span(start, max((place.end for place in places), default=size))

    def _cells(self) -> Iterator[Span]:
        starts = [0, *(hit.end() for hit in re.finditer("[\n\t]", self.text))]
        yield from (Span(start, after - 1) for start, after in pairwise([*starts, len(self.text) + 1]))

    def _is_line(self, kind: str, line: Span) -> bool:
        return match_line(kind, self.words[line.start : line.end]) is not None

    def _below_addressees(self, start: int) -> int:
        """Return where the text goes on below "Kính gửi: …" and the bullets that follow it."""
        lines = [line for line in self._all_lines if line.end >= start]
        near = (place for place, line in enumerate(lines[:_HEAD_LINES]) if self._is_line("addressee", line))
        place = next(near, None)
        if place is None:
            return start
        bullets = takewhile(lambda line: _is_listed(self._form_of(line)), lines[place + 1 :])
        return [lines[place], *bullets][-1].end

    def _form_of(self, line: Span) -> str:
        return self.form[line.start : line.end]

    def is_heading(self, line: Span) -> bool:
        """Tell whether a heading of the record begins in a line."""
        place = bisect_right(self._headings, line.end) - 1
        return place >= 0 and self._headings[place] >= line.start

    @cached_property
    def _headings(self) -> list[int]:
        return sorted(section.start for section in self.record.sections)

    def directs(self, offset: int) -> bool:
        """Tell whether an offset lies where tasks are set."""
        return self._is_body(self.line_at(offset)) and self._role_at(offset) in TASK_ROLES

    def may_direct(self, offset: int) -> bool:
        """Tell whether tasks may stand at an offset: its part sets tasks, or does not say what it is."""
        return self._role_at(offset) in _OPEN_ROLES

    def _role_at(self, offset: int) -> str:
        around = [section for section in self.record.sections if section.start <= offset < section.end]
        return min(around, key=_length).role if around else self._default_role

    @cached_property
    def _default_role(self) -> str:
        """What a part without heading is; a document whose type was not read may set tasks anywhere."""
        kind = self.record.identity.type
        if kind is None:
            return "tasks"
        how = next((row.directs for row in load_doc_types() if row.abbreviation == kind.value), "none")
        return {"all": "tasks", "sections": "unknown"}.get(how, "rules")


def _is_listed(words: str) -> bool:
    return not words.strip() or match_marker(words) is not None


def _length(section: Section) -> int:
    return section.end - section.start
