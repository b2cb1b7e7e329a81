"""What one run over files knows: what is in the database, the rows so far, what waits to be loaded.

A container (an archive, a mail) becomes no record; its members are admitted like files of the inbox, round by round.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import FileAccessError, FileTooLarge, Unreached, UnreadableFile
from pipeline.model import Status
from pipeline.runs.inbox.files import Found, access_error, read_hash
from pipeline.runs.jobs import Job, Place, Result
from pipeline.runs.quarantine import Failure, drop, group_by_path, make_failure, make_key, put_away, release, tell_path
from pipeline.runs.reading import keep_original, write_record
from pipeline.runs.report import FileRow, Outcome
from pipeline.runs.workspace.history import Change
from pipeline.runs.workspace.layout import Workspace, sync_files
from pipeline.runs.workspace.loading import Load, load_records, read_status, stored_contents, tell_versions
from pipeline.runs.workspace.placing import Placing, member_places
from pipeline.runs.workspace.state import Seen, SeenContainer, State
from pipeline.runs.workspace.versions import current_stamp

MAX_DEPTH = 4  # a mail in an archive in a mail in an archive
MOST_FROM_ONE = 2**30  # bytes that one file of the inbox may unpack to, over all depths
MOST_MEMBERS = 2_000  # files that one file of the inbox may unpack to, over all depths
NOT_FETCHED = Failure(Unreached.code, "it could not be fetched", "The next run tries again.")
MOST_MADE = 1000  # records whose rows wait in memory for a load; the others are made again from the record


class Observer:
    """Is told what happens in a run; this one listens to nothing."""

    def begun(self, session: Session) -> None:
        """A run began."""

    def recovered(self, records: int) -> None:
        """So many records were found that a killed run had written and not noted."""

    def killed(self, job: Job) -> None:
        """The process that read a file was killed for the first time: it is read once more."""

    def fetched(self, found: Found) -> bool:
        """A file came from the network; return whether it must be read."""
        return True

    def taken(self, result: Result, row: FileRow | None) -> None:
        """A file was taken in or failed; it has no row where nothing needs to be said of it."""

    def replaced(self, record: Path, new: bytes) -> None:
        """A file was read anew, and its new record is about to take the place of an older one."""

    def loaded(self, load: Load, seconds: float) -> None:
        """Records went into the database."""


class Session:
    """The rows of one run over a workspace whose lock it holds, and what is known of contents."""

    def __init__(self, workspace: Workspace, state: State, observer: Observer | None = None) -> None:
        self.workspace, self.state = workspace, state
        self.observer = observer or Observer()
        self.stamp = current_stamp()
        self.stored = stored_contents(workspace)
        self.placing = Placing(state)
        self.forgotten = frozenset(state.history.forgotten())
        self.rows: dict[Place, FileRow] = {}
        self.first: dict[str, str] = {}  # content -> the path that brought it in this run
        self.waiting: set[str] = set()  # contents whose record is not in the database yet
        self.loaded = 0
        self._inside = set(self.stored)  # contents that the database holds now
        self._made: dict[str, bytes] = {}  # what a load will write of some of them, made where they were read
        self._unsynced: list[Path] = []  # what must be on the disk before its content is loaded
        self._held = group_by_path(self.workspace)  # what lies in quarantine
        self._unpacked: dict[int, tuple[int, int]] = {}  # file of the inbox -> bytes and files it has unpacked to

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
            self._duplicate(place, found, content)
            return None
        if content in self.forgotten:
            self.placing.note(found.place, content, found.name)
            self._first(place, found, content, Outcome.FORGOTTEN)
            return None
        if self._is_known(content):
            self._repeat(place, found, content)
            return None
        is_read = content in self.stored or self.state.find_container(content) is not None
        is_other = is_read or self.placing.replaces(found.place, content)
        self._first(place, found, content, Outcome.UPDATED if is_other else Outcome.NEW)
        return Job(place, found, content, self._folder(place), size, workspace=self.workspace)

    def admit_again(self, found: Found, content: str, place: Place) -> Job:
        """Give a file that an older version read a row and a job."""
        self._first(place, found, content, Outcome.UPDATED)
        size = found.path.stat().st_size if found.path.is_file() else 0
        return Job(place, found, content, self._folder(place), size, self.workspace.parse(content))

    def take(self, result: Result) -> list[Job]:
        """Keep the original and its record, or put the file into quarantine; return the jobs of its members.

        A file that was fetched has the job of reading it.
        """
        jobs = self._take_fetched(result) if result.job.found.is_away else self._take_read(result)
        is_on_its_way = jobs and result.job.found.is_away  # what became of it is told later
        self.observer.taken(result, None if is_on_its_way else self.rows.get(result.job.place))
        return jobs

    def leave(self, job: Job, problem: str, remedy: str) -> None:
        """Leave a file of the network to the next run."""
        self._refuse(job.place, job.found, make_failure(Unreached(job.found.name, problem, remedy)))

    def load(self) -> None:
        """Load what waits: first onto the disk, then into the database in one transaction, then into the state."""
        began = time.monotonic()
        sync_files(self._unsynced)
        self._unsynced.clear()
        silent = self.state.history.silent()
        entries = [entry for content in sorted(self.waiting - silent) if (entry := self.state.find(content))]
        stamps = {entry.sha256: entry.stamp for entry in entries}
        leaving = silent & self._inside
        load = load_records(self.workspace, self.waiting - silent, stamps.get, self._made, leaving)
        self._inside = (self._inside - leaving) | {one.sha256 for one in load.records}
        tell_versions(self.workspace, self.state, always=bool(leaving))
        is_damaged = load.damaged.__contains__
        self.state.note(replace(entry, loaded=True) for entry in entries if not is_damaged(entry.sha256))
        self.state.note(replace(entry, stamp="") for entry in entries if is_damaged(entry.sha256))  # is read again
        self.waiting.clear()
        self._made.clear()
        self.loaded += load.loaded
        if load.loaded:
            self.observer.loaded(load, time.monotonic() - began)

    def report(self) -> tuple[FileRow, ...]:
        """Return the rows in the order of the inbox, members behind their container."""
        return tuple(row for _, row in sorted(self.rows.items()))

    def _send_for(self, found: Found, place: Place) -> Job:
        """Give a file of the network a row and the job of fetching it."""
        self._row(place, found, Outcome.NEW, None)
        size = found.remote.size if found.remote else None
        return Job(place, found, "", self._folder(place), size or 0)

    def _take_fetched(self, result: Result) -> list[Job]:
        place, found = result.job.place, result.fetched
        if not found:
            self._refuse(place, result.job.found, result.failure or NOT_FETCHED)
            return []
        drop(self.workspace, make_key(found, None))
        if not self.observer.fetched(found):
            del self.rows[place]
            return []
        inner = self.admit(found, place)
        return [inner] if inner else []

    def _take_read(self, result: Result) -> list[Job]:
        job, failure = result.job, result.failure
        if not failure and result.members:
            failure = self._too_much(job, result.members)
        if not failure and not result.is_kept:
            failure = keep_original(job, self.workspace)
        if failure:
            self._forget(job.sha256)
            self._quarantine(job.place, job.found, job.sha256, failure)
            shutil.rmtree(job.folder, ignore_errors=True)
            return []
        self._release(job.found, job.sha256)
        self._unsynced.append(self.workspace.original(job.sha256, job.found.path.name))
        if result.members is not None:
            return self._take_container(job, result.members)
        self._take_record(job, result)
        return []

    def _take_record(self, job: Job, result: Result) -> None:
        if not result.is_kept:
            if self.workspace.record(job.sha256).is_file():
                self.observer.replaced(self.workspace.record(job.sha256), result.json)
            write_record(job.sha256, result, self.workspace)
        if result.rows and job.sha256 not in self.stored and len(self._made) < MOST_MADE:
            self._made[job.sha256] = result.rows
        self._unsynced.append(self.workspace.record(job.sha256))
        with self.state.at_once():
            self.state.note([Seen(job.sha256, job.found.name, self.stamp)])
            self.placing.take(job.found.place, job.sha256, job.found.name)
        self.waiting.add(job.sha256)
        row, doubt = self.rows[job.place], result.doubt
        self.rows[job.place] = replace(row, status=result.status, problem=doubt, kind=result.kind)

    def _refuse(self, place: Place, found: Found, failure: Failure) -> None:
        """Put a file without content into quarantine; one of the network only for a reason that lies in the file."""
        if found.remote and failure.code not in (FileAccessError.code, FileTooLarge.code):
            told = replace(failure, code=Unreached.code)
            self._row(place, found, Outcome.UNREACHED, None, told)
        else:
            self._quarantine(place, found, None, failure)

    def _is_known(self, content: str) -> bool:
        """Tell whether this version has read a content, or unpacked it and read all that lies in it."""
        if held := self.state.find_container(content):
            containers, others = self.state.look_inside(held)
            is_current = all(one.stamp == self.stamp for one in containers)
            return is_current and all(other is not None and self._is_read(other) for other in others)
        return self._is_read(content)

    def _is_read(self, content: str) -> bool:
        """Tell whether this version has read a document, or a person does not want it."""
        if content in self.forgotten:
            return True
        seen = self.state.find(content)
        return bool(seen and seen.stamp == self.stamp and self.workspace.record(content).is_file())

    def _repeat(self, place: Place, found: Found, content: str) -> None:
        """Give the rows of a known file: one, or one for the container and one for each member."""
        held, seen = self.state.find_container(content), self.state.find(content)
        known = held or seen
        self._release(found, content)
        is_other = self.placing.note(found.place, content, found.name) is Change.REPLACED
        if seen and not held and content not in self._inside:
            self.waiting.add(content)  # a former version that came back
        if is_other and not held and content not in self.forgotten:
            self._first(place, found, content, Outcome.UPDATED)
            self.rows[place] = replace(self.rows[place], status=read_status(self.workspace, content))
        elif known is None or known.name == found.name:
            self._first(place, found, content, Outcome.UNCHANGED)
        else:
            self._first(place, found, content, Outcome.DUPLICATE, same_as=known.name)
        for number, (name, member) in enumerate(held.members if held else ()):
            inner, where = Found(found.path, None, found, name), (*place, number)
            if member in self.first:
                self._row(where, inner, Outcome.DUPLICATE, member, same_as=self.first[member])
            elif member and len(where) <= MAX_DEPTH:
                self._repeat(where, inner, member)

    def _duplicate(self, place: Place, found: Found, content: str) -> None:
        """Give the row of a file whose content came in this run already; its place waits for what is still unread."""
        self._row(place, found, Outcome.DUPLICATE, content, same_as=self.first[content])
        is_read = self.state.find(content) or self.state.find_container(content)
        (self.placing.note if is_read else self.placing.wait)(found.place, content, found.name)

    def _take_container(self, job: Job, members: Sequence[Found]) -> list[Job]:
        where = member_places(job.found.place, [member.member for member in members]) if job.found.place else []
        members = [replace(one, lay_at=lies) for one, lies in zip(members, where, strict=True)] if where else members
        self.rows[job.place] = replace(self.rows[job.place], outcome=Outcome.UNPACKED)
        places = [(*job.place, number) for number in range(len(members))]
        jobs = [self.admit(member, place) for member, place in zip(members, places, strict=True)]
        named = tuple((member.member, self.rows[place].sha256) for member, place in zip(members, places, strict=True))
        with self.state.at_once():
            self.state.note_containers([SeenContainer(job.sha256, job.found.name, self.stamp, named)])
            self.placing.take_container(job.found.place, job.sha256, job.found.name, where)
        return [inner for inner in jobs if inner]

    def _too_much(self, job: Job, members: Sequence[Found]) -> Failure | None:
        """Refuse what lies too deep, and what is too much together with all that its file of the inbox unpacked to."""
        size = sum(member.path.stat().st_size for member in members if not member.error)
        bytes_before, files_before = self._unpacked.get(job.place[0], (0, 0))
        total, files = bytes_before + size, files_before + len(members)
        if job.found.depth >= MAX_DEPTH:
            problem = f"it lies {job.found.depth} containers deep and holds files again"
        elif total > MOST_FROM_ONE:
            problem = f"with it {self.rows[job.place[:1]].path} would unpack to more than {MOST_FROM_ONE // 2**20} MB"
        elif files > MOST_MEMBERS:
            problem = f"with it {self.rows[job.place[:1]].path} would unpack to more than {MOST_MEMBERS:,} files"
        else:
            self._unpacked[job.place[0]] = total, files
            return None
        remedy = "Unpack it by hand if you trust it, and give the files in it."
        return make_failure(FileTooLarge(job.found.name, problem, remedy))

    def _forget(self, content: str) -> None:
        """Take away the record of a content that no run has read: its reader kept it, and was killed."""
        if not self.state.find(content):
            self.workspace.record(content).unlink(missing_ok=True)

    def _release(self, found: Found, content: str) -> None:
        """Take out of the quarantine what can be read now, and what lay at its place before."""
        release(self.workspace, found, content)
        for key in self._held.pop(tell_path(found), ()):
            drop(self.workspace, key)

    def _quarantine(self, place: Place, found: Found, content: str | None, failure: Failure) -> None:
        put_away(self.workspace, found, content, failure)
        self._row(place, found, Outcome.QUARANTINED, content, failure, status=Status.QUARANTINED)

    def _folder(self, place: Place) -> Path:
        """Return where a file may unpack what it holds."""
        return self.workspace.unpacked / "-".join(map(str, place))

    def _first(self, place: Place, found: Found, content: str, outcome: Outcome, same_as: str | None = None) -> None:
        self.first[content] = found.shown
        self._row(place, found, outcome, content, same_as=same_as)

    def _row(
        self, place: Place, found: Found, outcome: Outcome, content: str | None,
        failure: Failure | None = None, *, status: Status | None = None, same_as: str | None = None,
    ) -> None:  # fmt: skip
        code, problem, remedy = (failure.code, failure.problem, failure.remedy) if failure else (None, None, None)
        container = found.inside.shown if found.inside else None
        self.rows[place] = FileRow(found.shown, outcome, content, status, code, problem, remedy, same_as, container)
