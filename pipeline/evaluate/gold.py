"""Where gold documents and their records lie: GOLD_DIR/documents/NAME.* beside GOLD_DIR/records/NAME.json.

Gold whose words are hidden lies apart from its documents: GOLD_DIR/NN-NAME.json answers to DOCUMENTS/NN/NAME.*.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import RecordError
from pipeline.evaluate.compare.answers import Answers, make_gold_answers


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with the record an annotator made of it."""

    stem: str
    path: Path
    record: Path

    @property
    def fingerprint(self) -> str:
        """A short hash of the gold record's content: a changed annotation is not a gain of the program."""
        return hashlib.sha256(self.record.read_bytes()).hexdigest()[:12]


def find_gold(
    folders: Iterable[Path], only: Sequence[str] = (), documents: Path | None = None
) -> tuple[GoldDocument, ...]:
    """Return the gold documents of some folders by stem, all of them or only those named.

    `documents` is where the documents of hidden gold lie. Raises RecordError where a folder is not laid out as gold,
    two folders share a stem, a record has no document, or a name in `only` is nobody's.
    """
    found: dict[str, GoldDocument] = {}
    for folder in folders:
        for one in _find_hidden(folder, documents) if documents else _find_in(folder):
            if one.stem in found:
                raise RecordError(
                    f"{folder}: {one.stem} is also in {found[one.stem].record.parent.parent}. Rename one."
                )
            found[one.stem] = one
    unknown = [stem for stem in only if stem not in found]
    if unknown:
        raise RecordError(f"no gold record is named {', '.join(unknown)}. Say the file name without its ending.")
    return tuple(found[stem] for stem in sorted(found) if not only or stem in only)


def _find_hidden(folder: Path, documents: Path) -> list[GoldDocument]:
    """Return hidden gold with its documents; what was taken away from the documents is left out."""
    found = []
    for record in sorted(folder.glob("*.json")):
        part, _, stem = record.stem.partition("-")
        paths = [path for path in sorted((documents / part).glob("*")) if path.stem == stem]
        found += [GoldDocument(record.stem, path, record) for path in paths[:1]]
    if not found:
        raise RecordError(f"{folder}: no NN-NAME.json in it with its document in {documents}/NN/. Check both folders.")
    return found


def _find_in(folder: Path) -> list[GoldDocument]:
    records, documents = folder / "records", folder / "documents"
    if not records.is_dir() or not documents.is_dir():
        raise RecordError(f"{folder}: no gold here. It must hold documents/ and records/ with a JSON file a document.")
    by_stem = {path.stem: path for path in sorted(documents.iterdir()) if path.is_file()}
    files = sorted(records.glob("*.json"))
    if not files:
        raise RecordError(f"{records}: no gold record (*.json) in it.")
    lost = [file.stem for file in files if file.stem not in by_stem]
    if lost:
        raise RecordError(f"{documents}: no document for the record {lost[0]}.json. Put it there or remove the record.")
    return [GoldDocument(file.stem, by_stem[file.stem], file) for file in files]


def read_gold(document: GoldDocument) -> Answers:
    """Read a gold record; raises RecordError that names the file and what is wrong with it."""
    try:
        return make_gold_answers(json.loads(document.record.read_text("utf-8")))
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(
            f"{document.record}: not a gold record ({error!r}). See docs/accuracy.md for its form."
        ) from error
