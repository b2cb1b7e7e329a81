"""A small client of Chromium's DevTools over pipes: opens a page, sends real mouse and key events, asks the page.

Messages are JSON ended by a zero byte, on the file descriptors 3 (to the browser) and 4 (from it).
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FOUND = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update"),
    *("--disable-background-networking", "--disable-sync", "--remote-debugging-pipe", "--window-size=1400,900"),
)


class Page:
    """A page in a browser; every call waits for its answer."""

    def __init__(self, to: int, answers: int) -> None:
        self._to, self._from = to, os.fdopen(answers, "rb")
        self._sent = 0
        self._session: str | None = None

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the protocol and return its result."""
        self._sent += 1
        message: dict[str, Any] = {"id": self._sent, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._sent:
            pass
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        words = bytearray()
        while (byte := self._from.read(1)) not in (b"\0", b""):
            words += byte
        assert words, "the browser ended"
        message: dict[str, Any] = json.loads(words)
        return message

    def open(self, path: Path) -> None:
        """Show a file and wait until its script has run."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.send("Page.enable")
        self.send("Page.navigate", url=path.as_uri())
        while self.ask("document.readyState") != "complete":
            pass

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page; an error there is an error here."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, x: float, y: float) -> None:
        """Press and release the left button at a place of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def type(self, words: str) -> None:
        """Type into what has the focus."""
        self.send("Input.insertText", text=words)

    def press(self, key: str, code: int) -> None:
        """Press a key that stands for no letter."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self, path: Path) -> None:
        """Save what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """End the browser."""
        self._session = None
        self.send("Browser.close")
        self._from.close()


@contextmanager
def browser() -> Iterator[Page]:
    """Start a Chromium without window, profile of its own, and end it."""
    assert FOUND, "no Chromium here"
    inward, outward = os.pipe(), os.pipe()

    def connect() -> None:
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (inward[0], outward[1])]  # the pipes may be 3 and 4
        for place, end in enumerate(ends, start=3):
            os.dup2(end, place)

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [FOUND, *FLAGS, f"--user-data-dir={profile}"],
            preexec_fn=connect,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(inward[0])
        os.close(outward[1])
        page = Page(inward[1], outward[0])
        try:
            yield page
            page.close()
        finally:
            process.terminate()
            process.wait(30)
            os.close(inward[1])
