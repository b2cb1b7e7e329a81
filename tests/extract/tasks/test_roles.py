"""Roles of agencies in prose: who is told, with whom, under whom, who gets the report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.role_names import RoleName
from pipeline.extract.tasks.roles import find_addressed, find_subject
from pipeline.text.words import Words

SUBJECTS = [
    ("Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra.", ["Sở Y tế"], "the subject"),
    ("Giao Sở Y tế chủ trì rà soát.", ["Sở Y tế"], "Giao"),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát.", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"], "Đề nghị"),
    ("Yêu cầu các sở, ban, ngành nghiêm túc thực hiện.", ["các sở, ban, ngành"], "Yêu cầu"),
    ("UBND các huyện, thành phố có trách nhiệm bố trí kinh phí.", ["UBND các huyện, thành phố"], "có trách nhiệm"),
    ("Sở Y tế, Sở Tài chính hướng dẫn các đơn vị.", ["Sở Y tế", "Sở Tài chính"], "two subjects"),
    ("Các cơ quan, đơn vị căn cứ chức năng xây dựng kế hoạch.", ["Các cơ quan, đơn vị"], "a group"),
    ("Giám đốc Sở Y tế chịu trách nhiệm trước UBND tỉnh.", ["Giám đốc Sở Y tế"], "the head of a body"),
    ("Căn cứ nội dung Kế hoạch này, các sở xây dựng kế hoạch chi tiết.", ["các sở"], "behind a circumstance"),
    ("Quý I/2027, các cơ quan đánh giá kết quả.", ["các cơ quan"], "behind a time"),
    ("Kinh phí: Phòng Kinh tế tham mưu bố trí kinh phí.", ["Phòng Kinh tế"], "behind a label"),
    ("Kính gửi: Sở Y tế xem xét.", [], "an addressee is no label"),
    ("Xây dựng đề án (Sở Y tế chủ trì, xong trong Quý II/2026).", ["Sở Y tế"], "in brackets"),
    ("Báo cáo cấp trên (Sở Y tế, các xã chủ trì dự án).", [], "brackets that tell who a group is"),
    ("Sở Y tế - cơ quan thường trực Ban Chỉ đạo giúp UBND tỉnh điều hành.", ["Sở Y tế"], "its office behind a dash"),
    ("Trên cơ sở đề xuất của các xã, Sở Y tế thẩm định.", ["Sở Y tế"], "the last of a governed list"),
    ("Trên cơ sở đề xuất của các xã và Sở Y tế thẩm định.", [], "“và” leaves none for a subject"),
    ("Rà soát, sửa đổi các quy định.", [], "a verb: nobody is named"),
    ("Thường trực HĐND, các Ban HĐND, trong phạm vi nhiệm vụ của mình, giám sát việc nuôi ong.",
     ["Thường trực HĐND", "các Ban HĐND"], "what they do it within stands before the verb"),
    ("Ban ngành các cấp tăng cường vận động nuôi ong.", ["Ban ngành các cấp"], "a group without a comma"),
    ("Tuyên truyền đến các hộ nuôi ong.", [], "those told about it do nothing"),
    ("Phối hợp với Sở Y tế kiểm tra các trại.", [], "a partner is no subject"),
    ("Hỗ trợ các doanh nghiệp vay vốn.", [], "those helped are no subject"),
    ("Về cột điện: Yêu cầu Công ty Điện lực An Hòa di dời. Giao Ban Quản lý dự án bố trí kinh phí.",
     ["Công ty Điện lực An Hòa", "Ban Quản lý dự án"], "an order in each sentence"),
    ("Đồng chí Lò Văn Thử - Phó Chủ tịch UBND phường: Trực tiếp chỉ đạo.", ["Phó Chủ tịch UBND phường"], "a post"),
    ("Đ/c Lò Văn Thử, Phó Chủ tịch UBND tỉnh - Trưởng Ban: Điều hành.", ["Phó Chủ tịch UBND tỉnh"], "two posts"),
    ("Nhà ở: phòng Kinh tế và Hạ tầng rà soát.", ["phòng Kinh tế và Hạ tầng"], "an office in small letters"),
    ("Đối với Sở Y tế: phối hợp với các xã.", ["Sở Y tế"], "whom it concerns"),
    ("Chủ tịch UBND tỉnh yêu cầu Giám đốc các bệnh viện, Chủ tịch UBND các xã nghiêm túc thực hiện.",
     ["Giám đốc các bệnh viện", "Chủ tịch UBND các xã"], "whom the speaker orders"),
    ("Thanh tra an toàn thực phẩm: UBND các xã làm đầu mối kiểm tra.", ["UBND các xã"], "behind a label like a name"),
    ("Theo dõi, đôn đốc các khoa nộp báo cáo.", [], "those urged do not lead"),
    ("Sau khi UBND tỉnh ban hành giá mới, Sở Tài chính rà soát.", ["Sở Tài chính"], "not who acts in the circumstance"),
    ("Căn cứ hướng dẫn của Sở Y tế, các bệnh viện lập phương án.", ["các bệnh viện"], "the last, a group"),
    ("Hằng năm, bộ phận Một cửa tổng hợp kết quả.", ["bộ phận Một cửa"], "a part of an office in small letters"),
    ("Đối với các xã: Sở Y tế hướng dẫn lập hồ sơ.", ["Sở Y tế"], "whom it concerns and who acts"),
    ("Các cơ quan, đơn vị đảm nhận công trình.", ["Các cơ quan, đơn vị"], "a verb of two syllables"),
    ("", [], "nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "why"), SUBJECTS, ids=[case[2] for case in SUBJECTS])
def test_find_subject(text: str, names: list[str], why: str) -> None:
    found = find_subject(Words.of(text))
    assert [item.name.shown for item in found] == names, why
    assert all(item.role == "lead" for item in found)


def test_who_directs_is_not_who_leads() -> None:
    """Settled: “Giao A chỉ đạo B chủ trì”: lead B, direct A."""
    found = find_subject(Words.of("Giao Sở Y tế chỉ đạo Trung tâm Kiểm nghiệm chủ trì lấy mẫu."))
    assert [(item.role, item.name.shown) for item in found] == [
        ("direct", "Sở Y tế"),
        ("lead", "Trung tâm Kiểm nghiệm"),
    ]


def test_to_direct_may_be_the_own_duty() -> None:
    """Settled: “A chỉ đạo B thực hiện” as A's own duty: lead A, B in no role."""
    text = "Sở Y tế chỉ đạo Trung tâm Kiểm nghiệm thực hiện lấy mẫu."
    assert [(item.role, item.name.shown) for item in find_subject(Words.of(text))] == [("lead", "Sở Y tế")]
    assert find_partners(Words.of(text)) == []


