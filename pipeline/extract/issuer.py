"""The issuing body and the body above it, from masthead, decision line, promulgating sentence, signature.

Masthead: superior above, issuer below (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 2). A chairman who decides
signs without TM.; the decision line or the sentence "Chủ tịch UBND … ban hành" says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.home import Home, bare_name
from pipeline.extract.names import NameScanner
from pipeline.knowledge.load import read_table
from pipeline.knowledge.register import load_register
from pipeline.model import Outline, Signer, Span
from pipeline.structure.lines import line_kinds
from pipeline.text.match import match_form, squeeze

_ACTS = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:cũng\s+)?(?:đã\s+)?(?:xây dựng|ban hành|yêu cầu|chỉ thị|quyết định|thông báo|hướng dẫn|đề nghị|phê duyệt|phát động|báo cáo|triển khai|quyết nghị|kính trình|có ý kiến|giao|điện)\b"
)
_UNIT_LINE = re.compile(r"^\W*(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+(?!ủy|đoàn)")
_HEAD_LINE = re.compile(
    r"^\W*(ubnd|ủy ban|hđnd|hội đồng|sở|bộ|ban|văn phòng|cục|tổng cục|chi cục|vụ|trung tâm|thanh tra|công an|đảng|tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy"
    r"|phòng|trường|viện|học viện|đại học|hội|đoàn|tỉnh đoàn|liên đoàn|liên minh|tòa án|thủ tướng|chính phủ|quốc hội|ngân hàng|kho bạc|bảo hiểm|kiểm toán|tập đoàn|tổng công ty|công ty|mặt trận|chủ tịch|bệnh viện|đài|báo|thuế|thống kê|hải quan|quỹ|tổ công tác|đặc khu ủy)\b"
)
_CHAIR = re.compile(r"^(phó )?chủ tịch\s+(ubnd|ủy ban nhân dân)\b")
_CHAIR_TYPES = frozenset({"CT", "QĐ", "CV", "CĐ", "TB", "GM"})
_PROVINCIAL = re.compile(r"^(sở|ban quản lý|thanh tra tỉnh|văn phòng ubnd|ban dân tộc)\b")


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
    for span in outline.masthead:
        words = squeeze(outline.words(span))
        form = match_form(words)
        kinds = line_kinds(form)
        if "motto" in kinds:
            continue
        if "number" in kinds or "subject" in kinds or "addressee" in kinds or re.search(r"ngày.{0,12}tháng", form):
            if bodies:
                break
            continue
        if kinds or not _is_body_line(words):
            continue
        starts = _HEAD_LINE.match(form) and not _UNIT_LINE.match(form)
        if not bodies or (starts and not _is_open(outline, bodies[-1])):
            bodies.append([span])
        else:
            bodies[-1].append(span)
    return [_joined(outline, spans) for spans in bodies]


def _is_body_line(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) > 0.6 * len(letters)


def _is_open(outline: Outline, spans: list[Span]) -> bool:
    """A line that ends in a comma or in "và" goes on below."""
    return match_form(outline.words(spans[-1])).rstrip().endswith((",", " và", " của", "-"))


def _joined(outline: Outline, spans: list[Span]) -> Found:
    name = " ".join(squeeze(outline.words(span)) for span in spans)
    return Found(name, Span(spans[0].start, spans[-1].end), "masthead", 0.97)


def find_issuers(outline: Outline, home: Home, signer: Signer | None, kind: str | None) -> Issuers:
    """Find issuer and superior of a document; either may stay unknown."""
    bodies = find_masthead_bodies(outline)
    decision = _decision_line(outline)
    sentence = _promulgator(outline)
    chosen = bodies[-1] if bodies else decision or sentence or _signing_body(outline)
    if chosen is None:
        return Issuers(None, None)
    name = canonical_name(chosen.name, outline, home)
    name = _of_superior(_party_organ(name, outline, sentence), bodies, outline, home)
    actor = decision or sentence
    if _is_chairman(name, actor, signer, kind):
        chair = re.sub(r"^(?:Phó )?(?:Chủ tịch )?", "Chủ tịch ", name)
        return Issuers(Found(chair, chosen.span, f"{chosen.rule}+signature", 0.9), None)
    issuer = Found(name, chosen.span, chosen.rule, chosen.confidence)
    return Issuers(issuer, _parent(bodies, issuer, outline, home))


def _decision_line(outline: Outline) -> Found | None:
    """Return the body of the line in capitals under a decision's title: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …"."""
    spans = list(outline.body.preamble[:4])
    for place, span in enumerate(spans):
        words = squeeze(outline.words(span))
        if words.isupper() and _HEAD_LINE.match(match_form(words)) or re.match(r"^(?:BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG)\b", words):
            follow = spans[place + 1 : place + 2]
            tail = [s for s in follow if _UNIT_LINE.match(match_form(outline.words(s))) and outline.words(s).isupper()]
            return _joined(outline, [span, *tail])
    return None


