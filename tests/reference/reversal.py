"""Reversals: a transfer that takes back what an earlier one brought."""

from __future__ import annotations

from tests.reference.division import added, divide
from tests.reference.lots import Holding
from tests.reference.model import Parts, PlainTransfer
from tests.reference.rules import pay


def reversed_by(transfer: PlainTransfer, earlier: dict[str, PlainTransfer]) -> PlainTransfer | None:
    """The earlier transfer that this one names and fits, if it is a reversal and there is one.

    It fits where it went from the creditor of the reversal to its debtor.
    """
    if transfer.kind != "reversal" or transfer.reverses is None:
        return None
    named = earlier.get(transfer.reverses)
    if named is None or (named.debtor, named.creditor) != (transfer.creditor, transfer.debtor):
        return None
    return named


def take_back(holding: Holding, amount: int, brought: Parts, rule: str) -> Parts:
    """Divides the whole `amount` over the parts that were brought, and takes each as far as it still stands.

    What is missing is taken by the rule, once every part has been tried.
    """
    taken: Parts = {}
    for who, share in divide(amount, brought).items():
        taken = added(taken, holding.take(share, holding.newest_of(who)))
    return added(taken, pay(holding, amount - sum(taken.values()), rule))
