"""The issuing body and the body above it, from masthead, decision line, promulgating sentence, signature.

Masthead: superior above, issuer below (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 2). A chairman who decides
signs without TM.; the decision line or the sentence "Chủ tịch UBND … ban hành" says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.agencies.home import Home, bare_name
from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.header.written_names import canonical_name
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import first_rule, load_doc_types, load_map, load_pattern, load_rules, load_words
from pipeline.model import Outline, Signer, Span
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Words

_VERB_REACH = 12  # characters behind a name in which the rest of a verb with a capital stands


@dataclass(frozen=True, slots=True)
class Found:
    """A body with where and by which rule it was found."""

    name: str
    span: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuer and the body above it."""

    issuer: Found | None
    parent: Found | None


def find_masthead_bodies(outline: Outline) -> list[Found]:
    """Return the bodies of the masthead from top to bottom, each joined from its lines."""
    bodies: list[list[Span]] = []
    for span in _masthead_rows(outline):
        words = _body_words(outline, span)
        form = match_form(words)
        kinds = line_kinds(form)
        if bodies and "motto" not in kinds and _ends_bodies(kinds, form):
            break
        if kinds or not _is_body_line(words) or load_pattern("layout", "dated").search(form):
            continue
        starts = load_pattern("bodies", "body_line").match(form) and not _is_unit_line(form)
        if not bodies or (starts and not _goes_on(outline, bodies[-1], words)):
            bodies.append([span])
        else:
            bodies[-1].append(span)
    return [_joined(outline, spans) for spans in bodies]


def _masthead_rows(outline: Outline) -> Iterator[Span]:
    """Yield the lines of the masthead; a copy that set two columns in one line has a second body behind the title.

    "TỈNH ỦY AN HÒA ĐẢNG CỘNG SẢN VIỆT NAM HUYỆN ỦY BÌNH XA" is the line, and "HUYỆN ỦY BÌNH XA" one more.
    """
    for span in outline.masthead:
        yield span
        hit = outline.words(span).search(load_pattern("layout", "motto_beside"))
        behind = outline.whole[slice(*hit.span("behind"))].strip() if hit else None
        if behind and load_pattern("bodies", "body_line").match(behind.form):
            yield Span(behind.start, behind.end)


def _ends_bodies(kinds: tuple[str, ...], form: str) -> bool:
    """Tell whether a masthead's line stands below its bodies: number, subject, addressee, place and date."""
    return bool({"number", "subject", "addressee"} & set(kinds)) or bool(load_pattern("layout", "dated").search(form))


def _is_body_line(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) > 0.6 * len(letters)


def _body_words(outline: Outline, span: Span) -> str:
    """Return a masthead's line without what a copy has set at the right of the body: number, national title."""
    words = _without_number(squeeze(outline.printed(span)))
    hit = load_pattern("layout", "motto_beside").search(match_form(words))
    return words[: hit.start()] if hit else words


def _without_number(words: str) -> str:
    """Cut a line where the số ký hiệu stands behind the body ("UBND TỈNH TÂY NINH Số: 12/KH-UBND")."""
    hit = load_pattern("layout", "number_inside").search(match_form(words))
    return words[: hit.start()] if hit else words


def _goes_on(outline: Outline, spans: list[Span], words: str) -> bool:
    return _is_open(outline, spans) or _is_one_name(outline, spans, words)


def _is_one_name(outline: Outline, spans: list[Span], words: str) -> bool:
    """Tell whether a line ends the name begun above: "THỦ TƯỚNG" and "CHÍNH PHỦ" are one body of the centre.

    A word alone ("SỞ NÔNG NGHIỆP VÀ MÔI" above "TRƯỜNG") names no body, so there the name may be one of every province.
    """
    if len(spans) > 1:
        return False
    known = load_register().by_name(f"{squeeze(outline.printed(spans[0]))} {words}")
    return any(" " not in words or not agency.is_template for agency in known)


def _is_open(outline: Outline, spans: list[Span]) -> bool:
    """A line that ends in a comma or in "và" goes on below."""
    return load_pattern("bodies", "open_line").search(match_form(outline.printed(spans[-1])).rstrip()) is not None


def _joined(outline: Outline, spans: list[Span]) -> Found:
    name = " ".join(_body_words(outline, span) for span in spans)
    return Found(name, Span(spans[0].start, spans[-1].end), *found_by("masthead"))


