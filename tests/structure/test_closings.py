"""Nơi nhận and the signature, in whichever order and column they stand."""

from __future__ import annotations

import pytest
from parsed_factory import MASTHEAD, Part, outline_of, words_of

from pipeline.structure.closing import is_name
from pipeline.text.words import Words

HEAD = f"{MASTHEAD}\nKẾ HOẠCH\nNuôi ong\nI. NHIỆM VỤ\n1. Rà soát giống.\n2. Tập huấn kỹ thuật."
SIGNED = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Văn Thử"]

# what stands behind the body, recipients, signature, why
CLOSINGS: list[tuple[Part, list[str], list[str], str]] = [
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử",
        ["- Như trên;", "- Lưu: VT."], SIGNED, "recipients before the signature",
    ),
    (
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử\nNơi nhận:\n- Như trên;\n- Lưu: VT.",
        ["- Như trên;", "- Lưu: VT."], SIGNED, "recipients behind the signature",
    ),
    (
        [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử"]],
        ["- Như trên;", "- Lưu: VT."], SIGNED, "two columns",
    ),
    (
        "Nơi nhận: Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử",
        ["Như trên;", "- Lưu: VT."], SIGNED, "the first recipient on the line of its head",
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nHT.05b\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử",
        ["- Như trên;", "- Lưu: VT."], ["TM. ỦY BAN NHÂN DÂN", *SIGNED], "settled: file marks below Lưu are left out",
    ),
    (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLò Văn Thử",
        ["- Như trên;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", "Lò Văn Thử"],
        "the mark of a signed copy",
    ),
    (
        "Nơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLò Văn Thử",
        ["- Các huyện ủy,", "- Lưu Văn phòng."],
        ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Thử"],
        "the Party's closing",
    ),
    (
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Thử", [], ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Thử"],
        "a signature without recipients",
    ),
    (
        "TM. BAN THƯỜNG VỤ\nNơi nhận:\n- Như trên;\n- Lưu: VP.\nPHÓ BÍ THƯ\nLò Văn Thử",
        ["- Như trên;", "- Lưu: VP."], ["TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Văn Thử"],
        "a signature around the recipients",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("closing", "recipients", "signature", "why"), CLOSINGS, ids=[case[3] for case in CLOSINGS])
def test_closing(closing: Part, recipients: list[str], signature: list[str], why: str) -> None:
    outline = outline_of(HEAD, closing)
    assert words_of(outline, outline.recipients) == recipients, why
    assert words_of(outline, outline.signature) == signature, why


@pytest.mark.parametrize(("closing", "recipients", "signature", "why"), CLOSINGS, ids=[case[3] for case in CLOSINGS])
def test_the_body_ends_before_the_closing(closing: Part, recipients: list[str], signature: list[str], why: str) -> None:
    outline = outline_of(HEAD, closing)
    (section,) = outline.body.items
    assert [outline.printed(child) for child in section.children] == ["Rà soát giống.", "Tập huấn kỹ thuật."], why
    assert section.children[-1].paragraphs == ()
    assert outline.annexes == ()


def test_a_document_without_closing_is_a_doubt() -> None:
    outline = outline_of(HEAD)
    assert (outline.recipients, outline.signature) == ((), ())
    assert "no_recipients" in {issue.code for issue in outline.issues}
    assert [len(item.children) for item in outline.body.items] == [2]


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("Lò Văn Thử", True, "three words"),
        ("Ng. Thị Mẫu", True, "an abbreviated family name"),
        ("TS. Lò Văn Thử", True, "with a degree"),
        ("LÒ VĂN THỬ", False, "capitals are a heading"),
        ("PHÓ CHỦ TỊCH", False, "a position"),
        ("Chủ tịch", False, "a position in small letters"),
        ("TM. ỦY BAN NHÂN DÂN", False, "an authority"),
        ("lò văn thử", False, "small letters"),
        ("Thử", False, "one word"),
        ("", False, "nothing"),
    ],
)
def test_is_name(line: str, expected: bool, why: str) -> None:
    assert is_name(Words.of(line)) is expected, why
