"""The lines that the README gives to a shell, pasted one after the other into a fresh clone, end well."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

BLOCK = re.compile(r"```(?P<kind>sh|console)\n(?P<lines>.*?)```", re.DOTALL)
NEEDED = [program for program in ("make", "git", "sqlite3", "sh") if shutil.which(program) is None]


def pasted() -> list[str]:
    """Return the lines for a shell in their order: whole blocks of sh, and what stands behind $ in the others."""
    lines: list[str] = []
    for block in BLOCK.finditer((ROOT / "README.md").read_text("utf-8")):
        found = block["lines"].splitlines()
        lines += found if block["kind"] == "sh" else [line[2:] for line in found if line.startswith("$ ")]
    return lines


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a copy of what is under version control, with the libraries of this Python as its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (tmp_path / "clone" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / "clone" / name, follow_symlinks=False)
    venv = tmp_path / "clone" / ".venv"
    venv.mkdir()
    (venv / "bin").symlink_to(Path(sys.prefix) / "bin")
    (venv / ".installed-from-lock").touch()
    return tmp_path / "clone"


@pytest.mark.slow
@pytest.mark.skipif(bool(NEEDED), reason=f"not on this machine: {', '.join(NEEDED)}")
@pytest.mark.skipif(not (Path(sys.prefix) / "bin" / "vanban").exists(), reason="vanban is not installed in this Python")
def test_the_lines_of_the_readme_run_as_pasted(clone: Path) -> None:
    lines = pasted()
    assert len(lines) > 10
    home = clone.parent / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    done = subprocess.run(
        ["sh", "-eux"],
        input="\n".join(lines), cwd=clone, capture_output=True, text=True, timeout=300,
        env={**kept, "HOME": str(home), "PYTHONPATH": str(clone)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "745/KH-UBND" in done.stdout
    assert (home / "vanban" / "extracted" / "vanban.db").is_file()
