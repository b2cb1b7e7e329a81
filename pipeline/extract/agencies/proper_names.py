"""Names of their own: "Sở Văn hóa, Thể thao và Du lịch", "Ban Quản lý các Khu công nghiệp", "UBND tỉnh Bắc Giang".

A name begins with a head of knowledge/agency_grammar.toml and goes on over a field, capitalised words, units of
territory and the second syllables of compounds, until a stop word.
"""

from __future__ import annotations

import re

from pipeline.knowledge.agency_grammar import load_grammar, single_heads
from pipeline.knowledge.load import load_pattern, load_words
from pipeline.text.match import match_form
from pipeline.text.words import Words

_SHORTEST = 2  # letters of a word that is seen to be in capitals
MAX_NAME = 240  # characters; longer runs are no names
_TABLE = "agency_grammar"
_BLANKS = re.compile(r"\s+")
_COMMA = re.compile(r",\s+(?=\w)")
_WORD = re.compile(r"[\w&]+")
_NEXT_PART = re.compile(r"\s+([A-ZĐ]{1,3}[a-z]?\.(?=\s*[A-ZĐ])|[\w&]+(?:[/-][\w&]+)*)")
_SHORT_OFFICE = re.compile(r"\s+[A-ZĐ]{2,7}(?:[-&][A-ZĐ]{2,7})?(?!\w)")  # "phòng CTSV", "khoa CNTT"
_DASH = re.compile(r"\s*[-–]\s*(?=[\w])")


