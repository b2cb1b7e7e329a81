"""The files of systemd: what `vanban units` writes, what docs/nightly.md shows, what systemd says to it.

`python tests/cli/test_units.py` writes the units of docs/nightly.md anew.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from places import ROOT

from pipeline.cli.app import vanban

NIGHTLY = ROOT / "docs" / "nightly.md"
SHOWN = re.compile(r"```ini\n# /etc/systemd/system/(?P<name>[\w.-]+)\n(?P<unit>.*?)```", re.DOTALL)
UNITS = ["vanban.service", "vanban.timer", "vanban-watch.service"]
PROGRAM = re.compile(r"(?<=ExecStart=).*(?= (?:run|watch) )")


def write(etc: Path, *words: str) -> Result:
    result = CliRunner().invoke(vanban, ["units", "--etc", str(etc), *words])
    assert result.exit_code == 0, result.output
    return result


def unit(etc: Path, name: str) -> str:
    """Return a unit as the documentation shows it: with the settings in /etc and the program in /opt."""
    text = (etc / "systemd" / "system" / name).read_text("utf-8")
    return PROGRAM.sub("/opt/vanban/bin/vanban", text).replace(str(etc), "/etc")


@pytest.mark.parametrize("name", UNITS)
def test_the_documentation_shows_the_units(name: str, tmp_path: Path) -> None:
    write(tmp_path)
    shown = {match["name"]: match["unit"] for match in SHOWN.finditer(NIGHTLY.read_text("utf-8"))}
    assert shown[name] == unit(tmp_path, name)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--inbox", "/srv/hộp thư 100%", "--workspace", "/srv/văn bản", "--inbox", "s3://a/b", "--user", "vt"),
    ],
)
def test_systemd_takes_them(words: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, *words)
    paths = [str(tmp_path / "systemd" / "system" / name) for name in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *paths], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-sysusers") is None, reason="no systemd-sysusers on this machine")
def test_a_command_makes_the_user_and_the_folders(tmp_path: Path) -> None:
    write(tmp_path / "etc", "--inbox", "/srv/hộp thư", "--workspace", "/srv/văn bản")
    (tmp_path / "root" / "etc").mkdir(parents=True)
    for program, folder in (("systemd-sysusers", "sysusers.d"), ("systemd-tmpfiles", "tmpfiles.d")):
        words = ["--create"] if program == "systemd-tmpfiles" else []
        conf = str(tmp_path / "etc" / folder / "vanban.conf")
        done = subprocess.run([program, *words, f"--root={tmp_path / 'root'}", conf], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert "vanban:x:" in (tmp_path / "root/etc/passwd").read_text("utf-8")
    for folder in ("srv/hộp thư", "srv/văn bản", "var/log/vanban"):
        assert (tmp_path / "root" / folder).is_dir()


def test_settings_are_read_and_kept(tmp_path: Path) -> None:
    write(tmp_path, "--inbox", "/srv/hộp thư", "--inbox", "s3://a/b", "--workspace", "/srv/vb")
    settings = tomllib.loads((tmp_path / "vanban.toml").read_text("utf-8"))
    assert settings["run"]["inbox"] == ["/srv/hộp thư", "s3://a/b"]
    assert settings["watch"] == {**settings["run"], "inbox": ["/srv/hộp thư"]}
    (tmp_path / "vanban.toml").write_text("[run]\nworkers = 2\n", "utf-8")
    assert "stays as it is" in write(tmp_path).stderr
    assert (tmp_path / "vanban.toml").read_text("utf-8") == "[run]\nworkers = 2\n"


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        text = SHOWN.sub(
            lambda match: f"```ini\n# /etc/systemd/system/{match['name']}\n{unit(Path(folder), match['name'])}```",
            NIGHTLY.read_text("utf-8"),
        )
    NIGHTLY.write_text(text, "utf-8")
