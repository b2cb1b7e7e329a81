"""Lists with one head word: "Các sở: Nội vụ, Y tế", "UBND các huyện A, B và thị xã C", "HĐND, UBND tỉnh A".

The head word is given back to each member. Words and rows are those of knowledge/agency_grammar.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.extract.agencies.name import Name
from pipeline.extract.agencies.proper_names import ProperNames
from pipeline.knowledge.agencies.territories import Territories
from pipeline.knowledge.agency_grammar import load_grammar
from pipeline.knowledge.load import load_pattern
from pipeline.text.fold import fold
from pipeline.text.letters import spell
from pipeline.text.words import Words

_TABLE = "agency_grammar"
_PLACE_WORD = r"[{Lu}][{Ll}]*(?:['’][{Lu}{Ll}][{Ll}]*)?"  # also "M'gar", "Ia"
_PLACE_NAME = re.compile(spell(rf"{_PLACE_WORD}(?:[ -]{_PLACE_WORD}){{0,3}}(?: \d{{1,2}}(?!\d|/))?(?![\w])"))
_WORD = re.compile(r"[\w&]+")
_SECOND = re.compile(spell(r"\s+([{Ll}]+)(?!\w)"))  # the second syllable of a word that a capital opens
_SHORT_FIELD = re.compile(r"[A-ZĐ]{2,6}(?:&[A-ZĐ]{2,6})?(?![\w&])")  # "CTSV" behind "Các phòng: Đào tạo,"


@cache
def _cities() -> frozenset[str]:
    """Return the folded names of the provinces that are cities today."""
    provinces = Territories().provinces()
    return frozenset(fold(one.place) for one in provinces if one.kind == "city" and one.valid_to is None)


class SharedHeads:
    """Reads lists with one head word in one piece of a text; places count from the piece's beginning."""

    def __init__(self, words: Words, proper: ProperNames) -> None:
        self.text = words.text
        self.form = words.form
        self._proper = proper

    def match(self, start: int) -> list[Name]:
        """Read "Các sở: Nội vụ, Y tế và Tài chính": the head word is given back to each member."""
        person = load_grammar().person.match(self.form, start)
        lead = self.text[start : person.end()].rstrip() + " " if person else ""
        place = person.end() if person else start
        head = load_pattern(_TABLE, "shared_fields").match(self.form, place)
        if head:
            word = (head["head"] or head["plain"]).capitalize()
            names = self._shared(head.end(), f"{lead}{word}", self._field_end)
            return names if len(names) > 1 or (names and ":" in head.group()) else []
        found = self._of_provinces(place, lead) or self._of_places(place, lead) or self._from_one_place(place, lead)
        found = found or self._of_named_heads(place, lead) or self._of_one_territory(place, lead)
        return found or ([] if lead else self._places_alone(place))

    def _places_alone(self, place: int) -> list[Name]:
        """Read "Các tỉnh A, B": the places stand for their governments."""
        head = load_pattern(_TABLE, "only_places").match(self.form, place)
        names = self._shared(head.end(), head["unit"], self.place_end) if head else []
        return names if len(names) > 1 else []

    def _of_places(self, place: int, lead: str) -> list[Name]:
        """Read "UBND các huyện A, B và thị xã C"; also of another body, "Trạm y tế các xã: A, B"."""
        head = load_pattern(_TABLE, "shared_places").match(self.form, place) or self._body_of_places(place)
        if not head:
            return []
        body = self.text[place : head.end("head")].rstrip()
        names = self._shared(head.end(), f"{lead}{body} {head['unit']}", self.place_end)
        names += self._further_units(names, f"{lead}{body}")
        return names if len(names) > 1 or (names and ":" in head.group()) else []

    def _body_of_places(self, place: int) -> re.Match[str] | None:
        """Return the head of a list of places that is a name of its own ("Ban Chỉ huy Quân sự các xã A, B")."""
        hit = load_pattern(_TABLE, "body_of_places").match(self.form, place)
        name = self._proper.match_proper(place) if hit else None
        return hit if hit and name and name >= hit.end("head") else None

    def _of_provinces(self, place: int, lead: str) -> list[Name]:
        """Read "UBND các tỉnh, thành phố: A, B": the register knows which of them are cities."""
        head = load_pattern(_TABLE, "shared_provinces").match(self.form, place)
        names: list[Name] = []
        start = head.end() if head else 0
        while head and (end := self.place_end(start)) is not None:
            shown = self.text[start:end]
            word = "thành phố" if fold(shown) in _cities() else "tỉnh"
            names.append(Name(start, end, f"{lead}{self.text[place : head.end('head')].rstrip()} {word} {shown}"))
            joint = load_pattern(_TABLE, "province_joint").match(self.form, end)
            if not joint:
                break
            start = joint.end()
        return names if len(names) > 1 else []

    def _of_named_heads(self, place: int, lead: str) -> list[Name]:
        """Read "Các Tập đoàn: Điện lực Việt Nam, Bưu chính Viễn thông Việt Nam"."""
        head = load_pattern(_TABLE, "shared_names").match(self.form, place)
        names = self._shared(head.end(), f"{lead}{head['head'].capitalize()}", self._member_end) if head else []
        return names if len(names) > 1 else []

    def _member_end(self, place: int) -> int | None:
        """Return where a member that begins with a capital and with no verb ends."""
        acts = load_grammar().stop.match(self.form, place)
        word = _WORD.match(self.text, place)
        if acts or not word or not word.group()[0].isupper() or self._proper.begins_name(place):
            return None
        second = _SECOND.match(self.text, word.end())
        goes_on = second and not self._proper.ends_name(second.start(1))
        return self._proper.go_on(second.end() if second and goes_on else word.end())

    def _of_one_territory(self, place: int, lead: str) -> list[Name]:
        """Read "HĐND, UBND tỉnh A": the territory is that of both councils."""
        head = load_pattern(_TABLE, "one_territory").match(self.form, place)
        end = self._proper.match_proper(head.end()) if head else None
        unit = load_pattern(_TABLE, "its_territory").match(self.form, head.end()) if head and end else None
        if not head or end is None or not unit or unit.end("body") >= end:
            return []
        first = self.text[place : head.end("first")]
        own = "" if load_pattern(_TABLE, "standing").match(self.form, place - len(lead)) else lead
        return [
            Name(place - len(lead), head.end("first"), f"{lead}{first}{self.text[unit.end('body') : end]}"),
            Name(head.end(), end, f"{own}{self.text[head.end() : end]}"),
        ]

    def _from_one_place(self, place: int, lead: str) -> list[Name]:
        """Read "UBND thành phố A và các xã: B, C": the body of one place goes on over units of another kind."""
        head = load_pattern(_TABLE, "one_place").match(self.form, place)
        end = self.place_end(head.end()) if head else None
        if not head or end is None:
            return []
        first = Name(place, end, self.text[place:end])
        further = self._further_units([first], f"{lead}{self.text[place : head.end('head')].rstrip()}")
        return [first, *further] if further else []

    def _further_units(self, names: list[Name], body: str) -> list[Name]:
        """Return the places of further units behind a list of places ("…, thị xã D và các xã: E, F")."""
        found: list[Name] = []
        while names or found:
            joint = load_pattern(_TABLE, "member_joint").match(self.form, (found or names)[-1].end)
            unit = load_pattern(_TABLE, "further_unit").match(self.form, joint.end()) if joint else None
            more = self._shared(unit.end(), f"{body} {unit['unit']}", self.place_end) if unit else []
            if not more:
                break
            found += more
        return found

    def _shared(self, place: int, word: str, end_of: Callable[[int], int | None]) -> list[Name]:
        """Return the members of a list, each with the head word; it goes on while members follow commas and "và"."""
        names: list[Name] = []
        while (end := end_of(place)) is not None:
            names.append(Name(place, end, f"{word} {self.text[place:end]}"))
            joint = load_pattern(_TABLE, "member_joint").match(self.form, end)
            if not joint:
                break
            place = joint.end()
        return names

    def _field_end(self, place: int) -> int | None:
        short = None if self._proper.begins_name(place) else _SHORT_FIELD.match(self.text, place)
        hit = load_grammar().field.match(self.form, place) or short
        return hit.end() if hit and self.text[place].isupper() else None

    def place_end(self, place: int) -> int | None:
        """Return where a territory's name ends: one to four capitalised words that begin no agency."""
        hit = _PLACE_NAME.match(self.text, place)
        if not hit or self._proper.begins_name(place):
            return None
        stage = load_pattern(_TABLE, "stage").match(self.form, hit.end())
        return stage.end() if stage else hit.end()
