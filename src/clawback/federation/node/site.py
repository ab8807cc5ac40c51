"""What a node is started with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from hmac import digest
from typing import Protocol

from clawback.federation.book import Account, Book
from clawback.federation.node.policy import NO_POLICY, Policy
from clawback.federation.trust.keys import Secret
from clawback.federation.trust.members import Members
from clawback.federation.wire.jws import to_base64url
from clawback.money import Currency

__all__ = ["IdKeys", "Keys", "Ledger", "NamedKeys", "Reveals", "Site", "transfer_key"]


class Keys(Protocol):
    """How transfers of a book are named to other institutions."""

    def key_of(self, own: str) -> str | None:
        """The name of the transfer with that key in our book; None where it has none that both sides know."""
        ...

    def own_of(self, key: str) -> tuple[str, ...]:
        """The transfers that may be meant by a name."""
        ...


class IdKeys:
    """Both sides' books have one id for a transfer: so it is in books that were cut from one ledger."""

    def key_of(self, own: str) -> str | None:
        return own

    def own_of(self, key: str) -> tuple[str, ...]:
        return (key,)


_IDS = IdKeys()


class NamedKeys:
    """Names by `transfer_key`, of (key in our book, name) for each transfer that has one."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._key_of = dict(named)
        self._own_of: dict[str, tuple[str, ...]] = {}
        for own, key in self._key_of.items():
            self._own_of[key] = (*self._own_of.get(key, ()), own)

    def key_of(self, own: str) -> str | None:
        return self._key_of.get(own)

    def own_of(self, key: str) -> tuple[str, ...]:
        return self._own_of.get(key, ())


def transfer_key(
    *, uetr: str | None, end_to_end_id: str | None, amount: str, currency: str, settled_on: str
) -> str | None:
    """The name that both banks give a transfer: its UETR, else a digest of end-to-end id, amount and settlement date.

    A digest, since people write names into end-to-end ids. None where there is neither; `NOTPROVIDED` is none.
    """
    if uetr:
        return f"uetr:{uetr.lower()}"
    if not end_to_end_id or end_to_end_id == "NOTPROVIDED":
        return None
    said = f"{end_to_end_id}\n{amount}\n{currency}\n{settled_on}"
    return f"e2e:{sha256(said.encode()).hexdigest()}"


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What a node on loopback tells of its book as a whole."""

    snapshot: str
    notes: tuple[str, ...] = ()


class Reveals(Protocol):
    """A book that can say how an account's opening balance was had, and whether its order is known."""

    def opening_given(self, account: Account) -> bool: ...

    def order_assumed(self, account: Account) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Site:
    """A node's name in the list of members, its key, its book (None for a centre, which keeps no accounts).

    `token_key` (32 bytes) makes tokens of account numbers. With `reveal` numbers are told as they are: whoever runs the
    node sees to it that it listens on loopback alone (running/server.py refuses else).
    """

    name: str
    secret: Secret
    members: Members
    currency: Currency
    token_key: bytes = field(repr=False)
    book: Book | None = None
    keys: Keys = _IDS
    exits: frozenset[Account] = frozenset()
    policy: Policy = NO_POLICY
    reveal: bool = False
    ledger: Ledger | None = None

    @property
    def stands_in(self) -> bool:
        """Whether its book is of institutions without a node: a member that keeps no accounts has no other."""
        here = self.members.get(self.name)
        return self.book is not None and here is not None and not here.agents

    def told(self, case: str, account: Account) -> str:
        """An account as the owner of a case is told it: the same token each time in one case, another in the next."""
        return account[1] if self.reveal else self.token(case, account)

    def token(self, case: str, account: Account) -> str:
        """What stands for an account's number in one case."""
        return _token(self.token_key, case, account)


@lru_cache(maxsize=1 << 16)
def _token(key: bytes, case: str, account: Account) -> str:
    """Asked for in every step of all that is open."""
    said = "\n".join((case, *account)).encode()
    return to_base64url(digest(key, said, "sha256")[:16])
