"""Events: from the journal, to whom they are for, signed, at least once, and never into a network that is not open."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import override_settings

from tests.integration.server.world import HOUR, NOON, World, drafted, in_case, make_world, member, placed
from tests.integration.server.world_api import responder

pytestmark = pytest.mark.usefixtures("database")


@dataclass
class Listening:
    """A machine of a bank that takes events; `status` is what it answers."""

    address: str
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    status: int = 204
    moved_to: str = ""

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


@pytest.fixture
def listening() -> Iterator[Listening]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.got.append((dict(self.headers.items()), body))
            self.send_response(found.status)
            if found.moved_to:
                self.send_header("Location", found.moved_to)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    found = Listening(address=f"http://127.0.0.1:{server.server_port}/events?of=clawback")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def told(world: World, listening: Listening, at: datetime = NOON) -> int:
    """Both the bank and the centre take events there; the number of the bank's endpoint."""
    from clawback.server.casework.machines.endpoints import make_endpoint

    world.people["bank's administrator"] = member(world.bank, "administrator")
    act = world.act("bank's administrator", at)
    return make_endpoint(act, world.bank.pk, listening.address).pk


def send(at: datetime) -> None:
    from clawback.server.casework.machines.sending import send_due
    from clawback.server.casework.machines.spreading import spread

    while spread(at):
        pass
    while send_due(at):
        pass


def test_an_agent_is_told_of_what_was_sent_to_it(listening: Listening) -> None:
    from clawback.server.casework.requesting import approve_request
    from clawback.server.record.models import EntryRow

    world = make_world()
    told(world, listening)
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    send(NOON)
    assert listening.got == [], "a draft is nothing to it"
    approve_request(world.act("approver"), request.pk)
    send(NOON)
    send(NOON)
    (event,) = listening.events()
    entry = EntryRow.objects.get(verb="send")
    assert event == {
        "id": str(entry.index),
        "event": "hold-request.sent",
        "about": f"/api/v1/hold-requests/{request.pk}",
        "happened_at": NOON.isoformat(),
    }
    assert responder(world).get(event["about"].removeprefix("/api/v1")).json()["state"] == "sent"


def test_events_are_signed(listening: Listening) -> None:
    from http_message_signatures import (
        HTTPMessageVerifier,
        HTTPSignatureKeyResolver,
        InvalidSignature,
        algorithms,
    )

    from clawback.server.casework.machines.sending import COVERED
    from clawback.server.casework.machines.signing import Message

    world = make_world()
    told(world, listening)
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    send(NOON)
    key = responder(world).get("/events-key").json()

    class Key(HTTPSignatureKeyResolver):
        def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
            assert key_id == key["name"]
            return Ed25519PublicKey.from_public_bytes(base64.b64decode(key["public_key"]))

    ((headers, body),) = listening.got
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=Key())
    message = Message(method="POST", url=listening.address, headers=headers)
    (found,) = verifier.verify(message, body=body, require_components=COVERED, expect_tag="clawback-event")
    assert found.body == body
    with pytest.raises(InvalidSignature):
        verifier.verify(message, body=body.replace(b"sent", b"kept"), expect_tag="clawback-event")


def test_what_is_not_taken_is_tried_again_and_then_given_up(listening: Listening) -> None:
    from clawback.server.casework.machines.endpoints import send_again
    from clawback.server.casework.machines.sending import MOST_TRIES
    from clawback.server.casework.models import Delivery
    from clawback.server.casework.refusals import NoSuchRecord

    world = make_world()
    told(world, listening)
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    listening.status = 503
    at = NOON
    send(at)
    assert len(listening.got) == 1
    send(at + timedelta(seconds=9))
    assert len(listening.got) == 1, "it waits before it tries again"
    while Delivery.objects.filter(dead_at=None).exists():
        at += HOUR / 60
        send(at)
    assert timedelta(hours=12) < at - NOON < timedelta(hours=48)
    dead = Delivery.objects.get()
    assert (len(listening.got), dead.tries, dead.error) == (MOST_TRIES, MOST_TRIES, "it answered 503")
    listening.status = 200
    act = world.act("bank's administrator", at)
    send_again(act, dead.pk)
    send(at)
    assert {event["id"] for event in listening.events()} == {str(dead.entry)}, "always the same event"
    with pytest.raises(NoSuchRecord):
        send_again(act, dead.pk)