PARTNERS: list[tuple[str, list[tuple[str, str]], str]] = [
    ("Rà soát theo chỉ đạo của UBND tỉnh tại Chỉ thị số 07/CT-UBND.", [], "an order only cited"),
    ("Chủ trì, cùng Sở Tài chính xây dựng đề án.", [("coordinate", "Sở Tài chính")], "led together with"),
    ("Lập danh sách gửi Phòng Nội vụ thẩm định, trình UBND huyện.", [("report_to", "Phòng Nội vụ")], "verified first"),
    ("Phản ánh về Cục Y tế dự phòng để báo cáo Bộ trưởng.", [("report_to", "Cục Y tế dự phòng")], "reported further"),
    ("Báo cáo UBND xã những vấn đề mới.", [("report_to", "UBND xã")], "the matter is no part of the name"),
    ("Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra.", [("coordinate", "Công an tỉnh")], "phối hợp với"),
    ("Chủ trì, phối hợp Sở Tài chính, Sở Tư pháp thẩm định.",
     [("coordinate", "Sở Tài chính"), ("coordinate", "Sở Tư pháp")], "without “với”"),
    ("Phối hợp chặt chẽ với các sở, ngành tuyên truyền.", [("coordinate", "các sở, ngành")], "an adverb between"),
    ("Rà soát, báo cáo UBND tỉnh.", [("report_to", "UBND tỉnh")], "báo cáo"),
    ("Lập đề án trình UBND tỉnh phê duyệt.", [("report_to", "UBND tỉnh")], "trình … phê duyệt"),
    ("Gửi kết quả về Sở Y tế trước ngày 15/3/2025.", [("report_to", "Sở Y tế")], "gửi … về"),
    (
        "Báo cáo UBND tỉnh (qua Sở Công Thương) trước ngày 15/3/2025.",
        [("report_to", "UBND tỉnh"), ("report_to", "Sở Công Thương")],
        "settled: báo cáo A (qua X) gives both",
    ),
    (
        "Gửi Sở Công Thương để tổng hợp, báo cáo UBND tỉnh.",
        [("report_to", "Sở Công Thương")],
        "settled: in a chain the direct receiver only",
    ),
    ("Kiểm tra dưới sự chỉ đạo của UBND tỉnh.", [("direct", "UBND tỉnh")], "dưới sự chỉ đạo của"),
    ("Gửi về Tỉnh ủy (qua Văn phòng Tỉnh ủy).", [("report_to", "Tỉnh ủy")], "settled: not through its inner unit"),
    ("Kịp thời báo cáo, đề xuất UBND tỉnh xử lý.", [("report_to", "UBND tỉnh")], "báo cáo, đề xuất"),
    ("Phối hợp, hướng dẫn Hội Nông dân xã lập tổ.", [("coordinate", "Hội Nông dân xã")], "worked with, guided"),
    ("Phối hợp với các doanh nghiệp (Mật An Hòa, Mật Bình Tân) để lấy mẫu.",
     [("coordinate", "các doanh nghiệp (Mật An Hòa, Mật Bình Tân)")], "members in brackets"),
    ("Phối hợp với các đơn vị tại địa phương kiểm tra.", [("coordinate", "các đơn vị tại địa phương")], "its place"),
    ("Nâng cao chất lượng mật ong.", [], "nobody"),
    ("Tăng cường sự phối hợp giữa các ngành.", [], "cooperation as a thing"),
    ("Tham mưu UBND tỉnh ban hành cơ chế hỗ trợ.", [], "settled: “tham mưu” alone does not"),
    ("Đôn đốc các xã thực hiện.", [], "settled: agencies merely urged are in no role"),
    ("Theo Nghị quyết của Hội đồng nhân dân tỉnh.", [], "settled: a resolution “của” a body"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), PARTNERS, ids=[case[2] for case in PARTNERS])
