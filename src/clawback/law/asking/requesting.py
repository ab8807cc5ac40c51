"""May a statement be asked for, a transfer be recalled, a case be referred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clawback.law.activation import Activation
from clawback.law.answers import Allowed, Refused, allow, refuse
from clawback.law.asking.common import (
    Check,
    check_content,
    check_threshold,
    check_use,
    check_who,
    decides,
)
from clawback.law.basis import Basis
from clawback.law.words import Action, Actor, Content
from clawback.money import Amount

__all__ = ["Request", "may_request"]

_REQUESTS: tuple[Action, ...] = ("statement", "recall", "referral")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of another: `purpose` is why (needed for a statement), `amount` and `settled_at` those of the
    reported transfer."""

    at: datetime
    by: Actor
    purpose: str | None = None
    amount: Amount | None = None
    settled_at: datetime | None = None
    content: frozenset[Content] = frozenset()


def may_request(basis: Basis, asked: Request, activations: Iterable[Activation] = ()) -> Allowed | Refused:
    """Whether a statement, recall or referral may be asked for under this basis.

    That a statement is about an account which a part of a claim reached is `holding`'s to see to. Where
    `basis.sharing.voluntary` is true the one asked may decline.
    """
    return (
        check_use(basis, _REQUESTS, asked.at, activations)
        or check_who(basis, asked.by)
        or check_threshold(basis, asked.amount, asked.settled_at, asked.at)
        or check_content(basis, asked.content)
        or _check_purpose(basis, asked)
        or allow(basis, decides=decides(basis, asked.by))
    )


def _check_purpose(basis: Basis, asked: Request) -> Check:
    if basis.sharing is None or asked.purpose in basis.sharing.purposes:
        return None
    return refuse(basis, "purpose", purposes=", ".join(basis.sharing.purposes))
