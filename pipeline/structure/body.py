"""A body or annex: loose paragraphs, items, task tables, and the closing formulas at its end."""

from __future__ import annotations

from dataclasses import replace

from pipeline.knowledge.load import load_pattern
from pipeline.model import Body, Item, Span, TaskTable
from pipeline.structure.items import ItemTree, last_item
from pipeline.structure.lines import Line
from pipeline.structure.long_counts import find_long_counts
from pipeline.structure.markers import Marker
from pipeline.structure.tables import make_task_table
from pipeline.text.words import Words

_SENTENCE_ENDS = (".", ";", "./.", "”", '"', ")")


def make_body(whole: Words, lines: list[Line]) -> Body:
    """Return the body that a run of lines of a document makes."""
    tree = ItemTree(_find_counted(lines))
    loose: list[Span] = []
    tables: list[TaskTable] = []
    for line in lines:
        table = make_task_table(whole.text, line.rows, tree.path) if line.rows else None
        if table:
            tables.append(table)
        elif not line.rows and not tree.add(line):
            loose.append(line.span)
    items, tail = cut_tail(whole, tree.freeze())
    return Body(tuple(loose), items, tuple(tables), tail)


def _find_counted(lines: list[Line]) -> dict[int, Marker]:
    """Return the markers of long lists by the places where their lines begin."""
    told = [line for line in lines if not line.rows]
    return {told[place].start: marker for place, marker in find_long_counts([line.text for line in told]).items()}


def cut_tail(whole: Words, items: tuple[Item, ...]) -> tuple[tuple[Item, ...], tuple[Span, ...]]:
    """Take the closing formulas ("Trên đây là Kế hoạch …./.") off the last item."""
    last = last_item(items)
    if last is None or not last.paragraphs:
        return items, ()
    kept = _kept_paragraphs(whole, last)
    tail = last.paragraphs[kept:]
    return (_replace_last(items, replace(last, paragraphs=last.paragraphs[:kept])), tail) if tail else (items, ())


def _kept_paragraphs(whole: Words, last: Item) -> int:
    """Return how many paragraphs belong to the last item; formulas and the final paragraph do not.

    Behind a heading the first paragraph may be the work itself ("Đề nghị các …"), but never "Trên đây là …".
    """
    own = whole[last.start : last.end].text.rstrip()
    complete = own.endswith(_SENTENCE_ENDS) or bool(last.attributes)
    for place, span in enumerate(last.paragraphs):
        rule = "formula" if complete or place > 0 else "ended"
        if whole[span.start : span.end].match(load_pattern("layout", rule)):
            return place
    final = last.paragraphs[-1]
    if complete and whole[final.start : final.end].text.rstrip().endswith("/."):
        return len(last.paragraphs) - 1
    return len(last.paragraphs)


def _replace_last(items: tuple[Item, ...], new: Item) -> tuple[Item, ...]:
    head, last = items[:-1], items[-1]
    if last.children:
        new = replace(last, children=_replace_last(last.children, new))
    return (*head, new)
