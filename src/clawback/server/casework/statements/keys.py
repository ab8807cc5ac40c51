"""The name that both banks give a transfer, whoever tells it: a claim, a statement, a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from clawback.clock import from_micros
from clawback.federation.node.site import transfer_key
from clawback.money import Currency, format_amount

if TYPE_CHECKING:
    from clawback import Ledger

__all__ = ["key_by", "keys_in"]


def key_by(uetr: str | None, end_to_end_id: str | None, units: int, money: Currency, day: date) -> str | None:
    """By UETR, else by end-to-end id, amount and day (UTC); None where it has neither."""
    return transfer_key(
        uetr=uetr,
        end_to_end_id=end_to_end_id,
        amount=format_amount(units, money),
        currency=money.code,
        settled_on=day.isoformat(),
    )


def keys_in(ledger: Ledger) -> Iterator[tuple[int, str]]:
    """The rank of each transfer that has such a name, and the name."""
    uetrs, ids = (ledger.further.get(name) for name in ("uetr", "end_to_end_id"))
    for rank in range(len(ledger)):
        key = key_by(
            None if uetrs is None else uetrs[rank].as_py(),
            None if ids is None else ids[rank].as_py(),
            int(ledger.amount[rank]),
            ledger.currency,
            from_micros(int(ledger.settled_at[rank])).date(),
        )
        if key is not None:
            yield rank, key
