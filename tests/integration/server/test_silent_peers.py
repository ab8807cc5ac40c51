"""Who does not answer holds up nobody: not what goes to others, nor what comes in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from clawback.federation.running.posting import Answer
from tests.integration.server.world import NOON
from tests.integration.server.world_federation import Federation

if TYPE_CHECKING:
    from clawback.server.casework.models import Letter

DEAD, LIVE = "abroad.example", "live.example"


class Wire:
    """What is posted; each try at a silent peer takes ten seconds of this clock."""

    def __init__(self) -> None:
        self.at, self.silent, self.tried = NOON, {DEAD}, list[str]()

    def now(self) -> datetime:
        return self.at

    def post(self, letter: Letter) -> Answer | None:
        self.tried.append(letter.peer)
        if letter.peer not in self.silent:
            return Answer()
        self.at += timedelta(seconds=10)
        return None


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    from django.conf import settings

    from clawback.server.casework.federation import sending

    found = Wire()
    monkeypatch.setattr(sending, "_post", found.post)
    monkeypatch.setattr(settings, "CLAWBACK_DEMO", False)
    return found


def put(peers: Federation, *names: str) -> None:
    from clawback.server.casework.models import Letter

    for number, peer in enumerate(names):
        Letter.objects.create(
            seat_id=peers.seats["centre"],
            incoming=False,
            message=f"{peer}/{number}",
            peer=peer,
            kind="ask",
            signed="x",
            at=NOON,
            try_at=NOON,
        )


def test_letters_to_a_silent_peer_hold_up_no_other(peers: Federation, wire: Wire) -> None:
    from clawback.server.casework.federation.sending import federate
    from clawback.server.casework.models import Letter

    put(peers, *[DEAD] * 40, LIVE)
    seats = list(peers.seats.values())
    for _ in range(3):
        federate(seats, wire.now)
    assert wire.tried.count(LIVE) == 1
    assert wire.tried.count(DEAD) <= 3
    wire.tried.clear()
    while wire.at < NOON + timedelta(hours=1):
        federate(seats, wire.now)
        wire.at += timedelta(seconds=1)
    assert 10 <= len(wire.tried) <= 25  # pauses grow to five minutes, however many letters wait
    wire.silent.clear()
    wire.at += timedelta(minutes=5)
    federate(seats, wire.now)
    assert not Letter.objects.filter(done_at=None).exists()


def test_a_round_ends_though_more_is_to_be_sent(peers: Federation, wire: Wire) -> None:
    from clawback.server.casework.federation.sending import federate

    put(peers, *[LIVE] * 101)
    assert federate(list(peers.seats.values()), wire.now) == 100
    assert federate(list(peers.seats.values()), wire.now) == 1
