"""Attack the nightly run: damaged files, kills, full disks, torn states; each followed by a run that makes all good.

python benchmarks/attack.py                                          # writes benchmarks/attack.md; about an hour
python benchmarks/attack.py --files 100 --kills 10 --disks 4 --torn 10 --seed 7 --dry

After every trial a next run must reach the database of a run that nobody disturbed, and nothing may be left: no
process, no temporary file, no draft. A command may end with a status and a sentence of its own, never with a traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from attacking import ROOT, Attacker, database_of, enlarge, small_disk, tear
from damage import make_damaged, make_whole_files
from inbox_maker import fill
from killing import Victim

PAGE = ROOT / "benchmarks" / "attack.md"
FINDINGS = ("internal_error", "timed_out", "out_of_memory")
HEAD = """# The attack

Made by `python benchmarks/attack.py --seed {seed}`: damaged files of every format, kills, full disks, torn files of the
workspace. A trial is right where no command ended with a traceback, the next run reached the database of an undisturbed
run, and no process, temporary file or draft was left.

| attack | trials | right | findings |
|---|---:|---:|---|
"""
Finding = str
Trial = tuple[str, list[Finding]]  # what was tried, what was wrong with it


def attack_with_files(attacker: Attacker, count: int, seed: int) -> Iterator[Trial]:
    """Yield a trial for each damaged file among good ones, after one run over all and a second one."""
    inbox, workspace = attacker.folder / "damaged", attacker.folder / "damaged-workspace"
    whole = attacker.folder / "whole"
    whole.mkdir()
    inbox.mkdir()
    paths = make_damaged(make_whole_files(whole), count, seed, inbox)
    fill(inbox / "tốt", 20)
    done = attacker.run("run", inbox, "-w", workspace, "--settle", "0", "--json")
    traces = attacker.find_traces(workspace)
    before = database_of(workspace)
    again = attacker.run("run", inbox, "-w", workspace, "--settle", "0", "--json")
    findings = [] if done.is_clean and again.is_clean else [f"the run ended with {done.status}, {again.status}"]
    findings += traces + ([] if database_of(workspace) == before else ["the second run changed the database"])
    yield "run over all", findings
    reasons = [json.loads(path.read_text("utf-8")) for path in workspace.glob("corpus/quarantine/*/reason.json")]
    broken = {item["path"].partition("!")[0]: item for item in reasons if item["code"] in FINDINGS}
    kept = {item["path"].partition("!")[0] for item in reasons} | set(_held(workspace))
    for path in paths:
        reason = broken.get(str(path))
        lost = [] if str(path) in kept else ["lost without a reason"]
        yield f"file {path.suffix}", lost + ([f"{reason['code']}: {reason['problem']}"] if reason else [])


def _held(workspace: Path) -> Iterator[str]:
    """Yield the places of the inbox whose content the workspace knows."""
    with sqlite3.connect(workspace / "extracted" / "state.db") as state:
        for (place,) in state.execute("SELECT place FROM held WHERE ended IS NULL"):
            yield os.fsdecode(place).partition("!")[0]


def attack_with_kills(attacker: Attacker, count: int, dice: random.Random) -> Iterator[Trial]:
    """Yield a trial for each kill of a command that takes in or makes anew."""
    inbox = attacker.folder / "inbox"
    fill(inbox, 40)
    expected, whole = _undisturbed(attacker, inbox)
    commands = ("run", "ingest", "rebuild", "watch")
    for number in range(count):
        name, victim = commands[number % len(commands)], list(Victim)[number // len(commands) % len(Victim)]
        workspace = attacker.folder / "killed"
        if name == "rebuild":
            attacker.run("run", inbox, "-w", workspace, "--settle", "0")
        words = ("rebuild",) if name == "rebuild" else (name, inbox, "--workers", "2")
        process = attacker.start(*words, "-w", workspace)
        time.sleep(dice.uniform(0.05, whole if name != "rebuild" else whole / 3))
        attacker.kill(process, victim, dice)
        if name == "watch" and victim is Victim.WORKER:
            time.sleep(0.5)
            attacker.kill(process, Victim.WRITER, dice)
        killed = attacker.wait(process)
        findings = [] if "Traceback" not in killed.said else ["a traceback"]
        yield f"kill {name}", findings + _next_run(attacker, inbox, workspace, expected)
        shutil.rmtree(workspace, ignore_errors=True)


def attack_with_disks(attacker: Attacker, count: int) -> Iterator[Trial]:
    """Yield a trial for each size of disk that is too small, from hardly anything to nearly enough."""
    inbox = attacker.folder / "inbox"
    expected, _ = _undisturbed(attacker, inbox)
    for number in range(count):
        size = 40 + round(3200 * number / max(count - 1, 1))
        with small_disk(attacker.folder / "disk", size) as disk:
            name = ("run", "ingest")[number % 2]
            done = attacker.run(name, inbox, "-w", disk, "--workers", "1")
            rebuilt = attacker.run("rebuild", "-w", disk)
            ended = [] if done.is_clean and done.status in (0, 4) else [f"{name} ended with {done.status}"]
            ended += [] if rebuilt.is_clean else [f"rebuild ended with {rebuilt.status}"]
            enlarge(disk)
            yield "full disk", ended + _next_run(attacker, inbox, disk, expected)


def attack_states(attacker: Attacker, count: int, dice: random.Random) -> Iterator[Trial]:
    """Yield a trial for each torn file of a workspace; where the run says so, the database is made anew first."""
    inbox, workspace = attacker.folder / "inbox", attacker.folder / "torn"
    expected, _ = _undisturbed(attacker, inbox)
    for _ in range(count):
        shutil.copytree(attacker.folder / "undisturbed", workspace)
        files = sorted(path for path in workspace.rglob("*") if path.is_file())
        special = [path for path in files if path.suffix in (".db", ".lock") or path.name == ".lock"]
        path = dice.choice(special if dice.random() < 0.5 else files)
        how = tear(path, dice)
        first = attacker.run("run", inbox, "-w", workspace, "--settle", "0")
        findings = [] if first.is_clean else [f"{path.name} {how}: the run ended with {first.status}"]
        if first.status == 4:
            _follow_advice(workspace, attacker)
        wrong = _next_run(attacker, inbox, workspace, expected)
        yield "torn state", findings + [f"{path.name} {how}: {item}" for item in wrong]
        shutil.rmtree(workspace)


def _follow_advice(workspace: Path, attacker: Attacker) -> None:
    """Do what the program says where state or database are damaged: move away the one, make the other anew."""
    said = (attacker.folder / "said").read_text("utf-8")
    if "state.db" in said:
        for path in workspace.glob("extracted/state.db*"):
            path.unlink()
    attacker.run("rebuild", "-w", workspace)


def _undisturbed(attacker: Attacker, inbox: Path) -> tuple[list[str], float]:
    workspace, began = attacker.folder / "undisturbed", time.monotonic()
    assert attacker.run("run", inbox, "-w", workspace, "--settle", "0", "--workers", "2").status == 0
    return database_of(workspace), time.monotonic() - began


def _next_run(attacker: Attacker, inbox: Path, workspace: Path, expected: list[str]) -> list[Finding]:
    """Run once more; return what is not as if nothing had happened."""
    done = attacker.run("run", inbox, "-w", workspace, "--settle", "0")
    if done.status != 0:
        return [f"the next run ended with {done.status}: {done.said[-200:].strip()}"]
    findings = [] if database_of(workspace) == expected else ["another database"]
    return findings + attacker.find_traces(workspace)


def tell(trials: list[Trial], seed: int, *, is_dry: bool) -> int:
    """Print a line for each kind of trial, and write the page; return how many trials were wrong."""
    kinds: Counter[str] = Counter(kind for kind, _ in trials)
    wrong: Counter[str] = Counter(kind for kind, findings in trials if findings)
    told = {kind: Counter(item for one, found in trials if one == kind for item in found) for kind in kinds}
    lines = []
    for kind in kinds:
        shown = "; ".join(f"{count} × {item}" for item, count in told[kind].most_common(3)).replace("\n", " ")
        lines.append(f"| {kind} | {kinds[kind]} | {kinds[kind] - wrong[kind]} | {shown.replace('|', '/')} |\n")
    lines.append(f"| all | {kinds.total()} | {kinds.total() - wrong.total()} | |\n")
    print("".join(lines))
    if not is_dry:
        PAGE.write_text(HEAD.format(seed=seed) + "".join(lines), "utf-8")
    return wrong.total()


def main() -> int:
    """Attack, tell, and return 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000, help="damaged files")
    parser.add_argument("--kills", type=int, default=150)
    parser.add_argument("--disks", type=int, default=20, help="sizes of a full disk")
    parser.add_argument("--torn", type=int, default=60, help="torn files of the workspace")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true", help="print only")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    trials: list[Trial] = []
    with tempfile.TemporaryDirectory(prefix="attack-") as name:
        attacker = Attacker(Path(name))
        fill(attacker.folder / "inbox", 40)
        for attack in (
            attack_with_kills(attacker, options.kills, dice),
            attack_with_disks(attacker, options.disks),
            attack_states(attacker, options.torn, dice),
            attack_with_files(attacker, options.files, options.seed),
        ):
            for kind, findings in attack:
                trials.append((kind, findings))
                if findings:
                    print(f"{kind}: {'; '.join(findings)}"[:400], file=sys.stderr, flush=True)
    return 1 if tell(trials, options.seed, is_dry=options.dry) else 0


if __name__ == "__main__":
    sys.exit(main())
