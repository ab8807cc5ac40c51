"""A case asks its peers: each traces in its own ledger, holds by its own policy, and tells amounts, not accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from clawback.money import currency
from tests.integration.server.world import HOUR, NOON, World
from tests.integration.server.world_federation import (
    CENTRE,
    MEMBERS,
    NORTH,
    UETR,
    Federation,
    asked_case,
    federated,
    member,
    secret,
    worked_case,
    write_list,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from clawback.server.casework.federation.answers import Answers
    from clawback.server.casework.models import Case, Seat
    from clawback.server.data_folder import DataFolder


def answers(case: Case) -> Answers:
    from clawback.server.casework.federation.answers import answers_of
    from clawback.server.casework.federation.seats import state_of

    question = case.peer_question
    owned = state_of(question.seat).owned[question.name]
    return answers_of(owned, currency("EUR"), "pro-rata")


def test_peers_answer_with_amounts_and_hold_what_stands(world: World, peers: Federation) -> None:
    case, claim = asked_case(world)
    peers.settle()
    case.refresh_from_db()
    found = answers(case)
    assert found.whole
    assert case.peer_question.whole_at == NOON
    standing = [(each.agent, each.amount) for each in found.places if each.kind == "standing"]
    assert sorted(standing) == [("north", 40_000), ("north", 50_000)]
    away = [(each.agent, each.amount) for each in found.places if each.kind == "awaiting"]
    assert away == [("river", 10_000)]
    assert not {"C1", "C2", "R1"} & {each.account for each in found.places}
    holds = list(case.peer_question.holds.order_by("amount"))
    assert [(each.member, each.amount, each.state) for each in holds] == [
        (NORTH, 40_000, "placed"),
        (NORTH, 50_000, "placed"),
    ]
    assert {each.until for each in holds} == {NOON + 24 * HOUR}
    assert sum(part.amount for each in holds for part in each.parts.all()) == claim.loss - 10_000


def test_unconfirmed_it_lapses_and_confirmed_it_ends_with_its_basis(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.holding import confirm_peer_hold
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import PeerHold
    from clawback.server.clocks.running import run_due

    asked_case(world)
    peers.settle()
    kept, lost = PeerHold.objects.order_by("amount")
    at = NOON + 2 * HOUR
    confirmed = confirm_peer_hold(world.act("second approver", at), kept.pk)
    assert confirmed.until == NOON + 48 * HOUR
    peers.settle(at)
    run_due(VERBS, NOON + 24 * HOUR)
    peers.settle(NOON + 24 * HOUR)
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.state, lost.state, lost.amount) == ("confirmed", "expired", 0)
    assert states(peers) == ["confirmed", "expired"]
    run_due(VERBS, NOON + 48 * HOUR)
    peers.settle(NOON + 48 * HOUR)
    kept.refresh_from_db()
    assert (kept.state, kept.amount) == ("expired", 0)
    assert states(peers) == ["expired", "released"]


def states(peers: Federation) -> list[str]:
    """Of the holds at the bank."""
    from clawback.server.casework.federation.seats import state_of

    return sorted(each.state for each in state_of(peers.seat("north")).holds.values())


def test_a_released_hold_is_gone_at_the_bank(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.holding import confirm_peer_hold, release_peer_hold
    from clawback.server.casework.models import PeerHold
    from clawback.server.casework.refusals import HoldEnded

    asked_case(world)
    peers.settle()
    for hold in PeerHold.objects.all():
        release_peer_hold(world.act("approver"), hold.pk)
        with pytest.raises(HoldEnded):
            confirm_peer_hold(world.act("second approver"), hold.pk)
    peers.settle()
    assert states(peers) == ["released", "released"]


def test_four_eyes(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.asking import approve_question, draft_question
    from clawback.server.people.refusals import NotAllowed

    case, _claim = worked_case(world)
    with pytest.raises(NotAllowed):
        draft_question(world.act("intake"), case.pk, hold=True)
    question = draft_question(world.act("analyst"), case.pk, hold=True)
    with pytest.raises(NotAllowed):
        approve_question(world.act("analyst"), question.pk)
    peers.settle()
    assert question.whole_at is None
    assert not question.holds.exists()


def test_what_waits_for_an_approver_stands_on_their_page(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.asking import approve_question, draft_question
    from clawback.server.casework.models import PeerHold

    case, _claim = worked_case(world)
    question = draft_question(world.act("analyst"), case.pk, hold=True)
    assert ("approve", "peer question", question.pk, None) in waits(world, "approver")
    approve_question(world.act("approver"), question.pk)
    peers.settle()
    ends = {("confirm", "peer hold", each.pk, each.until) for each in PeerHold.objects.all()}
    assert len(ends) == 2
    assert ends <= waits(world, "second approver")
    assert not [each for each in waits(world, "analyst") if each[1] == "peer hold"]


def waits(world: World, person: str) -> set[tuple[str, str, int, datetime | None]]:
    from clawback.server.casework.waiting import waiting_for

    rows = waiting_for(world.people[person].facts(NOON))
    return {(row.verb, row.kind, row.number, row.due_at) for row in rows}


def test_without_policy_nothing_is_held_and_without_a_basis_nothing_may_be(
    world: World, data_folder: DataFolder
) -> None:
    with federated(data_folder, policy="") as peers:
        case, _claim = asked_case(world)
        peers.settle()
        assert {each.unheld for each in answers(case).places if each.kind == "standing"} == {"policy"}
        assert not case.peer_question.holds.exists()


def test_what_peers_hold_is_not_asked_for_again(world: World, peers: Federation) -> None:
    from clawback.server.casework.caps import open_holds
    from clawback.server.casework.federation.holding import release_peer_hold
    from clawback.server.casework.models import PeerHold
    from clawback.server.casework.statements.proposing import found_of_case, next_steps

    case, claim = worked_case(world)
    before = [(step.kind, step.account.agent_code) for step in steps(case)]
    assert ("hold", "north") in before
    asked_case_of(world, case)
    peers.settle()
    assert [step for step in steps(case) if step.account.agent_code == "north"] == []
    (found,) = found_of_case(case, NOON)
    assert sum(sum(each.claims.values()) for each in open_holds(found.caps)) == claim.loss - 10_000
    for hold in PeerHold.objects.all():
        release_peer_hold(world.act("approver"), hold.pk)
    assert open_holds(found.caps) == []
    left = [(step.kind, step.account.agent_code, step.amount) for step in next_steps(found, NOON)]
    assert left == [("find-agent", "river", 10_000)]  # where no node is, and nobody else is known


def asked_case_of(world: World, case: Case) -> None:
    from clawback.server.casework.federation.asking import approve_question, draft_question

    approve_question(world.act("approver"), draft_question(world.act("analyst"), case.pk, hold=True).pk)


def steps(case: Case) -> list:  # type: ignore[type-arg]
    from clawback.server.casework.statements.proposing import found_of_case, next_steps

    return [step for found in found_of_case(case, NOON) for step in next_steps(found, NOON)]


def test_more_than_the_loss_is_let_go_at_once(world: World, peers: Federation) -> None:
    """A request was placed between the question and its answer: the newest provisional hold goes."""
    from clawback.server.casework.models import HoldPart, PeerHoldPart
    from tests.integration.server.world import placed

    case, claim = asked_case(world)
    placed(world, case, claim, 60_000)
    peers.settle()
    held = sum(HoldPart.objects.filter(claim=claim).values_list("in_force", flat=True))
    by_peers = sum(PeerHoldPart.objects.filter(claim=claim).values_list("amount", flat=True))
    assert held == 60_000
    assert 0 < by_peers <= claim.loss - held
    assert "released" in states(peers)


def test_a_bank_without_a_ledger_file_answers_from_its_statements(
    world: World, data_folder: DataFolder
) -> None:
    """As far as they tell: the claim's own transfer, which stands in the account that it was paid to."""
    with federated(data_folder) as peers:
        for name in ("south", "north"):
            said = peers.path / name / "node.toml"
            said.write_text(said.read_text("utf-8").replace('ledger = "ledger.csv"\n', ""), "utf-8")
        case, claim = asked_case(world)
        peers.settle()
        found = [(each.agent, each.kind, each.amount) for each in answers(case).places]
        assert found == [("north", "standing", claim.loss)]


