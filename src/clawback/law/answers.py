"""What the engine answers: allowed, or refused by a named reason, and the article either rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from clawback.law.basis import Basis
from clawback.law.words import Actor

__all__ = ["CODES", "Allowed", "Refused", "allow", "refuse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """It may be done.

    `until` is the instant by which it ends (a hold) or must be done (a notice, an answer, a return), aware UTC; None
    where there is none. `confirm_by` is when an emergency hold lapses unless confirmed. `decides` is False for one who
    may ask under the basis while another decides.
    """

    article: str
    until: datetime | None = None
    confirm_by: datetime | None = None
    decides: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It may not be done under this basis.

    `code` is a key of CODES, `details` the figures in its sentence (for a translation), `reason` the sentence in
    English. `until` is when it may be asked again, None where time changes nothing. `ask` are those to whom it is to be
    put instead.
    """

    code: str
    reason: str
    article: str
    details: tuple[tuple[str, str], ...] = ()
    until: datetime | None = None
    ask: tuple[Actor, ...] = ()


def allow(basis: Basis, until: datetime | None = None, *, decides: bool = True) -> Allowed:
    return Allowed(article=basis.citation, until=until, decides=decides)


def refuse(
    basis: Basis,
    code: str,
    *,
    until: datetime | None = None,
    ask: tuple[Actor, ...] = (),
    **details: object,
) -> Refused:
    """The refusal `code` under a basis, its sentence filled in with `details`."""
    said = {name: str(value) for name, value in details.items()}
    return Refused(
        code=code,
        reason=CODES[code].format(**said),
        article=basis.citation,
        details=tuple(said.items()),
        until=until,
        ask=ask,
    )


CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "wrong-action": "this basis is for a {action}",
        "not-in-force": "this entry is not in force on {day}",
        "unverified": "nobody of the project read this text: two counsel must activate it first",
        "who-is-unknown": "it is not known who may act under this basis",
        "not-theirs": "{by} may not act under this basis",
        "wrong-account": "this basis is for the {on}'s account",
        "amount-only": "this basis is for an amount, not for a whole account",
        "below-least": "{amount} is under the least amount, {least}",
        "below-threshold": "{amount} is under the threshold, {threshold}",
        "above-threshold": "{amount} is not below {threshold}",
        "threshold-unknown": "it is not known for which sums this basis may be used",
        "needs-amount": "this basis has a threshold: say the amount",
        "other-currency": "the threshold is in {currency}: give the amount in it, with rate and day",
        "needs-time-of-transfer": "this basis has a window: say when the reported transfer settled",
        "too-late": "it had to be asked within {within} of the reported transfer",
        "content-missing": "the request must also say {missing}",
        "held-often-enough": "the account was held {count} times under this basis, which is the most",
        "held-before": "this credit was held under this basis before: a second hold would be a renewal",
        "must-follow": "this basis comes after {follows}, which is not in force",
        "no-emergency-rule": "this basis has no emergency rule: an approver comes first",
        "not-first-account": "the emergency rule is for the reported account only",
        "guarded": "the emergency rule is not for an account of this kind: an approver comes first",
        "daily-limit": "{count} emergency holds were sent today by the same analyst, which is the most",
        "needs-start": "the period runs from the {runs_from}: say when that was",
        "period-unknown": "the first period is not known",
        "needs-period": "the law sets no period: the order must state one",
        "period-too-long": "{stated} is longer than {most}",
        "cannot-count": "the period cannot be counted: {why}",
        "over-already": "the period was over at {end}",
        "hold-ended": "the hold ended at {end}",
        "no-renewal": "this basis has no renewal",
        "renewals-used": "the hold was renewed {count} times, which is the most",
        "renewals-unknown": "it is not known whether or for how long it may be renewed",
        "total-unknown": "the total is not known: the first period, and no renewal",
        "total-reached": "the total is reached at {end}",
        "notice-delayed": "the notice waits",
        "notice-forbidden": "this basis forbids telling",
        "notice-unknown": "it is not known whether telling is due or forbidden: counsel decides",
        "delay-not-theirs": "{by} may not delay the notice",
        "ask-who-releases": "letting go is for others: {who}",
        "release-unknown": "it is not known who lets go: counsel decides",
        "objection-late": "an objection had to be made by {end}",
        "method-unknown": "it is not known how money divides under this basis",
        "method-not-allowed": "this basis does not divide by {method}",
        "rule-not-allowed": "this basis follows allocation rule {rule}",
        "public-notice-unknown": "it is not known whether a public notice is due first",
        "public-notice-due": "a public notice of {notice} is due first",
        "public-notice-runs": "the public notice runs until {end}",
        "purpose": "this gateway is for {purposes} alone",
    }
)
