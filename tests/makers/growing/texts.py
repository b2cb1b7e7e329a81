"""Texts that grow: lines, lists, names, citations, tasks, days."""

from __future__ import annotations

from collections.abc import Callable

from growing.pattern import Pattern, bare, plan, sentence

SYLLABLES = tuple(
    "An Bình Cẩm Duy Đông Giang Hòa Khê Lâm Minh Nam Phú Quý Sơn Tân Thanh Trung Vĩnh Xuân Yên".split()  # noqa: SIM905
)


def named(number: int) -> str:
    """Return a made-up name of a place that differs by number."""
    size = len(SYLLABLES)
    return f"{SYLLABLES[number % size]} {SYLLABLES[number // size % size]} {SYLLABLES[number // size**2 % size]}"


def same(text: str) -> Callable[[int], str]:
    """Return a piece that is the same whatever its number."""
    return lambda _: text


# each a line of its own, many times
LINES: dict[str, Callable[[int], str]] = {
    "Điều n.": lambda n: f"Điều {n}. Trách nhiệm",
    "Điều alone": same("Điều"),
    "- alone": same("-"),
    "+ alone": same("+"),
    "- items": lambda n: f"- Mục số {n} của danh sách;",
    "+ items": lambda n: f"+ Mục số {n} của danh sách;",
    "Căn cứ alone": same("Căn cứ"),
    "Căn cứ lines": lambda n: f"Căn cứ Nghị quyết số {n}-NQ/TW ngày 02 tháng 01 năm 2024 của Bộ Chính trị;",
    "** alone": same("**"),
    "| alone": same("|"),
    "n. items": lambda n: f"{n + 1}. Rà soát danh mục số {n}.",
    "1. items": same("1. Rà soát danh mục."),
    "a) items": lambda n: f"{'abcdeghik'[n % 9]}) Rà soát danh mục số {n};",
    "1.1.1. items": lambda n: f"{n // 400 + 1}.{n // 20 % 20 + 1}.{n % 20 + 1}. Rà soát danh mục số {n}.",
    "roman headings": lambda n: f"{('I', 'II', 'III', 'IV', 'V')[n % 5]}. NHIỆM VỤ SỐ {n}",
    "headings in capitals": lambda n: f"NHIỆM VỤ SỐ {n}",
    "Chương and Mục": lambda n: f"Chương {n}\nMục {n}",
    "Phụ lục": lambda n: f"PHỤ LỤC {n}\nDANH MỤC NHIỆM VỤ\n1. Sở Y tế rà soát.",
    "Nơi nhận": same("Nơi nhận:\n- Như trên;\n- Lưu: VT."),
    "signatures": same("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Mẫu"),
    "Kính gửi": same("Kính gửi: Sở Tài chính;"),
    "- addressees": lambda n: f"- Ủy ban nhân dân xã {named(n)};",
    "type names": same("QUYẾT ĐỊNH"),
    "mottos": same("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
    "numbers": lambda n: f"Số: {n}/KH-UBND",
    "dates": lambda n: f"An Bình, ngày {n % 28 + 1} tháng 3 năm 2024",
    "two columns": lambda n: f"Nơi nhận:{' ' * 30}TM. ỦY BAN NHÂN DÂN {n}",
    "tail columns": lambda n: f"- Như trên {n};{' ' * 30}CHỦ TỊCH",
    "wrapped prose": lambda n: f"các đơn vị liên quan tiếp tục rà soát những nội dung của đợt {n} theo hướng dẫn,",
    "sentences": lambda n: f"Các đơn vị tiếp tục rà soát những nội dung của đợt {n} theo hướng dẫn.",
    "open brackets": same("(kèm theo"),
    "tasks": lambda n: f"{n + 1}. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát mục {n} trước ngày 30/6/2025.",
    "tasks of bodies of their own": lambda n: (
        f"{n + 1}. Giao Ủy ban nhân dân xã {named(n)} chủ trì rà soát mục {n}, hoàn thành trước ngày 30/6/2025."
    ),
    "bodies and what they do": lambda n: f"{n + 1}. Sở {named(n)}:\n- Rà soát danh mục số {n};\n- Báo cáo kết quả.",
    "tasks of units of their own": lambda n: f"- Phòng {named(n)} thuộc Sở Nội vụ tham mưu mục {n} trong quý II.",
    "tasks of persons": lambda n: f"{n + 1}. Đồng chí Nguyễn Văn {named(n)}, Giám đốc Sở Y tế chỉ đạo mục {n}.",
    "deadlines": lambda n: (
        f"- Sở Y tế báo cáo trước ngày {n % 28 + 1}/{n % 12 + 1}/2025, định kỳ hằng quý, năm {2000 + n % 60}."
    ),
    "citations": lambda n: f"- Thực hiện Quyết định số {n + 1}/QĐ-UBND ngày 04/5/2023 của Ủy ban nhân dân tỉnh.",
    "citations of one act": same("- Thực hiện Quyết định số 15/QĐ-UBND ngày 04/5/2023 của Ủy ban nhân dân tỉnh."),
    "changes": lambda n: (
        f"Điều {n}. Sửa đổi, bổ sung Điều {n} Nghị định số {n}/2020/NĐ-CP ngày 04/5/2020 của Chính phủ."
    ),
    "repeals": lambda n: f"Điều {n}. Bãi bỏ Quyết định số {n}/2015/QĐ-UBND; thay thế Quyết định số {n}/2012/QĐ-UBND.",
    "laws": lambda n: f"Căn cứ Luật {named(n)} ngày 19 tháng 6 năm 2015;",
    "drawn rules": same("---------------"),
    "footnote marks": lambda n: f"[{n}] Theo báo cáo số {n}/BC-STC.",
    "empty lines": same(""),
    "page numbers": lambda n: f"Nội dung của trang {n}\n{n}",
    "old letters": same("Uû ban nh©n d©n tØnh vÒ viÖc triÓn khai kÕ ho¹ch"),
    "sections on the situation": lambda n: (
        f"I. TÌNH HÌNH\n1. Sở Y tế đã rà soát mục {n}.\nII. NHIỆM VỤ\n1. Sở Y tế rà soát mục {n}."
    ),
    "standing rules": lambda n: f"Điều {n}. Nhiệm vụ và quyền hạn\n1. Giám đốc Sở {named(n)} chịu trách nhiệm.",
    "labels and values": lambda n: f"Chủ trì: Sở Y tế\nPhối hợp: Sở Nội vụ\nThời gian: quý {n % 4 + 1}",
}
# all in one line
RUNS: dict[str, tuple[Callable[[int], str], str]] = {
    "one line of words": (same("rà soát"), " "),
    "one line of one letter": (same("a"), ""),
    "one line of blanks": (same(" "), ""),
    "one line of digits": (same("7"), ""),
    "one line of brackets": (same("("), ""),
    "one line of commas": (same(","), ""),
    "one line of capitals": (same("RÀ SOÁT"), " "),
    "one line of Điều": (lambda n: f"Điều {n}", ", "),
    "one line of khoản": (lambda n: f"khoản {n}, Điều {n}", " "),
    "one line of numbers of acts": (lambda n: f"{n}/QĐ-UBND", ", "),
    "one line of acts": (lambda n: f"Quyết định số {n}/QĐ-UBND ngày 04/5/2023", "; "),
    "one line of số": (same("số"), " "),
    "one line of ngày": (same("ngày"), " "),
    "one line of dates": (lambda n: f"{n % 28 + 1}/{n % 12 + 1}/2025", ", "),
    "one line of trước ngày": (lambda n: f"trước ngày {n % 28 + 1}/5/2025", ", "),
    "one line of years": (lambda n: f"{2000 + n % 60}", "-"),
    "one line of bodies": (lambda n: f"UBND xã {named(n)}", ", "),
    "one line of offices": (lambda n: f"Sở {named(n)}", ", "),
    "one line of known offices": (lambda n: ("Sở Tài chính", "Sở Nội vụ", "Sở Y tế")[n % 3], ", "),
    "one line of bare names": (named, ", "),
    "one line of UBND xã": (same("UBND xã"), " "),
    "one line of và": (same("và"), " "),
    "one line of giao": (same("giao Sở Y tế"), " "),
    "one line of chủ trì": (same("Sở Y tế chủ trì, phối hợp với Sở Nội vụ"), " "),
    "one line of phối hợp": (same("phối hợp với"), " "),
    "one line of của": (same("của Ủy ban nhân dân"), " "),
    "one line of sentences": (lambda n: f"Sở Y tế rà soát mục {n}.", " "),
    "one line of sửa đổi": (lambda n: f"sửa đổi, bổ sung Điều {n}", " "),
    "one line of ditto codes": (lambda n: f"số {n}", ", "),
    "one line of đồng chí": (lambda n: f"đồng chí Nguyễn Văn {named(n)}", ", "),
}
# what stands before, what grows, what parts it, what stands behind: all in one line
SENTENCES: dict[str, tuple[str, Callable[[int], str], str, str]] = {
    "one task of bodies": (
        "1. Giao Sở Y tế chủ trì, phối hợp với ",
        lambda n: f"UBND xã {named(n)}",
        ", ",
        " rà soát.",
    ),
    "one task of offices": ("1. Giao ", lambda n: f"Sở {named(n)}", ", ", " rà soát danh mục."),
    "one task of receivers": ("1. Sở Y tế ", lambda n: f"báo cáo UBND xã {named(n)}", ", ", "."),
    "one task of many partners": ("1. Sở Y tế ", lambda n: f"phối hợp với UBND xã {named(n)}", "; ", "."),
    "one label of bodies": ("1. Rà soát.\nCơ quan chủ trì: ", lambda n: f"UBND xã {named(n)}", "; ", "."),
    "one label of manners": ("1. Rà soát.\nChủ trì: ", lambda n: f"Sở {named(n)} theo chức năng", ", các sở, ", "."),
    "one label of days": ("1. Rà soát.\nThời hạn: ", lambda n: f"{n % 28 + 1}/{n % 12 + 1}/2025", ", ", "."),
    "words between citations": (
        "Căn cứ Quyết định số 1/QĐ-UBND về ",
        same("rà soát"),
        " ",
        " Quyết định số 2/QĐ-UBND.",
    ),
    "brackets behind a citation": (
        "Căn cứ Quyết định số 1/QĐ-UBND (",
        lambda n: f"Quyết định số {n + 2}/QĐ-UBND",
        "; ",
        ").",
    ),
    "acts that end in one list": ("Bãi bỏ các văn bản: ", lambda n: f"Quyết định số {n + 1}/QĐ-UBND", "; ", "."),
    "resolutions of one symbol": ("Căn cứ các Nghị quyết số ", lambda n: f"{n + 1}", ", ", "-NQ/TW."),
    "acts of one list": ("Căn cứ các Quyết định của Thủ tướng Chính phủ: ", lambda n: f"số {n + 1}/QĐ-TTg", "; ", "."),
    "a heading with its items": ("1. Sở Y tế có trách nhiệm:\n", lambda n: f"- Rà soát mục {n};", "\n", ""),
    "a long heading": ("1. ", same("rà soát"), " ", ":\n- Sở Y tế báo cáo.\n- Sở Nội vụ báo cáo."),
    "a label under each item": ("1. Nhiệm vụ:\n", lambda n: f"- Rà soát mục {n};\n- Chủ trì: Sở {named(n)}.", "\n", ""),
}


def text_patterns() -> list[Pattern]:
    """Return what grows in plain text: in a plan, and as a file of nothing else."""
    lines = [plan(".txt", name, piece) for name, piece in LINES.items()]
    alone = [bare(".txt", f"only {name}", piece) for name, piece in LINES.items()]
    runs = [plan(".txt", name, piece, between=between) for name, (piece, between) in RUNS.items()]
    told = [sentence(name, *parts) for name, parts in SENTENCES.items()]
    return [*lines, *alone, *runs, *told]
