"""One run after another over an inbox: what is read, what is left alone, what is tried again, what is told."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer

import pytest
from inbox_maker import LONG_AGO, change_state, fill, make_plan, make_zip, read_here, set_stamp

from pipeline.runs.batch import ingest_paths
from pipeline.runs.inbox.footprints import Footprints, look_at
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.nightly.journal import Journal, open_journal
from pipeline.runs.nightly.page import make_page
from pipeline.runs.nightly.report import Counts
from pipeline.runs.nightly.retrying import drop_entries, retry_entries
from pipeline.runs.quarantine import FileAccessError, read_entries
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import stored_contents
from pipeline.runs.workspace.opening import open_state

AT_ONCE = RunOptions(settle=0)


def run(
    paths: list[Path], workspace: Workspace, options: RunOptions = AT_ONCE, journal: Journal | None = None
) -> RunReport:
    """Run with all reading in this process: starting workers takes longer than reading a few small files."""
    return run_inbox(paths, workspace, options, journal=journal, execute=read_here)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    fill(tmp_path / "inbox", 5)
    return tmp_path / "inbox"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def age(workspace: Workspace) -> None:
    """Make every footprint an hour older, as if the last run had been an hour ago."""
    change_state(workspace, "UPDATE places SET noted = noted + ?", 3600 * 10**9)


def test_a_first_run_reads_everything_and_a_second_nothing(inbox: Path, workspace: Workspace) -> None:
    first = run([inbox], workspace)
    assert first.counts == Counts(seen=5, new=5)
    assert (first.gains.records, first.gains.documents, first.gains.tasks) == (5, 5, 10)
    assert first.exit_code == 0
    second = run([inbox], workspace)
    assert second.counts == Counts(seen=5, unchanged=5)
    assert second.gains.records == 0


def test_the_unchanged_are_not_opened(inbox: Path, workspace: Workspace) -> None:
    """A footprint that tells a known content of a new file is believed: nobody has looked into the file."""
    run([inbox], workspace)
    fill(inbox, 1, first=900)
    path = inbox / "kế hoạch 900.txt"
    with open_state(workspace) as state:
        footprints = Footprints(state, [str(inbox)])
        footprints.note(str(path), look_at(path.stat()), min(stored_contents(workspace)))
        footprints.flush()
    age(workspace)
    assert run([inbox], workspace).counts == Counts(seen=6, unchanged=6)


def test_small_transactions(inbox: Path, workspace: Workspace, tmp_path: Path) -> None:
    with open_journal(tmp_path / "log.jsonl") as journal:
        run([inbox], workspace, RunOptions(settle=0, chunk=2), journal=journal)
    events = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [event["records"] for event in events if event["event"] == "chunk_loaded"] == [2, 2, 1]
    assert [event["event"] for event in events][:2] == ["run_started", "inbox_seen"]
    assert events[-1]["event"] == "run_finished"
    assert sum(event["event"] == "file_read" for event in events) == 5


def test_what_is_still_written_waits(inbox: Path, workspace: Workspace) -> None:
    growing = inbox / "đang ghi.txt"
    growing.write_text(make_plan(900), "utf-8")

    def write_on() -> None:
        with growing.open("a", encoding="utf-8") as handle:
            handle.write("\n3. Giao Sở Tài chính chủ trì việc thứ ba.\n")

    timer = Timer(0.3, write_on)
    timer.start()
    report = run([inbox], workspace, RunOptions(settle=1.5))
    timer.join()
    assert report.counts.writing == 1
    assert [row.problem for row in report.rows] == ["still being written"]
    assert report.counts.new == 5
    assert run([inbox], workspace, RunOptions(settle=0.1)).counts.new == 1


def test_leftovers_are_no_files(inbox: Path, workspace: Workspace) -> None:
    for name in ("~$ hoạch.docx", "a.tmp", ".DS_Store", "Thumbs.db", "b.pdf.part", "c.pdf.crdownload"):
        (inbox / name).write_bytes(b"x")
    assert run([inbox], workspace).counts.seen == 5


def test_a_changed_file_under_the_old_date_and_size_is_read(inbox: Path, workspace: Workspace) -> None:
    run([inbox], workspace)
    age(workspace)
    path = inbox / "kế hoạch 101.txt"
    path.write_text(make_plan(101).replace("mọi xã", "các xã"), "utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert run([inbox], workspace).counts.updated == 1


def test_what_failed_is_held_until_the_program_changes(inbox: Path, workspace: Workspace) -> None:
    (inbox / "rỗng.txt").write_bytes(b"")
    first = run([inbox], workspace)
    assert (first.counts.failed, first.exit_code) == (1, 1)
    second = run([inbox], workspace)
    assert (second.counts.failed, second.counts.held, second.exit_code) == (0, 1, 0)
    assert [entry.file for entry in second.quarantine] == ["rỗng.txt"]
    reason = workspace.quarantine / second.quarantine[0].key / "reason.json"
    reason.write_text(reason.read_text("utf-8").replace(first.version, "0.0.1"), "utf-8")
    assert run([inbox], workspace).counts.failed == 1


def test_what_failed_for_a_passing_reason_is_tried_again(inbox: Path, workspace: Workspace) -> None:
    gone = inbox / "đến sau.txt"
    gone.symlink_to(inbox / ".chưa có.txt")
    assert run([inbox], workspace).counts.failed == 1
    assert run([inbox], workspace).counts.held == 1, "the pause is not over"
    (entry,) = read_entries(workspace).values()
    assert (entry.code, entry.attempts) == (FileAccessError.code, 1)
    reason = workspace.quarantine / entry.key / "reason.json"
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    reason.write_text(reason.read_text("utf-8").replace(entry.when, past), "utf-8")
    assert run([inbox], workspace).counts.failed == 1
    (inbox / ".chưa có.txt").write_text(make_plan(77), "utf-8")
    assert run([inbox], workspace).counts.new == 1, "a file that is there now is read at once"
    assert read_entries(workspace) == {}


def test_a_person_can_try_again_and_drop(inbox: Path, workspace: Workspace) -> None:
    (inbox / "rỗng.txt").write_bytes(b"")
    (inbox / "cụt.docx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    run([inbox], workspace)
    entries = read_entries(workspace)
    shutil.rmtree(inbox)
    inbox.mkdir()
    again = retry_entries(list(entries.values()), workspace)
    assert {row.code for row in again.quarantined} == {"empty", "truncated"}
    assert {entry.attempts for entry in read_entries(workspace).values()} == {2}
    assert {entry.file for entry in read_entries(workspace).values()} == {"rỗng.txt", "cụt.docx"}
    drop_entries(list(entries.values()), workspace)
    (inbox / "rỗng lần hai.txt").write_bytes(b"")
    report = run([inbox], workspace)
    assert (report.counts.dropped, report.counts.failed, report.quarantine) == (1, 0, ())


def test_a_cited_document_that_arrives_is_told(tmp_path: Path, workspace: Workspace) -> None:
    fill(tmp_path / "a", 1, first=101)
    fill(tmp_path / "b", 1, first=100)
    assert run([tmp_path / "a"], workspace).gains.stubs_resolved == 0
    gains = run([tmp_path / "b"], workspace).gains
    assert (gains.documents, gains.stubs_resolved) == (1, 1)


def test_a_reading_whose_file_has_left_the_inbox_is_still_loaded(inbox: Path, workspace: Workspace) -> None:
    run([inbox], workspace)
    workspace.database.unlink()
    shutil.rmtree(inbox)
    inbox.mkdir()
    assert run([inbox], workspace).gains.records == 5
    assert len(stored_contents(workspace)) == 5


def test_what_an_older_version_read_is_told_and_left(inbox: Path, workspace: Workspace) -> None:
    run([inbox], workspace)
    set_stamp(workspace, "0.0.1")
    assert run([inbox], workspace).counts == Counts(seen=5, stale=5)


def test_ingest_and_run_know_of_each_other(inbox: Path, workspace: Workspace) -> None:
    ingest_paths([inbox], workspace)
    assert run([inbox], workspace).counts == Counts(seen=5, unchanged=5)


def test_the_page_holds_all_and_shows_names_as_words(inbox: Path, workspace: Workspace) -> None:
    (inbox / "<script>alert(1)</script>.txt".replace("/", "∕")).write_bytes(b"")
    page = make_page(run([inbox], workspace))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "the file is empty" in page
    assert "src=" not in page and "href=" not in page


def test_archives_are_opened_once(inbox: Path, workspace: Workspace) -> None:
    make_zip(inbox / "gói.zip", {"một.txt": make_plan(700), "rỗng.txt": "", "lặp.txt": make_plan(100)})
    assert run([inbox], workspace).counts == Counts(seen=9, new=6, unpacked=1, failed=1, duplicate=1)
    assert run([inbox], workspace).counts == Counts(seen=6, unchanged=6), "what failed in it is the archive's matter"
    assert not workspace.unpacked.exists()


def test_an_archive_of_which_a_member_waits_for_another_attempt_is_opened_again(
    inbox: Path, workspace: Workspace
) -> None:
    make_zip(inbox / "gói.zip", {"một.txt": make_plan(700), "rỗng.txt": ""})
    version = run([inbox], workspace).version
    (entry,) = read_entries(workspace).values()
    assert entry.file == "gói.zip!rỗng.txt"
    reason = workspace.quarantine / entry.key / "reason.json"
    reason.write_text(reason.read_text("utf-8").replace(version, "0.0.1"), "utf-8")
    assert run([inbox], workspace).counts.failed == 1
    assert [item.attempts for item in read_entries(workspace).values()] == [2]


def test_a_member_is_tried_again_from_what_the_quarantine_keeps(inbox: Path, workspace: Workspace) -> None:
    make_zip(inbox / "gói.zip", {"../../ra ngoài/rỗng.txt": ""})
    run([inbox], workspace)
    entries = list(read_entries(workspace).values())
    assert [row.code for row in retry_entries(entries, workspace).quarantined] == ["empty"]
