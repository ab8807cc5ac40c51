"""Requests drawn from the API's own description, and bodies that no description would draw: never a 500, and every
refusal is a problem that the description declares. The description holds what is answered, too."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clawback import clock
from tests.integration.server.test_api_of_an_agent import REPORT
from tests.integration.server.world import drafted, in_case, make_world, placed, transfer
from tests.integration.server.world_api import Machine, responder, token

pytestmark = pytest.mark.usefixtures("database")


@cache
def described() -> dict[str, Any]:
    from clawback.server.api.v1 import api

    found = json.loads(json.dumps(api.get_openapi_schema()))
    assert isinstance(found, dict)
    return found


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]


def machines() -> list[Machine]:
    """In a world with a request that waits, a hold, and evidence to confirm."""
    from clawback.server.casework.requesting import approve_request

    world, now = make_world(), clock.now()
    case, (first, second) = in_case(world, transfer(), transfer(creditor="C2"), at=now)
    placed(world, case, first, 60_000, at=now)
    approve_request(world.act("approver", now), drafted(world, case, second, at=now).pk)
    return [
        responder(world),
        Machine(secret=token(world, world.centre, "auditor")),
        Machine(secret=token(world, world.other_bank, "responder")),
    ]


NUMBERS = st.sampled_from(["1", "2", "3", "0", "-1", str(2**63), str(10**30), "x", "1.0", "%00", "\u4e00"])
TEXTS = st.one_of(
    st.sampled_from(
        ["", "EUR", "1.00", "1e5", "NaN", "no-funds", "other", "north", "\0", "\ud800", "\u202e"]
    ),
    st.text(max_size=20),
)
LEAVES = st.one_of(
    TEXTS, st.integers(), st.floats(), st.booleans(), st.none(), st.just(10**400), st.just("x" * 60_000)
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
)


def drawn(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What fits a schema, mostly."""
    if "$ref" in schema:
        return drawn(described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return st.one_of([drawn(each) for each in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "const" in schema:
        return st.just(schema["const"])
    match schema.get("type"):
        case "object":
            wanted = schema.get("properties", {})
            names = set(schema.get("required", []))
            return st.fixed_dictionaries(
                {name: mostly(each) for name, each in wanted.items() if name in names},
                optional={name: mostly(each) for name, each in wanted.items() if name not in names},
            )
        case "array":
            return st.lists(mostly(schema["items"]), max_size=3)
        case "string":
            return text(schema)
        case "integer":
            return st.integers(-1, 3) | st.integers()
        case "boolean":
            return st.booleans()
        case _:
            return st.none()


def text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=False)
    return st.text(max_size=min(schema.get("maxLength", 20), 60)) | TEXTS


def mostly(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 19).flatmap(lambda each: JSON if each == 0 else drawn(schema))


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, str, bytes | None]:
    """Method, the path as described, the path with its values, the body."""
    method, path, operation = draw(st.sampled_from(operations()))
    asked = path.replace("{number}", draw(NUMBERS)).removeprefix("/api/v1")
    query = [each for each in operation.get("parameters", []) if each["in"] == "query"]
    chosen = draw(st.lists(st.sampled_from(query), max_size=3)) if query else []
    values = [
        f"{each['name']}={draw(st.sampled_from(['sent', 'placed', 'told', 'true', '1', '0', '101', 'x', '%00']))}"
        for each in chosen
    ]
    said = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    body = draw(bodies(said)) if said else None
    return method, path, asked + ("?" + "&".join(values) if values else ""), body


def bodies(schema: dict[str, Any]) -> st.SearchStrategy[bytes]:
    fitting = drawn(schema).map(lambda each: json.dumps(each).encode())
    return st.one_of(
        fitting, fitting, JSON.map(lambda each: json.dumps(each).encode()), st.binary(max_size=50)
    )


# Each example changes the one world of the test: that is wanted, for it gets into every state.
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def check(speakers: list[Machine], data: st.DataObject) -> None:
    method, path, asked, body = data.draw(requests())
    machine = data.draw(st.sampled_from(speakers))
    answer = machine.get(asked) if method == "get" else raw(machine, asked, body or b"")
    declared = described()["paths"][path][method]["responses"]
    assert str(answer.status_code) in declared, (asked, body, answer.content)
    (kind,) = declared[str(answer.status_code)]["content"]
    assert answer.headers["content-type"].partition(";")[0] == kind
    schema = declared[str(answer.status_code)]["content"][kind]["schema"]
    jsonschema.validate(answer.json(), {**schema, "components": described()["components"]})


def raw(machine: Machine, path: str, body: bytes) -> Any:
    from django.test import Client

    from tests.integration.server.world_api import _keys

    headers = {"host": "localhost", "Authorization": f"Bearer {machine.secret}"}
    headers["Idempotency-Key"] = f"fuzz-{next(_keys)}"
    return Client().post(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def test_no_request_breaks_it() -> None:
    check(machines())


def test_every_operation_says_all_that_it_can_refuse() -> None:
    from clawback.server.api.problems import kinds, status_of

    assert len(operations()) >= 18
    for method, _, operation in operations():
        codes = set(operation["responses"])
        assert {"400", "401", "403", "404", "422"} <= codes
        if method == "post":
            assert {str(status_of(kind)) for kind in kinds()} <= codes
            assert [each["name"] for each in operation["parameters"] if each["in"] == "header"]


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b'{"reason": "no-funds", "reason": "other"}', 400, "body-wrong"),
        (b'{"reason": "no-funds", "more": 1}', 422, "shape-wrong"),
        (b'{"reason": NaN}', 400, "body-wrong"),
        (b'{"reason": 1.5}', 400, "body-wrong"),
        (b'{"reason": Infinity}', 400, "body-wrong"),
        (b"\xff\xfe", 400, "body-wrong"),
        (b"", 422, "shape-wrong"),
        (b"[" * 100_000, 400, "body-wrong"),
        (b'{"reason": "other", "words": "\\u0000"}', 400, "body-wrong"),
        (b'{"reason": "other", "words": "\\ud800"}', 400, "body-wrong"),
        (b'{"words": "x"}', 422, "shape-wrong"),
        (b"[]", 422, "shape-wrong"),
        (b"9" * 5000, 400, "body-wrong"),
    ],
)
def test_strict_json(body: bytes, status: int, kind: str) -> None:
    answer = raw(responder(make_world()), "/hold-requests/1/refuse", body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:clawback:problem:{kind}")


@pytest.mark.parametrize(
    "amount", [1, 1.5, "1,5", "-1.00", "1e3", "NaN", " 1", "01", "1.001", "9" * 18, "", None]
)
def test_amounts_are_texts(amount: object) -> None:
    said = json.loads(json.dumps(REPORT))
    said["transfers"][0]["amount"]["amount"] = amount
    answer = responder(make_world()).post("/reports", said)
    assert answer.status_code in (400, 422)
    if answer.status_code == 422:
        assert answer.json()["errors"][0]["pointer"].startswith("#/transfers/0/amount")


@pytest.mark.parametrize(
    "time", ["2026-11-24T10:00:00", "2026-11-24", "yesterday", "2026-13-01T00:00:00Z", 5]
)
def test_times_have_an_offset(time: object) -> None:
    said = json.loads(json.dumps(REPORT))
    said["transfers"][0]["settled_at"] = time
    answer = responder(make_world()).post("/reports", said)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/transfers/0/settled_at")


def test_another_type_of_body_is_not_taken() -> None:
    from django.test import Client

    machine = responder(make_world())
    headers = {"host": "localhost", "Authorization": f"Bearer {machine.secret}", "Idempotency-Key": "k"}
    answer = Client().post("/api/v1/reports", {"to": "x"}, headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:clawback:problem:not-json")


def test_a_body_is_bounded() -> None:
    answer = raw(responder(make_world()), "/reports", b'"' + b"x" * 1_048_576 + b'"')
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
