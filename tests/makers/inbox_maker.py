"""Inboxes of invented plans for the tests of unattended runs."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path

from places import ROOT

from pipeline.runs.jobs import Job, Result
from pipeline.runs.reading import extract_job
from pipeline.runs.workspace.layout import Workspace

LONG_AGO = 1_600_000_000

PLAN = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/KH-UBND
An Bình, ngày 12 tháng 3 năm 2024

KẾ HOẠCH
Phát triển thư viện số trên địa bàn tỉnh, đợt {number}

Căn cứ Nghị quyết số 905-NQ/TW ngày 02 tháng 01 năm 2024 của Bộ Chính trị về thư viện số;
Thực hiện Kế hoạch số {cited}/KH-UBND ngày 12 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh An Bình;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
Đưa sách đến mọi xã trong tỉnh.

II. NHIỆM VỤ
1. Giao Sở Văn hóa và Thể thao chủ trì, phối hợp với Sở Tài chính xây dựng kho sách số, hoàn thành trước ngày 30/6/2025.
2. Giao Sở Nội vụ chủ trì tập huấn cán bộ thư viện hằng năm.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Mẫu
"""


def make_plan(number: int) -> str:
    """Return an invented plan that carries out the one before it."""
    return PLAN.format(number=number, cited=number - 1)


def read_here(jobs: Sequence[Job], workers: int | None) -> Generator[Result, None, None]:
    """Read files in this process, in the place of `read_files`."""
    yield from map(extract_job, jobs)


def fill(inbox: Path, count: int, first: int = 100) -> None:
    """Put plans into a folder, with a date long ago, as if nobody had touched them lately."""
    inbox.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        path = inbox / f"kế hoạch {number}.txt"
        path.write_text(make_plan(number), "utf-8")
        os.utime(path, (LONG_AGO, LONG_AGO))


def make_zip(path: Path, members: dict[str, str]) -> None:
    """Make an archive with a date long ago."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    os.utime(path, (LONG_AGO, LONG_AGO))


def change_state(workspace: Workspace, statement: str, *values: str | int) -> None:
    """Change what a workspace remembers, as a run at another time or of another version would have left it."""
    with closing(sqlite3.connect(workspace.state)) as database, database:
        assert database.execute(statement, values).rowcount


def set_stamp(workspace: Workspace, stamp: str) -> None:
    """Let every content have been read by another version of the program."""
    change_state(workspace, "UPDATE contents SET stamp = ?", stamp)


def dump(database: Path) -> list[str]:
    """Return everything in a database as SQL, but the runs and how the full-text index is laid out on disk."""
    connection = sqlite3.connect(database)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        lines = list(connection.iterdump())
    finally:
        connection.close()
    skipped = ('INSERT INTO "runs"', 'INSERT INTO "search_', "PRAGMA", "INSERT INTO sqlite_")
    return sorted(line for line in lines if not line.startswith(skipped))


def command(*words: str | Path) -> list[str]:
    """Return the command line of vanban in this tree."""
    return [sys.executable, "-m", "pipeline.cli", *map(str, words)]


def vanban(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run vanban to its end."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command(*words), cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=300)
