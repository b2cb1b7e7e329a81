"""What one run over an inbox knows: the ledger, the database's contents, the rows so far, what waits to be loaded.

A container (an archive, a mail) becomes no record; its members are admitted like files of the inbox, round by round.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from pipeline.errors import FileAccessError, FileTooLarge, RecordError, Unreached, UnreadableFile
from pipeline.model import Record, Status
from pipeline.model.record_json import parse_record, read_record
from pipeline.runs.inbox.files import Found, access_error, read_hash
from pipeline.runs.jobs import Job, Place, Result
from pipeline.runs.loading import Loaded, load_records, stored_contents
from pipeline.runs.quarantine import Failure, drop, make_failure, make_key, put_away, release
from pipeline.runs.report import FileRow, Outcome
from pipeline.runs.workspace.layout import Held, Workspace, copy_atomically, write_atomically
from pipeline.runs.workspace.ledger import Seen
from pipeline.runs.workspace.versions import current_stamp

MAX_DEPTH = 4  # a mail in an archive in a mail in an archive
MAX_UNPACKED = 2**30  # bytes that one file of the inbox may unpack to, over all depths
NOT_FETCHED = Failure(Unreached.code, "it could not be fetched", "The next run tries again.")
MOST_MADE = 1000  # records whose rows wait in memory for a load; the others are made again from the record


class Run:
    """The ledger and the rows of one run."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.stamp = current_stamp()
        self.ledger = workspace.read_ledger()
        self.containers = workspace.read_containers()
        self.stored = stored_contents(workspace)
        self.rows: dict[Place, FileRow] = {}
        self.first: dict[str, str] = {}  # content -> the path that brought it in this run
        self.waiting: set[str] = set()  # contents whose record is not in the database yet
        self.unpacked: dict[int, int] = {}  # file of the inbox -> bytes it has unpacked to
        self.on_replace: Callable[[Record, Record], None] | None = None  # is shown the old and the new reading
        self.made: dict[str, bytes] = {}  # what a load will write of some of them, made where they were read
        self.on_load: Callable[[Loaded], None] | None = None  # is told what every record that is loaded brings
        self.on_fetch: Callable[[Found], bool] | None = None  # says of a file that was fetched whether to read it
        self.loaded = 0
        self.noted = 0  # lines added to the ledger

    def admit(self, found: Found, place: Place) -> Job | None:
        """Give a file its row, and return a job if it must be read."""
        try:
            if found.error:
                raise found.error
            if found.is_away:
                return self._send_for(found, place)
            content, size = found.sha256 or read_hash(found.path), found.path.stat().st_size
        except (UnreadableFile, FileNotFoundError) as error:
            if not isinstance(error, UnreadableFile):
                error = access_error(found.path, error)
            self._refuse(place, found, make_failure(error))
            return None
        if content in self.first:
            self._row(place, found, Outcome.DUPLICATE, content, same_as=self.first[content])
            return None
        if self._is_known(content):
            self._repeat(place, found, content)
            return None
        self.first[content] = found.shown
        is_read = content in self.stored or content in self.containers
        self._row(place, found, Outcome.UPDATED if is_read else Outcome.NEW, content)
        folder = self.workspace.unpacked / "-".join(map(str, place))
        return Job(place, found, content, folder, size, workspace=self.workspace)

    def admit_again(self, found: Found, content: str, place: Place) -> Job:
        """Give a file that an older version read a row and a job."""
        self.first[content] = found.shown
        self._row(place, found, Outcome.UPDATED, content)
        folder, parse = self.workspace.unpacked / "-".join(map(str, place)), self.workspace.parse(content)
        return Job(place, found, content, folder, found.path.stat().st_size if found.path.is_file() else 0, parse)

    def settle(self, result: Result) -> list[Job]:
        """Keep the original and its record, or put the file into quarantine; return the jobs of its members.

        A file that was fetched has the job of reading it.
        """
        job, failure = result.job, result.failure
        if job.found.is_away:
            return self._settle_fetched(result)
        if not failure and result.members:
            failure = self._too_much(job, result.members)
        if not failure and not result.is_kept:
            failure = keep_original(job, self.workspace)
        if failure:
            self._forget(job.sha256)
            self._quarantine(job.place, job.found, job.sha256, failure)
            shutil.rmtree(job.folder, ignore_errors=True)
            return []
        release(self.workspace, job.found, job.sha256)
        if result.members is not None:
            return self._settle_container(job, result.members)
        if not result.is_kept:
            self._show_replaced(job, result)
            write_record(job.sha256, result, self.workspace)
        if result.rows and job.sha256 not in self.stored and len(self.made) < MOST_MADE:
            self.made[job.sha256] = result.rows
        self.note([Seen(job.sha256, job.found.name, self.stamp)])
        self.waiting.add(job.sha256)
        self.rows[job.place] = replace(self.rows[job.place], status=result.status, problem=result.doubt)
        return []

    def leave(self, job: Job, problem: str, remedy: str) -> None:
        """Leave a file of the network to the next run."""
        self._refuse(job.place, job.found, make_failure(Unreached(job.found.name, problem, remedy)))

    def load(self) -> int:
        """Load what waits into the database in one transaction, then say so in the ledger."""
        report = load_records(self.workspace, self.waiting, lambda content: self.ledger[content].stamp, self.made)
        if self.on_load:
            for one in report.records:
                self.on_load(one)
        entries = [self.ledger[content] for content in sorted(self.waiting)]
        self.note([replace(entry, loaded=True) for entry in entries if entry.sha256 not in report.damaged])
        self.note([replace(entry, stamp="") for entry in entries if entry.sha256 in report.damaged])  # is read again
        self.waiting.clear()
        self.made.clear()
        self.loaded += report.loaded
        return report.loaded

    def tidy(self) -> None:
        """Write the ledger anew with one line a content, where this run added much to it: a few lines may stand."""
        if self.noted * 4 > self.ledger.lines:
            self.workspace.write_ledger(self.ledger.values())

    def report(self) -> tuple[FileRow, ...]:
        """Return the rows in the order of the inbox, members behind their container."""
        return tuple(row for _, row in sorted(self.rows.items()))

    def _send_for(self, found: Found, place: Place) -> Job:
        """Give a file of the network a row and the job of fetching it."""
        self._row(place, found, Outcome.NEW, None)
        size = found.remote.size if found.remote else None
        return Job(place, found, "", self.workspace.unpacked / "-".join(map(str, place)), size or 0)

    def _settle_fetched(self, result: Result) -> list[Job]:
        place, found = result.job.place, result.fetched
        if not found:
            self._refuse(place, result.job.found, result.failure or NOT_FETCHED)
            return []
        drop(self.workspace, make_key(found, None))
        if self.on_fetch and not self.on_fetch(found):
            del self.rows[place]
            return []
        inner = self.admit(found, place)
        return [inner] if inner else []

    def _refuse(self, place: Place, found: Found, failure: Failure) -> None:
        """Put a file without content into quarantine; one of the network only for a reason that lies in the file."""
        if found.remote and failure.code not in (FileAccessError.code, FileTooLarge.code):
            told = (Unreached.code, failure.problem, failure.remedy)
            self._row(place, found, Outcome.UNREACHED, None, None, *told)
        else:
            self._quarantine(place, found, None, failure)

    def _is_known(self, content: str, depth: int = 0) -> bool:
        """Tell whether this version has read a content, or unpacked it and read every member."""
        if held := self.containers.get(content):
            known = held.stamp == self.stamp and depth <= MAX_DEPTH
            return known and all(member and self._is_known(member, depth + 1) for _, member in held.members)
        seen = self.ledger.get(content)
        return bool(seen and seen.stamp == self.stamp and self.workspace.record(content).is_file())

    def _repeat(self, place: Place, found: Found, content: str) -> None:
        """Give the rows of a known file: one, or one for the container and one for each member."""
        self.first[content] = found.shown
        held = self.containers.get(content)
        known = held or self.ledger[content]
        if isinstance(known, Seen) and (known.sha256 not in self.stored or not known.loaded):
            self.waiting.add(known.sha256)  # its run was stopped before the load, or the database is another one
        if known.name == found.name:
            self._row(place, found, Outcome.UNCHANGED, content)
        else:
            self._row(place, found, Outcome.DUPLICATE, content, same_as=known.name)
        for number, (name, member) in enumerate(held.members if held else ()):
            inner, where = Found(found.path, None, found, name), (*place, number)
            if member in self.first:
                self._row(where, inner, Outcome.DUPLICATE, member, same_as=self.first[member])
            elif member:
                self._repeat(where, inner, member)

    def _show_replaced(self, job: Job, result: Result) -> None:
        """Show the old and the new reading of a file to whoever asked for it; a damaged old one is none."""
        path = self.workspace.record(job.sha256)
        if self.on_replace and path.is_file():
            with suppress(RecordError):
                self.on_replace(read_record(path), parse_record(result.json))

    def _settle_container(self, job: Job, members: Sequence[Found]) -> list[Job]:
        self.rows[job.place] = replace(self.rows[job.place], outcome=Outcome.UNPACKED)
        places = [(*job.place, number) for number in range(len(members))]
        jobs = [self.admit(member, place) for member, place in zip(members, places, strict=True)]
        named = tuple((member.member, self.rows[place].sha256) for member, place in zip(members, places, strict=True))
        held = Held(job.sha256, job.found.name, self.stamp, named)
        self.containers[job.sha256] = held
        self.workspace.note_container(held)
        return [inner for inner in jobs if inner]

    def _too_much(self, job: Job, members: Sequence[Found]) -> Failure | None:
        """Refuse what lies too deep, and what is too much together with all that its file of the inbox unpacked to."""
        size = sum(member.path.stat().st_size for member in members if not member.error)
        total = self.unpacked.get(job.place[0], 0) + size
        if job.found.depth >= MAX_DEPTH:
            problem = f"it lies {job.found.depth} containers deep and holds files again"
        elif total > MAX_UNPACKED:
            problem = f"with it {self.rows[job.place[:1]].path} would unpack to more than {MAX_UNPACKED // 2**20} MB"
        else:
            self.unpacked[job.place[0]] = total
            return None
        remedy = "Unpack it by hand if you trust it, and give the files in it."
        return make_failure(FileTooLarge(job.found.name, problem, remedy))

    def note(self, entries: Sequence[Seen]) -> None:
        """Add lines to the ledger."""
        for entry in entries:
            self.ledger.add(entry)
        if entries:
            self.workspace.note(entries)
        self.noted += len(entries)

    def _forget(self, content: str) -> None:
        """Take away the record of a content that no run has read: its reader kept it, and was killed."""
        if content not in self.ledger:
            self.workspace.record(content).unlink(missing_ok=True)

    def _quarantine(self, place: Place, found: Found, content: str | None, failure: Failure) -> None:
        put_away(self.workspace, found, content, failure)
        self._row(
            place, found, Outcome.QUARANTINED, content, status=Status.QUARANTINED,
            code=failure.code, problem=failure.problem, remedy=failure.remedy,
        )  # fmt: skip

    def _row(
        self, place: Place, found: Found, outcome: Outcome, content: str | None,
        status: Status | None = None, code: str | None = None, problem: str | None = None,
        remedy: str | None = None, same_as: str | None = None,
    ) -> None:  # fmt: skip
        container = found.inside.shown if found.inside else None
        self.rows[place] = FileRow(found.shown, outcome, content, status, code, problem, remedy, same_as, container)


def keep_original(job: Job, workspace: Workspace) -> Failure | None:
    """Copy a file to the originals, or say why that cannot be."""
    path = job.found.path
    try:
        copy_atomically(path, workspace.original(job.sha256, path.suffix))
    except (FileNotFoundError, PermissionError) as error:
        return make_failure(access_error(path, error))
    return None


def write_record(content: str, result: Result, workspace: Workspace) -> None:
    """Write a record, behind the parse that it was made of."""
    if result.parse:
        write_atomically(workspace.parse(content), result.parse)
    write_atomically(workspace.record(content), result.json)
