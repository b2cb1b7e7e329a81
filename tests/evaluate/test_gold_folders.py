"""What a folder of gold must hold, and what is said where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from gold_maker import write_gold

from pipeline.errors import RecordError
from pipeline.evaluate.gold import find_gold, read_gold


def test_documents_come_by_stem_from_several_folders(tmp_path: Path) -> None:
    folders = [write_gold(tmp_path / "b", "hai"), write_gold(tmp_path / "a", "ba"), write_gold(tmp_path / "a", "mot")]
    found = find_gold(dict.fromkeys(folders))
    assert [document.stem for document in found] == ["ba", "hai", "mot"]
    assert [document.stem for document in find_gold([tmp_path / "a"], ["mot"])] == ["mot"]


def test_a_folder_that_is_not_gold_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="must hold documents/ and records/"):
        find_gold([tmp_path])
    (tmp_path / "documents").mkdir()
    (tmp_path / "records").mkdir()
    with pytest.raises(RecordError, match="no gold record"):
        find_gold([tmp_path])
    (tmp_path / "records" / "mot.json").write_text("{}")
    with pytest.raises(RecordError, match=r"no document for the record mot\.json"):
        find_gold([tmp_path])


def test_two_folders_with_one_stem_and_unknown_names_are_refused(tmp_path: Path) -> None:
    folders = [write_gold(tmp_path / "a", "mot"), write_gold(tmp_path / "b", "mot")]
    with pytest.raises(RecordError, match="Rename one"):
        find_gold(folders)
    with pytest.raises(RecordError, match="no gold record is named hai"):
        find_gold(folders[:1], ["hai"])


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"header": 3, "citations": [], "tasks": []}'])
def test_a_faulty_record_is_named(content: str, tmp_path: Path) -> None:
    folder = write_gold(tmp_path, "mot")
    (folder / "records" / "mot.json").write_text(content)
    with pytest.raises(RecordError, match=r"mot\.json: not a gold record"):
        read_gold(find_gold([folder])[0])
