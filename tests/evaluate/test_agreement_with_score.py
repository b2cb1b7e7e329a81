"""The figures are those of the scoring script that defines them, to four decimals."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from pipeline.evaluate.compare.figures import header_mean
from pipeline.evaluate.gold import find_gold
from pipeline.evaluate.run import Evaluation, evaluate
from pipeline.model.record_json import make_json

GOLD = ROOT.parent / "shared" / "gold"
SCRIPT = GOLD / "score.py"

pytestmark = pytest.mark.skipif(not SCRIPT.is_file(), reason="the scoring script is not on this machine")


def script_values(gold: Path, records: Path) -> dict[str, str]:
    command = [sys.executable, str(SCRIPT), str(gold / "records"), str(records), "--show", "0"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return dict(re.findall(r"^(\S+)\s+(\d\.\d{4})(?: |$)", printed, re.MULTILINE))


def our_values(evaluation: Evaluation) -> dict[str, str]:
    mean = header_mean(evaluation.figures)
    assert mean is not None
    return {"header": f"{mean:.4f}", **{figure.metric: f"{figure.f1:.4f}" for figure in evaluation.figures}}


@pytest.mark.slow
@pytest.mark.parametrize("part", ["seeds", "dev", "samples"])
def test_figures_are_those_of_the_script(part: str, tmp_path: Path) -> None:
    gold = ROOT / "corpus" / "samples" if part == "samples" else GOLD / part
    evaluation = evaluate(find_gold([gold]))
    for document in evaluation.documents:
        if document.record:
            path = tmp_path / f"{document.stem}.json"
            path.write_text(json.dumps(make_json(document.record), ensure_ascii=False), "utf-8")
    theirs, ours = script_values(gold, tmp_path), our_values(evaluation)
    assert len(theirs) > 25
    assert {metric: ours.get(metric, "1.0000") for metric in theirs} == theirs
    assert set(ours) <= set(theirs)


def test_figures_of_spoiled_records_are_those_of_the_script(tmp_path: Path) -> None:
    """Gold against gold with every second fact spoiled reaches the rules that good records never meet."""
    from pipeline.evaluate.compare.answers import make_gold_answers
    from pipeline.evaluate.compare.compare import compare
    from pipeline.evaluate.compare.figures import make_figures

    verdicts = []
    folder = ROOT / "corpus" / "samples"
    for place, file in enumerate(sorted((folder / "records").glob("*.json"))):
        gold = json.loads(file.read_text("utf-8"))
        found = spoil(json.loads(file.read_text("utf-8")), place)
        (tmp_path / file.name).write_text(json.dumps(found, ensure_ascii=False), "utf-8")
        verdicts += compare(make_gold_answers(gold), make_gold_answers(found))
    figures = make_figures(verdicts)
    ours = {figure.metric: f"{figure.f1:.4f}" for figure in figures}
    theirs = script_values(folder, tmp_path)
    theirs.pop("header")
    assert {metric: ours.get(metric, "1.0000") for metric in theirs} == theirs
    assert ours["tasks"] != "1.0000" and ours["citations"] != "1.0000" and ours["citations.date"] != "1.0000"


def spoil(record: dict, place: int) -> dict:  # type: ignore[type-arg]
    """Change, drop, double and reorder facts of a record, another choice of them for every place."""
    record["citations"] = [item for at, item in enumerate(record["citations"]) if (at + place) % 4]
    for at, item in enumerate(record["citations"]):
        item["date"] = None if (at + place) % 3 == 0 else item["date"]
        item["name"] = item["name"] and item["name"] + ("x" if at % 2 else " và nhiều điều khác")
        item["relations"] = item["relations"] * 2 if at % 2 else ["mentions"]
    record["tasks"] = [item for at, item in enumerate(record["tasks"][::-1]) if (at + place) % 5]
    for at, item in enumerate(record["tasks"]):
        item["starts"] = item["starts"].replace("n", "m") if at % 3 == 0 else item["starts"]
        item["id"] = item["id"] + ".a" if at % 2 else item["id"]
        item["lead"] = item["lead"] + item["coordinate"][:1]
    record["tasks"] += record["tasks"][:1]
    return record
