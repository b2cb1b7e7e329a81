"""Invented gold records and what is found in them, small enough to count by hand."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from pipeline.evaluate.compare.answers import Answers, make_gold_answers
from pipeline.evaluate.compare.compare import Verdict, compare

Json = dict[str, Any]

GOLD: Json = {
    "header": {
        "type": "KH",
        "code": "16/KH-UBND",
        "number": "16",
        "issued": "2031-02-03",
        "place": "Mộc An",
        "issuer": "UBND tỉnh Mộc An",
        "issuer_parent": None,
        "title": "Phát triển nghề đan lát",
        "signer": {"name": "Lò Văn Mây", "position": "Chủ tịch", "authority": "TM"},
        "recipients": ["Sở Y tế", "Lưu: VT"],
    },
    "citations": [
        {
            "type": "NQ",
            "code": "36-NQ/TU",
            "date": "2030-01-02",
            "issuer": "Tỉnh ủy Mộc An",
            "name": None,
            "mentions": 2,
            "relations": ["implements"],
        },
        {
            "type": "Luật",
            "code": None,
            "date": None,
            "issuer": None,
            "name": "Luật Làng nghề",
            "mentions": 1,
            "relations": ["legal_basis"],
        },
    ],
    "edges": [{"from": "36-NQ/TU", "relation": "implements", "to": "Luật Làng nghề"}],
    "tasks": [
        {
            "id": "II.1",
            "starts": "Mở lớp dạy nghề đan lát cho thợ trẻ",
            "lead": ["Sở Y tế"],
            "coordinate": ["UBND các xã"],
            "direct": [],
            "report_to": [],
            "deadline": {
                "raw": "trước ngày 30/6/2031",
                "kind": "date",
                "start": None,
                "end": "2031-06-30",
                "recurs": None,
            },
            "product": "Lớp học",
        },
        {
            "id": "II.2",
            "starts": "Trồng thêm tre và mây dọc bờ suối",
            "lead": ["Sở Xây dựng", "UBND các xã"],
            "coordinate": [],
            "direct": [],
            "report_to": ["UBND tỉnh"],
            "deadline": None,
            "product": None,
        },
    ],
}


def changed(**changes: Any) -> Json:
    """Return the gold record with some of its parts replaced."""
    return {**copy.deepcopy(GOLD), **changes}


def answers(data: Json) -> Answers:
    """Return the answers of a record's plain values."""
    return make_gold_answers(data)


def judge(found: Json, gold: Json = GOLD) -> tuple[Verdict, ...]:
    """Compare a found record, given as plain values, with the gold one."""
    return compare(answers(gold), answers(found))


def wrong(found: Json, gold: Json = GOLD) -> list[tuple[str, str, str, str]]:
    """Return metric, outcome, expected and found value of every disagreement."""
    return [
        (verdict.metric, verdict.outcome.value, verdict.expected, verdict.found)
        for verdict in judge(found, gold)
        if not verdict.is_right
    ]


TEXT = """UBND TỈNH MỘC AN
Số: 16/KH-UBND

Mộc An, ngày 03 tháng 02 năm 2031

KẾ HOẠCH
Phát triển nghề đan lát

Thực hiện Nghị quyết số 36-NQ/TU ngày 02/01/2030 của Tỉnh ủy, UBND tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Giữ nghề cho mai sau.

II. NHIỆM VỤ
1. Sở Công Thương mở lớp dạy nghề đan lát cho thợ trẻ trước ngày 30/6/2031.
2. Giao Sở Xây dựng chủ trì, phối hợp với UBND các xã trồng thêm tre và mây dọc bờ suối.

Nơi nhận:
- Sở Y tế;
- Lưu: VT.

TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Mây
"""


def write_gold(folder: Path, name: str = "ke-hoach", record: Json = GOLD, text: str = TEXT) -> Path:
    """Lay a document and its gold record out as `vanban evaluate` wants them."""
    for part in ("documents", "records"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "documents" / f"{name}.txt").write_text(text, "utf-8")
    (folder / "records" / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    return folder
