"""What a victim reads of their money by code: lost, held, paid back when and whereto, what comes next, the end."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import NOON
from tests.integration.server.world_ends import dismiss_all, run_clocks
from tests.integration.server.world_portal import browser
from tests.integration.server.world_returns import LATER, approved_plan, due_lines, paid, returns

if TYPE_CHECKING:
    from clawback.server.casework.models import Claim
    from clawback.server.casework.victims.coming import Coming
    from clawback.server.casework.victims.money import Money

pytestmark = pytest.mark.usefixtures("database")


def money(claim: Claim, at: datetime = LATER) -> Money:
    """As whoever has the report's code sees it."""
    from clawback.server.casework.victims.money import money_of
    from clawback.server.walls import one_report

    with one_report(claim.report_id):
        (found,) = money_of(claim.report, at)
    return found


def coming(claim: Claim, at: datetime = LATER) -> list[Coming]:
    from clawback.server.casework.victims.coming import coming_of
    from clawback.server.walls import one_report

    with one_report(claim.report_id):
        return coming_of(claim.report, at)


def read(claim: Claim, language: str = "en") -> str:
    """The words of the page, as a browser that has the code shows them."""
    from clawback.server.clocks.time import now

    client = browser()
    session = client.session
    session["portal report"], session["portal seen"] = claim.report_id, now().isoformat()
    session.save()
    page = client.get("/status/", headers={"accept-language": language}).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def test_a_held_sum_says_until_when_and_a_planned_one_until_when_one_may_object() -> None:
    made = returns((100_000,), (60_000,))
    (claim,) = made.claims
    assert (money(claim, NOON).reported, money(claim, NOON).held, money(claim, NOON).paid) == (
        100_000,
        60_000,
        (),
    )
    assert [(each.step, each.amount, each.by) for each in coming(claim, NOON)] == [
        ("held", 60_000, made.hold.until)
    ]
    plan = approved_plan(made)
    assert [(each.step, each.amount, each.by) for each in coming(claim)] == [
        ("approved", 60_000, plan.pay_by)
    ]


def test_what_was_paid_back_names_day_and_account_by_its_end_alone() -> None:
    made = returns((100_000,), (60_000,))
    (line,) = due_lines(made)
    (claim,) = made.claims
    assert [each.step for each in coming(claim)] == ["due"]
    paid(made, line)
    (back,) = money(claim).paid
    assert (back.amount, back.at, back.account) == (60_000, LATER, "…1")
    assert coming(claim) == []
    text = read(claim)
    assert "600.00 EUR was paid back on" in text
    assert "to your account …1" in text
    assert "What was held for you is paid back" in text
    assert "D1" not in text
    assert "C1" not in text


def test_paid_by_another_s_part_is_paid_to_its_own_victim_alone() -> None:
    """In proportion to loss, most of the second's return comes from what was held for the first."""
    made = returns((100_000, 100_000), (90_000, 10_000))
    first, second = made.claims
    for line in due_lines(made, "pari-passu"):
        paid(made, line)
    assert (money(first).paid_back, money(second).paid_back) == (50_000, 50_000)
    assert (money(first).held, money(second).held) == (0, 0)


def test_money_paid_to_another_is_not_told_as_one_s_own() -> None:
    from clawback.server.casework.victims.timeline import timeline_of

    made = returns((100_000, 50_000))
    first, second = due_lines(made)
    paid(made, first)
    assert "money paid" in [step.word for step in timeline_of(first.claim.report, LATER)]
    assert "money paid" not in [step.word for step in timeline_of(second.claim.report, LATER)]
    assert [each.step for each in coming(second.claim)] == ["due"]


def test_a_closed_case_says_what_the_end_was() -> None:
    from clawback.server.casework.returns.closing import close_case

    made = returns((100_000,), (60_000,))
    (line,) = due_lines(made)
    paid(made, line)
    run_clocks(LATER)
    dismiss_all(made.world.act("approver", LATER), made.case)
    close_case(made.world.act("approver", LATER), made.case.pk)
    (claim,) = made.claims
    claim.report.refresh_from_db()
    assert "You have 600.00 EUR again; 400.00 EUR could not be brought back" in read(claim)
    assert "办理完毕。 600.00 EUR 已回到您手中； 400.00 EUR 未能追回" in read(claim, "zh-hans")


def test_an_institution_that_reimbursed_is_paid_in_the_victim_s_place() -> None:
    from clawback.server.casework.returns.reimbursing import reimburse

    made = returns((100_000,))
    reimburse(made.world.act("other responder"), made.claims[0].pk, 40_000, "OWN1", "order 77")
    for line in due_lines(made):
        paid(made, line)
    found = money(made.claims[0])
    assert (found.reimbursed, found.paid_back, found.got, found.lacking) == (40_000, 60_000, 100_000, 0)


def test_a_hold_that_may_not_be_known_is_in_no_sum() -> None:
    from tests.integration.server.world_returns import held_for

    made = returns((100_000,), (60_000,))
    (claim,) = made.claims
    before = read(claim)
    held_for(made.world, made.case, made.claims, (40_000,), basis="silent-hold")
    assert money(claim, NOON).held == 60_000
    assert [(each.step, each.amount) for each in coming(claim, NOON + timedelta(hours=1))] == [
        ("held", 60_000)
    ]
    assert read(claim) == before


def test_an_account_is_told_by_its_last_characters() -> None:
    from clawback.server.casework.naming import masked

    assert [masked(each) for each in ("DE02120300000000202051", "12345", "7")] == ["…2051", "…45", "…"]
