"""The command `review` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.app import vanban
from pipeline.cli.check.review import KINDS
from pipeline.evaluate.review import unexplained
from pipeline.runs.workspace.layout import Workspace

PLAN = "kh-ubnd-hoa-binh-861.pdf"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(vanban, [str(word) for word in words])


def review(workspace: Workspace, *words: str | Path) -> Result:
    return run("review", "-w", workspace.root, *words)


def test_documents_are_listed_with_what_is_doubtful_and_why(sample_workspace: Workspace) -> None:
    data = json.loads(review(sample_workspace, "--below", "0.97", "--json", "--limit", "0").stdout)
    worst = [(-group["errors"], -group["warnings"], -group["unsure"]) for group in data]
    assert len(data) > 5 and worst == sorted(worst)
    for group in data:
        assert group["document"] and group["files"] and group["doubts"]
        assert all(doubt["what"] and doubt["why"] and doubt["rule"] for doubt in group["doubts"])
    assert any(doubt["page"] and doubt["printed"] for group in data for doubt in group["doubts"])


def test_limit_counts_documents_and_says_what_is_left_out(sample_workspace: Workspace) -> None:
    few = review(sample_workspace, "--below", "0.97", "--limit", "2")
    assert few.exit_code == 0
    assert few.stdout.count("what\tread as\tpage\tprinted\twhy") == 2
    assert "2 of " in few.stderr and "--limit 0" in few.stderr
    assert "… and " in few.stdout and "vanban review '" in few.stdout, "a document shows its worst few"


@pytest.mark.parametrize("name", ["861/KH-UBND", "861 kh ubnd", PLAN])
def test_a_document_is_reviewed_whole_under_the_names_that_show_takes(sample_workspace: Workspace, name: str) -> None:
    (group,) = json.loads(review(sample_workspace, name, "--below", "1", "--json").stdout)
    assert group["files"] == [PLAN]
    text = review(sample_workspace, name, "--below", "1")
    assert text.exit_code == 0 and "… and " not in text.stdout
    assert text.stdout.count("\n") == len(group["doubts"]) + 3


def test_a_name_that_nothing_answers_to_is_told(sample_workspace: Workspace) -> None:
    result = review(sample_workspace, "999999/KH-KHONG")
    assert result.exit_code == 1 and "999999/KH-KHONG" in result.stderr and not result.stdout


def test_a_name_of_several_documents_is_wrong_use_and_lists_them(sample_workspace: Workspace) -> None:
    result = review(sample_workspace, "UBND tỉnh Hòa Bình")
    assert result.exit_code == 2 and result.stderr.count("-UBND\t") > 1 and not result.stdout


def test_a_document_that_is_only_cited_has_nothing_to_review(sample_workspace: Workspace) -> None:
    result = review(sample_workspace, "Luật Lâm nghiệp")
    assert result.exit_code == 1 and "no file of it" in result.stderr


@pytest.mark.parametrize(
    "words", [("",), (" ",), ("861/KH-UBND", ""), ("--limit", ""), ("--below", ""), ("--kind", "")]
)
def test_empty_values_are_wrong_use(sample_workspace: Workspace, words: tuple[str, ...]) -> None:
    assert review(sample_workspace, *words).exit_code == 2


@pytest.mark.parametrize(
    "words", [("--limit", "-1"), ("--below", "2"), ("--kind", "code"), ("--unexplained", "--kind", "x")]
)
def test_wrong_values_are_wrong_use(sample_workspace: Workspace, words: tuple[str, ...]) -> None:
    assert review(sample_workspace, *words).exit_code == 2


def test_unexplained_words_are_counted_by_kind_and_listed(sample_workspace: Workspace) -> None:
    data = json.loads(review(sample_workspace, "--unexplained", "--json", "--limit", "0").stdout)
    assert [kind["kind"] for kind in data["kinds"]] == list(KINDS) == list(unexplained.KINDS)
    listed = [found["kind"] for document in data["found"] for found in document["found"]]
    assert {kind["kind"]: kind["unexplained"] for kind in data["kinds"]} == {kind: listed.count(kind) for kind in KINDS}
    assert all(0 <= kind["unexplained"] <= kind["cues"] for kind in data["kinds"])
    text = review(sample_workspace, "--unexplained")
    assert text.stdout.splitlines()[1] == "kind\tlook like it\tunexplained\tshare\twhat that is"


def test_unexplained_of_one_kind_and_one_document(sample_workspace: Workspace) -> None:
    data = json.loads(review(sample_workspace, "--unexplained", "--kind", "item", "861/KH-UBND", "--json").stdout)
    assert data["documents"] == 1 and [kind["kind"] for kind in data["kinds"]] == ["item"]


@pytest.mark.parametrize("option", [(), ("--unexplained",)])
def test_files_of_records_need_no_workspace(
    sample_workspace: Workspace, tmp_path: Path, option: tuple[str, ...]
) -> None:
    """A folder of records or one of them is read as it lies; the database is not asked."""
    source = sample_workspace.record_files()[0]
    record = tmp_path / "records" / "one.json"
    record.parent.mkdir()
    record.write_bytes(source.read_bytes())
    empty = Workspace(tmp_path / "empty")
    whole = review(empty, *option, record.parent, "--below", "1", "--json")
    assert whole.exit_code == 0 and whole.stdout == review(empty, *option, record, "--below", "1", "--json").stdout
    assert json.loads(whole.stdout)


def test_a_folder_without_records_says_how_to_make_some(tmp_path: Path) -> None:
    result = review(Workspace(tmp_path), tmp_path)
    assert result.exit_code == 1 and "vanban extract" in result.stderr


def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    result = review(Workspace(tmp_path))
    assert result.exit_code == 1 and "vanban ingest" in result.stderr


def test_what_the_database_does_not_hold_is_not_reviewed(sample_workspace: Workspace, tmp_path: Path) -> None:
    """The record of a file that was taken out may lie there still."""
    copy = Workspace(tmp_path)
    copy.records.mkdir(parents=True)
    copy.database.write_bytes(sample_workspace.database.read_bytes())
    kept = sample_workspace.record_files()[0]
    copy.record(kept.stem).write_bytes(kept.read_bytes())
    copy.record("0" * 64).write_bytes(kept.read_bytes())
    data = json.loads(review(copy, "--below", "1", "--json").stdout)
    assert sum(len(group["files"]) for group in data) == 1


def test_review_goes_on_over_a_damaged_record(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.records.mkdir(parents=True)
    workspace.record("ab").write_text("{}")
    result = review(workspace)
    assert result.exit_code == 1 and "ab.json" in result.stderr and "vanban ingest" in result.stderr
