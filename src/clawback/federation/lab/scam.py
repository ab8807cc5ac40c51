"""A scam that is played for the demo: a victim's money through as many hops as there are nodes, and back to the first.

Every name is invented. In each account on the way a part stays behind, beside money of its own; transfers are named to
other institutions by their UETR, as banks do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from uuid import UUID

from clawback.federation.book import Account, ListBook, Movement
from clawback.federation.node.site import NamedKeys, transfer_key

__all__ = ["Scam", "play"]

_MINUTE = 60_000_000
_STOLEN = 5_000_000
_OTHERS = 40


@dataclass(frozen=True, kw_only=True)
class Scam:
    """Books and names of transfers by agent; `first` is the transfer that the victim reports."""

    books: dict[str, ListBook]
    keys: dict[str, NamedKeys]
    first: Movement
    key: str
    movements: tuple[Movement, ...]


def play(agents: list[str], now: int, seed: int = 6) -> Scam:
    """Plays it in the last hour before `now` (microseconds since 1970), as seeded."""
    chance = random.Random(seed)  # noqa: S311 - an invented world, not a secret
    begins = now - 60 * _MINUTE
    rows = [_other(chance, agents, number, begins) for number in range(_OTHERS)]
    account, amount = (agents[0], "VICTIM"), _STOLEN
    for hop in range(1, len(agents) + 1):
        next_ = (agents[hop % len(agents)], f"MULE{hop}")
        wages = chance.randrange(20_000, 90_000)
        rows.append(_row(f"W{hop}", begins + hop * 4 * _MINUTE, ("", "EMPLOYER"), next_, wages))
        rows.append(_row(f"S{hop}", begins + (hop * 4 + 1) * _MINUTE, account, next_, amount))
        if hop == len(agents) - 1:
            out = (next_[0], "ATM")
            rows.append(_row("C1", begins + (hop * 4 + 2) * _MINUTE, next_, out, amount // 10, "cash"))
            amount -= amount // 10
        account, amount = next_, amount - amount // chance.randrange(8, 16)
    rows.sort(key=lambda row: row.settled_at)
    named = [(row.key, _name(row.key, seed)) for row in rows]
    first = next(row for row in rows if row.key == "S1")
    return Scam(
        books={agent: _book(rows, agent) for agent in agents},
        keys={agent: NamedKeys(named) for agent in agents},
        first=first,
        key=_name("S1", seed),
        movements=tuple(rows),
    )


def _other(chance: random.Random, agents: list[str], number: int, begins: int) -> Movement:
    """People who have nothing to do with it."""
    debtor, creditor = ((chance.choice(agents), f"PERSON{chance.randrange(8)}") for _ in range(2))
    return _row(f"P{number}", begins + number * _MINUTE, debtor, creditor, chance.randrange(500, 50_000))


def _row(
    key: str, settled_at: int, debtor: Account, creditor: Account, amount: int, kind: str = "transfer"
) -> Movement:
    return Movement(
        key=key, settled_at=settled_at, debtor=debtor, creditor=creditor, amount=amount, kind=kind
    )


def _name(key: str, seed: int) -> str:
    uetr = UUID(bytes=random.Random(f"{seed} {key}").randbytes(16), version=4)  # noqa: S311
    found = transfer_key(uetr=str(uetr), end_to_end_id=None, amount="", currency="", settled_on="")
    assert found is not None, "a transfer with a UETR has a name"
    return found


def _book(rows: list[Movement], agent: str) -> ListBook:
    own = [row for row in rows if agent in (row.debtor[0], row.creditor[0])]
    return ListBook(own, lambda account: account[0] == agent)
