"""Programmes carried out by plans, brackets with papers, lists of acts that changed one, issuers by the symbol."""

from __future__ import annotations

import pytest
from test_citations import cited, edges, relations

from pipeline.extract.citations.mentions import find_mentions
from pipeline.text.words import Words

PLAN = "Kế hoạch số 9412/KH-UBND ngày 02/3/2031 của UBND tỉnh An Hòa"


@pytest.mark.parametrize(
    "name",
    [
        "Chương trình nhân giống, bảo vệ ong nội đến năm 2040",
        "Chương trình phát triển nghề ong tỉnh An Hòa giai đoạn 2031 - 2035",
        "Đề án phát triển nghề nuôi ong đến năm 2040",
        "Chiến lược Dân số ong Việt Nam đến năm 2040",
    ],
)
def test_a_plan_carries_out_the_programme_of_its_title(name: str) -> None:
    record = cited(f"Tiếp tục triển khai các hoạt động tại {PLAN} thực hiện {name}.")
    assert edges(record) == [("9412/KH-UBND", "implements", name)]


@pytest.mark.parametrize("joint", ["theo", "theo đúng nội dung"])
def test_a_programme_is_carried_out_according_to_a_plan(joint: str) -> None:
    record = cited(f"Thực hiện Chương trình nuôi ong, trồng hoa đến năm 2040 {joint} {PLAN}.")
    assert edges(record) == [("9412/KH-UBND", "implements", "Chương trình nuôi ong, trồng hoa đến năm 2040")]


@pytest.mark.parametrize("former", ["(nay là tỉnh An Hòa)", "(cũ)", "(trước sáp nhập)"])
def test_a_former_name_does_not_end_the_title(former: str) -> None:
    text = f"Kế hoạch này thay thế {PLAN} {former} về thực hiện Nghị quyết số 9048/NQ-CP ngày 03/4/2030 của Chính phủ."
    assert edges(cited(text)) == [("9412/KH-UBND", "implements", "9048/NQ-CP")]


def test_papers_in_brackets_are_only_mentioned() -> None:
    record = cited("Các xã đã thực hiện tốt việc nuôi ong (Báo cáo số 9223/BC-UBND ngày 15/6/2031).")
    assert relations(record) == {"9223/BC-UBND": ["mentions"]}


def test_what_a_body_told_may_stand_in_brackets() -> None:
    record = cited(f"Thực hiện chỉ đạo của UBND tỉnh An Hòa (Công văn số 9223/UBND-KT ngày 15/6/2031); {PLAN}.")
    assert relations(record)["9223/UBND-KT"] == ["implements"]


def test_further_acts_amend_behind_a_semicolon() -> None:
    first = (
        "Nghị định số 9126/2023/NĐ-CP của Chính phủ về nuôi ong được sửa đổi, bổ sung bởi Nghị định số 9144/2024/NĐ-CP"
    )
    found = edges(cited(f"Căn cứ {first}; Nghị định số 9173/2025/NĐ-CP và Nghị định số 9260/2025/NĐ-CP;"))
    changing = ("9144/2024/NĐ-CP", "9173/2025/NĐ-CP", "9260/2025/NĐ-CP")
    assert found == [(one, "amends", "9126/2023/NĐ-CP") for one in changing]


def test_a_decree_behind_a_law_in_a_title_stands_beside_the_decree() -> None:
    title = "quy định chi tiết Luật Thú y và Nghị định số 9079/2025/NĐ-CP của Chính phủ về nuôi ong"
    amended = "sửa đổi, bổ sung một số điều của Nghị định số 9078/2025/NĐ-CP"
    text = f"Căn cứ Nghị định số 9187/2025/NĐ-CP của Chính phủ {amended} {title};"
    assert ("9187/2025/NĐ-CP", "amends", "9079/2025/NĐ-CP") in edges(cited(text))


def test_a_title_of_abolished_procedures_ends_nothing() -> None:
    record = cited("Căn cứ Quyết định số 9524/QĐ-BTP ngày 05/4/2031 về việc công bố thủ tục bị bãi bỏ về nuôi ong;")
    assert relations(record) == {"9524/QĐ-BTP": ["legal_basis"]}


