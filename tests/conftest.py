"""What several tests share: the sample inbox, taken into a workspace once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import SAMPLES

from pipeline.runs.workspace.layout import Workspace


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace that holds the sample inbox; tests only read it."""
    from pipeline.runs.batch import ingest_paths

    workspace = Workspace(tmp_path_factory.mktemp("samples"))
    report = ingest_paths([SAMPLES], workspace, workers=1)
    assert not report.quarantined
    return workspace


@pytest.fixture(scope="session")
def sample_workspace_root(sample_workspace: Workspace) -> Path:
    """Return the folder of the workspace that holds the sample inbox."""
    return sample_workspace.root
