"""No real document stands in the project: not its number, not its signer, no sentence of it."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from places import GOLD, ROOT

from pipeline.ingest import read_document
from pipeline.text.fold import fold

RECORDS = sorted(GOLD.glob("*/records/*.json"))
WRITTEN = (".py", ".toml", ".md", ".sql", ".json", ".html", ".txt", ".ipynb")
HIDDEN = "benchmarks/pool-gold/"  # codes stand plain there, and two bodies number alike; words are hashes
RUN = 30
"""So many words in a row of one paragraph are a sentence; what two documents share, or names laws, is a formula."""
FORMULA = "thu truong co quan ngang bo thu truong co quan thuoc chinh phu chu tich uy ban nhan dan cac tinh thanh pho"
"""Whom the Government and its head charge in every decision of theirs: nobody's sentence either."""

pytestmark = pytest.mark.skipif(not RECORDS, reason="the real documents are not here")


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """Return what people wrote: file name to text, of the files under version control or about to be."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    ).stdout.splitlines()
    paths = [ROOT / name for name in names if name.endswith(WRITTEN) and not name.startswith(HIDDEN)]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8", "replace") for path in paths if path.is_file()}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_no_number_and_no_signer(path: Path, written: dict[str, str]) -> None:
    header = json.loads(path.read_text("utf-8"))["header"]
    named = [rf"(?<!\d){re.escape(header['code'])}"] if header["number"] else []
    named += [re.escape(header["signer"]["name"])] if header["signer"] and header["signer"]["name"] else []
    found = [
        (name, words) for words in named for name, text in written.items() if re.search(words, text, re.IGNORECASE)
    ]
    assert not found


@pytest.mark.slow
def test_no_sentence(written: dict[str, str]) -> None:
    documents = [path for path in GOLD.glob("*/documents/*") if "scan" not in path.stem]
    runs = Counter(run for path in documents for run in set(_sentences(path)))
    theirs = {run for run, count in runs.items() if count == 1 and " luat " not in run and FORMULA not in run}
    found = {name: run for name, text in written.items() for run in _runs(text) if run in theirs}
    assert not found


def _sentences(path: Path) -> list[str]:
    return [run for line in read_document(path).text.split("\n") for run in _runs(line)]


def _runs(text: str) -> list[str]:
    words = fold(text).split()
    return [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
