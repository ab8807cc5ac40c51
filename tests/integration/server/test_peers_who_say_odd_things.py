"""What a member signs and should not have said: refused by name, and the other letters are taken in as ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from clawback.clock import format_time, to_micros
from clawback.federation.wire.jws import parse
from clawback.federation.wire.messages import Ask, Body, HeldRow, Known, Report, RuleReport
from tests.integration.server.test_federation_door import said
from tests.integration.server.world import HOUR, NOON, World
from tests.integration.server.world_federation import CENTRE, NORTH, UETR, Federation, asked_case

CLAIM = f"uetr:{UETR}"
HELD = HeldRow(
    account="token",
    agent="north",
    claims={CLAIM: "5.00"},
    placed_at=format_time(to_micros(NOON)),
    lapses_at=format_time(to_micros(NOON + HOUR)),
    state="placed",
)


def hear(peers: Federation, body: Body, number: int = 999, author: str = NORTH) -> None:
    """The centre's door gets it."""
    from clawback.server.casework.federation.door import receive

    now = to_micros(NOON)
    times = {"sent_at": format_time(now), "until": format_time(now + 86_400_000_000)}
    receive(peers.seats["centre"], said(author, CENTRE, body, number=number, **times).decode(), NOON)


def report(case: str, *, rules: dict[str, RuleReport] | None = None, **hold: Any) -> Report:
    holds = {"h9": msgspec.structs.replace(HELD, **hold)}
    return Report(causes=[], case=case, version=900, rules=rules or {}, holds=holds, unheld={}, stopped={})


def answers(peers: Federation) -> list[str]:
    """By what names the centre refused."""
    from clawback.server.casework.models import Letter

    letters = Letter.objects.filter(seat=peers.seats["centre"], incoming=False, kind="refused").order_by("pk")
    return [msgspec.json.decode(parse(each.signed).payload)["body"]["refusal"] for each in letters]


ODD: dict[str, tuple[str, dict[str, Any]]] = {
    "a state that is none": ("not a message", {"state": "odd"}),
    "a time that is none": ("not a message", {"placed_at": "yesterday"}),
    "an end before its beginning": ("not a message", {"lapses_at": "2026-01-01T00:00:00Z"}),
    "a long account": ("not a message", {"account": "t" * 200}),
    "an account with a NUL": ("not a message", {"account": "t\0"}),
    "words for an amount": ("no amount", {"claims": {CLAIM: "a lot"}}),
    "less than nothing": ("no amount", {"claims": {CLAIM: "-5.00"}}),
    "beyond counting": ("no amount", {"claims": {CLAIM: "99999999999999999999.00"}}),
    "more than was claimed": ("no amount", {"claims": {CLAIM: "1000.01"}}),
    "a claim of nobody": ("no certificate", {"claims": {"X": "5.00"}}),
    "another's account": ("not the author", {"agent": "south"}),
}


def test_reports_of_odd_holds_are_refused_and_the_next_letter_is_heard(
    world: World, peers: Federation
) -> None:
    from clawback.server.casework.models import Letter, PeerHold

    case, _claim = asked_case(world)
    peers.settle()
    held = set(PeerHold.objects.values_list("hold", "amount", "state"))
    for number, (_refusal, odd) in enumerate(ODD.values(), 900):
        hear(peers, report(case.peer_question.name, **odd), number=number)
    hear(peers, Ask(causes=[], case="C9"), number=1000)
    peers.settle()
    assert answers(peers) == [refusal for refusal, _ in ODD.values()]
    assert not Letter.objects.filter(done_at=None).exists()
    assert set(PeerHold.objects.values_list("hold", "amount", "state")) == held


def test_amounts_that_the_owner_s_check_adds_up_are_looked_at(world: World, peers: Federation) -> None:
    case, _claim = asked_case(world)
    peers.settle()
    lot = Known(agent="south", account="", version=1, parts={CLAIM: "a lot"})
    rules = {"fifo": RuleReport(traced={}, positions=[], received={CLAIM: lot}, sent={}, away={})}
    hear(peers, report(case.peer_question.name, rules=rules))
    peers.settle()
    assert answers(peers) == ["no amount"]


