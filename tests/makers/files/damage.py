"""Files of every format, and ways to damage them: what an inbox must stand."""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from container_maker import make_7z, make_mail, make_tar, make_zip
from office_maker import turn
from ole_maker import make_msg
from places import SAMPLES
from xlsx_maker import DAY, make_xlsx

from pipeline.ingest.office.libreoffice import find_office

Damage = Callable[[bytes, bytes, random.Random], bytes]
_NUMBER = re.compile(rb"(?<![\w.])\d{1,6}(?![\w.])")
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"4294967295", b"99999999999999999999", b"1e308", b"NaN")
_TRACKER = [
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
    [1, "Xây dựng quy chế quản lý khai thác công trình", "Phòng Pháp chế", (45838, DAY)],
    [2, "Ban hành định mức nước sinh hoạt", "Phòng Kế hoạch", "Quý III/2025"],
]


OFFICE = {"doc": "docx", "rtf": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx"}
"""What LibreOffice writes, and of what."""


def make_whole_files(folder: Path, office: Sequence[str] = tuple(OFFICE)) -> dict[str, list[bytes]]:
    """Return files of every format by suffix, of `office` only where LibreOffice is installed."""
    samples = sorted(SAMPLES.iterdir())
    files: dict[str, list[bytes]] = {}
    for path in samples:
        files.setdefault(path.suffix[1:], []).append(path.read_bytes())
    files["xlsx"] = [make_xlsx({"Sheet1": _TRACKER, "Sheet2": _TRACKER}, ["A1:A2", "B3:C3"])]
    for suffix in office if find_office("docx") and find_office("xlsx") else ():
        path = folder / f"whole.{OFFICE[suffix]}"
        path.write_bytes(files[OFFICE[suffix]][0])
        (folder / suffix).mkdir()
        files[suffix] = [made.read_bytes() for made in turn([path], suffix, folder / suffix)]
    parts = {"một.docx": files["docx"][0], "hai.txt": files["txt"][0]}
    files["zip"] = [make_zip(parts)]
    files["eml"] = [make_mail("Kính gửi Sở Nội vụ kế hoạch của tỉnh.", parts)]
    files["msg"] = [make_msg("Kính gửi Sở Nội vụ kế hoạch của tỉnh.", dict(parts))]
    files["tar"] = [make_tar(parts)]
    if shutil.which("bsdtar"):
        files["7z"] = [make_7z(parts, folder)]
    return files


def flip(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Change some bytes."""
    damaged = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 100))):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    return bytes(damaged)


def cut(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Cut the end off."""
    return data[: dice.randrange(1, len(data))]


def lose(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Lose a piece in the middle, or find zeros in its place."""
    start = dice.randrange(len(data))
    length = dice.choice((1, 64, 512, 4096))
    return data[:start] + bytes(length * dice.randrange(2)) + data[start + length :]


def splice(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Set a piece of another file into this one."""
    start, place = dice.randrange(len(other)), dice.randrange(len(data))
    return data[:place] + other[start : start + dice.choice((16, 512, 8192))] + data[place:]


def number(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Replace numbers by absurd ones."""
    share = dice.choice((0.01, 0.1, 0.5))
    return _NUMBER.sub(lambda hit: dice.choice(_NUMBERS) if dice.random() < share else hit[0], data)


def inside(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Damage one part of a package and pack it again, so that the package itself is whole."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = dice.choice([entry.filename for entry in old.infolist() if entry.file_size])
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == chosen:
                part = dice.choice((flip, cut, lose, number, splice))(part, other, dice)
            new.writestr(entry.filename, part)
    return stream.getvalue()


WAYS: tuple[Damage, ...] = (flip, cut, lose, splice, number)


def make_damaged(whole: Mapping[str, list[bytes]], count: int, seed: int, folder: Path) -> list[Path]:
    """Write damaged files into a folder, every format in turn; the same seed gives the same damage."""
    dice = random.Random(seed)
    suffixes = sorted(whole)
    everything = [data for suffix in suffixes for data in whole[suffix]]
    paths = []
    for place in range(count):
        suffix = suffixes[place % len(suffixes)]
        data = dice.choice(whole[suffix])
        way = dice.choice((*WAYS, inside, inside) if data.startswith(b"PK") else WAYS)
        path = folder / f"{place:04}-{way.__name__}.{suffix}"
        path.write_bytes(way(data, dice.choice(everything), dice))
        paths.append(path)
    return paths
