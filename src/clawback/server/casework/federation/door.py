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
from clawback.federation.node.gate import admit, check_signed
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.wire.canonical import NotCanonical
from clawback.federation.wire.envelope import LONGEST, read
from clawback.federation.wire.jws import NotSigned, parse
from clawback.server.casework.federation.configured import configured
from clawback.server.casework.federation.seats import (
    act_of_machine,
    case_of,
    kind_of,
    refusal_in,
    running,
)
from clawback.server.casework.models import Letter, Seat, TurnedAway
from clawback.server.record.deciding import deciding

__all__ = ["receive", "turn_away"]

_MOST: Final = {timedelta(minutes=1): 60, timedelta(days=1): 500}
"""Messages turned away that are written down for a seat; more are counted by the log alone."""
_KEPT: Final = timedelta(days=90)
"""How long a row of one is kept; its entry stays."""
_log = logging.getLogger(__name__)


def receive(number: int, text: str, at: datetime) -> None:
    """Keeps a message for that seat. Raises RefusedError, and InputError where the node does not run."""
    try:
        _check_signed(number, text, at)
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
                refuses=_cleaned(refusal_in(envelope), 32),
                about=case_of(envelope),
                signed=text,
                at=at,
                try_at=at,
            )
            decision.enter("receive", letter, after={"message": message, "from": envelope.author})
    except RefusedError as error:
        turn_away(number, text, error, at)
        raise


def _check_signed(number: int, text: str, at: datetime) -> None:
    """Whoever has no key locks no seat and has no book read. Raises RefusedError, FederationError."""
    folder = Seat.objects.values_list("folder", flat=True).get(pk=number)
    check_signed(configured(folder).members, text, to_micros(at))


def turn_away(number: int, text: str, error: RefusedError, at: datetime) -> None:
    """Writes down that a message was not let in, and why."""
    refusal, digest = error.refusal.text, sha256(text.encode("utf-8", "replace")).hexdigest()
    _log.warning("seat %s turned away a message: %s %s", number, refusal, digest)
    rows = TurnedAway.objects.filter(seat=number)
    if any(rows.filter(at__gt=at - period).count() >= most for period, most in _MOST.items()):
        return
    with deciding(act_of_machine(at)) as decision:
        rows.filter(at__lt=at - _KEPT).delete()
        row = TurnedAway.objects.create(
            seat_id=number,
            at=at,
            peer=_said_author(text),
            refusal=refusal,
            words=_cleaned(error.words, 500),
            size=len(text),
            digest=digest,
        )
        decision.enter("refuse", row, after={"refusal": refusal, "text": digest})


def _said_author(text: str) -> str:
    """Who says that it is theirs; nobody has looked whether it is."""
    try:
        return _cleaned(read(parse(text[: LONGEST + 1]).payload).author, 200)
    except (NotSigned, NotCanonical, msgspec.ValidationError):
        return ""


def _cleaned(text: str, most: int) -> str:
    """What nobody has signed for, as a column takes it."""
    return text.replace("\0", " ")[:most]
