"""The header of a record: issuers of every kind, codes, dates, places, titles, signers, recipients."""

from __future__ import annotations

import pytest
from parsed_factory import Part, record_of

from pipeline.model import Fact, Identity, Record

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
BODY = "Căn cứ tình hình thực tế của tỉnh;\nI. NHIỆM VỤ\n1. Rà soát giống ong."
OPENING = "Để chuẩn bị cho hội chợ mùa xuân, Sở Công Thương đề nghị các đơn vị rà soát số hộ nuôi ong, lập danh sách."
TO = "Nơi nhận:\n- Như trên;\n- Lưu: VT."


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def head(bodies: str, code: str, place: str, *, motto: str = STATE, kind: str = "KẾ HOẠCH", sign: str = "") -> Record:
    """Return the record of a short document with this masthead and signature."""
    date = f"{place}, ngày 03 tháng 02 năm 2024"
    signed = sign or "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLò Văn Thử"
    return record_of(bodies, f"Số: {code}", motto, date, f"{kind}\nPhát triển nghề nuôi ong", BODY, TO, signed)


CHAIR = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Thử"
DEPUTY = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử"
BUREAU = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLò Văn Thử"

UNION = "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN\nPHÓ BÍ THƯ\nLò Văn Thử"

# masthead, code, place, motto, signature, issuer, parent, why
ISSUERS = [
    (
        "TỈNH ỦY HÒA BÌNH\nBAN TỔ CHỨC", "14-HD/BTCTU", "Hòa Bình", PARTY, "K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nLò Văn Thử",
        "Ban tổ chức Tỉnh ủy Hòa Bình", "Tỉnh ủy Hòa Bình", "an organ of a Party committee is no board",
    ),
    (
        "UBND HUYỆN MAI CHÂU\nBCĐ NUÔI ONG", "02/KH-BCĐ", "Mai Châu", STATE, "TRƯỞNG BAN\nLò Văn Thử",
        "Ban Chỉ đạo nuôi ong huyện Mai Châu", "UBND huyện Mai Châu", "a board under a committee, cut short",
    ),
    (
        "TỈNH ĐOÀN HÒA BÌNH\n***", "45-KH/TĐTN-BPT", "Hòa Bình", "ĐOÀN TNCS HỒ CHÍ MINH", UNION,
        "Ban Thường vụ Tỉnh đoàn Hòa Bình", None, "a union acts through the organ that signs",
    ),
    (
        "BCH TỈNH HÒA BÌNH\n***", "45-KH/TĐTN-BPT", "Hòa Bình", "ĐOÀN TNCS HỒ CHÍ MINH", UNION,
        "Ban Thường vụ Tỉnh đoàn Hòa Bình", None, "a committee that leaves the union to its title",
    ),
    (
        "TỈNH ỦY HÒA BÌNH\nĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "12-KH/ĐU", "Hòa Bình", PARTY, BUREAU,
        "Ban Thường vụ Đảng ủy UBND tỉnh Hòa Bình", "Tỉnh ủy Hòa Bình", "a committee of a body of the province",
    ),
    (
        "UBND XÃ MAI CHÂU\nPHÒNG VĂN HÓA - XÃ HỘI", "12/KH-VHXH", "Mai Châu", STATE, "TRƯỞNG PHÒNG\nLò Văn Thử",
        "Phòng Văn hóa - Xã hội xã Mai Châu", "UBND xã Mai Châu", "an office of a commune; xã hội is none",
    ),
    (
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH", "9041/KH-UBND", "Hòa Bình", STATE, CHAIR,
        "UBND tỉnh Hòa Bình", None, "the committee of a province",
    ),
    (
        "UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG", "977/KH-SCT", "Hòa Bình", STATE, "",
        "Sở Công Thương tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", "a department under the province",
    ),
    (
        "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ", "977/KH-SKHCN", "Hòa Bình", STATE, "",
        "Sở Khoa học và Công nghệ tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", "“và” in capitals",
    ),
    (
        "UBND TỈNH HÒA BÌNH\nSỞ NÔNG NGHIỆP\nVÀ PHÁT TRIỂN NÔNG THÔN", "977/KH-SNN", "Hòa Bình", STATE, "",
        "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", "a name over two lines",
    ),
    (
        "UBND TỈNH PHÚ THỌ\nSỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG", "977/KH-SNNMT", "Phú Thọ", STATE, "",
        "Sở Nông nghiệp và Môi trường tỉnh Phú Thọ", "UBND tỉnh Phú Thọ", "a name cut before its last word",
    ),
    (
        "ỦY BAN NHÂN DÂN\nHUYỆN TÂN LẠC", "916/KH-UBND", "Tân Lạc", STATE, DEPUTY,
        "UBND huyện Tân Lạc", None, "the committee of a district",
    ),
    (
        "BỘ CÔNG THƯƠNG", "977/KH-BCT", "Hà Nội", STATE, "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLò Văn Thử",
        "Bộ Công Thương", None, "a ministry",
    ),
    (
        "TỈNH ỦY HÒA BÌNH\n*", "9132-KH/TU", "Hòa Bình", PARTY, BUREAU,
        "Ban Thường vụ Tỉnh ủy Hòa Bình", None, "the standing committee that signs",
    ),
    (
        "TỈNH ỦY HÒA BÌNH\nVĂN PHÒNG\n*", "9188-KH/VPTU", "Hòa Bình", PARTY,
        "K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLò Văn Thử",
        "Văn phòng Tỉnh ủy Hòa Bình", "Tỉnh ủy Hòa Bình", "an organ of the Party",
    ),
    (
        "ĐẢNG BỘ TỈNH HÒA BÌNH\nHUYỆN ỦY TÂN LẠC\n*", "9214-KH/HU", "Tân Lạc", PARTY, BUREAU,
        "Ban Thường vụ Huyện ủy Tân Lạc", "Đảng bộ tỉnh Hòa Bình", "the Party in a district",
    ),
    (
        "ỦY BAN NHÂN DÂN\nXÃ PHONG PHÚ", "97/KH-UBND", "Phong Phú", STATE, DEPUTY,
        "UBND xã Phong Phú", None, "the committee of a commune",
    ),
    (
        "BỘ CÔNG AN\nCÔNG AN TỈNH HÒA BÌNH", "977/KH-CAT", "Hòa Bình", STATE, "GIÁM ĐỐC\nĐại tá Lò Văn Thử",
        "Công an tỉnh Hòa Bình", "Bộ Công an", "the police of a province under the ministry",
    ),
    (
        "UBND TỈNH HÒA BÌNH\nBAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "977/KH-BCĐ", "Hòa Bình", STATE,
        "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN\nLò Văn Thử",
        "Ban Chỉ đạo chuyển đổi số tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", "a steering committee",
    ),
    (
        "UBND TỈNH HÒA BÌNH\nVĂN PHÒNG", "97/KH-VPUBND", "Hòa Bình", STATE, "CHÁNH VĂN PHÒNG\nLò Văn Thử",
        "Văn phòng UBND tỉnh Hòa Bình", "UBND tỉnh Hòa Bình", "an office that is named with its body",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("bodies", "code", "place", "motto", "sign", "issuer", "parent", "why"), ISSUERS, ids=[case[-1] for case in ISSUERS]
)
def test_issuer(
    bodies: str, code: str, place: str, motto: str, sign: str, issuer: str, parent: str | None, why: str
) -> None:
    identity = head(bodies, code, place, motto=motto, sign=sign).identity
    assert value(identity.issuer) in (issuer, issuer.replace("UBND", "Ủy ban nhân dân")), why
    assert value(identity.issuer_parent) in (parent, (parent or "").replace("UBND", "Ủy ban nhân dân") or None), why
    assert (value(identity.code), value(identity.place)) == (code, place)


@pytest.mark.parametrize("kind", ["CHỈ THỊ", "THÔNG BÁO"])
def test_a_chairman_who_signs_without_tm_is_the_issuer(kind: str) -> None:
    """Settled: signed without TM., the chairman decides; nobody stands above."""
    identity = head(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH", "904/CT-UBND", "Hòa Bình", kind=kind, sign="CHỦ TỊCH\nLò Văn Thử"
    ).identity
    assert value(identity.issuer) in ("Chủ tịch UBND tỉnh Hòa Bình", "Chủ tịch Ủy ban nhân dân tỉnh Hòa Bình")
    assert identity.issuer_parent is None


def test_the_decision_line_names_the_chairman() -> None:
    identity = record_of(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\nSố: 9166/QĐ-UBND", STATE, "Hòa Bình, ngày 03 tháng 02 năm 2024",
        "QUYẾT ĐỊNH\nVề việc công nhận làng nghề nuôi ong", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH",
        "Căn cứ tình hình thực tế;\nQUYẾT ĐỊNH:\nĐiều 1. Công nhận làng nghề.", TO,
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thử",
    ).identity  # fmt: skip
    assert value(identity.issuer) in ("Chủ tịch UBND tỉnh Hòa Bình", "Chủ tịch Ủy ban nhân dân tỉnh Hòa Bình")
    assert value(identity.title) == "Về việc công nhận làng nghề nuôi ong"


def test_a_draft_without_masthead_is_issued_by_who_promulgates_it() -> None:
    parts = (
        "KẾ HOẠCH\nPhát triển nghề nuôi ong năm 2024",
        "Căn cứ tình hình thực tế; Sở Công Thương tỉnh Hòa Bình xây dựng Kế hoạch như sau:\nI. NHIỆM VỤ\n1. Rà soát.",
    )
    record = record_of(*parts)
    assert value(record.identity.issuer) == "Sở Công Thương tỉnh Hòa Bình"
    assert (record.identity.code, record.identity.issued, record.identity.signer) == (None, None, None)


def test_an_unknown_issuer_is_none_and_a_doubt() -> None:
    record = record_of("KẾ HOẠCH\nPhát triển nghề nuôi ong", "I. NHIỆM VỤ\n1. Rà soát.")
    assert record.identity.issuer is None
    assert "no_issuer" in {issue.code for issue in record.issues}


def dated(*lines: Part) -> Identity:
    return record_of(*lines, "KẾ HOẠCH\nPhát triển nghề nuôi ong", BODY, TO, CHAIR).identity


DATES = [
    ("Hòa Bình, ngày 03 tháng 02 năm 2024", "2024-02-03", "Hòa Bình", "the usual line"),
    ("Hòa Bình, ngày 3 tháng 12 năm 2024", "2024-12-03", "Hòa Bình", "one digit"),
    ("Hòa Bình, ngày    tháng 4 năm 2024", "2024-04", "Hòa Bình", "the day left open"),
    ("Hòa Bình, ngày     tháng     năm 2024", "2024", "Hòa Bình", "day and month left open"),
    ("Hòa Bình, ngày ... tháng ... năm 2024", "2024", "Hòa Bình", "dots for blanks"),
    ("Hòa Bình, ngày…/…/2024", None, None, "a form that no clerk fills in this way is passed over"),
    ("Hòa Bình, ngày14 tháng7 năm 2025", "2025-07-14", "Hòa Bình", "stamped without blanks"),
    ("Tân Lạc, ngày 04 tháng 3 năm 2024", "2024-03-04", "Tân Lạc", "a district's place"),
    ("Bà Rịa - Vũng Tàu, ngày 04 tháng 3 năm 2024", "2024-03-04", "Bà Rịa - Vũng Tàu", "a dash in the place"),
    ("Thành phố Hồ Chí Minh, ngày 04 tháng 3 năm 2024", "2024-03-04", "Thành phố Hồ Chí Minh", "its unit word"),
]


@pytest.mark.parametrize(("line", "issued", "place", "why"), DATES, ids=[case[3] for case in DATES])
def test_date_line(line: str, issued: str | None, place: str | None, why: str) -> None:
    identity = dated("UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG\nSố: 977/KH-SCT", STATE, line)
    assert (value(identity.issued), value(identity.place)) == (issued, place), why


CODES = [
    ("Số: 977/KH-SCT", "977/KH-SCT", "977", "the usual line"),
    ("Số 977 /KH-SCT", "977/KH-SCT", "977", "settled: blanks are removed"),
    ("Số:      /KH-SCT", "/KH-SCT", None, "settled: the number left open"),
    ("Số: 05/KH-SCT", "05/KH-SCT", "05", "a zero is kept"),
    ("Số: 977-KH/BCĐ", "977-KH/BCĐ", "977", "the Party's form"),
    ("SỐ: 977/KH-SCT", "977/KH-SCT", "977", "in capitals"),
]


@pytest.mark.parametrize(("line", "code", "number", "why"), CODES, ids=[case[3] for case in CODES])
def test_code(line: str, code: str, number: str | None, why: str) -> None:
    identity = dated(f"UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG\n{line}", STATE, "Hòa Bình, ngày 03 tháng 02 năm 2024")
    assert (value(identity.code), value(identity.number)) == (code, number), why


def test_code_and_date_may_stand_in_the_line_of_an_annex() -> None:
    """Settled: what an annex's “kèm theo” line says of the document itself counts."""
    record = record_of(
        "KẾ HOẠCH\nPhát triển nghề nuôi ong", BODY,
        "PHỤ LỤC\nDANH MỤC\n(Kèm theo Kế hoạch số 977/KH-SCT ngày 05/02/2024 của Sở Công Thương)",
        [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát", "Văn phòng Sở"]],
    )  # fmt: skip
    assert (value(record.identity.code), value(record.identity.issued)) == ("977/KH-SCT", "2024-02-05")


def test_dates_of_cited_documents_are_not_the_documents_own() -> None:
    record = record_of(
        "KẾ HOẠCH\nPhát triển nghề nuôi ong",
        "Căn cứ Quyết định số 9339/QĐ-TTg ngày 11/3/2021;\nI. NHIỆM VỤ\n1. Rà soát.",
    )
    assert record.identity.issued is None


TITLES = [
    (
        "KẾ HOẠCH\nPhát triển nghề nuôi ong\ntrên địa bàn tỉnh",
        "Phát triển nghề nuôi ong trên địa bàn tỉnh",
        "lines are joined",
    ),
    ("KẾ HOẠCH\nPhát triển nghề nuôi ong\n-----", "Phát triển nghề nuôi ong", "a rule is no title"),
    ("KẾ HOẠCH\nPhát triển nghề nuôi ong.", "Phát triển nghề nuôi ong", "the final stop goes"),
    ("QUYẾT ĐỊNH\nVỀ VIỆC CÔNG NHẬN LÀNG NGHỀ", "VỀ VIỆC CÔNG NHẬN LÀNG NGHỀ", "settled: capitals stay"),
]


@pytest.mark.parametrize(("lines", "title", "why"), TITLES, ids=[case[2] for case in TITLES])
def test_title(lines: str, title: str, why: str) -> None:
    record = record_of("UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG\nSố: 977/KH-SCT", STATE, lines, BODY, TO)
    assert value(record.identity.title) == title, why


def test_the_title_of_a_dispatch_has_no_v_v() -> None:
    record = record_of(
        "SỞ CÔNG THƯƠNG TỈNH HÒA BÌNH\nSố: 9077/SCT-QLTM\nV/v đăng ký gian hàng\nmật ong", STATE,
        "Kính gửi: Các huyện.",
        OPENING, TO,
    )  # fmt: skip
    assert (value(record.identity.type), value(record.identity.title)) == ("CV", "đăng ký gian hàng mật ong")


SIGNERS = [
    (CHAIR, "Lò Văn Thử", "Chủ tịch", "TM", "on behalf of the committee"),
    (DEPUTY, "Lò Văn Thử", "Phó Chủ tịch", "TM+KT", "for the head, on behalf"),
    ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLò Văn Thử", "Lò Văn Thử", "Phó Giám đốc", "KT", "for the head"),
    ("GIÁM ĐỐC\nLò Văn Thử", "Lò Văn Thử", "Giám đốc", None, "settled: the head in own name"),
    ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLò Văn Thử", "Lò Văn Thử", "Chánh Văn phòng", "TL", "by order"),
    ("TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLò Văn Thử", "Lò Văn Thử", "Chánh Văn phòng", "TUQ", "delegated"),
    ("Q. GIÁM ĐỐC\nLò Văn Thử", "Lò Văn Thử", "Giám đốc", "Q", "acting"),
    (BUREAU, "Lò Văn Thử", "Phó Bí thư", "TM", "the Party's T/M"),
    ("T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nLò Văn Thử", "Lò Văn Thử", "Chánh Văn phòng", "TL", "the Party's T/L"),
    ("CHỦ TỊCH\n(Đã ký)\nLò Văn Thử", "Lò Văn Thử", "Chủ tịch", None, "the mark of a copy is no name"),
    ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLò Văn Thử", "Lò Văn Thử", "Thứ trưởng", "KT", "a ministry"),
    ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", None, "Chủ tịch", "TM", "a draft without a name"),
    ("T/M BAN BÍ THƯ\nLò Văn Thử", "Lò Văn Thử", None, "TM", "Ban Bí thư is an organ, no position"),
]


@pytest.mark.parametrize(("sign", "name", "position", "authority", "why"), SIGNERS, ids=[case[4] for case in SIGNERS])
def test_signer(sign: str, name: str | None, position: str | None, authority: str | None, why: str) -> None:
    record = head("UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG", "977/KH-SCT", "Hòa Bình", sign=sign)
    signer = record.identity.signer
    assert signer is not None
    assert (signer.name, signer.position, signer.authority) == (name, position, authority), why
    assert not name or name in record.text[signer.evidence.start : signer.evidence.end]


def test_recipients_lose_bullets_and_final_signs() -> None:
    closing = "Nơi nhận:\n- Bộ Công Thương (b/c);\n- Chủ tịch, các PCT UBND tỉnh,\n+ Các huyện;\n- Lưu: VT, QLTM."
    record = record_of("UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG\nSố: 977/KH-SCT", STATE, "KẾ HOẠCH\nNuôi ong", BODY, closing)
    found = record.identity.recipients
    assert [fact.value for fact in found] == [
        "Bộ Công Thương (b/c)", "Chủ tịch, các PCT UBND tỉnh", "Các huyện", "Lưu: VT, QLTM",
    ]  # fmt: skip
    for fact in found:
        assert fact.value in record.text[fact.evidence.start : fact.evidence.end]


def test_addressees_are_no_recipients() -> None:
    record = record_of(
        "SỞ CÔNG THƯƠNG TỈNH HÒA BÌNH\nSố: 9077/SCT-QLTM\nV/v gian hàng", STATE,
        "Kính gửi:\n- Các huyện;\n- Các xã.",
        OPENING, TO,
    )  # fmt: skip
    assert [fact.value for fact in record.identity.recipients] == ["Như trên", "Lưu: VT"]


def test_every_fact_of_the_header_has_its_words() -> None:
    record = head("UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG", "977/KH-SCT", "Hòa Bình")
    identity = record.identity
    for fact in (identity.code, identity.number, identity.place, identity.title):
        assert fact is not None
        assert record.text[fact.evidence.start : fact.evidence.end] == fact.value
        assert fact.evidence.page == 1
    assert identity.type is not None
    assert record.text[identity.type.evidence.start : identity.type.evidence.end] == "KẾ HOẠCH"


def test_the_council_decides_as_a_body() -> None:
    identity = record_of(
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH HÒA BÌNH\nSố: 905/2024/NQ-HĐND", STATE, "Hòa Bình, ngày 03 tháng 02 năm 2024",
        "NGHỊ QUYẾT\nQuy định chính sách hỗ trợ nuôi ong", "HỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH\nKHÓA XVII, KỲ HỌP THỨ 9",
        "Căn cứ tình hình thực tế;\nQUYẾT NGHỊ:\nĐiều 1. Hỗ trợ giống ong.", TO, "CHỦ TỊCH\nLò Văn Thử",
    ).identity  # fmt: skip
    assert value(identity.issuer) in ("HĐND tỉnh Hòa Bình", "Hội đồng nhân dân tỉnh Hòa Bình")
    assert (value(identity.type), value(identity.code)) == ("NQ", "905/2024/NQ-HĐND")
    assert value(identity.title) == "Quy định chính sách hỗ trợ nuôi ong"


def test_the_prime_minister_is_an_issuer() -> None:
    identity = record_of(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 945/QĐ-TTg", STATE, "Hà Nội, ngày 03 tháng 02 năm 2024",
        "QUYẾT ĐỊNH\nPhê duyệt Chương trình nuôi ong", "THỦ TƯỚNG CHÍNH PHỦ",
        "Căn cứ tình hình thực tế;\nQUYẾT ĐỊNH:\nĐiều 1. Phê duyệt.", TO, "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nLò Văn Thử",
    ).identity  # fmt: skip
    assert (value(identity.issuer), identity.issuer_parent) == ("Thủ tướng Chính phủ", None)
    assert identity.signer is not None
    assert (identity.signer.position, identity.signer.authority) == ("Phó Thủ tướng", "KT")


@pytest.mark.parametrize("rank", ["Đại tá", "Thượng tá", "Thiếu tướng"])
def test_a_rank_is_no_part_of_the_name(rank: str) -> None:
    signed = f"KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n{rank} Lò Văn Thử"
    signer = head("BỘ CÔNG AN\nCÔNG AN TỈNH HÒA BÌNH", "977/KH-CAT", "Hòa Bình", sign=signed).identity.signer
    assert signer is not None
    assert (signer.name, signer.position, signer.authority) == ("Lò Văn Thử", "Phó Giám đốc", "KT")
