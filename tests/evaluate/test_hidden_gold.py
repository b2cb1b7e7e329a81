"""Gold whose words are hidden: no word of a document stands in it, and it judges as the plain gold does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gold_maker import GOLD, write_gold

from pipeline.errors import RecordError
from pipeline.evaluate.compare.answers import make_gold_answers
from pipeline.evaluate.compare.compare import compare
from pipeline.evaluate.compare.hidden import hide_answers, make_hidden_json
from pipeline.evaluate.gold import find_gold, read_gold


def hidden_json() -> str:
    return json.dumps(make_hidden_json(hide_answers(make_gold_answers(GOLD))), ensure_ascii=False)


def test_no_words_of_the_document_are_left() -> None:
    text = hidden_json()
    words = [GOLD["header"]["title"], GOLD["header"]["signer"]["name"], GOLD["header"]["recipients"][1]]
    words += [task["starts"] for task in GOLD["tasks"]]
    words += [task["deadline"]["raw"] for task in GOLD["tasks"] if task["deadline"]]
    assert words and not [one for one in words if one and one in text]
    assert GOLD["header"]["code"] in text


def test_the_same_answers_are_right_and_others_wrong() -> None:
    gold = make_gold_answers(json.loads(hidden_json()))
    assert all(verdict.is_right for verdict in compare(gold, make_gold_answers(GOLD)))
    other = make_gold_answers({**GOLD, "header": {**GOLD["header"], "title": "Một việc khác hẳn"}})
    wrong = {verdict.metric for verdict in compare(gold, other) if not verdict.is_right}
    assert wrong == {"header.title"}


def test_names_of_persons_are_hidden_in_tasks_too() -> None:
    task = {**GOLD["tasks"][0], "lead": ["Đồng chí Nguyễn Văn Mẫu", "Đ/c Lê Thị Mẫu - Phó Giám đốc", "Sở Y tế"]}
    text = json.dumps(make_hidden_json(hide_answers(make_gold_answers({**GOLD, "tasks": [task]}))), ensure_ascii=False)
    assert "Mẫu" not in text and "Sở Y tế" in text


def test_documents_lie_apart(tmp_path: Path) -> None:
    write_gold(tmp_path / "plain")
    plain = find_gold([tmp_path / "plain"])[0]
    (tmp_path / "pool" / "07").mkdir(parents=True)
    (tmp_path / "pool" / "07" / plain.path.name).write_bytes(plain.path.read_bytes())
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / f"07-{plain.stem}.json").write_text(hidden_json(), "utf-8")
    (found,) = find_gold([tmp_path / "hidden"], documents=tmp_path / "pool")
    assert found.path.name == plain.path.name and read_gold(found).is_hidden
    with pytest.raises(RecordError, match="NN-NAME"):
        find_gold([tmp_path / "hidden"], documents=tmp_path / "hidden")
