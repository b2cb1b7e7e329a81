"""Heads of công văn and giấy mời: type against symbol, addressees in a table, who invites."""

from __future__ import annotations

from parsed_factory import record_of

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
DATE = "Hòa Bình, ngày 03 tháng 02 năm 2024"
TEXT = "Sở Công Thương đề nghị các đơn vị rà soát số hộ nuôi ong."


def test_an_office_whose_letters_are_a_types_writes_dispatches() -> None:
    record = record_of(f"CỤC THUẾ\nSố: 907/CT-NO\nV/v kê khai mật ong\n{STATE}", DATE, "Kính gửi: Các hộ.", TEXT)
    assert record.identity.type is not None
    assert record.identity.type.value == "CV"


def test_addressees_in_a_table_of_many_rows_end_the_head() -> None:
    table = [["Kính gửi:", "- Trại ong A;"], ["", "- Trại ong B;"], ["", "- Trại ong C."]]
    record = record_of(f"SỞ CÔNG THƯƠNG\nSố: 907/SCT-NO\nV/v kê khai mật ong\n{STATE}", DATE, table, TEXT)
    assert record.identity.title is not None
    assert record.identity.title.value == "kê khai mật ong"
