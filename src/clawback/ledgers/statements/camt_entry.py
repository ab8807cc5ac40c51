"""One entry (`Ntry`) of a camt.053 or camt.054, as sides of transfers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from clawback.errors import LedgerError
from clawback.ledgers.reading import OUTSIDE, Notes
from clawback.ledgers.statements.amounts import stated, units
from clawback.ledgers.statements.camt_detail import Code, Detail, code_of
from clawback.ledgers.statements.charges import Charge, charge, stated_charges
from clawback.ledgers.statements.kinds import kind_of_iso
from clawback.ledgers.statements.records import Account, Side, is_reference
from clawback.ledgers.statements.shares import Part, Shares, share
from clawback.ledgers.statements.times import Moment, When, date_of, settled
from clawback.ledgers.statements.tree import Tree, first, text
from clawback.money import INT64_MAX

__all__ = ["Entry", "entry_of", "is_booked", "sides_of"]

_SIGNS = {"CRDT": 1, "DBIT": -1}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What an entry says above its details. `sign` is 1 of a credit, -1 of a debit; `units` may be 0."""

    place: int
    """Its number in the statement, from 1."""
    name: str
    ref: str | None
    units: int
    currency: str
    sign: int
    reversal: bool
    code: Code
    settled: Moment
    booked: Moment | None
    value_date: str
    reference: str | None
    charges: list[Charge]


def is_booked(element: Tree) -> bool:
    """Whether the entry has status BOOK. Raises LedgerError where it states none."""
    status = text(element, "Sts", "Cd") or text(element, "Sts") or text(element, "Sts", "Prtry")
    if status is None:
        raise LedgerError("the entry states no status", field="Sts")
    return status == "BOOK"


def entry_of(element: Tree, statement: str, place: int, notes: Notes) -> Entry:
    """Reads an `Ntry` element; its details stand apart. Raises InputError."""
    booking, value = _when(element, "BookgDt"), _when(element, "ValDt")
    at, booked = settled(booking, value, notes.options.timezone)
    amount = stated(first(element, "Amt"))
    sign = _SIGNS.get(text(element, "CdtDbtInd") or "")
    if amount is None or sign is None:
        what = "amount" if amount is None else "CdtDbtInd of CRDT or DBIT"
        raise LedgerError(f"the entry has no {what}", field="Amt" if amount is None else "CdtDbtInd")
    reference, own = text(element, "AcctSvcrRef"), text(element, "NtryRef")
    reference, own = (one if is_reference(one) else None for one in (reference, own))
    return Entry(
        place=place,
        name=reference or own or f"{statement}:{place}",
        ref=reference or own,
        units=units(amount, notes),
        currency=notes.currency(amount[1]).code,
        sign=sign,
        reversal=text(element, "RvslInd") in ("true", "1"),
        code=code_of(element),
        settled=at,
        booked=booked,
        value_date=date_of(value, booking),
        reference=reference,
        charges=[charge(one, notes) for one in stated_charges(element) if one.currency == amount[1]],
    )


def _when(element: Tree, name: str) -> When:
    found = first(element, name)
    return When(text(found, "DtTm"), text(found, "Dt"))


def sides_of(entry: Entry, details: Sequence[Detail], own: Account, notes: Notes) -> Iterator[Side]:
    """The transfers of the entry in the order of its details, each before its charges. Raises InputError."""
    told = details or [Detail()]
    shares = _shares(entry, told, notes)
    for place, (detail, amount, charges) in enumerate(
        zip(told, shares.amounts, shares.charges, strict=True), 1
    ):
        if abs(amount) > INT64_MAX:
            raise LedgerError("the amount before charges is beyond what can be counted", field="Chrgs")
        name = _name(entry, detail, place if len(told) > 1 else None)
        if amount:
            yield _side(entry, detail, amount, name, own)
        yield from _fees(entry, charges, name, own)
    yield from _fees(entry, shares.of_entry, entry.name, own)


def _shares(entry: Entry, details: Sequence[Detail], notes: Notes) -> Shares:
    parts = [
        Part(_amount(entry, detail, len(details), notes), _charges(entry, detail, notes))
        for detail in details
    ]
    return share(entry.sign * entry.units, entry.charges, parts, notes.currency(entry.currency))


def _amount(entry: Entry, detail: Detail, of: int, notes: Notes) -> int | None:
    instructed = [detail.instructed] if detail.instructed and of > 1 else []
    for amount in (*detail.amounts, *instructed):
        if amount[1] == entry.currency:
            return _SIGNS.get(detail.direction or "", entry.sign) * units(amount, notes)
    return None


def _charges(entry: Entry, detail: Detail, notes: Notes) -> list[Charge]:
    return [charge(one, notes) for one in detail.charges if one.currency == entry.currency]


def _name(entry: Entry, detail: Detail, place: int | None) -> str:
    """A detail's own id, else the entry's; of several details, with its number."""
    own = detail.uetr or (detail.reference if detail.reference != entry.reference else None)
    return own or (entry.name if place is None else f"{entry.name}:{place}")


def _side(entry: Entry, detail: Detail, amount: int, name: str, own: Account) -> Side:
    code = detail.code if detail.code[0] else entry.code
    return _told(
        entry,
        amount,
        name,
        other=_other(entry, detail, own, amount < 0),
        kind="reversal" if entry.reversal else kind_of_iso(*code),
        end_to_end_id=detail.end_to_end_id,
        uetr=detail.uetr,
        reference=detail.reference or entry.reference,
    )


def _fees(entry: Entry, charges: Sequence[Charge], name: str, own: Account) -> Iterator[Side]:
    for one in charges:
        if one.units:
            yield _told(entry, one.units, f"{name}:fee", other=(one.agent or own[0], OUTSIDE), kind="fee")


def _told(entry: Entry, amount: int, name: str, **further: Any) -> Side:
    return Side(
        debit=amount < 0,
        amount=abs(amount),
        currency=entry.currency,
        settled_at=entry.settled.micros,
        bare=entry.settled.bare,
        booked_at=entry.booked.micros if entry.booked else None,
        value_date=entry.value_date,
        name=name,
        entry=entry.place,
        entry_ref=entry.ref,
        **further,
    )


def _other(entry: Entry, detail: Detail, own: Account, debit: bool) -> Account:
    """Who stands on the other side. The parties of a reversal are those of the transfer it takes back, and of
    a return may be: a party with the statement's own account is never the other one, unless both are."""
    roles = [detail.creditor, detail.debtor] if debit else [detail.debtor, detail.creditor]
    if entry.reversal:
        roles.reverse()
    there, here = roles
    if here is not None and there is not None and there[1] == own[1] != here[1]:
        return here
    if there is None and entry.reversal and here is not None and here[1] != own[1]:
        return here
    return there or ("", OUTSIDE)