@pytest.mark.parametrize(
    ("text", "code", "issuer"),
    [
        (
            "Thông tư số 9002/2031/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
            "9002/2031/TT-VPCP",
            "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        ),
        (
            "UBND tỉnh An Hòa đã phê duyệt phương án nuôi ong tại Quyết định số 9351/QĐ-UBND",
            "9351/QĐ-UBND",
            "UBND tỉnh An Hòa",
        ),
        (
            "Kế hoạch số 9001/KH-BCĐ của Ban Chỉ đạo nuôi ong, thú y và trồng hoa về việc nuôi ong",
            "9001/KH-BCĐ",
            "Ban Chỉ đạo nuôi ong, thú y và trồng hoa",
        ),
        (
            "các Quyết định của Thủ tướng Chính phủ về phê duyệt quy hoạch: Quyết định số 9629/QĐ-TTg về ong",
            "9629/QĐ-TTg",
            "Thủ tướng Chính phủ",
        ),
        (
            "các công điện của Thủ tướng Chính phủ, đặc biệt là các Công điện số 9215/CĐ-TTg",
            "9215/CĐ-TTg",
            "Thủ tướng Chính phủ",
        ),
        ("theo chỉ đạo của Bộ Chính trị tại Thông báo Kết luận số 9099-TB/TW", "9099-TB/TW", "Bộ Chính trị"),
        ("trình Sở Tư pháp thẩm định tại Văn bản số 9620/SCT-CN", "9620/SCT-CN", None),
        (
            "theo chỉ đạo của Phó Thủ tướng Chính phủ tại Thông báo số 9591/TB-VPCP",
            "9591/TB-VPCP",
            "Văn phòng Chính phủ",
        ),
        (
            "Bộ Công Thương cho phép khai thác đá tại Giấy phép khai thác số 9199/GP-BCT",
            "9199/GP-BCT",
            "Bộ Công Thương",
        ),
        ("Nghị quyết số 966.2/2031/NQ-CP của Chính phủ", "966.2/2031/NQ-CP", "Chính phủ"),
    ],
)
def test_who_issued_what_is_cited(text: str, code: str, issuer: str | None) -> None:
    assert [(one.code, one.issuer) for one in find_mentions(Words.of(text)) if one.code == code] == [(code, issuer)]


@pytest.mark.parametrize(
    "name",
    [
        "Luật sửa đổi bổ sung một số điều của Luật Thú y",
        "Luật sửa đổi, bổ sung một số điều của 9 luật có liên quan đến nuôi ong, thú y",
    ],
)
def test_an_amending_law_keeps_its_number(name: str) -> None:
    found = find_mentions(Words.of(f"Căn cứ {name} số 987/2031/QH17;"))
    assert [(one.name, one.code) for one in found] == [(name, "987/2031/QH17")]


def test_the_number_of_a_footnote_ends_a_laws_name() -> None:
    assert [one.name for one in find_mentions(Words.of("theo quy định tại Điều 7 Luật Đất đai3."))] == ["Luật Đất đai"]


@pytest.mark.parametrize(
    ("text", "code", "relation"),
    [
        ("Hội thực hiện quy định tại khoản 2 Điều 36 Nghị định số 9126/2024/NĐ-CP", "9126/2024/NĐ-CP", "implements"),
        ("Vận động người dân thực hiện nghiêm túc Chỉ thị số 9005/CT-TTg", "9005/CT-TTg", "mentions"),
        ("Khẩn trương tổng kết, đánh giá việc thực hiện Chỉ thị số 9030/CT-TTg", "9030/CT-TTg", "mentions"),
        ("Hoàn thiện hồ sơ theo yêu cầu tại Công văn số 9128/STP-BTTP", "9128/STP-BTTP", "implements"),
        (
            "Căn cứ khả năng ngân sách, bố trí vốn theo quy định tại Nghị định số 9163/2016/NĐ-CP",
            "9163/2016/NĐ-CP",
            "mentions",
        ),
        (
            "Xét đề nghị tại Tờ trình số 9363/TTr-CP, Báo cáo thẩm tra số 9414/BC-UBPL của Ủy ban Pháp luật",
            "9414/BC-UBPL",
            "mentions",
        ),
    ],
)
def test_what_is_said_of_a_cited_document(text: str, code: str, relation: str) -> None:
    assert relations(cited(text + "."))[code] == [relation]


def test_a_date_that_differs_in_one_figure_is_a_misprint() -> None:
    number = "Nghị quyết số 9163/2024/QH15"
    record = cited(f"Thực hiện {number} ngày 27/11/2024 và {number} ngày 27/11/2025.")
    found = [(one.code, one.date, len(one.mentions)) for one in record.citations]
    assert found == [("9163/2024/QH15", "2024-11-27", 2)]


@pytest.mark.parametrize("name", ["Quy chế làm việc của UBND xã", "Quy chế phối hợp bảo vệ đàn ong"])
def test_a_regulation_is_cited_where_it_is_carried_out(name: str) -> None:
    assert [one.name for one in cited(f"Thực hiện {name}, Phòng Kinh tế báo cáo.").citations] == [name]


@pytest.mark.parametrize(
    ("text", "code", "relation"),
    [
        ("tháo gỡ khó khăn, vướng mắc trong quá trình triển khai Chỉ thị số 9005/CT-TTg", "9005/CT-TTg", "mentions"),
        (
            "Thực hiện Kết luận số 9021-KL/TW về nuôi ong gắn với thực hiện Chỉ thị số 9005-CT/TW",
            "9005-CT/TW",
            "implements",
        ),
    ],
)
def test_trouble_is_told_and_work_goes_together(text: str, code: str, relation: str) -> None:
    assert relations(cited(text + "."))[code] == [relation]


def test_a_decree_sets_rules_according_to_a_resolution() -> None:
    title = "quy định chính sách giảm thuế theo Nghị quyết số 9204/2031/QH17 về giảm thuế"
    found = edges(cited(f"Căn cứ Nghị định số 9174/2031/NĐ-CP của Chính phủ {title};"))
    assert found == [("9174/2031/NĐ-CP", "implements", "9204/2031/QH17")]


def test_the_fullest_name_of_an_issuer_counts() -> None:
    number = "Thông tư số 9281/2031/TT-BTC ngày 14/11/2031"
    record = cited(f"Theo {number} của Bộ Tài chính và {number} của Bộ trưởng Bộ Tài chính.")
    assert [one.issuer for one in record.citations] == ["Bộ trưởng Bộ Tài chính"]


def test_a_class_of_resolutions_is_no_cited_one() -> None:
    told = "Thực hiện các luật, nghị quyết của Quốc hội."
    rule = "Nuôi ong theo quy định của Nghị quyết số 9197/2031/QH17 của Quốc hội."
    assert relations(cited(f"{told} {rule}")) == {"9197/2031/QH17": ["mentions"]}


@pytest.mark.parametrize("name", ["Điều lệ Hội Nuôi ong tỉnh An Hòa", "Điều lệ (sửa đổi) Liên đoàn Ong tỉnh An Hòa"])
def test_the_statute_of_an_association_is_cited(name: str) -> None:
    record = cited(f"Các hội viên góp ý {name}. Chi hội tán thành {name}.")
    assert [(one.type, one.name, len(one.mentions)) for one in record.citations] == [("ĐL", name, 2)]


def test_a_project_that_is_carried_out_is_cited_by_its_name() -> None:
    name = "Đề án đưa nghề nuôi ong vào các trường học của xã"
    assert [one.name for one in cited(f"Tổ chức triển khai có hiệu quả {name}; báo cáo.").citations] == [name]


def test_changed_procedures_change_no_decision() -> None:
    text = (
        "Danh mục thủ tục hành chính được sửa đổi, bổ sung (đã công bố tại Quyết định số 9672/QĐ-UBND ngày 27/6/2031)"
    )
    assert relations(cited(text)) == {"9672/QĐ-UBND": ["mentions"]}


@pytest.mark.parametrize(
    ("short", "times"),
    [
        ("Nghị quyết 9347", 2),
        ("Nghị quyết số 9347", 2),
        ("Nghị quyết 9348", 1),
        ("Chỉ thị 9347", 1),
        ("Nghị quyết này", 1),
    ],
)
def test_type_and_number_alone_name_it_again(short: str, times: int) -> None:
    record = cited(f"Thực hiện Nghị quyết số 9347/NQ-CP ngày 24/10/2031 của Chính phủ; các xã được hỗ trợ tại {short}.")
    assert [len(one.mentions) for one in record.citations] == [times]


def test_a_project_bears_the_number_of_its_decision() -> None:
    record = cited("Thực hiện Quyết định số 906/QĐ-TTg ngày 06/01/2031 về nuôi ong; rà soát Đề án 906 ở các xã.")
    assert [(one.code, len(one.mentions)) for one in record.citations] == [("906/QĐ-TTg", 2)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("biện pháp thi hành luật thi đua, khen thưởng.", ["luật thi đua, khen thưởng"]),
        ("theo quy định của luật đất đai.", []),
        ("các luật thi đua, khen thưởng.", []),
    ],
)
def test_a_known_law_in_small_letters(text: str, names: list[str]) -> None:
    assert [one.name for one in find_mentions(Words.of(text))] == names


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Theo Tờ trình số 988/TTr-STC ngày 02/3/2031 của Sở Tài chính", "proposed_by"),
        ("Căn cứ Tờ trình số 988/TTr-STC ngày 02/3/2031 của Sở Tài chính", "legal_basis"),
    ],
)
def test_what_a_proposing_paper_is_for(text: str, relation: str) -> None:
    assert relations(cited(f"{text};")) == {"988/TTr-STC": [relation]}


