"""What comes in: a signed message through the gate, kept before it is answered; or turned away by name.

What is turned away changes nothing but one row that says so, and an entry of the journal where there is room for it:
whoever has no key fills no journal.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec

from clawback.clock import to_micros
from clawback.federation.node.gate import admit
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.wire.canonical import NotCanonical
from clawback.federation.wire.envelope import read
from clawback.federation.wire.jws import NotSigned, parse
from clawback.server.casework.federation.seats import (
    act_of_machine,
    case_of,
    kind_of,
    running,
)
from clawback.server.casework.models import Letter, TurnedAway
from clawback.server.record.deciding import deciding

__all__ = ["receive", "turn_away"]

_MOST_A_MINUTE: Final = 60
"""Messages turned away that are written down; more are counted by the log alone."""
_log = logging.getLogger(__name__)


def receive(number: int, text: str, at: datetime) -> None:
    """Keeps a message for that seat. Raises RefusedError, and InputError where the node does not run."""
    try:
        with deciding(act_of_machine(at)) as decision:
            here = running(number)
            message, envelope = admit(here.site, here.state, text, to_micros(at))
            if Letter.objects.filter(seat=here.seat, message=message, incoming=True).exists():
                raise RefusedError(Refusal.REPLAY)
            letter = Letter.objects.create(
                seat=here.seat,
                incoming=True,
                message=message,
                peer=envelope.author,
                kind=kind_of(envelope),
                about=case_of(envelope),
                signed=text,
                at=at,
                try_at=at,
            )
            decision.enter("receive", letter, after={"message": message, "from": envelope.author})
    except RefusedError as error:
        turn_away(number, text, error, at)
        raise


def turn_away(number: int, text: str, error: RefusedError, at: datetime) -> None:
    """Writes down that a message was not let in, and why."""
    refusal, digest = error.refusal.text, sha256(text.encode("utf-8", "replace")).hexdigest()
    _log.warning("seat %s turned away a message: %s %s", number, refusal, digest)
    with deciding(act_of_machine(at)) as decision:
        recent = TurnedAway.objects.filter(seat=number, at__gt=at - timedelta(minutes=1))
        if recent.count() >= _MOST_A_MINUTE:
            return
        row = TurnedAway.objects.create(
            seat_id=number,
            at=at,
            peer=_said_author(text),
            refusal=refusal,
            words=error.words[:500],
            size=len(text),
            digest=digest,
        )
        decision.enter("refuse", row, after={"refusal": refusal, "text": digest})


def _said_author(text: str) -> str:
    """Who says that it is theirs; nobody has looked whether it is."""
    try:
        return read(parse(text[:1_048_577]).payload).author
    except (NotSigned, NotCanonical, msgspec.ValidationError):
        return ""