class ProperNames:
    """Reads names of their own in one piece of a text; places count from the piece's beginning."""

    def __init__(self, words: Words) -> None:
        self.text = words.text
        self.form = words.form

    def match_proper(self, start: int, *, any_case: bool = False) -> int | None:
        """Return where the name of its own that begins at `start` ends, or None when none begins there."""
        if start >= len(self.text):
            return None
        hit = load_grammar().head.match(self.form, start)
        if not hit or not (self.text[start].isupper() or any_case or self._is_small_office(hit)):
            return self._small_name(start)
        if " " not in hit.group() and not any_case and not self._short_head_goes_on(hit):
            return self._small_name(start)
        field = self._field(hit.end())
        end = self.match_board(start) or field or self._members(hit.end()) or hit.end()
        return self._tail(end, whole=end if field == end else None)

    def ends_name(self, start: int) -> bool:
        """Tell whether the word at `start` ends a name: a stop or link in small letters."""
        if self.text[start].isupper():
            return False
        links = tuple(f"{word} " for word in load_words(_TABLE, "links"))
        return load_grammar().stop.match(self.form, start) is not None or self.form.startswith(links, start)

    def joined_field(self, place: int) -> int | None:
        """Return where a field of two parts in small letters ends ("khoa học và công nghệ"); its "và" joins nothing."""
        hit = _BLANKS.match(self.form, place)
        field = load_grammar().field.match(self.form, hit.end()) if hit else None
        joined = field and any(f" {word} " in field.group() for word in load_words(_TABLE, "ands"))
        return field.end() if field and joined else None

    def begins_name(self, place: int) -> bool:
        """Tell whether an agency or the head of one begins at a place."""
        grammar = load_grammar()
        return bool(grammar.head.match(self.form, place) or grammar.person.match(self.form, place))

    def starts_proper(self, start: int) -> bool:
        """Tell whether a head with a capitalised word behind it begins at a place."""
        hit = load_grammar().head.match(self.form, start)
        if hit is None:
            return False
        return " " in hit.group() or self.text[hit.end() : hit.end() + 2].strip()[:1].isupper()

    def _short_head_goes_on(self, head: re.Match[str]) -> bool:
        """A head of one syllable needs a capital, a unit or a field behind it ("Ban hành", "Tổ chức" are no names)."""
        if head.group() in load_words(_TABLE, "short_names"):
            return True
        after = _BLANKS.match(self.form, head.end())
        if not after:
            return False
        if self._has_units(head.end()) or self._field(head.end()) is not None:
            return True
        if self.text[head.start() : head.end() + 8].isupper():
            return False
        return self.text[after.end() : after.end() + 1].isupper() or self._members(head.end()) is not None

    def _small_name(self, start: int) -> int | None:
        """Read a name that offices print in small letters too ("công an xã", "trạm y tế", "hội nông dân phường")."""
        small = self.text[start].islower() or self.text[start + 1 : start + 9].islower()
        hit = load_pattern(_TABLE, "small_name").match(self.form, start) if small else None
        return self._tail(hit.end(), whole=hit.end()) if hit else None

    def _is_small_office(self, head: re.Match[str]) -> bool:
        """Tell whether a head in small letters stands before a field or is of two words before a capital.

        "phòng Kinh tế và Hạ tầng", "bộ phận Một cửa", "tổ công tác Đề án 06".
        """
        if head.group() in single_heads():
            short = head.group() in load_words(_TABLE, "office_heads") and _SHORT_OFFICE.match(self.text, head.end())
            return self._field(head.end()) is not None or bool(short)
        after = _BLANKS.match(self.form, head.end())
        return bool(" " in head.group() and after and self.text[after.end() : after.end() + 1].isupper())

    def _has_units(self, place: int) -> bool:
        units = load_grammar().units.match(self.form, place)
        return bool(units and units.group().strip())

    def match_board(self, start: int) -> int | None:
        """Read a board or council with its matter ("Ban Chỉ đạo về phát triển …, … tỉnh"), or its standing agency."""
        hit = load_pattern(_TABLE, "board").match(self.form, start)
        if not hit or hit.end() - start > MAX_NAME:
            return None
        matter = max(hit.end(name) for name in hit.groupdict())  # one for each row; -1 for those that do not hold
        verbs = load_pattern(_TABLE, "verb").finditer(self.form, matter, hit.end())
        acts = any(load_grammar().stop.match(self.form, verb.start()) for verb in verbs)
        return None if acts else self._before_next_name(matter, hit.end())

    def _before_next_name(self, start: int, end: int) -> int:
        """Return where a board's matter ends: at the comma before another name ("phòng, chống dịch, Sở Tài chính")."""
        commas = (comma.end() for comma in _COMMA.finditer(self.text, start, end))
        other = next((place for place in commas if self.text[place].isupper() and self.begins_name(place)), None)
        return end if other is None else self.text.rindex(",", start, other)

    def _members(self, place: int) -> int | None:
        """Read "Ban Quản lý các Khu công nghiệp": a head whose matter is a named plural."""
        hit = load_pattern(_TABLE, "plural_lead").match(self.form, place)
        named = hit and self.text[hit.end() : hit.end() + 1].isupper()
        return self._step(hit.end() - 1) if hit and named else None

    def _field(self, place: int) -> int | None:
        hit = _BLANKS.match(self.form, place)
        found = load_grammar().field.match(self.form, hit.end()) if hit else None
        return found.end() if found and self.text[found.start()].isupper() else None

    def go_on(self, place: int) -> int:
        """Return where the words of a name end that goes on behind a place."""
        return self._tail(place)

    def _tail(self, place: int, whole: int | None = None) -> int:
        """Go on over the words of a name; behind a field ("Sở Nội vụ") only a territory may follow."""
        longest = place + MAX_NAME
        while True:
            after = self._step(place)
            if after is None or place > longest:  # what is longer is no name
                return place
            small = self.text[place:after].lstrip()[:1].islower()
            if place == whole and small and not self._is_place(place):
                return place
            place = after

    def _is_place(self, place: int) -> bool:
        return self._has_units(place) or load_grammar().modifier.match(self.form, place) is not None

    def _step(self, place: int) -> int | None:
        """Return where the next word, unit or part of the name ends; None when the name ends at `place`."""
        units = load_grammar().units.match(self.form, place)
        if units and units.group().strip() and self.form[place : place + 1].isspace():
            return units.end()
        word = _NEXT_PART.match(self.text, place)
        if word:
            return self.joined_field(place) or self._word_step(place, word)
        dash = _DASH.match(self.text, place)
        if dash and not self.ends_name(dash.end()) and not load_pattern(_TABLE, "office").match(self.form, dash.end()):
            return self._word_end(dash.end())
        return None

    def _word_end(self, place: int) -> int | None:
        hit = _WORD.match(self.text, place)
        return hit.end() if hit else None

    def _word_step(self, place: int, word: re.Match[str]) -> int | None:
        raw = word.group(1)
        if raw in load_words(_TABLE, "ands"):
            return self._and_step(place)
        if raw[:1].isupper() or raw[:1].isdigit():
            ends = self._ends_in_capitals(place, word) or self._begins_duty(word.start(1))
            return None if ends else word.end(1)
        modifier = load_grammar().modifier.match(self.form, place)
        if modifier and not load_pattern(_TABLE, "no_tail").match(self.form, modifier.start()):
            return modifier.end()
        if self._is_union(place, raw):
            return word.end(1)
        inner = load_grammar().name_word.match(self.form, word.start(1))
        if inner and self._goes_on_in_capitals(inner.end()):
            return inner.end() - 1
        return self._small_step(place, word)

    def _begins_duty(self, start: int) -> bool:
        """Tell whether a duty begins with a capital behind a name ("Sở Xây dựng Theo dõi, đôn đốc")."""
        hit = load_pattern(_TABLE, "capital_verb").match(self.form, start)
        if not hit or not self.text[start + 1 : hit.end()].islower():
            return False
        before = self.text[max(0, start - MAX_NAME) : start].split()[-2:]
        return len(before) > 1 and match_form(before[-1]) not in single_heads()

    def _ends_in_capitals(self, place: int, word: re.Match[str]) -> bool:
        """Tell whether a word in capitals, behind others, says what a document does: its title is in capitals."""
        raw = word.group(1)
        if not raw.isupper() or len(raw) < _SHORTEST or not self.text[max(0, place - _SHORTEST) : place].isupper():
            return False
        stops = tuple(f"{stop} " for stop in load_words(_TABLE, "capital_stops"))
        return self.form.startswith(stops, word.start(1))

    def _and_step(self, place: int) -> int | None:
        """Read "và" inside a name ("Thể thao và Du lịch"): a capital follows that begins no other name."""
        hit = load_pattern(_TABLE, "and_lead").match(self.form, place)
        if not hit or not self.text[hit.end() : hit.end() + 1].isupper() or self.begins_name(hit.end()):
            return None
        return self._word_end(hit.end())

    def _is_union(self, place: int, raw: str) -> bool:
        """Tell whether a word is the second syllable of "tỉnh ủy", "huyện đoàn"."""
        if match_form(raw) not in load_words(_TABLE, "union_tails"):
            return False
        return self.form.endswith(load_words(_TABLE, "union_heads"), 0, place)

    def _goes_on_in_capitals(self, start: int) -> bool:
        if not self.text[start : start + 1].isupper() or load_grammar().head.match(self.form, start):
            return False
        return not self.form.startswith(load_words(_TABLE, "title_words"), start)

    def _small_step(self, place: int, word: re.Match[str]) -> int | None:
        """Take a word in small letters that belongs to a compound ("Chương trình", "Công nghệ thông tin")."""
        never = word.group(1) in load_words(_TABLE, "never_second")
        second = not never and self._second_syllable(place) and not self._acts(word.start(1))
        if not second and (self.ends_name(word.start(1)) or not self._in_small_run(place)):
            return None
        return word.end(1)

    def _acts(self, start: int) -> bool:
        """Tell whether a verb of two syllables begins at a place ("miền Bắc bảo đảm"): no word's second syllable."""
        stop = load_grammar().stop.match(self.form, start)
        return stop is not None and " " in stop.group()

    def _in_small_run(self, place: int) -> bool:
        """Tell whether small words may go on: behind the second syllable of a compound, not behind a unit or place."""
        before = self.text[max(0, place - 50) : place].split()
        if not before or not before[-1][:1].islower():
            return False
        return load_pattern(_TABLE, "closed").search(match_form(" ".join(before[-2:]))) is None

    def _second_syllable(self, place: int) -> bool:
        """Tell whether the last word opens a compound ("Chương" of "Chương trình"): one capital after a small word."""
        before = self.text[max(0, place - 40) : place].split()
        if not before or not before[-1][:1].isupper() or (before[-1].isupper() and len(before[-1]) > 1):
            return False
        if match_form(before[-1]) in load_words(_TABLE, "whole_words"):
            return False
        if len(before) < 2:
            return True
        if match_form(before[-2]) in load_words(_TABLE, "place_units"):
            return False
        short = before[-2].isupper() and len(before[-2]) > 1
        return short or not before[-2][:1].isupper() or match_form(before[-2]) in single_heads()
