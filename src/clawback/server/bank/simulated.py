"""A bank that answers by itself, over and over: `clawback agent-sim`."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.bank.answering import Behaviour, Placing, Refusing, answer, confirms, was_made
from clawback.server.bank.client import Client
from clawback.server.bank.ledger import BankAccount, canonical
from clawback.server.bank.refusing import Refused
from clawback.server.bank.stating import Statement, statement

__all__ = ["SimulatedBank"]


class SimulatedBank:
    """A bank with a ledger that behaves so."""

    def __init__(self, client: Client, accounts: dict[str, BankAccount], behaviour: Behaviour) -> None:
        self._client, self._accounts, self._behaviour = client, accounts, behaviour

    def round(self) -> Iterator[str]:
        """Answers all that waits; a line for each deed."""
        yield from self._requests()
        yield from self._releases()
        yield from self._evidence()
        yield from self._statements()

    def _requests(self) -> Iterator[str]:
        for request in list(self._client.items("/hold-requests?state=sent")):
            found = answer(self._accounts, request, self._behaviour, self._client.at)
            path = f"/hold-requests/{request['number']}"
            if isinstance(found, Placing) and self._done(f"{path}/place", found.body()):
                self._accounts[canonical(request["account"]["number"])].held += found.units
                yield f"R-{request['number']} placed {found}"
            elif isinstance(found, Refusing) and self._done(f"{path}/refuse", found.body()):
                yield f"R-{request['number']} refused {found.reason}"

    def _releases(self) -> Iterator[str]:
        for release in list(self._client.items("/releases?waiting=true")):
            told = confirms(release, self._behaviour, self._client.at)
            if told and self._done(f"/releases/{release['number']}/confirm", {}):
                yield f"release {release['number']} of H-{release['hold']} confirmed"

    def _evidence(self) -> Iterator[str]:
        for claim in list(self._client.items("/evidence")):
            wanted = claim["evidence"] != "confirmed" and was_made(self._accounts, claim, self._behaviour)
            if wanted and self._done(f"/evidence/{claim['claim']}/confirm", {}):
                yield f"claim {claim['claim']} confirmed"

    def _statements(self) -> Iterator[str]:
        for request in list(self._client.items("/statement-requests?state=sent")):
            found = statement(self._accounts, request, self._behaviour, self._client.at)
            path = f"/statement-requests/{request['number']}"
            if isinstance(found, Statement) and self._done(f"{path}/answer", found.body()):
                yield f"S-{request['number']} answered, {found.entries} entries"
            elif isinstance(found, Refusing) and self._done(f"{path}/refuse", found.body()):
                yield f"S-{request['number']} refused {found.reason}"

    def _done(self, path: str, body: dict[str, object]) -> bool:
        """Whether it was done; not where a clock, or another machine of the bank, was there first."""
        try:
            self._client.decide(path, body)
        except Refused as refused:
            if refused.status in (404, 409):
                return False
            raise
        return True
