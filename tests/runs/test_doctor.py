"""The diagnosis of a machine and a workspace: every library by its name, every state with its remedy."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.app import vanban
from pipeline.runs.doctor import Finding, State, examine
from pipeline.runs.workspace.layout import Workspace


def named(workspace: Workspace, area: str) -> dict[str, Finding]:
    """Return the findings of an area by their name."""
    return {finding.name: finding for finding in examine(workspace) if finding.area == area}


def test_every_library_is_looked_up_by_its_whole_name(tmp_path: Path) -> None:
    needed = [line for line in metadata.requires("vanban") or [] if "extra ==" not in line]
    found = named(Workspace(tmp_path), "library")
    assert len(found) == len(needed)
    assert {name: item.state for name, item in found.items()} == dict.fromkeys(found, State.OK)
    assert found["pypdfium2"].detail == metadata.version("pypdfium2")


def test_a_library_that_is_not_there_comes_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["no-such-library2<6,>=4.30"])
    item = named(Workspace(tmp_path), "library")["no-such-library2"]
    assert (item.state, item.remedy) == (State.MISSING, "pip install 'no-such-library2<6,>=4.30'")
    assert item.is_bad


def test_an_empty_workspace_is_well(tmp_path: Path) -> None:
    states = {name: item.state for name, item in named(Workspace(tmp_path), "workspace").items()}
    assert states.pop("disk") in (State.OK, State.MISSING), "depends on the machine"
    assert states == {"records": State.OK, "database": State.OPTIONAL, "quarantine": State.OK}


def test_a_database_that_lacks_records_is_broken(tmp_path: Path, sample_workspace: Workspace) -> None:
    other = Workspace(tmp_path)
    other.database.parent.mkdir(parents=True)
    other.database.write_bytes(sample_workspace.database.read_bytes())
    item = named(other, "workspace")["database"]
    assert (item.state, item.remedy) == (State.BROKEN, "vanban rebuild")


@pytest.mark.parametrize("name", ["pdf", "docx", "html", "md", "txt"])
def test_every_format_is_told(tmp_path: Path, name: str) -> None:
    assert named(Workspace(tmp_path), "format")[name].state is State.OK


def test_the_command_ends_with_the_state(tmp_path: Path) -> None:
    result = CliRunner().invoke(vanban, ["doctor", "--json", "--workspace", str(tmp_path)])
    findings = json.loads(result.stdout)
    bad = any(item["state"] in ("missing", "broken") for item in findings)
    assert result.exit_code == int(bad)


def test_recognition_without_its_vietnamese_data_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.scan.tesseract.find_version", lambda: None)
    item = named(Workspace(tmp_path), "format")["scan"]
    assert item.state is State.OPTIONAL
    assert "tesseract-ocr-vie" in item.remedy
