"""Text recognition by the program tesseract with its Vietnamese data; answers are kept by the picture's hash.

Recognition costs a second a page, so what was once recognised is kept in a folder of the user's cache
(`VANBAN_CACHE`, else `$XDG_CACHE_HOME/vanban`, else `~/.cache/vanban`). One thread a process: two with more threads
each are ten times slower.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.ingest.scan.nouns import RecognitionFailed, RecognitionHindered, Word
from pipeline.ingest.tools.ending import was_killed
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from pipeline.ingest.scan.nouns import Grey

PROGRAM = "tesseract"
LANGUAGE = "vie"
SECONDS = 120  # for one page; more is a picture that is no page
_WORD_LEVEL = "5"


@lru_cache(maxsize=1)
def find_version() -> str | None:
    """Return the version of tesseract ("5.3.0") where it is installed with its Vietnamese data, else None."""
    program = shutil.which(PROGRAM)
    if not program:
        return None
    try:
        languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20).stdout
        version = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    words = version.split()
    return words[1] if LANGUAGE in languages.split() and len(words) > 1 else None


def recognise(picture: Grey, *, dpi: int, mode: int, signs: str = "") -> tuple[Word, ...]:
    """Return the words of a grey picture, in tesseract's order; `mode` is its page segmentation mode.

    `signs` are the only ones that may be read, without it all. Raises RecognitionFailed where tesseract cannot read it.
    """
    table = _remembered(_as_pgm(picture), ("tsv", str(dpi), str(mode), signs))
    return tuple(_parse(table))


def find_turn(picture: Grey) -> int:
    """Return by how many degrees (0, 90, 180, 270, clockwise) a grey picture must be turned to stand upright."""
    try:
        answer = _run(_as_pgm(picture), ["--psm", "0", "-l", "osd"])
    except RecognitionFailed:
        return 0
    for line in answer.splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "Rotate":
            return (read_number(value) or 0) % 360
    return 0


def _as_pgm(picture: Grey) -> bytes:
    height, width = picture.shape
    return b"P5 %d %d 255\n" % (width, height) + picture.tobytes()


def _remembered(picture: bytes, how: tuple[str, ...]) -> str:
    key = sha256(picture + repr((find_version(), *how)).encode()).hexdigest()
    kept = cache_folder() / key[:2] / f"{key}.tsv.gz"
    with suppress(OSError, EOFError, UnicodeDecodeError):
        return gzip.decompress(kept.read_bytes()).decode("utf-8")
    _, dpi, mode, signs = how
    settings = ["-c", "thresholding_method=2", *(["-c", f"tessedit_char_whitelist={signs}"] if signs else [])]
    table = _run(picture, ["-l", LANGUAGE, "--dpi", dpi, "--psm", mode, *settings, "tsv"])
    with suppress(OSError):
        _keep(kept, gzip.compress(table.encode("utf-8"), mtime=0))
    return table


def cache_folder() -> Path:
    """Return the folder where answers are kept; it need not exist."""
    given = os.environ.get("VANBAN_CACHE")
    base = Path(given) if given else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vanban"
    return base / "ocr"


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _run(picture: bytes, arguments: list[str]) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        run = subprocess.run(
            [PROGRAM, "stdin", "stdout", *arguments],
            input=picture, capture_output=True, timeout=SECONDS, env=environment, check=True,
        )  # fmt: skip
    except OSError as error:
        raise RecognitionHindered(f"{PROGRAM} cannot be started ({error.strerror or error})") from error
    except subprocess.CalledProcessError as error:
        if was_killed(error.returncode):
            raise RecognitionHindered(f"{PROGRAM} was killed (by a person, or for want of memory)") from error
        raise RecognitionFailed(str(error)) from error
    except subprocess.SubprocessError as error:
        raise RecognitionFailed(str(error)) from error
    return run.stdout.decode("utf-8", "replace")


def _parse(table: str) -> Iterator[Word]:
    for row in table.splitlines():
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        block, paragraph, line = (int(field) for field in fields[2:5])
        left, top, width, height = (int(field) for field in fields[6:10])
        box = (left, top, left + width, top + height)
        yield Word(fields[11].strip(), *box, float(fields[10]), (block, paragraph, line))
