"""Numbered bodies: nesting, paths, bullets, attribute lines, paragraphs, closing formulas."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed_factory import CLOSING, MASTHEAD, all_items, lines_of, make_parsed, outline_of, words_of

from pipeline.model import Body, Item, Outline, Span
from pipeline.structure.body import make_body
from pipeline.text.words import Words


def body_of(text: str) -> tuple[Outline, Body]:
    """Return the body of lines that stand between a title and a closing."""
    outline = outline_of(MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong", text, CLOSING)
    return outline, outline.body


def paths_of(text: str) -> list[str]:
    return [item.path for item in all_items(body_of(text)[1].items)]


def item_at(path: str, text: str) -> tuple[Outline, Item]:
    outline, body = body_of(text)
    return outline, next(item for item in all_items(body.items) if item.path == path)


NESTING = [
    ("I. A\n1. B\n2. C\nII. D\n1. E", ["I", "I.1", "I.2", "II", "II.1"], "roman over Arabic"),
    ("I. A\n1. B\n1.1. C\n1.2. D\n2. E", ["I", "I.1", "I.1.1", "I.1.2", "I.2"], "repeated numbers are written once"),
    ("I. A\n1. B\na) C\nb) D", ["I", "I.1", "I.1.a", "I.1.b"], "letters"),
    ("I. A\n1. B\n- C\n- D\n2. E\n- F", ["I", "I.1", "I.1.-1", "I.1.-2", "I.2", "I.2.-1"], "bullets count anew"),
    ("I. A\n- B\n+ C\n+ D\n- E", ["I", "I.-1", "I.-1.-1", "I.-1.-2", "I.-2"], "settled: nested bullets"),
    ("I. A\n1. B\n(1) C\n(2) D", ["I", "I.1", "I.1.1", "I.1.2"], "numbers in brackets"),
    ("I. A\n1. B\n(a) C\n(b) D\n2. E", ["I", "I.1", "I.1.a", "I.1.b", "I.2"], "letters in brackets"),
    ("A. X\nI. B\n1. C\nB. Y\nI. D", ["A", "A.I", "A.I.1", "B", "B.I"], "capitals over roman numbers"),
    ("Điều 1. B\n1. C\na) D\nĐiều 2. E", ["Điều 1", "Điều 1.1", "Điều 1.1.a", "Điều 2"], "articles"),
    ("Điều 1. B\n1. C\n1.1. D\n2. E\n2.1. F", ["Điều 1", "Điều 1.1", "Điều 1.1.1", "Điều 1.2", "Điều 1.2.1"], "2.1"),
    ("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. B\nChương II\nKHÁC\nĐiều 2. C", ["", "Điều 1", "", "Điều 2"], "chapters"),
    ("1. A\n- B\n2. C", ["1", "1.-1", "2"], "no roman number at all"),
    ("- A\n- B", ["-1", "-2"], "bullets alone"),
]


@pytest.mark.parametrize(("text", "paths", "why"), NESTING, ids=[case[2] for case in NESTING])
def test_nesting(text: str, paths: list[str], why: str) -> None:
    assert paths_of(text) == paths, why


def test_an_item_is_its_line_without_number() -> None:
    outline, item = item_at("I.1", "I. NHIỆM VỤ\n1. Rà soát giống.")
    assert outline.printed(item) == "Rà soát giống."
    assert (item.label, item.style.value) == ("1", "arabic")
    outline, item = item_at("I.-2", "I. NHIỆM VỤ\n- Rà soát giống.\n- Tập huấn.")
    assert (outline.printed(item), item.label) == ("Tập huấn.", "-2")


def test_unnumbered_paragraphs_follow_their_item() -> None:
    text = "I. NHIỆM VỤ\n1. Rà soát giống\nCác trại tự kiểm tra.\nKết quả gửi về Sở.\n2. Tập huấn."
    outline, item = item_at("I.1", text)
    assert words_of(outline, item.paragraphs) == ["Các trại tự kiểm tra.", "Kết quả gửi về Sở."]


def test_a_chapter_takes_its_title_from_the_next_line() -> None:
    outline, body = body_of("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Nuôi ong.")
    assert outline.printed(body.items[0]) == "QUY ĐỊNH CHUNG"
    assert body.items[0].paragraphs == ()


def test_attribute_lines_are_no_items() -> None:
    text = "I. NHIỆM VỤ\n1. Rà soát giống.\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian thực hiện: Năm 2025.\n2. Tập huấn."
    outline, item = item_at("I.1", text)
    assert item.children == ()
    assert [(a.kind, outline.printed(a)) for a in item.attributes] == [("lead", "Sở Y tế."), ("deadline", "Năm 2025.")]
    assert [outline.parsed.text[a.label.start : a.label.end] for a in item.attributes] == [
        "Đơn vị chủ trì",
        "Thời gian thực hiện",
    ]


def test_attributes_behind_bullets_belong_to_the_heading_of_the_bullets() -> None:
    text = "I. NHIỆM VỤ\n1. Rà soát giống\n- Lập danh sách.\n- Kiểm tra.\n- Đơn vị chủ trì: Sở Y tế.\n2. Tập huấn."
    outline, item = item_at("I.1", text)
    assert [outline.printed(child) for child in item.children] == ["Lập danh sách.", "Kiểm tra."]
    assert [(a.kind, outline.printed(a)) for a in item.attributes] == [("lead", "Sở Y tế.")]


def test_an_attribute_goes_on_below_an_empty_label() -> None:
    text = "I. NHIỆM VỤ\n1. Rà soát giống.\nĐơn vị phối hợp:\n- Sở Y tế;\n- Công an tỉnh.\n2. Tập huấn."
    outline, item = item_at("I.1", text)
    assert item.children == ()
    assert [outline.printed(a) for a in item.attributes] == ["- Sở Y tế;\n- Công an tỉnh."]


def test_a_content_line_is_the_task_and_no_attribute() -> None:
    """Settled: “Nội dung:” and “Nhiệm vụ:” lines that say what to do are the task, label kept."""
    text = "I. NHIỆM VỤ\n1. Giống ong\n- Nội dung: Rà soát các trại.\n- Đơn vị chủ trì: Sở Y tế."
    outline, item = item_at("I.1.-1", text)
    assert outline.printed(item) == "Nội dung: Rà soát các trại."


def test_a_roman_heading_with_a_label_is_no_attribute() -> None:
    outline, body = body_of("I. NHIỆM VỤ\n1. Rà soát.\nII. THỜI GIAN THỰC HIỆN: Năm 2025.\n1. Quý I.")
    assert [item.path for item in body.items] == ["I", "II"]
    assert outline.body.items[0].attributes == ()


FORMULAS = [
    "Trên đây là Kế hoạch phát triển nghề nuôi ong, yêu cầu các đơn vị thực hiện./.",
    "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở để tổng hợp./.",
    "Quá trình triển khai có khó khăn, kịp thời báo cáo./.",
    "Yêu cầu các sở, ngành nghiêm túc thực hiện Kế hoạch này.",
    "Đề nghị các đơn vị quan tâm triển khai./.",
    "Căn cứ Kế hoạch này, các đơn vị chủ động thực hiện./.",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_closing_formulas_are_cut_off(formula: str) -> None:
    outline, body = body_of(f"I. NHIỆM VỤ\n1. Rà soát giống.\n2. Tập huấn kỹ thuật.\n{formula}")
    assert words_of(outline, body.tail) == [formula]
    assert body.items[0].children[-1].paragraphs == ()


def test_a_formula_in_the_middle_stays_with_its_item() -> None:
    outline, item = item_at("I.1", "I. NHIỆM VỤ\n1. Rà soát giống.\nTrên đây là việc đầu tiên.\n2. Tập huấn.")
    assert words_of(outline, item.paragraphs) == ["Trên đây là việc đầu tiên."]
    assert outline.body.tail == ()


def test_the_only_paragraph_of_a_heading_is_no_formula() -> None:
    outline, body = body_of("I. NHIỆM VỤ\n1. Tổ chức sơ kết\nCác đơn vị sơ kết vào cuối năm.")
    assert words_of(outline, body.items[0].children[0].paragraphs) == ["Các đơn vị sơ kết vào cuối năm."]
    assert body.tail == ()


def test_the_last_paragraph_of_a_heading_stays_though_it_ends_the_document() -> None:
    outline, body = body_of("I. NHIỆM VỤ\n1. Tổ chức sơ kết\nCác đơn vị sơ kết vào cuối năm./.")
    assert words_of(outline, body.items[0].children[0].paragraphs) == ["Các đơn vị sơ kết vào cuối năm./."]


def test_paragraphs_before_the_first_item_are_the_preamble() -> None:
    outline, body = body_of(
        "Căn cứ chương trình của tỉnh;\nỦy ban nhân dân tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH"
    )
    assert words_of(outline, body.preamble) == [
        "Căn cứ chương trình của tỉnh;",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    ]


LINE = st.sampled_from(
    ["I. A", "II. B", "1. C", "2. D", "1.1. E", "a) F", "- G", "+ H", "(1) I", "Điều 1. K", "Chữ thường.", "A. Y",
     "- Đơn vị chủ trì: Sở Y tế", "Thời gian:", "* M", "Chương I"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINE, min_size=1, max_size=16))
def test_every_line_goes_to_exactly_one_place(lines: list[str]) -> None:
    """Nothing of a body is lost or counted twice, in whatever order its lines stand."""
    parsed = make_parsed("\n".join(lines))
    body = make_body(Words.of(parsed.text), lines_of(parsed))
    covered: list[Item | Span] = [*body.preamble, *body.tail]
    for item in all_items(body.items):
        covered += [item, *item.paragraphs, *(a.value for a in item.attributes), *(a.label for a in item.attributes)]
    marks = [0] * len(parsed.text)
    for span in covered:
        for place in range(span.start, span.end):
            marks[place] += 1
    letters = [place for place, char in enumerate(parsed.text) if char.islower()]
    assert max(marks, default=0) <= 1
    # The words "Điều", "Chương" belong to a number; every other small letter is someone's.
    lost = {parsed.text[place] for place in letters if not marks[place]}
    assert lost <= set("iềuhươnga")


@settings(deadline=None)
@given(st.lists(LINE, min_size=1, max_size=16))
def test_children_stand_between_their_parent_and_its_next(lines: list[str]) -> None:
    parsed = make_parsed("\n".join(lines))
    items = list(all_items(make_body(Words.of(parsed.text), lines_of(parsed)).items))
    starts = [item.start for item in items]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("I. MỤC ĐÍCH\nI. Mục đích\n2. Yêu cầu\nII. NHIỆM VỤ\nI. Nuôi ong\n2. Trồng cây", "I I.1 I.2 II II.1 II.2"),
        ("II. NHIỆM VỤ\n1. Nuôi ong\nI. Trồng cây", "II II.1 I"),
        ("II. Nhiệm vụ\n- Nuôi ong\nI. Trồng cây", "II II.-1 I"),
        ("A. ONG\nI. Giống\nB. MẬT\nI. Kiểm nghiệm", "A A.I B B.I"),
    ],
)
def test_a_figure_that_was_recognised_as_a_roman_one(text: str, paths: str) -> None:
    """Only below a section in capitals, where the count of its items has not begun."""
    assert paths_of(text) == paths.split()


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "1. Tổ\na) Tổ một\n(1) Bà Cúc\n(2) Ông An\n* Thư ký\n(1) Bà Mai\nb) Tổ hai",
            "1 1.a 1.a.1 1.a.2 1.a.2.-1 1.1 1.b",
        ),
        ("(1) Ong\na) Giống\nb) Mật\n(2) Hoa", "1 1.a 1.b 2"),
        ("1. Ong\na) Giống\n(1) Nội\n(2) Ngoại\n(3) Lai\nb) Mật", "1 1.a 1.a.1 1.a.2 1.a.3 1.b"),
    ],
)
def test_a_list_goes_on_where_it_began(text: str, paths: str) -> None:
    assert paths_of(text) == paths.split()


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("III. KẾT LUẬN\nMột là, rà soát trại ong.\nHai là: tập huấn.", "III III.1 III.2"),
        ("1. Kết luận\nMột là, rà soát.\n- Giống\nHai là, tập huấn.", "1 1.1 1.1.-1 1.2"),
        ("I. ĐÁNH GIÁ\nThứ nhất, các trại đã tăng.\nThứ hai, mật còn ít.", "I"),
    ],
)
def test_points_counted_in_words(text: str, paths: str) -> None:
    assert paths_of(text) == paths.split()


def test_a_section_number_printed_twice() -> None:
    text = "I. ONG\n1. Giống\nI. MẬT\n1. Bán\n2. Kiểm nghiệm"
    assert paths_of(text) == ["I", "I.1", "I(2)", "I(2).1", "I(2).2"]
