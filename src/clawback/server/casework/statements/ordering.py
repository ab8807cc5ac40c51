"""One order of all transfers that keeps every statement's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from clawback.server.casework.statements.facts import Account, AnswerFact
from clawback.server.casework.statements.merging import Transfer

if TYPE_CHECKING:
    from clawback.ledgers.statements.told import Transfer as Row

__all__ = ["in_order"]


def in_order(
    transfers: Sequence[Transfer], current: Mapping[Account, Sequence[AnswerFact]], currency: str
) -> list[Transfer]:
    """The transfers as a ledger has them: what statements leave free goes by time."""
    from clawback.ledgers.statements.order import Chain, arrange

    place_of: dict[tuple[int, int], int] = {}
    for at, transfer in enumerate(transfers):
        for side in (transfer.out, transfer.into):
            if side is not None:
                place_of[side[0].number, side[1].place] = at
    chains = [
        Chain(
            account=account,
            places=[place_of[answer.number, entry.place] for answer in answers for entry in answer.entries],
        )
        for account, answers in sorted(current.items())
    ]
    rows = [_row(transfer, currency) for transfer in transfers]
    names = [f"{at:012}" for at in range(len(transfers))]
    return [transfers[at] for at in arrange(rows, names, chains).order]


def _row(transfer: Transfer, currency: str) -> Row:
    from clawback.ledgers.statements.told import Transfer as Row

    return Row(
        debtor=transfer.debtor,
        creditor=transfer.creditor,
        amount=transfer.amount,
        currency=currency,
        kind=transfer.kind,
        settled_at=transfer.settled_at,
        bare=False,
        name=transfer.name,
        place=("", 0),
    )
