"""What gives work in a document that does not direct, and what stands among its items and is none."""

from __future__ import annotations

from functools import lru_cache

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.knowledge.confidence import how_sure
from pipeline.knowledge.load import load_doc_types, load_pattern
from pipeline.model import AgencyRole, Item, ItemStyle, Outline, Span, Task
from pipeline.text.tokens import split_sentences
from pipeline.text.words import Words

ASSIGNED = "assigned"
NONE = "none"  # a charter or house rules: whatever they order is a standing rule
_GIVING = frozenset({"organisation", ASSIGNED})
_INVITATION = "GM"
_TABLE = "roles"
_QUOTES, _ENDS = ("“", '"', "«"), ("”", '"', "»")
_CLOSING = " .;,)/"
_LONGEST_QUOTE = 200  # lines of a passage that an amending act quotes


@lru_cache(maxsize=256)
def how_directs(kind: str | None) -> str:
    """Return where a type of document sets tasks (`doc_types.toml`); of an unknown one its sections do."""
    return next((row.directs for row in load_doc_types() if row.abbreviation == kind), "sections")


def sets_in_paragraphs(kind: str | None) -> bool:
    """Tell whether the loose paragraphs of a type of document may set tasks."""
    return any(row.unnumbered for row in load_doc_types() if row.abbreviation == kind)


def gives_work(words: Words, kind: str | None) -> bool:
    """Tell whether an item or paragraph of a type that does not direct gives a named body work all the same.

    "Giao Sở Y tế …", "thống nhất giao Phòng Kinh tế …"; an invitation also asks ("Đề nghị Sở Y tế chuẩn bị …").
    """
    if how_directs(kind) not in _GIVING:
        return False
    if how_directs(kind) == "organisation" and words.match(load_pattern(_TABLE, "divides")):
        return False
    return orders_named(words, ("assigns", "asks") if kind == _INVITATION else ("assigns",))


def orders_named(words: Words, groups: tuple[str, ...] = ("assigns", "requests")) -> bool:
    """Tell whether words begin with an order to a named body ("Giao UBND tỉnh …", "Đề nghị Sở Y tế …").

    A resolution of a people's council says so among its final provisions.
    """
    hits = (words.match(load_pattern(_TABLE, group)) for group in groups)
    return any(NameScanner(words).match_list(hit.end()) for hit in hits if hit)


def orders_at_end(item: Item, words: Words, above: str, kind: str | None) -> bool:
    """Tell whether an item among final provisions gives a body work ("2. Giao Ủy ban nhân dân tỉnh …")."""
    if above != "effect" or how_directs(kind) == NONE:
        return False
    follows = item.style is not ItemStyle.ARTICLE and words.search(load_pattern("sections", "follows_up")) is not None
    return orders_named(words) or (follows and acts_by_name(words))


def ordered_in_article(words: Words, above: str, kind: str | None) -> bool:
    """Tell whether an item of a decision's article orders a named body ("1. Giao Sở Y tế …")."""
    return above == "rules" and how_directs(kind) in ("articles", "all") and orders_named(words)


def gives_means(item: Item, words: Words, kind: str | None) -> bool:
    """Tell whether an item on funding tells a named body what to do ("Sở Tài chính bố trí kinh phí …")."""
    if item.children or how_directs(kind) not in ("all", "sections"):
        return False
    if words.match(load_pattern("roles", "purse")):
        return False
    return acts_by_name(words) or orders_named(words)


def answer(words: Words) -> Words:
    """Return what is said on a matter that others raised: its own words order nobody ("Về đề nghị …: Sở Y tế …")."""
    matter = words.match(load_pattern(_TABLE, "matter"))
    return words[matter.end() :] if matter and words[matter.end() :].strip() else words


def acts_by_name(words: Words) -> bool:
    """Tell whether a sentence says what a body named at its beginning does or is to do ("Các sở có trách nhiệm …")."""
    names = NameScanner(words).match_list(words.lstrip().start)
    if not names or load_pattern(_TABLE, "generic").search(names[0].shown.lower()):
        return False
    behind = words[names[-1].end :]
    if behind.match(load_pattern(_TABLE, "meant")):
        return False
    return any(behind.match(load_pattern(_TABLE, group)) for group in ("predicate", "chairs"))


