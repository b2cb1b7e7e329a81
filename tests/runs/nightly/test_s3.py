"""An inbox in a real S3-like store on this machine, from the command line and from a cluster."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from inbox_maker import ROOT, command, dump, fill, make_plan, make_zip, read_here
from test_cluster import address, worker

from pipeline.runs.nightly import RunOptions, run_inbox
from pipeline.runs.workspace.layout import Workspace

LACKING = [name for name in ("s3fs", "moto", "flask", "flask_cors") if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}: pip install 'vanban[dev]'"),
]
__all__ = ["address"]  # the fixture of a scheduler
KEYS = {"AWS_ACCESS_KEY_ID": "khoa", "AWS_SECRET_ACCESS_KEY": "bi-mat", "AWS_DEFAULT_REGION": "us-east-1"}


@dataclass(frozen=True)
class Store:
    """A running store: its address on this machine, its log, a client."""

    url: str
    log: Path
    files: Any

    def fetched(self) -> int:
        """Return how many requests it has had for the content of a file."""
        return sum("GET /kho/" in line and "list-type" not in line for line in self.log.read_text().splitlines())

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run vanban with this store."""
        env = {**os.environ, **KEYS, "AWS_ENDPOINT_URL": self.url, "PYTHONPATH": str(ROOT)}
        line = command("run", *words, "--settle", "0")
        return subprocess.run(line, env=env, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with the bucket `kho`."""
    import s3fs

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, log = f"http://127.0.0.1:{port}", tmp_path / "store.log"
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": url}.items():
        monkeypatch.setenv(name, value)
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("w") as handle, subprocess.Popen(words, stdout=handle, stderr=handle) as server:
        try:
            _wait(port, server)
            files = s3fs.S3FileSystem(skip_instance_cache=True)
            files.mkdir("kho")
            yield Store(url, log, files)
        finally:
            server.kill()


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the store has ended"
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the store does not answer")


def make_inbox(folder: Path) -> Path:
    """Make an inbox with all that may lie in one."""
    fill(folder, 6)
    fill(folder / "sâu" / "hơn", 2, first=300)
    make_zip(folder / "gói.zip", {"một.txt": make_plan(700), "hai.txt": make_plan(701)})
    (folder / "~$ hoạch.docx").write_bytes(b"x")
    (folder / "rỗng.txt").touch()
    return folder


def test_a_bucket_gives_what_a_folder_gives_and_is_not_fetched_twice(store: Store, tmp_path: Path) -> None:
    store.files.put(f"{make_inbox(tmp_path / 'inbox')}/", "kho/hộp thư/", recursive=True)
    words = ("s3://kho/hộp thư", "-w", tmp_path / "w", "--json")
    done = store.run(*words)
    report = json.loads(done.stdout)
    assert (done.returncode, report["counts"]["new"], report["counts"]["failed"]) == (1, 10, 1), done.stderr
    assert [row["path"] for row in report["quarantine"]] == ["s3://kho/hộp thư/rỗng.txt"]
    first = store.fetched()
    assert first == 9, "eight plans and an archive; the empty file has nothing to fetch"
    again = json.loads(store.run(*words).stdout)
    assert (again["counts"]["unchanged"], again["counts"]["held"], store.fetched()) == (9, 1, first)
    store.files.pipe_file("kho/hộp thư/kế hoạch 101.txt", make_plan(101).replace("mọi xã", "các xã").encode())
    third = json.loads(store.run(*words).stdout)
    assert (third["counts"]["updated"], third["counts"]["unchanged"], store.fetched()) == (1, 8, first + 1)
    store.files.pipe_file("kho/hộp thư/kế hoạch 101.txt", make_plan(101).encode())
    run_inbox([tmp_path / "inbox"], Workspace(tmp_path / "alone"), RunOptions(settle=0), execute=read_here)
    fresh = store.run("s3://kho/hộp thư", "-w", tmp_path / "fresh")
    assert fresh.returncode == 1
    plain = [line.replace("s3://kho/hộp thư/sâu/hơn/", "") for line in dump(tmp_path / "fresh/extracted/vanban.db")]
    assert sorted(line.replace("s3://kho/hộp thư/", "") for line in plain) == dump(
        tmp_path / "alone/extracted/vanban.db"
    )
    assert "bi-mat" not in done.stdout + done.stderr
    assert b"bi-mat" not in (tmp_path / "w/extracted/state.db").read_bytes()


def test_what_cannot_be_reached_is_told_in_a_sentence(store: Store, tmp_path: Path) -> None:
    fill(tmp_path / "inbox", 2)
    done = store.run("s3://không-có/in", tmp_path / "inbox", "-w", tmp_path / "w")
    assert done.returncode == 4
    assert "s3://không-có/in: " in done.stderr
    assert "2 records loaded" in done.stderr
    assert "Traceback" not in done.stderr


def test_workers_of_a_cluster_fetch_for_themselves(store: Store, address: str, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    store.files.put(f"{make_inbox(tmp_path / 'inbox')}/", "kho/in/", recursive=True)
    with worker(address):
        done = store.run("s3://kho/in", "-w", tmp_path / "w", "--scheduler", address, "--json")
    assert json.loads(done.stdout)["counts"]["new"] == 10, done.stderr
    run_inbox([tmp_path / "inbox"], Workspace(tmp_path / "alone"), RunOptions(settle=0), execute=read_here)
    plain = [line.replace("s3://kho/in/sâu/hơn/", "") for line in dump(tmp_path / "w/extracted/vanban.db")]
    assert sorted(line.replace("s3://kho/in/", "") for line in plain) == dump(tmp_path / "alone/extracted/vanban.db")
