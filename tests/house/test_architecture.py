"""The rules of the house, checked on the source: who imports whom, where heavy libraries live, how large things are."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from places import ROOT

PACKAGE = ROOT / "pipeline"
FILES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in FILES})
LONGEST_FILE = 350
LONGEST_FUNCTION = 40

MOST_ENTRIES = 15  # of a folder
MOST_AT_THE_TOP = 14

HOMES = {
    "pdfplumber": ("ingest/pdf/",),
    "pypdfium2": ("ingest/pdf/",),
    "pyhanko": ("ingest/pdf/signatures",),
    "cryptography": ("ingest/pdf/signatures",),
    "docx": ("ingest/office/docx",),
    "lxml": ("ingest/",),
    "olefile": ("ingest/containers/outlook", "ingest/office/locks"),
    "underthesea": ("text/tokens",),
    "sqlite3": ("store/", "runs/workspace/state", "runs/doctor"),
    "jinja2": ("text/html_page",),
    "spacy": ("export/spacy_corpus",),
    "fsspec": ("runs/inbox/network",),
    "msgspec": ("model/record_form", "model/record_json", "runs/workspace/parses"),
    "rich": ("cli/",),
    "click": ("cli/",),
}
"""The only places that may import a library; a path here is the beginning of a path under pipeline/."""

_VOCABULARY = ("model", "text", "knowledge", "errors")
MAY_IMPORT = {
    "errors": (),
    "text": (),
    "model": ("text", "errors"),
    "knowledge": ("text", "errors"),
    "ingest": _VOCABULARY,
    "structure": _VOCABULARY,
    "extract": _VOCABULARY,
    "link": _VOCABULARY,
    "store": _VOCABULARY,
    "export": _VOCABULARY,
    "runs": (*_VOCABULARY, "ingest", "structure", "extract", "link", "store"),
    "evaluate": (*_VOCABULARY, "ingest", "structure", "extract", "runs"),
    "cli": None,
    "__init__": (),
}
"""What each part of the package may import of ours, besides itself and the version; None stands for everything.

Stages (from `ingest` to `export`) share the vocabulary alone; they meet in `runs`, which conducts them.
"""


def name(path: Path) -> str:
    """Return a file's path under pipeline/, as tests print it."""
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every imported module of a file, and whether it is only for type checking."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno}: a relative import"
            assert node.module
            yield node.module, id(node) in typing_only
            yield from ((f"{node.module}.{alias.name}", id(node) in typing_only) for alias in node.names)


def own_parts(path: Path) -> set[str]:
    """Return which parts of the package (the name after `pipeline.`) a file imports."""
    return {module.split(".")[1] for module, _ in imports(path) if module.startswith("pipeline.")}


def parts(path: Path) -> tuple[str, ...]:
    """Return the steps of a file's path under pipeline/, without the suffix."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def each(files: list[Path] = FILES) -> pytest.MarkDecorator:
    """Run a test once for every file."""
    return pytest.mark.parametrize("path", files, ids=[name(path) for path in files])


def test_every_part_of_the_package_is_known_here() -> None:
    assert {parts(path)[0] for path in FILES} == set(MAY_IMPORT)


@each()
def test_a_part_imports_only_what_lies_below_it(path: Path) -> None:
    part = parts(path)[0]
    allowed = MAY_IMPORT[part]
    if allowed is not None:
        others = own_parts(path) - {part, "__version__", *allowed}
        assert not others, f"{name(path)} imports {sorted(others)}: stages share {_VOCABULARY} and meet in runs"


def entries(folder: Path) -> list[str]:
    """Return the names of what lies in a folder and is not made by running."""
    return sorted(item.name for item in folder.iterdir() if item.name != "__pycache__")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(PACKAGE).as_posix())
def test_folders_stay_small(folder: Path) -> None:
    found = entries(folder)
    if folder == PACKAGE:
        assert len([name for name in found if name != "__init__.py"]) <= MOST_AT_THE_TOP, found
    else:
        assert len(found) <= MOST_ENTRIES, f"{folder} holds {len(found)}: {found}"


def module_name(path: Path) -> str:
    """Return the dotted name of a file of the package."""
    return ".".join(("pipeline", *parts(path))).removesuffix(".__init__")


MODULES = {module_name(path): path for path in FILES}


def own_imports(path: Path) -> set[str]:
    """Return the modules of the package that a file imports, also those for type checking alone."""
    return {module for module, _ in imports(path) if module in MODULES} - {module_name(path)}


def arrows_between(folder: Path) -> dict[str, set[str]]:
    """Return which entry of a folder imports which other one, by name; what lies deeper counts for its entry."""
    base = module_name(folder / "__init__.py")

    def entry(module: str) -> str | None:
        return module[len(base) + 1 :].split(".")[0] if module.startswith(f"{base}.") else None

    arrows: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        source = entry(module)
        targets = {target for target in map(entry, own_imports(path)) if target and target != source}
        if source:
            arrows.setdefault(source, set()).update(targets)
    return arrows


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(PACKAGE).as_posix())
def test_nothing_in_a_folder_imports_in_a_circle(folder: Path) -> None:
    """Neither files nor folders beside one another; imports for type checking count too."""
    try:
        TopologicalSorter(arrows_between(folder)).prepare()
    except CycleError as error:
        pytest.fail(f"a circle in {folder.relative_to(PACKAGE)}: {' -> '.join(error.args[1])}")


@each()
def test_heavy_libraries_have_one_home(path: Path) -> None:
    strangers = [
        module
        for module, typing_only in imports(path)
        for homes in [HOMES.get(module.split(".")[0])]
        if homes and not typing_only and not name(path).startswith(homes)
    ]
    assert not strangers


@each()
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            doc = ast.get_docstring(node, clean=False) or ""
            lines = (node.end_lineno or node.lineno) - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)
            assert lines <= LONGEST_FUNCTION, f"{name(path)}:{node.lineno} {node.name} has {lines} lines"


def handlers(path: Path) -> Iterator[tuple[int, str | None]]:
    """Yield the line and the type of every exception handler."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            yield node.lineno, ast.unparse(node.type) if node.type else None


