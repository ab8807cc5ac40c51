"""Caps out of a trace: what may stand where, for which claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from clawback.holding.records import ClaimCap, Standing
from clawback.money import INT64_MAX, divide
from clawback.server.casework.statements.building import Known
from clawback.server.casework.statements.facts import PSEUDONYMS, Account, ClaimFact
from clawback.server.casework.statements.merging import Transfer
from clawback.server.casework.statements.walk import Walk

__all__ = ["Arrived", "arrivals", "balance_of", "caps_of", "losses", "standings"]

Arrived = Mapping[Account, Mapping[str, tuple[int, int]]]
"""account -> claim -> (least, greatest) that reached it over the five rules."""


def standings(found: Known, walk: Walk, rule: str) -> list[Standing]:
    """What stands in each account under `rule` and its bounds over all five; claims go by ledger order."""
    lost, came, stands = losses(found), arrivals(found, walk), _standing_under(walk, rule)
    newest = _newest(found, came)
    made = []
    for bound in walk.bounds:
        account = bound.account
        claims = {
            name: _bounded(found, account, name, both, lost[name], came)
            for name, both in bound.claims.items()
        }
        standing = _standing(
            found, account, (bound.low, bound.high), claims, newest.get(account, 0), stands.get(account, 0)
        )
        if standing is not None:
            made.append(standing)
    return made


def _standing(
    found: Known,
    account: Account,
    whole: tuple[int, int],
    claims: Mapping[str, tuple[int, int]],
    newest: int,
    stands: int,
) -> Standing | None:
    """None where nothing of a loss is left there, and where no part may be looked for."""
    there = {name: both for name, both in claims.items() if both[1] > 0}
    high = min(whole[1], sum(high for _, high in there.values()))
    if not there or account[0] == PSEUDONYMS:
        return None
    balance = balance_of(found, account)
    return Standing(
        account=account,
        low=min(whole[0], high),
        high=high,
        claims=there,
        holdable=INT64_MAX if balance is None else max(0, balance),
        newest_arrival=newest,
        own=0 if balance is None else max(0, balance - stands),
    )


def _bounded(
    found: Known, account: Account, claim: str, both: tuple[int, int], lost: int, came: Arrived
) -> tuple[int, int]:
    """Never above the loss, nor what is left of what came when returns were paid from it; where the agent told what
    left with the claim, that is taken off too."""
    low, high = min(both[0], lost), min(both[1], lost)
    left, paid = _told_left(found, account, claim), _paid_from(found, account, claim)
    least, greatest = came.get(account, {}).get(claim, (0, 0))
    if left is None:
        high = max(0, min(high, greatest - paid))
        return min(low, high), high
    left += paid
    return max(0, min(low, least - left)), max(0, min(high, greatest - left))


def _paid_from(found: Known, account: Account, claim: str) -> int:
    """What returns paid of what was held there for the claim; one that an answer of parts tells is among these."""
    told = {
        each.paid.number
        for each in found.transfers
        if each.paid is not None and each.out is not None and not each.out[0].is_whole
    }
    return sum(
        each.amount
        for each in found.facts.returns
        if each.debtor == account and str(each.of) == claim and each.number not in told
    )


def _told_left(found: Known, account: Account, claim: str) -> int | None:
    """What answers of parts only say left with the claim; None where none is of it, and no row of one is."""
    told = [each for each in found.current.get(account, ()) if not each.is_whole]
    rows = [
        entry.amount for each in told for entry in each.entries if str(entry.claim or each.claim) == claim
    ]
    asked = any(str(each.claim) == claim for each in told)
    return sum(rows) if rows or asked else None


def arrivals(found: Known, walk: Walk) -> Arrived:
    """What of each claim reached each account, over the whole time; returns went where they should."""
    sums: defaultdict[tuple[Account, str], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_name = {name: each for name, each in zip(found.names, found.transfers, strict=True) if not each.paid}
    for row in walk.carried:
        if row.transfer in by_name:
            sums[by_name[row.transfer].creditor, row.claim][row.rule] += row.amount
    came: defaultdict[Account, dict[str, tuple[int, int]]] = defaultdict(dict)
    for (account, claim), by_rule in sums.items():
        amounts = [by_rule.get(rule, 0) for rule in walk.rules]
        came[account][claim] = (min(amounts), max(amounts))
    return dict(came)


def _newest(found: Known, came: Arrived) -> dict[Account, int]:
    """When money of claims last came: the last credit from an account that claims reached, or a claim's own."""
    times: dict[Account, int] = {}
    for each in found.transfers:
        if each.claim is not None or each.credit is not None or each.debtor in came:
            times[each.creditor] = max(each.settled_at, times.get(each.creditor, 0))
    return times


def balance_of(found: Known, account: Account) -> int | None:
    """The last known balance: what the newest statement closes with, and what others show since; None if unknown."""
    whole = [each for each in found.current.get(account, ()) if each.is_whole]
    if not whole or whole[-1].closing is None:
        return None
    later = (each for each in found.transfers if each.settled_at > whole[-1].ends)
    return whole[-1].closing + sum(_brought(each, account) for each in later)


def _brought(transfer: Transfer, account: Account) -> int:
    return transfer.amount * ((transfer.creditor == account) - (transfer.debtor == account))


def _standing_under(walk: Walk, rule: str) -> dict[Account, int]:
    """What stands in each account, of all claims, under one rule."""
    sums: defaultdict[Account, int] = defaultdict(int)
    for row in walk.standing:
        if row.rule == rule:
            sums[row.account] += row.amount
    return sums


def losses(found: Known) -> dict[str, int]:
    """Each claim's loss: what was paid, less what came back, as told or as statements show it, whichever is more."""
    seen = _came_back(found)
    return {
        str(each.number): each.amount - max(each.came_back, min(each.amount, seen.get(each.number, 0)))
        for each in found.facts.claims
    }


def _came_back(found: Known) -> dict[int, int]:
    """What accounts that a statement is of paid to a victim's account, over its earlier claims in proportion.

    Returns are counted apart: a cap takes them off by itself."""
    back: defaultdict[int, int] = defaultdict(int)
    of: defaultdict[Account, list[ClaimFact]] = defaultdict(list)
    for claim in sorted(found.facts.claims, key=lambda each: (each.settled_at, each.number)):
        of[claim.debtor].append(claim)
    for transfer in found.transfers:
        earlier = [each for each in of.get(transfer.creditor, ()) if each.settled_at <= transfer.settled_at]
        if earlier and transfer.out is not None and transfer.claim is None and transfer.paid is None:
            for claim, part in zip(
                earlier, divide(transfer.amount, [each.amount for each in earlier]), strict=True
            ):
                back[claim.number] += part
    return back


def caps_of(found: Known, walk: Walk, rule: str) -> list[ClaimCap]:
    """Each claim's side, nothing returned yet; in ledger order."""
    lost, traced = losses(found), walk.traced.get(rule, {})
    return [
        ClaimCap(claim=name, loss=lost[name], traced=traced.get(name, 0), returned=0) for name in walk.claims
    ]
