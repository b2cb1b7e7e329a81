"""What signatures say of issuer, date and signer, held against the print."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsed_factory import make_parsed

from pipeline.extract import make_record
from pipeline.model import Record, Signature
from pipeline.structure import make_outline

HEAD = """{issuer}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 145/KH-SNN
{date}
KẾ HOẠCH
Nuôi ong lấy mật dưới tán rừng năm 2025"""
BODY = "1. Phòng Kế hoạch chủ trì tổ chức 03 lớp tập huấn nuôi ong trước ngày 30/6/2025."
FOOT = """Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
{signer}"""
ISSUER = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\n"
DATE = "Hòa Bình, ngày 12 tháng 3 năm 2025"
SEALED = Signature("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "MST:0100000009", None, "2025-03-12T16:00:00+07:00", True, True, 1)
SIGNED = Signature("Văn phòng", None, "Lò Văn Thử", "2025-03-12T15:00:00+07:00", True, False, 1)


def read(*signatures: Signature, issuer: str = ISSUER, date: str = DATE, signer: str = "Lò Văn Thử") -> Record:
    parsed = make_parsed(HEAD.format(issuer=issuer, date=date), BODY, FOOT.format(signer=signer))
    return make_record(make_outline(replace(parsed, signatures=signatures)))


def codes(record: Record) -> set[str]:
    return {issue.code for issue in record.issues}


DOUBTS = {"seal_conflict", "seal_of_another_body", "seal_date_conflict", "signer_conflict", "seals_differ"}


def test_what_print_and_seal_both_say_is_sure() -> None:
    plain, sealed = read(), read(SIGNED, SEALED)
    for name in ("issuer", "issued"):
        before, after = getattr(plain.identity, name), getattr(sealed.identity, name)
        assert after.value == before.value
        assert after.evidence.confidence >= 0.99 > before.evidence.confidence
        assert (after.evidence.start, after.evidence.end) == (before.evidence.start, before.evidence.end)
    assert sealed.identity.signer and sealed.identity.signer.evidence.rule.endswith("+certificate")
    assert not codes(sealed) & DOUBTS
    assert sealed.signatures == (SIGNED, SEALED)


def test_the_seal_fills_what_the_print_leaves_open() -> None:
    record = read(SIGNED, SEALED, issuer="", date="Hòa Bình, ngày    tháng 3 năm 2025", signer="")
    identity = record.identity
    assert identity.issuer and identity.issued and identity.signer
    assert identity.issuer.value == "Sở Nông nghiệp và Môi trường tỉnh Hòa Bình"
    assert identity.issuer.evidence.rule == "seal"
    assert identity.issued.value == "2025-03-12"
    assert identity.issued.evidence.rule == "date_line+seal_time"
    assert identity.signer.name == "Lò Văn Thử"
    assert not codes(record) & DOUBTS


@pytest.mark.parametrize(
    ("signature", "issue"),
    [
        (replace(SEALED, organisation="SỞ CÔNG THƯƠNG"), "seal_conflict"),
        (replace(SEALED, signed_at="2025-03-20T09:00:00+07:00"), "seal_date_conflict"),
        (replace(SIGNED, person="Bàn Thị Ví Dụ"), "signer_conflict"),
    ],
    ids=["issuer", "date", "signer"],
)
def test_a_conflict_is_told_and_the_print_stays(signature: Signature, issue: str) -> None:
    plain, record = read(), read(signature)
    assert codes(record) & DOUBTS == {issue}
    assert record.identity.issuer and plain.identity.issuer
    assert record.identity.issuer.value == plain.identity.issuer.value
    assert record.identity.issued and record.identity.issued.value == "2025-03-12"
    assert record.identity.signer and record.identity.signer.name == "Lò Văn Thử"


def test_a_signature_over_changed_bytes_says_nothing() -> None:
    broken = replace(SEALED, organisation="SỞ CÔNG THƯƠNG", is_intact=False)
    plain, record = read(), read(broken)
    assert record.identity == plain.identity
    assert not codes(record) & DOUBTS


def test_the_seal_of_the_body_that_copied_stands_beside_the_issuers() -> None:
    copied = replace(SEALED, organisation="VĂN PHÒNG TỈNH ỦY", signed_at="2025-03-14T08:00:00+07:00")
    record = read(SIGNED, SEALED, copied)
    assert codes(record) & DOUBTS == {"seal_of_another_body"}


def test_one_signs_and_the_next_day_one_seals() -> None:
    sealed = replace(SEALED, signed_at="2025-03-13T08:00:00+07:00")
    assert not codes(read(SIGNED, sealed)) & DOUBTS
    assert codes(read(sealed)) & DOUBTS == {"seal_date_conflict"}, "nobody's signature bears the printed day"


def test_two_seals_and_no_printed_body_leave_the_issuer_open() -> None:
    record = read(SEALED, replace(SEALED, organisation="SỞ CÔNG THƯƠNG"), issuer="")
    assert codes(record) & DOUBTS == {"seals_differ"}
    plain = read(issuer="")
    assert record.identity.issuer == plain.identity.issuer


def test_the_seal_of_a_scan_only_guesses_the_day_of_its_paper() -> None:
    parsed = make_parsed(
        HEAD.format(issuer=ISSUER, date="Hòa Bình, ngày    tháng 3 năm 2025"), BODY, FOOT.format(signer="Lò Văn Thử")
    )
    scan = replace(parsed, signatures=(SIGNED, SEALED), reader="pypdfium2 5 with tesseract 5")
    issued = make_record(make_outline(scan)).identity.issued
    assert issued and issued.value == "2025-03-12"
    assert issued.evidence.confidence < 0.5
    assert "day_of_the_seal" in codes(make_record(make_outline(scan)))
