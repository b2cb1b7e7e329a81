"""A long list of agencies that many tasks inherit: written into each up to a limit, which is told."""

from __future__ import annotations

from growing.pattern import HEAD, TAIL
from growing.texts import named
from parsed_factory import make_parsed

from pipeline.extract import make_record
from pipeline.extract.tasks.read import MOST_AGENCIES
from pipeline.model import Status
from pipeline.structure import make_outline


def record_of(bodies: int, tasks: int) -> tuple[Status, int, set[str]]:
    """Return status, named agencies and issues of a plan whose heading gives many bodies many tasks."""
    leads = ", ".join(f"UBND xã {named(number)}" for number in range(bodies))
    items = "\n".join(f"- Rà soát danh mục số {number} trên địa bàn;" for number in range(tasks))
    record = make_record(make_outline(make_parsed(f"{HEAD}1. {leads}:\n{items}{TAIL}")))
    return record.status, sum(len(task.agencies) for task in record.tasks), {issue.code for issue in record.issues}


def test_a_list_that_some_tasks_inherit_stands_in_each() -> None:
    status, named_in_all, codes = record_of(20, 30)
    assert (status, named_in_all) == (Status.COMPLETE, 20 * 30)
    assert "too_many_agencies" not in codes


def test_a_list_that_too_many_tasks_inherit_is_cut_and_told() -> None:
    status, named_in_all, codes = record_of(700, 400)
    assert status is Status.PARTIAL
    assert "too_many_agencies" in codes
    assert MOST_AGENCIES - 700 <= named_in_all < MOST_AGENCIES + 5 * 400
