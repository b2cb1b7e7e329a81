"""The command itself: help, versions, wrong use, languages, pipes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from places import ROOT

from pipeline import __version__
from pipeline.cli.app import COMMANDS, vanban


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "pipeline.cli", *words]
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(vanban, [name, "--help"])
    assert result.exit_code == 0
    assert f"\n  Example:\n    vanban {name}" in result.stdout
    command = vanban.get_command(click.Context(vanban), name)
    assert command
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{parameter.name} has no help"


def test_the_help_lists_every_command() -> None:
    text = CliRunner().invoke(vanban, ["-h"]).stdout
    listed = [line.split()[0] for line in text.partition("Commands:\n")[2].splitlines() if re.match("  [a-z]", line)]
    assert listed == [name for name, _ in COMMANDS]


def test_the_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(vanban, ["--version"]).stdout == f"vanban, version {__version__}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ingst"], "Known: ingest"),
        (["ingest"], "Missing argument 'PATH...'"),
        (["ingest", "nowhere"], "nowhere: there is no such file or folder."),
        (["extract", "--colour", "red", "a.txt"], "No such option"),
        (["tasks", "--due-before", "mai"], "mai"),
        (["tasks", "--role", "boss"], "lead"),
        (["tasks", "--format", "xml"], "csv"),
        (["cites"], "CODE"),
        (["graph"], "--out"),
        (["graph", "--out", "picture.bmp"], ".graphml"),
        (["search"], "WORDS"),
        (["tasks", "--workspace", __file__], "is a file"),
    ],
)
def test_wrong_use_is_status_2_and_says_what_is_right(words: list[str], expected: str) -> None:
    result = CliRunner().invoke(vanban, words)
    assert result.exit_code == 2
    assert expected in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "words", [["tasks"], ["show", "1/KH"], ["cites", "1/KH"], ["search", "nước"], ["graph", "--out", "g.json"]]
)
def test_a_question_before_the_first_document_says_how_to_begin(words: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(vanban, [*words, "--workspace", str(tmp_path)])
    assert result.exit_code == 1
    assert "vanban ingest" in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == [], "asking writes nothing"


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_vietnamese_comes_out_in_any_locale(locale: str, tmp_path: Path) -> None:
    missing = tmp_path / "kế hoạch.txt"
    result = run("extract", str(missing), LC_ALL=locale, LANG=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert result.returncode == 1
    assert "kế hoạch.txt" in result.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m pipeline.cli doctor --json | head -c 1"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, env=environment, cwd=ROOT, timeout=60, check=False
    )
    assert b"Traceback" not in done.stderr
    assert b"Broken" not in done.stderr
