"""One file read into its record, or the reason why not."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.errors import KnowledgeError, UnreadableFile
from pipeline.model import Record
from pipeline.runs.quarantine import INTERNAL_ERROR, KILLED, OUT_OF_MEMORY, TIMED_OUT, Failure, make_failure
from pipeline.runs.workers.pool import Death

T = TypeVar("T")


def extract_file(path: Path, shown_as: str | None = None, converted: Path | None = None) -> Record:
    """Read one file into its record; raises UnreadableFile. Writes nothing, touches no database.

    `converted` is what LibreOffice made of the file, where it did so beforehand.
    """
    from pipeline.extract import make_record
    from pipeline.ingest import read_document
    from pipeline.structure import make_outline

    return make_record(make_outline(read_document(path, shown_as, converted)))


def try_extract(path: Path) -> Record | Failure:
    """Read one file into its record, or say why not."""
    return attempt(lambda: extract_file(path))


def died_failure(death: Death) -> Failure:
    """Return the failure of a file whose process ended while it read it."""
    if death is Death.TIMED_OUT:
        problem = "reading it took too long and was stopped"
        return Failure(TIMED_OUT, problem, "Save it anew, or split it, and ingest it again.")
    problem = "the process that read it was killed (out of memory, or a fault in a library)"
    return Failure(KILLED, problem, "Try it alone on a machine with more memory, or report it.")


def attempt(work: Callable[[], T], tell: Callable[[Exception], UnreadableFile] | None = None) -> T | Failure:
    """Do one file's work; a fault of our own code is a failure of that file alone.

    `tell` makes the failure of what other programs raise, where that is to be expected.
    """
    try:
        return work()
    except UnreadableFile as error:
        return make_failure(error)
    except KnowledgeError:
        raise  # a faulty table concerns every file: stop, and let the message name its row
    except MemoryError:
        problem = "reading it takes more memory than a file may have"
        return Failure(OUT_OF_MEMORY, problem, "Split it, or save it without its pictures, and ingest it again.")
    except Exception as error:
        if tell:
            return make_failure(tell(error))
        problem = f"the program failed on it ({type(error).__name__}: {error})"
        remedy = "Please report it together with the reason file, which holds the traceback."
        return Failure(INTERNAL_ERROR, problem, remedy, traceback.format_exc())
