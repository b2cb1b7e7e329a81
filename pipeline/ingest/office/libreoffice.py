"""One call of LibreOffice over many files: a profile of its own, no macros, no links followed, a limit of time.

A call costs two seconds, and a tenth of a second for each file on top; so callers hand over many files at once.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum
from hashlib import md5
from pathlib import Path

from pipeline.ingest.tools.ending import was_killed
from pipeline.ingest.tools.scratch import mark_scratch, scratch_folder

TOOL = "soffice"
FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_PARTS = {"docx": "libswlo.so", "xlsx": "libsclo.so"}  # Writer and Calc can be installed one without the other
_PAUSE = 0.05  # seconds
_NOWHERE = "127.0.0.1", "9"  # the port where nobody answers: whatever asks for a link is told that there is none

_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),  # never
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),  # never: the values as they were saved
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # by hand
    ("Inet/Settings", "ooInetNoProxy", ""),
    *(
        ("Inet/Settings", f"ooInet{kind}Proxy{what}", value)
        for kind in ("HTTP", "HTTPS", "FTP")
        for what, value in zip(("Name", "Port"), _NOWHERE, strict=True)
    ),
)


class Ending(IntEnum):
    """How a call of LibreOffice ended; a larger number is worse."""

    DONE = 0
    TOO_SLOW = 1
    NO_ROOM = 2
    KILLED = 3


def find_office(target: str) -> str | None:
    """Return the program that makes files of a kind (`docx`, `xlsx`), None where it is not installed."""
    tool = shutil.which(TOOL)
    if tool is None:
        return None
    folder = Path(tool).resolve().parent
    is_whole = not (folder / "soffice.bin").is_file() or (folder / _PARTS[target]).is_file()
    return tool if is_whole else None


def call_office(tool: str, sources: Sequence[Path], target: str, folder: Path, patience: float) -> Ending:
    """Turn files into others of a kind in a folder, under the same stems; return how it ended.

    What cannot be turned is missing in the folder afterwards. The call is ended as soon as no further file is done
    within `patience` seconds.
    """
    with scratch_folder("office-") as home:
        profile = home / "profile"
        mark_scratch(home.parent, [_find_pipe(profile)])
        _write_settings(profile)
        command = [
            tool, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible", "--nologo", "--norestore",
            "--nolockcheck", "--nodefault", "--convert-to", FILTERS[target], "--outdir", str(folder),
        ]  # fmt: skip
        process = subprocess.Popen(
            [*command, *map(str, sources)], env=_environment(str(home)), cwd=home, process_group=0,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return _wait(process, folder, patience)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # the program starts others, which outlive it
            process.wait()
            _find_pipe(profile).unlink(missing_ok=True)


def _wait(process: subprocess.Popen[bytes], folder: Path, patience: float) -> Ending:
    done, deadline = 0, time.monotonic() + patience
    while process.poll() is None:
        time.sleep(_PAUSE)
        count = sum(1 for _ in folder.iterdir())
        if count > done:
            done, deadline = count, time.monotonic() + patience
        elif time.monotonic() > deadline:
            return Ending.TOO_SLOW
    return Ending.KILLED if was_killed(process.returncode) else Ending.DONE


def _find_pipe(profile: Path) -> Path:
    """Return the socket under which LibreOffice listens; it stays behind where the program is killed."""
    digest = md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return Path("/tmp", f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}")


def _environment(home: str) -> dict[str, str]:
    address = f"http://{':'.join(_NOWHERE)}"
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",  # draws on no screen
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), address),
    }


def _write_settings(profile: Path) -> None:
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        "utf-8",
    )
