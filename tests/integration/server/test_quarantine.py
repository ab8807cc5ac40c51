"""A restored database sends nothing until agents were asked, and two members let it go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from clawback.server.data_folder import DataFolder, open_folder
from tests.integration.server.pages_world import browser_of, sent, words_of
from tests.integration.server.world import NOON, drafted, in_case, make_world, member, placed, transfer
from tests.integration.server.world_returns import LATER, due_lines, returns

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return open_folder(tmp_path / "data", demo=True)


def signed(folder: DataFolder) -> None:
    from clawback.server.record.checkpoints import sign, signer_of

    sign(signer_of(folder, "test/journal"), NOON)


def test_a_database_that_goes_on_is_left_alone(folder: DataFolder) -> None:
    from clawback.server.casework.quarantining import open_quarantine, watch

    world = make_world()
    assert watch(folder, NOON) is None
    assert folder.last_checkpoint() is None
    in_case(world)
    signed(folder)
    assert watch(folder, NOON) is None
    first = folder.last_checkpoint()
    assert first is not None
    in_case(world, transfer(5, debtor="D5"))
    signed(folder)
    assert watch(folder, NOON) is None
    second = folder.last_checkpoint()
    assert second is not None
    assert second[0] > first[0]
    assert open_quarantine() is None


@pytest.mark.parametrize("other", ["longer", "different"])
def test_a_restored_one_waits_for_two_members(folder: DataFolder, other: str) -> None:
    from clawback.server.casework.quarantining import (
        answer_enquiry,
        lift_quarantine,
        open_quarantine,
        watch,
    )
    from clawback.server.casework.refusals import EnquiryAnswered, FactsWrong, InQuarantine, NotInQuarantine
    from clawback.server.casework.requesting import approve_request
    from clawback.server.casework.waiting import waiting_for
    from clawback.server.people.refusals import NotAllowed
    from clawback.server.record.models import Head

    world = make_world()
    case, claims = in_case(world, transfer(1000), transfer(2000, creditor="C2"))
    hold = placed(world, case, claims[0])
    request = drafted(world, case, claims[1])
    size = Head.objects.get(pk=1).size
    folder.keep_checkpoint(size + 7 if other == "longer" else size, b"\1" * 32)
    assert watch(folder, NOON) is not None
    found = watch(folder, NOON)
    assert found == open_quarantine()
    assert found is not None
    with pytest.raises(InQuarantine):
        approve_request(world.act("approver"), request.pk)
    waiting = [each for each in waiting_for(world.people["responder"].facts(NOON)) if each.kind == "enquiry"]
    enquiry = found.enquiries.get()
    assert [each.number for each in waiting] == [enquiry.pk]
    with pytest.raises(NotAllowed):
        answer_enquiry(world.act("other responder"), enquiry.pk, {hold.pk: 0}, "")
    with pytest.raises(FactsWrong):
        answer_enquiry(world.act("responder"), enquiry.pk, {}, "")
    answer_enquiry(world.act("responder"), enquiry.pk, {hold.pk: 900}, "we returned 100 on Monday")
    with pytest.raises(EnquiryAnswered):
        answer_enquiry(world.act("responder"), enquiry.pk, {hold.pk: 900}, "")
    line = enquiry.lines.get()
    assert (line.known, line.told) == (1000, 900)
    lift_quarantine(world.act("administrator"))
    with pytest.raises(NotAllowed, match="four eyes"):
        lift_quarantine(world.act("administrator"))
    with pytest.raises(InQuarantine):
        approve_request(world.act("approver"), request.pk)
    lift_quarantine(world.act("approver"))
    with pytest.raises(NotInQuarantine):
        lift_quarantine(world.act("second administrator"))
    assert approve_request(world.act("approver"), request.pk).state == "sent"
    signed(folder)
    assert watch(folder, NOON) is None, "what was let go on is not found anew"
    last = folder.last_checkpoint()
    assert last is not None
    assert last[0] == Head.objects.get(pk=1).size


def test_agents_are_asked_for_returns_and_requests_too(folder: DataFolder) -> None:
    from clawback.server.casework.models import EnquiryState
    from clawback.server.casework.quarantining import answer_enquiry, watch
    from clawback.server.casework.refusals import FactsWrong
    from clawback.server.casework.requesting import approve_request
    from clawback.server.casework.returns.paying import send_line

    made = returns(losses=(100_000, 50_000), held=(60_000, 50_000))
    first, *others = due_lines(made, "pari-passu")
    send_line(made.world.act("responder", LATER), first.pk)
    other, (claim,) = in_case(made.world, transfer(3000, debtor="D8", creditor="C8"))
    request = drafted(made.world, other, claim)
    approve_request(made.world.act("approver"), request.pk)
    folder.keep_checkpoint(10_000, b"\1" * 32)
    found = watch(folder, LATER)
    assert found is not None
    rows = {row.name: row for row in EnquiryState.objects.filter(enquiry__agent=made.world.bank)}
    assert {name: (row.kind, row.known) for name, row in rows.items()} == {
        first.reference: ("plan line", "sent"),
        **{line.reference: ("plan line", "due") for line in others},
        str(request): ("hold request", "sent"),
    }
    enquiry = found.enquiries.get(agent=made.world.bank)
    held = {line.hold_id: line.known for line in enquiry.lines.all()}
    agent = made.world.act("responder", LATER)
    said = {row.pk: "confirmed" for row in rows.values()}
    with pytest.raises(FactsWrong):
        answer_enquiry(agent, enquiry.pk, held, "", said)
    browser = browser_of(made.world, "responder")
    assert first.reference in words_of(browser, f"/enquiries/{enquiry.pk}/")
    form: dict[str, object] = {f"hold-{number}": format_units(units) for number, units in held.items()}
    form |= {f"state-{rows[line.reference].pk}": "confirmed" for line in (first, *others)}
    sent(browser, f"/enquiries/{enquiry.pk}/", **form, **{f"state-{rows[str(request)].pk}": "sent"})
    enquiry.refresh_from_db()
    assert enquiry.answered_at is not None
    shown = words_of(browser_of(made.world, "approver"), "/quarantine/")
    assert shown.count("▲ line of a plan") == len(others) + 1, (
        "some may have been paid that we think was not sent"
    )
    assert str(request) not in shown


def format_units(units: int) -> str:
    return f"{units / 100:.2f}"


def test_holds_still_end_by_their_clock(folder: DataFolder) -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.quarantining import watch
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    folder.keep_checkpoint(1000, b"\1" * 32)
    assert watch(folder, NOON) is not None
    run_due(VERBS, hold.until)
    hold.refresh_from_db()
    assert hold.state == "ended"


def test_two_agents_hold_what_they_were_shown(folder: DataFolder) -> None:
    from clawback.journal.checkpoint import parse_checkpoint
    from clawback.journal.note import parse_note
    from clawback.journal.stories import check_one_story
    from clawback.server.casework.models import CheckpointGiven
    from clawback.server.record.proving import consistency

    world = make_world()
    signed(folder)
    case, claims = in_case(world, transfer(1000), transfer(2000, creditor="C2"))
    signed(folder)
    placed(world, case, claims[0])
    signed(folder)
    placed(world, case, claims[1])
    given = [parse_checkpoint(parse_note(bytes(each.note)).text) for each in CheckpointGiven.objects.all()]
    assert len(given) == 2
    old, new = sorted(given, key=lambda each: each.size)
    check_one_story(old, new, consistency(old.size, new.size))
    assert member(world.bank)
