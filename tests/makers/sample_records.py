"""What the program makes of the sample inbox, read once a session and shared by the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from places import ROOT

from pipeline.model import Record
from pipeline.runs.one_file import extract_file

SAMPLES = ROOT / "corpus" / "samples"
PATHS = sorted((SAMPLES / "documents").iterdir())


@cache
def extracted(path: Path) -> Record:
    """Return the record of a document, read once."""
    return extract_file(path)


def each_sample() -> pytest.MarkDecorator:
    """Parametrise a test by the paths of the sample documents."""
    return pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])
