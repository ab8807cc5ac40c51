"""Small tasks for pay: the victim's bank and the holder's have nodes, and trace and hold by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from clawback.server.casework.federation.asking import approve_question, draft_question
from clawback.server.casework.federation.holding import confirm_peer_hold
from clawback.server.casework.federation.sending import federate
from clawback.server.demo.doing import claims_of, confirmed, in_case, reported
from clawback.server.demo.federation import make_seats
from clawback.server.demo.living import Life

__all__ = ["work_from_home"]

_WEI = (
    "Rating hotels from home, thirty a day, and each evening I was paid a little. Then came a set of hotels for which I"
    " had to pay first, to have more back. I paid twice what I had earned."
)


def work_from_home(life: Life) -> Iterator[float]:
    """Asked of the peers, answered at once; one provisional hold is confirmed, one waits for an approver."""
    yield 7.0
    told = reported(
        life,
        "ines",
        "wei-north",
        name="Wei Sample",
        contact="wei@example.org",
        story=_WEI,
        scam_type="task",
    )
    yield 6.8
    case = in_case(life, told, "Work from home")
    confirmed(life, *claims_of(told))
    yield 6.6
    seats = make_seats(life.now, life.at)
    question = draft_question(life.act("anna"), case.pk, hold=True)
    yield 6.5
    approve_question(life.act("carla"), question.pk)
    while federate(seats, lambda: life.at):
        pass
    yield 5.0
    first = question.holds.earliest("amount")
    confirm_peer_hold(life.act("deniz"), first.pk)
    while federate(seats, lambda: life.at):
        pass
