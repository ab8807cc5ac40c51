"""One word means one thing: a case's bar, its picture, its closing report and home, at each stage of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.integration.server.agreeing import check_agreement, stated
from tests.integration.server.pages_world import browser_of
from tests.integration.server.world import NOON
from tests.integration.server.world_returns import LATER, Returns, due_lines, joined, made_ready, returns
from tests.integration.server.world_statements import Row, answer, asked

if TYPE_CHECKING:
    from clawback.server.casework.models import Claim

pytestmark = pytest.mark.usefixtures("database")

TAKEN: Row = ("R1", 0.0, "south/D1", "north/C1", 100_000)
ON: Row = ("R2", 1.0, "north/C1", "north/C2", 60_000)
SECOND: Row = ("R3", 0.0, "south/D2", "north/C2", 50_000)
CASH: Row = ("R4", 1.5, "north/C2", "north/outside", 9_000)


def two_accounts() -> tuple[Returns, Claim]:
    """600.00 of the first victim's 1000.00 went on to C2, where the second's 500.00 came and the holder has 80.00; of
    that 90.00 was taken out in cash. Held are 400.00 at C1, and 950.00 at C2."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.requesting import approve_request, draft_request

    made = returns((100_000,), (40_000,))
    world, first = made.world, made.claims[0]
    second = joined(world, made.case, 50_000, "D2", creditor="C2")
    made_ready(world, second)
    answer(world, asked(world, made.case, first), TAKEN, ON)
    answer(world, asked(world, made.case, second), SECOND, ON, CASH, opening=8_000)
    parts = {first.pk: 50_000, second.pk: 45_000}
    draft = draft_request(world.act("analyst"), made.case.pk, second.creditor_account_id, "hold", parts)
    approve_request(world.act("approver"), draft.pk)
    hold = place_hold(world.act("responder"), draft.pk, 95_000)
    renew_hold(world.act("approver"), hold.pk)
    return made, second


def test_they_agree_before_and_after_the_money_went_back() -> None:
    """What went back is what was paid; where the picture's rule counts other money among it, the page says so."""
    from clawback.server.casework.returns.paying import confirm_line, send_line

    made, _ = two_accounts()
    check_agreement(made.world, made.case, NOON)
    for line in due_lines(made):
        send_line(made.world.act("responder", LATER), line.pk)
        confirm_line(made.world.act("responder", LATER), line.pk)
        check_agreement(made.world, made.case, LATER)
    browser = browser_of(made.world, "analyst")
    page = browser.get(f"/cases/{made.case.pk}/").content.decode()
    start = page.index("<svg", page.index('class="flow"'))
    told = stated(page[start : page.index("</svg></figure>") + len("</svg>")])
    assert (told["traced"], told["exit"]) == (150_000, 8_390)
    assert 0 < told["came back"] < 135_000
    assert "Return plans paid back" in page
    assert "was money of nobody here" in page
    assert page.count("1,350.00") >= 3


def test_what_came_back_otherwise_is_no_loss_and_not_traced() -> None:
    from clawback.server.casework.returns.coming_back import bring_back_told

    made, second = two_accounts()
    bring_back_told(made.world.act("analyst"), second.pk, 5_000, "pay-out")
    check_agreement(made.world, made.case, NOON)
    page = browser_of(made.world, "analyst").get(f"/cases/{made.case.pk}/").content.decode()
    assert "The picture follows all that victims paid" in page


def test_what_arrived_after_its_hold_had_ended_was_returned() -> None:
    from clawback.server.casework.models import Hold, PlanLine
    from clawback.server.casework.returns.paying import confirm_line, send_line
    from tests.integration.server.world_ends import run_clocks

    made, _ = two_accounts()
    line = due_lines(made)[0]
    send_line(made.world.act("responder", LATER), line.pk)
    over = max(Hold.objects.values_list("until", flat=True))
    run_clocks(over)
    confirm_line(made.world.act("responder", over), line.pk)
    assert PlanLine.objects.get(pk=line.pk).outlived
    check_agreement(made.world, made.case, over)
