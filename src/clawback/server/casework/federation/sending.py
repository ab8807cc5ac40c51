"""What goes out: one message after the other, again and again with growing pauses until it is received.

Who does not answer is tried once a round, and the pauses are a peer's, not a letter's: its letters hold up nobody's.

A worker takes a message for a minute, sends it outside of any transaction, and writes what became of it. A node that
this server runs itself is given it without HTTP; a demo sends nothing out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import F, Max, Q, QuerySet

from clawback.errors import InputError
from clawback.federation.node.draft import Outgoing
from clawback.federation.node.machine import act as act_in
from clawback.federation.node.machine import refused_at_gate
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.running.posting import PASSING, Answer, post
from clawback.server.casework.federation.configured import configured
from clawback.server.casework.federation.door import receive
from clawback.server.casework.federation.seats import step, take_seats
from clawback.server.casework.federation.taking import take_in
from clawback.server.casework.models import Letter, Seat
from clawback.server.casework.quarantining import open_quarantine
from clawback.server.clocks.time import now

__all__ = ["federate", "federate_all", "send_due"]

_PATIENCE: Final = 10.0
_TAKEN_FOR: Final = timedelta(minutes=1)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=5)
_MOST_A_ROUND: Final = 100
_LONGEST_ROUND: Final = timedelta(seconds=10)
_DEAD_AFTER: Final = timedelta(days=7)
_REST, _LONG_REST = 0.3, 5.0
_log = logging.getLogger(__name__)


def federate_all(rest: Callable[[float], bool]) -> None:
    """Takes in and sends until `rest(seconds)` answers True. Whatever fails is logged and tried again."""
    pause, failed = 0.0, dict[int, datetime]()
    while not rest(pause):
        try:
            seats = take_seats(now())
            pause = (0.0 if federate(seats, now, failed) else _REST) if seats else _LONG_REST
        except Exception:  # noqa: BLE001 - a thread that ends answers nobody any more
            _log.exception("a round of the federation failed; trying again")
            with suppress(Error):
                connection.close()
            pause = _LONG_REST


def federate(seats: list[int], at: Callable[[], datetime], failed: dict[int, datetime] | None = None) -> int:
    """One round: every seat takes what waits, then what is due is sent. Returns how much was done. `failed`: when a
    seat could not take in; it rests a while, and holds up no other."""
    failed = {} if failed is None else failed
    done = 0
    for number in seats:
        if number not in failed or at() - failed[number] >= timedelta(seconds=_LONG_REST):
            done += _took_in(number, at(), failed)
    if open_quarantine() is None:
        done += _send_all_due(seats, at)
    return done


def _send_all_due(seats: list[int], at: Callable[[], datetime]) -> int:
    """As much as a round lets out: what came in meanwhile is not to wait. Returns how much."""
    began, silent = at(), set[str]()
    for done in range(_MOST_A_ROUND):
        if at() - began >= _LONGEST_ROUND or not send_due(seats, at(), silent):
            return done
    return _MOST_A_ROUND


def _took_in(number: int, at: datetime, failed: dict[int, datetime]) -> bool:
    failed.pop(number, None)
    try:
        return take_in(number, at)
    except Exception:  # noqa: BLE001 - what is wrong with it is logged, and tried again
        _log.exception("seat %s takes nothing in; trying again", number)
        connection.close_if_unusable_or_obsolete()
        failed[number] = at
        return False


def send_due(seats: list[int], at: datetime, silent: set[str]) -> bool:
    """Sends the message that is longest due; False where none is. None goes to those who are `silent`, to whom it adds:
    whoever does not answer is tried once a round."""
    letter = _take(seats, at, silent)
    if letter is None:
        return False
    found = Letter.objects.filter(pk=letter.pk, done_at=None)
    if at - letter.at > _DEAD_AFTER:  # its time is over, and no gate lets it in any more
        answer: Answer | None = Answer(refusal=Refusal.EXPIRED.text, words="nobody took it in its time")
    else:
        answer = _hand_over(letter, at)
    if answer is None:
        silent.add(letter.peer)
        found.update(tries=F("tries") + 1)
        _put_off(letter, at)
        return True
    if answer.refusal in PASSING:
        found.update(try_at=at + _wait(letter.tries), tries=F("tries") + 1)
        return True
    if letter.tries:  # it answers again
        _all_to(letter).update(try_at=at)
    if answer.refusal in ("", Refusal.REPLAY.text):
        found.update(done_at=at)
        return True
    found.update(done_at=at, refusal=answer.refusal[:32], words=answer.words[:500])
    sent = Outgoing(id=letter.message, to=letter.peer, text=letter.signed)
    step(
        letter.seat_id,
        at,
        lambda site, state, micros: act_in(
            site, state, micros, lambda draft: refused_at_gate(draft, sent, answer.refusal, answer.words)
        ),
    )
    return True


def _wait(tries: int) -> timedelta:
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(tries, 10)))


def _all_to(letter: Letter) -> QuerySet[Letter]:
    """All that waits for its recipient."""
    return Letter.objects.filter(seat=letter.seat_id, peer=letter.peer, incoming=False, done_at=None)


def _put_off(letter: Letter, at: datetime) -> None:
    """All that waits for a silent peer waits as long as what was tried most: many letters are no more tries."""
    waiting = _all_to(letter)
    tries = waiting.aggregate(most=Max("tries"))["most"] or 1
    waiting.filter(Q(pk=letter.pk) | Q(try_at__lt=at + _wait(tries - 1))).update(try_at=at + _wait(tries - 1))


def _take(seats: list[int], at: datetime, silent: set[str]) -> Letter | None:
    with transaction.atomic():
        due = Letter.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            seat__in=seats, incoming=False, done_at=None, try_at__lte=at
        )
        letter = due.exclude(peer__in=silent).select_related("seat").order_by("try_at", "pk").first()
        if letter is not None:
            Letter.objects.filter(pk=letter.pk).update(try_at=at + _TAKEN_FOR)
        return letter


def _hand_over(letter: Letter, at: datetime) -> Answer | None:
    """What the other side's gate says; None where there is no answer."""
    here = Seat.objects.filter(name=letter.peer).values_list("pk", flat=True).first()
    try:
        if here is not None:
            receive(here, letter.signed, at)
            return Answer()
        return None if settings.CLAWBACK_DEMO else _post(letter)
    except RefusedError as error:
        return Answer(refusal=error.refusal.text, words=error.words)
    except (OSError, HTTPException, InputError) as error:
        _log.warning("%s does not answer: %s", letter.peer, error)
    except Exception:  # noqa: BLE001 - a node here that fails, or an address that is none: the letter waits
        _log.exception("%s does not answer", letter.peer)
        connection.close_if_unusable_or_obsolete()
    return None


def _post(letter: Letter) -> Answer | None:
    member = configured(letter.seat.folder).members.get(letter.peer)
    if member is None:
        return None
    url = urlsplit(member.address)
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    peer = kind(url.hostname or "", url.port, timeout=_PATIENCE)
    try:
        return post(peer, url.path or "/", letter.signed)
    finally:
        peer.close()
