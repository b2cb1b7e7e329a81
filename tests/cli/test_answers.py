"""The commands that ask questions, on the sample inbox: as a table, as data, in a pipe."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import vanban
from pipeline.runs.workspace.layout import Workspace

Ask = Callable[..., Result]


@pytest.fixture
def ask(sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that runs the command over the sample inbox and expects status 0."""
    monkeypatch.setenv("VANBAN_WORKSPACE", str(sample_workspace.root))

    def run(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(vanban, words)
        assert result.exit_code == status, result.output
        return result

    return run


def test_tasks_of_an_agency_by_its_short_name(ask: Ask) -> None:
    rows = json.loads(ask("tasks", "--agency", "Sở NN&MT", "--role", "lead", "--format", "json").stdout)
    assert rows
    assert all("Sở Nông nghiệp và Môi trường" in row["lead"] for row in rows)


@pytest.mark.parametrize("day", ["2026-07-01", "01/7/2026", "ngày 01 tháng 7 năm 2026"])
def test_tasks_due_before_a_day_in_any_form(ask: Ask, day: str) -> None:
    rows = json.loads(ask("tasks", "--due-before", day, "--format", "json").stdout)
    assert rows
    assert max(row["last_day"] for row in rows) <= "2026-07-01"


def test_tasks_as_csv_and_in_a_pipe(ask: Ask) -> None:
    out = ask("tasks", "--document", "38/KH-UBND", "--format", "csv").stdout
    assert out.startswith("\ufeff"), "the mark by which Excel knows UTF-8"
    table = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    piped = ask("tasks", "--document", "38/kh-ubnd")
    assert len(table) == len(piped.stdout.splitlines()) - 1 == 9
    assert {line.count("\t") for line in piped.stdout.splitlines()} == {7}
    assert "9 tasks in 1 documents" in piped.stderr


def test_no_task_is_an_answer_too(ask: Ask) -> None:
    result = ask("tasks", "--due-before", "1990")
    assert result.stdout == ""
    assert "No task" in result.stderr
    assert ask("tasks", "--due-before", "1990", "--format", "csv").stdout.startswith("\ufeffid,document,code")


def test_an_unknown_agency_gets_near_ones(ask: Ask) -> None:
    assert "Near:" in ask("tasks", "--agency", "Sở Nông nghiệp và Môi trườn", status=1).stderr


def test_a_card_shows_every_fact_with_its_words(ask: Ask) -> None:
    text = ask("show", "38/KH-UBND").stdout
    assert "signer\tTM+KT Phó Chủ tịch Khà Thị Ỏn\t2\tTM. ỦY BAN NHÂN DÂN" in text
    assert "\nTasks (9)\n" in text
    assert "\tdeadline\t2026-02-28\t1\ttrước ngày 28/02/2026" in text
    card = json.loads(ask("show", "38/KH-UBND", "--json").stdout)
    assert card["document"]["issuer"] == "UBND xã Mai Châu"
    assert card == json.loads(ask("show", card["document"]["id"], "--json").stdout)


def test_a_cited_document_has_a_card_without_a_file(ask: Ask) -> None:
    assert "No file of it is here" in ask("show", "3390/QĐ-UBND").stdout


def test_an_unknown_code_is_status_1(ask: Ask) -> None:
    assert "No document answers to '999/KH-UBND'" in ask("show", "999/KH-UBND", status=1).stderr


def test_the_tree_goes_both_ways(ask: Ask) -> None:
    down = ask("cites", "38/KH-UBND", "--depth", "2").stdout
    assert "implements  745/KH-UBND · 2025-09-16 · UBND tỉnh Phú Thọ" in down
    assert "    ├── replaces  861/KH-UBND" in down
    assert "○ Luật Ngân sách nhà nước" in down
    up = json.loads(ask("cites", "745/KH-UBND", "--up", "--depth", "1", "--json").stdout)
    assert "38/KH-UBND" in {child["document"]["code"] for child in up["children"]}


def test_missing_documents_come_most_cited_first(ask: Ask) -> None:
    rows = json.loads(ask("cites", "--missing", "--json").stdout)
    assert [row["cited_by"] for row in rows] == sorted((row["cited_by"] for row in rows), reverse=True)
    assert "3390/QĐ-UBND" in {row["code"] for row in rows}
    assert len(ask("cites", "--missing", "--limit", "2").stdout.splitlines()) == 3


@pytest.mark.parametrize("words", [("dau", "tu"), ("đầu tư",), ('"dau tu"',)])
def test_words_are_found_with_and_without_marks(ask: Ask, words: tuple[str, ...]) -> None:
    hits = json.loads(ask("search", *words, "--json").stdout)
    assert hits
    assert "đầu tư" in hits[0]["snippet"].casefold()
    assert "PL.III.1" in ask("search", *words).stdout


def test_nothing_found_is_said(ask: Ask) -> None:
    result = ask("search", "xylophone")
    assert (result.stdout, result.stderr) == ("", "Nothing holds all these words.\n")


@pytest.mark.parametrize("ending", [".graphml", ".json", ".html"])
def test_the_graph_is_written(ask: Ask, ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"đồ thị{ending}"
    assert "documents" in ask("graph", "--out", str(out)).stderr
    text = out.read_text("utf-8")
    assert "38/KH-UBND" in text
    if ending == ".graphml":
        assert ElementTree.fromstring(text).tag.endswith("graphml")
    if ending == ".json":
        assert len(json.loads(text)["nodes"]) > 30


def test_a_terminal_gets_a_drawn_table(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "100")
    for words in (["tasks"], ["show", "861/KH-UBND"], ["cites", "861/KH-UBND"], ["search", "nước"]):
        lines = ask(*words).stdout.splitlines()
        assert lines
        assert max(map(len, lines[3:])) <= 100
