"""The operation's money: every transfer, once, and what stood in each account before the first of them.

What reporters tell and what banks answer is taken from here, so that it fits together. Times are hours before now,
amounts cents of the euro, accounts agent:number.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from clawback.money import currency, format_amount
from clawback.server.casework.naming import canonical

__all__ = ["CODE", "OPENINGS", "TRANSFERS", "Extract", "Transfer", "extract", "side", "written_side"]

CODE: Final = "EUR"
_COLUMNS: Final = (
    *("transfer_id", "settled_at", "debtor_agent", "debtor_account", "creditor_agent", "creditor_account"),
    *("amount", "currency", "kind"),
)


class Transfer(NamedTuple):
    """`hours` before now."""

    hours: float
    debtor: str
    creditor: str
    units: int
    kind: str = "transfer"


OPENINGS: Final = {
    "north:1000 0001": 62_000,
    "north:1000 0002": 8_000,
    "north:1000 0003": 35_000,
    "north:1000 0005": 0,
    "small:5000 0001": 15_000,
    "small:5000 0002": 1_200,
    "exchange:6000 0001": 0,
}

TRANSFERS: Final = {
    # The bank that never called: one victim, three accounts, and on from the first to three more.
    "marta-north": Transfer(50.0, "south:2000 0001", "north:1000 0001", 480_000),
    "marta-river": Transfer(49.9, "south:2000 0001", "river:3000 0001", 250_000),
    "marta-old": Transfer(49.8, "south:2000 0001", "old:4000 0001", 125_050),
    "on-to-river": Transfer(49.5, "north:1000 0001", "river:3000 0002", 190_000),
    "on-to-small": Transfer(49.2, "north:1000 0001", "small:5000 0001", 120_000),
    "on-to-exchange": Transfer(49.1, "north:1000 0001", "exchange:6000 0001", 90_000),
    "small-cash": Transfer(49.0, "small:5000 0001", "small:outside", 40_000, "cash"),
    "exit": Transfer(48.9, "exchange:6000 0001", "exchange:outside", 90_000, "exchange"),
    "small-to-north": Transfer(48.8, "small:5000 0001", "north:1000 0006", 30_000),
    "first-holder-wages": Transfer(48.4, "south:2000 9000", "north:1000 0001", 145_000),
    # A sure gain: three victims, one account, most of it still there.
    "elif": Transfer(216.0, "south:2000 0011", "north:1000 0002", 300_000),
    "samuel": Transfer(215.5, "south:2000 0012", "north:1000 0002", 150_000),
    "xiuying": Transfer(215.0, "south:2000 0013", "north:1000 0002", 200_000),
    "gain-out": Transfer(214.0, "north:1000 0002", "exchange:6000 0002", 250_000),
    # A parcel with a fee: all of it was there.
    "grace": Transfer(500.0, "south:2000 0007", "small:5000 0002", 78_000),
    # A landlord and his helpers: wages, a car, a bicycle.
    "second-holder-wages": Transfer(52.0, "south:2000 9000", "north:1000 0003", 120_000),
    "joon-wages": Transfer(30.0, "south:2000 0005", "north:1000 0003", 160_000),
    "joon-car": Transfer(29.9, "south:2000 0005", "old:4000 0002", 90_000),
    "joon-bicycle": Transfer(29.8, "south:2000 0005", "small:5000 0003", 65_000),
    "joon-quiet": Transfer(29.7, "south:2000 0005", "north:1000 0004", 40_000),
    # Two that are new.
    "petra-north": Transfer(26.0, "south:2000 0003", "north:1000 0005", 215_000),
    "petra-river": Transfer(25.9, "south:2000 0003", "river:3000 0004", 30_000),
    "petra-cash": Transfer(25.5, "north:1000 0005", "north:outside", 15_000, "cash"),
    "tomas": Transfer(2.2, "south:2000 0002", "river:3000 0003", 96_000),
    # Work from home: both banks on the way have nodes.
    "wei-north": Transfer(8.0, "south:2000 0014", "north:1000 0008", 180_000),
    "wei-on": Transfer(7.8, "north:1000 0008", "north:1000 0010", 70_000),
    "wei-away": Transfer(7.6, "north:1000 0010", "river:3000 0006", 20_000),
    "wei-cash": Transfer(7.5, "north:1000 0008", "north:outside", 10_000, "cash"),
    # Not of this operation, or not known to be.
    "lin": Transfer(3.0, "south:2000 0004", "river:3000 0005", 38_000),
    "amir": Transfer(9.0, "south:2000 0008", "old:4000 0003", 21_000),
    "typing-error": Transfer(61.0, "south:2000 0009", "north:1000 0009", 4_500),
    "police": Transfer(30.0, "south:2000 0006", "north:1000 0007", 110_000),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Extract:
    """What an account's bank answers for a time: a CSV, and both balances."""

    data: bytes
    opening: int
    closing: int


def side(account: str) -> tuple[str, str]:
    """(agent, number) of agent:number."""
    agent, _, number = account.partition(":")
    return agent, number


def extract(account: str, now: datetime, begins: datetime, ends: datetime) -> Extract:
    """The account's entries between two instants, with both balances. `account` is one of OPENINGS."""
    opening = closing = OPENINGS[account]
    out = io.StringIO(newline="")
    write = csv.writer(out)
    write.writerow(_COLUMNS)
    for name, each in sorted(TRANSFERS.items(), key=lambda item: -item[1].hours):
        moved = each.units * ((each.creditor == account) - (each.debtor == account))
        at = now - timedelta(hours=each.hours)
        if not moved or at > ends:
            continue
        closing += moved
        if at < begins:
            opening += moved
            continue
        amount = format_amount(each.units, currency(CODE))
        sides = (written_side(each.debtor), written_side(each.creditor))
        write.writerow([name, at.isoformat(), *sides[0], *sides[1], amount, CODE, each.kind])
    return Extract(data=out.getvalue().encode(), opening=opening, closing=closing)


def written_side(account: str) -> tuple[str, str]:
    """As a bank writes it: the world outside has no spaces to lose, and no agent."""
    agent, number = side(account)
    return (agent, number) if number == "outside" else (agent, canonical(number))
