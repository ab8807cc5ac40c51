"""From a statement request to an answer, and every refusal on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import HOUR, NOON, drafted, in_case, make_world, transfer
from tests.integration.server.world_statements import START, answer, asked, confirmed, csv_of, room_for

if TYPE_CHECKING:
    from clawback.server.casework.models import StatementRequest
    from clawback.server.casework.statements.answering import Answer

pytestmark = pytest.mark.usefixtures("database")

CREDIT = ("K1", 0.0, "south/D1", "north/C1", 100_000)


def proposed() -> dict[tuple[str, str], int]:
    from clawback.server.casework.models import Proposal

    rows = Proposal.objects.select_related("account")
    return {(each.kind, str(each.account)): each.amount for each in rows}


def test_an_answer_extends_the_trace_and_proposes_what_is_next() -> None:
    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, ("K2", 1, "north/C1", "south/E9", 60_000), opening=5_000)
    # Of 1,050.00 there were 1,000.00 of the claim, and 600.00 left: low 400.00 here and 550.00 there, and what is
    # then left of the loss goes to the newest arrival.
    assert proposed() == {
        ("hold", "north:C1"): 40_000,
        ("hold", "south:E9"): 60_000,
        ("statement", "south:E9"): 60_000,
    }
    request.refresh_from_db()
    assert (request.state, request.answers.count()) == ("answered", 1)


def test_a_proposal_becomes_a_draft_by_one_button() -> None:
    from clawback.server.casework.models import Account
    from clawback.server.casework.refusals import NothingProposed
    from clawback.server.casework.statements.proposing import draft_next

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, ("K2", 1, "north/C1", "south/E9", 60_000), opening=5_000)
    further = Account.objects.get(number="E9")
    hold = draft_next(world.act("analyst"), case.pk, further.pk, "hold")
    statement = draft_next(world.act("analyst"), case.pk, further.pk, "statement")
    assert (hold.amount, hold.state) == (60_000, "drafted")
    assert (statement.part, statement.state) == (60_000, "drafted")
    assert statement.begins_at == START + HOUR
    assert statement.credit_from_id == claim.creditor_account_id
    with pytest.raises(NothingProposed):
        draft_next(world.act("analyst"), case.pk, further.pk, "hold")
    assert proposed() == {("hold", "north:C1"): 40_000}


def test_what_is_asked_for_is_not_proposed_and_is_again_once_the_request_lapsed() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    held = ("hold", "north:C1")
    assert proposed()[held] == 100_000
    drafted(world, case, claim, 70_000)
    assert proposed()[held] == 30_000
    drafted(world, case, claim, 30_000)
    assert held not in proposed()
    run_due(VERBS, NOON + 10 * 24 * HOUR)
    assert proposed()[held] == 100_000


def test_no_statement_without_a_traced_part() -> None:
    from clawback.server.casework.accounts import account_of
    from clawback.server.casework.refusals import NoTracedPart
    from clawback.server.casework.statements.requesting import draft_statement

    world = make_world()
    case, (claim,) = in_case(world)
    rival = account_of("north", "RIVAL")
    with pytest.raises(NoTracedPart):
        draft_statement(world.act("analyst"), case.pk, rival.pk, claim.pk, "statement")


def test_no_statement_of_the_victim_s_own_account() -> None:
    from clawback.server.casework.refusals import NoTracedPart
    from clawback.server.casework.statements.requesting import draft_statement

    world = make_world()
    case, (claim,) = in_case(world)
    with pytest.raises(NoTracedPart):
        draft_statement(world.act("analyst"), case.pk, claim.debtor_account_id, claim.pk, "statement")


def test_beyond_the_first_account_the_debtor_s_agent_confirmed_and_somebody_vouched() -> None:
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Account
    from clawback.server.casework.refusals import EvidenceTooWeak, IdentityNotVouched
    from clawback.server.casework.returns.vouching import vouch
    from clawback.server.casework.statements.requesting import draft_statement
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    answer(world, asked(world, case, claim), CREDIT, ("K2", 1, "north/C1", "south/E9", 60_000))
    further = Account.objects.get(number="E9")
    assert ("statement", "south:E9") not in proposed()
    with pytest.raises(EvidenceTooWeak):
        draft_statement(world.act("analyst"), case.pk, further.pk, claim.pk, "statement")
    confirm_evidence(world.act("other responder"), claim.pk)
    run_due(VERBS, NOON)
    assert ("statement", "south:E9") not in proposed()
    with pytest.raises(IdentityNotVouched):
        draft_statement(world.act("analyst"), case.pk, further.pk, claim.pk, "statement")
    vouch(world.act("other responder"), claim.pk)
    run_due(VERBS, NOON)
    assert proposed()["statement", "south:E9"] == 60_000
    assert draft_statement(world.act("analyst"), case.pk, further.pk, claim.pk, "statement").part == 60_000


def test_an_account_whose_agent_nobody_knows_is_a_task_with_a_clock() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.models import Account, Proposal
    from clawback.server.casework.refusals import AgentUnknown, NothingProposed
    from clawback.server.casework.statements.proposing import draft_next
    from clawback.server.casework.statements.requesting import draft_statement
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    answer(world, asked(world, case, claim), CREDIT, ("K2", 1, "north/C1", "faraway/E9", 100_000))
    assert proposed() == {("find-agent", "faraway:E9"): 100_000}
    further = Account.objects.get(number="E9")
    with pytest.raises(AgentUnknown):
        draft_statement(world.act("analyst"), case.pk, further.pk, claim.pk, "statement")
    with pytest.raises(NothingProposed):
        draft_next(world.act("analyst"), case.pk, further.pk, "find-agent")
    run_due(VERBS, NOON + 24 * HOUR)
    assert Proposal.objects.get().overdue_since == NOON + 24 * HOUR


def test_a_statement_is_asked_once() -> None:
    from clawback.server.casework.refusals import AskedAlready
    from clawback.server.casework.statements.answering import refuse_statement

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    with pytest.raises(AskedAlready):
        asked(world, case, claim)
    refuse_statement(world.act("responder"), request.pk, "beyond-the-basis")
    with pytest.raises(AskedAlready, match="nothing new"):
        asked(world, case, claim)


def test_claims_of_other_cases_and_unconfirmed_ones_are_refused() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.refusals import ClaimRejected, DoesNotFit
    from clawback.server.casework.statements.requesting import draft_statement

    world = make_world()
    case, (claim,) = in_case(world)
    _, (other,) = in_case(world, transfer(debtor="D2", creditor="C2"))
    analyst = world.act("analyst")
    with pytest.raises(DoesNotFit):
        draft_statement(analyst, case.pk, other.creditor_account_id, other.pk, "statement")
    reject_claim(analyst, claim.pk, "regret")
    with pytest.raises(ClaimRejected):
        draft_statement(analyst, case.pk, claim.creditor_account_id, claim.pk, "statement")


def test_four_eyes_and_another_agent() -> None:
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    request = draft_statement(world.act("analyst"), case.pk, claim.creditor_account_id, claim.pk, "statement")
    RoleGrant.objects.create(member=world.people["analyst"], role="approver", asked_at=NOON, works_at=NOON)
    with pytest.raises(NotAllowed, match="four eyes"):
        approve_statement(world.act("analyst"), request.pk)
    approve_statement(world.act("approver"), request.pk)
    with pytest.raises(NotAllowed):
        answer(world, request, CREDIT, person="other responder")


def test_the_law_refuses_a_basis_of_another_action() -> None:
    from clawback.server.casework.refusals import LawRefuses
    from clawback.server.casework.statements.requesting import draft_statement

    world = make_world()
    case, (claim,) = in_case(world)
    with pytest.raises(LawRefuses, match=r"art\. 1"):
        draft_statement(world.act("analyst"), case.pk, claim.creditor_account_id, claim.pk, "hold")


def test_an_unanswered_request_lapses_and_may_be_made_again() -> None:
    from clawback.server.casework.following import VERBS
    from clawback.server.casework.refusals import StatementLapsed
    from clawback.server.clocks.running import run_due

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    run_due(VERBS, NOON + 72 * HOUR)
    request.refresh_from_db()
    assert request.state == "lapsed"
    with pytest.raises(StatementLapsed):
        answer(world, request, CREDIT, at=NOON + 73 * HOUR)
    assert asked(world, case, claim, at=NOON + 73 * HOUR).state == "sent"


def test_a_draft_is_not_answered_and_a_refused_one_neither() -> None:
    from clawback.server.casework.refusals import FactsWrong, StatementRefused
    from clawback.server.casework.statements.answering import refuse_statement
    from clawback.server.casework.statements.requesting import draft_statement
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    request = draft_statement(world.act("analyst"), case.pk, claim.creditor_account_id, claim.pk, "statement")
    with pytest.raises(NotAllowed, match="not put to your organisation"):
        answer(world, request, CREDIT)
    request = asked(world, *in_case(world, transfer(debtor="D3", creditor="C3"))[:1], claim_of("C3"))
    responder = world.act("responder")
    with pytest.raises(FactsWrong, match="not a reason"):
        refuse_statement(responder, request.pk, "no-mood")
    with pytest.raises(FactsWrong, match="needs words"):
        refuse_statement(responder, request.pk, "other")
    refuse_statement(responder, request.pk, "other", "=SUM(1) we are closed")
    with pytest.raises(StatementRefused):
        answer(world, request, ("K1", 0, "south/D3", "north/C3", 100_000))


def claim_of(number: str) -> object:
    from clawback.server.casework.models import Claim

    return Claim.objects.get(creditor_account__number=number)


def test_opening_plus_entries_is_closing() -> None:
    from clawback.server.casework.models import Statement
    from clawback.server.casework.refusals import StatementUnbalanced

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    with pytest.raises(
        StatementUnbalanced, match=r"opening 5\.00 EUR plus entries 1000\.00 EUR is 1005\.00 EUR, not the clo"
    ):
        answer(world, request, CREDIT, opening=500, closing=100_499)
    request.refresh_from_db()
    assert (request.state, Statement.objects.count()) == ("sent", 0)


@pytest.mark.parametrize(
    ("rows", "until", "why"),
    [
        (
            (CREDIT, ("K2", 1, "north/ELSE", "south/E9", 100)),
            3,
            "row 2, field debtor_account, creditor_account",
        ),
        ((CREDIT, ("K2", 2, "north/C1", "south/E9", 100)), 1, "outside the time"),
        ((CREDIT,), 4, "not in the future"),
        ((("K1", -30, "south/D1", "north/C1", 100),), 3, "outside the time"),
    ],
)
def test_an_answer_is_of_the_account_and_the_time(rows: tuple[object, ...], until: float, why: str) -> None:
    from clawback.server.casework.refusals import StatementDoesNotFit

    world = make_world()
    case, (claim,) = in_case(world)
    with pytest.raises(StatementDoesNotFit, match=why):
        answer(world, asked(world, case, claim), *rows, until=until)


def test_the_period_begins_at_the_credit() -> None:
    from clawback.server.casework.refusals import StatementDoesNotFit
    from clawback.server.casework.statements.answering import Answer, answer_statement

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    for begins in (request.begins_at - 25 * HOUR, request.begins_at + timedelta(seconds=1)):
        told = Answer(
            kind="entries", begins_at=begins, ends_at=NOON, file="a.csv", data=csv_of(CREDIT), opening=0
        )
        with pytest.raises(StatementDoesNotFit, match="begins at the credit"):
            answer_statement(world.act("responder"), request.pk, told)


def test_parts_only_says_what_left_and_nothing_else() -> None:
    from clawback.server.casework.refusals import StatementDoesNotFit, StatementUnbalanced

    world = make_world()
    case, (claim,) = in_case(world)
    confirmed(world, claim)
    request = asked(world, case, claim)
    with pytest.raises(StatementDoesNotFit, match="is a credit"):
        answer(world, request, CREDIT, kind="parts")
    with pytest.raises(StatementUnbalanced, match="left, but the credit was"):
        answer(world, request, ("K2", 1, "north/C1", "south/E9", 100_001), kind="parts")
    answer(world, request, ("K2", 1, "north/C1", "south/E9", 30_000), kind="parts")
    assert proposed() == {
        ("hold", "north:C1"): 70_000,
        ("hold", "south:E9"): 30_000,
        ("statement", "south:E9"): 30_000,
    }


def test_a_victim_s_account_is_not_proposed() -> None:
    world = make_world()
    case, (claim, _) = in_case(world, transfer(), transfer(debtor="D2", creditor="C2"))
    confirmed(world, claim)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, ("K2", 1, "north/C1", "south/D2", 40_000))
    # And what came to the second victim is taken off their own loss.
    assert proposed() == {
        ("hold", "north:C1"): 60_000,
        ("hold", "north:C2"): 60_000,
        ("statement", "north:C2"): 60_000,
    }


def test_what_comes_back_lowers_the_loss() -> None:
    from clawback.server.casework.caps import standing_of
    from clawback.server.casework.models import Account

    world = make_world()
    case, (claim,) = in_case(world)
    request = asked(world, case, claim)
    answer(world, request, CREDIT, ("K2", 1, "north/C1", "south/D1", 25_000), opening=50_000)
    found = standing_of(Account.objects.get(number="C1"), {claim.pk: claim})
    # Own money first or last, the claim has no more than 750.00 to lose.
    assert (found.low, found.high) == (75_000, 75_000)
    assert proposed()[("hold", "north:C1")] == 75_000


def parts_of(request: StatementRequest, *rows: tuple[str, int, str]) -> Answer:
    """What left C1 for E9: (name, cents, the claim that it names) each."""
    from clawback.server.casework.statements.answering import Answer

    head = "transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency,kind"
    lines = [f"{head},reference"]
    for name, units, reference in rows:
        at = (START + timedelta(hours=1)).isoformat()
        lines.append(f"{name},{at},north,C1,south,E9,{units / 100:.2f},EUR,transfer,{reference}")
    return Answer(
        kind="parts",
        begins_at=request.begins_at,
        ends_at=START + timedelta(hours=3),
        file="parts.csv",
        data="\n".join(lines).encode(),
    )


def test_parts_are_told_of_every_claim_of_the_case_that_came_there() -> None:
    """Of 1000.00 and 500.00 that came to C1, 300.00 and 200.00 left: as much less is held there for each."""
    from clawback.server.casework.refusals import StatementDoesNotFit, StatementUnbalanced
    from clawback.server.casework.statements.answering import answer_statement
    from tests.integration.server.world_returns import joined

    world = make_world()
    case, (first,) = in_case(world)
    second = joined(world, case, 50_000, "D2")
    confirmed(world, first, second)
    request, act = asked(world, case, first), world.act("responder")
    with pytest.raises(StatementDoesNotFit, match="none of this case"):
        answer_statement(act, request.pk, parts_of(request, ("K1", 100, "CL-999")))
    with pytest.raises(StatementUnbalanced, match="left, but the credit was"):
        answer_statement(act, request.pk, parts_of(request, ("K1", 50_001, str(second))))
    answer_statement(act, request.pk, parts_of(request, ("K1", 30_000, ""), ("K2", 20_000, str(second))))
    claims = {first.pk: first, second.pk: second}
    assert room_for(first.creditor_account, claims) == {first.pk: 70_000, second.pk: 30_000}
