"""Which program read a file: the version, the code of the stages and the knowledge tables, as one short stamp.

A file is read again as soon as any of the three changed, so a corrected row in a knowledge table reaches the
database with the next `vanban ingest`, without anybody raising a version number. Nothing is listed by hand: what a
stage depends on follows from what it imports, and from which tables those modules name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline import __version__

PACKAGE = Path(__file__).parents[2]
READING = ("pipeline.ingest",)
STAGES = (*READING, "pipeline.structure", "pipeline.extract", "pipeline.model")
KNOWLEDGE = "knowledge"
_IMPORT = re.compile(rb"(?:from|import) (pipeline[\w.]*)(?: import (\([^)]*\)|[^\n]*))?")
_NAME = re.compile(rb"\w+")


@cache
def current_stamp() -> str:
    """Return the stamp of this program, e.g. `0.1.0 code:1f0c5d0a2b9e knowledge:77aa01c3d4f5`."""
    sources = find_sources(STAGES)
    knowledge = {path for path in sources if path.is_relative_to(PACKAGE / KNOWLEDGE)}
    code = {path: sources[path] for path in sources.keys() - knowledge}
    return f"{__version__} code:{_digest(code)} knowledge:{_digest({path: sources[path] for path in knowledge})}"


@cache
def reader_stamp() -> str:
    """Return the stamp of the part that turns bytes into text with places, with its tables and libraries.

    Libraries count with their versions, programs of the system by being there. What it made can be kept and used by a
    later version of the other stages, as long as this stamp is the same.
    """
    from pipeline.ingest import check_formats

    libraries = sha256(repr(check_formats()).encode()).hexdigest()[:12]
    return f"reader:{_digest(find_sources(READING))} libraries:{libraries}"


def find_sources(parts: Iterable[str]) -> dict[Path, bytes]:
    """Return every file that some parts of the package depend on, with its bytes.

    These are the files of `pipeline.ingest` and so on, all modules that they import, inside functions too, and so on,
    and each knowledge table that one of those modules or tables names: in quotes ("ocr", "central.csv"), or as the
    table of a list of words ({posts.heads}).
    """
    modules = {_module_name(path): path for path in PACKAGE.rglob("*.py")}
    heads = tuple(f"{part}." for part in parts)
    waiting = [name for name in modules if f"{name}.".startswith(heads)]
    found: dict[Path, bytes] = {}
    while waiting:
        path = modules.get(waiting.pop())
        if path and path not in found:
            found[path] = path.read_bytes()
            waiting += _find_imports(found[path])
    return found | _find_tables(found)


def _module_name(path: Path) -> str:
    return ".".join(("pipeline", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def _find_imports(source: bytes) -> Iterator[str]:
    """Yield what a file may import: `from pipeline.a import b` names a, perhaps a.b, and the packages they lie in."""
    for match in _IMPORT.finditer(source):
        module, names = match[1].decode(), match[2] or b""
        steps = module.split(".")
        yield from (".".join(steps[:end]) for end in range(1, len(steps) + 1))
        yield from (f"{module}.{name.decode()}" for name in _NAME.findall(names))


def _find_tables(sources: Mapping[Path, bytes]) -> dict[Path, bytes]:
    tables = (PACKAGE / KNOWLEDGE / "tables").rglob("*.*")
    paths = {(path.stem if path.suffix == ".toml" else path.name).encode(): path for path in tables}
    named = re.compile(rb'["{](' + b"|".join(map(re.escape, paths)) + rb')(?:\.toml)?[".]')
    waiting, found = list(sources.values()), dict[Path, bytes]()
    while waiting:
        for name in set(named.findall(waiting.pop())):
            if paths[name] not in found:
                found[paths[name]] = paths[name].read_bytes()
                waiting += [found[paths[name]]] if paths[name].suffix == ".toml" else []
    return found


def _digest(sources: Mapping[Path, bytes]) -> str:
    total = sha256()
    for path in sorted(sources):
        total.update(path.relative_to(PACKAGE).as_posix().encode())
        total.update(sha256(sources[path]).digest())
    return total.hexdigest()[:12]
