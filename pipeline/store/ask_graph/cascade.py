"""The cascade: how an act of the centre comes down, plan by plan, to the tasks of a district.

An act stands once, under the lowest of the acts that it carries out: a plan that names the resolution and the
province's programme stands under the programme.
"""

from __future__ import annotations

import gc
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from pipeline.model import Relation
from pipeline.store.ask.answers import DocumentRow, TaskRow
from pipeline.store.ask.lookup import resolve_document
from pipeline.store.ask.tasks import find_tasks
from pipeline.store.ask_graph.answers import Cascade, CascadeNode
from pipeline.store.ask_graph.levels import make_levels
from pipeline.store.ask_graph.walk import Reach, Step, reach, read_documents
from pipeline.store.database import Database
from pipeline.text.reduced_date import ReducedDate

CARRIES_OUT = (Relation.IMPLEMENTS.value,)
LEADS_SHOWN = 3
_WORK = """
SELECT ids.value, (SELECT count(*) FROM tasks WHERE tasks.file = d.file) FROM json_each(?) AS ids
CROSS JOIN documents AS d ON d.id = ids.value WHERE d.file IS NOT NULL"""
_LEADS = """
SELECT ids.value, ta.name, count(*) FROM json_each(?) AS ids CROSS JOIN documents AS d ON d.id = ids.value
JOIN task_agencies AS ta ON ta.file = d.file AND ta.role = 'lead' GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the nodes of a cascade are made of."""

    documents: dict[str, DocumentRow]
    below: dict[str, list[str]]
    ties: dict[tuple[str, str], list[Step]]
    tasks: dict[str, int]
    leads: dict[str, list[str]]
    rows: dict[str, list[TaskRow]]
    top: date | None  # when the top act was issued


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let no garbage be looked for meanwhile: thousands of nodes without a circle would be searched again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_no_collection()
def cascade(
    db: Database,
    code_or_id: str,
    *,
    depth: int = 6,
    relations: Collection[str] = CARRIES_OUT,
    on: date | None = None,
    with_tasks: bool = False,
) -> Cascade:
    """Return how an act comes down: who carries it out, who carries out those, down to `depth` steps.

    `relations` are the ties that carry an act down. `on` is the day whose territories are asked which of them have no
    act; without it the day the top act was issued. Raises NotFound when the code is no document's, or several'.
    """
    root = resolve_document(db.connection, code_or_id)
    found = reach(db.connection, root.id, up=False, depth=depth, relations=relations)
    parents = _lowest_parents(root.id, found, depth)
    documents = read_documents(db.connection, parents)
    parts = _Parts(
        documents,
        _children(parents, documents),
        _ties(found),
        dict(db.connection.execute(_WORK, (json.dumps(sorted(parents)),))),
        _leads(db.connection, parents),
        {id_: find_tasks(db, document=id_) for id_, row in documents.items() if with_tasks and row.is_held},
        _day(root.issued),
    )
    day = on or parts.top
    tree = _unfold(root.id, "", parts)
    levels = make_levels([node for child in tree.children for node in _flatten(child)], day)
    return Cascade(tree, levels, day.isoformat() if day else None, found.is_cut)


def _lowest_parents(root: str, found: Reach, depth: int) -> dict[str, str]:
    """Return for each act the one under which it stands: the end of the longest way down to it, no circle."""
    parents, floors = {root: root}, {root: 0}
    front = [root]
    while front:
        reached: set[str] = set()
        for one in front:
            for step in sorted(found.steps.get(one, ()), key=lambda step: step.end):
                floor = floors[one] + 1
                deeper = floor > floors.get(step.end, 0) or step.end not in parents
                if floor <= depth and deeper and step.end in found.depth and not _is_above(step.end, one, parents):
                    parents[step.end], floors[step.end] = one, floor
                    reached.add(step.end)
        front = sorted(reached)
    return parents


def _is_above(document: str, other: str, parents: dict[str, str]) -> bool:
    while other != document and parents[other] != other:
        other = parents[other]
    return other == document


def _children(parents: dict[str, str], documents: dict[str, DocumentRow]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    for id_, parent in parents.items():
        if id_ != parent:
            below[parent].append(id_)
    for ids in below.values():
        ids.sort(key=lambda id_: (documents[id_].issued or "9", documents[id_].territory or "", id_))
    return below


def _ties(found: Reach) -> dict[tuple[str, str], list[Step]]:
    ties: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for steps in found.steps.values():
        for step in steps:
            ties[step.start, step.end].append(step)
    return ties


def _leads(connection: sqlite3.Connection, documents: Iterable[str]) -> dict[str, list[str]]:
    leads: dict[str, list[str]] = defaultdict(list)
    for document, name, _ in connection.execute(_LEADS, (json.dumps(sorted(documents)),)):
        if len(leads[document]) < LEADS_SHOWN:
            leads[document].append(name)
    return leads


def _make_node(id_: str, parent: str, parts: _Parts, children: tuple[CascadeNode, ...] = ()) -> CascadeNode:
    document, ties = parts.documents[id_], parts.ties.get((parent, id_), ())
    issued = _day(document.issued)
    return CascadeNode(
        document,
        (ties[0].relation,) if len(ties) == 1 else tuple(sorted({step.relation for step in ties})),
        ties[0].hand if len(ties) == 1 else min((step.hand for step in ties), default=""),
        (issued - parts.top).days if issued and parts.top else None,
        parts.tasks.get(id_, 0),
        tuple(parts.leads.get(id_, ())),
        tuple(parts.rows.get(id_, ())),
        children,
    )


def _unfold(id_: str, parent: str, parts: _Parts) -> CascadeNode:
    children = tuple(_unfold(child, id_, parts) for child in parts.below.get(id_, ()))
    return _make_node(id_, parent, parts, children)


def _flatten(node: CascadeNode) -> Iterator[CascadeNode]:
    yield node
    for child in node.children:
        yield from _flatten(child)


def _day(issued: str | None) -> date | None:
    written = ReducedDate.parse(issued)
    return written.first_day if written and written.is_full else None