def test_a_guide_carries_out_what_it_details() -> None:
    guide = "Hướng dẫn số 931-HD/BTCTW ngày 21/4/2031 của Ban Tổ chức Trung ương"
    record = cited(f"Kết luận số 9150-KL/TW ngày 14/4/2031 của Bộ Chính trị về nuôi ong, được cụ thể hóa tại {guide}.")
    assert edges(record) == [("931-HD/BTCTW", "implements", "9150-KL/TW")]


def test_papers_of_the_prime_minister_are_his_by_their_symbol() -> None:
    listed = "Chỉ thị số 922/CT-TTg ngày 01/4/2031, Công điện số 923/CĐ-TTg ngày 02/4/2031"
    found = find_mentions(Words.of(f"Thực hiện chỉ đạo của Thủ tướng Chính phủ tại các văn bản: {listed}."))
    assert [one.issuer for one in found] == ["Thủ tướng Chính phủ", "Thủ tướng Chính phủ"]


def test_bodies_issue_between_themselves() -> None:
    text = "Nghị quyết liên tịch số 920/2031/NQLT-CP-UBTVQH ngày 01/01/2031 giữa Chính phủ và Ủy ban Thường vụ Quốc hội"
    assert [one.issuer for one in find_mentions(Words.of(text))] == ["Chính phủ và Ủy ban Thường vụ Quốc hội"]


