"""Names of agencies in running text: where one begins, where it ends, and lists of them.

Handles names of their own (`proper_names`), heads ("Giám đốc Sở Y tế"), groups ("các sở, ban, ngành", "các cơ quan,
đơn vị có liên quan") and lists with one head word ("Các sở: Nội vụ, Y tế"). The words of the grammar are in
knowledge/agency_grammar.toml.
"""

from __future__ import annotations

import re

from pipeline.extract.agencies.name import Name
from pipeline.extract.agencies.proper_names import MAX_NAME, ProperNames
from pipeline.extract.agencies.shared_heads import SharedHeads
from pipeline.knowledge.agency_grammar import load_grammar
from pipeline.knowledge.load import load_pattern, load_words
from pipeline.text.letters import spell
from pipeline.text.words import Words

_TABLE = "agency_grammar"
_MOST_WORDS = 4  # plain words of a group's name ("doanh nghiệp du lịch lữ hành")
_PERSON_NAME = re.compile(spell(r"\s+[{Lu}][{Ll}]+(?: [{Lu}][{Ll}]+){1,3}(?!\w)"))
_NEXT_WORD = re.compile(r"\s+([\w&]+(?:[/-][\w]+)*)")
_DASH = re.compile(r"\s*[-–]\s*")
_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"\s*\(\s*")
_CLOSED_BRACKET = re.compile(
    spell(r"\s*\((?:[^()]{3,120}\)(?=\s*:)|[{Lu}][^();:]{1,60}, [{Lu}][^();:]{1,120}\)(?=\s+[{Ll}]))")
)


