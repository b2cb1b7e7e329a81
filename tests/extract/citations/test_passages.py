"""The stretches of text in which documents are cited: all but masthead, Nơi nhận and signature, none twice."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from parsed_factory import CLOSING, MASTHEAD, Note, Part, outline_of
from sample_records import PATHS

from pipeline.extract.citations.passages import find_passages
from pipeline.extract.sections import find_roles
from pipeline.ingest import read_document
from pipeline.model import Outline
from pipeline.structure import make_outline

TABLE: Part = [["TT", "Nội dung", "Chủ trì"], ["1", "Mua giống", "Sở Y tế"]]
PARTS: list[Part] = [
    MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong\ntrên địa bàn tỉnh", "Căn cứ tình hình thực tế;",
    "I. MỤC ĐÍCH\n1. Nâng cao.\nII. NHIỆM VỤ\n1. Mua giống.", TABLE, CLOSING, Note("Chú thích một."),
]  # fmt: skip


def passages(outline: Outline) -> list[tuple[str, str, bool]]:
    found = find_passages(outline, find_roles(outline))
    return [(passage.words.text, passage.zone, passage.listed) for passage in found]


def test_zones() -> None:
    zones = {words: zone for words, zone, _ in passages(outline_of(*PARTS))}
    assert zones["Phát triển nghề nuôi ong\ntrên địa bàn tỉnh"] == "title"
    assert zones["Căn cứ tình hình thực tế;"] == "preamble"
    assert zones["1. Mua giống."] == "body"
    assert {"Mua giống", "Sở Y tế", "Chú thích một."} <= set(zones)


def test_masthead_recipients_and_signature_are_left_out() -> None:
    words = {words for words, _, _ in passages(outline_of(*PARTS))}
    assert not words & {*MASTHEAD.split("\n"), *CLOSING.split("\n")[1:]}


def test_a_two_column_closing_is_left_out_line_by_line() -> None:
    closing: Part = [["Nơi nhận:\n- Theo Quyết định số 91/QĐ-UBND;\n- Lưu: VT.", "GIÁM ĐỐC\nLò Văn Thử"]]
    words = {words for words, _, _ in passages(outline_of(*PARTS[:4], closing))}
    assert not [line for line in words if "91/QĐ-UBND" in line or "GIÁM ĐỐC" in line]


def test_only_items_where_tasks_are_set_are_listed() -> None:
    listed = {words: listed for words, _, listed in passages(outline_of(*PARTS))}
    assert listed["1. Mua giống."]
    assert not listed["1. Nâng cao."]


@pytest.mark.parametrize("path", PATHS[::3], ids=[path.stem for path in PATHS[::3]])
def test_no_stretch_is_read_twice(path: Path) -> None:
    outline = make_outline(read_document(path))
    words = [passage.words for passage in find_passages(outline, find_roles(outline))]
    found = sorted((one.start, one.end) for one in words)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert sum(end - start for start, end in found) > 0.6 * len(outline.parsed.text)
