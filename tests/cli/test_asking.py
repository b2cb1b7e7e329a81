"""What holds for all commands that ask: names of documents, widths, empty values, JSON, how they end."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from places import ROOT, SAMPLES

from pipeline.cli.app import COMMANDS, vanban
from pipeline.cli.tables import Column, find_widths, whole
from pipeline.runs.workspace.layout import Workspace

Ask = Callable[..., Result]
IDS = re.compile(r"\b\d+-[a-z-]+\.\d{4}-\d\d|\b[a-z]+:[a-z0-9-]{12}")
DRAFT = "/KH-SKHCN"
NAMED = ("745/KH-UBND", "745khubnd", "so 745", "kh-ubnd-phu-tho-745.docx", "Kế hoạch số 745/KH-UBND ngày 16/9/2025")


@pytest.fixture
def ask(sample_workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that runs the command over the sample inbox and expects a status."""
    monkeypatch.setenv("VANBAN_WORKSPACE", str(sample_workspace.root))

    def run(*words: str, status: int = 0) -> Result:
        result = CliRunner().invoke(vanban, words)
        assert result.exit_code == status, result.output
        return result

    return run


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(
    "words",
    [["show", "{}"], ["cites", "{}"], ["cascade", "{}"], ["path", "38/KH-UBND", "{}"], ["affected", "{}"]],
    ids=lambda words: words[0],
)
def test_every_command_takes_every_name(ask: Ask, words: list[str], name: str) -> None:
    with_name, with_code = ([word.replace("{}", one) for word in words] for one in (name, "745/KH-UBND"))
    assert json.loads(ask(*with_name, "--json").stdout) == json.loads(ask(*with_code, "--json").stdout)


@pytest.mark.parametrize("name", NAMED)
def test_tasks_take_every_name(ask: Ask, name: str) -> None:
    rows = json.loads(ask("tasks", "--document", name, "--json").stdout)
    assert {row["code"] for row in rows} == {"745/KH-UBND"}


@pytest.mark.parametrize(
    "words", [["show", "tre"], ["cites", "tỉnh tre"], ["tasks", "--document", "KH-UBND"], ["path", "38", "tre"]]
)
def test_several_candidates_are_listed_with_status_2(ask: Ask, words: list[str]) -> None:
    result = ask(*words, status=2)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert "can be" in lines[0] and "Add its date" in lines[0]
    assert lines[1].split("\t") == ["number", "date", "issuer", "title", "file"]
    assert all(line.count("\t") == 4 for line in lines[2:]) and len(lines) > 3


@pytest.mark.parametrize(
    "words",
    [
        *(["tasks"], ["tasks", "--as-of", "2026"], ["due", "--today", "2025-11-01", "--overdue"], ["affected"]),
        *(
            ["affected", "98-NQ/TW"],
            ["cites", "98-NQ/TW", "--up"],
            ["cascade", "98-NQ/TW"],
            ["wanted"],
            ["search", "tre"],
        ),
        *(["path", "kh-skhcn", "98-NQ/TW"], ["tasks", "--document", DRAFT]),
    ],
    ids=" ".join,
)
def test_no_table_shows_an_id(ask: Ask, words: list[str]) -> None:
    out = ask(*words).stdout
    assert out
    assert IDS.findall(out) == []


def test_faults_show_no_id(ask: Ask) -> None:
    out = ask("lint", "--today", "1990", "--check", "in_future", status=1).stdout
    assert DRAFT in out or "98-NQ/TW" in out
    assert IDS.findall(out) == []


def test_a_document_without_a_number_is_named_by_symbol_day_and_title(ask: Ask) -> None:
    name = f"{DRAFT} 2023-10 Ứng dụng khoa học và công nghệ"
    assert ask("tasks", "--document", DRAFT).stdout.splitlines()[1].startswith(name)
    assert name in ask("cites", "861/KH-UBND", "--up").stdout


@pytest.mark.parametrize("words", [["tasks"], ["show", "861/KH-UBND"], ["due", "--today", "2025-11-20"], ["wanted"]])
def test_tables_fit_80_columns_without_breaking_codes_and_dates(
    ask: Ask, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "80")
    drawn = ask(*words).stdout
    lines = drawn.splitlines()[4:]  # the first lines of a card are no table
    assert max(map(len, lines)) <= 80
    monkeypatch.delenv("TTY_COMPATIBLE")
    whole_words = ask(*words).stdout
    codes = re.findall(r"(?:^|\t)(\d+[-/][A-ZĐ][\w/-]+|\d{4}-\d\d-\d\d)(?=\t|$)", whole_words, re.MULTILINE)
    assert codes
    assert [code for code in codes if code not in drawn] == []


