"""The command `evaluate` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from gold_maker import GOLD, changed, write_gold

from pipeline.cli.app import vanban


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(vanban, [str(word) for word in words])


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_gold(tmp_path / "gold")


def test_figures_and_disagreements_are_printed_with_their_places(gold: Path) -> None:
    result = run("evaluate", gold)
    assert result.exit_code == 0, result.output
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert lines[0][:4] == ["metric", "precision", "recall", "F1"]
    assert ["header.code", "1.0000", "1.0000", "1.0000", "1", "1", "1", ""] in lines
    assert "tasks.lead: " in result.stdout
    assert "gold “Sở Y tế”" in result.stdout and "[Sở Công Thương]" in result.stdout


def test_json_holds_figures_places_and_calibration(gold: Path) -> None:
    data = json.loads(run("evaluate", gold, "--json").stdout)
    lead = next(item for item in data["disagreements"] if item["found"] == "Sở Công Thương")
    assert (lead["metric"], lead["outcome"], lead["document"]) == ("tasks.lead", "extra", "ke-hoach")
    assert lead["place"]["words"] == "Sở Công Thương"
    assert {figure["metric"] for figure in data["figures"]} >= {"citations", "tasks", "header.title"}
    assert data["calibration"][0]["kind"] == "all" and data["gains"] is None


def test_a_fact_lost_since_the_baseline_fails(gold: Path) -> None:
    text = (gold / "documents" / "ke-hoach.txt").read_text("utf-8")
    written = run("evaluate", gold, "--baseline", "base.json", "--write-baseline", "--show", "0")
    assert written.exit_code == 0 and Path("base.json").is_file()
    same = run("evaluate", gold, "--baseline", "base.json")
    assert same.exit_code == 0 and "Gains: 0\nLosses: 0" in same.stdout
    (gold / "documents" / "ke-hoach.txt").write_text(text.replace("Số: 16/KH-UBND", ""), "utf-8")
    worse = run("evaluate", gold, "--baseline", "base.json", "--show", "0")
    assert worse.exit_code == 1
    assert "ke-hoach  header.code  wrong   gold “16/KH-UBND”" in worse.stdout


def test_the_committed_baseline_is_taken_where_it_lies(gold: Path) -> None:
    run("evaluate", gold, "--write-baseline", "--show", "0")
    assert Path("benchmarks/accuracy.json").is_file()
    assert "Losses: 0" in run("evaluate", gold, "--show", "0").stdout


def test_unreadable_documents_count_or_are_left_out(gold: Path) -> None:
    write_gold(gold, "trong", text="")
    counted = run("evaluate", gold, "--show", "0")
    assert counted.exit_code == 1 and "trong.txt: the file is empty" in counted.stderr
    assert "header.type\t0.5000" in counted.stdout
    skipped = run("evaluate", gold, "--show", "0", "--skip-unreadable")
    assert skipped.exit_code == 0 and "1 documents could not be read" in skipped.stderr
    assert "header.type\t1.0000" in skipped.stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--min", "header.type=0.99"], 0, ""),
        (["--min", "tasks.lead=0.99"], 1, "tasks.lead is "),
        (["--min", "tasks.leed=0.9"], 2, "no such metric"),
        (["--min", "tasks.lead"], 2, "is not of the form METRIC=VALUE"),
        (["--only", "khong-co"], 1, "no gold record is named khong-co"),
        (["--baseline", "none.json"], 2, "Make it with --write-baseline"),
    ],
)
def test_bars_and_wrong_use(gold: Path, words: list[str], status: int, said: str) -> None:
    result = run("evaluate", gold, *words)
    assert result.exit_code == status
    assert said in result.stderr


def test_a_report_and_tables_of_markdown(gold: Path) -> None:
    result = run("evaluate", gold, "--report", "out/report.html", "--markdown", "--calibration")
    assert result.exit_code == 0
    assert Path("out/report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "| metric | precision |" in result.stdout and "| kind | confidence |" in result.stdout
    assert "Expected calibration error: all 0." in result.stdout


def test_robustness_prints_a_row_a_way(gold: Path) -> None:
    result = run("evaluate", gold, "--robustness")
    assert "nfd\tdecomposed Unicode\t1\t" in result.stdout
    assert result.exit_code in (0, 1)
    data = json.loads(run("evaluate", gold, "--robustness", "--json").stdout)
    assert {count["transform"] for count in data["counts"]} >= {"nfd", "wrap-60", "head-capitals"}


def test_gold_records_may_come_in_several_folders(gold: Path, tmp_path: Path) -> None:
    other = write_gold(tmp_path / "other", "khac", changed(tasks=GOLD["tasks"][:1]))
    result = run("evaluate", gold, other, "--show", "0")
    assert "header.type\t1.0000\t1.0000\t1.0000\t2\t2\t2" in result.stdout