def _promulgator(outline: Outline) -> Found | None:
    """Return the body that the preamble says issues or orders: "Sở X xây dựng Kế hoạch …", "Chủ tịch UBND tỉnh yêu cầu"."""
    for span in reversed(outline.body.preamble):
        text = outline.words(span)
        scanner = NameScanner(text)
        for place in (hit.end() for hit in re.finditer(r"(?:^|[;,.]\s+|\bhiện nay\s+)", text)):
            end = scanner.match_name(place)
            if end and text[place].isupper() and _ACTS.match(scanner.form, end):
                where = Span(span.start + place, span.start + end)
                return Found(text[place:end], where, "promulgation", 0.88)
    return None


def _signing_body(outline: Outline) -> Found | None:
    for span in outline.signature[:1]:
        hit = re.match(r"\W*t\s*/?\s*m\b\s*[.:]?\s*(.+)", match_form(outline.words(span)))
        if hit:
            words = outline.words(span)[hit.start(1) :]
            return Found(squeeze(words).strip("* "), span, "signature", 0.7)
    return None


def _is_chairman(name: str, actor: Found | None, signer: Signer | None, kind: str | None) -> bool:
    """Tell whether the chairman, not the committee, is the issuer (signed without TM.)."""
    form = match_form(name)
    if _CHAIR.match(form):
        return True
    if not form.startswith(("ubnd", "ủy ban nhân dân")):
        return False
    if actor is not None and _CHAIR.match(match_form(actor.name)):
        return "TM" not in ((signer.authority if signer else None) or "").split("+") or actor.rule == "masthead"
    if actor is not None:
        return False
    signed = signer is not None and "TM" not in (signer.authority or "").split("+")
    return signed and kind in _CHAIR_TYPES


def _party_organ(name: str, outline: Outline, sentence: Found | None) -> str:
    """A Party committee acts through the organ that signs: "T/M BAN THƯỜNG VỤ" makes it Ban Thường vụ Tỉnh ủy."""
    form = match_form(name)
    if not re.match(r"^(tỉnh|thành|huyện|thị|quận|đảng) ủy\b|^đảng bộ\b", form):
        return name
    signed = match_form(" ".join(outline.words(span) for span in outline.signature[:2]))
    said = match_form(sentence.name) if sentence else ""
    for organ, shown in (("ban thường vụ", "Ban Thường vụ"), ("ban chấp hành", "Ban Chấp hành"), ("thường trực", "Thường trực")):
        on_behalf = re.search(rf"t\s*/?\s*m\b\s*[.:]?\s*{organ}", signed)
        if on_behalf or (not re.search(r"t\s*/?\s*m\b", signed) and said.startswith(organ)):
            return f"{shown} {_party_body(name) if organ == 'ban chấp hành' else name}"
    return name


def _party_body(name: str) -> str:
    """A Ban Chấp hành is that of the Đảng bộ: "Huyện ủy Yên Thế" gives "Đảng bộ huyện Yên Thế"."""
    units = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "thị": "thị xã", "quận": "quận"}
    hit = re.match(r"(?i)(tỉnh|thành|huyện|thị|quận) [uủ][yỷ]\b", name)
    return f"Đảng bộ {units[hit.group(1).lower()]}{name[hit.end() :]}" if hit else name