@pytest.mark.parametrize(
    ("columns", "rows", "most", "widths", "why"),
    [
        ([whole("code"), Column("task")], [["38/KH-UBND", "ngắn"]], 80, [10, 4], "as wide as the cells"),
        ([whole("code"), Column("task")], [["38/KH-UBND", "việc " * 40]], 40, [10, 28], "the rest goes to the text"),
        ([whole("name"), Column("task")], [["KH Trồng rừng", "việc " * 40]], 30, [13, 15], "the name as it is"),
        ([whole("name"), Column("task")], [["KH Trồng rừng", "việc " * 40]], 20, [8, 10], "folded between words"),
        ([whole("code"), whole("day")], [["123456/KH-UBND", "2031-01-20"]], 20, [14, 10], "too wide, but not broken"),
    ],
)
def test_widths(columns: list[Column], rows: list[list[str]], most: int, widths: list[int], why: str) -> None:
    assert find_widths(columns, rows, most) == widths, why


def test_a_narrow_terminal_leaves_columns_out(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "80")
    assert "coordinate" not in ask("tasks").stdout.splitlines()[0]
    monkeypatch.setenv("COLUMNS", "140")
    assert "coordinate" in ask("tasks").stdout.splitlines()[0]


@pytest.mark.parametrize("brief", [False, True])
def test_show_prints_each_task_once_and_whole(ask: Ask, brief: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [row["text"] for row in json.loads(ask("tasks", "--document", "861/KH-UBND", "--json").stdout)]
    piped = ask("show", "861/KH-UBND", *["--brief"] * brief).stdout
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("COLUMNS", "100")
    drawn = " ".join(ask("show", "861/KH-UBND", *["--brief"] * brief).stdout.partition("\nTasks")[2].split())
    if brief:
        assert len(drawn) < len(" ".join(texts)) * 2
        assert "Header" not in piped
    else:
        for text in texts:
            assert piped.count(" ".join(text.split())) == 1
        assert sum(len(text.split()) for text in texts) <= len(drawn.split())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["tasks", "--agency", ""], "--agency"),
        (["tasks", "--agency="], "--agency"),
        (["tasks", "--document", "  "], "--document"),
        (["due", "--agency", ""], "--agency"),
        (["show", ""], "argument"),
        (["path", "38/KH-UBND", ""], "argument"),
        (["search", "  "], "argument"),
        (["search", "…"], "no word to look for"),
        (["graph", "--out", ""], "--out"),
        (["tasks", "--workspace", ""], "--workspace"),
        (["quarantine", "retry", "--code", ""], "--code"),
        (["tasks", "--type", "thơ"], "no type of document"),
        (["tasks", "--status", "done"], "does not know what is done"),
        (["tasks", "--status", "late"], "open"),
        (["tasks", "--overdue", "--status", "open"], "--status"),
        (["tasks", "--no-lead", "--role", "lead"], "--no-lead"),
        (["tasks", "--due-within", "-1"], "--due-within"),
        (["tasks", "--limit", "0"], "--limit"),
        (["cascade", "98-NQ/TW", "--relation", "loves"], "implements"),
        (["path", "38/KH-UBND", "98-NQ/TW", "--relation", "loves"], "implements"),
        (["lint", "--check", "nothing"], "Checks are"),
        (["graph", "--out", "{tmp}/nowhere/g.html"], "mkdir -p"),
    ],
)
def test_wrong_use_is_told(ask: Ask, words: list[str], named: str, tmp_path: Path) -> None:
    result = ask(*(word.replace("{tmp}", str(tmp_path)) for word in words), status=2)
    assert named in result.stderr
    assert result.stdout == ""


def test_overdue_takes_a_day_or_none(ask: Ask) -> None:
    past = json.loads(ask("tasks", "--overdue", "2024-01-01", "--json").stdout)
    assert past and max(row["last_day"] for row in past) < "2024-01-01"
    assert len(json.loads(ask("tasks", "--overdue", "--sort", "due", "--json").stdout)) > len(past)
    assert past == json.loads(ask("tasks", "--status", "overdue", "--today", "2024-01-01", "--json").stdout)


