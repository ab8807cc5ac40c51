"""The credit that brings a part of a claim to an account."""

from __future__ import annotations

from dataclasses import dataclass

from clawback.server.casework.statements.facts import Account
from clawback.server.casework.statements.known import Found

__all__ = ["Credit", "credit_of", "reached_accounts"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """A credit of `amount` from `debtor`; `part` is the most of the claim that came with it over the five rules."""

    debtor: Account
    amount: int
    settled_at: int
    part: int


def credit_of(found: Found, account: Account, claim: int) -> Credit | None:
    """The first credit by which the claim reached the account; None where no part of it did."""
    transfers = found.known.transfers
    told = next((each for each in transfers if each.claim and each.claim.number == claim), None)
    if told is not None and told.creditor == account:
        return Credit(debtor=told.debtor, amount=told.amount, settled_at=told.settled_at, part=told.amount)
    if not (found.known.facts.answers or found.is_mixed):
        return None
    parts = _parts(found, claim)
    for name, transfer in zip(found.known.names, transfers, strict=True):
        if transfer.creditor == account and name in parts:
            return Credit(
                debtor=transfer.debtor,
                amount=transfer.amount,
                settled_at=transfer.settled_at,
                part=parts[name],
            )
    return None


def _parts(found: Found, claim: int) -> dict[str, int]:
    """transfer -> the most of the claim that it took along under any rule."""
    parts: dict[str, int] = {}
    for row in found.walk.carried:
        if row.claim == str(claim):
            parts[row.transfer] = max(row.amount, parts.get(row.transfer, 0))
    return parts


def reached_accounts(found: Found) -> set[Account]:
    """Every account that a part of a claim reached under any rule."""
    return set(found.arrived)
