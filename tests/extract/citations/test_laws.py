"""Laws, codes, ordinances and the constitution cited by name: where the name ends."""

from __future__ import annotations

import pytest

from pipeline.extract.citations.laws import find_laws
from pipeline.text.words import Words

# text, names with types, why
LAWS = [
    ("Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6", [("Luật", "Luật Ngân sách nhà nước")], "a law of the table"),
    (
        "Luật Tổ chức chính quyền địa phương số 965/2025/QH15",
        [("Luật", "Luật Tổ chức chính quyền địa phương")],
        "its number is no part of the name",
    ),
    ("theo Bộ luật Dân sự năm 2015", [("Luật", "Bộ luật Dân sự")], "a code, its year left out"),
    ("Căn cứ Pháp lệnh Ngoại hối;", [("PL", "Pháp lệnh Ngoại hối")], "an ordinance"),
    ("LUẬT ĐẤT ĐAI", [("Luật", "LUẬT ĐẤT ĐAI")], "in capitals"),
    ("theo Luật Bảo vệ và phát triển rừng", [("Luật", "Luật Bảo vệ và phát triển rừng")], "“và” inside a name"),
    (
        "Luật Nuôi ong lấy mật quy định về giống",
        [("Luật", "Luật Nuôi ong lấy mật")],
        "a law that no table knows ends at a stop word",
    ),
    (
        "Luật Đất đai và Luật Nhà ở",
        [("Luật", "Luật Đất đai"), ("Luật", "Luật Nhà ở")],
        "two laws",
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở ngày 29/6/2024",
        [("Luật", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai và Luật Nhà ở")],
        "settled: laws inside another law's title are part of it",
    ),
    (
        "Căn cứ Luật sửa đổi, bổ sung một số điều của 9 luật có liên quan đến nuôi ong ngày 20/11/2018;",
        [("Luật", "Luật sửa đổi, bổ sung một số điều của 9 luật có liên quan đến nuôi ong")],
        "the amended laws are not named",
    ),
    (
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân ngày 03/12/2004;",
        [("Luật", "Luật Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân")],
        "a comma inside a name",
    ),
    ("Căn cứ Luật nuôi ong lấy mật ngày 21/6/1994;", [("Luật", "Luật nuôi ong lấy mật")], "small letters, as a basis"),
    ("Căn cứ Hiến pháp;", [("HP", "Hiến pháp")], "the constitution"),
]  # fmt: skip

NONE = [
    ("các luật có liên quan", "a class of laws"),
    ("theo quy định của pháp luật", "the law in general"),
    ("kỷ luật lao động", "discipline"),
    ("PHỔ BIẾN PHÁP LUẬT CHO CÁN BỘ XÃ", "the law in general, in capitals"),
    ("Căn cứ Pháp lệnh số 916/2011/UBTVQH12 về nuôi ong", "only a number"),
    ("vi hiến pháp định", "small letters"),
    ("luật sư tư vấn", "a lawyer"),
    ("Luật này có hiệu lực", "a back-reference"),
]


@pytest.mark.parametrize(("text", "names", "why"), LAWS, ids=[case[2] for case in LAWS])
def test_find_laws(text: str, names: list[tuple[str, str]], why: str) -> None:
    found = [(law.type, text[law.start : law.end]) for law in find_laws(Words.of(text))]
    assert found == names, why


@pytest.mark.parametrize(("text", "why"), NONE, ids=[case[1] for case in NONE])
def test_no_law(text: str, why: str) -> None:
    assert list(find_laws(Words.of(text))) == [], why


def test_an_amending_law_knows_the_laws_in_its_title() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai, Luật Nhà ở và Luật Thủy lợi"
    (law,) = find_laws(Words.of(text))
    assert [text[start:end] for start, end in law.inner] == ["Luật Đất đai", "Luật Nhà ở", "Luật Thủy lợi"]


def test_line_breaks_inside_a_name_do_not_end_it() -> None:
    text = "Luật Ngân sách\nnhà nước"
    (law,) = find_laws(Words.of(text))
    assert (law.start, law.end) == (0, len(text))
