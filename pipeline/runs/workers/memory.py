"""How much memory each of several processes may have, so that all together leave this machine some."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

MOST = 6 * 2**30  # bytes of address space of a worker, and of each program it starts
LEAST = 2**30  # below which hardly a file can be read: then there are fewer workers
_SHARE = 0.8  # of the machine's memory for all workers together
_CGROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def machine_memory() -> int:
    """Return the bytes of memory of this machine, or of the container it is; so many as `MOST` where nobody says."""
    known: list[int] = []
    with suppress(OSError, ValueError):
        known.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for path in _CGROUPS:
        with suppress(OSError, ValueError):  # without a limit it says "max"
            known.append(int(Path(path).read_text()))
    return min((size for size in known if size > 0), default=MOST)


def share_memory(workers: int, memory: int, most: int = MOST) -> tuple[int, int]:
    """Return how many workers a machine of so much memory can have, and how much each may use, `most` at most.

    >>> share_memory(8, 4 * 2**30)[0], share_memory(2, 64 * 2**30) == (2, MOST)
    (3, True)
    """
    able = int(memory * _SHARE)
    count = max(1, min(workers, able // LEAST))
    return count, min(most, able // count)
