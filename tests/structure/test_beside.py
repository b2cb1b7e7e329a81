"""A signature in the lines of Nơi nhận at its left, as flattened copies have it."""

from __future__ import annotations

import pytest
from parsed_factory import record_of

TO = ["Như trên", "Sở Y tế"]
CLOSINGS = [
    ("Nơi nhận: - Như trên; - Sở Y tế; - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Thử", "all in one line"),
    ("Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Sở Y tế;\n- Lưu: VT.\nTrần Văn Thử", "line by line"),
    (
        "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Sở Y tế; (Đã ký)\n- Lưu: VT. Trần Văn Thử",
        "name at the end",
    ),
    ("Nơi nhận:\nKT. CHỦ TỊCH\n- Như trên;\nPHÓ CHỦ TỊCH\n- Sở Y tế;\n- Lưu: VT.\nTrần Văn Thử", "line below line"),
    ("Nơi nhận:\n- Như trên;\n- Sở Y tế;\n- Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Trần Văn Thử", "a mark between"),
]


@pytest.mark.parametrize(("closing", "why"), CLOSINGS, ids=[case[1] for case in CLOSINGS])
def test_recipients_and_signature_are_parted(closing: str, why: str) -> None:
    identity = record_of("UBND TỈNH HÒA BÌNH", "KẾ HOẠCH\nNuôi ong", "1. Rà soát giống ong.", closing).identity
    assert [fact.value for fact in identity.recipients] == [*TO, "Lưu: VT"], why
    assert identity.signer is not None
    assert (identity.signer.name, identity.signer.position, identity.signer.authority) == (
        "Trần Văn Thử", "Phó Chủ tịch", "KT",
    )  # fmt: skip


def test_a_recipient_that_goes_on_behind_a_post_is_whole() -> None:
    closing = "Nơi nhận:\n- Các sở: Y tế,\nGIÁM ĐỐC\nTài chính;\n- Lưu: VT.\nTrần Văn Thử"
    identity = record_of("SỞ CÔNG THƯƠNG", "KẾ HOẠCH\nNuôi ong", "1. Rà soát giống ong.", closing).identity
    assert [fact.value for fact in identity.recipients] == ["Các sở: Y tế, Tài chính", "Lưu: VT"]


def test_a_post_in_small_letters_is_a_recipient() -> None:
    closing = "Nơi nhận:\n- Chánh Văn phòng; Giám đốc Trung tâm;\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn Thử"
    identity = record_of("SỞ CÔNG THƯƠNG", "KẾ HOẠCH\nNuôi ong", "1. Rà soát giống ong.", closing).identity
    assert identity.recipients[0].value == "Chánh Văn phòng; Giám đốc Trung tâm"
