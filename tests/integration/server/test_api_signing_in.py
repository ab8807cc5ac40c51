"""Whose token it is: secrets, ends, bindings, scopes; and that no route is open to a role that may not."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client, override_settings

from clawback import clock
from tests.integration.server.world import in_case, make_world, placed
from tests.integration.server.world_api import Machine, responder, token

if TYPE_CHECKING:
    from clawback.server.people.acting import Act

pytestmark = pytest.mark.usefixtures("database")
_nonces = count(1)


def kind_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:clawback:problem:")


def test_a_secret_is_kept_as_its_hash() -> None:
    from clawback.server.casework.models import Token

    world = make_world()
    secret = token(world, world.bank, "responder")
    kept = Token.objects.get()
    assert secret not in repr(vars(kept))
    assert kept.expires_at - kept.made_at == timedelta(days=90)
    assert kind_of(Machine(secret="clawback_0").get("/holds")) == (401, "token-unknown")
    assert Client(headers={"host": "localhost"}).get("/api/v1/holds").headers["www-authenticate"] == "Bearer"


def test_a_token_ends_after_ninety_days() -> None:
    from clawback.server.clocks.time import go_ahead

    world = make_world()
    bank = responder(world)
    go_ahead(timedelta(days=89, hours=23))
    assert bank.get("/holds").status_code == 200
    go_ahead(timedelta(hours=1))
    assert kind_of(bank.get("/holds")) == (401, "token-ended")


def test_a_token_is_ended_by_an_administrator() -> None:
    from clawback.server.casework.machines.refusals import TokenEnded
    from clawback.server.casework.machines.tokens import end_token
    from clawback.server.casework.models import Token
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    bank = responder(world)
    number = Token.objects.get().pk
    act = administrator(world, "administrator of north")
    with pytest.raises(NotAllowed):
        end_token(world.act("administrator", clock.now()), number)
    end_token(act, number)
    assert kind_of(bank.get("/holds")) == (401, "token-ended")
    with pytest.raises(TokenEnded):
        end_token(act, number)


def administrator(world: Any, name: str) -> Act:
    return world.act(name, clock.now())  # type: ignore[no-any-return]


@pytest.mark.parametrize("role", ["approver", "administrator", "analyst"])
def test_a_machine_gets_no_role_of_power(role: str) -> None:
    from clawback.server.casework.machines.refusals import NotATokenRole

    world = make_world()
    with pytest.raises(NotATokenRole):
        token(world, world.bank, role)


def test_nobody_signs_in_as_a_token() -> None:
    from clawback.server.casework.models import Token

    world = make_world()
    responder(world)
    person = Token.objects.get().member
    browser = Client(headers={"host": "localhost"})
    assert person.name not in browser.get("/sign-in/").content.decode()
    browser.post("/sign-in/", {"member": person.pk})
    assert "_auth_user_id" not in browser.session


def test_a_suspended_organisation_s_token_may_nothing() -> None:
    world = make_world()
    bank = responder(world)
    world.bank.suspended = True
    world.bank.save()
    assert bank.get("/hold-requests").json()["items"] == []


def test_each_scope_opens_its_operations_alone() -> None:
    from clawback.server.api.v1 import RESOURCES
    from clawback.server.casework.machines.tokens import SCOPES

    world = make_world()
    machines = {each: responder(world, scopes=(each,)) for each in SCOPES}
    used = set()
    for router in RESOURCES:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                (needs,) = operation.auth_callbacks
                used.add(needs.scope)
                for scope, machine in machines.items():
                    ask = machine.get if operation.methods == ["GET"] else machine.post
                    answer = ask(path.replace("{number}", "1"))
                    denied = answer.status_code == 403 and kind_of(answer)[1] == "scope-missing"
                    assert denied is (needs.scope not in ("", scope)), (path, scope)
    assert used == {*SCOPES, ""}


def test_a_token_is_bound_outside_of_a_demo() -> None:
    from clawback.server.casework.machines.refusals import TokenUnbound

    world = make_world()
    bank = responder(world)
    with override_settings(CLAWBACK_DEMO=False):
        with pytest.raises(TokenUnbound):
            responder(world)
        assert kind_of(bank.get("/holds")) == (401, "token-unbound")


@pytest.mark.parametrize("wrong", ["00", base64.b64encode(b"short").decode(), "not base64"])
def test_a_key_that_is_none_is_refused(wrong: str) -> None:
    from clawback.server.casework.machines.refusals import KeyWrong

    world = make_world()
    with pytest.raises(KeyWrong):
        responder(world, public_key=wrong)
    with pytest.raises(KeyWrong):
        responder(world, certificate=wrong)


def test_a_certificate_s_fingerprint_is_the_front_s_word() -> None:
    world = make_world()
    bank = responder(world, certificate="AB:" * 31 + "AB")
    shown = {"X-Client-Certificate": "ab" * 32}
    assert kind_of(bank.get("/holds", **shown)) == (401, "certificate-wrong")
    with override_settings(CLAWBACK_CERTIFICATE_HEADER="X-Client-Certificate"):
        assert bank.get("/holds", **shown).status_code == 200
        assert kind_of(bank.get("/holds")) == (401, "certificate-wrong")
        assert kind_of(bank.get("/holds", **{"X-Client-Certificate": "cd" * 32})) == (
            401,
            "certificate-wrong",
        )


class Signed:
    """A machine whose token is bound to a key, and what it signs."""

    def __init__(self) -> None:
        from clawback.server.casework.machines.signing import public_text

        self.key = Ed25519PrivateKey.generate()
        world = make_world()
        self.secret = token(world, world.bank, "responder", public_key=public_text(self.key.public_key()))

    def headers(self, method: str, path: str, body: bytes = b"", **changes: Any) -> dict[str, str]:
        from clawback.server.casework.machines.signing import COVERED, Message, sign

        headers = {"Authorization": f"Bearer {self.secret}"}
        covered = changes.pop("covered", COVERED)
        if body:
            headers["Idempotency-Key"] = f"signed-{next(_nonces)}"
            covered = (*covered, "idempotency-key")
        message = Message(method=method, url=f"https://localhost/api/v1{path}", headers=headers)
        said = {"created": datetime.now(UTC), "nonce": f"n{next(_nonces)}", **changes}
        sign(said.pop("key", self.key), message, body or None, covered=covered, **said)
        return {**message.headers, "host": "localhost"}

    def get(self, path: str, headers: dict[str, str]) -> Any:
        return Client().get(f"/api/v1{path}", headers=headers)

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> Any:
        return Client().post(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def test_a_signed_request_is_taken_once() -> None:
    machine = Signed()
    headers = machine.headers("GET", "/holds?state=placed")
    assert machine.get("/holds?state=placed", headers).status_code == 200
    again = machine.get("/holds?state=placed", headers)
    assert kind_of(again) == (401, "signature-wrong")
    assert "used before" in again.json()["detail"]


def test_a_signed_body_cannot_be_altered() -> None:
    machine = Signed()
    body = b'{"reason": "no-funds"}'
    path = "/hold-requests/7/refuse"
    headers = machine.headers("POST", path, body)
    assert kind_of(machine.post(path, body + b" ", headers)) == (401, "signature-wrong")
    # Signed as it is, it goes through to the decision: there is no such request.
    assert kind_of(machine.post(path, body, machine.headers("POST", path, body))) == (404, "no-such-record")
    other_key = {**machine.headers("POST", path, body), "Idempotency-Key": "another"}
    assert kind_of(machine.post(path, body, other_key)) == (401, "signature-wrong")
    unsigned = machine.headers("POST", path, b"")
    assert kind_of(machine.post(path, body, {**unsigned, "Idempotency-Key": "x"})) == (401, "signature-wrong")


@pytest.mark.parametrize(
    "changes",
    [
        {"key": Ed25519PrivateKey.generate()},
        {"created": timedelta(minutes=-30)},
        {"created": timedelta(minutes=30)},
        {"covered": ("@method", "@authority")},
        {"nonce": "n" * 101},
    ],
    ids=["another key", "old", "of the future", "covers too little", "no sane nonce"],
)
def test_a_signature_that_is_not_good(changes: dict[str, Any]) -> None:
    """`created` is told from now: what is said when tests are gathered is the past half an hour later."""
    if "created" in changes:
        changes = {"created": datetime.now(UTC) + changes["created"]}
    machine = Signed()
    answer = machine.get("/holds", machine.headers("GET", "/holds", **changes))
    assert kind_of(answer) == (401, "signature-wrong")


@pytest.mark.parametrize("broken", ["", "x", "clawback=:AAAA:", 'clawback=("@method")', "\u00e9", "a=1, a=2"])
def test_headers_that_are_no_signature(broken: str) -> None:
    machine = Signed()
    headers = machine.headers("GET", "/holds")
    for name in ("Signature", "Signature-Input"):
        answer = machine.get("/holds", {**headers, name: broken})
        assert kind_of(answer) == (401, "signature-wrong")
    assert kind_of(machine.get("/figures", headers)) == (401, "signature-wrong")


def test_a_signature_is_of_its_own_path_and_query() -> None:
    machine = Signed()
    headers = machine.headers("GET", "/holds?state=placed")
    assert kind_of(machine.get("/holds?state=ended", headers)) == (401, "signature-wrong")


def test_every_role_reads_only_what_may_says() -> None:
    """Every reading route, for a token of every role of every kind: nothing of another's shows up."""
    from clawback.server.casework.machines.tokens import roles_for
    from clawback.server.people.models import Organisation

    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    hold = placed(world, case, claim, at=clock.now())
    strangers = [
        Organisation.objects.create(kind=kind, code=f"x-{kind}", name=kind, jurisdiction="demo")
        for kind in ("centre", "police", "agent", "support", "foreign", "regulator")
    ]
    paths = [f"/cases/{case.pk}", f"/holds/{hold.pk}", f"/hold-requests/{hold.request_id}"]
    for organisation in strangers:
        for role in roles_for(organisation):
            machine = Machine(secret=token(world, organisation, role))
            for path in paths:
                assert machine.get(path).status_code == 404, (organisation.kind, role, path)
            for path in ("/cases", "/holds", "/hold-requests", "/releases", "/evidence", "/figures"):
                assert machine.get(path).json()["items"] == [], (organisation.kind, role, path)


def test_roles_that_may_not_decide_are_told_so() -> None:
    world = make_world()
    case, (claim,) = in_case(world, at=clock.now())
    hold = placed(world, case, claim, at=clock.now())
    auditor = Machine(secret=token(world, world.bank, "auditor"))
    assert auditor.get(f"/holds/{hold.pk}").status_code == 200
    assert kind_of(auditor.post(f"/holds/{hold.pk}/release", {"reason": "x"})) == (403, "not-allowed")
    wrong = auditor.post(f"/hold-requests/{hold.request_id}/refuse", {"reason": "no-funds"})
    assert kind_of(wrong) == (403, "not-allowed")
