"""How one naming follows another: in a list, in its title, at the top again, or anew."""

from __future__ import annotations

import re

from pipeline.extract.citations.mentions import Mention, is_list_joint
from pipeline.extract.citations.ties import changes
from pipeline.extract.citations.ties.cues import match_cue
from pipeline.knowledge.load import load_pattern, load_rules
from pipeline.text.words import Words

_TABLE = "relations"
LONGEST_TITLE = 2_000  # characters behind a naming in which its title is sought
_SENTENCE = re.compile(r"\.\s")
_CLAUSE = re.compile(r"[;.]\s")


def link(words: Words, before: Mention, mention: Mention, *, is_basis: bool) -> tuple[str, str]:
    """Tell how a naming follows the last one ("list", "nested" in its title, "top" again, "changed", "new").

    With the words between them, without a bracket that tells what the issuer is called now ("(nay là tỉnh An Hòa)").
    """
    if mention.start < before.end:
        return "nested", words[before.start : mention.start].form
    between = words[before.end : mention.start].form
    if len(between) > LONGEST_TITLE:
        return "new", between
    former = load_pattern(_TABLE, "former").match(between)
    between = between[former.end() :] if former else between
    if is_list_joint(between):
        return ("top" if ";" in between else "list"), between
    if load_pattern(_TABLE, "next_member").search(between) and not _SENTENCE.search(between):
        return "top", between
    if load_pattern(_TABLE, "beside").match(between) or load_pattern(_TABLE, "together").search(between):
        return "top", between
    if changes.changed_by(between):
        return "changed", between
    if before.rule == "law" and not before.code:
        return "new", between
    if goes_on(between):
        return "list", between
    if _closes_list(between):
        return "top", between
    return ("nested" if is_title(between, is_basis=is_basis) else "new"), between


def is_title(between: str, *, is_basis: bool) -> bool:
    """Tell whether the words between two namings are the first one's title, which the second stands in."""
    tail = between.rsplit(";", 1)[-1].strip()
    if ";" in between and not (is_basis and load_pattern(_TABLE, "basis_title").match(tail)):
        return False
    title = between.replace(";", ",") if is_basis else between
    opens = load_pattern(_TABLE, "title_cue").match(between) is not None
    return opens and load_pattern(_TABLE, "resumes").search(title) is None


def goes_on(between: str) -> bool:
    """Tell whether a list goes on behind the title of its last member ("… về đất đai và ")."""
    return load_pattern(_TABLE, "list_goes_on").search(between) is not None and not _CLAUSE.search(between)


def goes_on_amending(last: Mention, mention: Mention, between: str) -> bool:
    """Tell whether a number goes on with the acts that have changed one: "… bởi Nghị định A; Nghị định B"."""
    return last.rule == mention.rule == "code" and last.type == mention.type and is_list_joint(between)


def _closes_list(between: str) -> bool:
    """Tell whether "và" before a naming leads back from a title of several parts ("về A; B và Văn bản số …")."""
    title, parts, tail = between.rpartition(";")
    opens = parts and load_pattern(_TABLE, "title_cue").match(title) and not _SENTENCE.search(between)
    joins = load_pattern(_TABLE, "and_joins").search(tail)
    return bool(opens and joins and not match_cue(load_rules(_TABLE, "edge"), tail))
