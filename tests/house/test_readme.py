"""The README is run: its commands print what it shows, its Python answers what it says, its table names every command.

`python tests/house/test_readme.py` writes the outputs anew; review them as a diff.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from places import ROOT, SAMPLES

README = ROOT / "README.md"
RUN = re.compile(r"(?P<head><!-- run -->\n```console\n\$ (?P<command>[^\n]+)\n)(?P<output>.*?)(?P<tail>```)", re.DOTALL)
COLUMNS = "118"


def run(command: str, workspace: Path) -> str:
    """Return what a command of the README prints, as at a terminal, without the blanks that fill a table's lines."""
    program, *words = shlex.split(command)
    if program == "sqlite3":
        path = words[0].replace("$VANBAN_WORKSPACE", str(workspace))
        with sqlite3.connect(path) as database:
            rows = database.execute(words[1]).fetchall()
        database.close()
        return "".join("|".join(str(value) for value in row) + "\n" for row in rows)
    assert program == "vanban"
    shown = {"COLUMNS": COLUMNS, "TTY_COMPATIBLE": "1", "NO_COLOR": "1", "VANBAN_WORKSPACE": str(workspace)}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        cwd=ROOT,
        env={**os.environ, **shown, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.rstrip() for line in done.stdout.splitlines())
    return "\n".join(lines).strip("\n") + "\n"


EXAMPLES = list(RUN.finditer(README.read_text("utf-8")))


@pytest.mark.parametrize("example", EXAMPLES, ids=[match["command"][:40] for match in EXAMPLES])
def test_commands_print_what_is_shown(example: re.Match[str], sample_workspace_root: Path) -> None:
    assert run(example["command"], sample_workspace_root) == example["output"]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4


def test_python_answers_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failures, tried = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert (failures, tried > 3) == (0, True)


def test_every_command_stands_in_the_table() -> None:
    from pipeline.cli.app import COMMANDS

    text = README.read_text("utf-8")
    assert [name for name, _ in COMMANDS if f"| `vanban {name}" not in text] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []


if __name__ == "__main__":
    from pipeline.runs.batch import ingest_paths
    from pipeline.runs.workspace.layout import Workspace

    with tempfile.TemporaryDirectory() as folder:
        ingest_paths([SAMPLES], Workspace(Path(folder)))
        text = RUN.sub(
            lambda match: match["head"] + run(match["command"], Path(folder)) + match["tail"], README.read_text("utf-8")
        )
    README.write_text(text, "utf-8")
