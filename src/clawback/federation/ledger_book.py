"""An institution's book read where it stands: a ledger of the transfers that touch its accounts.

Nothing is copied, so that a book of ten million transfers is opened as fast as one of ten.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache, partial

import numpy as np

from clawback.errors import FederationError
from clawback.federation.book import Account, Movement
from clawback.ledgers.ledger import Ledger
from clawback.ledgers.lookup import find_transfer
from clawback.ledgers.reading import KINDS
from clawback.tracing.accounts import find_account

__all__ = ["LedgerBook"]

_KEPT = 1 << 16
"""So much of what was looked up in the ledger is kept: it is asked for in every step."""


class LedgerBook:
    """The book of `agent`; keys are transfer ids. Raises FederationError for a transfer that touches no account of
    the agent, naming it."""

    def __init__(self, ledger: Ledger, agent: str) -> None:
        self.ledger, self.agent = ledger, agent
        own = np.asarray([name == agent for name in ledger.agents.to_pylist()])
        strange = np.flatnonzero(~(own[ledger.debtor] | own[ledger.creditor]))
        if len(strange):
            raise FederationError(
                f"transfer {ledger.transfer_id[int(strange[0])].as_py()!r} touches no account of {agent}",
                remedy="give each agent the transfers of its own accounts, in a file with its name",
            )
        self._place = lru_cache(maxsize=_KEPT)(self._find_place)
        self._rank = lru_cache(maxsize=_KEPT)(partial(find_transfer, ledger))
        self._movement = lru_cache(maxsize=_KEPT)(self._read_movement)

    def is_own(self, account: Account) -> bool:
        return account[0] == self.agent

    def rank(self, key: str) -> int | None:
        return self._rank(key)

    def movement(self, rank: int) -> Movement:
        return self._movement(rank)

    def _read_movement(self, rank: int) -> Movement:
        ledger = self.ledger
        return Movement(
            key=ledger.transfer_id[rank].as_py(),
            settled_at=int(ledger.settled_at[rank]),
            debtor=self._name(int(ledger.debtor[rank])),
            creditor=self._name(int(ledger.creditor[rank])),
            amount=int(ledger.amount[rank]),
            kind=KINDS[ledger.kind[rank]],
        )

    def ranks_after(self, account: Account, rank: int) -> list[int]:
        debits, credits_ = self._events(account)
        after = {*debits[bisect_right(debits, rank) :], *credits_[bisect_right(credits_, rank) :]}
        return sorted(int(each) for each in after)

    def balance_before(self, account: Account, rank: int) -> int:
        index, at = self.ledger.index, self._place(account)
        debits, credits_ = self._events(account)
        debit, credit = bisect_left(debits, rank), bisect_left(credits_, rank)
        opening = int(self.ledger.opening[at])
        if debit == len(debits) and credit == len(credits_):
            return self.balance(account)
        if debit < len(debits) and (credit == len(credits_) or debits[debit] <= credits_[credit]):
            return opening + int(index.debits["net_before"][index.debit_start[at] + debit])
        return opening + int(index.credit_net_before[credits_[credit]])

    def balance(self, account: Account) -> int:
        at = self._place(account)
        return int(self.ledger.opening[at]) + int(self.ledger.index.net_final[at])

    def reversed_by(self, rank: int) -> int | None:
        index = self.ledger.index
        at = bisect_left(index.reversal_rank, rank)
        if at == len(index.reversal_rank) or index.reversal_rank[at] != rank:
            return None
        named = int(index.reversed_rank[at])
        return None if named < 0 else named

    def opening_given(self, account: Account) -> bool:
        """Whether the opening balance was given, not inferred."""
        return bool(self.ledger.opening_given[self._place(account)])

    def order_assumed(self, account: Account) -> bool:
        """Whether statements contradict each other on the order of the account's transfers."""
        return bool(self.ledger.assumed[self._place(account)])

    def _events(self, account: Account) -> tuple[np.ndarray, np.ndarray]:
        index, at = self.ledger.index, self._place(account)
        debits = index.debits["rank"][index.debit_start[at] : index.debit_start[at + 1]]
        return debits, index.credit_rank[index.credit_start[at] : index.credit_start[at + 1]]

    def _find_place(self, account: Account) -> int:
        found = find_account(self.ledger, *account)
        assert found is not None, "only accounts of the book's own transfers are looked at"
        return found

    def _name(self, at: int) -> Account:
        return self.ledger.agents[at].as_py(), self.ledger.numbers[at].as_py()
