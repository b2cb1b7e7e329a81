"""Words of the command line and settings that no command can mean: each ends with 2 and a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import vanban
from pipeline.cli.ending import LONGEST_WORD, STOPPED, WRONG_USE


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Kế hoạch nuôi ong", "utf-8")
    assert call("ingest", "in/a.txt").exit_code == 0


def call(*words: str) -> Result:
    return CliRunner().invoke(vanban, words)


ASKING = [("tasks", "--agency"), ("search",), ("show",), ("cites",), ("due", "--agency"), ("affected",), ("path", "a")]


@pytest.mark.parametrize("words", ASKING, ids=" ".join)
@pytest.mark.parametrize("word", ["a" * 100_000, "(" * (LONGEST_WORD + 1), "a\udcffb", "\udc80"], ids=range(4))
def test_an_endless_word_or_half_a_letter_is_wrong_use(words: tuple[str, ...], word: str) -> None:
    result = call(*words, word)
    assert result.exit_code == WRONG_USE or (len(word) < 9 and result.exit_code == 1), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Error: " in result.output


@pytest.mark.parametrize("word", ["a" * 300, "a" * LONGEST_WORD, "a/" * 2000])
@pytest.mark.parametrize("words", [("ingest",), ("extract",), ("run",), ("ingest", "in", "--workspace")], ids=" ".join)
def test_a_path_longer_than_the_system_has_is_wrong_use(words: tuple[str, ...], word: str) -> None:
    result = call(*words, word)
    assert result.exit_code in (1, WRONG_USE, STOPPED)
    assert isinstance(result.exception, SystemExit)


def test_control_characters_of_a_word_are_shown_harmless() -> None:
    for words in (("show", "a\x1b[2Jb"), ("ingest", "a\x1b[2Jb"), ("tasks", "--role", "\x1b[2J")):
        assert "\x1b" not in call(*words).output


SETTINGS = [
    "run = 5",
    "[[run]]\nworkers = 1",
    "run.workers = [1, 2]",
    "run.workers = true",
    "run.workers = {a = 1}",
    "run.workers = 07:32:00",
    "run.workers = 'x'",
    "run.workers = nan",
    f"run.workers = {'9' * 5000}",
    "run.workspace = ''",
    'run.workspace = "a\\u0000b"',
    f"run.workspace = '{'a' * 100_000}'",
    "run.stale = 'yes'",
    "run.inbox = [[1]]",
    "run.inbox = [{a = 1}]",
    "run.scheduler = [true]",
    f"run.x = {'[' * 5000}",
    f"x = {'{a=' * 3000}",
    "\x1b[2J = 1",
]


@pytest.mark.parametrize("text", SETTINGS, ids=range(len(SETTINGS)))
def test_settings_of_a_wrong_type_are_wrong_use(tmp_path: Path, text: str) -> None:
    (tmp_path / "vanban.toml").write_text(text, "utf-8")
    result = call("run", "in")
    assert result.exit_code == WRONG_USE, result.output
    assert "vanban.toml" in result.output or "--workers" in result.output
    assert "\x1b" not in result.output
