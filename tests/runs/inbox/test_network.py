"""Runs over an inbox on the network: what is fetched, what is left alone, what cannot be reached, what is told."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import fsspec
import pytest
import shelf
from inbox_maker import dump, fill, make_plan, make_zip, read_here
from shelf import Shelf, put

from pipeline.errors import AddressError
from pipeline.runs.address import Address, Source
from pipeline.runs.batch import ingest_paths
from pipeline.runs.inbox.network import check_address
from pipeline.runs.nightly import RunOptions, RunReport, run_inbox
from pipeline.runs.nightly.journal import open_journal
from pipeline.runs.nightly.page import make_page
from pipeline.runs.nightly.report import Counts
from pipeline.runs.nightly.retrying import retry_entries
from pipeline.runs.quarantine import read_entries
from pipeline.runs.report import Outcome
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.opening import open_state
from pipeline.store import open_database
from pipeline.store.card import find_document

AT_ONCE = RunOptions(settle=0)
INBOX = Address("shelf://an:secret@host/inbox")
PLACE = "shelf://host/inbox"


@pytest.fixture(autouse=True)
def plans() -> None:
    """Put three plans onto the shelf."""
    shelf.clear()
    for number in range(100, 103):
        put(f"/host/inbox/kế hoạch {number}.txt", make_plan(number))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def run(workspace: Workspace, *paths: Source, options: RunOptions = AT_ONCE) -> RunReport:
    """Run with all reading in this process, in whose memory the shelf is; keep a log."""
    with open_journal(workspace.root / "run.jsonl") as journal:
        return run_inbox(paths or [INBOX], workspace, options, journal=journal, execute=read_here)


def names(workspace: Workspace) -> list[str]:
    """Return the names of the files in the database."""
    with open_database(workspace.database) as database:
        return [name for (name,) in database.connection.execute("SELECT name FROM files ORDER BY name")]


def texts_of(folder: Path) -> str:
    """Return all that a folder holds, as text."""
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def test_a_first_run_fetches_all_and_a_second_opens_nothing(workspace: Workspace) -> None:
    first = run(workspace)
    assert (first.counts, first.exit_code, first.stopped) == (Counts(seen=3, new=3), 0, None)
    assert sum(Shelf.opened.values()) == 3
    assert names(workspace) == [f"{PLACE}/kế hoạch {number}.txt" for number in range(100, 103)]
    Shelf.opened.clear()
    Shelf.listed.clear()
    assert run(workspace).counts == Counts(seen=3, unchanged=3)
    assert (sum(Shelf.opened.values()), Shelf.listed) == (0, ["/host/inbox"])
    assert not workspace.unpacked.exists()


def test_the_address_is_shown(workspace: Workspace) -> None:
    run(workspace)
    with open_database(workspace.database) as database:
        card = find_document(database, "101/KH-UBND")
    assert [file.name for file in card.files] == [f"{PLACE}/kế hoạch 101.txt"]
    assert [len(list(workspace.originals.rglob("*.txt")))] == [3]


@pytest.mark.parametrize("with_sum", [True, False])
def test_a_changed_file_of_the_same_size_is_read(workspace: Workspace, with_sum: bool) -> None:
    name = "/host/inbox/kế hoạch 101.txt"
    if with_sum:
        Shelf.sums[name] = '"1"'
    run(workspace)
    Shelf.opened.clear()
    put(name, make_plan(101).replace("mọi xã", "các xã"))
    if with_sum:
        Shelf.sums[name] = '"2"'
    else:
        Shelf.dates[name] = shelf.LONG_AGO + 1
    assert run(workspace).counts == Counts(seen=3, unchanged=2, updated=1)
    assert dict(Shelf.opened) == {name: 1}


def test_a_store_that_tells_neither_sum_nor_time_is_fetched_each_time(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Shelf, "_describe", lambda self, row: {"name": row["name"], "type": "file", "size": row["size"]}
    )
    run(workspace)
    assert run(workspace).counts == Counts(seen=3, unchanged=3)
    assert sum(Shelf.opened.values()) == 6


def test_a_file_that_vanished_stays_in_the_database(workspace: Workspace) -> None:
    run(workspace)
    Shelf().rm_file("/host/inbox/kế hoạch 101.txt")
    assert run(workspace).counts == Counts(seen=2, unchanged=2, gone=1)
    assert len(names(workspace)) == 3
    with open_state(workspace) as state:
        assert [item.place[-7:] for item in state.read_footprints(PLACE)] == ["100.txt", "102.txt"]


def test_a_file_that_vanishes_after_the_listing_is_told_and_tried_again(workspace: Workspace) -> None:
    Shelf.faults["/host/inbox/kế hoạch 101.txt"] = FileNotFoundError("kế hoạch 101.txt")
    report = run(workspace)
    assert (report.counts, report.exit_code) == (Counts(seen=3, new=2, failed=1), 1)
    (entry,) = read_entries(workspace).values()
    assert (entry.path, entry.code) == (f"{PLACE}/kế hoạch 101.txt", "no_access")


@pytest.mark.parametrize("error", [ConnectionError("reset"), RuntimeError("of a library"), TimeoutError()])
def test_a_download_that_fails_is_made_again_by_the_next_run(workspace: Workspace, error: Exception) -> None:
    name = "/host/inbox/kế hoạch 101.txt"
    Shelf.faults[name] = error
    report = run(workspace)
    assert (report.counts, report.exit_code, report.stopped) == (Counts(seen=3, new=2, unreached=1), 1, None)
    (row,) = report.rows
    assert (row.path, row.outcome) == (f"{PLACE}/kế hoạch 101.txt", Outcome.UNREACHED)
    assert "cannot be reached" in (row.problem or "")
    assert read_entries(workspace) == {}, "it says nothing of the file"
    Shelf.faults.clear()
    assert run(workspace).counts == Counts(seen=3, unchanged=2, new=1)


def test_a_download_that_ends_early_is_no_file(workspace: Workspace) -> None:
    name = "/host/inbox/kế hoạch 101.txt"
    Shelf.sizes[name] = len(make_plan(101).encode()) + 5
    (row,) = run(workspace).rows
    assert (row.outcome, "the copy ended after" in (row.problem or "")) == (Outcome.UNREACHED, True)


def test_no_permission_for_one_file_is_a_matter_for_the_quarantine(workspace: Workspace) -> None:
    name = "/host/inbox/kế hoạch 101.txt"
    Shelf.faults[name] = PermissionError("Access Denied")
    assert run(workspace).counts == Counts(seen=3, new=2, failed=1)
    assert run(workspace).counts == Counts(seen=3, unchanged=2, held=1), "the pause is not over"
    (entry,) = read_entries(workspace).values()
    assert (entry.code, entry.problem) == ("no_access", "no access (Access Denied)")
    Shelf.faults.clear()
    assert [row.outcome for row in retry_entries([entry], workspace).rows] == [Outcome.UNREACHED], "without a password"


def test_files_that_are_too_large_are_not_fetched(workspace: Workspace) -> None:
    name = "/host/inbox/kế hoạch 101.txt"
    Shelf.sizes[name] = 10**9
    assert run(workspace).counts == Counts(seen=3, new=2, failed=1)
    assert Shelf.opened[name] == 0
    assert run(workspace).counts == Counts(seen=3, unchanged=2, held=1)
    Shelf.sizes.clear()
    assert run(workspace).counts == Counts(seen=3, unchanged=2, new=1), "it is another file now"
    assert read_entries(workspace) == {}


def test_a_file_that_grows_beyond_the_limit_is_given_up(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.document.MAX_BYTES", 10)
    for number in range(100, 103):
        Shelf.sizes[f"/host/inbox/kế hoạch {number}.txt"] = 5
    assert run(workspace).counts == Counts(seen=3, failed=3)
    assert {entry.code for entry in read_entries(workspace).values()} == {"too_large"}


def test_leftovers_hidden_files_and_marks_of_folders_are_no_files(workspace: Workspace) -> None:
    for name in ("~$ hoạch.docx", ".DS_Store", "Thumbs.db", "b.pdf.part", ".ẩn/a.txt", "c.tmp"):
        put(f"/host/inbox/{name}", "x")
    put("/host/inbox2/a.txt", make_plan(900))
    assert run(workspace).counts == Counts(seen=3, new=3)


def test_hostile_names(workspace: Workspace) -> None:
    hostile = ("../ra.txt", "/etc/passwd.txt", "a\nb.txt", f"{'l' * 3000}.txt", "a::b.txt", "q?v=1#x.txt", "%2e%2e.txt")
    store = fsspec.filesystem("memory")
    for number, name in enumerate(hostile):
        store.pipe_file(f"/hostile/{name}", make_plan(500 + number).encode())
    try:
        assert run(workspace, Address("memory://hostile")).counts == Counts(seen=7, new=7)
        assert run(workspace, Address("memory://hostile")).counts.unchanged == 7
    finally:
        store.rm("/hostile", recursive=True)
    assert {"memory://hostile/a�b.txt", f"memory://hostile/{'l' * 3000}.txt"} < set(names(workspace))
    assert sorted(path.name for path in workspace.root.parent.iterdir()) == ["workspace"]


def test_what_is_still_written_waits(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "/host/inbox/kế hoạch 101.txt"
    Shelf.dates[name] = time.time()
    monkeypatch.setattr(
        "pipeline.runs.nightly.network_selection.time.sleep", lambda _: put(name, make_plan(101) + "\n3. Thêm.")
    )
    report = run(workspace, options=RunOptions(settle=1))
    assert report.counts == Counts(seen=3, new=2, writing=1)
    assert report.rows[0].problem == "still being written"
    monkeypatch.undo()
    assert run(workspace, options=RunOptions(settle=0.01)).counts == Counts(seen=3, unchanged=2, new=1)


def test_members_of_an_archive_and_what_cannot_be_read(workspace: Workspace, tmp_path: Path) -> None:
    make_zip(tmp_path / "gói.zip", {"một.txt": make_plan(700), "rỗng.txt": ""})
    put("/host/inbox/gói.zip", (tmp_path / "gói.zip").read_bytes())
    put("/host/inbox/cụt.docx", b"PK\x03\x04" + b"\0" * 40)
    assert run(workspace).counts == Counts(seen=7, new=4, unpacked=1, failed=2)
    assert f"{PLACE}/gói.zip!một.txt" in names(workspace)
    entries = {entry.path: entry for entry in read_entries(workspace).values()}
    assert set(entries) == {f"{PLACE}/cụt.docx", f"{PLACE}/gói.zip!rỗng.txt"}
    kept = workspace.quarantine / entries[f"{PLACE}/cụt.docx"].key / "original.docx"
    assert kept.read_bytes() == b"PK\x03\x04" + b"\0" * 40
    assert run(workspace).counts == Counts(seen=5, unchanged=4, held=1)
    again = retry_entries(list(entries.values()), workspace)
    assert {row.path for row in again.quarantined} == set(entries), "the kept copies keep their addresses"
    assert {entry.path: entry.attempts for entry in read_entries(workspace).values()} == dict.fromkeys(entries, 2)


def test_no_password_is_written_or_told(workspace: Workspace, tmp_path: Path) -> None:
    Shelf.faults["/host/inbox/kế hoạch 101.txt"] = OSError("login an:secret@host refused for 'secret'")
    Shelf.faults["/host/inbox/kế hoạch 102.txt"] = PermissionError("shelf://an:secret@host/inbox")
    report = run(workspace)
    assert (report.counts.unreached, report.counts.failed) == (1, 1)
    told = f"{report}{make_page(report)}{texts_of(tmp_path)}"
    assert "secret" not in told
    assert "login *** refused" in told or "login ***@host refused" in told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError("Forbidden"), "no access (Forbidden)"),
        (ConnectionError("no route"), "it cannot be reached (ConnectionError: no route)"),
        (RuntimeError("secret of a library"), "it cannot be reached (RuntimeError: *** of a library)"),
        (FileNotFoundError("host"), "there is no such bucket or folder"),
    ],
)
def test_an_inbox_that_cannot_be_reached_does_not_keep_the_others(
    workspace: Workspace, tmp_path: Path, error: Exception, told: str
) -> None:
    run(workspace)
    fill(tmp_path / "inbox", 2, first=300)
    Shelf.down.append(error)
    report = run(workspace, INBOX, tmp_path / "inbox")
    assert (report.counts, report.exit_code) == (Counts(seen=2, new=2), 4)
    assert (report.stopped or "").startswith(f"{PLACE}: {told}. ")
    assert (report.stopped or "").endswith("Everything else was read; the next run goes on from there.")
    Shelf.down.clear()
    Shelf.opened.clear()
    assert run(workspace, INBOX, tmp_path / "inbox").counts == Counts(seen=5, unchanged=5)
    assert not Shelf.opened, "what is known of an inbox that was not reached is not forgotten"


def test_a_folder_in_it_that_cannot_be_listed_is_told(workspace: Workspace) -> None:
    put("/host/inbox/mật/a.txt", make_plan(500))
    Shelf.faults["/host/inbox/mật"] = PermissionError("mật: permission denied")
    report = run(workspace)
    assert (report.counts, report.exit_code) == (Counts(seen=4, new=3, unreached=1), 1)
    assert [(row.path, row.problem) for row in report.rows] == [(PLACE, "no access (mật: permission denied)")]


def test_a_network_that_is_lost_while_it_is_looked_through_is_no_short_inbox(workspace: Workspace) -> None:
    put("/host/inbox/sâu/a.txt", make_plan(500))
    Shelf.faults["/host/inbox/sâu"] = ConnectionError("gone")
    report = run(workspace)
    assert (report.counts, report.exit_code) == (Counts(), 4)
    assert "ConnectionError: gone" in (report.stopped or "")


def test_a_folder_that_is_not_there_is_told(workspace: Workspace) -> None:
    report = run(workspace, Address("shelf://host/nowhere"))
    assert report.exit_code == 4
    assert "shelf://host/nowhere: there is no such bucket or folder. Check the address." in (report.stopped or "")


def test_a_network_that_is_lost_leaves_the_rest_to_the_next_run(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200, 230):
        put(f"/host/inbox/{number}.txt", make_plan(number))

    def lose(self: Shelf, path: str, mode: str = "rb", **kwargs: object) -> object:
        if sum(Shelf.opened.values()) == 10 and not Shelf.down:
            Shelf.down.append(ConnectionError("gone"))
        return plain(self, path, mode, **kwargs)

    plain = Shelf._open
    monkeypatch.setattr(Shelf, "_open", lose)
    report = run(workspace)
    assert (report.counts, report.exit_code) == (Counts(seen=33, new=10, unreached=23), 4)
    assert f"{PLACE}: it stopped answering, and 20 more files were not tried." in (report.stopped or "")
    assert len(names(workspace)) == 10
    Shelf.down.clear()
    monkeypatch.undo()
    assert run(workspace).counts == Counts(seen=33, unchanged=10, new=23)


def test_bad_files_do_not_give_up_an_inbox_that_answers(workspace: Workspace) -> None:
    for number in range(8):
        put(f"/host/inbox/0{number}.txt", "x")
        Shelf.faults[f"/host/inbox/0{number}.txt"] = OSError("bad sector")
    report = run(workspace)
    assert (report.counts, report.exit_code) == (Counts(seen=11, new=3, unreached=8), 1)


def test_portions(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runs.reach.FETCHED_TOGETHER", 2)
    most: list[int] = []

    def execute(jobs: Sequence[object], workers: int | None) -> object:
        most.append(len(jobs))
        return read_here(jobs, workers)  # type: ignore[arg-type]

    run_inbox([INBOX], workspace, AT_ONCE, execute=execute)  # type: ignore[arg-type]
    assert most == [2, 2, 1, 1], "two fetched, two read, one fetched, one read"


def test_the_same_content_here_and_there_is_one(workspace: Workspace, tmp_path: Path) -> None:
    fill(tmp_path / "inbox", 3)
    assert run(workspace, tmp_path / "inbox").counts == Counts(seen=3, new=3)
    assert run(workspace, tmp_path / "inbox", INBOX).counts == Counts(seen=6, unchanged=6)
    assert run(workspace, tmp_path / "inbox", INBOX, Address(f"{PLACE}/")).counts == Counts(seen=6, unchanged=6)


def test_the_database_is_that_of_a_folder_but_for_places(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "sâu").mkdir(parents=True)
    fill(tmp_path / "inbox", 4, first=400)
    fill(tmp_path / "inbox" / "sâu", 2, first=420)
    make_zip(tmp_path / "inbox" / "gói.zip", {"một.txt": make_plan(700), "hai.txt": make_plan(701)})
    shelf.clear()
    for path in (tmp_path / "inbox").rglob("*"):
        if path.is_file():
            put(f"/host/inbox/{path.relative_to(tmp_path / 'inbox').as_posix()}", path.read_bytes())
    here, away = Workspace(tmp_path / "here"), Workspace(tmp_path / "away")
    run(here, tmp_path / "inbox")
    run(away)
    plain = [line.replace(f"{PLACE}/sâu/", "").replace(f"{PLACE}/", "") for line in dump(away.database)]
    assert sorted(plain) == dump(here.database)


def test_ingest_takes_addresses(workspace: Workspace) -> None:
    put("/host/inbox/rỗng.txt", "")
    Shelf.faults["/host/inbox/kế hoạch 101.txt"] = ConnectionError("reset")
    report = ingest_paths([INBOX, Address("shelf://host/nowhere")], workspace, execute=read_here)
    told = {row.path: row.outcome.value for row in report.rows}
    assert told == {
        f"{PLACE}/kế hoạch 100.txt": "new",
        f"{PLACE}/kế hoạch 101.txt": "unreached",
        f"{PLACE}/kế hoạch 102.txt": "new",
        f"{PLACE}/rỗng.txt": "quarantined",
        "shelf://host/nowhere": "unreached",
    }
    Shelf.faults.clear()
    again = ingest_paths([INBOX], workspace, execute=read_here)
    assert (again.count(Outcome.NEW), again.count(Outcome.UNCHANGED)) == (1, 2)
    assert run(workspace).counts == Counts(seen=4, unchanged=3, held=1)


def test_the_log_tells_addresses(workspace: Workspace) -> None:
    run(workspace, INBOX, Address("shelf://host/nowhere"))
    events = [json.loads(line) for line in (workspace.root / "run.jsonl").read_text("utf-8").splitlines()]
    assert [event["path"] for event in events if event["event"] == "file_read"] == names(workspace)
    (lost,) = [event for event in events if event["event"] == "inbox_unreached"]
    assert lost["reason"].startswith("shelf://host/nowhere: ")


def test_without_fsspec_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(AddressError, match=r"vanban\[network\]"):
        check_address(INBOX)
