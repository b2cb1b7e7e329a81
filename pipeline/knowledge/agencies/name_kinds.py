"""Of what kind a name is that the register does not know: `name_kinds.toml`.

"Công ty Cổ phần Cấp nước" is a company, "ông Nguyễn Văn A" a person, "Trưởng đoàn" a post, "ngành giáo dục" a phrase,
"Hội Chơi diều" some body. Rows are tried over the name with its short forms written out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.agencies.names import expand_abbreviation
from pipeline.knowledge.agencies.phrases import load_phrases
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import alternatives, first_rule, load_rules, load_words
from pipeline.text.letters import spell
from pipeline.text.match import match_form

TABLE = "name_kinds"
PERSON = "person"
FIRST = ("hamlet", "company", "named")
"""Groups that are sure before a name's words are read as a group's or as a head's."""
LAST = ("post", "phrase")
_CAPITALISED = spell(r"[{Lu}][\w'’]*")
_PARTS = re.compile(r"\s*[,;(–]\s*|\s+-\s+")
_LEAST, _MOST = 2, 5  # words of a person's name, the family name counted


@lru_cache(maxsize=4096)
def match_kind(name: str, groups: tuple[str, ...]) -> str | None:
    """Return the kind that the first row of some groups gives: "company", "post", "phrase"; None where none holds."""
    whole = expand_abbreviation(name)
    for group in groups:
        found = first_rule(load_rules(TABLE, group), whole)
        if found and (group != "named" or _has_own_name(whole[found[1].end() :])):
            return found[0].gives
    return None


def _has_own_name(rest: str) -> bool:
    """Tell whether words end as a name of their own does: in two capitals ("Hoa Sen"), or with the only word's."""
    words = rest.replace("-", " ").split()
    return bool(words) and all(word[:1].isupper() or word.isdigit() for word in words[-2:])


@lru_cache(maxsize=4096)
def is_body_name(name: str) -> bool:
    """Tell whether a name begins as bodies' names do, goes on, and was not cut: "Hội Chơi diều", not "Sở Y tế và"."""
    whole = expand_abbreviation(name)
    return first_rule(load_rules(TABLE, "body"), whole) is not None and not is_cut(name)


def may_be_cut(name: str) -> bool:
    """Tell whether a name begins as bodies' names do and may have been cut: not "Tổ công tác", a whole word for one."""
    return first_rule(load_rules(TABLE, "body"), expand_abbreviation(name)) is not None


def is_cut(name: str) -> bool:
    """Tell whether a name ends in a word with which none ends: "Sở Nông nghiệp và"."""
    ends = tuple(f" {word}" for word in load_words(TABLE, "dangling"))
    return match_form(name).endswith((*ends, ",", "-"))


def without_title(name: str) -> str:
    """Return a person's name without what stands before it: "ông", "bà", "đồng chí", a rank."""
    hit = _titles().match(match_form(name))
    return name[hit.end() :] if hit else name


@lru_cache(maxsize=4096)
def is_person(name: str) -> bool:
    """Tell whether a name is a person's: a title with capitals behind it, or a family name with one to four more.

    A place ("Hà Nam") and the name of a body ("Đoàn Luật sư") are none.
    """
    bare = without_title(name)
    words = bare.split()
    titled = bare != name
    if not (1 if titled else _LEAST) <= len(words) <= _MOST:
        return False
    if not all(word[:1].isupper() and word.replace("'", "").replace(".", "").isalpha() for word in words):
        return False
    if bare.isupper() and first_rule(load_rules(TABLE, "body"), bare):
        return False
    known = match_form(words[0]) in _surnames() or titled
    return known and not match_kind(bare, LAST) and not load_register().find_territory(bare)


def without_person(name: str) -> str | None:
    """Return the post that a name says beside a person's: "Nguyễn Văn A, Giám đốc Sở Y tế"; None without both.

    A body that bears a person's name ("Trường Lê Lợi") has no post before it.
    """
    parts = [part for part in _PARTS.split(name) if part]
    posts = [part for part in parts if not is_person(part)]
    hit = _last_person().search(name)
    if len(parts) > 1 and posts and len(posts) < len(parts):
        post = ", ".join(posts)
    else:
        post = name[: hit.start()].strip() if hit and is_person(hit[1]) else ""
    return post if post and (strip_post(post) or match_kind(post, LAST) == "post") else None


def strip_post(name: str) -> tuple[str, ...]:
    """Return what is left of a printed name behind the posts at its beginning: "Giám đốc Bệnh viện tỉnh"."""
    form = match_form(name)
    posts = (f"{match_form(phrase.text)} " for phrase in load_phrases("head"))
    return tuple(name[len(post) :] for post in posts if form.startswith(post))


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(load_words(TABLE, 'titles'))}[\s.:]+)+")


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset(map(match_form, load_words("surnames", "all")))


@lru_cache(maxsize=1)
def _last_person() -> re.Pattern[str]:
    """Return the pattern of a person's name at the end of a longer one, over the printed words."""
    names = "|".join(map(re.escape, load_words("surnames", "all")))
    return re.compile(rf"\s((?:{names})(?:\s+{_CAPITALISED}){{1,3}})$")
