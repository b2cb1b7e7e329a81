"""Issuers and dates of cited documents that stand before the number, behind it, or once for a whole list."""

from __future__ import annotations

import pytest

from pipeline.extract.citations.mentions import find_mentions
from pipeline.text.words import Words

# sentence, (code, date, issuer) of each naming, why
CASES = [
    (
        "Công văn số 9123/SNV-CCHC của Sở Nội vụ ngày 05/6/2024",
        [("9123/SNV-CCHC", "2024-06-05", "Sở Nội vụ")], "the date behind the issuer",
    ),
    (
        "Kết luận số 9155-KL/TW của Bộ Chính trị, Ban Bí thư ngày 17/5/2025",
        [("9155-KL/TW", "2025-05-17", "Bộ Chính trị, Ban Bí thư")], "two organs issue together",
    ),
    (
        "theo Quyết định số 912/QĐ-UBND của UBND tỉnh, ngày 05/6/2024 Sở Y tế họp",
        [("912/QĐ-UBND", None, "UBND tỉnh")], "behind a comma the date is another's",
    ),
    (
        "Thủ tướng Chính phủ đã ban hành Quyết định số 945/QĐ-TTg ngày 15/5/2024 về nuôi ong",
        [("945/QĐ-TTg", "2024-05-15", "Thủ tướng Chính phủ")], "the subject issues",
    ),
    (
        "Ngày 02/3/2024, UBND tỉnh Hòa Bình có Kế hoạch số 916/KH-UBND",
        [("916/KH-UBND", "2024-03-02", "UBND tỉnh Hòa Bình")], "“có” for “ban hành”, the day before who issues",
    ),
    (
        "Quy chế được ban hành kèm theo Quyết định số 945/QĐ-UBND",
        [("945/QĐ-UBND", None, None)], "no subject issues",
    ),
    (
        "Thông tư liên tịch Bộ Tài chính và Bộ Nội vụ số 971/2014/TTLT-BTC-BNV",
        [("971/2014/TTLT-BTC-BNV", None, "Bộ Tài chính và Bộ Nội vụ")], "the issuers before the number",
    ),
    (
        "Kế hoạch của UBND tỉnh số 916/KH-UBND ngày 02/3/2024",
        [("916/KH-UBND", "2024-03-02", "UBND tỉnh")], "one issuer before the number",
    ),
    (
        "Căn cứ các Quyết định của Thủ tướng Chính phủ: Số 945/QĐ-TTg ngày 15/5/2020 về giống ong; "
        "số 913/QĐ-TTg ngày 28/10/2021 về mật ong; Kế hoạch số 916/KH-UBND",
        [
            ("945/QĐ-TTg", "2020-05-15", "Thủ tướng Chính phủ"), ("913/QĐ-TTg", "2021-10-28", "Thủ tướng Chính phủ"),
            ("916/KH-UBND", None, None),
        ],
        "once for a list, not for what follows it",
    ),
    (
        "các Quyết định của Thủ tướng Chính phủ số: 945/QĐ-TTg ngày 15/5/2020 thực hiện Kết luận số 90-KL/TW; "
        "913/QĐ-TTg ngày 28/10/2021 về mật ong",
        [
            ("945/QĐ-TTg", "2020-05-15", "Thủ tướng Chính phủ"), ("90-KL/TW", None, None),
            ("913/QĐ-TTg", "2021-10-28", "Thủ tướng Chính phủ"),
        ],
        "a list goes on behind a document in the title of a member",
    ),
    (
        "Kế hoạch số 91-KH/BCĐTW ngày 02/3/2024 của Ban Chỉ đạo Trung ương về phòng, chống thiên tai về trồng rừng",
        [("91-KH/BCĐTW", "2024-03-02", "Ban Chỉ đạo Trung ương về phòng, chống thiên tai")], "a board with its matter",
    ),
    (
        "Kế hoạch số 91-KH/TWĐTN ngày 02/3/2024 của Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh về trồng rừng",
        [("91-KH/TWĐTN", "2024-03-02", "Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh")], "not the Party's committee",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "why"), CASES, ids=[case[2] for case in CASES])
def test_issuer_and_date(sentence: str, expected: list[tuple[str, str | None, str | None]], why: str) -> None:
    found = find_mentions(Words.of(sentence))
    assert [(m.code, m.date, m.issuer) for m in found] == expected, why


def test_a_naming_begins_with_its_type_before_the_issuer() -> None:
    sentence = "theo Kế hoạch của UBND tỉnh số 916/KH-UBND"
    (mention,) = find_mentions(Words.of(sentence))
    assert sentence[mention.start : mention.end] == "Kế hoạch của UBND tỉnh số 916/KH-UBND"
    assert mention.code == "916/KH-UBND"
