"""How the amount of an entry divides over its details and the charges inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clawback.errors import LedgerError
from clawback.ledgers.statements.charges import Charge
from clawback.money import Currency, format_amount

__all__ = ["Part", "Shares", "share"]


@dataclass(frozen=True, slots=True)
class Part:
    """A detail: its amount (credit above zero, debit below; None where it states none), and its charges."""

    amount: int | None
    charges: Sequence[Charge] = ()


@dataclass(frozen=True, slots=True)
class Shares:
    """`amounts` of the transfers, one a detail, signed, without charges (0 where all of it is a charge); the
    charges of each detail; those of the entry as a whole. All together they sum to the entry."""

    amounts: list[int]
    charges: list[Sequence[Charge]]
    of_entry: Sequence[Charge] = ()


def share(entry: int, charges: Sequence[Charge], parts: Sequence[Part], currency: Currency) -> Shares:
    """Divides an entry's signed amount; an entry without details is one part without an amount.

    Details may state their amounts before or after their charges, and an entry may sum up its details'
    charges: whatever makes the sums agree is taken, charges inside first. Raises LedgerError naming both sums
    where nothing does.
    """
    if len(parts) == 1 and parts[0].amount is None:
        return _alone(entry, parts[0].charges or charges)
    amounts = [_stated(part, place) for place, part in enumerate(parts, 1)]
    inner = [sum(charge.units for charge in part.charges) for part in parts]
    total, outer = sum(amounts), sum(charge.units for charge in charges)
    own = [part.charges for part in parts]
    net = [amount - taken for amount, taken in zip(amounts, inner, strict=True)]
    if total + outer + sum(inner) == entry:
        return _whole(amounts, Shares(amounts, own, charges))
    if any(inner) and total + sum(inner) == entry:
        return _whole(amounts, Shares(amounts, own))
    if outer and total + outer == entry:
        return _whole(amounts, Shares(net, own, charges))
    if total == entry:
        return _inside(amounts, charges, parts)
    raise LedgerError(
        f"the details sum to {format_amount(total, currency)}, the entry is {format_amount(entry, currency)}",
        field="NtryDtls",
        remedy="ask the bank for a statement that adds up",
    )


def _alone(entry: int, charges: Sequence[Charge]) -> Shares:
    """One transfer for the whole entry; charges that may be inside are, unless they are more than it."""
    for taken in (charges, [charge for charge in charges if charge.sure]):
        amount = entry - sum(charge.units for charge in taken)
        if amount * entry >= 0:
            return Shares([amount], [taken])
    raise LedgerError("the charges are more than the entry", field="Chrgs")


def _inside(amounts: Sequence[int], charges: Sequence[Charge], parts: Sequence[Part]) -> Shares:
    """Details that sum to the entry as it was booked: only charges said to be included are inside them."""
    sure = [[charge for charge in part.charges if charge.sure] for part in parts]
    if len(parts) == 1 and not sure[0]:
        sure = [[charge for charge in charges if charge.sure]]
    net = [
        amount - sum(charge.units for charge in taken) for amount, taken in zip(amounts, sure, strict=True)
    ]
    return _whole(amounts, Shares(net, list(sure)))


def _whole(amounts: Sequence[int], shares: Shares) -> Shares:
    if any(before * after < 0 for before, after in zip(amounts, shares.amounts, strict=True)):
        raise LedgerError("the charges are more than the entry", field="Chrgs")
    return shares


def _stated(part: Part, place: int) -> int:
    if part.amount is None:
        raise LedgerError(f"detail {place} states no amount in the entry's currency", field="TxDtls/Amt")
    return part.amount
