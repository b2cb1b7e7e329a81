"""Kill runs at random instants and compare the database that the next run ends with with that of an undisturbed one.

    python benchmarks/kills.py --kills 100

Every kill is `kill -9` of the writer, of a worker, or of the whole tree, in turn. One run in four is killed twice.
Kills that came when a run was over are not counted.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "makers"))

from inbox_maker import dump, fill
from killing import Victim, finish, kill_after


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one killed run: who was killed and when, and whether the database is the undisturbed one."""

    victim: Victim
    seconds: float
    is_same: bool


def try_kills(count: int, files: int, folder: Path, seed: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of each kill; the kills are spread over the time that an undisturbed run takes."""
    inbox, dice = folder / "inbox", random.Random(seed)
    fill(inbox, files)
    began = time.monotonic()
    assert finish(inbox, folder / "undisturbed") == 0
    whole = time.monotonic() - began
    expected = dump(folder / "undisturbed" / "extracted" / "vanban.db")
    number = 0
    while number < count:
        victim, workspace = list(Victim)[number % 3], folder / f"killed-{number}"
        seconds = dice.uniform(0.02, whole)
        if kill_after(seconds, inbox, workspace, victim):
            if number % 4 == 3:
                kill_after(dice.uniform(0.02, whole), inbox, workspace, victim)
            is_fine = finish(inbox, workspace) == 0
            yield Outcome(victim, seconds, is_fine and dump(workspace / "extracted" / "vanban.db") == expected)
            number += 1
        else:
            whole = max(whole * 0.95, 0.5)  # the run was over: the machine is faster now than it was before
        shutil.rmtree(workspace)


def main() -> None:
    """Kill, compare, and print a line for each kind of victim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--files", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    same: Counter[Victim] = Counter()
    tried: Counter[Victim] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for outcome in try_kills(arguments.kills, arguments.files, Path(folder), arguments.seed):
            tried[outcome.victim] += 1
            same[outcome.victim] += outcome.is_same
            if not outcome.is_same:
                print(f"DIFFERS: {outcome}", flush=True)
    for victim in Victim:
        print(f"{victim}: {tried[victim]} killed while running, {same[victim]} times the same database")
    sys.exit(sum(same.values()) != sum(tried.values()))


if __name__ == "__main__":
    main()
