"""Names of bodies as one writes them: out of the capitals of a masthead, spelled out, with their territory."""

from __future__ import annotations

import re

from pipeline.extract.agencies.home import Home
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import first_rule, load_map, load_pattern, load_rules, load_words
from pipeline.knowledge.syllables import is_syllable
from pipeline.model import Outline
from pipeline.text.fold import fold
from pipeline.text.letters import spell
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Words

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SLOT = re.compile(r"\s*\{.*")
_VOWEL = re.compile("[aeiouy]")
_UNIT = "(?:huyện|quận|thị xã|thành phố|tỉnh)"
_PROPER = spell(r"[{Lu}][\w'’]*(?:[ -]+[{Lu}][\w'’]*){0,4}")
_ABBREVIATION = re.compile(r"\b[A-ZĐ]{3,}\b")


def canonical_name(name: str, outline: Outline, home: Home) -> str:
    """Return a body's name as one writes it: "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" gives "UBND tỉnh Đắk Lắk"."""
    words = _as_spelled(squeeze(_BRACKETS.sub("", name)).strip("*_ .,"), outline)
    if words.isupper() or words.upper() == words:
        words = _with_capitals(words, outline, home)
    words = _spelled_out(_shortened(words))
    if home.province and load_pattern("bodies", "joint_body").match(match_form(words)):
        return words if home.province.lower() in words.lower() else f"{words} {home.province}"
    return home.expand(words)


def with_higher_levels(name: str, above: str, outline: Outline) -> str:
    """Return a commune's body with the levels above it that its text spells out ("xã Yên Mô, tỉnh Ninh Bình").

    Where its text says none, the district whose committee stands above it in the masthead.
    """
    hit = load_pattern("bodies", "commune_tail").search(match_form(name))
    if hit is None or "," in name[hit.start() :]:
        return name
    commune = re.escape(hit.group()).replace(r"\ ", r"\s+")
    found = re.search(rf"\b(?i:{commune})(?P<levels>(?:,\s+{_UNIT}\s+{_PROPER}){{1,2}})", outline.whole.text)
    return f"{name}{squeeze(found['levels'])}" if found else f"{name}{_of_district(above)}"


def _of_district(above: str) -> str:
    """Return ", huyện Yên Thế" for the district whose committee a masthead prints above a commune's."""
    form = match_form(above)
    hit = load_pattern("bodies", "party_committee").match(form)
    if hit and hit["head"] in load_words("bodies", "district_heads"):
        return f", {load_map('bodies', 'committees')[hit['head']]}{above[hit.end() :]}"
    office = load_pattern("bodies", "district_tail").search(form)
    return f", {above[office.start() :]}" if office else ""


def _as_spelled(name: str, outline: Outline) -> str:
    """Return a school's name in full where its text spells out what the masthead shortens ("TRƯỜNG ĐH AN HÒA")."""
    spelled = load_map("bodies", "school_words")
    words = name.split()
    if not set(words) & set(spelled):
        return name
    full = " ".join(spelled.get(word, word) for word in words)
    pattern = re.compile(re.escape(match_form(full)).replace(r"\ ", r"\s+"))
    return full.upper() if outline.whole.search(pattern) else name


def _shortened(words: str) -> str:
    """Write "Ủy ban nhân dân" and "Hội đồng nhân dân" short, also behind their chairman."""
    found = first_rule(load_rules("bodies", "short"), words)
    if not found:
        return words
    rule, hit = found
    chair = words[: hit.end("chair")] if hit["chair"] else ""
    return f"{chair[:1].upper()}{chair[1:]}{rule.gives}{words[hit.end() :]}"


def _spelled_out(words: str) -> str:
    """Return the register's name of an office that is written short ("Sở KH&CN")."""
    if "&" not in words and not _ABBREVIATION.search(words):
        return words
    if load_pattern("bodies", "shortened").match(match_form(words)):
        return words
    known = load_register().by_name(words)
    if not known:
        return words
    return _filled(known[0].pattern, match_form(words)) if known[0].pattern else known[0].name


def _with_capitals(words: str, outline: Outline, home: Home) -> str:
    """Give a name in capitals its usual letters: as the body writes it, or by the register, or plainly."""
    form = match_form(words)
    printed = _printed_in_body(form, outline.whole)
    if printed:
        return printed
    joint = load_pattern("bodies", "joint_line").search(form)
    if joint:
        first, rest = words[: joint.start()], words[joint.end() :]
        between = joint.group() if joint.group().strip() == "," else " - "
        return f"{_with_capitals(first, outline, home)}{between}{_with_capitals(rest, outline, home)}"
    known = load_register().by_name(words)
    if known and known[0].pattern:
        return _filled(known[0].pattern, form)
    if known:
        return known[0].name
    plain = " ".join(word if _is_abbreviation(word) else word.lower() for word in words.split(" "))
    for place in (home.province, home.district, home.commune):
        if place and match_form(place) in form:
            plain = plain.replace(place.lower(), place)
    return plain[:1].upper() + plain[1:]


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word in capitals is one of initials ("PCGD", "XMC,"), no syllable."""
    letters = word.strip(",.;()")
    return len(letters) > 1 and letters.isalpha() and not is_syllable(letters) and not _VOWEL.search(fold(letters))


def _printed_in_body(form: str, whole: Words) -> str | None:
    """Return the first place of a text where a name stands with a capital but not in capitals."""
    pattern = re.compile(re.escape(form).replace(r"\ ", r"\s+"))
    for hit in whole.find_all(pattern):
        raw = squeeze(whole[slice(*hit.span())].text)
        if not raw.isupper() and raw[0].isupper():
            return raw
        if _ends_in_capitals(raw):
            return raw[:1].upper() + raw[1:]
    return None


def _ends_in_capitals(words: str) -> bool:
    """Tell whether a name in running text has a small first word and a name of its own ("trường Đại học An Hòa")."""
    return words[:1].islower() and all(word[:1].isupper() for word in words.split()[-2:])


def _filled(pattern: str, form: str) -> str:
    """Return a pattern of the register with the territory of a printed name, or its bare unit word."""
    return _SLOT.sub("", pattern) + (_territory_tail(form) or _bare_unit(form))


def _bare_unit(form: str) -> str:
    """Return the unit word at the end of a name that leaves its territory unsaid ("ĐẢNG ỦY UBND TỈNH")."""
    hit = load_pattern("bodies", "unit_at_end").search(form)
    return f" {hit['unit']}" if hit else ""


def _territory_tail(form: str) -> str:
    hit = load_pattern("bodies", "territory_tail").search(form)
    if not hit:
        return ""
    found = load_register().find_territory(hit.group())
    name = found[0].bare if found else hit["name"].title()
    return f" {hit['unit']} {name}"
