"""A jurisdiction: its bases, and what is done where its law says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.law.basis import DEMO, Basis
from clawback.law.periods import Period
from clawback.law.words import NextStep, Refusal, Unknown
from clawback.money import Currency, parse_amount

__all__ = ["House", "Profile", "least_units"]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is done where the law says nothing; a profile may say otherwise.

    `least` is the least amount that is proposed for a hold, a decimal text of the main unit of any currency.
    `emergency_period` is the longest that money is held for a claim that its debtor's agent did not confirm.
    `provisional_period` is how long a hold lasts that a peer of the federation places as a trace passes, unless an
    approver confirms it; always of hours.
    `release_confirmed_within` is the time an agent has to confirm a release, `objection_decided_within` the time for an
    objection whose basis gives no number, `surplus_decided_within` that for a surplus after a cap fell.
    `pseudonym_keys` is when the keys of counterparties that no part reaches are destroyed. How long is kept, `unknown`
    until the law is known and for as long as the case: `identities` people's identities after the case;
    `statement_entries` the references of entries that no part reaches, after the case; `holders_words` what holders
    said against a hold, after it; `openings` who opened what, and searched.
    `next_step` has one step for each refusal.
    """

    least: str
    emergency_period: Period
    provisional_period: Period
    release_confirmed_within: Period
    objection_decided_within: Period
    surplus_decided_within: Period
    pseudonym_keys: Period
    identities: Period | Unknown
    statement_entries: Period | Unknown
    holders_words: Period | Unknown
    openings: Period | Unknown
    next_step: Mapping[Refusal, NextStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The law of one jurisdiction, by its file's name (ISO 3166-1 in small letters, `eu` or `demo`).

    `country` is whose working days count, `zone` the IANA time zone in which its days are counted; `unknown` where it
    has none of its own. `bases` stand in the file's order; one id may have several, at different times.
    """

    jurisdiction: str
    name: str
    country: str
    zone: str
    house: House
    bases: tuple[Basis, ...]

    @property
    def is_demo(self) -> bool:
        return self.jurisdiction == DEMO

    def ids(self) -> tuple[str, ...]:
        """Every id of a basis, once, in order."""
        return tuple(dict.fromkeys(basis.id for basis in self.bases))


def least_units(least: str, currency: Currency) -> int:
    """The least amount in minor units of `currency`: 10.00 is 1000 of EUR and 10 of JPY, at least one unit."""
    whole, _, fraction = least.partition(".")
    return max(1, parse_amount(f"{whole}.{fraction[: currency.decimals] or '0'}", currency))
