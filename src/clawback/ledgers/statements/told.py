"""Transfers, as one statement or two tell them."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.ledgers.statements.records import Account, Side

__all__ = ["Told", "Transfer", "merged", "one_sided"]


@dataclass(frozen=True, slots=True)
class Told:
    """A side with its two accounts under the one name of each, and where it is told (statement id, place)."""

    own: Account
    other: Account
    side: Side
    place: tuple[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Transfer:
    """A transfer whose id, `name`, is not yet unique, nor is `alias`, the creditor side's where it differs."""

    debtor: Account
    creditor: Account
    amount: int
    currency: str
    kind: str
    settled_at: int
    bare: bool
    name: str
    place: tuple[str, int]
    alias: str | None = None
    booked_at: int | None = None
    debited_at: int | None = None
    credited_at: int | None = None
    end_to_end_id: str | None = None
    uetr: str | None = None
    reference: str | None = None


def one_sided(told: Told) -> Transfer:
    """The transfer that one statement tells of alone."""
    side = told.side
    return Transfer(
        debtor=told.own if side.debit else told.other,
        creditor=told.other if side.debit else told.own,
        amount=side.amount,
        currency=side.currency,
        kind=side.kind,
        settled_at=side.settled_at,
        bare=side.bare,
        name=side.name,
        place=told.place,
        booked_at=side.booked_at,
        debited_at=side.settled_at if side.debit else None,
        credited_at=None if side.debit else side.settled_at,
        end_to_end_id=side.end_to_end_id,
        uetr=side.uetr,
        reference=side.reference,
    )


def merged(debit: Told, credit: Told) -> Transfer:
    """The transfer that both statements tell of: the debtor's side counts, the creditor's is kept beside."""
    out, into = debit.side, credit.side
    reversal = "reversal" in (out.kind, into.kind)
    return Transfer(
        debtor=debit.own,
        creditor=credit.own,
        amount=out.amount,
        currency=out.currency,
        kind="reversal" if reversal else into.kind if out.kind == "transfer" else out.kind,
        settled_at=out.settled_at,
        bare=out.bare,
        name=out.name,
        place=debit.place,
        alias=into.name if into.name != out.name else None,
        booked_at=out.booked_at,
        debited_at=out.settled_at,
        credited_at=into.settled_at,
        end_to_end_id=out.end_to_end_id or into.end_to_end_id,
        uetr=out.uetr or into.uetr,
        reference=out.reference,
    )
