"""Sending events: at least once, outside of any transaction, signed; tried again for about a day, then given up.

A worker takes a delivery for two minutes, sends it, and writes what became of it. Killed in between, another sends it
again after that time: whoever is told knows an event by its number.
"""

from __future__ import annotations

import http.client
import json
import logging
import secrets
import socket
import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import F

from clawback import clock
from clawback.server.casework.machines.addresses import Place, place_of
from clawback.server.casework.machines.refusals import AddressWrong
from clawback.server.casework.machines.signing import Message, sign
from clawback.server.casework.machines.spreading import spread
from clawback.server.casework.models import Delivery
from clawback.server.clocks.time import now

__all__ = ["COVERED", "MOST_TRIES", "our_key", "send_all", "send_due"]

COVERED: Final = ("@method", "@authority", "@target-uri", "content-type", "clawback-event")
"""What our signature covers, with content-digest."""

MOST_TRIES: Final = 15
_FIRST_WAIT: Final = timedelta(seconds=10)
_LONGEST_WAIT: Final = timedelta(hours=3)
_TAKEN_FOR: Final = timedelta(minutes=2)
_PATIENCE: Final = 10.0
_REST: Final = 1.0
_log = logging.getLogger(__name__)


def our_key() -> Ed25519PrivateKey:
    """The key that signs events, made at its first use."""
    return Ed25519PrivateKey.from_private_bytes(settings.CLAWBACK_FOLDER.key("events.key"))


def send_all(rest: Callable[[float], bool]) -> None:
    """Sends until `rest(seconds)` answers True. A database that is away for a while is waited for."""
    pause = 0.0
    while not rest(pause):
        try:
            at = now()
            pause = 0.0 if spread(at) or send_due(at) else _REST
        except Error:
            _log.exception("the database does not answer; trying again")
            connection.close()
            pause = 5 * _REST


def send_due(at: datetime) -> bool:
    """Sends the delivery that is longest due; False where none is."""
    delivery = _take(at)
    if delivery is None:
        return False
    error = _post(delivery)
    found = Delivery.objects.filter(pk=delivery.pk, sent_at=None, dead_at=None)
    if not error:
        found.update(sent_at=at, error="")
    elif delivery.tries >= MOST_TRIES:
        found.update(dead_at=at, error=error)
    else:
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (delivery.tries - 1))
        found.update(due_at=at + wait, error=error)
    return True


def _take(at: datetime) -> Delivery | None:
    with transaction.atomic():
        due = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            sent_at=None, dead_at=None, due_at__lte=at
        )
        delivery = due.select_related("endpoint").order_by("due_at", "id").first()
        if delivery is None:
            return None
        Delivery.objects.filter(pk=delivery.pk).update(tries=F("tries") + 1, due_at=at + _TAKEN_FOR)
        delivery.tries += 1
        return delivery


def _post(delivery: Delivery) -> str:
    """What went wrong; nothing where the other side took it."""
    try:
        place = place_of(delivery.endpoint.address)
        status = _answer(place, _message(delivery), _body(delivery))
    except AddressWrong as wrong:
        return wrong.reason[:200]
    except (OSError, http.client.HTTPException) as wrong:
        return f"{type(wrong).__name__}: {wrong}"[:200]
    return "" if 200 <= status < 300 else f"it answered {status}"


def _body(delivery: Delivery) -> bytes:
    said = {
        "id": str(delivery.entry),
        "event": delivery.event,
        "about": delivery.about,
        "happened_at": delivery.happened_at.isoformat(),
    }
    return json.dumps(said).encode()


def _message(delivery: Delivery) -> Message:
    event = f"{delivery.entry}:{delivery.event}"
    headers = {"Content-Type": "application/json", "Clawback-Event": event, "User-Agent": "clawback"}
    message = Message(method="POST", url=delivery.endpoint.address, headers=headers)
    sign(
        our_key(),
        message,
        _body(delivery),
        covered=COVERED,
        created=clock.now(),
        nonce=secrets.token_urlsafe(16),
        tag="clawback-event",
    )
    return message


def _answer(place: Place, message: Message, body: bytes) -> int:
    """The status; a redirect is an answer like any other, and not followed."""
    peer = _connection(place)
    try:
        peer.request("POST", place.target, body, {"Host": place.authority, **message.headers})
        return peer.getresponse().status
    finally:
        peer.close()


def _connection(place: Place) -> http.client.HTTPConnection:
    """To the address that was looked at, under the name that was asked for."""
    raw = socket.create_connection((place.ip, place.port), _PATIENCE)
    if place.secure:
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=place.host)
    peer = http.client.HTTPConnection(place.host, place.port, timeout=_PATIENCE)
    peer.sock = raw
    return peer
