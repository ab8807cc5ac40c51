"""What a statement says, whichever format it is in."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Account", "Balance", "Side", "Statement", "is_reference"]

Account = tuple[str, str]
"""(agent, account number); the agent may be empty, and the number may be `OUTSIDE`."""

_NO_REFERENCE = frozenset({"", "NOTPROVIDED", "NONREF", "NOT PROVIDED"})


def is_reference(text: str | None) -> bool:
    """Whether a reference refers to something; `NOTPROVIDED` and `NONREF` do not."""
    return text is not None and text.strip().upper() not in _NO_REFERENCE


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One side of a transfer, as the statement of one of its accounts tells it.

    `debit` says that the statement's own account is the debtor. `amount` > 0, minor units. `settled_at` and
    `booked_at` are microseconds since 1970; `bare` says that settled_at came from a date without a time.
    `value_date` is the ISO date. `name` is the transfer_id, not yet made unique. References that refer to
    nothing are None.
    """

    debit: bool
    other: Account
    amount: int
    currency: str
    kind: str
    settled_at: int
    bare: bool
    booked_at: int | None
    value_date: str
    name: str
    entry: int
    """The number of its entry in the statement, from 1."""
    entry_ref: str | None = None
    end_to_end_id: str | None = None
    uetr: str | None = None
    reference: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """A booked balance in minor units (may be negative), and the ISO date it is stated for."""

    units: int
    date: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A statement of one account, or one page of it, or (`source` camt.054) a notification of entries.

    `opening` and `closing` are by currency; a currency the statement gives no balance in is not there.
    `number` orders statements of one day; empty where they are not numbered. `intermediate_opening` and
    `intermediate_closing` mark the pages of an MT940 that others come before and after. `unread` counts
    entries left out under `--skip-bad`: with them the balances cannot be checked.
    """

    source: str
    file: str
    id: str
    account: Account
    sides: list[Side]
    opening: dict[str, Balance] = field(default_factory=dict)
    closing: dict[str, Balance] = field(default_factory=dict)
    number: tuple[int, ...] = ()
    intermediate_opening: bool = False
    intermediate_closing: bool = False
    unread: int = 0

    @property
    def keeps_balance(self) -> bool:
        """Whether it is a statement, which tells all of an account's entries; a notification does not."""
        return self.source != "camt.054"

    def __str__(self) -> str:
        return f"{self.id} of {self.account[0]}/{self.account[1]}"
