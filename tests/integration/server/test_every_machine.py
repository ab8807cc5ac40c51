"""Every write of the API times every role of every kind of organisation, its scope, another, and no token at all:
exactly what the table of permissions allows. What is read is walked in test_api_signing_in.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from clawback import clock
from tests.integration.server.addresses import Stage, make_stage
from tests.integration.server.api_writes import SOON, WRITES, Write, add_to
from tests.integration.server.test_every_role import entries
from tests.integration.server.world_api import Machine, token

if TYPE_CHECKING:
    from clawback.server.casework.models import Token

NOBODY = Machine(secret="clawback_0")


class Time:
    """The machine's, as the walk sets it."""

    at = SOON

    @classmethod
    def now(cls) -> datetime:
        return cls.at


@pytest.fixture(scope="module")
def stage(database_of_module: str) -> Iterator[Stage]:
    """Made once: each request that is made of it is taken back."""
    assert database_of_module
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", Time.now)
        made = make_stage()
        add_to(made)
        yield made


@pytest.fixture(scope="module")
def machines(stage: Stage) -> list[tuple[Token, Machine]]:
    """One of every role that a machine of each organisation may have, with every scope."""
    from clawback.server.casework.machines.tokens import roles_for, token_of
    from clawback.server.people.models import Organisation

    secrets = [
        token(stage.world, each, role, SOON)
        for each in Organisation.objects.all()
        for role in roles_for(each)
    ]
    return [(token_of(each, SOON), Machine(secret=each)) for each in secrets]


@pytest.fixture(scope="module")
def described(stage: Stage) -> dict[str, dict[str, Any]]:
    """Every operation of the description that is no GET, by method and path."""
    paths = Client(headers={"host": "localhost"}).get("/api/v1/openapi.json").json()["paths"]
    return {
        f"{method.upper()} {path}": operation
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method in ("post", "put", "patch", "delete")
    }


def scope_of(operation: dict[str, Any]) -> str:
    found = re.search(r"Scope: `([a-z:-]+)`", operation["description"])
    assert found, operation["operationId"]
    return found[1]


def asked(stage: Stage, name: str, machine: Machine, scopes: tuple[str, ...] = ()) -> tuple[int, str, int]:
    """The status, the kind of a problem, and how many decisions were made; all of it is taken back. The machine's
    token has `scopes` where some are said."""
    from django.db import transaction

    from clawback.server.casework.models import Token
    from clawback.server.casework.sealing import digest

    write = WRITES[name]
    Time.at = write.at
    path = name.partition("/api/v1")[2].replace("{number}", str(write.about(stage).pk))
    with transaction.atomic():
        if scopes:
            Token.objects.filter(digest=digest("token", machine.secret)).update(scopes=" ".join(scopes))
        before = entries()
        answer = machine.post(path, write.said(stage))
        made = entries() - before
        transaction.set_rollback(True)
    kind = "" if answer.status_code < 400 else answer.json()["type"].removeprefix("urn:clawback:problem:")
    return answer.status_code, kind, made


def test_every_write_has_its_line(described: dict[str, dict[str, Any]]) -> None:
    assert sorted(described) == sorted(WRITES)


def test_every_role_writes_what_the_table_allows(
    stage: Stage, machines: list[tuple[Token, Machine]], described: dict[str, dict[str, Any]]
) -> None:
    from clawback.server.casework.machines.tokens import act_by

    wrong, seen = [], {name: set[bool]() for name in WRITES}
    for name, write in WRITES.items():
        for kept, machine in machines:
            facts = act_by(kept, write.at).by
            allowed = write.allows(stage, facts)
            seen[name].add(allowed)
            found = fault(write, asked(stage, name, machine), allowed, write.shows(stage, facts))
            if found:
                wrong.append((name, facts.kind, kept.role, kept.organisation.code, found))
    assert wrong == []
    assert {name: both for name, both in seen.items() if both != {True, False}} == {}


def fault(write: Write, answer: tuple[int, str, int], allowed: bool, shown: bool) -> str:
    """Empty where it is what the table says; who sees the record is told that they may not, everybody else nothing."""
    status, kind, made = answer
    if allowed:
        right = status in (200, 201) and made > 0 if write.done else status not in (401, 403, 404)
    else:
        right = (status, kind, made) == ((403, "not-allowed", 0) if shown else (404, "no-such-record", 0))
    return "" if right else f"{answer}, allowed {allowed}, seen {shown}"


def test_without_its_scope_nobody_writes(
    stage: Stage, machines: list[tuple[Token, Machine]], described: dict[str, dict[str, Any]]
) -> None:
    """Not even who may: with its scope alone they do, with all others they do not."""
    from clawback.server.casework.machines.tokens import SCOPES, act_by

    for name, write in WRITES.items():
        scope = scope_of(described[name])
        others = tuple(each for each in SCOPES if each != scope)
        assert len(others) == len(SCOPES) - 1, "a write has a scope of its own"
        kept, machine = next(
            (kept, each) for kept, each in machines if write.allows(stage, act_by(kept, write.at).by)
        )
        assert asked(stage, name, machine, others) == (403, "scope-missing", 0), name
        assert fault(write, asked(stage, name, machine, (scope,)), True, True) == "", (name, kept.role)


def test_without_a_token_nobody_writes(stage: Stage) -> None:
    for name in WRITES:
        assert asked(stage, name, NOBODY) == (401, "token-unknown", 0)
