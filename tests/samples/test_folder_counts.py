"""What the benchmark of real folders counts, on the sample inbox; the words of documents stay out of the project."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

import pytest
from places import ROOT

from benchmarks.folder import check_listing, is_of_document, make_section, measure, write_listing
from pipeline.runs.workspace.layout import Workspace


def test_counts_of_the_sample_inbox(sample_workspace: Workspace, tmp_path: Path) -> None:
    counts = {count.measure: count for count in measure(sample_workspace)}
    held = counts["documents held"].count
    assert 0 < held <= counts["files that were read"].count
    for way in ("printed code", "file name", "title words"):
        outcomes = [counts[f"asked by {way}: {outcome}"] for outcome in ("opened", "one of several", "not found")]
        assert sum(one.count for one in outcomes) == outcomes[0].of > 0
    assert counts["tasks without lead, of documents that do not direct or have no type"].count == 0
    assert counts["codes of no type and no body (judged by eye in the listing)"].count == 0
    ended = counts["acts said to have ended (each judged by eye in the listing)"]
    assert all("[[" in line for line in ended.listed) and len(ended.listed) >= ended.count > 0
    write_listing(tmp_path / "listing.txt", list(counts.values()))
    listing = (tmp_path / "listing.txt").read_text("utf-8")
    assert ended.listed[0] in listing
    section = make_section(list(counts.values()), 1)
    assert not any(line in section for count in counts.values() for line in count.listed), "counts only"


@pytest.mark.parametrize("code", ["31/KH-UBND", "98-NQ/TW", "206/2025/QH15", "2950/SNNMT-KL", "12/2031/TT-BTC"])
def test_codes_of_documents(code: str) -> None:
    assert is_of_document(code)


@pytest.mark.parametrize("code", ["31/XZ-QW", "QCVN 01:2019/BCT", "31/2031", "5507:2002"])
def test_codes_of_no_document(code: str) -> None:
    assert not is_of_document(code)


@pytest.mark.parametrize("path", [ROOT / "listing.txt", ROOT / "benchmarks" / "x.txt"])
def test_the_listing_stays_out_of_the_project(path: Path) -> None:
    with pytest.raises(ArgumentTypeError):
        check_listing(path)
