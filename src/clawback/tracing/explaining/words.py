"""Amounts, accounts, transfers and claims as an explanation writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clawback.clock import format_time
from clawback.money import format_amount
from clawback.tracing.explaining.records import OWN, Parts

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["Words"]

_LEAST_DIGITS, _MOST_DIGITS = 4, 60


class Words:
    """Writes what a trace knows by number."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.ledger = trace.walked_ledger
        self.currency = trace.ledger.currency

    def money(self, units: int) -> str:
        """A decimal text."""
        return format_amount(units, self.currency)

    def who(self, who: int) -> str:
        """A claim's id, or `own money`."""
        return "own money" if who == OWN else self.trace.claims.ids[who]

    def parts(self, parts: Parts) -> str:
        """`T17 6.00, own money 4.00`, or `nothing`."""
        return ", ".join(f"{self.who(who)} {self.money(part)}" for who, part in parts.items()) or "nothing"

    def account(self, account: int) -> str:
        """`AGENT/ACCOUNT`."""
        return f"{self.ledger.agents[account].as_py()}/{self.ledger.numbers[account].as_py()}"

    def transfer_id(self, rank: int) -> str:
        """The transfer's id."""
        return str(self.ledger.transfer_id[rank].as_py())

    def transfer(self, rank: int) -> str:
        """The transfer's id and time."""
        return f"{self.transfer_id(rank)} of {format_time(int(self.ledger.settled_at[rank]))}"

    def quotients(self, products: list[int], total: int) -> list[str]:
        """products / total in units of the currency, cut off (…) where different remainders begin to look so."""
        rests = {product % total for product in products}
        digits = _LEAST_DIGITS
        while digits < _MOST_DIGITS and len({rest * 10**digits // total for rest in rests}) < len(rests):
            digits *= 2
        return [self._quotient(product, total, digits) for product in products]

    def _quotient(self, product: int, total: int, digits: int) -> str:
        whole, rest = divmod(product, total)
        if rest == 0:
            return self.money(whole)
        fraction = str(rest * 10**digits // total).rjust(digits, "0")
        exact = rest * 10**digits % total == 0
        point = "" if self.currency.decimals else "."
        return f"{self.money(whole)}{point}{fraction.rstrip('0') if exact else fraction + '…'}"
