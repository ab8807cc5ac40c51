"""One entry of an MT940 (:61: with its :86:), as a side of a transfer."""

from __future__ import annotations

from collections.abc import Sequence

from clawback.ledgers.reading import Notes
from clawback.ledgers.statements.kinds import kind_of_gvc, kind_of_swift
from clawback.ledgers.statements.mt940_header import Header
from clawback.ledgers.statements.mt940_info import info_of
from clawback.ledgers.statements.mt940_line import Line
from clawback.ledgers.statements.records import Side
from clawback.ledgers.statements.times import When, settled
from clawback.money import parse_amount

__all__ = ["is_empty", "side_of"]


def is_empty(line: Line) -> bool:
    """Whether the entry moves nothing."""
    return not line.amount.strip("0.")


def side_of(line: Line, info: Sequence[str], header: Header, place: int, notes: Notes) -> Side:
    """The entry with this number in its statement. Raises InputError."""
    booking = When(date=line.booking_date.isoformat() if line.booking_date else None)
    value = When(date=line.value_date.isoformat())
    at, booked = settled(booking, value, notes.options.timezone)
    said = info_of(info, line.debit)
    kind = kind_of_swift(line.code)
    reference = line.bank_reference or line.customer_reference
    return Side(
        debit=line.debit,
        other=said.other,
        amount=parse_amount(line.amount, notes.currency(header.currency)),
        currency=header.currency,
        kind="reversal" if line.reversal else kind_of_gvc(said.gvc) if kind == "transfer" else kind,
        settled_at=at.micros,
        bare=at.bare,
        booked_at=booked.micros if booked else None,
        value_date=line.value_date.isoformat(),
        name=reference or f"{header.id}:{place}",
        entry=place,
        entry_ref=reference,
        end_to_end_id=said.end_to_end_id,
        uetr=said.uetr,
        reference=reference,
    )
