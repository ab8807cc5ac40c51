"""What a trace is made from: claims and answers as plain records. Amounts are minor units of one currency, times
microseconds since 1970 (UTC); an account is (agent, number)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "NOBODY",
    "NO_PEERS",
    "PSEUDONYMS",
    "Account",
    "AnswerFact",
    "ClaimFact",
    "CreditFact",
    "EntryFact",
]
__all__ += ["Facts", "FlowFact", "PeersFact", "ReturnFact"]

Account = tuple[str, str]

PSEUDONYMS = "~"
"""The agent of accounts that no part reaches: their numbers are pseudonyms."""

NOBODY: Final = "outside"
"""The pseudonym of an entry whose other side nobody names: an exit for debits, own money for credits.

Ledgers have the same word, `ledgers.reading.OUTSIDE`; what reads them is loaded when there is one to read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimFact:
    """A confirmed claim; `number` is its record's."""

    number: int
    debtor: Account
    creditor: Account
    amount: int
    came_back: int
    settled_at: int
    uetr: str = ""
    end_to_end_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnFact:
    """A confirmed line of a plan: so much of what was held at `debtor` for the claim `of` went to `creditor`."""

    number: int
    of: int
    debtor: Account
    creditor: Account
    amount: int
    settled_at: int
    end_to_end_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryFact:
    """One entry of an answer. `debit`: the answer's own account pays. A reversal names the entry that it `reverses`.

    `claim` is whose part it is, where an answer of parts says so; 0 for that of the answer.
    """

    place: int
    debit: bool
    other: Account
    amount: int
    settled_at: int
    kind: str
    name: str
    uetr: str = ""
    end_to_end_id: str = ""
    reverses: str = ""
    claim: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerFact:
    """One answer about `account`, complete from `begins` to `ends`; the later of two has the larger `number`.

    Without balances (`opening` and `closing` None) its entries are parts of claims that left, of `claim` where they
    name no other, and nothing else.
    """

    number: int
    account: Account
    claim: int
    begins: int
    ends: int
    opening: int | None
    closing: int | None
    entries: tuple[EntryFact, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it has all entries and balances."""
        return self.opening is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowFact:
    """What a credit brings under one rule: `parts` are (claim, minor units)."""

    rule: str
    depth: int
    followed: bool
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CreditFact:
    """A credit to an account of an institution without a node, as the node of `agent`, its debtor's, tells it. `key` is
    the name that both banks give it; `account` may be known by that name alone. `claim` is that whose own transfer it
    is, 0 where it is none's."""

    account: Account
    agent: str
    key: str
    claim: int
    amount: int
    settled_at: int
    flows: tuple[FlowFact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PeersFact:
    """What nodes tell: `agents` are institutions that answer by their own; `traced` what of claims that start there
    became claims, as (claim, rule, minor units)."""

    agents: frozenset[str]
    credits: tuple[CreditFact, ...]
    traced: frozenset[tuple[int, str, int]]


NO_PEERS = PeersFact(agents=frozenset(), credits=(), traced=frozenset())


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """All that is known of accounts which claims connect: in any order, the same facts.

    `stops` are (claim, account) where value was given in good faith for what came: it is followed no further.
    """

    currency: str
    claims: tuple[ClaimFact, ...]
    answers: tuple[AnswerFact, ...]
    returns: tuple[ReturnFact, ...] = ()
    stops: frozenset[tuple[int, Account]] = frozenset()
    peers: PeersFact = NO_PEERS
