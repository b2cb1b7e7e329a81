"""Damage files of every format and take them in: none may be lost, crash a reader or hang it.

python benchmarks/mutations.py --count 500
python benchmarks/mutations.py --count 60 --seed 7 --keep out/damaged   # keeps what was found
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "makers"), str(ROOT / "tests" / "makers" / "files")]

from damage import make_damaged, make_whole_files  # noqa: E402

from pipeline.runs.batch import ingest_paths  # noqa: E402
from pipeline.runs.report import BatchReport, Outcome  # noqa: E402
from pipeline.runs.workspace.layout import Workspace  # noqa: E402

FINDINGS = ("internal_error", "timed_out", "out_of_memory")


def find_faults(report: BatchReport, paths: list[Path], workspace: Workspace) -> list[tuple[str, str]]:
    """Return what must not be: a file without row, original, record or reason, and one that brought a reader down."""
    rows = {row.path: row for row in report.rows}
    reasons = {json.loads(path.read_text("utf-8"))["path"] for path in workspace.quarantine.glob("*/reason.json")}
    faults = [(path.name, "lost: no row in the report") for path in paths if str(path) not in rows]
    for row in report.rows:
        if row.outcome is Outcome.QUARANTINED:
            if row.code in FINDINGS:
                faults.append((row.path, f"{row.code}: {row.problem}"))
            elif not (row.problem and row.remedy and row.path in reasons):
                faults.append((row.path, "quarantined without a reason"))
        elif row.outcome is Outcome.NEW and not (row.status and workspace.record(row.sha256 or "").is_file()):
            faults.append((row.path, "read, but without a record"))
    return faults


def tell(report: BatchReport, faults: list[tuple[str, str]], seconds: float) -> None:
    """Print what became of the files by format, then what was found."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in report.rows:
        if row.container is None:
            counts[Path(row.path).suffix[1:], row.status.value if row.status else row.outcome.value] += 1
    states = sorted({state for _, state in counts})
    print(f"| format | {' | '.join(states)} |\n|---|{'---|' * len(states)}")
    for suffix in sorted({suffix for suffix, _ in counts}):
        print(f"| {suffix} | {' | '.join(str(counts[suffix, state]) for state in states)} |")
    print(f"\n{sum(counts.values())} files in {seconds:.0f} s, {len(faults)} findings.")
    for name, fault in faults:
        print(f"{name}: {fault}")


def main() -> int:
    """Damage, take in, tell; return 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that were found")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "whole").mkdir()
        (folder / "inbox").mkdir()
        paths = make_damaged(make_whole_files(folder / "whole"), options.count, options.seed, folder / "inbox")
        workspace = Workspace(folder / "workspace")
        began = time.monotonic()
        report = ingest_paths([folder / "inbox"], workspace)
        faults = find_faults(report, paths, workspace)
        tell(report, faults, time.monotonic() - began)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            for path in {path.partition("!")[0] for path, _ in faults}:
                shutil.copy(path, options.keep)
            for reason in workspace.quarantine.glob("*/reason.json"):
                if any(f'"{code}"' in reason.read_text("utf-8") for code in FINDINGS):
                    shutil.copy(reason, options.keep / f"{reason.parent.name}.json")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
