"""What waits at a seat is taken in by its machine: all in one step, and where that fails, one after the other.

A message by which a step fails is set aside: refused, in the journal, and answered, so that it holds up no other. What
is wrong with the node itself, or with the database, is no message's fault: then all wait.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import InterfaceError, OperationalError

from clawback.errors import FederationError, LedgerError
from clawback.federation.node.draft import LIFETIME, Draft, Step
from clawback.federation.node.gate import read_kept
from clawback.federation.node.machine import act as act_in
from clawback.federation.node.machine import take, tick
from clawback.federation.node.site import Site
from clawback.federation.node.state import State
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.wire.envelope import Envelope
from clawback.server.casework.federation.seats import act_of_machine, running, step
from clawback.server.casework.models import Letter
from clawback.server.record.deciding import deciding

__all__ = ["take_in"]

_MOST_AT_ONCE: Final = 100
_OURS: Final = (OperationalError, InterfaceError, FederationError, LedgerError, OSError)
_WORDS: Final = "it could not be taken in"
_log = logging.getLogger(__name__)


def take_in(number: int, at: datetime) -> bool:
    """Takes the messages that wait at a seat; False where none does."""
    waiting = Letter.objects.filter(seat=number, incoming=True, done_at=None).order_by("pk")
    found = list(waiting.values_list("pk", flat=True)[:_MOST_AT_ONCE])
    if not found:
        return False
    try:
        _take(number, found, at)
    except _OURS:
        raise
    except Exception:  # noqa: BLE001 - whatever a member can bring about must not hold up the others
        _log.exception("seat %s: messages fail together; each is taken in by itself", number)
        step(number, at, tick)  # where this fails, no message is to blame
        for letter in found:
            _take_alone(number, letter, at)
    return True


def _take_alone(number: int, letter: int, at: datetime) -> None:
    try:
        _take(number, [letter], at)
    except _OURS:
        raise
    except Exception:  # noqa: BLE001 - see above
        _log.exception("seat %s: letter %s is set aside", number, letter)
        _set_aside(number, letter, at)


def _take(number: int, letters: Iterable[int], at: datetime) -> None:
    with deciding(act_of_machine(at)):
        here = running(number)
        taken: list[tuple[str, Envelope]] = []
        for letter in Letter.objects.filter(pk__in=letters, done_at=None).order_by("pk"):
            envelope = read_kept(letter.signed)
            if here.site.members.get(envelope.author) is None:  # it left the list since the letter came
                letter.refusal = Refusal.UNKNOWN_KEY.text
            else:
                taken.append((letter.message, envelope))
            letter.done_at = at
            letter.save(update_fields=["done_at", "refusal"])
        if taken:
            step(number, at, lambda site, state, now: take(site, state, taken, now))


def _set_aside(number: int, letter: int, at: datetime) -> None:
    """Refused in a step of its own, which its author is told: what waits for it there goes on."""
    error = RefusedError(Refusal.NOT_A_MESSAGE, _WORDS)

    def refused(draft: Draft) -> None:
        draft.seen[found.message] = draft.now + LIFETIME
        draft.refuse(found.message, found.peer, error)

    def made(site: Site, state: State, now: int) -> Step:
        return act_in(site, state, now, refused)

    with deciding(act_of_machine(at)) as decision:
        running(number)  # the seat's lock comes first, as in every step
        found = Letter.objects.get(pk=letter)
        if found.done_at is not None:
            return
        found.done_at, found.refusal, found.words = at, error.refusal.text, _WORDS
        found.save(update_fields=["done_at", "refusal", "words"])
        decision.enter("refuse", found, after={"refusal": error.refusal.text, "from": found.peer})
        step(number, at, made)
