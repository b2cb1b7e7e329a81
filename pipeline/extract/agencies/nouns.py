"""What it takes to resolve a name of an agency, and what comes out: context, rules, resolution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.knowledge.agencies.register import Agency
from pipeline.knowledge.agencies.territories import Territory

RULES = {  # rule -> how sure it is
    "national": 1.0,  # a body there is one of: "Bộ Tài chính"
    "full_name": 1.0,  # the name says its territory: "UBND tỉnh Tây Ninh"
    "context": 0.95,  # the issuer's territory completes it: "UBND tỉnh", "Sở KH&CN"
    "head_of": 0.9,  # a person stands for the body: "Giám đốc Sở Y tế"
    "own_name": 0.9,  # the issuer's short name for itself: "Sở", "Ban Chỉ đạo"
    "group": 0.9,  # a class of agencies named together
    "expired_name": 0.8,  # the body had ended (or changed its name) by then; `successors` say who followed
    "early_name": 0.7,  # the body did not exist yet on that day
    "undated": 0.7,  # several periods of one body, and no date to choose: the latest
    "regional": 0.85,  # an office of a central body for a region: "Kho bạc Nhà nước khu vực XV"
    "inner_unit": 0.8,  # a unit of the issuing body: "Phòng Kế hoạch", "Văn phòng Sở"
    "local_unit": 0.6,  # a named unit of the issuer's territory that no table knows
    "unlisted": 0.5,  # a body of a territory that no table lists: "UBND huyện Bình Xa"
    "group_other": 0.5,  # a plural that no row of the groups describes
    "mistyped": 0.6,  # a slip of the pen in the name of exactly one body: "Sở Sây dựng"
    "cut_name": 0.6,  # the beginning of the name of exactly one body, cut by a line: "Sở Nông nghiệp và"
    "company": 0.8,  # a firm, a cooperative, a bank: no body of the State
    "person": 0.8,  # a person by name; the id does not tell who
    "post": 0.7,  # a post that says of no body: "Trưởng đoàn"
    "phrase": 0.6,  # words that name no one: "đơn vị được giao", "ngành giáo dục"
    "ambiguous": 0.0,  # several bodies; they are in `candidates`
    "no_territory": 0.0,  # a body that every territory has, and no territory known
    "unknown": 0.0,
}
NO_BODIES = frozenset({"unknown", "person", "post", "phrase"})
"""Rules whose names are not known to be a body's or a firm's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a name can mean, and the rule that found it."""

    agency: Agency
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """Who writes and when: all that a short name needs to be understood. Made by `make_context`."""

    issuer: str | None = None  # id in the register
    issuer_name: str | None = None
    kind: str | None = None
    territories: tuple[str, ...] = ()  # of the issuer, from below: quang-ngai/tx-duc-pho, quang-ngai
    day: date | None = None

    def is_near(self, territory: Territory) -> bool:
        """Say whether a territory is one of the writer's or lies in one of them."""
        return any(territory.id == area or territory.id.startswith(f"{area}/") for area in self.territories)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which agency a name means: its id and canonical name, or None and the printed name."""

    agency: str | None
    name: str
    rule: str
    confidence: float
    successors: tuple[str, ...] = ()  # of an expired name: who stands for it on the document's day
    candidates: tuple[str, ...] = ()  # of an ambiguous name


def make_none(name: str, rule: str) -> Resolution:
    """Return the answer that no agency is meant for certain, and why."""
    return Resolution(None, name, rule, RULES[rule])
