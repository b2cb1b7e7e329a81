"""Grid tables and ruled columns that programs write out of office files."""

from __future__ import annotations

from pathlib import Path

from pipeline.extract import make_record
from pipeline.ingest import read_document
from pipeline.ingest.markup.grid_tables import open_grids
from pipeline.structure import make_outline

MASTHEAD = r"""
  ---------------------- ---------------------------------------
     **UBND TỈNH\         **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\
       HÒA BÌNH\           Độc lập - Tự do - Hạnh phúc\
     \-\-\-\-\-\-**        \-\-\-\-\-\-\-\-\-\-**

   Số: 12/KH-UBND         *Hòa Bình, ngày 03 tháng 02 năm 2024*
  ---------------------- ---------------------------------------
"""
BODY = "\n**KẾ HOẠCH**\n\nNUÔI ONG NĂM 2024\n\nI. NHIỆM VỤ\n\n1\\. Rà soát giống ong.\n"
CLOSING = r"""
+----------------------+-----------------------------+
| ***Nơi nhận:\***     | **TM. ỦY BAN NHÂN DÂN\      |
| - Như trên;\         | CHỦ TỊCH\                   |
| - Các sở, ban,       | \                           |
| ngành;\              | Lò Văn Thử**                |
| - Lưu: VT.           |                             |
+----------------------+-----------------------------+
"""
DATA = r"""
+----+-----------------+-----------+
| TT | Nội dung        | Chủ trì   |
+:==:+=================+===========+
| 1  | Rà soát giống   | Sở Y tế   |
|    | ong\            |           |
|    | tại các xã      |           |
+----+-----------------+-----------+
"""


def test_a_masthead_and_a_closing_in_ruled_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.md"
    path.write_text(MASTHEAD + BODY + CLOSING, "utf-8")
    identity = make_record(make_outline(read_document(path))).identity
    facts = (identity.code, identity.issued, identity.issuer, identity.title)
    assert [fact.value if fact else None for fact in facts] == [
        "12/KH-UBND", "2024-02-03", "UBND tỉnh Hòa Bình", "NUÔI ONG NĂM 2024",
    ]  # fmt: skip
    assert identity.signer is not None
    assert (identity.signer.name, identity.signer.position) == ("Lò Văn Thử", "Chủ tịch")
    assert [fact.value for fact in identity.recipients] == ["Như trên", "Các sở, ban, ngành", "Lưu: VT"]


def test_the_lines_of_a_cell_of_data_are_joined_but_for_hard_breaks() -> None:
    assert "| 1 | Rà soát giống ong<br>tại các xã | Sở Y tế |" in open_grids(DATA).split("\n")


def test_lines_that_do_not_keep_to_the_columns_are_no_grid() -> None:
    text = "+----+----+\n| lệch cột |\n+----+----+"
    assert open_grids(text) == text


def test_ruled_columns_of_other_things_stay_as_they_are() -> None:
    text = "  ----- -----\n  một   hai\n  ----- -----"
    assert open_grids(text) == text
