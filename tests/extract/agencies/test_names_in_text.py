"""Names of agencies: where one begins and ends in running text, and lists of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.text.words import Words

# The name stands at the beginning; it ends where the bar stands: (text with a bar, why).
NAMES = [
    ("Sở Nội vụ| chủ trì", "a field of the table"),
    ("Sở Khoa học và Công nghệ| xây dựng kế hoạch", "“và” inside a name"),
    ("Sở Văn hóa, Thể thao và Du lịch| tổ chức", "a comma inside a name"),
    ("Sở Lao động - Thương binh và Xã hội| phối hợp", "a dash inside a name"),
    ("Sở Nông nghiệp và Môi trường tỉnh Hòa Bình| báo cáo", "with its province"),
    ("Sở KH&CN| thẩm định", "a short form"),
    ("Bộ Tài chính| hướng dẫn", "a ministry"),
    ("Bộ Chỉ huy Quân sự tỉnh| chủ động", "a command"),
    ("UBND tỉnh| ban hành", "a unit behind UBND"),
    ("UBND tỉnh Hòa Bình| ban hành", "and its name"),
    ("Ủy ban nhân dân các huyện, thành phố| rà soát", "units of a kind"),
    ("UBND các xã, phường, đặc khu| tuyên truyền", "three kinds of units"),
    ("Hội đồng nhân dân tỉnh| giám sát", "the council"),
    ("Văn phòng Sở| theo dõi", "an office of the issuer"),
    ("Văn phòng UBND tỉnh| đôn đốc", "an office of a body"),
    ("Phòng Kế hoạch - Tài chính| tổng hợp", "a division"),
    ("Chi cục Kiểm lâm| chủ động tuần tra", "a sub-department"),
    ("Trung tâm Khuyến nông| tập huấn", "a centre"),
    ("Công an tỉnh| phối hợp", "the police"),
    ("Thanh tra tỉnh| kiểm tra", "the inspectorate"),
    ("Ban Dân vận Tỉnh ủy| nắm tình hình", "an organ of the Party"),
    ("Ban Thường vụ Huyện ủy| lãnh đạo", "a standing committee"),
    ("Tỉnh ủy| chỉ đạo", "a Party committee"),
    ("Đảng ủy các xã, phường| quán triệt", "Party committees of units"),
    ("Thủ tướng Chính phủ| giao", "a person who stands for an office"),
    ("Giám đốc Sở Y tế| chịu trách nhiệm", "the head of a body"),
    ("Thủ trưởng các sở, ban, ngành| chỉ đạo", "the heads of a group"),
    ("Chủ tịch UBND các huyện, thành phố| chỉ đạo", "the chairmen of units"),
    ("Các sở, ban, ngành| rà soát", "a group"),
    ("các cơ quan, đơn vị liên quan| phối hợp", "a group with a modifier"),
    ("các cơ quan, đơn vị có liên quan| phối hợp", "and its other form"),
    ("các đơn vị trực thuộc Sở| thực hiện", "a group of a body"),
    ("Các phòng, ban, đơn vị| căn cứ", "a group of three"),
    ("các tổ chức chính trị - xã hội| vận động", "a dash in a modifier"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh| giám sát", "the Front"),
    ("Liên minh Hợp tác xã tỉnh| hỗ trợ", "an alliance"),
    ("Hội Nông dân tỉnh| phát động", "an association"),
    ("Tỉnh đoàn| tổ chức", "the Youth Union"),
    ("Kho bạc Nhà nước khu vực III| kiểm soát chi", "a regional office"),
    ("Ngân hàng Chính sách xã hội tỉnh| giải ngân", "a bank"),
    ("Trường Đại học Nông Lâm| nghiên cứu", "a university"),
    ("Ban Quản lý các Khu công nghiệp| kiểm tra", "a matter in the plural"),
    ("Báo và Đài Phát thanh, Truyền hình tỉnh| đưa tin", "two bodies made one"),
    ("đơn vị chủ trì| báo cáo", "a bare group"),
    ("Các sở, ban, ngành| xây dựng kế hoạch", "a verb that is also the name of a field"),
    ("Sở Xây dựng| xây dựng đề án", "a field and the same word as a verb"),
    ("Sở Du lịch| phát triển sản phẩm", "a verb that may stand inside names"),
    ("Ban Chỉ đạo về chuyển đổi số tỉnh| họp", "a board with its matter in small letters"),
    ("Cục Thuế tỉnh| rà soát", "a tax office"),
    ("Bảo hiểm xã hội tỉnh| chi trả", "social insurance"),
    ("Trung tâm Phục vụ hành chính công tỉnh| tiếp nhận", "small letters inside a field"),
    ("Đài Phát thanh và Truyền hình tỉnh| đưa tin", "a broadcaster"),
    ("Cổng Thông tin điện tử tỉnh| đăng", "a portal"),
    ("Viện Kiểm sát nhân dân tỉnh| phối hợp", "a procuracy"),
    ("Tòa án nhân dân tỉnh| xét xử", "a court"),
    ("Hội Liên hiệp Phụ nữ tỉnh| vận động", "the Women's Union"),
    ("Đoàn TNCS Hồ Chí Minh tỉnh| phát động", "the Youth Union by its full name"),
    ("Thường trực HĐND tỉnh| xem xét", "a standing body"),
    ("Ban Kinh tế - Ngân sách HĐND tỉnh| thẩm tra", "a board of the council"),
    ("Ban Thường vụ Đảng ủy các xã, phường| lãnh đạo", "standing committees of units"),
    ("Đảng ủy Công an tỉnh| chỉ đạo", "a Party committee of an agency"),
    ("Các cơ quan tham mưu, giúp việc Tỉnh ủy| hướng dẫn", "agencies that advise a Party committee"),
    ("Các huyện ủy, thành ủy| quán triệt", "Party committees of districts"),
    ("cấp ủy, tổ chức đảng các cấp| lãnh đạo", "Party bodies of all levels"),
    ("Hạt Kiểm lâm các huyện| kiểm tra", "stations of districts"),
    ("Trạm Y tế xã| tiêm", "a health station"),
    ("Phòng Nông nghiệp và Phát triển nông thôn huyện| kiểm tra", "a division of a district"),
    ("Đoàn đại biểu Quốc hội tỉnh| giám sát", "the deputies of a province"),
    ("Văn phòng HĐND và UBND huyện| tổng hợp", "one office of two bodies"),
    ("Văn phòng HĐND&UBND xã| tổng hợp", "and its short form"),
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh| phối hợp", "the office of deputies and council"),
    ("Trưởng phòng Nội vụ| chịu trách nhiệm", "a post whose last word is the head of the body"),
    ("Trưởng Ban Dân tộc| chỉ đạo", "a post with a board"),
    ("Trưởng các phòng chuyên môn thuộc Sở| chỉ đạo", "the heads of divisions"),
    ("Trung tâm Văn hóa, Thông tin và Thể thao huyện| xây dựng", "a field of three parts"),
    ("Hội đồng phối hợp phổ biến, giáo dục pháp luật tỉnh| hướng dẫn", "a council named by law in small letters"),
    ("Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Hòa Bình| chỉ đạo", "a branch behind its bank"),
    ("Tổng công ty Điện lực miền Bắc| bảo đảm", "no verb is the second syllable of a place"),
    ("Kho bạc Nhà nước khu vực X| hướng dẫn", "nor of a region"),
    ("UBND thành phố Vinh| giải phóng mặt bằng", "nor of a town"),
    ("Đội Quản lý thị trường số 3| tăng cường", "a team"),
    ("Công chức Tư pháp - Hộ tịch| tham mưu", "a post of a commune"),
    ("Các ông (bà) Trưởng thôn| tuyên truyền", "heads of villages"),
    ("Trưởng các thôn, bản| tuyên truyền", "and as a group"),
    ("các thôn, bản| phun thuốc", "a verb behind villages"),
    ("các lực lượng| tuần tra, kiểm soát", "a verb behind forces"),
    ("Các cụm, khối thi đua| bình xét", "groups of emulation"),
    ("Các huyện, thành, thị ủy, đảng ủy trực thuộc| quán triệt", "Party committees that share a word"),
    ("Thường trực các huyện ủy, thành ủy| quan tâm", "standing members of a group"),
    ("Ban Thường vụ các huyện ủy| lãnh đạo", "standing committees of a group"),
    ("Sở Nội vụ| (Cơ quan thường trực) theo dõi", "what it is stands in brackets"),
    ("Cục Y tế dự phòng| hướng dẫn", "a field with small letters behind"),
    ("Ban An toàn giao thông tỉnh| theo dõi", "a verb's syllable inside a field"),
    ("Chi cục Phát triển nông thôn| tham mưu", "a verb that begins a name"),
    ("Lãnh đạo Sở| phụ trách chỉ đạo", "those who lead"),
    ("Chánh Văn phòng UBND tỉnh| đôn đốc", "the head of an office"),
    ("Thành viên Ban Chỉ đạo| kiểm tra", "members of a board"),
    ("Quân khu 3| phối hợp", "a number in a name"),
    ("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh| phản biện", "a union of associations"),
    ("Thanh tra Sở| kiểm tra", "an inspectorate of the issuer"),
]

NO_NAMES = [
    ("Tổ chức thực hiện kế hoạch", "a verb that looks like a head"),
    ("Ban hành kế hoạch", "another"),
    ("Bộ máy hành chính", "a compound that begins like a ministry"),
    ("Hội nghị tổng kết", "a meeting"),
    ("Nhà nước hỗ trợ giống", "the State is no agency"),
    ("Trường hợp phát sinh vướng mắc", "a case is no school"),
    ("Sở hữu trí tuệ", "ownership is no department"),
    ("kế hoạch năm 2025", "a plan"),
    ("rà soát quy định", "a verb"),
    ("", "nothing"),
]

LISTS = [
    ("Sở Tài chính, Sở Nội vụ và Sở Y tế rà soát", ["Sở Tài chính", "Sở Nội vụ", "Sở Y tế"], "commas and “và”"),
    ("Sở Xây dựng; UBND các xã; Công an tỉnh.", ["Sở Xây dựng", "UBND các xã", "Công an tỉnh"], "semicolons"),
    ("Các sở: Nội vụ, Y tế, Công Thương tham mưu", ["Sở Nội vụ", "Sở Y tế", "Sở Công Thương"], "one head word"),
    (
        "Các Sở: Kế hoạch và Đầu tư, Tài chính và Ngoại vụ",
        ["Sở Kế hoạch và Đầu tư", "Sở Tài chính", "Sở Ngoại vụ"],
        "“và” inside a member",
    ),
    (
        "các sở, ngành và các đơn vị có liên quan",
        ["các sở, ngành", "các đơn vị có liên quan"],
        "settled: the group is cut before “và các đơn vị”, the “và” goes",
    ),
    (
        "Sở Tài chính cùng với Sở Tư pháp thẩm định",
        ["Sở Tài chính", "Sở Tư pháp"],
        "“cùng với” joins",
    ),
    (
        "Các sở, ban, ngành; UBND các huyện, thị xã, thành phố xây dựng",
        ["Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"],
        "settled: commas inside a group stay",
    ),
    ("Sở Tư pháp tổ chức tập huấn, Sở Nội vụ kiểm tra", ["Sở Tư pháp"], "a clause ends the list"),
    ("rà soát cùng Sở Nội vụ", [], "no list begins here"),
    (
        "UBND huyện Tân Lạc, UBND huyện Mai Châu lập danh sách",
        ["UBND huyện Tân Lạc", "UBND huyện Mai Châu"],
        "two named units",
    ),
]


@pytest.mark.parametrize(("marked", "why"), NAMES, ids=[case[0] for case in NAMES])
def test_match_name(marked: str, why: str) -> None:
    text = marked.replace("|", "")
    end = NameScanner(Words.of(text)).match_name(0)
    assert end is not None, why
    assert text[:end] == marked.split("|")[0], why


@pytest.mark.parametrize(("text", "why"), NO_NAMES, ids=[case[1] for case in NO_NAMES])
def test_no_name(text: str, why: str) -> None:
    assert NameScanner(Words.of(text)).match_name(0) is None, why


@pytest.mark.parametrize(("text", "names", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_match_list(text: str, names: list[str], why: str) -> None:
    assert [name.shown for name in NameScanner(Words.of(text)).match_list(0)] == names, why


@pytest.mark.parametrize(("text", "names", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_spans_of_a_list_are_printed_words(text: str, names: list[str], why: str) -> None:
    for name in NameScanner(Words.of(text)).match_list(0):
        assert name.shown.endswith(text[name.start : name.end])
        head, _, rest = name.shown.partition(" ")
        assert text[name.start : name.end] in (name.shown, rest), head


def test_a_list_ends_at_its_limit() -> None:
    text = "Sở Tài chính, Sở Nội vụ"
    assert [name.shown for name in NameScanner(Words.of(text)).match_list(0, 13)] == ["Sở Tài chính"]


def test_old_tone_marks_make_no_difference() -> None:
    for text in ("Uỷ ban nhân dân tỉnh Hoà Bình ban hành", "Ủy ban nhân dân tỉnh Hòa Bình ban hành"):
        end = NameScanner(Words.of(text)).match_name(0)
        assert text[:end].endswith("Bình")


PIECES = "Sở Bộ UBND các tỉnh huyện Nội vụ Tài chính và , ; : ( ) chủ trì phối hợp Ban hành Tổ chức Khu Giám đốc - . ủy"
WORDS = st.sampled_from(PIECES.split())


@settings(deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_names_stand_inside_the_text_and_go_forward(text: str) -> None:
    last = 0
    for name in NameScanner(Words.of(text)).match_list(0):
        assert last <= name.start < name.end <= len(text)
        assert name.shown.strip()
        last = name.end


@settings(deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join), st.integers(min_value=0, max_value=60))
def test_a_name_never_ends_in_a_blank_or_before_its_start(text: str, start: int) -> None:
    end = NameScanner(Words.of(text)).match_name(min(start, len(text)))
    if end is not None:
        assert start < end <= len(text)
        assert not text[end - 1].isspace()
