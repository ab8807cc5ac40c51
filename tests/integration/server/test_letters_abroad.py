"""What a node may not tell its peer abroad becomes a letter to the authority there, which people approve and send."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from tests.integration.server.pages_world import sent, words_of
from tests.integration.server.test_peers import browser, waits
from tests.integration.server.world import NOON, World
from tests.integration.server.world_federation import (
    AWAY,
    MEMBERS,
    Federation,
    asked_case,
    federated,
    member,
    write_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from clawback.federation.trust.members import Member
    from clawback.server.casework.models import Claim, LetterAbroad
    from clawback.server.data_folder import DataFolder

RIVER, BUREAU = "river.example", "bureau.example"


def listed(jurisdiction: str) -> tuple[Member, ...]:
    """The bank to which 100.00 went on is in another country, which names an authority and no gateway."""
    bank = structs.replace(member(RIVER, "river", jurisdiction=jurisdiction), authority=BUREAU)
    return (*MEMBERS[:3], bank, member(BUREAU, jurisdiction=jurisdiction))


@pytest.fixture
def peers(world: World, data_folder: DataFolder) -> Iterator[Federation]:
    with federated(data_folder, members=listed("GB")) as found:
        yield found


def letter() -> LetterAbroad:
    from clawback.server.casework.models import LetterAbroad

    return LetterAbroad.objects.select_related("question__case").get()


def told_about(claim: Claim) -> set[tuple[str, str, int]]:
    """What the page of an operation with the claim's report says that others were told, once a recall is drafted."""
    from clawback.server.casework.models import Operation, OperationReport
    from clawback.server.casework.operations.told import told_of

    organisation = claim.report.organisation
    operation = Operation.objects.create(
        organisation=organisation, cohesion=1000, begins_at=NOON, ends_at=NOON, found_at=NOON
    )
    OperationReport.objects.create(report=claim.report, operation=operation)
    return {(each.organisation, each.kind, each.count) for each in told_of(operation)}


def test_it_is_drafted_approved_sent_and_answered(world: World, peers: Federation) -> None:
    from clawback.server.casework.federation.writing_abroad import answer_letter, send_letter
    from clawback.server.casework.refusals import GuardRefuses, RequestNotSent
    from clawback.server.casework.returns.recalling import draft_recall
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.record.models import EntryRow

    case, claim = asked_case(world)
    draft_recall(world.act("analyst"), claim.pk)
    peers.settle()
    row = letter()
    assert (row.state, row.authority, row.agent, row.why) == ("drafted", BUREAU, "river", "no gateway")
    assert (row.key, row.amount, row.parts) == (f"uetr:{AWAY}", 10_000, {str(claim.pk): 10_000})
    assert ("approve", "letter abroad", row.pk, None) in waits(world, "approver")
    with pytest.raises(RequestNotSent):
        send_letter(world.act("analyst"), row.pk)
    page = f"/letters-abroad/{row.pk}/"
    approver, analyst = browser(world, "approver"), browser(world, "analyst")
    assert BUREAU in words_of(approver, f"/cases/{case.pk}/")
    shown = words_of(analyst, page)
    assert "Approve the letter" not in shown
    assert "hold what stands of the sum below" in shown
    assert "Approved: another member sends it." in sent(approver, f"{page}approve/")
    with pytest.raises(NotAllowed):
        send_letter(world.act("approver"), row.pk)
    assert ("send", "letter abroad", row.pk, None) in waits(world, "analyst")
    assert "Noted as sent." in sent(analyst, f"{page}send/")
    with pytest.raises(GuardRefuses):
        answer_letter(world.act("analyst"), row.pk, "tell us about his political party")
    assert told_about(claim) >= {
        (BUREAU, "letter abroad", 1),
        ("north.example", "peer question", 1),
        ("South Bank", "recall", 1),
    }
    assert "The answer is noted." in sent(analyst, f"{page}answer/", words="passed on to the bank")
    row = letter()
    assert (row.state, row.words) == ("answered", "passed on to the bank")
    verbs = EntryRow.objects.filter(subject=f"letterabroad/{row.pk}").order_by("index")
    assert list(verbs.values_list("verb", flat=True)) == ["draft", "approve", "send", "guard", "answer"]
    peers.settle()
    assert letter().state == "answered"


def test_without_law_there_the_guard_refuses_and_a_gateway_makes_it_needless(
    world: World, data_folder: DataFolder
) -> None:
    from clawback.federation.trust.members import Gateway
    from clawback.server.casework.federation.seats import take_seats
    from clawback.server.casework.federation.writing_abroad import approve_letter
    from clawback.server.casework.refusals import GuardRefuses, LetterWithdrawn

    with federated(data_folder, members=listed("XX")) as peers:
        asked_case(world)
        peers.settle()
        with pytest.raises(GuardRefuses, match=r"art\. 40"):
            approve_letter(world.act("approver"), letter().pk)
        assert letter().state == "drafted"
        law = {"law": "Invented law", "article": "art. 1"}
        ours = [structs.replace(each, gateways=[Gateway(to="XX", **law)]) for each in listed("XX")[:3]]
        theirs = [structs.replace(each, gateways=[Gateway(to="demo", **law)]) for each in listed("XX")[3:]]
        for name in ("centre", "south", "north"):
            write_list(peers.path / name, (*ours, *theirs), version=2)
        take_seats(NOON)
        peers.settle()
        assert letter().state == "withdrawn"
        with pytest.raises(LetterWithdrawn):
            approve_letter(world.act("approver"), letter().pk)
