"""Who answers today for what a task gave to a body that may since have been merged."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from pipeline.knowledge.agencies.register import Agency, load_register
from pipeline.knowledge.agencies.succession import Succession, follow
from pipeline.store.ask.answers import TaskRow
from pipeline.store.ask_graph.answers import Hop, OwnedTask, Owner, OwnerRow
from pipeline.store.database import Database

_NAMES = """
SELECT ta.file || '.' || ta.task, ta.name, ta.role, ta.agency, a.name, a.kind
FROM json_each(?) AS ids
CROSS JOIN task_agencies AS ta ON ta.file = substr(ids.value, 1, instr(ids.value, '.') - 1)
  AND ta.task = CAST(substr(ids.value, instr(ids.value, '.') + 1) AS INTEGER)
JOIN agencies AS a ON a.id = ta.agency ORDER BY ids.key, ta.position"""
_Who = tuple[str, str, str, str, str]  # printed name, role, agency, its full name, kind


def find_owners(db: Database, tasks: Sequence[TaskRow], on: date) -> list[OwnedTask]:
    """Return tasks with the bodies that answer for each of their roles on a day.

    A body that no longer exists is followed through the dated register, each step with its legal basis. A split, a body
    without a recorded heir, and one that the register does not know are marked `needs_person`, with the reason.
    """
    named: dict[str, list[_Who]] = defaultdict(list)
    for task, *who in db.connection.execute(_NAMES, (json.dumps([task.id for task in tasks]),)):
        named[task].append((who[0], who[1], who[2], who[3], who[4]))
    return [OwnedTask(task, tuple(_find_owner(who, on) for who in named[task.id])) for task in tasks]


def _find_owner(who: _Who, on: date) -> Owner:
    name, role, agency, full_name, kind = who
    found = load_register().get(agency)
    if kind == "group" or (found and found.kind == "group"):
        return Owner(name, role, agency, agency, full_name, (), (), needs_person=False, why="a class of bodies")
    if "#" in agency:
        return _find_unit_owner(who, on)
    if found is None:
        why = "not in the register" if kind == "body" else f"no body: a {kind}"
        return Owner(name, role, agency, None, None, (), (), needs_person=True, why=why)
    return _make_owner(who, _follow(found, on), on)


def _find_unit_owner(who: _Who, on: date) -> Owner:
    """Follow the body of an inner unit: what became of the unit itself is on no record."""
    name, role, agency, full_name, _ = who
    body = load_register().get(agency.partition("#")[0])
    if body and body.valid_on(on):
        return Owner(name, role, agency, agency, full_name, (), (), needs_person=False, why="")
    if body is None:
        return Owner(name, role, agency, None, None, (), (), needs_person=True, why="its body is not in the register")
    owner = _make_owner(who, _follow(body, on), on)
    why = "a unit of a body that has ended: which unit of the heir has its duties is on no record"
    return Owner(
        name, role, agency, owner.today, owner.today_name, owner.hops, owner.others, needs_person=True, why=why
    )


@lru_cache(maxsize=4096)
def _follow(agency: Agency, on: date) -> Succession:
    return follow(load_register(), agency, on)


def _make_owner(who: _Who, found: Succession, on: date) -> Owner:
    name, role, agency, _, _ = who
    hops = tuple(
        Hop(step.heir.id, step.heir.name, step.since.isoformat() if step.since else None, step.legal_basis)
        for step in found.steps
    )
    why = ""
    if found.heir is None:
        several = "its ground or duties went to several" if found.others else "no heir is on record"
        why = f"ended before {on.isoformat()}: {several}"
    elif found.others:
        why = "its duties were split"
    heir, others = found.heir, tuple(other.name for other in found.others)
    return Owner(
        name, role, agency, heir.id if heir else None, heir.name if heir else None, hops, others, bool(why), why
    )


def make_owner_rows(tasks: Iterable[OwnedTask]) -> list[OwnerRow]:
    """Return a row for each agency of each task."""
    return [
        OwnerRow(
            *(task.id, task.document, task.code, task.path, task.text, owner.role, owner.name, owner.today_name),
            steps=tuple(f"{hop.name} ({hop.since or '?'}: {hop.legal_basis or '?'})" for hop in owner.hops),
            needs_person=owner.needs_person,
            why=owner.why,
            others=owner.others,
            deadline=task.deadline,
            last_day=task.last_day,
        )
        for task, owner in ((owned.task, owner) for owned in tasks for owner in owned.owners)
    ]