def test_everything_stands_in_the_journal(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import Letter
    from clawback.server.record.models import EntryRow

    asked_case(world)
    peers.settle()
    entered = set(EntryRow.objects.filter(subject__startswith="letter/").values_list("subject", flat=True))
    assert entered == {f"letter/{number}" for number in Letter.objects.values_list("pk", flat=True)}
    verbs = set(EntryRow.objects.filter(subject__startswith="peer").values_list("verb", flat=True))
    assert {"draft", "approve", "place", "answer"} <= verbs


def test_what_is_held_for_a_claim_that_is_over_is_let_go(world: World, peers: Federation) -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.returns.in_the_way import in_the_way
    from clawback.server.clocks.running import run_due

    case, claim = asked_case(world)
    peers.settle()
    waits = [each for each in in_the_way(case) if each.kind == "peer hold"]
    assert sum(each.amount or 0 for each in waits) == claim.loss - 10_000
    reject_claim(world.act("analyst"), claim.pk, "typing error")
    run_due(VERBS, NOON)
    peers.settle()
    assert states(peers) == ["released", "released"]
    assert not [each for each in in_the_way(case) if each.kind == "peer hold"]


def test_pages_lead_from_the_question_to_the_confirmed_hold(world: World, peers: Federation) -> None:
    from clawback.server.casework.models import PeerHold
    from clawback.server.clocks.time import now

    case, _claim = worked_case(world)
    page = f"/cases/{case.pk}/"
    analyst, approver = browser(world, "analyst"), browser(world, "second approver")
    assert "Draft the question" in analyst.get(page).content.decode()
    assert analyst.post(f"{page}peers/", {"hold": "yes"}).status_code == 302
    question = case.peer_question.pk
    assert "Approve and ask" not in analyst.get(page).content.decode()
    assert "Approve and ask" in approver.get(page).content.decode()
    approver.post(f"/peer-questions/{question}/approve/")
    peers.settle(now())
    shown = analyst.get(page).content.decode()
    assert "waits for an approver" in shown
    assert "river" in shown
    hold = PeerHold.objects.earliest("amount")
    assert analyst.post(f"/peer-holds/{hold.pk}/confirm/").status_code == 302
    hold.refresh_from_db()
    assert hold.state == "placed"
    approver.post(f"/peer-holds/{hold.pk}/confirm/")
    hold.refresh_from_db()
    assert hold.state == "confirmed"


def test_a_refused_confirmation_is_shown_and_its_money_counts_no_more(
    world: World, peers: Federation
) -> None:
    """Another case traces the same transfer at the bank, which therefore confirms nothing."""
    from clawback.server.casework.federation.counting import held_for_claims
    from clawback.server.casework.federation.holding import confirm_peer_hold
    from clawback.server.casework.models import PeerHold
    from clawback.server.clocks.time import now

    case, claim = asked_case(world, at=now())
    peers.settle(now())
    share_claims(peers.seat("north"))
    hold = PeerHold.objects.earliest("amount")
    confirm_peer_hold(world.act("second approver", now()), hold.pk)
    assert held_for_claims([claim.pk]) == {"EUR": 90_000}
    peers.settle(now())
    hold.refresh_from_db()
    assert (hold.state, hold.amount) == ("released", 0)
    assert held_for_claims([claim.pk]) == {"EUR": 50_000}
    assert states(peers) == ["placed", "released"]
    shown = browser(world, "second approver").get(f"/cases/{case.pk}/").content.decode()
    assert "two cases trace it, and have not said which one carries it" in shown


def share_claims(seat: Seat) -> None:
    """As if a second case had opened each claim there."""
    import msgspec

    from clawback.federation.node.state import State

    state = msgspec.json.decode(bytes(seat.state), type=State)
    claims = {claim: {**cases, "other": next(iter(cases.values()))} for claim, cases in state.claims.items()}
    seat.state = msgspec.json.encode(msgspec.structs.replace(state, claims=claims))
    seat.save(update_fields=["state"])


def test_the_page_of_the_federation_is_for_those_who_run_and_watch_it(
    world: World, peers: Federation
) -> None:
    from clawback.server.casework.models import Letter

    asked_case(world)
    peers.settle()
    letters = Letter.objects.filter(seat=peers.seats["centre"], incoming=False)
    letters.filter(pk=letters.earliest("pk").pk).update(refusal="no gateway")
    for person in ("administrator", "auditor", "analyst"):
        shown = browser(world, person).get("/federation/").content.decode()
        assert "north.example" in shown
        assert "all is known" in shown
        assert "none named: nothing crosses" in shown
        assert "Every refusal of a message" in shown
        assert "at the gate: not let in" in shown
    for person in ("approver", "intake", "responder"):
        assert browser(world, person).get("/federation/").status_code == 404


def test_a_new_key_carries_on_what_the_old_one_had_begun(world: World, peers: Federation) -> None:
    """The old key ended before the question was sent, and while another case was traced."""
    from clawback.federation.trust.certificates import read_certificate
    from clawback.federation.trust.keys import write_secret
    from clawback.federation.trust.members import MemberKey, public_text
    from clawback.server.casework.federation.seats import state_of, take_seats

    case, _claim = asked_case(world)
    new, at = secret("the centre's new key"), NOON + HOUR
    keys = [(secret(CENTRE), "2026-01-01T00:00:00Z", "2026-11-24T12:30:00Z")]
    keys += [(new, "2026-11-24T12:30:00Z", "2099-01-01T00:00:00Z")]
    both = [MemberKey(x=public_text(key.public), valid_from=since, until=until) for key, since, until in keys]
    listed = (structs.replace(member(CENTRE), keys=both), *MEMBERS[1:])
    for name in ("centre", "south", "north"):
        write_list(peers.path / name, listed, version=2)
    take_seats(at)
    assert "has no centre.example with this key" in peers.seat("centre").fault
    own = peers.path.parent / "keys" / "federation-centre.key"
    own.unlink()
    write_secret(new, own)
    take_seats(at)
    peers.settle(at)
    found = answers(case)
    assert found.whole
    assert sorted(each.amount for each in found.places if each.kind == "standing") == [40_000, 50_000]
    for name in ("south", "north"):
        for text in state_of(peers.seat(name)).claims[f"uetr:{UETR}"].values():
            assert read_certificate(text)[1].key_id == new.id
    assert {each.state for each in case.peer_question.holds.all()} == {"placed"}


def test_who_has_no_node_is_told_what_to_do(world: World) -> None:
    assert "clawback federation keys" in browser(world, "auditor").get("/federation/").content.decode()


def browser(world: World, person: str) -> Client:
    from django.test import Client

    found = Client(headers={"host": "localhost"})
    found.post("/sign-in/", {"member": world.people[person].pk})
    return found


def test_a_report_is_not_erased_while_a_peer_holds_and_then_its_transfer_has_no_name(
    world: World, peers: Federation
) -> None:
    from datetime import timedelta

    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import PeerHold, QuestionClaim, Report
    from clawback.server.casework.victims.erasing import erase_report
    from clawback.server.casework.victims.keeping import kept_for
    from clawback.server.clocks.running import run_due
    from clawback.server.people.acting import Act

    _case, claim = asked_case(world)
    peers.settle()
    Report.objects.filter(pk=claim.report_id).update(state="withdrawn")  # over, while its holds go on
    kept = kept_for(Report.objects.get(pk=claim.report_id), NOON)
    assert kept is not None
    assert (kept.why, kept.known) == ("hold", False)
    erase_report(claim.report_id, Act(member=None, at=NOON))
    assert Report.objects.get(pk=claim.report_id).erased_at is None
    assert QuestionClaim.objects.get().key == f"uetr:{UETR}"
    for hours in (24, 49):
        run_due(VERBS, NOON + timedelta(hours=hours))
        peers.settle(NOON + timedelta(hours=hours))
    assert not PeerHold.objects.filter(state__in=["placed", "confirmed"]).exists()
    assert Report.objects.get(pk=claim.report_id).erased_at is not None
    assert QuestionClaim.objects.get().key == f"erased:{claim.pk}"
