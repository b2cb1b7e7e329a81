"""The command line: a window, not a room. A command parses, calls the library, prints.

Data goes to stdout, talk to stderr. Exit status: 0 fine, 1 some data failed, 2 wrong use, 130 stopped by Ctrl-C.
"""

from pipeline.cli.app import main

__all__ = ["main"]
