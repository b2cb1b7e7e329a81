"""Names of agencies in running text: where one begins, where it ends, and lists of them.

Handles names of their own ("Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, phường, đặc khu"), heads ("Giám đốc Sở Y tế"),
groups ("các sở, ban, ngành", "các cơ quan, đơn vị có liên quan") and lists with one head word ("Các sở: Nội vụ, Y tế").
The words of the grammar are in knowledge/agency_grammar.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.load import load_doc_types, read_table
from pipeline.text.letters import spell
from pipeline.text.match import match_form

MAX_NAME = 240  # characters; longer runs are no names
_BOARD = re.compile(
    r"(?:ban chỉ đạo|hội đồng|tổ công tác|ban chỉ huy|ban vận động)(?: quốc gia| trung ương| cấp \w+)? "
    r"(?:về (?!tiến độ|kết quả|tình hình|việc|công tác)|triển khai |thực hiện |phòng, chống |phát triển |các )[^;.()\n]{3,150}?"
    r"(?:\btỉnh\b|\bthành phố\b|\btrung ương\b|\bchính phủ\b(?! số)|(?=[.;)]|$))"
)
_NO_TAILS = ("được giao", "sản xuất", "kinh doanh", "trên", "đóng", "đứng", "đang", "ở ", "trong", "của", "có ", "chân", "liên quan")
_WHOLE_WORDS = frozenset({"sở", "bộ", "ban", "cục", "tỉnh", "huyện", "xã", "ngành", "thuế", "phường"})
_SHARED_FIELDS = re.compile(r"(?:các\s+)?(sở|bộ|phòng)\s*:\s*|các\s+(sở|bộ)\s+(?=[^\W\d_])")
_SHARED_PLACES = re.compile(r"((?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|công an)\s+)các\s+(tỉnh|huyện|xã|phường|thị xã|quận|thành phố|đặc khu)\s*:?\s+")
_LIST_JOINT = re.compile(r"\s*(?:,|;|và\b|,\s*và\b)\s*")
_PLACE_NAME = re.compile(spell(r"[{Lu}][{Ll}]+(?:[ -][{Lu}][{Ll}]+){0,3}(?![\w])"))
_OWN_NAME = re.compile(spell(r"\s+(?:[{Lu}][{Ll}]+(?: [{Lu}][{Ll}]+){1,3}|phụ trách)(?!\w)"))
_SHORT_NAMES = frozenset({"ubnd", "hđnd", "mttq", "ubmttq", "vnpt", "evn", "viettel", "bhxh", "nxb"})
_VERBS = re.compile(r"\b(?:báo cáo|xem xét|tổng hợp|theo dõi|để|trước ngày|chỉ đạo|phê duyệt|chủ trì)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text: span, and the words to show (the head word may be restored)."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    """Names of document types: where one begins, the name of an agency has ended."""
    return re.compile(rf"(?:{_any([name for row in load_doc_types() for name in row.names])})\b")


@lru_cache(maxsize=1)
def _single_heads() -> frozenset[str]:
    return frozenset({match_form(head) for head in read_table("agency_grammar")["heads"] if " " not in head} | {"khu"})


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted({match_form(word) for word in words}, key=lambda word: -len(word)))


@dataclass(frozen=True, slots=True)
class _Grammar:
    head: re.Pattern[str]
    person: re.Pattern[str]
    person_alone: re.Pattern[str]
    opener: re.Pattern[str]
    noun: re.Pattern[str]
    bare: re.Pattern[str]
    modifier: re.Pattern[str]
    stop: re.Pattern[str]
    units: re.Pattern[str]
    field: re.Pattern[str]
    not_noun: re.Pattern[str]
    name_word: re.Pattern[str]
    own_name: re.Pattern[str]


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    table = read_table("agency_grammar")
    unit = _any(table["units"])
    one = rf"(?:(?:cấp|các) )?(?:{unit})\b(?!\s+(?:ủy|đoàn|hội\b))"
    return _Grammar(
        head=re.compile(rf"(?:{_any(table['heads'])})\b"),
        person=re.compile(rf"(?:{_any(table['persons'])})\b\s*"),
        person_alone=re.compile(rf"(?:{_any(table['persons_alone'])})\b"),
        opener=re.compile(rf"(?:{_any(table['openers'])})\b\s+"),
        noun=re.compile(rf"(?:{_any(table['nouns'])})\b"),
        bare=re.compile(rf"(?:{_any(table['bare'])})\b"),
        modifier=re.compile(r"\s+(?:" + "|".join(table["modifiers"]) + r")\b(?!\s+(?:ủy|đoàn|hội)\b)"),
        stop=re.compile(rf"(?:{_any(table['stops'])})\b"),
        units=re.compile(rf"\s*{one}(?:\s*(?:,|/|\bvà\b|\s)\s*{one})*(?:\s+trực thuộc trung ương)?"),
        field=re.compile(rf"(?:{_any(table['fields'])})(?![\w&])".replace(r"\ và\ ", r"\s*(?:và|&)\s*")),
        not_noun=re.compile(rf"(?:{_any(table['not_nouns'])})\b"),
        name_word=re.compile(rf"(?:{_any(table['name_words'])})\s+"),
        own_name=re.compile(rf"(?:{_any(table['own_names'])})"),
    )


class NameScanner:
    """Finds names in one text; keeps the text and its match form together."""

    def __init__(self, text: str, form: str | None = None) -> None:
        self.text = text
        self.form = form if form is not None else match_form(text)

    def match_name(self, start: int) -> int | None:
        """Return where the name that begins at `start` ends, or None when none begins there."""
        end = self._person(start) or self._group(start) or self._bare(start) or self._proper(start)
        if end is None or end - start > MAX_NAME:
            return None
        return end

    def match_list(self, start: int, limit: int | None = None) -> list[Name]:
        """Return the names of the list that begins at `start`: joined by commas, semicolons, "và", "cùng"."""
        limit = len(self.text) if limit is None else limit
        names: list[Name] = []
        place: int | None = start
        while place is not None and place < limit:
            shared = self._shared_head(place)
            if shared:
                names += shared
                end = shared[-1].end
            else:
                found = self.match_name(place)
                if found is None or found > limit:
                    break
                end = self._bracket(place, found)
                names.append(Name(place, end, self.text[place:end]))
            place = self._next(end)
        return names

    def _bracket(self, start: int, end: int) -> int:
        """Take the body that a name's brackets add: "Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công)"."""
        hit = re.compile(r"\s*\(\s*").match(self.form, end)
        if not hit:
            return end
        if self.form.startswith("các", start):  # "Các doanh nghiệp viễn thông (A, B, C): …" names who they are
            closed = re.compile(r"\s*\([^()]{3,120}\)(?=\s*:)").match(self.text, end)
            return closed.end() if closed else end
        inner = self._proper(hit.end())
        return inner + 1 if inner and self.form[inner : inner + 1] == ")" else end

    def _next(self, end: int) -> int | None:
        hit = re.compile(r"\s*(?:\.\.\.|…)?\s*(?:\([^()]{1,120}\))?\s*(?:[,;/]\s*(?:và\b|cùng\b)?|và\b|cùng(?: với)?\b|;)\s*(?:với\s+)?[-+]?\s*").match(self.form, end)
        return hit.end() if hit else None

    def _shared_head(self, start: int) -> list[Name]:
        """Read "Các sở: Nội vụ, Y tế và Tài chính": the head word is given back to each member."""
        person = _grammar().person.match(self.form, start)
        lead = self.text[start : person.end()].rstrip() + " " if person else ""
        place = person.end() if person else start
        head = _SHARED_FIELDS.match(self.form, place)
        if head:
            word = (head.group(1) or head.group(2)).capitalize()
            names = self._shared(head.end(), f"{lead}{word}", self._field_end)
        else:
            head = _SHARED_PLACES.match(self.form, place)
            if not head:
                return []
            body = self.text[place : head.end(1)].rstrip()
            names = self._shared(head.end(), f"{lead}{body} {head.group(2)}", self._place_end)
        return names if len(names) > 1 or (names and ":" in head.group()) else []

    def _shared(self, place: int, word: str, end_of: Callable[[int], int | None]) -> list[Name]:
        """Return the members of a list, each with the head word; it goes on while members follow commas and "và"."""
        names: list[Name] = []
        while (end := end_of(place)) is not None:
            names.append(Name(place, end, f"{word} {self.text[place:end]}"))
            joint = _LIST_JOINT.match(self.form, end)
            if not joint:
                break
            place = joint.end()
        return names

    def _field_end(self, place: int) -> int | None:
        hit = _grammar().field.match(self.form, place)
        return hit.end() if hit and self.text[place].isupper() else None

    def _place_end(self, place: int) -> int | None:
        """Return where a territory's name ends: one to four capitalised words that begin no agency."""
        hit = _PLACE_NAME.match(self.text, place)
        return hit.end() if hit and not self._begins_name(place) else None

    def _begins_name(self, place: int) -> bool:
        grammar = _grammar()
        return bool(grammar.head.match(self.form, place) or grammar.person.match(self.form, place))

    def _person(self, start: int) -> int | None:
        grammar = _grammar()
        alone = grammar.person_alone.match(self.form, start)
        hit = grammar.person.match(self.form, start)
        if hit:
            body = self._group(hit.end()) or self._proper(hit.end(), any_case=True) or self._bare(hit.end())
            if body:
                return body
        return self._person_name(alone.end()) if alone else None

    def _person_name(self, place: int) -> int:
        """Take the name or charge of a deputy ("Phó Thủ tướng Nguyễn A", "Phó Thủ tướng phụ trách")."""
        hit = _OWN_NAME.match(self.text, place)
        return hit.end() if hit and not self._begins_name(place + 1) else place

    def _group(self, start: int) -> int | None:
        grammar = _grammar()
        opener = grammar.opener.match(self.form, start)
        if not opener:
            return None
        place = opener.end()
        if grammar.not_noun.match(self.form, place):
            return None
        found = (grammar.bare.match(self.form, place), grammar.noun.match(self.form, place), self._proper_noun(place))
        ends = [hit.end() for hit in found if hit]
        return self._group_tail(max(ends)) if ends else None

    def _proper_noun(self, start: int) -> re.Match[str] | None:
        return _grammar().head.match(self.form, start)

    def _bare(self, start: int) -> int | None:
        hit = _grammar().bare.match(self.form, start)
        if not hit or _grammar().not_noun.match(self.form, start):
            return None
        return self._group_tail(hit.end(), bare=True)

    def _group_tail(self, place: int, *, bare: bool = False) -> int:
        """Go on over further nouns, modifiers and plain words until the name ends."""
        grammar = _grammar()
        related = self.form.endswith("thẩm quyền", 0, place)  # nothing but a place follows this and "có liên quan"
        while True:
            step = grammar.modifier.match(self.form, place) or self._owner(place)
            joint = re.compile(r"\s*(?:,|/|\bvà\b|\s)\s*").match(self.form, place)
            if step:
                related = related or "liên quan" in step.group()
                place = step.end()
            elif joint and self._is_group_noun(joint, place) and not (bare and grammar.own_name.match(self.form, joint.end())):
                noun = grammar.noun.match(self.form, joint.end())
                place = noun.end() if noun else joint.end()
            else:
                after = place if related else self._plain_words(place, most=4)
                if after == place:
                    return place
                place = after

    def _owner(self, place: int) -> re.Match[str] | None:
        """Read the owner of a group: "các đơn vị của các sở, ban, ngành"."""
        hit = re.compile(r"\s+(?:của|thuộc)\s+").match(self.form, place)
        end = self._group(hit.end()) or self._proper(hit.end()) if hit else None
        return re.compile(r"(?s).*").match(self.form, place, end) if end else None

    def _is_group_noun(self, joint: re.Match[str], place: int) -> bool:
        noun = _grammar().noun.match(self.form, joint.end())
        if not noun or _grammar().not_noun.match(self.form, joint.end()):
            return False
        if self.text[joint.end()].isupper() and self._starts_proper(joint.end()):
            return False
        sign = joint.group().strip()
        if sign == "và" and re.match(r"(đơn vị|cơ quan|tổ chức)\b.{0,24}liên quan", self.form[joint.end() :]):
            return self.form[place - 9 : place].strip().startswith(("cơ quan", "đơn vị", "tổ chức")) or False
        if sign == "" and noun.group() in ("tổ chức", "cấp", "báo", "đài", "chương trình", "dự án", "hội", "tổ"):
            return False
        return True

    def _starts_proper(self, start: int) -> bool:
        hit = _grammar().head.match(self.form, start)
        return bool(hit) and self.text[hit.end() : hit.end() + 2].strip()[:1].isupper()

    def _bare_or_stop(self, start: int) -> bool:
        return _grammar().stop.match(self.form, start) is not None

    def _plain_words(self, place: int, most: int) -> int:
        """Take words that are no stop; used for the names of things in a group ("doanh nghiệp du lịch")."""
        for _ in range(most):
            if _grammar().modifier.match(self.form, place):
                return place
            field = self._joined_field(place)
            if field:
                place = field
                continue
            hit = re.compile(r"\s+([\w&]+(?:/[\w]+)?)").match(self.form, place)
            if not hit or self._ends_name(hit.start(1)) or _titles().match(self.form, hit.start(1)):
                return place
            place = hit.end()
        return place

    def _joined_field(self, place: int) -> int | None:
        """Read a field of two parts in small letters ("khoa học và công nghệ"): its "và" joins no names."""
        hit = re.compile(r"\s+").match(self.form, place)
        field = _grammar().field.match(self.form, hit.end()) if hit else None
        return field.end() if field and " và " in field.group() else None

    def _ends_name(self, start: int) -> bool:
        if self.text[start].isupper():
            return False
        return self._bare_or_stop(start) or self.form.startswith(("và ", "các ", "của ", "thuộc ", "hoặc "), start)

    def _proper(self, start: int, *, any_case: bool = False) -> int | None:
        if start >= len(self.text) or not (self.text[start].isupper() or any_case):
            return None
        grammar = _grammar()
        hit = grammar.head.match(self.form, start)
        if not hit:
            return None
        if " " not in hit.group() and not any_case and not self._short_head_goes_on(hit):
            return None
        field = self._field(hit.end())
        end = self._board(start, hit) or field or self._members(hit.end()) or hit.end()
        return self._proper_tail(end, whole=end if field == end else None)

    def _short_head_goes_on(self, head: re.Match[str]) -> bool:
        """A head of one syllable needs a capital, a unit or a field behind it ("Ban hành", "Tổ chức" are no names)."""
        if head.group() in _SHORT_NAMES:
            return True
        shouted = self.text[head.start() : head.end() + 8].isupper()
        after = re.compile(r"\s+").match(self.form, head.end())
        if not after:
            return False
        place = after.end()
        unit = _grammar().units.match(self.form, head.end())
        known = bool(unit and unit.group().strip()) or self._field(head.end()) is not None
        return known or (not shouted and (self.text[place : place + 1].isupper() or self._members(head.end()) is not None))

    def _board(self, start: int, head: re.Match[str]) -> int | None:
        """Read the matter of a board or council ("Ban Chỉ đạo về phát triển …, … và … tỉnh")."""
        hit = _BOARD.match(self.form, start)
        if not hit or hit.end() - start > MAX_NAME or any(_grammar().stop.match(self.form, m.start()) for m in _VERBS.finditer(self.form, head.end(), hit.end())):
            return None
        return hit.end()

    def _members(self, place: int) -> int | None:
        """Read "Ban Quản lý các Khu công nghiệp": a head whose matter is a named plural."""
        hit = re.compile(spell(r"\s+các\s+(?=[{Lu}])")).match(self.text, place)
        return self._proper_step(hit.end() - 1) if hit else None

    def _field(self, place: int) -> int | None:
        hit = re.compile(r"\s+").match(self.form, place)
        found = _grammar().field.match(self.form, hit.end()) if hit else None
        return found.end() if found and self.text[found.start()].isupper() else None

    def _proper_tail(self, place: int, whole: int | None = None) -> int:
        """Go on over the words of a name; behind a field ("Sở Nội vụ") only a territory may follow."""
        while True:
            after = self._proper_step(place)
            if after is None or (place == whole and self.text[place:after].lstrip()[:1].islower() and not self._is_place(place)):
                return place
            place = after

    def _is_place(self, place: int) -> bool:
        units = _grammar().units.match(self.form, place)
        modifier = _grammar().modifier.match(self.form, place)
        return bool(units and units.group().strip()) or modifier is not None

    def _proper_step(self, place: int) -> int | None:
        units = _grammar().units.match(self.form, place)
        if units and units.group().strip() and self.form[place : place + 1].isspace():
            return units.end()
        word = re.compile(r"\s+([A-ZĐ]{1,3}[a-z]?\.(?=\s*[A-ZĐ])|[\w&]+(?:[/-][\w&]+)*)").match(self.text, place)
        if word:
            return self._joined_field(place) or self._word_step(place, word)
        dash = re.compile(r"\s*[-–]\s*(?=[\w])").match(self.text, place)
        if dash and not self._ends_name(dash.end()):
            nxt = re.compile(r"[\w&]+").match(self.text, dash.end())
            return nxt.end() if nxt else None
        return None

    def _word_step(self, place: int, word: re.Match[str]) -> int | None:
        start = word.start(1)
        raw = word.group(1)
        if raw == "và":
            after = re.compile(spell(r"\s+và\s+(?=[{Lu}])")).match(self.text, place)
            grammar = _grammar()
            begins = after and (grammar.head.match(self.form, after.end()) or grammar.person.match(self.form, after.end()))
            if after and not begins:
                nxt = re.compile(r"[\w&]+").match(self.text, after.end())
                return nxt.end() if nxt else None
            return None
        if raw[:1].isupper() or raw[:1].isdigit():
            return word.end(1)
        modifier = _grammar().modifier.match(self.form, place)
        if modifier and not self.form[modifier.start() :].lstrip().startswith(_NO_TAILS):
            return modifier.end()
        if raw in ("ủy", "uỷ", "đoàn", "hội") and re.search(r"(?:tỉnh|thành|huyện|thị|quận|đảng|xã)$", self.form[:place]):
            return word.end(1)
        inner = _grammar().name_word.match(self.form, start)
        if inner and self._goes_on_in_capitals(inner.end()):
            return inner.end() - 1
        second = self._second_syllable(place)
        if self._ends_name(start) and not second:
            return None
        return word.end(1) if second or self._in_small_run(place) else None

    def _goes_on_in_capitals(self, start: int) -> bool:
        return self.text[start : start + 1].isupper() and not _grammar().head.match(self.form, start) and self.text[start : start + 3] not in ("Ngh", "Quy", "Luậ", "Chỉ", "Kế ")

    def _in_small_run(self, place: int) -> bool:
        """Tell whether small words may go on: behind the second syllable of a compound, not behind a unit or place."""
        before = self.text[max(0, place - 50) : place].split()
        if not before or not before[-1][:1].islower():
            return False
        tail = match_form(" ".join(before[-2:]))
        return not re.search(rf"(?:^|\s)(?:{_any(list(read_table('agency_grammar')['units']))}|trung ương|chính phủ|\\w+ ủy|quốc hội|nhà nước)$", tail)

    def _second_syllable(self, place: int) -> bool:
        """Tell whether the last word opens a compound ("Chương" of "Chương trình"): one capital after a small word."""
        before = self.text[max(0, place - 40) : place].split()
        if not before or not before[-1][:1].isupper() or (before[-1].isupper() and len(before[-1]) > 1):
            return False
        if match_form(before[-1]) in _WHOLE_WORDS:
            return False
        return len(before) < 2 or not before[-2][:1].isupper() or match_form(before[-2]) in _single_heads()
