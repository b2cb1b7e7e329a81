"""7z, RAR, TAR and gzipped TAR archives: bsdtar turns any of them into one TAR stream, which is read here.

bsdtar (libarchive, under the BSD licence) writes no file: it reads the archive from a copy of ours and sends the
stream through a pipe, which is closed as soon as a limit is reached.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import tarfile
from collections.abc import Iterator
from typing import IO

from pipeline.errors import EncryptedFile, Hindered, TruncatedFile, UnsupportedFormat
from pipeline.ingest.containers.unpack import Part, settle_name
from pipeline.ingest.tools.ending import was_killed
from pipeline.ingest.tools.missing import missing_tool
from pipeline.ingest.tools.scratch import scratch_folder

TOOL = "bsdtar"
_CHUNK = 2**16
_FAULTS = (tarfile.TarError, EOFError, OSError, ValueError, LookupError, ArithmeticError, TypeError, struct.error)
_MOST_FILLING = 2**24


def find_parts(data: bytes, name: str) -> Iterator[Part]:
    """Yield the files of an archive in its order.

    Raises MissingTool where bsdtar is not installed, Hindered where it was killed, EncryptedFile and TruncatedFile for
    what it cannot open.
    """
    tool = shutil.which(TOOL)
    if tool is None:
        raise missing_tool(name, TOOL)
    with scratch_folder() as folder:
        source, errors = folder / "archive", folder / "errors"
        source.write_bytes(data)
        with errors.open("wb") as log:
            command = [tool, "-c", "-f", "-", "--format", "pax", f"@{source}"]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        try:
            yield from _read_stream(process.stdout, name)
            is_read = _read_rest(process.stdout)
            if is_read:
                process.wait()
        finally:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        if was_killed(process.returncode):
            raise Hindered(name, f"{TOOL} was killed while it unpacked it", "A later run tries again.")
        if not is_read or process.returncode or errors.stat().st_size:
            yield from _tell_faults(errors.read_text("utf-8", "replace"), name)


def _read_rest(stream: IO[bytes] | None) -> bool:
    """Read what stands behind the end mark; False where that is more than an archive's filling can be."""
    left = _MOST_FILLING
    while stream and (chunk := stream.read(_CHUNK)):
        left -= len(chunk)
        if left < 0:
            return False
    return True


def _read_stream(stream: IO[bytes] | None, name: str) -> Iterator[Part]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                if entry.isdir():
                    continue
                if not entry.isreg():
                    fault = UnsupportedFormat(
                        f"{name}!{settle_name(entry.name)}",
                        "it is a link or a device, no file",
                        "Pack the document itself.",
                    )
                    yield Part(entry.name, error=fault)
                else:
                    yield Part(entry.name, _read_chunks(archive, entry, name))
    except _FAULTS:
        return  # what bsdtar says of it is told behind the files that could be read


def _read_chunks(archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str) -> Iterator[bytes]:
    where = f"{name}!{settle_name(entry.name)}"
    left = entry.size
    try:
        handle = archive.extractfile(entry)
        while handle and (chunk := handle.read(_CHUNK)):
            left -= len(chunk)
            yield chunk
    except _FAULTS as error:
        raise TruncatedFile(where, "this file of the archive is damaged", "Pack it again.") from error
    if left:
        raise TruncatedFile(where, "this file of the archive is damaged", "Pack it again.")


def _tell_faults(complaint: str, name: str) -> Iterator[Part]:
    """Yield the part that stands for what could not be read, so that it is not lost in silence."""
    words = complaint.lower()
    if "passphrase" in words or "encrypt" in words or "password" in words:
        fault = EncryptedFile(name, "the archive is protected by a password", "Unpack it by hand and give the files.")
        yield Part("(protected)", error=fault)
    else:
        yield Part("(damaged)", error=TruncatedFile(name, "the archive is damaged from here on", "Pack it again."))
