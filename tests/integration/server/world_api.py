"""Machines as tests need them: tokens of the world's organisations, and a client that speaks as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from django.test import Client

from clawback import clock
from tests.integration.server.world import World, member

if TYPE_CHECKING:
    from clawback.server.people.models import Organisation

_keys = count(1)


def token(
    world: World, organisation: Organisation, role: str, at: datetime | None = None, **said: Any
) -> str:
    """The secret of a new token, with every scope unless `scopes` says which."""
    from clawback.server.casework.machines.tokens import SCOPES, NewToken, make_token
    from clawback.server.people.acting import Act

    name = f"administrator of {organisation.code}"
    if name not in world.people:
        world.people[name] = member(organisation, "administrator")
    at = at or clock.now()
    act = Act(member=world.people[name].facts(at), at=at)
    return make_token(
        act, organisation.pk, NewToken(**{"name": "Core system", "role": role, "scopes": SCOPES, **said})
    )[1]


@dataclass(frozen=True, kw_only=True)
class Machine:
    """Speaks to the API with a token; each write with a new key unless one is given."""

    secret: str

    def get(self, path: str, **headers: str) -> Any:
        return Client().get(f"/api/v1{path}", headers=self._headers(headers))

    def post(self, path: str, said: object = None, key: str | None = None, **headers: str) -> Any:
        headers = {"Idempotency-Key": key or f"key-{next(_keys)}", **headers}
        return Client().post(
            f"/api/v1{path}", said or {}, content_type="application/json", headers=self._headers(headers)
        )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"host": "localhost", "Authorization": f"Bearer {self.secret}", **more}


def responder(world: World, **said: Any) -> Machine:
    return Machine(secret=token(world, world.bank, "responder", **said))
