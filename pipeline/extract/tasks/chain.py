"""Receivers of reports: which of them only get what an earlier one of the same sentence has gathered."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left

from pipeline.extract.tasks.role_names import RoleName
from pipeline.knowledge.load import load_pattern
from pipeline.text.match import match_form
from pipeline.text.words import Words

_TABLE = "roles"
_SENTENCE = re.compile(r"[.;] ")
_SUBMITS = re.compile(r"\s*trình\s+")  # "báo cáo UBND xã trình HĐND xã": without a comma the first one submits it
_NOWHERE = sys.maxsize


class Chain:
    """Takes the receivers named in some words one by one, in order of place."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._stops = [hit.start() + 1 for hit in words.find_all(_SENTENCE)]
        self._kept: list[RoleName] = []
        self._new: list[RoleName] = []  # kept, and not yet among the names of earlier sentences
        self._named: set[str] = set()  # who received in earlier sentences
        self._sizes: set[int] = set()
        self._sentence = -1
        self._acting = _NOWHERE  # from where on the sentence tells that one of those acts itself

    def takes(self, item: RoleName) -> bool:
        """Keep a receiver that gets the report itself, and tell whether it does."""
        chained = self._is_chained(item)
        if not chained:
            self._kept.append(item)
            self._new.append(item)
        return not chained

    def _is_chained(self, item: RoleName) -> bool:
        if item.rule == "through":
            return False
        self._enter(bisect_left(self._stops, item.name.start))
        if self._acting <= item.name.start:
            return True
        last = next((other for other in reversed(self._kept) if other.name.end < item.name.start), None)
        if last is None or last.name.start < self._sentence:
            return False
        between = self._words[last.name.end : item.name.start].form
        said = load_pattern(_TABLE, "report_verb").sub(" ", between)
        return _SUBMITS.fullmatch(between) is not None or load_pattern(_TABLE, "chain").search(said) is not None

    def _enter(self, number: int) -> None:
        """Go on to a sentence; who received before may act in it ("gửi Bộ A. Bộ A tổng hợp, báo cáo Chính phủ")."""
        start = self._stops[number - 1] if number else self._words.start
        if start == self._sentence:
            return
        self._sentence = start
        for other in self._new:
            if other.name.end < start:
                name = match_form(other.name.shown)
                self._named.add(name)
                self._sizes.add(len(name))
        self._new = [other for other in self._new if other.name.end >= start]
        self._acting = self._first_acting(
            self._words[start : self._stops[number] if number < len(self._stops) else None]
        )

    def _first_acting(self, sentence: Words) -> int:
        """Return where in a sentence the first clause has told that one who received before acts."""
        place = sentence.start
        for part in sentence.form.split(",") if self._named else ():
            said = part.strip()
            fits = [size for size in self._sizes if said[:size] in self._named]
            if fits:
                return place + len(part) - len(part.lstrip()) + min(fits)
            place += len(part) + 1
        return _NOWHERE
