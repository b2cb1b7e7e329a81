"""The work on one file, and on many at once in processes of their own: what it gives, or the reason why not."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

from pipeline.errors import Hindered, KnowledgeError, UnreadableFile
from pipeline.model import Record
from pipeline.runs.quarantine import INTERNAL_ERROR, KILLED, OUT_OF_MEMORY, TIMED_OUT, Failure, make_failure
from pipeline.runs.workers.pool import Death, Guard, run_jobs

F = TypeVar("F")
T = TypeVar("T")
OF_THE_MOMENT = frozenset(
    {
        errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EIO, errno.EROFS,
        errno.EACCES, errno.EPERM, errno.ESTALE, errno.ETIMEDOUT, errno.EBUSY, errno.EINTR,
    }
)  # fmt: skip
"""Errors of the system that a library meets while it reads: of the disk, the memory or the network, not of the file."""

Progress = Callable[[int, int, str], None]
"""Called with the number of files read, the number of files to read, and the name of the last one."""


def extract_file(path: Path) -> Record:
    """Read one file into its record; raises UnreadableFile. Writes nothing, touches no database."""
    from pipeline.extract import make_record
    from pipeline.ingest import read_document
    from pipeline.structure import make_outline

    return make_record(make_outline(read_document(path)))


def map_files(
    files: Sequence[F],
    work: Callable[[F], T],
    failed: Callable[[F, Failure], T],
    *,
    workers: int | None = None,
    seconds: Callable[[F], float] | None = None,
    in_order: bool = True,
    progress: Progress | None = None,
    name: Callable[[F], str] = str,
) -> Generator[T, None, None]:
    """Yield what `work` gives for each file, or what `failed` makes of the reason why it gives nothing.

    A few files are worked on in this process, unless `seconds` tells how long each may take: then each has a process
    with limits of time and memory. Both functions, the files and what becomes of them must be picklable.
    """
    guard: Guard[tuple[int, F]] | None = Guard(lambda job: seconds(job[1])) if seconds else None
    jobs, early, following = list(enumerate(files)), dict[int, T](), 0
    with closing(run_jobs(jobs, partial(_work, work, failed), partial(_died, failed), workers, guard)) as results:
        for done, (number, result) in enumerate(results, start=1):
            if progress:
                progress(done, len(files), name(files[number]))
            early[number] = result
            while early and (following in early or not in_order):
                yield early.pop(following if in_order else number)
                following += 1


def _work(work: Callable[[F], T], failed: Callable[[F, Failure], T], job: tuple[int, F]) -> tuple[int, T]:
    number, file = job
    result = attempt(lambda: work(file))
    return number, failed(file, result) if isinstance(result, Failure) else result


def _died(failed: Callable[[F, Failure], T], job: tuple[int, F], death: Death) -> tuple[int, T]:
    return job[0], failed(job[1], died_failure(death))


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
        if isinstance(error, OSError) and error.errno in OF_THE_MOMENT:
            problem = f"the system was in the way ({error.strerror})"
            return Failure(Hindered.code, problem, "Look at the disk and the memory; a later run tries again.")
        problem = f"the program failed on it ({type(error).__name__}: {error})"
        remedy = "Please report it together with the reason file, which holds the traceback."
        return Failure(INTERNAL_ERROR, problem, remedy, traceback.format_exc())
