"""What follows the signature: phụ lục with tables or items, and documents issued with a decision."""

from __future__ import annotations

from parsed_factory import CLOSING, MASTHEAD, Part, all_items, outline_of, words_of

HEAD = f"{MASTHEAD}\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch nuôi ong"
ARTICLES = "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch nuôi ong.\nĐiều 2. Quyết định có hiệu lực từ ngày ký."
TABLE = [["TT", "Nội dung", "Chủ trì", "Thời gian"], ["1", "Rà soát giống", "Sở Y tế", "2025"]]
WITH = "(Kèm theo Quyết định số 9041/QĐ-UBND ngày 03/02/2024 của UBND tỉnh)"


def annexes(*parts: Part) -> list[tuple[str, str | None, list[str], list[str]]]:
    """Return label, type, title lines and paths of every annex behind a decision."""
    outline = outline_of(HEAD, ARTICLES, CLOSING, *parts)
    assert [item.path for item in outline.body.items] == ["Điều 1", "Điều 2"]
    return [
        (
            annex.label,
            annex.type,
            words_of(outline, annex.title),
            [item.path for item in all_items(annex.body.items)]
            + [row.path for table in annex.body.tables for row in table.rows],
        )
        for annex in outline.annexes
    ]


def test_no_annex() -> None:
    assert annexes() == []


def test_one_annex_with_a_table() -> None:
    title = ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ", WITH]
    assert annexes("\n".join(title), TABLE) == [("PL", None, title, ["1"])]


def test_two_annexes_are_counted() -> None:
    made = annexes("PHỤ LỤC I\nDANH MỤC MỘT", TABLE, "PHỤ LỤC II\nDANH MỤC HAI", TABLE)
    assert [(label, paths) for label, _, _, paths in made] == [("PL1", ["1"]), ("PL2", ["1"])]


def test_an_annex_with_items() -> None:
    ((label, kind, title, paths),) = annexes("PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\nI. SỞ Y TẾ\n1. Rà soát.\n2. Tập huấn.")
    assert (label, kind, paths) == ("PL", None, ["I", "I.1", "I.2"])
    assert title == ["PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ"]


def test_a_table_without_annex_heading_is_an_annex() -> None:
    made = annexes("DANH MỤC NHIỆM VỤ", TABLE)
    assert [(label, paths) for label, _, _, paths in made] == [("PL", ["1"])]


def test_a_list_issued_with_an_act_opens_an_annex() -> None:
    plan = f"UBND TỈNH AN HÒA\nKẾ HOẠCH\nNuôi ong\n{WITH}\nI. NHIỆM VỤ\n1. Rà soát.\n2. Thu mật."
    listed = f"UBND TỈNH AN HÒA\nDANH MỤC NHIỆM VỤ TRỌNG TÂM\nCHƯƠNG TRÌNH NUÔI ONG\n{WITH}"
    made = annexes(plan, listed, TABLE)
    assert [(label, kind, paths) for label, kind, _, paths in made] == [
        ("", "KH", ["I", "I.1", "I.2"]),
        ("PL", None, ["1"]),
    ]


def test_a_plan_named_below_the_word_annex_is_its_title() -> None:
    ((label, kind, title, _),) = annexes(f"PHỤ LỤC II\nKẾ HOẠCH NUÔI ONG\n{WITH}", TABLE)
    assert (label, kind, title) == ("PL", None, ["PHỤ LỤC II", "KẾ HOẠCH NUÔI ONG", WITH])


def test_a_list_that_nothing_issued_stays_in_its_annex() -> None:
    ((label, _, title, _),) = annexes("PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nLỊCH THU MẬT", TABLE)
    assert (label, title) == ("PL", ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ", "LỊCH THU MẬT"])


def test_an_attached_document_keeps_its_own_numbers() -> None:
    text = f"KẾ HOẠCH\nPHÁT TRIỂN NGHỀ NUÔI ONG\n{WITH}\nI. NHIỆM VỤ\n1. Rà soát.\n2. Tập huấn."
    ((label, kind, title, paths),) = annexes(text)
    assert (label, kind, paths) == ("", "KH", ["I", "I.1", "I.2"])
    assert title[:2] == ["KẾ HOẠCH", "PHÁT TRIỂN NGHỀ NUÔI ONG"]


def test_an_attached_regulation_with_chapters() -> None:
    text = f"QUY CHẾ\nQUẢN LÝ LÀNG NGHỀ\n{WITH}\nChương I\nQUY ĐỊNH CHUNG"
    text += "\nĐiều 1. Phạm vi\n1. Làng nghề.\nĐiều 2. Đối tượng"
    ((label, kind, _, paths),) = annexes(text)
    assert (label, kind) == ("", "QC")
    assert [path for path in paths if path] == ["Điều 1", "Điều 1.1", "Điều 2"]


def test_an_attached_document_and_its_annex() -> None:
    text = f"KẾ HOẠCH\nNUÔI ONG\n{WITH}\nI. NHIỆM VỤ\n1. Rà soát.\n{CLOSING}\nPHỤ LỤC\nDANH MỤC"
    made = annexes(text, TABLE)
    assert [(label, kind, paths) for label, kind, _, paths in made] == [("", "KH", ["I", "I.1"]), ("PL", None, ["1"])]


def test_an_annex_before_any_closing() -> None:
    outline = outline_of(HEAD, ARTICLES, "PHỤ LỤC\nDANH MỤC", TABLE)
    assert [annex.label for annex in outline.annexes] == ["PL"]
    assert outline.body.tables == ()


def test_the_annex_in_running_text_opens_nothing() -> None:
    outline = outline_of(HEAD, f"{ARTICLES}\nĐiều 3. Phụ lục kèm theo Quyết định được gửi cùng.", CLOSING)
    assert outline.annexes == ()
    assert [item.path for item in outline.body.items] == ["Điều 1", "Điều 2", "Điều 3"]


def test_annexes_behind_an_attached_document_are_counted_alone() -> None:
    text = f"KẾ HOẠCH\nNUÔI ONG\n{WITH}\nI. NHIỆM VỤ\n1. Rà soát.\n{CLOSING}"
    made = annexes(text, "PHỤ LỤC I\nMỘT", TABLE, "PHỤ LỤC II\nHAI", TABLE)
    assert [label for label, *_ in made] == ["", "PL1", "PL2"]
