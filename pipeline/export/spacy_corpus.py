"""The facts of all acts as a corpus for spaCy: to train and to measure models, to look at in notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import VanbanError
from pipeline.export.files import writing
from pipeline.model.resolved import MarkedText, Place

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

SPANS = "sc"  # where spaCy's span categorizer looks for spans
_WIDE = frozenset({"TASK", "TITLE"})  # hold other facts, so they are spans and no entities
_COLOURS = {
    **dict.fromkeys(("LEAD", "ISSUER"), "#86c79a"),
    **dict.fromkeys(("COORDINATE", "DIRECT", "REPORT_TO", "RECIPIENT"), "#7fc4d4"),
    **dict.fromkeys(("CITATION", "CODE", "TYPE", "TITLE"), "#f2c94c"),
    **dict.fromkeys(("DEADLINE", "ISSUED"), "#f28ba0"),
}


def write_corpus(texts: Iterable[MarkedText], out: Path) -> tuple[int, int]:
    """Write texts in the format of the file's ending; return how many documents and facts were written.

    `.spacy` is a `DocBin` as `spacy train` reads it: all facts in `doc.spans["sc"]`, those that do not overlap in
    `doc.ents`, which agency or act is meant in `span.kb_id_`, the act in `doc.user_data["title"]`. `.html` is a page
    by displaCy with what is in `doc.ents`. Raises VanbanError for another ending and where spaCy is not installed.
    """
    make = FORMATS.get(out.suffix.lower())
    if make is None:
        raise VanbanError(
            f"{out.name}: a corpus is written as {' or '.join(FORMATS)}; give the file one of these endings"
        )
    counts = [0, 0]
    content = make(_make_docs(_load_language(), texts, counts))
    with writing(out) as file:
        file.buffer.write(content)
    return counts[0], counts[1]


def _load_language() -> Language:
    """Return spaCy's pipeline for several languages, which only cuts words: offsets stay those of the text."""
    try:
        import spacy
    except ImportError as error:
        raise VanbanError("A corpus needs spaCy. Install it with `pip install 'vanban[spacy]'`") from error
    return spacy.blank("xx")


def _make_docs(language: Language, texts: Iterable[MarkedText], counts: list[int]) -> Iterator[Doc]:
    for text in texts:
        counts[0] += 1
        counts[1] += len(text.places)
        yield _make_doc(language, text)


def _make_doc(language: Language, text: MarkedText) -> Doc:
    """Return a text with its facts; one that begins or ends inside a word takes the whole word."""
    from spacy.util import filter_spans

    doc = language.make_doc(text.text)
    spans = [span for place in text.places if (span := _make_span(doc, place))]
    doc.spans[SPANS] = spans
    doc.ents = filter_spans(span for span in spans if span.label_ not in _WIDE)
    doc.user_data["title"] = text.document
    return doc


def _make_span(doc: Doc, place: Place) -> Span | None:
    return doc.char_span(place.start, place.end, place.label, place.means or "", alignment_mode="expand")


def _make_binary(docs: Iterable[Doc]) -> bytes:
    from spacy.tokens import DocBin

    corpus = DocBin(store_user_data=True)
    for doc in docs:
        corpus.add(doc)
    content: bytes = corpus.to_bytes()
    return content


def _make_page(docs: Iterable[Doc]) -> bytes:
    from spacy import displacy

    html: str = displacy.render(docs, style="ent", page=True, jupyter=False, options={"colors": _COLOURS})
    return html.encode("utf-8-sig")  # the page does not say its encoding, the mark does


FORMATS: dict[str, Callable[[Iterable[Doc]], bytes]] = {".spacy": _make_binary, ".html": _make_page}
"""The formats by the ending of the file."""
