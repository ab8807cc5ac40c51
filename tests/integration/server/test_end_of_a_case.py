"""From a report to a closed case, through a paid return: nothing that went back is asked for again, and it adds up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.integration.server.world import HOUR, NOON
from tests.integration.server.world_ends import in_the_way_of, proposed, run_clocks
from tests.integration.server.world_returns import LATER, Returns, due_lines, paid, returns
from tests.integration.server.world_statements import Row, answer, asked, room_for

pytestmark = pytest.mark.usefixtures("database")

CREDITS: tuple[Row, ...] = (
    ("R1", 0.0, "south/D1", "north/C1", 100_000),
    ("R2", 0.0, "south/D2", "north/C1", 50_000),
)
ONWARD: Row = ("R3", 1.0, "north/C1", "south/M1", 40_000)
SENT = (LATER - NOON) / HOUR + 3
"""When the returns were sent, in hours of a statement."""


def two_victims() -> Returns:
    """1000.00 and 500.00 came to C1, 400.00 went on to M1; of what stands there 1050.00 are held."""
    made = returns((100_000, 50_000), (70_000, 35_000))
    request = asked(made.world, made.case, made.claims[0])
    answer(made.world, request, *CREDITS, ONWARD)
    return made


def test_what_went_back_is_not_proposed_again() -> None:
    made = two_victims()
    assert proposed(made.case) == {("C1", "hold"): 5_000, ("M1", "hold"): 40_000, ("M1", "statement"): 40_000}
    for line in due_lines(made, "pari-passu"):
        paid(made, line)
    run_clocks(LATER)
    assert proposed(made.case) == {("C1", "hold"): 5_000, ("M1", "hold"): 40_000, ("M1", "statement"): 40_000}


def test_a_case_lives_to_its_end() -> None:
    """In its way stand a plan, then what the trace proposes; each is cleared by one step, and comes no more."""
    from clawback.server.casework.models import Proposal, Review
    from clawback.server.casework.refusals import CaseStillOpen, FactsWrong
    from clawback.server.casework.returns.closing import close_case
    from clawback.server.casework.statements.dismissing import dismiss_proposal
    from clawback.server.casework.victims.timeline import timeline_of
    from clawback.server.clocks.models import Clock

    made = two_victims()
    lines = due_lines(made, "pari-passu")
    assert [each[0] for each in in_the_way_of(made.case)[:2]] == ["a hold is in force", "a plan is not paid"]
    for line in lines:
        paid(made, line)
    run_clocks(LATER)
    assert in_the_way_of(made.case) == [
        ("a hold is proposed", "north:C1", 5_000),
        ("a hold is proposed", "south:M1", 40_000),
        ("a statement is proposed", "south:M1", 40_000),
    ]
    approver = made.world.act("approver", LATER)
    with pytest.raises(CaseStillOpen, match="a hold is proposed: north:C1"):
        close_case(approver, made.case.pk)
    for row in Proposal.objects.filter(case=made.case):
        with pytest.raises(FactsWrong):
            dismiss_proposal(approver, row.pk, " ")
        dismiss_proposal(approver, row.pk, "the victims settle for what they got")
    assert set(Review.objects.values_list("cause", flat=True)) == {"dismissed"}
    from clawback.server.casework.statements.retracing import retrace

    retrace(made.claims[0].pk, LATER)
    assert in_the_way_of(made.case) == []
    report = made.claims[0].report
    assert "report closed" not in [step.word for step in timeline_of(report, LATER)]
    (row,) = close_case(approver, made.case.pk)
    assert Clock.objects.filter(
        kind="case", verb="forget entries", subject=made.case.pk, done_at=None
    ).exists()
    report.refresh_from_db()
    assert timeline_of(report, LATER)[-1].word == "report closed"
    assert (row.lost, row.held, row.in_force, row.returned, row.let_go) == (150_000, 105_000, 0, 105_000, 0)
    assert row.still_lost == row.lost - row.returned == 45_000
    retrace(made.claims[0].pk, LATER)
    assert proposed(made.case) == {}


def test_a_closed_case_asks_for_no_statement() -> None:
    from clawback.server.casework.refusals import CaseClosed
    from clawback.server.casework.statements.requesting import draft_statement

    made = two_victims()
    made.case.closed_at, made.case.closed_by = LATER, made.world.people["approver"]
    made.case.save()
    claim = made.claims[0]
    with pytest.raises(CaseClosed):
        draft_statement(
            made.world.act("analyst", LATER), made.case.pk, claim.creditor_account_id, claim.pk, "statement"
        )


def test_a_draft_is_dismissed_and_another_state_is_not() -> None:
    from clawback.server.casework.models import HoldRequest, StatementRequest
    from clawback.server.casework.refusals import RequestLapsed, StatementLapsed
    from clawback.server.casework.statements.dismissing import dismiss_draft, dismiss_statement_draft
    from clawback.server.casework.statements.proposing import draft_next

    made = two_victims()
    analyst = made.world.act("analyst")
    onward = made.case.proposals.get(kind="statement").account_id
    held = draft_next(analyst, made.case.pk, onward, "hold")
    told = draft_next(analyst, made.case.pk, onward, "statement")
    assert [each[0] for each in in_the_way_of(made.case)[1:3]] == [
        "a request is drafted",
        "a statement is drafted",
    ]
    dismiss_draft(analyst, held.pk, "too little for the trouble")
    dismiss_statement_draft(analyst, told.pk, "too little for the trouble")
    assert HoldRequest.objects.get(pk=held.pk).state == "lapsed"
    assert StatementRequest.objects.get(pk=told.pk).state == "lapsed"
    with pytest.raises(RequestLapsed):
        dismiss_draft(analyst, held.pk, "again")
    with pytest.raises(StatementLapsed):
        dismiss_statement_draft(analyst, told.pk, "again")


@pytest.mark.parametrize(
    "shown", [True, False], ids=["a statement shows the return", "only its agent's word"]
)
def test_a_return_takes_its_claims_money_and_no_own_money_of_the_holder(*, shown: bool) -> None:
    """600.00 of 1000.00 went back; 400.00 of it stands there still, beside the holder's own 500.00, by every rule."""
    from clawback.server.casework.caps import standing_of

    made = returns((100_000,), (60_000,))
    for line in due_lines(made):
        paid(made, line)
    request = asked(made.world, made.case, made.claims[0])
    back: Row = ("B1", SENT, "north/C1", "south/D1", 60_000)
    rows = (CREDITS[0], back) if shown else (CREDITS[0],)
    until = SENT + 1 if shown else 3
    answer(made.world, request, *rows, opening=50_000, until=until, at=LATER + timedelta(hours=2))
    claim = made.claims[0]
    standing = standing_of(claim.creditor_account, {claim.pk: claim})
    assert (standing.low, standing.high, standing.own, standing.holdable) == (40_000, 40_000, 50_000, 90_000)
    assert room_for(claim.creditor_account, {claim.pk: claim}) == {claim.pk: 40_000}


def test_a_return_from_an_onward_account_is_not_asked_for_there_again() -> None:
    """All 400.00 that reached M1 were held and went back: whatever M1 has now is its holder's."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.models import Account
    from clawback.server.casework.requesting import approve_request, draft_request

    made = returns((100_000,), (60_000,))
    answer(made.world, asked(made.world, made.case, made.claims[0]), CREDITS[0], ONWARD)
    onward, claim = Account.objects.get(number="M1"), made.claims[0]
    draft = draft_request(made.world.act("analyst"), made.case.pk, onward.pk, "hold", {claim.pk: 40_000})
    approve_request(made.world.act("approver"), draft.pk)
    hold = place_hold(made.world.act("other responder"), draft.pk, 40_000)
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.paying import confirm_line, send_line

    renew_hold(made.world.act("approver"), hold.pk)
    for line in due_lines(made):
        person = "responder" if line.part.hold_id == made.hold.pk else "other responder"
        send_line(made.world.act(person, LATER), line.pk)
        confirm_line(made.world.act(person, LATER), line.pk)
    run_clocks(LATER)
    assert room_for(onward, {claim.pk: claim}) == {}
    assert proposed(made.case) == {}