def _of_superior(name: str, bodies: list[Found], outline: Outline, home: Home) -> str:
    """An inner organ is named with its body: "VĂN PHÒNG" under "UBND TỈNH X" is Văn phòng UBND tỉnh X."""
    if len(bodies) < 2 or match_form(name) not in read_table("positions")["inner_organs"]:
        return name
    return f"{name} {canonical_name(bodies[-2].name, outline, home)}"


def _parent(bodies: list[Found], issuer: Found, outline: Outline, home: Home) -> Found | None:
    """Return the body printed above the issuer, or the one that a provincial office or lower committee implies."""
    if len(bodies) > 1:
        above = bodies[-2]
        return Found(canonical_name(above.name, outline, home), above.span, "masthead", 0.95)
    form = match_form(issuer.name)
    if _PROVINCIAL.match(form) and home.province:
        return Found(f"UBND {home.province}", issuer.span, "implied", 0.85)
    if re.search(r"\b(thị|huyện|quận) ủy\b", form):
        name = f"Tỉnh ủy {bare_name(home.province)}" if home.province else "Tỉnh ủy"
        return Found(name, issuer.span, "implied", 0.7)
    return None


def canonical_name(name: str, outline: Outline, home: Home) -> str:
    """Return a body's name as one writes it: "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" gives "UBND tỉnh Đắk Lắk"."""
    words = squeeze(re.sub(r"\s*\([^)]*\)", "", name)).strip("*_ .,")
    if words.isupper() or words.upper() == words:
        words = _with_capitals(words, outline, home)
    words = re.sub(r"(?i)^(chủ tịch )?[uủ][yỷ] ban nhân dân", lambda hit: f"{hit.group(1) or ''}UBND".replace("chủ", "Chủ"), words)
    words = re.sub(r"(?i)^(chủ tịch )?hội đồng nhân dân", lambda hit: f"{hit.group(1) or ''}HĐND", words)
    words = _spelled_out(words)
    if re.match(r"(?i)^ban chỉ đạo\b|^ban chỉ huy\b|^hội đồng\b(?! nhân dân)", words) and home.province:
        if home.province.lower() not in words.lower():
            return f"{words} {home.province}"
        return words
    return home.expand(words)


def _spelled_out(words: str) -> str:
    """Return the register's name of an office that is written short ("Sở KH&CN")."""
    if "&" not in words and not re.search(r"\b[A-ZĐ]{3,}\b", words) or words.startswith(("UBND", "HĐND")):
        return words
    known = load_register().by_name(words)
    return re.sub(r"\s*\{.*", "", known[0].pattern or known[0].name) if known else words


def _with_capitals(words: str, outline: Outline, home: Home) -> str:
    """Give a name in capitals its usual letters: as the body writes it, or by the register, or plainly."""
    form = match_form(words)
    text = outline.parsed.text
    body = match_form(text)
    for hit in re.finditer(re.escape(form).replace(r"\ ", r"\s+"), body):
        raw = squeeze(text[hit.start() : hit.end()])
        if not raw.isupper() and raw[0].isupper():
            return raw
    known = load_register().by_name(words)
    if known and known[0].pattern:
        return re.sub(r"\s*\{.*", "", known[0].pattern) + _territory_tail(form)
    if known:
        return known[0].name
    plain = words.lower()
    for place in (home.province, home.district, home.commune):
        if place and match_form(place) in form:
            plain = re.sub(re.escape(place.lower()), place, plain)
    return plain[:1].upper() + plain[1:]


def _territory_tail(form: str) -> str:
    hit = re.search(r"\b(tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s+(.+)$", form)
    if not hit or "ủy" in hit.group(2).split()[:1]:
        return ""
    found = load_register().find_territory(hit.group())
    name = found[0].bare if found else hit.group(2).title()
    return f" {hit.group(1)} {name}"
