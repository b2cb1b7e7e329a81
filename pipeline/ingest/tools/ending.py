"""How a program of the system ended: by itself, or because somebody ended it."""

from __future__ import annotations

import signal

_SIGNALS = (signal.SIGKILL, signal.SIGTERM)
_BY_SHELL = 128  # what a script that starts the program adds to the number of the signal


def was_killed(status: int | None) -> bool:
    """Tell from an exit status, as `subprocess` gives it, whether a person or the system killed a program.

    A program that breaks down over its input ends with other signals.

    >>> was_killed(-9), was_killed(143), was_killed(-11), was_killed(1), was_killed(None)
    (True, True, False, False, False)
    """
    return status is not None and any(status in (-number, _BY_SHELL + number) for number in _SIGNALS)
