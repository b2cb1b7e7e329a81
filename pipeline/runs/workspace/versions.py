"""Which program read a file: the version, the code of the stages and the knowledge tables, as one short stamp.

A file is read again as soon as any of the three changed, so a corrected row in a knowledge table reaches the
database with the next `vanban ingest`, without anybody raising a version number.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline import __version__

PACKAGE = Path(__file__).parents[2]
STAGES = ("model", "ingest", "structure", "extract", "text")
READING = ("model", "ingest", "text")
READING_TABLES = (
    "reading/encodings.toml",
    "reading/line_starts.toml",
    "reading/syllables.toml",
    "reading/file_kinds.toml",
    "reading/tools.toml",
    "form/layout.toml",
    "reading/certificates.toml",
)
READING_KNOWLEDGE = ("load.py", "layout.py", "syllables.py", "agencies/register.py")
KNOWLEDGE = "knowledge"


@cache
def current_stamp() -> str:
    """Return the stamp of this program, e.g. `0.1.0 code:1f0c5d0a2b9e knowledge:77aa01c3d4f5`."""
    code = [path for stage in STAGES for path in (PACKAGE / stage).rglob("*.py")]
    knowledge = [path for path in (PACKAGE / KNOWLEDGE).rglob("*") if path.suffix in {".py", ".toml", ".csv"}]
    return f"{__version__} code:{_digest(code)} knowledge:{_digest(knowledge)}"


@cache
def reader_stamp() -> str:
    """Return the stamp of the part that turns bytes into text with places, with its tables and libraries.

    Libraries count with their versions, programs of the system by being there. What it made can be kept and used by a
    later version of the other stages, as long as this stamp is the same.
    """
    from pipeline.ingest import check_formats

    code = [path for stage in READING for path in (PACKAGE / stage).rglob("*.py")]
    tables = [PACKAGE / KNOWLEDGE / name for name in READING_KNOWLEDGE]
    tables += [PACKAGE / KNOWLEDGE / "tables" / name for name in READING_TABLES]
    tables += (PACKAGE / KNOWLEDGE / "tables" / "agencies").rglob("*.csv")  # names that repair what was recognised
    return f"reader:{_digest([*code, *tables])} libraries:{sha256(repr(check_formats()).encode()).hexdigest()[:12]}"


def _digest(paths: Iterable[Path]) -> str:
    total = sha256()
    for path in sorted(paths):
        total.update(path.relative_to(PACKAGE).as_posix().encode())
        total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]