def find_issuers(outline: Outline, home: Home, signer: Signer | None, kind: str | None) -> Issuers:
    """Find issuer and superior of a document; either may stay unknown."""
    bodies = find_masthead_bodies(outline)
    decision = _decision_line(outline)
    sentence = _promulgator(outline)
    chosen = bodies[-1] if bodies else decision or sentence or _signing_body(outline)
    if chosen is None:
        return Issuers(None, None)
    name = canonical_name(chosen.name, outline, home)
    name = _central_organ(_party_organ(name, outline, sentence), outline, sentence)
    name = _union_organ(name, outline, home)
    name = _of_superior(name, bodies, outline, home)
    actor = decision or sentence
    if _is_chairman(name, actor, signer, kind) or _is_numbered_apart(name, outline):
        sure = how_sure("masthead_and_signature")
        return Issuers(Found(_with_chairman(name), chosen.span, f"{chosen.rule}+signature", sure), None)
    issuer = Found(name, chosen.span, chosen.rule, chosen.confidence)
    return Issuers(issuer, _parent(bodies, issuer, outline, home))


def _with_chairman(name: str) -> str:
    hit = load_pattern("bodies", "chair_lead").match(match_form(name))
    return f"{_shown('chairman')} {name[hit.end() if hit else 0 :]}"


def _decision_line(outline: Outline) -> Found | None:
    """Return the body of the line in capitals under a decision's title: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …"."""
    spans = list(outline.body.preamble[:4])
    for place, span in enumerate(spans):
        if _is_decision_line(squeeze(outline.printed(span))):
            follow = spans[place + 1 : place + 2]
            tail = [s for s in follow if _is_unit_line(match_form(outline.printed(s))) and outline.printed(s).isupper()]
            return _joined(outline, [span, *tail])
    return None


def _is_decision_line(words: str) -> bool:
    form = match_form(words)
    if words.isupper() and load_pattern("bodies", "body_line").match(form):
        return True
    person = load_pattern("bodies", "decider").match(form)
    return person is not None and words[: person.end()].isupper()


def _is_unit_line(form: str) -> bool:
    return load_pattern("bodies", "unit_line").match(form) is not None


def _promulgator(outline: Outline) -> Found | None:
    """Return the body that the preamble says issues or orders ("Sở X xây dựng …", "Chủ tịch UBND tỉnh yêu cầu")."""
    for span in reversed(outline.body.preamble):
        words = outline.words(span)
        scanner = NameScanner(words)
        for place in (hit.end() for hit in words.find_all(load_pattern("bodies", "opening"))):
            end = scanner.match_name(place) if words.has_capital(place) else None
            end = _before_act(words, place, end) if end else None
            if end:
                return Found(words[place:end].text, Span(place, end), *found_by("promulgation"))
    return None


def _before_act(words: Words, start: int, end: int) -> int | None:
    """Return where a name ends before the verb of a decision, also one with a capital ("UBND tỉnh Chỉ thị:")."""
    if words.match(load_pattern("bodies", "act"), end):
        return end
    hit = words.search(load_pattern("bodies", "capital_act"), start, end + _VERB_REACH)
    return hit.start() if hit else None


def _signing_body(outline: Outline) -> Found | None:
    for span in outline.signature[:1]:
        words = outline.printed(span)
        hit = load_pattern("bodies", "on_behalf_of").match(match_form(words))
        if hit:
            return Found(squeeze(words[hit.start("body") :]).strip("* "), span, "signature", how_sure("signing_body"))
    return None


def _is_chairman(name: str, actor: Found | None, signer: Signer | None, kind: str | None) -> bool:
    """Tell whether the chairman, not the committee, is the issuer (signed without TM.)."""
    form = match_form(name)
    on_behalf = "TM" in ((signer.authority if signer else None) or "").split("+")
    if load_pattern("bodies", "chairman").match(form):
        return True
    if not load_pattern("bodies", "people_committee").match(form):
        return False
    if actor is not None:
        named = load_pattern("bodies", "chairman").match(match_form(actor.name)) is not None
        return named and (not on_behalf or actor.rule == "masthead")
    return signer is not None and not on_behalf and _is_chairmans(kind)


def _is_numbered_apart(name: str, outline: Outline) -> bool:
    """Tell whether the number in a committee's masthead is its chairman's ("Số: 8/CT-CTUBND")."""
    if not load_pattern("bodies", "people_committee").match(match_form(name)):
        return False
    return any(
        load_pattern("bodies", "chairman_symbol").match(match_form(outline.printed(s))) for s in outline.masthead
    )


def _is_chairmans(kind: str | None) -> bool:
    return any(row.by_chairman for row in load_doc_types() if row.abbreviation == kind)


