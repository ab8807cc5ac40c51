"""What messages are made of: plain records, checked when they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clawback.errors import PlanError
from clawback.money import Amount, is_official

__all__ = ["Batch", "Keeper", "Order", "RecallOrder", "StatementAsk"]

_ID = 35


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeper:
    """An account, the agent that keeps it (BIC or a code of its own), and in whose name the order names it."""

    agent: str
    account: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One transfer: `reference` is its end-to-end identification, at most 35 characters. Raises PlanError."""

    reference: str
    amount: Amount
    debtor: Keeper
    creditor: Keeper
    words: str = ""

    def __post_init__(self) -> None:
        _check(self.reference, self.amount)


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Orders of one agent, at least one, in one currency. `made_at` is aware. Raises PlanError."""

    message: str
    made_at: datetime
    by: str
    orders: tuple[Order, ...]

    def __post_init__(self) -> None:
        if not self.orders:
            raise PlanError("there is no order to write", field="orders")
        if len({order.amount.currency for order in self.orders}) > 1:
            raise PlanError("orders of one file are in one currency", field="orders")
        references = [order.reference for order in self.orders]
        if len(set(references)) < len(references):
            raise PlanError("two orders have one reference", field="orders")
        _check(self.message, self.orders[0].amount)

    @property
    def units(self) -> int:
        """All orders together, in minor units."""
        return sum(order.amount.units for order in self.orders)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecallOrder:
    """A recall of `amount` of the transfer of `whole`, named `reference` by who recalls it. Raises PlanError."""

    reference: str
    made_at: datetime
    amount: Amount
    whole: Amount
    settled_at: datetime
    debtor: Keeper
    creditor: Keeper
    uetr: str = ""
    end_to_end: str = ""

    def __post_init__(self) -> None:
        _check(self.reference, self.amount)
        if self.amount.currency != self.whole.currency or self.amount.units > self.whole.units:
            raise PlanError("no more is recalled than was paid", field="amount")


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementAsk:
    """`by` asks the agent of an account for its entries from `begins_at` on, which is aware. Raises PlanError."""

    reference: str
    made_at: datetime
    by: str
    of: Keeper
    begins_at: datetime

    def __post_init__(self) -> None:
        _check_reference(self.reference)


def _check_reference(reference: str) -> None:
    if not 0 < len(reference) <= _ID:
        raise PlanError(f"{reference!r} is not a reference of 1 to {_ID} characters", field="reference")


def _check(reference: str, amount: Amount) -> None:
    _check_reference(reference)
    if amount.units <= 0:
        raise PlanError("an order is for more than nothing", field="amount")
    if not is_official(amount.currency.code) or amount.currency.decimals > 5:
        raise PlanError(f"ISO 20022 has no currency {amount.currency.code}", field="currency")