def tells_whom(words: Words) -> bool:
    """Tell whether a sentence of a paragraph says what a named body is to do, or orders it to."""
    point = words.match(load_pattern(_TABLE, "point"))
    inner = words[point.end() :] if point else words
    return any(acts_by_name(sentence) or orders_named(sentence) for sentence in split_sentences(inner))


def concludes(words: Words, kind: str | None) -> bool:
    """Tell whether a heading or lead-in announces who does what.

    In minutes what was agreed ("Hội nghị thống nhất:"), in an invitation who prepares the meeting.
    """
    if kind == _INVITATION:
        return words.match(load_pattern(_TABLE, "prepares")) is not None
    return kind == "BB" and words.search(load_pattern(_TABLE, "concludes")) is not None


def is_no_task(text: Words) -> bool:
    """Tell whether words are a sum, a page number, a blank, a caption, a recipient, a signature or a bare name."""
    if text.match(load_pattern(_TABLE, "no_task")):
        return True
    person = text.match(load_pattern(_TABLE, "person"))
    return person is not None and text[slice(*person.span("name"))].text.istitle()


def only_assesses(text: Words) -> bool:
    """Tell whether words judge what was done ("Đánh giá cao …", "Bên cạnh những kết quả …") and order nothing."""
    topic = text.match(load_pattern(_TABLE, "topic"))
    judged = (text[topic.end() :] if topic else text).match(load_pattern(_TABLE, "assesses"))
    return judged is not None and text.search(load_pattern(_TABLE, "then_orders")) is None


def is_bare_list(text: Words) -> bool:
    """Tell whether words are but names of bodies, as in the list of who takes part ("- Sở Y tế;", "- Lãnh đạo …")."""
    if text.match(load_pattern(_TABLE, "also_acts")):
        return False
    hit = text.match(load_pattern(_TABLE, "stands_for"))
    start = hit.end() if hit else text.start
    names = NameScanner(text).match_list(start)
    return bool(names) and not text.text[names[-1].end - text.start :].strip(_CLOSING)


def counts(task: Task, kind: str | None) -> bool:
    """Tell whether a task of a document that only assigns names who is to act, and tells nothing that was done.

    Where not even the type is known, what stands under no heading on tasks must say who is to act, or by when.
    """
    if kind is None and task.evidence.confidence <= how_sure("item_elsewhere"):
        return bool(task.agencies) or task.deadline is not None
    if how_directs(kind) != ASSIGNED:
        return True
    told = Words.of(task.text).search(load_pattern(_TABLE, "told")) is not None
    return not told and any(agency.role is AgencyRole.LEAD for agency in task.agencies)


def find_quoted(outline: Outline) -> list[Span]:
    """Return the passages of several lines that stand between quotes at the beginning and the end of a line.

    An amending act quotes so what another act is to say ("sửa đổi khoản 2 như sau: “2. Sở Y tế …”"). A quote that
    nothing closes is none.
    """
    lines = list(outline.whole.lines())
    found, place = [], 0
    while place < len(lines):
        end = _quote_end(lines, place) if lines[place].text.lstrip().startswith(_QUOTES) else None
        if end is not None:
            found.append(Span(lines[place].start, lines[end].end))
        place = place + 1 if end is None else end + 1
    return found


def _quote_end(lines: list[Words], start: int) -> int | None:
    """Return the line that closes a passage; None where the quote is closed inside its first line, or never."""
    first = lines[start].text.strip()
    ending = _ENDS[_QUOTES.index(first[0])]
    if ending in first[1:].rstrip(_CLOSING)[:-1]:
        return None
    for place in range(start, min(len(lines), start + _LONGEST_QUOTE)):
        text = lines[place].text.strip()[1 if place == start else 0 :]
        if text.rstrip(_CLOSING).endswith(ending):
            return place
    return None
