"""The bank's side of a federation: which account its node holds, for whom, until when; what its policy left to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import HOUR, NOON, World
from tests.integration.server.world_federation import Federation, asked_case, federated

if TYPE_CHECKING:
    from datetime import datetime

    from clawback.server.casework.models import HoldForPeer
    from clawback.server.data_folder import DataFolder


@pytest.fixture
def careful(world: World, data_folder: DataFolder) -> Iterator[Federation]:
    """Nodes whose policies hold nothing by themselves."""
    with federated(data_folder, policy="") as found:
        yield found


def here() -> dict[str, HoldForPeer]:
    from clawback.server.casework.models import HoldForPeer

    return {each.account: each for each in HoldForPeer.objects.all()}


def told(row: HoldForPeer) -> tuple[str, int, int]:
    return row.state, row.amount, row.left


def waits(
    world: World, person: str, at: datetime = NOON
) -> set[tuple[str, int, int | None, datetime | None]]:
    from clawback.server.casework.waiting import waiting_for

    rows = waiting_for(world.people[person].facts(at))
    return {(row.verb, row.number, row.amount, row.due_at) for row in rows if row.kind == "hold for a peer"}


def test_the_bank_knows_which_account_its_node_holds(world: World, peers: Federation) -> None:
    from clawback.server.record.models import EntryRow

    asked_case(world)
    peers.settle()
    found = here()
    assert {name: told(row) for name, row in found.items()} == {
        "C1": ("placed", 50_000, 0),
        "C2": ("placed", 40_000, 0),
    }
    row = found["C1"]
    assert (row.owner, row.case[:17], row.basis) == ("centre.example", "centre.example/C-", "demo/hold")
    assert (row.since, row.until) == (NOON, NOON + 24 * HOUR)
    until = NOON + 24 * HOUR
    assert waits(world, "responder") == {
        ("tell", found["C1"].pk, 50_000, until),
        ("tell", found["C2"].pk, 40_000, until),
    }
    assert waits(world, "other responder") == set()
    entries = EntryRow.objects.filter(subject__startswith="holdforpeer/")
    assert set(entries.values_list("verb", flat=True)) == {"place"}


def test_the_holder_is_told_once(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.deciding_here import tell_for_peer
    from clawback.server.casework.refusals import NoticeGiven

    asked_case(world)
    peers.settle()
    row = here()["C1"]
    assert tell_for_peer(world.act("responder"), row.pk).told_at == NOON
    assert [number for _, number, _, _ in waits(world, "responder")] == [here()["C2"].pk]
    with pytest.raises(NoticeGiven):
        tell_for_peer(world.act("responder"), row.pk)


def test_confirmed_it_lasts_no_longer_than_its_certificate(world: World, peers: Federation) -> None:
    """Where the one who asked is heard of no more, the holder is free by a clock all the same."""
    from datetime import timedelta

    from clawback.server.casework.federation.asking import LASTS
    from clawback.server.casework.federation.holding import confirm_peer_hold
    from clawback.server.casework.federation.seats import let_lapse
    from clawback.server.casework.models import PeerHold
    from clawback.server.people.acting import Act

    asked_case(world)
    peers.settle()
    confirm_peer_hold(world.act("second approver"), PeerHold.objects.earliest("amount").pk)
    peers.settle()
    row = here()["C2"]
    assert (*told(row), row.until) == ("confirmed", 40_000, 0, NOON + LASTS)
    for late, state in ((LASTS - timedelta(seconds=1), "confirmed"), (LASTS, "expired")):
        let_lapse(peers.seats["north"], Act(member=None, at=NOON + late))
        assert here()["C2"].state == state


def test_the_bank_lets_go_with_a_reason_and_its_peer_hears_it(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.deciding_here import release_for_peer
    from clawback.server.casework.models import PeerHold
    from clawback.server.casework.refusals import FactsWrong, HoldEnded
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.record.models import EntryRow

    asked_case(world)
    peers.settle()
    row = here()["C1"]
    with pytest.raises(FactsWrong):
        release_for_peer(world.act("responder"), row.pk, " ")
    for person in ("other responder", "approver", "analyst"):
        with pytest.raises(NotAllowed):
            release_for_peer(world.act(person), row.pk, "the holder sold a car")
    released = release_for_peer(world.act("responder"), row.pk, "the holder sold a car")
    assert (*told(released), released.reason) == ("released", 0, 0, "the holder sold a car")
    peers.settle()
    assert sorted(PeerHold.objects.values_list("state", "amount")) == [("placed", 40_000), ("released", 0)]
    entry = EntryRow.objects.get(verb="release", subject=f"holdforpeer/{row.pk}")
    assert entry.who == world.act("responder").who
    with pytest.raises(HoldEnded):
        release_for_peer(world.act("responder"), row.pk, "again")
    peers.settle(NOON + HOUR)
    assert here()["C1"].state == "released"


def test_what_the_policy_left_a_person_holds(world: World, careful: Federation) -> None:
    from clawback.server.casework.federation.deciding_here import place_for_peer
    from clawback.server.casework.models import PeerHold
    from clawback.server.casework.refusals import NothingLeft
    from clawback.server.people.refusals import NotAllowed

    asked_case(world)
    careful.settle()
    found = here()
    assert {name: told(row) for name, row in found.items()} == {
        "C1": ("left", 0, 50_000),
        "C2": ("left", 0, 40_000),
    }
    assert {each.why for each in found.values()} == {"policy"}
    assert ("place", found["C1"].pk, 50_000, None) in waits(world, "responder")
    with pytest.raises(NotAllowed):
        place_for_peer(world.act("other responder"), found["C1"].pk)
    at = NOON + HOUR
    placed = place_for_peer(world.act("responder", at), found["C1"].pk)
    assert (*told(placed), placed.until) == ("placed", 50_000, 0, at + 24 * HOUR)
    careful.settle(at)
    assert list(PeerHold.objects.values_list("state", "amount")) == [("placed", 50_000)]
    with pytest.raises(NothingLeft):
        place_for_peer(world.act("responder", at), found["C1"].pk)


def test_what_a_person_refuses_is_not_asked_of_them_again(world: World, careful: Federation) -> None:
    from clawback.server.casework.federation.deciding_here import place_for_peer, refuse_peer
    from clawback.server.casework.models import PeerHold
    from clawback.server.casework.refusals import NothingLeft

    case, _claim = asked_case(world)
    careful.settle()
    row = here()["C1"]
    refused = refuse_peer(world.act("responder"), row.pk, "a shop with many customers")
    assert (*told(refused), refused.reason) == ("refused", 0, 0, "a shop with many customers")
    careful.settle()
    assert {number for _, number, _, _ in waits(world, "responder")} == {here()["C2"].pk}
    assert not PeerHold.objects.exists()
    with pytest.raises(NothingLeft):
        place_for_peer(world.act("responder"), row.pk)
    case.refresh_from_db()
    from tests.integration.server.test_peers import answers

    assert {each.unheld for each in answers(case).places if each.amount == 50_000} == {"left by a person"}


def test_above_the_policys_cap_a_person_holds_the_rest(world: World, data_folder: DataFolder) -> None:
    from clawback.server.casework.federation.deciding_here import place_for_peer
    from tests.integration.server.world_federation import POLICY

    with federated(data_folder, policy=POLICY.replace('most = "5000.00"', 'most = "300.00"')) as peers:
        asked_case(world)
        peers.settle()
        assert {told(each) for each in here().values()} == {
            ("placed", 30_000, 20_000),
            ("placed", 30_000, 10_000),
        }
        assert told(place_for_peer(world.act("responder"), here()["C1"].pk)) == ("placed", 50_000, 0)


def test_nobody_but_the_bank_sees_it(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import HoldForPeer
    from clawback.server.walls import of_organisation

    asked_case(world)
    peers.settle()
    for organisation, seen in ((world.bank, 2), (world.centre, 0), (world.other_bank, 0)):
        with of_organisation(organisation.pk):
            assert HoldForPeer.objects.count() == seen
