"""Words of a record's text that look like a fact, and whether a fact explains them.

The cues are the rows of `cues.toml`; they need no gold, so they say of any number of documents where to look. Each rate
has a floor above zero: words can look like a fact and be none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.evaluate.review.reading import Reading
from pipeline.extract.agencies.nouns import RULES
from pipeline.extract.symbols import find_symbols
from pipeline.knowledge.load import load_pattern
from pipeline.model import AgencyRole, Span
from pipeline.structure.markers import match_marker
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold

TABLE = "cues"
_LEAST_WORDS = 4  # of a line that may be a task
_LAW_REACH = 200  # characters in which a law's name stands
_KEY_LETTERS = 4  # of a law's name by which a cited one explains it
_ACTING = (AgencyRole.LEAD, AgencyRole.COORDINATE)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that look like a fact of a kind, and whether one explains them."""

    kind: str
    span: Span
    explained: bool


def find_cues(reading: Reading) -> Iterator[Cue]:
    """Yield every cue of a record, kind by kind."""
    for kind, find in FINDERS:
        yield from (Cue(kind, span, explained) for span, explained in find(reading))


_Found = Iterator[tuple[Span, bool]]


def _find_codes(reading: Reading) -> _Found:
    spans = [hit.span() for hit in load_pattern(TABLE, "code").finditer(reading.form)]
    spans += [(symbol.start, symbol.end) for symbol in find_symbols(reading.words)]
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            last = end
            yield Span(start, end), reading.named.holds(start, end) or _is_known(reading, reading.text[start:end])


def _is_known(reading: Reading, words: str) -> bool:
    """Tell whether a code is the document's own, or one that it cites elsewhere."""
    digits = next((place for place, char in enumerate(words) if char.isdigit()), 0)
    return make_code_key(words[digits:]) in reading.code_keys


def _find_laws(reading: Reading) -> _Found:
    text = reading.text
    for hit in load_pattern(TABLE, "law").finditer(reading.form):
        if text[hit.start()].isupper() and text[hit.end() - 1].isupper():
            words = fold(text[hit.start() : hit.start() + _LAW_REACH])
            known = any(words.startswith(name) for name in reading.names if len(name) > _KEY_LETTERS)
            yield Span(*hit.span()), known or reading.named.holds(*hit.span())


def _find_leads(reading: Reading) -> _Found:
    return _find_roles(reading, AgencyRole.LEAD)


def _find_partners(reading: Reading) -> _Found:
    return _find_roles(reading, AgencyRole.COORDINATE)


def _find_roles(reading: Reading, role: AgencyRole) -> _Found:
    """Yield the cues of a role in tasks, one a task, and in lines between them where tasks are set."""
    pattern, seen = load_pattern(TABLE, role.value), set[int]()
    for hit in pattern.finditer(reading.form):
        task = reading.task_at(hit.start())
        if task is None:
            if reading.directs(hit.start()) and not reading.named.holds(*hit.span()):
                line = reading.line_at(hit.start())
                yield Span(*hit.span()), reading.has_role(role, line) or _is_closing(reading, line)
        elif id(task) not in seen:
            seen.add(id(task))
            yield Span(*hit.span()), bool(task.names(role))


def _find_deadlines(reading: Reading) -> _Found:
    """Yield the first words of a time in each task; dates of cited documents are none."""
    pattern = load_pattern(TABLE, "deadline")
    for task in reading.record.tasks:
        place = task.evidence
        hits = pattern.finditer(reading.form, place.start, place.end)
        free = (hit.span() for hit in hits if not reading.dated.holds(*hit.span()))
        if span := next(free, None):
            yield Span(*span), task.deadline is not None


def _find_items(reading: Reading) -> _Found:
    """Yield the numbered and bulleted lines where tasks may stand."""
    for line in reading.lines():
        words = reading.text[line.start : line.end]
        marker = match_marker(words)
        if marker is None or "\t" in words or len(words[marker.length :].split()) < _LEAST_WORDS:
            continue
        start = line.start + marker.length
        if not (_is_closing(reading, Span(start, line.end)) or reading.is_heading(line)) and reading.may_direct(start):
            yield Span(start, line.end), reading.used.holds(start, line.end)


def _is_closing(reading: Reading, line: Span) -> bool:
    """Tell whether a line says when the act holds or who carries it out, or issues what is attached."""
    return load_pattern(TABLE, "no_item").search(reading.form[line.start : line.end]) is not None


def _find_agencies(reading: Reading) -> _Found:
    for task in reading.record.tasks:
        for mention in task.agencies:
            if mention.role in _ACTING:
                place = mention.evidence
                yield Span(place.start, place.end), RULES.get(mention.resolved_by or "", 0.0) > 0


FINDERS: tuple[tuple[str, Callable[[Reading], _Found]], ...] = (
    ("code", _find_codes),
    ("law", _find_laws),
    ("lead", _find_leads),
    ("coordinate", _find_partners),
    ("deadline", _find_deadlines),
    ("item", _find_items),
    ("agency", _find_agencies),
)
"""Every kind of cue, in the order in which they are told."""
