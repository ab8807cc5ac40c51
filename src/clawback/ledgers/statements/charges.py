"""Charges that a bank took inside an entry, or inside one of its details (`Chrgs`)."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.amounts import stated, units
from clawback.ledgers.statements.parties import agent_of
from clawback.ledgers.statements.tree import Tree, every, first, text

__all__ = ["Charge", "StatedCharge", "charge", "stated_charges"]


@dataclass(frozen=True, slots=True)
class StatedCharge:
    """A charge as written. `included` is ChrgInclInd, None where it is not said."""

    amount: str
    currency: str
    credit: bool
    included: bool | None
    agent: str


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge in minor units, below zero where it is taken, above where it is given back."""

    units: int
    sure: bool
    """Whether the message says that it is included; else only the sums can tell."""
    agent: str


def stated_charges(element: Tree) -> list[StatedCharge]:
    """The charges of an `Ntry` or `TxDtls`, but those said to be not included."""
    found = [_charge(one) for group in every(element, "Chrgs") for one in _records(group)]
    return [one for one in found if one is not None and one.included is not False]


def _records(group: Tree) -> list[Tree]:
    """From 001.04 on `Chrgs` holds records; in 001.02 and 001.03 it is one itself."""
    return every(group, "Rcrd") or [group]


def _charge(record: Tree) -> StatedCharge | None:
    amount = stated(first(record, "Amt")) or stated(first(record, "TtlChrgsAndTaxAmt"))
    if amount is None:
        return None
    said = text(record, "ChrgInclInd")
    return StatedCharge(
        amount=amount[0],
        currency=amount[1],
        credit=text(record, "CdtDbtInd") == "CRDT",
        included=None if said is None else said in ("true", "1"),
        agent=agent_of(first(record, "Agt")) or agent_of(first(record, "Pty")),
    )


def charge(said: StatedCharge, notes: Notes) -> Charge:
    """The charge in minor units. Raises MoneyError."""
    found = units((said.amount, said.currency), notes)
    return Charge(found if said.credit else -found, said.included is True, said.agent)
