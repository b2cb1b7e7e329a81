"""Ties that dates rule out: no document's title holds a younger one, none carries out or amends a younger one."""

from __future__ import annotations

from test_citations import cited, edges, relations


def test_a_younger_document_behind_a_title_stands_beside_its_head() -> None:
    basis = (
        "Thực hiện Quyết định số 9160/QĐ-TTg ngày 16/8/2021 của Thủ tướng Chính phủ phê duyệt Chương trình giống ong "
        "và Quyết định số 9172/QĐ-TTg ngày 02/9/2022 của Thủ tướng Chính phủ về vay vốn nuôi ong;"
    )
    record = cited(basis)
    assert relations(record) == {"9160/QĐ-TTg": ["implements"], "9172/QĐ-TTg": ["implements"]}
    assert edges(record) == []


def test_a_younger_document_behind_a_nested_one_climbs_to_the_top() -> None:
    basis = (
        "Thực hiện Nghị định số 9123/2021/NĐ-CP ngày 15/11/2021 của Chính phủ quy định chi tiết Luật Chăn nuôi và "
        "Quyết định số 9101/QĐ-TTg ngày 23/01/2023 của Thủ tướng Chính phủ về chăn nuôi ong;"
    )
    record = cited(basis)
    assert relations(record) == {
        "9123/2021/NĐ-CP": ["implements"], "Luật Chăn nuôi": ["mentions"], "9101/QĐ-TTg": ["implements"],
    }  # fmt: skip
    assert edges(record) == [("9123/2021/NĐ-CP", "implements", "Luật Chăn nuôi")]


def test_an_older_document_stays_in_the_title() -> None:
    basis = (
        "Thực hiện Kế hoạch số 9016/KH-UBND ngày 26/02/2023 của UBND tỉnh về triển khai Nghị quyết số 9036-NQ/TU "
        "ngày 30/01/2023 và Chỉ thị số 907-CT/TU ngày 05/02/2023 của Tỉnh ủy,"
    )
    record = cited(basis)
    assert [edge[0] for edge in edges(record)] == ["9016/KH-UBND", "9016/KH-UBND"]
    assert relations(record)["907-CT/TU"] == ["mentions"]


def test_a_younger_document_without_a_joint_begins_anew() -> None:
    basis = (
        "Có Quyết định số 9160/QĐ-TTg ngày 16/8/2021 của Thủ tướng Chính phủ phê duyệt Chương trình giống ong được "
        "nhắc lại ở Quyết định số 9172/QĐ-TTg ngày 02/9/2022 của Thủ tướng Chính phủ."
    )
    assert relations(cited(basis)) == {"9160/QĐ-TTg": ["mentions"], "9172/QĐ-TTg": ["mentions"]}
