"""The body above the issuer, and what an issuer's name takes over from it: "VĂN PHÒNG" under "UBND TỈNH X"."""

from __future__ import annotations

from pipeline.extract.agencies.home import Home, bare_name
from pipeline.extract.header.masthead import Found
from pipeline.extract.header.written_names import canonical_name
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.confidence import how_sure
from pipeline.knowledge.load import load_map, load_pattern, load_words
from pipeline.model import Outline
from pipeline.text.match import match_form, squeeze


def shown(key: str) -> str:
    """Return a word with which names are made up."""
    return load_map("bodies", "shown")[key]


def of_superior(name: str, bodies: list[Found], outline: Outline, home: Home) -> str:
    """Return the name of the lowest body with what the one above it adds: whose organ it is, or of what territory."""
    if len(bodies) < 2:
        return name
    above = canonical_name(bodies[-2].name, outline, home)
    if load_pattern("bodies", "central_party").match(match_form(bodies[-2].name)):
        return _of_the_centre(name)
    own = match_form(squeeze(bodies[-1].name)).strip("*_ .,")
    if own in load_words("positions", "inner_organs"):
        return f"{name if match_form(name) == own else own.capitalize()} {above}"
    form = match_form(name)
    if load_pattern("bodies", "team").match(form):
        of = " của" if load_pattern("bodies", "team_of").search(outline.whole.form) else ""
        return f"{name}{of} {above}"
    if load_pattern("bodies", "board").match(_without(name, home.province, own)):
        return _of_territory(_lower_board(name, above, home), above, home, own)
    return _completed(name, above)


def _of_the_centre(name: str) -> str:
    """Return the name of an organ of the Central Committee: "Ban Tổ chức Trung ương", "Văn phòng Trung ương Đảng"."""
    form = match_form(name)
    if form == match_form(shown("office")):
        return f"{name} {shown('central_party')}"
    organ = form in load_words("positions", "inner_organs") and "trung ương" not in form
    return f"{name} {shown('centre')}" if organ else name


def _completed(name: str, above: str) -> str:
    """Return a name that ends as the body above it begins in full ("Văn phòng UBND" of "UBND tỉnh X")."""
    words, superior = name.split(), above.split()
    for size in range(min(len(words), len(superior)) - 1, 0, -1):
        if match_form(" ".join(words[-size:])) == match_form(" ".join(superior[:size])):
            return " ".join([*words, *superior[size:]])
    return name


def _without(name: str, province: str | None, printed: str) -> str:
    """Return a board's match form without the province that it does not print."""
    form = match_form(name)
    tail = match_form(f" {province}")
    return form.removesuffix(tail) if province and match_form(bare_name(province)) not in printed else form


def _of_territory(name: str, above: str, home: Home, printed: str) -> str:
    """Return a board's name with the territory of the committee above it, or with that committee of the Party."""
    if _ends_in_territory(printed):
        return name
    if load_pattern("bodies", "party").match(match_form(above)):
        bare = name.removesuffix(f" {home.province}") if home.province else name
        return f"{bare} {above}"
    hit = load_pattern("bodies", "territory_tail").search(match_form(above))
    return (
        f"{name} {above[hit.start() :]}" if hit and match_form(above)[hit.start() :] not in match_form(name) else name
    )


def _ends_in_territory(form: str) -> bool:
    """Tell whether a name ends in that of a place without its unit word ("TRUNG TÂM Y TẾ MAI CHÂU")."""
    words = form.split()
    return any(load_register().find_territory(" ".join(words[-size:])) for size in (4, 3, 2) if len(words) > size)


def _lower_board(name: str, above: str, home: Home) -> str:
    """A board under a district's or commune's committee does not bear the name of the province."""
    if not home.province or not name.endswith(f" {home.province}"):
        return name
    superior = match_form(above)
    lower = load_pattern("bodies", "territory_tail").search(superior) and match_form(home.province) not in superior
    return name.removesuffix(f" {home.province}") if lower else name


def find_parent(bodies: list[Found], issuer: Found, outline: Outline, home: Home) -> Found | None:
    """Return the body printed above the issuer, or the one that a provincial office or lower committee implies."""
    if len(bodies) > 1:
        above = bodies[-2]
        if load_pattern("bodies", "central_party").match(match_form(above.name)):
            return Found(shown("centre_committee"), above.span, "masthead", how_sure("superior"))
        return Found(canonical_name(above.name, outline, home), above.span, "masthead", how_sure("superior"))
    form = match_form(issuer.name)
    if load_pattern("bodies", "provincial").match(form) and home.province:
        name = f"{shown('people_committee')} {home.province}"
        return Found(name, issuer.span, "implied", how_sure("implied_committee"))
    if load_pattern("bodies", "district_committee").search(form):
        committee = shown("province_committee")
        name = f"{committee} {bare_name(home.province)}" if home.province else committee
        return Found(name, issuer.span, "implied", how_sure("implied_party_committee"))
    return None
