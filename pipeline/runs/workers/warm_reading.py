"""Loads stages, knowledge tables and patterns by reading a made-up document that has something of everything."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pipeline.errors import VanbanError
from pipeline.extract import make_record
from pipeline.ingest.draft import assemble
from pipeline.ingest.markup.plain_text import read
from pipeline.ingest.mend.language import find_language_issues
from pipeline.model import SourceFile
from pipeline.structure import make_outline

TEXT = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/KH-UBND
An Bình, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Trồng cây đầu năm trên địa bàn tỉnh

Căn cứ Nghị quyết số 15-NQ/TW ngày 02 tháng 01 năm 2024 của Bộ Chính trị về việc mẫu;
Căn cứ Luật Đầu tư;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Trồng cây ở mọi xã.

II. NHIỆM VỤ
1. Giao Sở Tài chính chủ trì, phối hợp với Ủy ban nhân dân xã Mẫu, các sở, ngành rà soát quỹ đất, hoàn thành trước ngày
30/6/2025.
2. Giám đốc Sở Nội vụ báo cáo Ủy ban nhân dân tỉnh kết quả hằng năm.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
"""


def warm_up() -> None:
    """Read the made-up document."""
    parsed = assemble(SourceFile("0" * 64, "mẫu.txt", "txt", len(TEXT)), read(TEXT.encode(), Path("mẫu.txt")))
    find_language_issues(parsed.text)
    make_record(make_outline(parsed))


with suppress(VanbanError):  # a faulty table is left for the worker that needs it, which can tell
    warm_up()