def test_a_limit_is_told(ask: Ask) -> None:
    result = ask("tasks", "--limit", "3", "--sort", "due")
    assert len(result.stdout.splitlines()) == 4
    assert "first 3" in result.stderr


@pytest.mark.parametrize("words", [["tasks"], ["due", "--today", "2025-11-01"], ["tasks", "--as-of", "2026-06-01"]])
def test_csv_opens_in_a_spreadsheet(ask: Ask, words: list[str]) -> None:
    out = ask(*words, "--format", "csv").stdout_bytes.decode("utf-8")
    assert out.startswith("\ufeff") and out.count("\ufeff") == 1
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert rows and all(None not in row for row in rows)


def test_due_groups_by_agency(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("due", "--today", "2025-11-20", "--within", "15")
    groups = json.loads(ask(*words, "--json").stdout)
    names = [group["name"] for group in groups]
    assert len(names) == len(set(names)) > 3
    assert all("2025-11-20" <= one["due"] <= "2025-12-05" for group in groups for one in group["tasks"])
    assert ask(*words).stdout.startswith("agency\tdue\tdocument\titem\ttask\tdeadline\n")
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    drawn = ask(*words).stdout
    assert [name for name in names if name and f"{name} (" not in drawn] == []
    assert (
        "Nothing falls due" in ask("due", "--today", "1990-01-01", "--within", "0", "--agency", "Báo Hòa Bình").stderr
    )


def commands_of(group: click.Group, name: str) -> list[tuple[str, click.Command]]:
    context = click.Context(group)
    found = group.get_command(context, name)
    assert found
    if isinstance(found, click.Group):
        return [(f"{name} {sub}", command) for sub in found.commands for _, command in commands_of(found, sub)]
    return [(name, found)]


def test_every_command_prints_json_but_those_that_the_documentation_names() -> None:
    assert isinstance(vanban, click.Group)
    commands = [pair for name, _ in COMMANDS for pair in commands_of(vanban, name)]
    without = {name for name, command in commands if not any("--json" in param.opts for param in command.params)}
    assert without == {"extract", "watch", "units"}


def test_extract_takes_a_folder(tmp_path: Path) -> None:
    for name in ("cv-ubnd-hoa-binh-3305.txt", "kh-ubnd-huyen-mai-chau-266.txt"):
        (tmp_path / "in" / "sub").mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / name, tmp_path / "in" / "sub")
    (tmp_path / "in" / "~$plan.docx").write_text("left behind", "utf-8")
    result = CliRunner().invoke(vanban, ["extract", str(tmp_path / "in")])
    assert result.exit_code == 0, result.stderr
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["source"]["name"] for record in records] == [
        "cv-ubnd-hoa-binh-3305.txt",
        "kh-ubnd-huyen-mai-chau-266.txt",
    ]
    (tmp_path / "empty").mkdir()
    nothing = CliRunner().invoke(vanban, ["extract", str(tmp_path / "empty")])
    assert (nothing.exit_code, nothing.stdout) == (0, "") and "No files found" in nothing.stderr


def test_a_held_workspace_is_status_3(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.locked():
        for words in (["ingest", str(SAMPLES)], ["run", str(SAMPLES)]):
            result = CliRunner().invoke(vanban, [*words, "--workspace", str(tmp_path)])
            assert result.exit_code == 3, result.output


def test_a_damaged_database_is_told(sample_workspace: Workspace, tmp_path: Path) -> None:
    damaged = Workspace(tmp_path)
    damaged.extracted.mkdir()
    content = bytearray(sample_workspace.database.read_bytes())
    content[200_000:] = os.urandom(len(content) - 200_000)
    damaged.database.write_bytes(content)
    result = CliRunner().invoke(vanban, ["search", "tre", "--workspace", str(tmp_path)])
    assert result.exit_code == 1
    assert "vanban rebuild" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["tasks"], ["ingest", str(SAMPLES)], ["extract", str(SAMPLES)], ["run", str(SAMPLES)]]
)
@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.6, 1.0, 1.5])
def test_an_interrupt_ends_without_a_traceback(words: list[str], seconds: float, tmp_path: Path) -> None:
    place = [] if words[0] == "extract" else ["--workspace", str(tmp_path)]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *words, *place],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert b"Traceback" not in said and b"Error" not in said.replace(b"Error: ", b"")
    assert process.returncode in (0, 1, 130, -signal.SIGINT)