def test_a_board_of_management_proposes_by_its_own_symbol() -> None:
    text = "Theo đề nghị của Trưởng Ban Quản lý các khu công nghiệp tại Tờ trình số 916/TTr-BQL ngày 02/02/2031;"
    assert [one.issuer for one in cited(text).citations] == ["Ban Quản lý các khu công nghiệp tỉnh Hòa Bình"]


def test_laws_numbered_in_the_name_of_an_amending_law_are_no_citations() -> None:
    laws = "Luật Thú y số 931/2024/QH15, Luật Trồng trọt số 927/2023/QH15"
    name = f"Luật sửa đổi, bổ sung một số điều của {laws}"
    record = cited(f"Căn cứ Luật Thú y số 931/2024/QH15, được sửa đổi, bổ sung tại {name};")
    assert [one.key for one in record.citations] == ["931/2024/QH15", name]
    assert edges(record) == [(name, "amends", "931/2024/QH15")]


def test_a_resolution_without_a_number_amends_the_constitution() -> None:
    name = "Nghị quyết sửa đổi, bổ sung một số điều của Hiến pháp năm 2031"
    record = cited(f"Thực hiện sau khi {name} và Luật Thú y năm 2032 có hiệu lực.")
    assert edges(record) == [(name, "amends", "Hiến pháp")]


def test_a_congress_whose_place_is_left_out_is_the_named_one() -> None:
    full = "Nghị quyết Đại hội Đảng bộ xã Tân An nhiệm kỳ 2030 - 2035"
    record = cited(f"Căn cứ {full}; thực hiện Nghị quyết Đại hội Đảng bộ xã nhiệm kỳ 2030 - 2035.")
    assert [(one.name, len(one.mentions)) for one in record.citations] == [(full, 2)]


@pytest.mark.parametrize("opening", ["đề nghị báo cáo tình hình thực hiện", "yêu cầu triển khai"])
def test_a_letter_that_asks_has_a_title(opening: str) -> None:
    letter = "Công văn số 9678/BTC-QLN ngày 06/6/2031 của Bộ Tài chính"
    record = cited(f"Các xã nhận được {letter} {opening} Nghị định số 9093/2018/NĐ-CP.")
    assert edges(record) == [("9678/BTC-QLN", "implements", "9093/2018/NĐ-CP")]


def test_an_act_is_amended_by_a_part_of_another() -> None:
    record = cited("Theo Nghị định số 9073/2019/NĐ-CP (được sửa đổi bởi khoản 2 Điều 1 Nghị định số 9082/2024/NĐ-CP).")
    assert edges(record) == [("9082/2024/NĐ-CP", "amends", "9073/2019/NĐ-CP")]
