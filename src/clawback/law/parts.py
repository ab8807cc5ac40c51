"""The parts of a legal basis. In every field `unknown` means: not found in any source that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clawback.law.calendar import Calendar
from clawback.law.periods import Period
from clawback.law.words import (
    Actor,
    Extent,
    GoodFaith,
    LaterCredits,
    Method,
    Notice,
    Rule,
    RunsFrom,
    Suspends,
    Unknown,
)

Actors = tuple[Actor, ...] | Unknown
Nothing = Literal["none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """For which sums, and how soon, a basis may be used.

    `least` is the smallest sum and `below` the first that is too large, decimal texts in `currency` (ISO 4217), or
    None. `within` is the time after the reported transfer settled in which the basis must be asked for, or None.
    """

    currency: str | None
    least: str | None
    below: str | None
    within: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRule:
    """Whether the holder (on a victim's own account: the victim) is told, and how soon.

    `within` runs from the placing; `at-once` leaves no time. `delay` is how long a notice is `delayed`, `ordered` where
    an order says; `delay_by` are those who may order a required notice to wait.
    """

    rule: Notice
    within: Period | Literal["at-once"] | Unknown
    delay: Period | Literal["ordered"] | Unknown | None
    delay_by: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRule:
    """A holder's way to have the measure looked at again.

    `to` decides; `made_within` runs from the notice (`any-time`: no end); `decided_within` from the objection
    (`promptly`: at once, without a number). `suspends` is what rests until it is decided: the `return` of what is held,
    or the `hold` itself, its return too. `further` says where one goes after that. `facts` are the rows that this part
    alone rests on; they may be weaker than the basis' own.
    """

    to: Actors
    made_within: Period | Literal["any-time"] | Unknown
    decided_within: Period | Literal["promptly"] | Unknown
    suspends: Suspends | Literal[False] | Unknown
    further: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyRule:
    """One analyst may send the first hold on the reported account; it lapses unless confirmed in time.

    `confirm_within` runs from the sending; `per_day` is how many such holds one analyst may send in a day, unconfirmed
    ones counted.
    """

    confirm_within: Period
    per_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTerms:
    """How long money stays, how much of it, and who lets it go.

    `first`, each `renewal` and `total` are the longest that is allowed; `stated` means that the law sets none and the
    order must. `total` counts from where the first period began; `uncapped` is a law without a limit, while `unknown`
    allows the first period and no renewal. `follows` names the bases one of which must be in force just before.
    `per_account` is how often one account, or one credit, may be held; None: a credit once, an account without limit.
    """

    extent: Extent
    first: Period | Literal["stated"] | Unknown
    renewal: Period | Literal["stated"] | Nothing | Unknown
    renewals: int | Literal["uncapped"] | Unknown
    renewed_by: Actors
    total: Period | Literal["uncapped"] | Unknown
    calendar: Calendar
    runs_from: RunsFrom
    follows: tuple[str, ...]
    per_account: int | None
    rule: Rule
    later_credits: LaterCredits
    good_faith: GoodFaith
    protected: tuple[str, ...] | Unknown
    released_by: Actors
    emergency: EmergencyRule | Nothing | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTerms:
    """How held money goes back.

    `methods` are those allowed; `rule` the allocation rule behind `traced`. `public_notice` is how long others may come
    forward before money is paid; `notice_for` says whether it is due `always`, where money divides in `proportion`, or
    never. `pay_within` runs from the plan's approval or the victim's report, from the approval where that is unknown.
    `late_claims` and `remainder` say what becomes of who comes late and of what is over.
    """

    methods: tuple[Method, ...] | Unknown
    rule: Rule
    public_notice: Period | Nothing | Unknown
    notice_for: Literal["always", "proportion"] | Nothing | Unknown
    pay_within: Period | Unknown
    pay_from: Literal["approval", "report"] | Unknown
    calendar: Calendar
    late_claims: Literal["new-round", "same-round", "refused", "unknown"]
    remainder: Literal["stays", "forfeited", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingTerms:
    """What may be told under a gateway, and for what alone.

    `voluntary`: the one asked may refuse. `purposes` are the only ones; what is shared names one of them.
    """

    voluntary: bool | Unknown
    purposes: tuple[str, ...]
    limits: str
