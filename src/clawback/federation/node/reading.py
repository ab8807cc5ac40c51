"""May a report be taken in? What its owner computes with, and keeps, is looked at before any of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from clawback.clock import parse_time
from clawback.errors import MoneyError, TimeError
from clawback.federation.node.state import Owned
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.trust.members import Member
from clawback.federation.wire.messages import Away, HeldRow, Parts, Report
from clawback.money import Currency, parse_amount

__all__ = ["check_report"]

_OPEN: Final = ("placed", "confirmed")
_STATES: Final = (*_OPEN, "released", "expired")
_FATES: Final = ("awaiting", "exit", "unfollowed")
_DEEPEST: Final = 1 << 31
_LONGEST: Final = 80
"""Of the name of a hold, and of the token of its account."""


def check_report(report: Report, owned: Owned, member: Member, currency: Currency) -> None:
    """Amounts, times, states and names; that holds are of the member's accounts, and that neither they nor what is
    traced are more than the case's claims.
    Raises RefusedError."""
    for parts in _parts(report):
        _sums(parts, currency)
    for found in report.rules.values():
        for away in found.away.values():
            _check_away(away)
        if any(each.version < 0 for each in (*found.received.values(), *found.sent.values())):
            raise RefusedError(Refusal.NOT_A_MESSAGE, "a version below zero")
    most = {
        claim: parse_amount(read_certificate(text)[0].amount, currency)
        for claim, text in owned.certificates.items()
    }
    for found in report.rules.values():
        for claim, part in _sums(found.traced, currency).items():
            if part > most.get(claim, part):
                raise RefusedError(Refusal.NO_AMOUNT, f"{claim}: more is traced than was claimed")
    for name, row in report.holds.items():
        _check_hold(name, row, member)
        held = _sums(row.claims, currency)
        if row.state in _OPEN and not held.keys() <= most.keys():
            raise RefusedError(Refusal.NO_CERTIFICATE, f"{name}: a claim that is not of this case")
        if row.state in _OPEN and any(held[claim] > most[claim] for claim in held):
            raise RefusedError(Refusal.NO_AMOUNT, f"{name}: more is held than was claimed")


def _check_away(away: Away) -> None:
    try:
        parse_time(away.settled_at)
    except TimeError as error:
        raise RefusedError(Refusal.NOT_A_MESSAGE, error.reason[:200]) from None
    if away.fate not in _FATES or not 0 <= away.depth < _DEEPEST:
        raise RefusedError(Refusal.NOT_A_MESSAGE, "a transfer of no known fate or depth")


def _parts(report: Report) -> Iterator[Parts]:
    for found in report.rules.values():
        yield found.traced
        yield from (each.parts for each in found.positions)
        yield from (each.parts for each in found.received.values())
        yield from (each.parts for each in found.sent.values())
        yield from (each.parts for each in found.away.values())
        yield from ({"amount": each.amount} for each in found.away.values())


def _sums(parts: Parts, currency: Currency) -> dict[str, int]:
    try:
        found = {claim: parse_amount(text, currency) for claim, text in parts.items()}
    except MoneyError as error:
        raise RefusedError(Refusal.NO_AMOUNT, error.reason[:200]) from None
    if min(found.values(), default=0) < 0:
        raise RefusedError(Refusal.NO_AMOUNT, "a part below zero")
    return found


def _check_hold(name: str, row: HeldRow, member: Member) -> None:
    if row.agent not in member.agents:
        raise RefusedError(Refusal.NOT_THE_AUTHOR, "it tells of holds where another keeps the accounts")
    if row.state not in _STATES:
        raise RefusedError(Refusal.NOT_A_MESSAGE, "a hold of no known state")
    if any(len(each) > _LONGEST or not each.isprintable() for each in (name, row.account)):
        raise RefusedError(
            Refusal.NOT_A_MESSAGE, "a hold's name or account is too long, or cannot be printed"
        )
    try:
        runs = parse_time(row.placed_at) <= parse_time(row.lapses_at)
    except TimeError as error:
        raise RefusedError(Refusal.NOT_A_MESSAGE, error.reason[:200]) from None
    if not runs:
        raise RefusedError(Refusal.NOT_A_MESSAGE, f"{name}: it lapses before it was placed")
