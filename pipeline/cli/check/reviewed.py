"""Which records `vanban review` looks through: those of the workspace, of some documents, or of files of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import RecordError
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.model import Record
    from pipeline.store import Database

_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Files of records, the act of each content, and sentences about the files that could not be read."""

    paths: tuple[Path, ...]
    acts: Mapping[str, str]
    is_named: bool = False  # the user named each document, so that all of it is shown
    unread: list[str] = field(default_factory=list)

    def records(self) -> Iterator[Record]:
        """Yield the records, one at a time; a damaged one is noted in `unread`."""
        from pipeline.model.record_json import read_record

        for path in self.paths:
            try:
                yield read_record(path)
            except RecordError as error:
                self.unread.append(f"{error}. Take its document in again: vanban ingest PATH")


def open_reviewed(workspace: Workspace, names: tuple[str, ...]) -> Reviewed:
    """Find the records that names mean, all of the workspace where there is none.

    A name that is a folder or a .json file here means the records in it; any other is looked up as `show` does. Raises
    ClickException where there is no record, NotFound where nothing answers to a name.
    """
    files = [path for name in names if (path := _as_path(name))]
    asked = [name for name in names if _as_path(name) is None]
    paths = [record for path in files for record in _records_in(path)]
    acts: dict[str, str] = {}
    if asked or not names:
        found, acts = _find_in_workspace(workspace, asked)
        paths += found
    return Reviewed(tuple(dict.fromkeys(paths)), acts, bool(names) and not any(path.is_dir() for path in files))


def _as_path(name: str) -> Path | None:
    path = Path(name)
    return path if path.is_dir() or (path.suffix == _SUFFIX and path.is_file()) else None


def _records_in(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(path.glob(f"*{_SUFFIX}"))
    if not found:
        raise click.ClickException(f"{path}: no records there. Write some: vanban extract PATH --out {path}")
    return found


def _find_in_workspace(workspace: Workspace, names: list[str]) -> tuple[list[Path], dict[str, str]]:
    """Return the files of records and the act of each content; what the database does not hold is left out."""
    if names or workspace.database.is_file():
        from pipeline.cli.opening import open_answers

        with open_answers(workspace) as database:
            acts = _acts_of(database, names)
        return [path for sha256 in acts if (path := workspace.record(sha256)).is_file()], acts
    found = workspace.record_files()
    if not found:
        raise click.ClickException(
            f"{workspace.records}: no records there. Take documents in first: vanban ingest PATH"
        )
    return found, {}


def _acts_of(database: Database, names: list[str]) -> dict[str, str]:
    from pipeline.store.ask.lookup import resolve_document

    held = {sha256: file.document for sha256, file in database.known_files().items()}
    if not names:
        return held
    wanted = [resolve_document(database.connection, name) for name in names]
    for document, name in zip(wanted, names, strict=True):
        if not document.is_held:
            raise click.ClickException(f"{name}: no file of it is here, so nothing was read. See `vanban wanted`.")
    return {sha256: act for sha256, act in held.items() if act in {document.id for document in wanted}}
