"""Inboxes for measuring: many invented plans, and many files that repeat and vary the samples."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "makers"))
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "makers" / "files"))

from inbox_maker import LONG_AGO, make_plan

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpus" / "samples" / "documents"
AGENCIES = ("Sở Tài chính", "Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Xây dựng", "Công an tỉnh")
THINGS = ("kho sách số", "đường liên xã", "trạm y tế", "phòng đọc", "hệ thống cấp nước", "lớp tập huấn")
TASK = (
    "{number}. Giao {lead} chủ trì, phối hợp với {partner} và Ủy ban nhân dân các xã rà soát, xây dựng {thing} theo "
    "Quyết định số {cited}/QĐ-UBND ngày {day}/4/2024 của Ủy ban nhân dân tỉnh, hoàn thành trước ngày {day}/9/2025.\n"
)


def make_plans(folder: Path, count: int) -> None:
    """Put short plans into folders of a thousand; does nothing where they are there already."""
    for number in range(count):
        path = folder / f"{number // 1000:03d}" / f"kế hoạch {100 + number}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(make_plan(100 + number), "utf-8")
            os.utime(path, (LONG_AGO, LONG_AGO))


def make_long_plan(number: int, characters: int) -> str:
    """Return a plan of about so many characters, all of them tasks that differ."""
    head, _, tail = make_plan(number).partition("1. Giao Sở Văn hóa")
    tasks: list[str] = []
    while len(head) + sum(map(len, tasks)) + 200 < characters:
        count = len(tasks) + 1
        lead, partner = AGENCIES[(number + count) % 6], AGENCIES[(number + count * 5 + 1) % 6]
        thing, day = THINGS[(count * 7 + number) % 6], 1 + (count + number) % 28
        tasks.append(TASK.format(number=count, lead=lead, partner=partner, thing=thing, cited=count + 10, day=day))
    return head + "".join(tasks) + "\nNơi nhận:" + tail.partition("Nơi nhận:")[2]


def make_varied(folder: Path, count: int) -> None:
    """Put copies of the samples into a folder; every copy has bytes of its own and is read from the beginning."""
    samples = sorted(SAMPLES.iterdir())
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        sample = samples[number % len(samples)]
        path = folder / f"{number:05d} {sample.name}"
        if not path.exists():
            path.write_bytes(vary(sample, number))
            os.utime(path, (LONG_AGO, LONG_AGO))


def vary(sample: Path, number: int) -> bytes:
    """Return a file that says the same and has another hash."""
    data, mark = sample.read_bytes(), str(number).encode()
    if sample.suffix == ".docx":
        packed = io.BytesIO(data)
        with zipfile.ZipFile(packed, "a") as archive:
            archive.comment = mark
        return packed.getvalue()
    if sample.suffix == ".html":
        return data + b"<!-- " + mark + b" -->\n"
    if sample.suffix == ".pdf":
        return data + b"\n% " + mark + b"\n"
    return data + b"\n" * (1 + number // 18)
