"""One name for each account, however the statements write it.

- A BIC of eight characters and the same with `XXX` are one agent.
- An account number that is exactly one statement's own, named without an agent, is that statement's account.
- An IBAN is the same account whichever agent it is named with: the statement's own; else, named without an
  agent, the one agent that others name it with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from clawback.ledgers.reading import OUTSIDE
from clawback.ledgers.statements.records import Account

__all__ = ["Names", "is_bic", "is_iban"]

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")


@lru_cache(1 << 16)
def is_iban(number: str) -> bool:
    """Whether this is an IBAN with the right check digits (ISO 13616, ISO 7064 MOD 97-10)."""
    if not _IBAN.fullmatch(number):
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def is_bic(agent: str) -> bool:
    """Whether an agent's name has the form of a BIC (ISO 9362)."""
    return _BIC.fullmatch(agent) is not None


class Names:
    """Made from the accounts the statements are of, and all others they name; both in any order."""

    def __init__(self, own: Iterable[Account], named: Iterable[Account]) -> None:
        own, named = set(own), set(named)
        self._spelling: dict[str, str] = {}
        for agents in (named, own):
            self._spelling.update({_base(agent): agent for agent in sorted({agent for agent, _ in agents})})
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for agents_of, accounts in ((self._own, own), (self._named, named)):
            for agent, number in accounts:
                agents_of[number].add(self._agent(agent))
        self._known: dict[Account, Account] = {}

    def of(self, account: Account) -> Account:
        """The one name of this account."""
        if account not in self._known:
            self._known[account] = self._find(*account)
        return self._known[account]

    def _find(self, agent: str, number: str) -> Account:
        agent = self._agent(agent)
        if number == OUTSIDE:
            return (agent, OUTSIDE)
        if is_iban(number):
            own, named = self._own[number], self._named[number] - {""}
            owners = own - {""} or (named if own else set())
            return (_best(owners) if owners else agent or _only(named), number)
        return (agent or _only(self._own[number]), number)

    def _agent(self, agent: str) -> str:
        return self._spelling.get(_base(agent), agent)


def _base(agent: str) -> str:
    return agent[:8] if len(agent) == 11 and agent.endswith("XXX") and is_bic(agent) else agent


def _best(agents: set[str]) -> str:
    """Of several names for the agent of one IBAN a BIC, and of these the first."""
    return min(agents, key=lambda agent: (not is_bic(agent), agent))


def _only(agents: set[str]) -> str:
    return next(iter(agents)) if len(agents) == 1 else ""
