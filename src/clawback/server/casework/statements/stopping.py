"""Where value was given in good faith a claim is followed no further: what the holder did with it is their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from clawback.holding.records import Standing
from clawback.server.casework.statements.building import Known
from clawback.server.casework.statements.facts import Account
from clawback.server.casework.statements.walk import Walk

__all__ = ["is_followed", "within_stops"]


class _Step(NamedTuple):
    """So much of a claim went from `debtor` to `creditor`, under a rule; `own`: by the claim's own transfer, or
    from an institution that answers by its node."""

    rule: str
    debtor: Account
    creditor: Account
    amount: int
    own: bool


def within_stops(standings: Sequence[Standing], found: Known, walk: Walk) -> list[Standing]:
    """The standings, each claim no higher than what came there by a way on which it does not stop."""
    stops: defaultdict[str, set[Account]] = defaultdict(set)
    for claim, account in found.facts.stops:
        stops[str(claim)].add(account)
    if not stops:
        return list(standings)
    steps = _steps(found, walk, stops)
    most = {claim: _reached(steps[claim], at) for claim, at in stops.items()}
    within = (_within(each, most) for each in standings)
    return [each for each in within if each.claims]


def is_followed(found: Known, walk: Walk, claim: int, account: Account) -> bool:
    """Whether the claim is followed into the account's own statement."""
    stops = {where for number, where in found.facts.stops if number == claim}
    if not stops:
        return True
    return account not in stops and account in _reached(_steps(found, walk, [str(claim)])[str(claim)], stops)


def _steps(found: Known, walk: Walk, claims: Collection[str]) -> dict[str, list[_Step]]:
    by_name = dict(zip(found.names, found.transfers, strict=True))
    steps: dict[str, list[_Step]] = {claim: [] for claim in claims}
    for row in walk.carried:
        transfer = by_name.get(row.transfer)
        if transfer is not None and transfer.paid is None and row.claim in steps:
            own = row.transfer == f"C{row.claim}" or transfer.credit is not None
            steps[row.claim].append(_Step(row.rule, transfer.debtor, transfer.creditor, row.amount, own))
    return steps


def _reached(steps: Sequence[_Step], stops: Collection[Account]) -> dict[Account, int]:
    """Account -> the most of the claim over all rules that came there, and not through a stop."""
    open_to = {each.creditor for each in steps if each.own}
    while True:
        further = {each.creditor for each in steps if each.debtor in open_to - set(stops)}
        if further <= open_to:
            break
        open_to |= further
    came: Counter[tuple[Account, str]] = Counter()
    for each in steps:
        if each.own or each.debtor in open_to - set(stops):
            came[each.creditor, each.rule] += each.amount
    most: dict[Account, int] = {}
    for (account, _rule), amount in came.items():
        most[account] = max(amount, most.get(account, 0))
    return most


def _within(standing: Standing, most: dict[str, dict[Account, int]]) -> Standing:
    claims = {}
    for claim, (low, high) in standing.claims.items():
        limit = most[claim].get(standing.account, 0) if claim in most else high
        if min(high, limit):
            claims[claim] = min(low, limit), min(high, limit)
    high = min(standing.high, sum(high for _, high in claims.values()))
    return replace(standing, claims=claims, high=high, low=min(standing.low, high))