def test_a_redirect_is_not_followed(listening: Listening) -> None:
    from clawback.server.casework.models import Delivery

    world = make_world()
    told(world, listening)
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    listening.status, listening.moved_to = 307, listening.address
    send(NOON)
    assert len(listening.got) == 1
    assert Delivery.objects.get().error == "it answered 307"


def test_who_is_away_does_not_stop_the_others(listening: Listening) -> None:
    from clawback.server.casework.machines.endpoints import make_endpoint
    from clawback.server.casework.models import Delivery

    world = make_world()
    told(world, listening)
    make_endpoint(world.act("bank's administrator"), world.bank.pk, "http://127.0.0.1:1/")
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    send(NOON)
    assert [event["event"] for event in listening.events()] == ["hold-request.sent"]
    assert Delivery.objects.get(sent_at=None).error.startswith("ConnectionRefusedError")


def test_a_worker_that_died_in_between_is_followed_by_another(listening: Listening) -> None:
    from clawback.server.casework.machines import sending
    from clawback.server.casework.machines.spreading import spread

    world = make_world()
    told(world, listening)
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    while spread(NOON):
        pass
    assert sending._take(NOON) is not None
    send(NOON)
    assert listening.got == []
    send(NOON + timedelta(minutes=2))
    assert len(listening.got) == 1


def test_an_ended_endpoint_gets_nothing(listening: Listening) -> None:
    from clawback.server.casework.machines.endpoints import end_endpoint
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    number = told(world, listening)
    with pytest.raises(NotAllowed):
        end_endpoint(world.act("administrator"), number)
    end_endpoint(world.act("bank's administrator"), number)
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    send(NOON)
    assert listening.got == []


def test_the_same_address_is_not_taken_twice(listening: Listening) -> None:
    from clawback.server.casework.machines.endpoints import make_endpoint
    from clawback.server.casework.machines.refusals import EndpointKnown

    world = make_world()
    told(world, listening)
    with pytest.raises(EndpointKnown):
        make_endpoint(world.act("bank's administrator"), world.bank.pk, listening.address)


@pytest.mark.parametrize(
    "address",
    [
        "http://93.184.215.14/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://192.168.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[fd00::1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://me:secret@93.184.215.14/",
        "https://93.184.215.14/#x",
        "https://93.184.215.14:99999/",
        "https://93.184.215.14/a b",
        "https://224.0.0.1/",
        "https://",
        "file:///etc/hostname",
        "gopher://93.184.215.14/",
        "https://[::1",
        "",
    ],
)
def test_we_reach_into_no_network_that_is_not_open(address: str) -> None:
    from clawback.server.casework.machines.addresses import place_of
    from clawback.server.casework.machines.refusals import AddressWrong

    with override_settings(CLAWBACK_DEMO=False), pytest.raises(AddressWrong):
        place_of(address)


def test_a_public_address_is_taken_as_it_was_looked_up() -> None:
    from clawback.server.casework.machines.addresses import place_of

    with override_settings(CLAWBACK_DEMO=False):
        place = place_of("https://93.184.215.14:8443/events?of=x")
    found = (place.ip, place.port, place.secure, place.authority, place.target)
    assert found == ("93.184.215.14", 8443, True, "93.184.215.14:8443", "/events?of=x")


def test_a_demo_sends_nothing_to_another_machine() -> None:
    from clawback.server.casework.machines.addresses import place_of
    from clawback.server.casework.machines.refusals import AddressWrong

    with pytest.raises(AddressWrong, match="a demo sends nothing"):
        place_of("https://93.184.215.14/")