def test_a_hold_that_nobody_here_confirmed_is_placed_whatever_its_peer_says(
    world: World, peers: Federation
) -> None:
    """An honest peer says so where an older backup of ours was restored: an approver decides again, or the clock."""
    from clawback.server.casework.federation.holding import confirm_peer_hold
    from clawback.server.casework.models import PeerHold

    case, _claim = asked_case(world)
    peers.settle()
    before, kept = bytes(peers.seat("centre").state), PeerHold.objects.latest("pk")
    confirm_peer_hold(world.act("second approver"), kept.pk)
    peers.settle()
    restore(peers, before, kept)
    hear_again(peers, case.peer_question.name)
    kept.refresh_from_db()
    assert (kept.state, kept.confirmed_by) == ("placed", None)
    confirm_peer_hold(world.act("second approver"), kept.pk)
    peers.settle()
    kept.refresh_from_db()
    assert kept.state == "confirmed"


def restore(peers: Federation, state: bytes, hold: Any) -> None:
    """The centre's rows as they were before it confirmed."""
    from clawback.server.casework.models import PeerHold, Seat

    Seat.objects.filter(pk=peers.seats["centre"]).update(state=state)
    PeerHold.objects.filter(pk=hold.pk).update(
        state="placed", confirmed_by=None, confirmed_at=None, until=hold.until
    )


def hear_again(peers: Federation, case: str) -> None:
    """The bank, which knows of the approver, is asked to report anew."""
    from clawback.federation.node.machine import act
    from clawback.server.casework.federation.seats import step

    def asks(draft: Any) -> None:
        draft.send(NORTH, Ask(causes=[], case=case))

    step(peers.seats["centre"], NOON, lambda site, state, now: act(site, state, now, asks))
    peers.settle()


def test_a_letter_by_which_the_machine_fails_is_set_aside_and_its_author_told(
    world: World, peers: Federation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it is by which it fails: here a fault of ours, on a case of that name."""
    from clawback.federation.node import machine
    from clawback.server.casework.federation.sending import federate
    from clawback.server.casework.models import Letter
    from clawback.server.record.models import EntryRow

    takes = machine._TAKES[Ask]  # a fault is put where messages are taken

    def fails(draft: Any, author: str, body: Ask) -> None:
        if body.case == "poison":
            raise ZeroDivisionError
        takes(draft, author, body)

    monkeypatch.setitem(machine._TAKES, Ask, fails)
    for number, case in enumerate(("C1", "poison", "C2"), 1):
        hear(peers, Ask(causes=[], case=case), number=number)
    federate(list(peers.seats.values()), lambda: NOON)
    letters = Letter.objects.filter(seat=peers.seats["centre"], incoming=True).order_by("pk")
    assert [(each.about, each.refusal) for each in letters] == [
        ("C1", ""),
        ("poison", "not a message"),
        ("C2", ""),
    ]
    assert all(each.done_at == NOON for each in letters)
    assert answers(peers) == ["not a message"]
    assert EntryRow.objects.filter(subject=f"letter/{letters[1].pk}", verb="refuse").exists()


def test_a_seat_that_fails_rests_while_the_others_go_on(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.sending import federate
    from clawback.server.casework.models import Letter, Seat

    hear(peers, Ask(causes=[], case="C1"))
    asked_elsewhere(peers)
    Seat.objects.filter(folder="centre").update(state=b"no state")
    seats, failed = list(peers.seats.values()), dict[int, Any]()

    def waits() -> list[str]:
        return [each.seat.folder for each in Letter.objects.filter(kind="ask", done_at=None)]

    federate(seats, lambda: NOON, failed)
    assert failed == {peers.seats["centre"]: NOON}
    assert waits() == ["centre"]
    Seat.objects.filter(folder="centre").update(state=b"")
    federate(seats, lambda: NOON + timedelta(seconds=1), failed)
    assert waits() == ["centre"]
    federate(seats, lambda: NOON + timedelta(seconds=6), failed)
    assert waits() == []


def asked_elsewhere(peers: Federation) -> None:
    """North is asked something too."""
    from clawback.server.casework.federation.door import receive

    now = to_micros(NOON)
    times = {"sent_at": format_time(now), "until": format_time(now + 86_400_000_000)}
    receive(peers.seats["north"], said(body=Ask(causes=[], case="C1"), **times).decode(), NOON)
