"""A run that is killed at any instant: the next one ends in the same database as an undisturbed run."""

from __future__ import annotations

from pathlib import Path

import pytest
from inbox_maker import dump, fill
from killing import Victim, finish, kill_after

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks /proc for the children of a process"),
]


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills") / "inbox"
    fill(folder, 30)
    return folder


@pytest.fixture(scope="module")
def expected(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    workspace = tmp_path_factory.mktemp("undisturbed")
    assert finish(inbox, workspace) == 0
    return dump(workspace / "extracted" / "vanban.db")


@pytest.mark.parametrize(
    ("victim", "seconds"),
    [(Victim.WRITER, 0.7), (Victim.WRITER, 1.6), (Victim.WORKER, 1.2), (Victim.TREE, 1.0), (Victim.TREE, 1.9)],
)
def test_the_next_run_ends_as_if_nothing_had_happened(
    victim: Victim, seconds: float, inbox: Path, expected: list[str], tmp_path: Path
) -> None:
    kill_after(seconds, inbox, tmp_path, victim)
    assert finish(inbox, tmp_path) == 0
    assert dump(tmp_path / "extracted" / "vanban.db") == expected
