"""Which act stands below another: what the register and the types say."""

from __future__ import annotations

import pytest

from pipeline.knowledge.agencies.ranks import Issued, is_below

CASES = [
    (("KH", "1/KH-SYT", "so-y-te@phu-tho-2025"), ("KH", "9/KH-UBND", "ubnd@phu-tho"), True, "a Sở and its UBND"),
    (("KH", "1/KH-SYT", "so-y-te@phu-tho-2025"), ("KH", "9/KH-UBND", None), True, "by the symbol alone"),
    (("KH", "1/KH-SYT", "so-y-te@phu-tho-2025"), ("KH", "9/KH-SYT", "so-y-te@phu-tho"), False, "its own of before"),
    (("QĐ", "1/QĐ-UBND", "ubnd@phu-tho-2025"), ("QĐ", "9/QĐ-UBND", None), False, "its own symbol"),
    (("QĐ", "1/QĐ-UBND", "chu-tich-ubnd@phu-tho-2025"), ("QĐ", "9/QĐ-UBND", "ubnd@hoa-binh"), False, "a head"),
    (("QĐ", "1/QĐ-UBND", "ubnd@phu-tho-2025"), ("NQ", "9/NQ-HĐND", "hdnd@phu-tho-2025"), True, "UBND and HĐND"),
    (("NQ", "1/NQ-HĐND", "hdnd@phu-tho-2025"), ("QĐ", "9/QĐ-UBND", "ubnd@phu-tho-2025"), False, "HĐND and UBND"),
    (("QĐ", "1/QĐ-UBND", "ubnd@phu-tho-2025"), ("QĐ", "9/QĐ-TTg", None), True, "a province and the centre"),
    (("TT", "1/2025/TT-BTC", "bo-tai-chinh"), ("NĐ", "9/2025/NĐ-CP", None), True, "a ministry and the Government"),
    (("TT", "1/2025/TT-BTC", "bo-tai-chinh"), ("TT", "9/2020/TT-BKHĐT", None), False, "two ministries"),
    (("NĐ", "1/2025/NĐ-CP", "chinh-phu"), ("Luật", "31/2024/QH15", None), True, "a law"),
    (("Luật", "31/2024/QH15", "quoc-hoi"), ("Luật", "45/2013/QH13", None), False, "two laws"),
    (("QĐ", "1/QĐ-UBND", None), ("QĐ", "9/QĐ-UBND", "ubnd@phu-tho-2025"), False, "nobody knows whose"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "below", "why"), CASES, ids=[case[3] for case in CASES])
def test_is_below(one: tuple[str, str, str | None], other: tuple[str, str, str | None], below: bool, why: str) -> None:
    acts = [Issued(type_, code, None, agency) for type_, code, agency in (one, other)]
    assert is_below(acts[0], acts[1]) is below
