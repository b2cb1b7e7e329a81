"""An inbox of damaged files: each is read or quarantined with a reason; `make mutations` tries five hundred."""

from __future__ import annotations

from pathlib import Path

import pytest
from damage import make_damaged, make_whole_files
from office_maker import needs_office

from benchmarks.mutations import find_faults
from pipeline.runs.batch import ingest_paths
from pipeline.runs.report import Outcome
from pipeline.runs.workspace.layout import Workspace


def take_in(tmp_path: Path, count: int, office: tuple[str, ...] = ()) -> Workspace:
    """Damage files, take them in, and say that none was lost and none brought a reader down."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "inbox").mkdir()
    whole = make_whole_files(tmp_path / "whole", office)
    chosen = {suffix: files for suffix, files in whole.items() if not office or suffix in office}
    paths = make_damaged(chosen, count, seed=1, folder=tmp_path / "inbox")
    workspace = Workspace(tmp_path / "workspace")
    report = ingest_paths([tmp_path / "inbox"], workspace)
    assert find_faults(report, paths, workspace) == []
    outcomes = {row.outcome for row in report.rows}
    assert {Outcome.NEW, Outcome.QUARANTINED} <= outcomes, "some damage does no harm, some does"
    return workspace


@pytest.mark.slow
def test_no_damaged_file_is_lost_or_stops_the_run(tmp_path: Path) -> None:
    workspace = take_in(tmp_path, 60)
    assert workspace.database.is_file()


@pytest.mark.slow
@needs_office
def test_nor_one_that_libreoffice_turns(tmp_path: Path) -> None:
    take_in(tmp_path, 8, ("doc", "xls"))
