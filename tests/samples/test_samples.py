"""The gold records of the sample inbox agree with the documents, with the guidelines and with one another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sample_inbox import (
    FILES,
    ROOT,
    SAMPLES,
    Json,
    all_records,
    each_file,
    is_named,
    is_printed,
    record,
    squeeze,
    text_of,
)

from pipeline.model import DeadlineKind, Relation

GOLD = ROOT.parent / "shared" / "gold"
ROLES = ("lead", "coordinate", "direct", "report_to")
SYMBOL = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ]\w*(?:[/-][A-ZĐ]\w*)*")
ISO = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
TYPE_NAMES = {
    "NQ": "NGHỊ QUYẾT",
    "QĐ": "QUYẾT ĐỊNH",
    "CTr": "CHƯƠNG TRÌNH HÀNH ĐỘNG",
    "KH": "KẾ HOẠCH",
    "CV": "V/v",
    "CT": "CHỈ THỊ",
    "TB": "THÔNG BÁO",
    "HD": "HƯỚNG DẪN",
}
RECURS = re.compile(
    r"yearly(:--\d\d-\d\d(,--\d\d-\d\d)*)?|quarterly|monthly(:\d+)?|weekly(:[A-Z]{2})?|every:\d+[DWMY]|daily|periodic"
)


def key(citation: Json) -> str:
    name: str = citation["code"] or citation["name"]
    return name


def test_every_document_has_its_record_and_no_record_is_left_over() -> None:
    assert {path.stem for path in (SAMPLES / "records").iterdir()} == {path.stem for path in FILES}
    assert all(record(path.stem)["source"] == path.name for path in FILES)


@each_file()
def test_names_are_ascii_kebab_case(path: Path) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z]+", path.name)


@each_file()
def test_the_record_has_the_form_of_the_guidelines(path: Path) -> None:
    data = record(path.stem)
    assert list(data) == ["source", "header", "citations", "edges", "tasks"]
    header = ["type", "code", "number", "issued", "place", "issuer", "issuer_parent", "title", "signer", "recipients"]
    assert list(data["header"]) == header
    assert list(data["header"]["signer"]) == ["name", "position", "authority"]
    for citation in data["citations"]:
        assert list(citation) == ["type", "code", "date", "issuer", "name", "mentions", "relations"]
    for task in data["tasks"]:
        assert list(task) == ["id", "starts", *ROLES, "deadline", "product"]


@each_file()
def test_header_values_stand_in_the_document(path: Path) -> None:
    header = record(path.stem)["header"]
    printed = [header[name] for name in ("code", "place", "title")] + [header["signer"]["name"], *header["recipients"]]
    assert [value for value in printed if value and not is_printed(path, value)] == []
    position, number = header["signer"]["position"], header["number"]
    assert position.upper() in text_of(path)
    assert number is None or header["code"].startswith(number)


@each_file()
def test_the_title_follows_the_type_name(path: Path) -> None:
    header = record(path.stem)["header"]
    assert is_printed(path, TYPE_NAMES[header["type"]] + header["title"])


@each_file()
def test_the_recipients_are_all_lines_of_noi_nhan(path: Path) -> None:
    lines = [re.escape(squeeze(line)) for line in record(path.stem)["header"]["recipients"]]
    pattern = "Nơinhận:" + "[;,]".join(f"-{line}" for line in lines) + r"[.|]"
    assert re.search(pattern, squeeze(text_of(path)))


@each_file()
def test_task_values_stand_in_the_document(path: Path) -> None:
    missing = []
    for task in record(path.stem)["tasks"]:
        printed = [task["starts"], task["product"], (task["deadline"] or {}).get("raw")]
        missing += [value for value in printed if value and not is_printed(path, value)]
        missing += [name for role in ROLES for name in task[role] if not is_named(path, name)]
    assert missing == []


@each_file()
def test_a_task_starts_with_its_first_eight_words(path: Path) -> None:
    for task in record(path.stem)["tasks"]:
        words = len(task["starts"].split())
        assert words == 8 or (words < 8 and re.search(re.escape(task["starts"]) + r"\s*$", text_of(path), re.MULTILINE))
        assert not re.match(r"\d+[.)]|[a-zđ]\)|[-+•]", task["starts"])


@each_file()
def test_task_ids_and_openings_are_unique(path: Path) -> None:
    tasks = record(path.stem)["tasks"]
    for field in ("id", "starts"):
        assert len({task[field] for task in tasks}) == len(tasks)


@each_file()
def test_deadlines_are_of_a_known_kind_with_iso_bounds(path: Path) -> None:
    for deadline in filter(None, (task["deadline"] for task in record(path.stem)["tasks"])):
        assert list(deadline) == ["raw", "kind", "start", "end", "recurs"]
        kind = DeadlineKind(deadline["kind"])
        bounds = [deadline["start"], deadline["end"]]
        assert all(ISO.fullmatch(bound) for bound in bounds if bound)
        assert (deadline["recurs"] is not None) == (kind is DeadlineKind.RECURRING)
        assert deadline["recurs"] is None or RECURS.fullmatch(deadline["recurs"])
        assert (bounds[1] is not None) == (kind in (DeadlineKind.DATE, DeadlineKind.PERIOD))
        assert kind is not DeadlineKind.PERIOD or (bounds[0] and bounds[0] < bounds[1])


@each_file()
def test_every_symbol_in_the_text_is_cited_as_often_as_the_record_says(path: Path) -> None:
    data = record(path.stem)
    joined = re.sub(r"(?<=[/-])\s+(?=[A-ZĐ])", "", text_of(path))
    found: dict[str, int] = {}
    for code in SYMBOL.findall(joined):
        found[code] = found.get(code, 0) + 1
    found.pop(data["header"]["code"], None)
    assert found == {item["code"]: item["mentions"] for item in data["citations"] if item["code"]}


@each_file()
def test_documents_cited_by_name_are_named_as_often_as_the_record_says(path: Path) -> None:
    named = {item["name"]: item["mentions"] for item in record(path.stem)["citations"] if item["name"]}
    text = " ".join(text_of(path).split())
    for name, mentions in named.items():
        longer = sum(text.count(other) for other in named if name in other and name != other)
        assert text.count(name) - longer == mentions, name


@each_file()
def test_relations_and_edges_name_what_is_cited(path: Path) -> None:
    data = record(path.stem)
    keys = [key(citation) for citation in data["citations"]]
    assert len(set(keys)) == len(keys)
    for citation in data["citations"]:
        relations = [Relation(name) for name in citation["relations"]]
        assert relations
        assert relations == [Relation.MENTIONS] or Relation.MENTIONS not in relations
        assert citation["date"] is None or ISO.fullmatch(citation["date"])
    for edge in data["edges"]:
        assert list(edge) == ["from", "relation", "to"]
        assert {edge["from"], edge["to"]} <= set(keys)
        assert edge["from"] != edge["to"]
        assert Relation(edge["relation"]) is not Relation.MENTIONS


def test_citations_of_held_documents_agree_with_their_headers() -> None:
    held = {data["header"]["code"]: data["header"] for data in all_records()}
    pairs = [
        (item, held[item["code"]])
        for data in all_records()
        for item in data["citations"]
        if item["code"] in held and item["code"]
    ]
    assert len(pairs) > 20
    for citation, header in pairs:
        for cited, own in (("type", "type"), ("date", "issued"), ("issuer", "issuer")):
            assert citation[cited] == header[own], citation["code"]


def test_no_document_cites_a_later_one() -> None:
    for data in all_records():
        issued = data["header"]["issued"]
        later = [item["date"] for item in data["citations"] if item["date"] and issued and item["date"] > issued]
        assert later == [], data["source"]


def test_every_document_leads_up_to_the_resolution() -> None:
    cited = {data["source"]: [item["code"] for item in data["citations"]] for data in all_records()}
    source = {data["header"]["code"]: data["source"] for data in all_records()}
    for start in cited:
        reached, todo = set(), [start]
        while todo:
            reached.add(todo[-1])
            todo += [source[code] for code in cited[todo.pop()] if code in source and source[code] not in reached]
        assert source["98-NQ/TW"] in reached, start


def test_some_cited_documents_are_not_held() -> None:
    held = {data["header"]["code"] for data in all_records()}
    missing = {item["code"] for data in all_records() for item in data["citations"] if item["code"]} - held
    assert {"3390/QĐ-UBND", "1096/TTr-SNN", "88-CT/TW"} <= missing


@pytest.mark.skipif(not GOLD.exists(), reason="the real documents are not on this machine")
def test_nothing_is_taken_from_the_real_documents() -> None:
    real = [json.loads(path.read_text("utf-8")) for path in GOLD.glob("*/records/*.json")]
    codes = {data["header"]["code"] for data in real} | {item["code"] for data in real for item in data["citations"]}
    names = {data["header"]["signer"]["name"] for data in real}
    for data in all_records():
        own = {data["header"]["code"], *(item["code"] for item in data["citations"])}
        assert not (own & codes) - {None}
        assert data["header"]["signer"]["name"] not in names - {None}
