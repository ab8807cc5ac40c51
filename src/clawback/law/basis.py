"""A legal basis: one rule of law, dated and cited, under which a hold, a return or a question is made."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from clawback.law.parts import (
    Actors,
    HoldTerms,
    NoticeRule,
    ObjectionRule,
    ReturnTerms,
    SharingTerms,
    Threshold,
)
from clawback.law.periods import Period
from clawback.law.words import UNKNOWN, Action, Content, Dated, Side, Unknown

__all__ = ["DEMO", "Basis"]

DEMO = "demo"
"""The jurisdiction whose law is invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One dated entry of a profile; whole by itself, so that a hold can keep the basis of the day it was placed.

    It is in force from `valid_from` to `valid_to`, both days included; an unknown first day is never in force.
    `verified` says that the text of every fact it cites was read. `facts` are ids of `facts.toml`, `source` where
    those were read. `ordered_by` decides, `asked_by` may ask for it, `done_by` carries it out; `on` says whose account.
    `least` is the least amount that is worth a hold: a decimal text of the main unit of any currency;
    `emergency_period` the longest that money is held for a claim which nobody but the victim, or the creditor's agent,
    bears out. `hold`, `returns` and `sharing` are there for the actions that need them.
    """

    jurisdiction: str
    id: str
    action: Action
    name: str
    law: str
    article: str
    facts: tuple[str, ...]
    source: tuple[str, ...]
    verified: bool
    valid_from: date | Unknown
    valid_to: date | None
    dated: Dated
    ordered_by: Actors
    asked_by: Actors
    done_by: Actors
    on: Side
    minimum_content: tuple[Content, ...] | Unknown
    threshold: Threshold | Unknown | None
    notice: NoticeRule
    objection: ObjectionRule
    hold: HoldTerms | None
    returns: ReturnTerms | None
    sharing: SharingTerms | None
    note: str
    zone: str
    least: str
    emergency_period: Period

    @property
    def is_demo(self) -> bool:
        return self.jurisdiction == DEMO

    @property
    def citation(self) -> str:
        """The law and its article, as an answer names them."""
        return f"{self.law}, {'article unknown' if self.article == UNKNOWN else self.article}"

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over everything that the entry says: counsel activates this text and no other."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()

    def is_in_force(self, on: date) -> bool:
        if not isinstance(self.valid_from, date):
            return False
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
