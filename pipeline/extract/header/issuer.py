"""The issuing body and the body above it, from masthead, decision line, promulgating sentence, signature.

Masthead: superior above, issuer below (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 2). A chairman who decides
signs without TM.; the decision line or the sentence "Chủ tịch UBND … ban hành" says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.agencies.home import Home
from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.header.masthead import Found, find_masthead_bodies, is_unit_line, joined_body
from pipeline.extract.header.own_lines import issued_with_lines
from pipeline.extract.header.superior import find_parent, of_superior, shown
from pipeline.extract.header.written_names import canonical_name, with_higher_levels
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import first_rule, load_doc_types, load_map, load_pattern, load_rules, load_words
from pipeline.model import Outline, Signer, Span
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Words

_VERB_REACH = 12  # characters behind a name in which the rest of a verb with a capital stands


@dataclass(frozen=True, slots=True)
class Issuers:
    """The issuer and the body above it."""

    issuer: Found | None
    parent: Found | None


def find_issuers(outline: Outline, home: Home, signer: Signer | None, kind: str | None) -> Issuers:
    """Find issuer and superior of a document; either may stay unknown."""
    bodies = find_masthead_bodies(outline)
    decision = _decision_line(outline)
    sentence = _promulgator(outline)
    decides = _without_post(decision) if decision else None
    chosen = bodies[-1] if bodies else decides or sentence or _attached_body(outline) or _signing_body(outline)
    if chosen is None:
        return Issuers(None, None)
    name = canonical_name(chosen.name, outline, home)
    name = _central_organ(_party_organ(name, outline, sentence), outline, sentence)
    name = _union_organ(name, outline, home)
    name = of_superior(name, bodies, outline, home)
    actor = decision or sentence
    if _is_chairman(name, actor, signer, kind) or _is_numbered_apart(name, outline):
        sure = how_sure("masthead_and_signature")
        return Issuers(Found(_with_chairman(name), chosen.span, f"{chosen.rule}+signature", sure), None)
    if actor is not None and _is_of_standing_members(name, actor):
        sure, council = how_sure("masthead_and_signature"), Found(name, chosen.span, chosen.rule, how_sure("superior"))
        return Issuers(Found(f"{shown('standing')} {name}", actor.span, f"{chosen.rule}+{actor.rule}", sure), council)
    issuer = Found(name, chosen.span, chosen.rule, chosen.confidence)
    above = find_parent(bodies, issuer, outline, home)
    higher = above.name if above else ""
    return Issuers(
        *(one and replace(one, name=with_higher_levels(one.name, higher, outline)) for one in (issuer, above))
    )


def _with_chairman(name: str) -> str:
    hit = load_pattern("bodies", "chair_lead").match(match_form(name))
    return f"{shown('chairman')} {name[hit.end() if hit else 0 :]}"


def _decision_line(outline: Outline) -> Found | None:
    """Return the body of the line in capitals under a decision's title: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …"."""
    spans = list(outline.body.preamble[:4])
    for place, span in enumerate(spans):
        if _is_decision_line(squeeze(outline.printed(span))):
            follow = spans[place + 1 : place + 2]
            tail = [s for s in follow if is_unit_line(match_form(outline.printed(s))) and outline.printed(s).isupper()]
            return joined_body(outline, [span, *tail])
    return None


def _without_post(decision: Found) -> Found:
    """Return the body whose head decides ("HIỆU TRƯỞNG TRƯỜNG …"); a committee's chairman stays who decides."""
    form = match_form(decision.name)
    hit = load_pattern("bodies", "person").match(form)
    if hit is None or load_pattern("bodies", "chairman").match(form):
        return decision
    body = decision.name[hit.end() :]
    return replace(decision, name=body) if load_pattern("bodies", "body_line").match(match_form(body)) else decision


def _attached_body(outline: Outline) -> Found | None:
    """Return the body that the line of an annex names ("(Kèm theo Quyết định số … của UBND tỉnh)")."""
    for span in issued_with_lines(outline):
        words = outline.words(span)
        scanner = NameScanner(words)
        for hit in words.find_all(load_pattern("bodies", "of_body")):
            end = scanner.match_name(hit.end()) if words.has_capital(hit.end()) else None
            if end:
                return Found(words[hit.end() : end].text, Span(hit.end(), end), *found_by("promulgation"))
    return None


def _is_decision_line(words: str) -> bool:
    form = match_form(words)
    if words.isupper() and load_pattern("bodies", "body_line").match(form):
        return True
    person = load_pattern("bodies", "decider").match(form)
    return person is not None and words[: person.end()].isupper()


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


def _is_of_standing_members(name: str, actor: Found) -> bool:
    """Tell whether a council's paper is decided by its standing members, who say so below its title."""
    speaks = load_pattern("bodies", "standing_council").match(match_form(actor.name))
    return speaks is not None and load_pattern("bodies", "council").match(match_form(name)) is not None


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
    return f"{shown('central_committee')} {hit['term'].upper()}" if hit else name


def _party_body(name: str) -> str:
    """A Ban Chấp hành is that of the Đảng bộ: "Huyện ủy Yên Thế" gives "Đảng bộ huyện Yên Thế"."""
    form = match_form(name)
    if lower := load_pattern("bodies", "commune_committee").match(form):
        return f"{shown('party_body')} {name[lower.end() :]}"
    hit = load_pattern("bodies", "party_committee").match(form)
    if not hit:
        return name
    return f"{shown('party_body')} {load_map('bodies', 'committees')[hit['head']]}{name[hit.end() :]}"
