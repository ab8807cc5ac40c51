"""A claim that is over is told to peers once, who let go and forget; letters and states go when the law says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.integration.server.test_peer_holds_follow_claims import run, withdraw
from tests.integration.server.world import NOON, World
from tests.integration.server.world_federation import Federation, asked_case

if TYPE_CHECKING:
    from clawback.federation.node.state import State

DAY = timedelta(days=1)


def state(peers: Federation, name: str) -> State:
    from clawback.server.casework.federation.seats import state_of

    return state_of(peers.seat(name))


def entries(verb: str, kind: str) -> int:
    from clawback.server.record.models import EntryRow

    return EntryRow.objects.filter(verb=verb, subject__startswith=f"{kind}/").count()


def settle(peers: Federation, at: object = NOON) -> None:
    for _ in range(4):
        peers.settle(at)  # type: ignore[arg-type]
        run(at)  # type: ignore[arg-type]
    peers.settle(at)  # type: ignore[arg-type]


def told() -> int:
    from clawback.server.casework.models import Letter

    return Letter.objects.filter(kind="over", incoming=True).count()


def test_a_withdrawn_claim_is_let_go_by_every_peer_and_told_once(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import PeerHold, QuestionClaim

    _, claim = asked_case(world)
    settle(peers)
    assert any(each.amount for each in state(peers, "north").holds.values())
    withdraw(world, claim)
    settle(peers)
    assert told() == 2
    assert not any(each.amount for each in state(peers, "north").holds.values())
    assert state(peers, "north").claims == state(peers, "south").claims == {}
    assert set(PeerHold.objects.values_list("amount", flat=True)) == {0}
    assert QuestionClaim.objects.get().over_at == NOON
    settle(peers)
    assert told() == 2
    assert entries("end", "peerquestion") == 1
    assert entries("end", "seat") >= 2


def test_a_closed_case_is_told_too(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.holding import release_peer_hold
    from clawback.server.casework.models import PeerHold, Proposal
    from clawback.server.casework.returns.closing import close_case
    from clawback.server.casework.statements.dismissing import dismiss_proposal

    case, _claim = asked_case(world)
    settle(peers)
    for hold in PeerHold.objects.all():
        release_peer_hold(world.act("approver"), hold.pk)
    settle(peers)
    for row in Proposal.objects.filter(case=case):
        dismiss_proposal(world.act("approver"), row.pk, "nobody keeps that account")
    close_case(world.act("approver"), case.pk)
    settle(peers)
    assert told() == 2
    assert state(peers, "north").claims == {}


def test_letters_and_states_go_when_the_law_keeps_them_no_longer(world: World, peers: Federation) -> None:
    """A year by the demo's law; what each message was stays in the journal."""
    from clawback.server.casework.models import Letter

    _, claim = asked_case(world)
    settle(peers)
    withdraw(world, claim)
    settle(peers)
    before, said = Letter.objects.count(), entries("send", "letter")
    for days in (1, 31, 364):
        settle(peers, NOON + days * DAY)
    assert Letter.objects.count() == before
    assert state(peers, "north").holds == {}, "after thirty days, as its policy says"
    assert state(peers, "centre").owned
    settle(peers, NOON + 366 * DAY)
    settle(peers, NOON + 367 * DAY)
    assert Letter.objects.count() == 0
    assert state(peers, "centre").owned == {}
    assert entries("send", "letter") == said
    assert entries("forget", "seat") >= 3
