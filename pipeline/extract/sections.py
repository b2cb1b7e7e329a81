"""What the headings of a body announce, inherited downwards: which parts set tasks, which only speak."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.extract.annex_kinds import STANDING, annex_ends, is_form, rules_before
from pipeline.extract.assigning import (
    ASSIGNED,
    NONE,
    concludes,
    gives_means,
    gives_work,
    how_directs,
    only_assesses,
    ordered_in_article,
    orders_at_end,
    tells_whom,
)
from pipeline.knowledge.agency_grammar import load_grammar
from pipeline.knowledge.load import load_pattern, load_rules
from pipeline.model import Annex, Body, Item, ItemStyle, Outline, Section
from pipeline.text.match import match_form, squeeze

TASK_ROLES = frozenset({"tasks", "organisation", "assignment"})
_BASIS = frozenset({"basis"})
_MARK_LENGTH = 14  # characters in which the number of an item stands
_FORM = "form"  # a paper to be filled in: nothing in it is said by who issues it
_DISPATCH = "CV"
_LONG_HEADING = 260
_LONGEST_LEAD_IN = 700  # characters of a matter before the colon, which the paragraph below it answers
_LONGEST_TITLE = 300  # characters of a heading that are kept
_SHORT_HEADING = 70
_OPENING = 26  # characters that must name a part where the heading stands among tasks
_TEXT_LABEL = re.compile(r"([^.:;]{3,60}):")
_NEITHER = frozenset({"scope", "criteria", "funding", "situation", "purpose"})  # articles that set no tasks
_NO_WORK = frozenset({"purpose", "scope"})  # what a label of these tells is no work, wherever it stands
_PETITION = "petition"  # what a report asks its superior to have done
_REQUIRED = "requirement"  # under requirements only what names who is to act is work
_SOFT = frozenset({"scope", "situation"})  # mixed headings under which a sub-heading may still set tasks


@dataclass(slots=True)
class RoleMap:
    """The roles of items by the offset at which they start, and the sections that headings open."""

    roles: dict[int, str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)

    def role(self, item: Item) -> str:
        """Return the role of an item (tasks, organisation, purpose, funding, …); `unknown` where nothing told it."""
        return self.roles.get(item.start, "unknown")

    def directs(self, line_start: int) -> bool:
        """Tell whether the line that begins at an offset (its number included) stands where tasks are set."""
        return self._stands_in(line_start, TASK_ROLES)

    def rests(self, line_start: int) -> bool:
        """Tell whether the line that begins at an offset stands where the legal basis is listed."""
        return self._stands_in(line_start, _BASIS)

    def _stands_in(self, line_start: int, roles: frozenset[str]) -> bool:
        return not roles.isdisjoint(map(self.roles.get, range(line_start, line_start + _MARK_LENGTH)))


def find_roles(outline: Outline) -> RoleMap:
    """Find the roles of all items of a document and its annexes."""
    found = RoleMap()
    kind = STANDING if _is_standing(outline) else outline.type
    how = how_directs(outline.type)
    _walk(outline, outline.body, found, kind, _start_role(outline, outline.body, kind), "")
    ends = annex_ends(outline)
    for annex, rules in zip(outline.annexes, rules_before(outline), strict=True):
        own = annex.type or (outline.type if how == ASSIGNED else rules)
        if own is None and any(item.style is ItemStyle.ARTICLE for item in _articles(annex.body.items)):
            own = STANDING
        start = _start_role(outline, annex.body, own) if own else "tasks"
        if is_form(outline, annex, ends):
            start = _FORM
        _walk(outline, annex.body, found, own, start, annex.label)
        _note_annex(outline, annex, found)
    return found


def _is_standing(outline: Outline) -> bool:
    """Tell whether a decision or resolution states standing rules itself: scope, meaning of words, functions."""
    if how_directs(outline.type) not in ("articles", "all"):
        return False
    articles = _articles(outline.body.items)
    return any(outline.words(item).match(load_pattern("sections", "standing")) for item in articles)


def _articles(items: tuple[Item, ...]) -> list[Item]:
    """Return the articles of a paper in order, those in chapters and sections of chapters too."""
    found: list[Item] = []
    for item in items:
        found += [item] if item.style is ItemStyle.ARTICLE else _articles(item.children)
    return found


def _start_role(outline: Outline, body: Body, kind: str | None) -> str:
    """Return the role of what stands under no heading; a lead-in of minutes may announce what was agreed."""
    if body.preamble and concludes(outline.words(body.preamble[-1]).rstrip(), kind):
        return "assignment"
    if body.preamble and ((kind == _DISPATCH and _reports(outline, body)) or _is_asked(outline, body)):
        return "rules"
    return {"all": "tasks", "sections": "unknown"}.get(how_directs(kind), "rules")


def _reports(outline: Outline, body: Body) -> bool:
    """Tell whether a letter only reports or explains ("Sở Y tế kính báo cáo UBND tỉnh như sau:")."""
    return outline.words(body.preamble[-1]).rstrip().search(load_pattern("sections", "reports")) is not None


def _is_asked(outline: Outline, body: Body) -> bool:
    """Tell whether what follows is what citizens ask for ("… khiếu nại …, với các yêu cầu:")."""
    return outline.words(body.preamble[-1]).rstrip().search(load_pattern("sections", "asked")) is not None


def _walk(outline: Outline, body: Body, found: RoleMap, kind: str | None, start: str, label: str) -> None:
    for item in body.items:
        _assign(outline, item, start, found, kind, label)
    if how_directs(kind) in ("organisation", ASSIGNED):
        _keep_last_part(outline, body, found)


def _keep_last_part(outline: Outline, body: Body, found: RoleMap) -> None:
    """Of standing rules only the last part organises how they are carried out: before other rules a duty is one."""
    articles = _articles(body.items)
    last = [found.role(item) == "organisation" or _may_follow(outline, item, found) for item in articles]
    kept = next((place for place in range(len(last), 0, -1) if not last[place - 1]), 0)
    for item in (*articles[:kept], *_in_earlier_chapters(body, found)):
        _unset(item, found)


def _in_earlier_chapters(body: Body, found: RoleMap) -> list[Item]:
    """Return the articles of chapters that are neither the last nor on organisation: duties there are the rules."""
    chapters = [item for item in body.items if item.style in (ItemStyle.PART, ItemStyle.CHAPTER)]
    earlier = [chapter for chapter in chapters[:-1] if found.role(chapter) not in ("organisation", "effect")]
    return [article for chapter in earlier for article in _articles(chapter.children)]


def _may_follow(outline: Outline, item: Item, found: RoleMap) -> bool:
    if found.role(item) in ("effect", "assignment", "funding"):
        return True
    return outline.words(item).match(load_pattern("sections", "final")) is not None


def _unset(item: Item, found: RoleMap) -> None:
    if found.role(item) == "organisation":
        found.roles[item.start] = "rules"
    for child in item.children:
        _unset(child, found)


def _assign(outline: Outline, item: Item, above: str, found: RoleMap, kind: str | None, label: str) -> None:
    words = outline.words(item)
    if above == _REQUIRED:
        role = "assignment" if tells_whom(words) else "purpose"
    elif above == _FORM or (kind == _DISPATCH and words.match(load_pattern("sections", "outline"))):
        role = _FORM
    elif (
        (gives_work(words, kind) and above != _PETITION)
        or orders_at_end(item, words, above, kind)
        or ordered_in_article(words, above, kind)
        or (above == "funding" and gives_means(item, words, kind))
        or (is_heading(outline, item) and concludes(words, kind))
    ):
        role = "assignment"
    else:
        role = _item_role(outline, item, above, how_directs(kind))
    found.roles[item.start] = role
    if is_heading(outline, item):
        path = f"{label}.{item.path}" if label and item.path else item.path
        place = outline.parsed.block_at(item.start)
        title = squeeze(outline.printed(item))[:_LONGEST_TITLE]
        found.sections.append(Section(path, role, title, item.start, _last_end(item), place.page if place else None))
    below = "tasks" if role == "situation" and _sets_below(outline, item, kind) else role
    if requires(outline, item, role, kind):
        below = _REQUIRED
    elif item.children and how_directs(kind) == ASSIGNED and words.match(load_pattern("sections", "petition")):
        below = _PETITION
    elif item.children and how_directs(kind) == "all" and only_assesses(words):
        below = "rules"
    for child in item.children:
        _assign(outline, child, below, found, kind, label)


def _sets_below(outline: Outline, item: Item, kind: str | None) -> bool:
    """Tell whether a part on the situation ends in setting the work that its items list."""
    if how_directs(kind) not in ("all", "sections") or not item.paragraphs:
        return False
    return outline.words(item.paragraphs[-1]).search(load_pattern("sections", "sets")) is not None


def requires(outline: Outline, item: Item, role: str, kind: str | None) -> bool:
    """Tell whether a heading of a directing paper announces requirements, among which may be work."""
    words = outline.words(item)
    return (
        role == "purpose"
        and how_directs(kind) == "all"
        and words.search(load_pattern("sections", "required")) is not None
    )


def _last_end(item: Item) -> int:
    ends = [item.end, *(span.end for span in item.paragraphs), *(_last_end(child) for child in item.children)]
    return max(ends)


def is_heading(outline: Outline, item: Item) -> bool:
    """Tell whether an item only announces what stands under it."""
    if item.children:
        return True
    words = outline.printed(item).rstrip()
    answered = words.endswith(":") and len(item.paragraphs) == 1
    longest = _LONGEST_LEAD_IN if answered else _LONG_HEADING
    return has_text(outline, item) and len(words) < longest and not words.endswith((".", ";"))


def has_text(outline: Outline, item: Item) -> bool:
    """Tell whether a paragraph of its own stands below an item, the sentence that ends the paper not counted."""
    return any(not outline.words(span).match(load_pattern("layout", "ended")) for span in item.paragraphs)


def _item_role(outline: Outline, item: Item, above: str, directs: str) -> str:
    if not (
        is_heading(outline, item)
        or _holds_only_labels(outline, item)
        or item.style in (ItemStyle.ARTICLE, ItemStyle.ROMAN)
    ):
        return _text_role(outline, item, above)
    heading = squeeze(outline.printed(item))
    if item.style is ItemStyle.ARTICLE and not item.children and directs in ("articles", "all"):
        return _plain_article(heading, above, has_text(outline, item))
    if item.style is ItemStyle.ARTICLE and load_pattern("sections", "article").search(match_form(heading)):
        return "criteria"
    roles = heading_roles(heading[:_LONG_HEADING])
    if not roles:
        return "rules" if item.style is ItemStyle.ARTICLE and directs == "all" else above
    if above in TASK_ROLES and roles[0] not in TASK_ROLES and not _announces(heading):
        return above
    if above == "effect" and item.style is ItemStyle.ARTICLE and "effect" not in roles:
        return _chosen(roles, "rules", directs, item)
    if above in TASK_ROLES or above in ("unknown", "rules", "soft"):
        return _chosen(roles, above, directs, item)
    return "basis" if roles[0] == "basis" else above


def _holds_only_labels(outline: Outline, item: Item) -> bool:
    """Tell whether below a heading stand but labelled lines ("1. Thời gian, địa điểm", "- Thời gian: ngày 12/3")."""
    words = outline.printed(item).rstrip()
    return bool(item.attributes) and len(words) < _SHORT_HEADING and not words.endswith((".", ";"))


def _announces(heading: str) -> bool:
    """Tell whether a heading inside a section of tasks only names a part of it ("Mục tiêu", "Kinh phí thực hiện")."""
    found = _announced(heading[:_OPENING]) if len(heading) < _SHORT_HEADING else []
    if not found:
        return False
    start, role = found[0]
    return role == "funding" or start == 0 or not _begins_with_verb(heading)


def _begins_with_verb(heading: str) -> bool:
    """Tell whether a heading orders something ("Hỗ trợ đối tượng yếu thế"): what its verb governs announces no part."""
    verb = load_grammar().stop.match(match_form(heading))
    return verb is not None and " " in verb.group()


def _plain_article(heading: str, above: str, texted: bool) -> str:
    """An article of one sentence sets a task only when it gives an order ("Điều 2. Giao Sở X …").

    Below a short heading its paragraphs do ("Điều 2. Tổ chức thực hiện").
    """
    form = match_form(heading)
    if "effect" in heading_roles(heading):
        return "effect"
    if texted and len(heading) < _SHORT_HEADING and heading_roles(heading)[:1] in (["organisation"], ["assignment"]):
        return "organisation"
    given = load_pattern("roles", "lead").search(form) or load_pattern("sections", "duty").search(form)
    return "tasks" if given else "rules"


def _text_role(outline: Outline, item: Item, above: str) -> str:
    """A short labelled text item ("1. Phạm vi: …") may leave the role of its heading."""
    hit = _TEXT_LABEL.match(outline.printed(item))
    roles = heading_roles(hit.group(1)) if hit and item.style is not ItemStyle.DASH else []
    if hit and roles and roles[0] in _NO_WORK and _announced(hit.group(1))[0][0] == 0:
        return roles[0]
    if roles and roles[0] not in TASK_ROLES and above in ("soft", "unknown"):
        return roles[0]
    return above


def _chosen(roles: list[str], above: str, directs: str, item: Item) -> str:
    first = roles[0]
    if directs in ("organisation", ASSIGNED, NONE):
        if "effect" in roles:
            return "effect"
        if not TASK_ROLES & set(roles):
            return roles[0]
        return "organisation" if roles[0] == "organisation" and directs != NONE else above
    if directs in ("articles", "all") and item.style is ItemStyle.ARTICLE:
        return _article_role(roles)
    if first in TASK_ROLES:
        return first
    if set(roles) & TASK_ROLES and first in _SOFT:
        return "soft"  # its sub-headings decide, the rest is not directing
    if set(roles) & TASK_ROLES and first == "purpose":
        return "unknown"
    return first


def _article_role(roles: list[str]) -> str:
    if "effect" in roles:
        return "effect"
    if roles[0] in _NEITHER and len(set(roles) & TASK_ROLES) < 2:
        return roles[0]
    return next((role for role in roles if role in TASK_ROLES), roles[0])


def heading_roles(heading: str) -> list[str]:
    """Return the roles that a heading announces, in the order in which they stand."""
    return [role for _, role in _announced(heading)]


def _announced(heading: str) -> list[tuple[int, str]]:
    form = match_form(heading)
    found = ((rule.pattern.search(form), rule.gives) for rule in load_rules("sections", "heading"))
    return sorted((hit.start(), role) for hit, role in found if hit)


def _note_annex(outline: Outline, annex: Annex, found: RoleMap) -> None:
    if not annex.title:
        return
    start, end = annex.title[0].start, annex.title[-1].end
    title = squeeze(outline.parsed.text[start:end])[:_LONGEST_TITLE]
    page = outline.parsed.block_at(start)
    found.sections.append(Section(annex.label, "annex", title, start, end, page.page if page else None))