def test_find_partners(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(item.role, item.name.shown) for item in find_partners(Words.of(text))] == expected, why


ADDRESSED = [
    (
        "Chủ tịch UBND tỉnh yêu cầu các sở, ngành tập trung thực hiện các nội dung sau:",
        ["các sở, ngành"], "the lead-in of a list",
    ),
    ("Sở Công Thương đề nghị UBND các huyện rà soát:", ["UBND các huyện"], "a dispatch"),
    ("Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", [], "nobody is addressed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "why"), ADDRESSED, ids=[case[2] for case in ADDRESSED])
def test_find_addressed(text: str, names: list[str], why: str) -> None:
    assert [name.shown for name in find_addressed(Words.of(text))] == names, why


@pytest.mark.parametrize(("text", "expected", "why"), PARTNERS, ids=[case[2] for case in PARTNERS])
def test_spans_hold_the_words(text: str, expected: list[tuple[str, str]], why: str) -> None:
    for item in [*find_partners(Words.of(text)), *find_subject(Words.of(text))]:
        assert text[item.name.start : item.name.end] == item.name.shown, why
        assert 0 < item.confidence < 1
        assert item.rule


PIECES = st.sampled_from(
    ["Sở Y tế", "UBND tỉnh", "phối hợp với", "báo cáo", "gửi", "về", "chủ trì", ",", "để tổng hợp", ".", ";", "Giao",
     "các sở, ngành", "(qua", ")", "chỉ đạo", "trình", "Căn cứ Kế hoạch,"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_no_agency_is_found_twice_in_one_role(text: str) -> None:
    found: list[RoleName] = find_partners(Words.of(text))
    keys = [(item.role, item.name.shown.lower()) for item in found]
    assert len(keys) == len(set(keys))
    for item in found:
        assert 0 <= item.name.start < item.name.end <= len(text)
