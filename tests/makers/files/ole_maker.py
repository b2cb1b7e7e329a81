"""Writes small OLE files (MS-CFB version 3) by hand, as Outlook saves mails in them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Union

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = dict[str, Union[bytes, "Tree"]]


@dataclass
class Entry:
    name: str
    kind: int  # 5 root, 1 storage, 2 stream
    data: bytes = b""
    child: int = FREE
    right: int = FREE


def make_ole(tree: Tree) -> bytes:
    """Return an OLE file that holds storages (dicts) and streams (bytes)."""
    entries = [Entry("Root Entry", 5)]
    add(tree, entries, 0)
    small, small_fat = bytearray(), []
    starts = {}
    for place, entry in enumerate(entries):
        if entry.kind == 2 and 0 < len(entry.data) < CUTOFF:
            starts[place] = len(small_fat)
            chain(small_fat, small, entry.data, SMALL)
    body, fat = bytearray(), []
    small_fat += [FREE] * (-len(small_fat) % 128)
    first_small_fat = chain(fat, body, struct.pack(f"<{len(small_fat)}I", *small_fat), SECTOR)
    root_start = chain(fat, body, bytes(small), SECTOR)
    for place, entry in enumerate(entries):
        if entry.kind == 2 and len(entry.data) >= CUTOFF:
            starts[place] = chain(fat, body, entry.data, SECTOR)
    starts[0], entries[0].data = root_start, bytes(small)
    listing = b"".join(pack(entry, starts.get(place, END)) for place, entry in enumerate(entries))
    first_entry = chain(fat, body, listing + b"\0" * (-len(listing) % SECTOR), SECTOR)
    count = -(-(len(fat) + 1) // 127)
    fat_place = len(fat)
    fat += [FAT] * count
    fat += [FREE] * (count * 128 - len(fat))
    body += struct.pack(f"<{len(fat)}I", *fat)
    blocks = [fat_place + number for number in range(count)] + [FREE] * (109 - count)
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count, first_entry, 0,
        CUTOFF, first_small_fat, len(small_fat) // 128, END, 0,
    )  # fmt: skip
    return head + struct.pack("<109I", *blocks) + bytes(body)


def add(tree: Tree, entries: list[Entry], parent: int) -> None:
    before = None
    for name, value in tree.items():
        place = len(entries)
        entries.append(Entry(name, 2, value) if isinstance(value, bytes) else Entry(name, 1))
        if before is None:
            entries[parent].child = place
        else:
            entries[before].right = place
        before = place
        if not isinstance(value, bytes):
            add(value, entries, place)


def chain(fat: list[int], body: bytearray, data: bytes, sector: int) -> int:
    """Append data in sectors, linked in the table; return the first."""
    if not data:
        return END
    first, count = len(fat), -(-len(data) // sector)
    body += data + b"\0" * (-len(data) % sector)
    fat += [*range(first + 1, first + count), END]
    return first


def pack(entry: Entry, start: int) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    size = len(entry.data)
    return struct.pack(
        "<64sHBBIII16xI8x8xIII", name, len(name), entry.kind, 1, FREE, entry.right, entry.child, 0, start, size, 0
    )


def make_msg(body: str, attachments: dict[str, bytes | Tree]) -> bytes:
    """Return a mail as Outlook saves it; a dict as attachment is a mail in the mail."""
    return make_ole(message(body, attachments))


def message(body: str, attachments: dict[str, bytes | Tree], subject: str = "Gửi văn bản") -> Tree:
    tree: Tree = {
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
    }
    for number, (name, data) in enumerate(attachments.items()):
        content: Tree = {"__properties_version1.0": b"\0" * 8, "__substg1.0_3707001F": name.encode("utf-16-le")}
        content["__substg1.0_37010102" if isinstance(data, bytes) else "__substg1.0_3701000D"] = data
        tree[f"__attach_version1.0_#{number:08X}"] = content
    return tree
