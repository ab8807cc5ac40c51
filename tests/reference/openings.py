"""Opening balances: given, or the least with which an account is never overdrawn."""

from __future__ import annotations

from tests.reference.model import Account, PlainTransfer


def opening_balances(transfers: list[PlainTransfer], given: dict[Account, int] | None) -> dict[Account, int]:
    """The opening balance of every account of the ledger; accounts that are not given are inferred.

    `transfers` is the whole ledger, whatever part of it a trace looks at.
    """
    balance: dict[Account, int] = {}
    least: dict[Account, int] = {}
    for transfer in transfers:
        for account, change in ((transfer.debtor, -transfer.amount), (transfer.creditor, transfer.amount)):
            balance[account] = balance.get(account, 0) + change
            least[account] = min(least.get(account, 0), balance[account])
    inferred = {account: -lowest for account, lowest in least.items()}
    return inferred | {account: given[account] for account in inferred if given and account in given}
