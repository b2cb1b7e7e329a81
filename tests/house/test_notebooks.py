"""The notebooks are run: every cell works and prints what the committed notebook shows.

`python tests/house/test_notebooks.py` writes the outputs anew; review them as a diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from places import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 300  # for one cell: a notebook that hangs ends the test


def run(path: Path) -> nbformat.NotebookNode:
    """Return a notebook with the outputs of a fresh run, on the package of this checkout."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=SECONDS, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})
    notebook.metadata["language_info"] = {"name": "python"}  # the version of Python is that of whoever ran it
    return notebook


def shown(notebook: nbformat.NotebookNode) -> list[str]:
    """Return what each code cell shows as plain text."""
    return [
        "\n".join(map(_plain, cell.outputs)).replace("\r\n", "\n")
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def _plain(output: Any) -> str:
    return str(output.get("text") or output.get("data", {}).get("text/plain", ""))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_cells_show_what_is_committed(path: Path) -> None:
    committed = nbformat.read(path, as_version=4)
    assert shown(run(path)) == shown(committed)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebook_is_whole(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), "run it from top to bottom"
    kinds = {output.output_type for cell in code for output in cell.outputs}
    assert kinds <= {"execute_result", "display_data"}, f"{kinds}: warnings and errors are not committed"


def test_there_are_notebooks() -> None:
    assert {path.name for path in NOTEBOOKS} >= {"01_one_document.ipynb", "02_citation_graph.ipynb"}


if __name__ == "__main__":
    for path in NOTEBOOKS:
        nbformat.write(run(path), path)
