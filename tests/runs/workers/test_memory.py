"""What memory workers may have: all of them together less than the machine's."""

from __future__ import annotations

import pytest

from pipeline.runs.workers.memory import LEAST, MOST, machine_memory, share_memory

GB = 2**30


@pytest.mark.parametrize(
    ("workers", "memory", "count"),
    [
        (2, 24 * GB, 2),
        (8, 64 * GB, 8),
        (8, 16 * GB, 8),  # of 1.6 GB each
        (8, 4 * GB, 3),  # with less than a gigabyte hardly a file can be read
        (2, GB // 2, 1),  # one is always there
        (1, 2 * GB, 1),
    ],
)
def test_workers_together_stay_below_the_memory_of_the_machine(workers: int, memory: int, count: int) -> None:
    found, each = share_memory(workers, memory)
    assert found == count
    assert found * each < memory
    assert each <= MOST
    assert each >= LEAST or found == 1


def test_a_guard_may_ask_for_less() -> None:
    assert share_memory(2, 24 * GB, GB) == (2, GB)


def test_the_memory_of_this_machine_is_known() -> None:
    assert machine_memory() > GB // 4
