"""What many reports name though it is nobody's scam, and what a few unlike reports share by accident."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from clawback.linking.facts import Named, Thing
from clawback.simulate.operations import TYPES, made_account, made_handle, made_phone

__all__ = ["Hubs"]

_Each = TypeVar("_Each")

_LISTED = (
    Named(kind="phone", value="+8696110"),
    Named(kind="phone", value="+8695588"),
    Named(kind="phone", value="+44159"),
    Named(kind="domain", value="t.me"),
    Named(kind="domain", value="taobao.com"),
    Named(kind="domain", value="facebook.com"),
)


class Hubs:
    """The hubs of a world of so many reports."""

    def __init__(self, chance: Random, reports: int) -> None:
        self._hotlines = [Named(kind="phone", value=f"+86400{chance.randrange(10**7):07d}") for _ in range(6)]
        self._platforms = [Named(kind="domain", value=f"platform-{each}.com") for each in range(30)]
        self._merchants = [
            Thing("account", f"CN:BANK:9{chance.randrange(10**14):014d}", "MERCXX22") for _ in range(40)
        ]
        self._shops = [
            (chance.choice(TYPES), _small(chance)) for _ in range(2 * max(reports // 1000, len(TYPES)))
        ]
        self._small = [_small(chance) for _ in range(max(reports // 25, 1))]

    def named(self, chance: Random, scam_type: str) -> list[Named]:
        """What a report names beside its scam. Half of the shops serve one kind of scam's victims alone."""
        merchant = _first_most(chance, self._merchants)
        of_type, shop = chance.choice(self._shops)
        found = [
            (0.15, chance.choice(_LISTED)),
            (0.1, chance.choice(self._hotlines)),
            (0.15, _first_most(chance, self._platforms)),
            (0.08, Named(kind=merchant.kind, value=merchant.value, agent=merchant.agent)),
            (0.16, chance.choice(self._small)),
            (0.1 if of_type in (scam_type, TYPES[0]) else 0.0, shop),
        ]
        return [each for share, each in found if chance.random() < share]

    def positions(self, chance: Random) -> tuple[Thing, ...]:
        """Money that went through a big merchant's account."""
        return (_first_most(chance, self._merchants),) if chance.random() < 0.2 else ()


def _small(chance: Random) -> Named:
    made = chance.choice((made_phone, made_handle, made_account))
    return made(chance)


def _first_most(chance: Random, of: Sequence[_Each]) -> _Each:
    """The first far more often than the last."""
    return of[min(int(chance.expovariate(6 / len(of))), len(of) - 1)]
