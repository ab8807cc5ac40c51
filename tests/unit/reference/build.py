"""Short words for the hand-computed cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.reference import Account, PlainResult, PlainTransfer, plain_trace


def account(name: str) -> Account:
    """The account of that name at the one agent."""
    return ("", name)


def pay(identity: str, debtor: str, creditor: str, amount: int, at: int = 0, **more: Any) -> PlainTransfer:
    """One transfer; ids that start with `c` are the claims of a case."""
    return PlainTransfer(
        id=identity,
        settled_at=at,
        debtor=account(debtor),
        creditor=account(creditor),
        amount=amount,
        **more,
    )


def trace(
    *transfers: PlainTransfer,
    rule: str = "fifo",
    openings: dict[str, int] | None = None,
    exits: Iterable[str] = (),
    **more: Any,
) -> PlainResult:
    """Traces every transfer whose id starts with `c`."""
    named = None if openings is None else {account(name): amount for name, amount in openings.items()}
    return plain_trace(
        list(transfers),
        claims=[transfer.id for transfer in transfers if transfer.id.startswith("c")],
        rule=rule,
        openings=named,
        exits=frozenset(map(account, exits)),
        **more,
    )


def at(result: PlainResult, name: str, kind: str = "standing") -> dict[str, int]:
    """What one kind of position holds at an account."""
    return result.positions.get((account(name), kind), {})