def _party_organ(name: str, outline: Outline, sentence: Found | None) -> str:
    """A Party committee acts through the organ that signs: "T/M BAN THƯỜNG VỤ" makes it Ban Thường vụ Tỉnh ủy."""
    if not load_pattern("bodies", "party").match(match_form(name)):
        return name
    signed = match_form(" ".join(outline.printed(span) for span in outline.signature[:2]))
    if load_pattern("bodies", "on_behalf").search(signed):
        organ = first_rule(load_rules("bodies", "organ_signs"), signed)
    else:
        organ = first_rule(load_rules("bodies", "organ_says"), sentence.name if sentence else "")
    if organ is None:
        return name
    shown = organ[0].gives
    return f"{shown} {_party_body(name) if shown in load_words('bodies', 'organs_of_party_body') else name}"


def _union_organ(name: str, outline: Outline, home: Home) -> str:
    """A union acts through the organ that signs, as the Party does: Ban Thường vụ Tỉnh đoàn An Hòa."""
    if load_pattern("bodies", "union_committee").match(match_form(name)):
        signing = _signing_body(outline)
        name = canonical_name(signing.name, outline, home) if signing else name
    hit = load_pattern("bodies", "union").match(match_form(name))
    signed = match_form(" ".join(outline.printed(span) for span in outline.signature[:2]))
    organ = first_rule(load_rules("bodies", "organ_signs"), signed) if hit else None
    if not hit or organ is None:
        return name
    body = name[hit.start("body") :]
    return f"{organ[0].gives} {body[:1].upper()}{body[1:]}"


def _central_organ(name: str, outline: Outline, sentence: Found | None) -> str:
    """Below the Central Committee stand papers of Bộ Chính trị and Ban Bí thư too: who signs or speaks issues."""
    if not load_pattern("bodies", "central_party").match(match_form(name)):
        return name
    said = [outline.printed(span) for span in outline.signature[:2]] + ([sentence.name] if sentence else [])
    organs = (first_rule(load_rules("bodies", "central_organ"), words) for words in said)
    return next((organ[0].gives for organ in organs if organ), _of_term(name, outline))


def _of_term(name: str, outline: Outline) -> str:
    """A conference names the committee's term in its title: Ban Chấp hành Trung ương Đảng khóa XI."""
    title = squeeze(" ".join(outline.printed(span) for span in outline.title))
    hit = load_pattern("bodies", "central_term").search(match_form(title))
    return f"{_shown('central_committee')} {hit['term'].upper()}" if hit else name


def _party_body(name: str) -> str:
    """A Ban Chấp hành is that of the Đảng bộ: "Huyện ủy Yên Thế" gives "Đảng bộ huyện Yên Thế"."""
    hit = load_pattern("bodies", "party_committee").match(match_form(name))
    if not hit:
        return name
    return f"{_shown('party_body')} {load_map('bodies', 'committees')[hit['head']]}{name[hit.end() :]}"


def _shown(key: str) -> str:
    return load_map("bodies", "shown")[key]


def _lower_board(name: str, bodies: list[Found], outline: Outline, home: Home) -> str:
    """A board under a district's or commune's committee does not bear the name of the province."""
    if len(bodies) < 2 or not home.province or not name.endswith(f" {home.province}"):
        return name
    superior = match_form(canonical_name(bodies[-2].name, outline, home))
    lower = load_pattern("bodies", "territory_tail").search(superior) and match_form(home.province) not in superior
    return name.removesuffix(f" {home.province}") if lower else name


def _of_superior(name: str, bodies: list[Found], outline: Outline, home: Home) -> str:
    """An inner organ is named with its body: "VĂN PHÒNG" under "UBND TỈNH X" is Văn phòng UBND tỉnh X."""
    name = _lower_board(name, bodies, outline, home)
    if len(bodies) > 1 and load_pattern("bodies", "board").match(match_form(name)):
        superior = canonical_name(bodies[-2].name, outline, home)
        hit = load_pattern("bodies", "territory_tail").search(match_form(superior))
        return f"{name} {superior[hit.start() :]}" if hit else name
    if len(bodies) < 2 or match_form(name) not in load_words("positions", "inner_organs"):
        return name
    return f"{name} {canonical_name(bodies[-2].name, outline, home)}"


def _parent(bodies: list[Found], issuer: Found, outline: Outline, home: Home) -> Found | None:
    """Return the body printed above the issuer, or the one that a provincial office or lower committee implies."""
    if len(bodies) > 1:
        above = bodies[-2]
        return Found(canonical_name(above.name, outline, home), above.span, "masthead", how_sure("superior"))
    form = match_form(issuer.name)
    if load_pattern("bodies", "provincial").match(form) and home.province:
        name = f"{_shown('people_committee')} {home.province}"
        return Found(name, issuer.span, "implied", how_sure("implied_committee"))
    if load_pattern("bodies", "district_committee").search(form):
        committee = _shown("province_committee")
        name = f"{committee} {bare_name(home.province)}" if home.province else committee
        return Found(name, issuer.span, "implied", how_sure("implied_party_committee"))
    return None
