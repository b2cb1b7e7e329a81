"""The command line: a window, not a room. A command parses, calls the library, prints.

Data goes to stdout, talk to stderr. How commands end stands in `pipeline.cli.ending` and docs/commands.md.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly from the first moment, also while it still loads itself."""
    try:
        from pipeline.cli.app import run

        run()
    except KeyboardInterrupt:
        raise SystemExit(_end_interrupted()) from None


def _end_interrupted() -> int:
    import signal
    import sys

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stderr.write("Stopped.\n")
    return 128 + signal.SIGINT