class NameScanner:
    """Finds names in one piece of a document.

    Places that are asked for and answered are those of the document; inside, they count from the piece's beginning.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self.text = words.text
        self.form = words.form
        self._proper = ProperNames(words)
        self._shared = SharedHeads(words, self._proper)

    def match_name(self, start: int) -> int | None:
        """Return where the name that begins at `start` ends, or None when none begins there."""
        end = self._name_end(start - self.words.start)
        return None if end is None else end + self.words.start

    def match_list(self, start: int | None = None, limit: int | None = None) -> list[Name]:
        """Return the names of the list that begins at `start`, or with the piece.

        They are joined by commas, semicolons, "và", "cùng".
        """
        offset = self.words.start
        first = 0 if start is None else start - offset
        names = self._list(first, len(self.text) if limit is None else limit - offset)
        return [Name(name.start + offset, name.end + offset, name.shown) for name in names] if offset else names

    def match_territory(self, start: int) -> int | None:
        """Return where the name of a place ends that begins at `start`, or None ("An Hòa" behind "xã")."""
        end = self._shared.place_end(start - self.words.start)
        return None if end is None else end + self.words.start

    def is_verb(self, place: int) -> bool:
        """Tell whether a verb of two syllables stands behind the blanks at a place."""
        after = _SPACE.match(self.form, place - self.words.start)
        hit = load_grammar().stop.match(self.form, after.end()) if after else None
        return hit is not None and " " in hit.group()

    def is_stop(self, place: int) -> bool:
        """Tell whether a word begins at a place at which names end: a verb or a preposition."""
        return load_grammar().stop.match(self.form, place - self.words.start) is not None

    def _name_end(self, start: int) -> int | None:
        end = (
            self._fixed(start)
            or self._person(start)
            or self._group(start)
            or self._bare(start)
            or self._proper.match_proper(start)
        )
        if end is None or end - start > MAX_NAME:
            return None
        return end

    def _list(self, start: int, limit: int) -> list[Name]:
        names: list[Name] = []
        place: int | None = start
        while place is not None and place < limit:
            shared = self._shared.match(place)
            if shared:
                names += shared
                end = shared[-1].end
            else:
                found = self._name_end(place)
                if found is None or found > limit:
                    break
                end = self._bracket(place, found)
                names.append(Name(place, end, self.text[place:end]))
            place = self._next(self._apposed(names, end))
        return names

    def _apposed(self, names: list[Name], end: int) -> int:
        """Pass over what the first body of a list is ("Bộ Nội vụ, cơ quan thường trực của Ban Chỉ đạo")."""
        if len(names) != 1 or self.form.startswith(load_words(_TABLE, "plurals"), names[0].start):
            return end
        hit = load_pattern(_TABLE, "apposition").match(self.form, end)
        joint = load_pattern(_TABLE, "list_joint").match(self.form, end) if hit else None
        return (joint and self._name_end(joint.end())) or end

    def _bracket(self, start: int, end: int) -> int:
        """Take the body that a name's brackets add: "Văn phòng UBND tỉnh (Trung tâm Phục vụ hành chính công)"."""
        stage = load_pattern(_TABLE, "stage").match(self.form, end)
        hit = _BRACKET.match(self.form, end)
        if stage or not hit:
            return stage.end() if stage else end
        # "Các doanh nghiệp viễn thông (A, B, C): …" names who they are
        if self.form.startswith(load_words(_TABLE, "plurals"), start):
            closed = _CLOSED_BRACKET.match(self.text, end)
            return closed.end() if closed else end
        if load_pattern(_TABLE, "office").match(self.form, hit.end()):
            return end
        inner = self._proper.match_proper(hit.end())
        return inner + 1 if inner and self.form[inner : inner + 1] == ")" else end

    def _next(self, end: int) -> int | None:
        hit = load_pattern(_TABLE, "list_joint").match(self.form, end)
        return hit.end() if hit else None

    def _person(self, start: int) -> int | None:
        grammar = load_grammar()
        comrade = load_pattern(_TABLE, "comrade").match(self.form, start)
        start = comrade.end() if comrade else start
        hit = grammar.person.match(self.form, start)
        if hit:
            place = hit.end()
            named = (
                None if grammar.not_noun.match(self.form, place) else self._proper.match_proper(place, any_case=True)
            )
            body = self._fixed(place) or self._group(place) or named
            body = self._nouns(place, body or self._bare(place)) or self._office(hit)
            if body:
                charge = load_pattern(_TABLE, "field_charge").match(self.form, body)
                return self._second_post(body) or (charge.end() if charge else body)
        alone = grammar.person_alone.match(self.form, start)
        return (self._second_post(alone.end()) or self._person_name(alone.end())) if alone else None

    def _nouns(self, place: int, body: int | None) -> int | None:
        """Read a group without an opener behind a post ("Thủ trưởng sở, ban, ngành", "Lãnh đạo khoa")."""
        noun = load_grammar().noun.match(self.form, place)
        if not noun or not self.text[place].islower() or load_grammar().not_noun.match(self.form, place):
            return body
        if body is not None and body != noun.end():
            return body
        further = self._further_noun(noun.end(), bare=False)
        if further:
            return self._group_tail(further)
        return body or (noun.end() if self.is_verb(noun.end() + self.words.start) else None)

    def _second_post(self, place: int) -> int | None:
        """Read a further post of the same person with its own body ("Bộ trưởng … - Trưởng Ban Chỉ đạo 138 tỉnh")."""
        dash = _DASH.match(self.form, place)
        post = load_grammar().person.match(self.form, dash.end()) if dash else None
        return (post and self._proper.match_proper(post.end())) or (self._office(post) if post else None)

    def _office(self, person: re.Match[str]) -> int | None:
        """Read "Trưởng phòng Nội vụ": the last word of the post is the head of the body."""
        words = person.group().split()
        last = person.start() + person.group().rindex(words[-1])
        return self._proper.match_proper(last, any_case=True) if len(words) > 1 else None

    def _person_name(self, place: int) -> int:
        """Take the name or charge of a deputy ("Phó Thủ tướng Nguyễn A", "Phó Thủ tướng phụ trách")."""
        if self.form[:place].endswith(load_words(_TABLE, "hamlet_units")) and self.text[place : place + 1] == " ":
            return self._shared.place_end(place + 1) or place
        hit = _PERSON_NAME.match(self.text, place) or load_pattern(_TABLE, "charge").match(self.form, place)
        return hit.end() if hit and not self._proper.begins_name(place + 1) else place

    def _fixed(self, start: int) -> int | None:
        fixed = load_pattern(_TABLE, "fixed_group").match(self.form, start)
        return (self._modifier_end(fixed.end()) or fixed.end()) if fixed else None

    def _group(self, start: int) -> int | None:
        """Return where a group with an opener ends ("các sở, ban, ngành"), or None."""
        grammar = load_grammar()
        opener = grammar.opener.match(self.form, start)
        if not opener:
            return None
        place = opener.end()
        if grammar.not_noun.match(self.form, place):
            return None
        found = (pattern.match(self.form, place) for pattern in (grammar.bare, grammar.noun, grammar.head))
        ends = [hit.end() for hit in found if hit]
        return self._group_tail(max(ends)) if ends else None

    def _bare(self, start: int) -> int | None:
        hit = load_grammar().bare.match(self.form, start)
        if not hit or load_grammar().not_noun.match(self.form, start):
            return None
        return self._proper.match_board(start) or self._group_tail(hit.end(), bare=True)

    def _group_tail(self, place: int, *, bare: bool = False) -> int:
        """Go on over further nouns, modifiers and plain words until the name ends."""
        # Nothing but a place follows "thẩm quyền" and "có liên quan".
        related, longest = self.form.endswith(load_words(_TABLE, "competent"), 0, place), place + MAX_NAME
        while True:
            step = self._modifier_end(place)
            noun = None if step else self._further_noun(place, bare=bare)
            if step:
                related = related or any(word in self.form[place:step] for word in load_words(_TABLE, "related"))
            after = step or noun or (place if related else self._plain_words(place))
            if after == place or place > longest:  # what is longer is no name
                return place
            place = after

    def _modifier_end(self, place: int) -> int | None:
        hit = load_grammar().modifier.match(self.form, place)
        return hit.end() if hit else self._owner(place)

    def _owner(self, place: int) -> int | None:
        """Read the owner of a group: "các đơn vị của các sở, ban, ngành"."""
        hit = load_pattern(_TABLE, "owner").match(self.form, place)
        return self._group(hit.end()) or self._proper.match_proper(hit.end()) if hit else None

    def _further_noun(self, place: int, *, bare: bool) -> int | None:
        """Return where a further noun of the group ends (", ngành", "và đơn vị"), or None."""
        joint = load_pattern(_TABLE, "noun_joint").match(self.form, place)
        if not joint or (bare and load_grammar().own_name.match(self.form, joint.end())):
            return None
        noun = load_grammar().noun.match(self.form, joint.end())
        return noun.end() if noun and self._is_group_noun(noun, joint.group().strip(), place) else None

    def _is_group_noun(self, noun: re.Match[str], sign: str, place: int) -> bool:
        if load_grammar().not_noun.match(self.form, noun.start()):
            return False
        if self.text[noun.start()].isupper() and self._proper.starts_proper(noun.start()):
            return False
        if noun.group() in load_words(_TABLE, "verbs_too") and self.is_verb(noun.end() + self.words.start):
            return False
        if sign in load_words(_TABLE, "ands") and load_pattern(_TABLE, "related_group").match(self.form, noun.start()):
            return self.form[max(0, place - 9) : place].strip().startswith(load_words(_TABLE, "related_nouns"))
        return bool(sign) or noun.group() not in load_words(_TABLE, "clinging_nouns")

    def _plain_words(self, place: int) -> int:
        """Take words that are no stop; used for the names of things in a group ("doanh nghiệp du lịch")."""
        grammar = load_grammar()
        for _ in range(_MOST_WORDS):
            if grammar.modifier.match(self.form, place):
                return place
            field = self._proper.joined_field(place)
            if field:
                place = field
                continue
            hit = _NEXT_WORD.match(self.form, place)
            if not hit or self._proper.ends_name(hit.start(1)) or grammar.doc_type.match(self.form, hit.start(1)):
                return place
            place = hit.end()
        return place
