"""The sample inbox shows the forms and formats it promises, can be built again, and its broken files are refused."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
import zipfile
from codecs import BOM_UTF16_LE
from pathlib import Path

import pypdfium2
import pytest
from sample_inbox import FILES, SAMPLES, all_records, all_tasks, each_file, record, text_of

from pipeline.errors import EmptyFile, EncryptedFile, NoTextLayer, TruncatedFile, UnreadableFile, UnsupportedFormat
from pipeline.ingest.scan.recognise import can_recognise
from pipeline.model import DeadlineKind

ROLES = ("lead", "coordinate", "direct", "report_to")


@pytest.mark.parametrize(("suffix", "least"), [(".docx", 4), (".pdf", 3), (".html", 2), (".md", 2), (".txt", 3)])
def test_every_format_is_there(suffix: str, least: int) -> None:
    assert len([path for path in FILES if path.suffix == suffix]) >= least


def test_every_kind_of_document_task_and_deadline_is_there() -> None:
    assert {data["header"]["type"] for data in all_records()} == {"NQ", "QĐ", "CTr", "KH", "CV", "CT", "TB", "HD"}
    deadlines = [task["deadline"] for task in all_tasks() if task["deadline"]]
    assert {deadline["kind"] for deadline in deadlines} == {kind.value for kind in DeadlineKind}
    recurs = {(deadline["recurs"] or "").partition(":")[0] for deadline in deadlines} - {""}
    assert recurs == {"yearly", "quarterly", "monthly", "weekly", "daily", "every", "periodic"}
    assert all(any(task[role] for task in all_tasks()) for role in ROLES)
    assert any(not task["lead"] for task in all_tasks())
    assert any(task["product"] for task in all_tasks())
    relations = {name for data in all_records() for item in data["citations"] for name in item["relations"]}
    assert relations >= {
        "legal_basis",
        "implements",
        "proposed_by",
        "guided_by",
        "amends",
        "replaces",
        "repeals",
        "mentions",
    }


def sample(stem: str) -> Path:
    return next(path for path in FILES if path.stem == stem)


def test_the_draft_lacks_number_and_day() -> None:
    header = record("kh-so-khcn-hoa-binh-du-thao")["header"]
    assert (header["number"], header["issued"], header["signer"]["name"]) == (None, "2023-10", None)


def test_one_document_has_no_masthead() -> None:
    path = sample("kh-so-nnmt-phu-tho-khong-tieu-ngu")
    assert record(path.stem)["header"]["code"] is None
    assert "Độc lập" not in text_of(path)


def test_text_files_come_in_four_forms() -> None:
    decomposed = sample("kh-ubnd-huyen-mai-chau-266").read_text("utf-8")
    assert decomposed == unicodedata.normalize("NFD", decomposed) != unicodedata.normalize("NFC", decomposed)
    with pytest.raises(UnicodeDecodeError):
        sample("cv-ubnd-hoa-binh-3305").read_text("utf-8")
    assert sample("cv-so-nnmt-phu-tho-2950").read_bytes().startswith(BOM_UTF16_LE)
    wrapped = sample("kh-huyen-uy-tan-lac-214").read_text("utf-8").splitlines()
    assert 60 < max(map(len, wrapped)) <= 70


def test_word_numbers_by_itself_and_merges_cells() -> None:
    path = sample("kh-so-nnptnt-hoa-binh-519")
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert xml.count("<w:numPr>") >= 15
    assert xml.count("<w:vMerge") >= 4
    assert "II. NHIỆM VỤ" not in text_of(path)  # the label is Word's, not the text's


def test_the_annex_of_the_pdf_goes_on_over_the_page_with_a_row_cut_in_two() -> None:
    with pypdfium2.PdfDocument(sample("qd-ubnd-hoa-binh-4127-phu-luc")) as document:
        pages = [" ".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]
    assert [page for page in pages if "STT Nhiệm vụ" in page] == pages[2:4]
    assert pages[2].index("Xây dựng vườn giống luồng") > pages[2].index("GIỐNG VÀ KỸ THUẬT")
    assert "từng hộ" not in pages[2].partition("Xây dựng vườn giống luồng")[2]
    assert pages[3].index("từng hộ") < pages[3].index("Theo dõi sâu bệnh")


def test_the_web_page_stands_in_a_site_that_is_not_the_document() -> None:
    path = sample("nq-cp-387-chuong-trinh-hanh-dong")
    assert "7781/BNN-LN" in path.read_text("utf-8")
    assert "7781/BNN-LN" not in text_of(path)


def test_the_builder_makes_the_same_files_again(tmp_path: Path) -> None:
    builder = SAMPLES / "build" / "build_samples.py"
    subprocess.run([sys.executable, str(builder), "--no-pdf", "--out", str(tmp_path)], check=True, timeout=120)
    built = sorted((tmp_path / "documents").iterdir())
    assert [path.name for path in built] == [path.name for path in FILES if path.suffix != ".pdf"]
    for path in built:
        assert content(path) == content(SAMPLES / "documents" / path.name), f"{path.name}: build the samples again"


def content(path: Path) -> object:
    """Return the bytes of a file, or what a Word archive holds, whatever compressed it."""
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("word/")}


def test_the_samples_stay_small() -> None:
    files = [
        path for folder in ("documents", "records", "broken", "build/texts") for path in (SAMPLES / folder).iterdir()
    ]
    sizes = {path: path.stat().st_size for path in files}
    assert sum(sizes.values()) < 3_000_000
    assert all(size < 20_000 for path, size in sizes.items() if path.parent.name == "broken")


@each_file()
def test_the_package_reads_every_word_that_the_record_quotes(path: Path) -> None:
    from pipeline.ingest import read_document

    parsed = read_document(path)
    text, data = " ".join(parsed.text.split()), record(path.stem)
    quoted = [data["header"]["title"], *data["header"]["recipients"]]
    for task in data["tasks"]:
        quoted += [task["starts"], task["product"], (task["deadline"] or {}).get("raw")]
    assert [words for words in quoted if words and words not in text] == []
    assert parsed.issues == ()


BROKEN: list[tuple[str, type[UnreadableFile]]] = [
    ("empty.txt", EmptyFile),
    ("blank.txt", EmptyFile),
    ("truncated.docx", TruncatedFile),
    ("encrypted.pdf", EncryptedFile),
    ("picture-named.pdf", NoTextLayer if can_recognise() else UnsupportedFormat),
    ("picture-only.pdf", NoTextLayer),
    ("program.xyz", UnsupportedFormat),
]


@pytest.mark.parametrize(("name", "error"), BROKEN)
def test_a_broken_specimen_is_refused_with_a_sentence(name: str, error: type[UnreadableFile]) -> None:
    from pipeline.ingest import read_document

    with pytest.raises(error) as caught:
        read_document(SAMPLES / "broken" / name)
    assert caught.type is error
    assert name in str(caught.value)
    assert caught.value.remedy


def test_the_english_specimen_is_kept_and_marked() -> None:
    from pipeline.ingest import read_document

    assert "not_vietnamese" in {issue.code for issue in read_document(SAMPLES / "broken" / "english.txt").issues}


def test_every_broken_specimen_is_tested_and_told_of() -> None:
    names = {path.name for path in (SAMPLES / "broken").iterdir()}
    assert names == {name for name, _ in BROKEN} | {"english.txt"}
    readme = (SAMPLES / "README.md").read_text("utf-8")
    assert [name for name in [*names, *(path.name for path in FILES)] if f"`{name}`" not in readme] == []
