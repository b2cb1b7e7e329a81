"""The commands that ask the graph, on the sample inbox: as a table and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import vanban
from pipeline.runs.workspace.layout import Workspace

Ask = Callable[..., Result]


@pytest.fixture
def ask(sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that runs the command over the sample inbox and expects a status."""
    monkeypatch.setenv("VANBAN_WORKSPACE", str(sample_workspace.root))

    def run(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(vanban, words)
        assert result.exit_code == status, result.output
        return result

    return run


def test_cascade_comes_down_to_tasks(ask: Ask) -> None:
    found = json.loads(ask("cascade", "98-NQ/TW", "--tasks", "--json").stdout)
    assert found["root"]["document"]["code"] == "98-NQ/TW"
    assert found["root"]["children"]
    assert {level["level"] for level in found["levels"]} >= {"province"}
    drawn = ask("cascade", "98-NQ/TW")
    assert "98-NQ/TW" in drawn.stdout and "have none" in drawn.stdout
    short = ask("cascade", "98-NQ/TW", "--no-tree", "--no-lacking", "--depth", "1", "--as-of", "2026")
    assert short.stdout.lstrip().startswith("level\tunit")


def test_path_between_two_acts(ask: Ask) -> None:
    steps = json.loads(ask("path", "861/KH-UBND", "98-NQ/TW", "--json").stdout)
    assert steps[0]["document"]["code"] == "861/KH-UBND" and steps[-1]["document"]["code"] == "98-NQ/TW"
    assert "861/KH-UBND" in ask("path", "861/KH-UBND", "98-NQ/TW").stdout


def test_affected_acts(ask: Ask) -> None:
    ended = json.loads(ask("affected", "--json").stdout)
    assert [row["document"]["code"] for row in ended] == ["861/KH-UBND"]
    found = json.loads(ask("affected", "861/KH-UBND", "--today", "2025-10-01", "--json").stdout)
    assert found["ended_by"] and found["resting"] and found["on"] == "2025-10-01"
    assert "replaces it" in ask("affected", "861/KH-UBND").stdout


def test_wanted_acts_are_those_cited_most(ask: Ask) -> None:
    rows = json.loads(ask("wanted", "--limit", "5", "--json").stdout)
    counts = [row["cited_by"] for row in rows]
    assert len(rows) == 5 and counts == sorted(counts, reverse=True)
    assert len(ask("wanted", "--limit", "5").stdout.splitlines()) == 6


def test_lint_knows_its_checks(ask: Ask) -> None:
    assert isinstance(json.loads(ask("lint", "--json", "--today", "2026-06-01").stdout), list)
    assert "Checks are two_dates" in ask("lint", "--check", "nothing", status=2).output
    assert ask("lint", "--today", "1990", "--check", "in_future", status=1).stdout.count("in_future") > 1


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_tasks_as_of_a_day(ask: Ask, form: str) -> None:
    out = ask("tasks", "--document", "38/KH-UBND", "--as-of", "2026-06-01", "--format", form).stdout
    assert "38/KH-UBND" in out
    if form == "json":
        assert len(json.loads(out)) == 9


def test_cites_up_and_down(ask: Ask) -> None:
    down = json.loads(ask("cites", "861/KH-UBND", "--down", "--json").stdout)
    assert down == json.loads(ask("cites", "861/KH-UBND", "--json").stdout)
    assert down != json.loads(ask("cites", "861/KH-UBND", "--up", "--json").stdout)