def test_errors_are_caught_by_name_and_broadly_once() -> None:
    broad = [
        f"{name(path)}"
        for path in FILES
        for _, kind in handlers(path)
        if kind is None or {"Exception", "BaseException"} & set(re.findall(r"\w+", kind))
    ]
    assert broad == ["runs/one_file.py"]


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the public functions, classes and methods of a module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    item for item in node.body if isinstance(item, ast.FunctionDef) and not item.name.startswith("_")
                )


@each()
def test_public_names_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), f"{name(path)} has no docstring"
    for node in public(tree):
        first = (ast.get_docstring(node) or "").split("\n\n")[0].rstrip()
        assert first.endswith((".", ":", "?")), (
            f"{name(path)}:{node.lineno} {node.name}: {first!r} is no finished sentence"
        )


@each()
def test_a_text_and_its_form_go_together_as_words(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            named = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
            pair = "form" in named and named & {"text", "words", "line", "raw"}
            assert not pair, f"{name(path)}:{node.lineno} {node.name} takes a text and its form: take `Words`"


def test_nothing_is_called_utils() -> None:
    assert not [path for path in FILES if {"utils", "helpers", "common", "misc"} & set(parts(path))]


LOADED = """
import json, sys
sys.path.insert(0, {root!r})
import pipeline.cli
from pipeline.cli.app import COMMANDS, vanban
import click
context = click.Context(vanban)
vanban.get_help(context)
print(json.dumps(sorted(sys.modules)))
"""


def test_help_loads_no_heavy_library() -> None:
    command = [sys.executable, "-c", LOADED.format(root=str(ROOT))]
    modules = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    heavy = {"spacy", "underthesea", "pandas", "numpy", "docx", "pdfplumber", "pypdfium2", "lxml"}
    heavy |= {"pyhanko", "networkx", "rich", "msgspec", "concurrent.futures", "multiprocessing", "pipeline.runs.batch"}
    assert "pipeline.cli.take_in.intake" in modules, "the help did not look at the commands"
    assert not heavy & set(modules)


TEXT_SUFFIXES = {".py", ".md", ".toml", ".sql", ".json", ".csv", ".ipynb", ".sh", ".cfg", ".lock", ".txt", ""}
FOREIGN = re.compile(r"/work/|/tmp/(?!\{)|\b(?:claude|chatgpt|language model|subagent)\b", re.IGNORECASE)


def committed() -> list[Path]:
    """Return the text files under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / line for line in listed.split("\0") if line]
    return [path for path in paths if path.suffix in TEXT_SUFFIXES and path.is_file() and path != Path(__file__)]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout: the list of files comes from git")
def test_the_project_speaks_only_of_itself() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in committed()
        for match in FOREIGN.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert not found


def test_every_test_file_has_a_name_of_its_own() -> None:
    """Two of one name cannot be collected together: tests stand in no packages."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
