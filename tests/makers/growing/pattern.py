"""A way in which a file may grow, and the frame of a plan around what grows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inbox_maker import PLAN

HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND
An Bình, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Trồng cây đầu năm trên địa bàn tỉnh

Căn cứ Nghị quyết số 15-NQ/TW ngày 02 tháng 01 năm 2024 của Bộ Chính trị về việc mẫu;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
"""
TAIL = "\n\n" + PLAN[PLAN.index("Nơi nhận:") :]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What grows: a name, the suffix of its files, the bytes of the file with n of it, and an n to begin with."""

    name: str
    suffix: str
    make: Callable[[int], bytes]
    first: int = 2000

    def __str__(self) -> str:
        """Return suffix and name, as they stand in a table and in the name of a test."""
        return f"{self.suffix[1:]}: {self.name}"


def plan(suffix: str, name: str, piece: Callable[[int], str], first: int = 2000, between: str = "\n") -> Pattern:
    """Return a pattern of a plan whose body holds n pieces, each made from its number."""

    def make(count: int) -> bytes:
        return f"{HEAD}{between.join(piece(number) for number in range(count))}{TAIL}".encode()

    return Pattern(name, suffix, make, first)


def bare(suffix: str, name: str, piece: Callable[[int], str], first: int = 2000, between: str = "\n") -> Pattern:
    """Return a pattern of a file that is n pieces and nothing else, behind a line of words."""

    def make(count: int) -> bytes:
        return f"Kế hoạch\n{between.join(piece(number) for number in range(count))}\n".encode()

    return Pattern(name, suffix, make, first)


def sentence(name: str, before: str, piece: Callable[[int], str], between: str, behind: str) -> Pattern:
    """Return a pattern of a plan with one sentence or list in its body, of n pieces between beginning and end."""

    def make(count: int) -> bytes:
        return f"{HEAD}{before}{between.join(piece(number) for number in range(count))}{behind}{TAIL}".encode()

    return Pattern(name, ".txt", make)
