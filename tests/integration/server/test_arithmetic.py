"""The hold's page says why exactly this much, by the sums that the caps are checked with."""

from __future__ import annotations

import re

import pytest

from tests.integration.server.pages_world import browser_of, words_of
from tests.integration.server.test_released_on_evidence import CREDIT, ONWARD
from tests.integration.server.world import placed
from tests.integration.server.world_returns import returns
from tests.integration.server.world_statements import answer, asked

pytestmark = pytest.mark.usefixtures("database")


def test_an_account_further_down_takes_no_more_than_came_there() -> None:
    """Of 1000.00, 400.00 went on: 600.00 are held at the first account, and at the second no more than 400.00."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.arithmetic import sums_of
    from clawback.server.casework.models import Account
    from clawback.server.casework.requesting import approve_request, draft_request

    made = returns((100_000,), (60_000,))
    world, claim = made.world, made.claims[0]
    answer(world, asked(world, made.case, claim), CREDIT, ONWARD)
    onward = Account.objects.get(number="M1")
    draft = draft_request(world.act("analyst"), made.case.pk, onward.pk, "hold", {claim.pk: 30_000})
    approve_request(world.act("approver"), draft.pk)
    hold = place_hold(world.act("other responder"), draft.pk, 30_000)
    sums = sums_of(hold)[claim.pk]
    assert (sums.traced, sums.returned, sums.elsewhere) == (100_000, 0, 60_000)
    assert (sums.high, sums.beside, sums.for_others, sums.most) == (40_000, 0, 0, 40_000)
    words = words_of(browser_of(world, "analyst"), f"/holds/{hold.pk}/")
    assert re.search(r"Traced of it to this account, at most \D*400\.00", words)


def test_what_is_asked_for_in_the_account_besides_leaves_less() -> None:
    from clawback.server.casework.arithmetic import sums_of
    from tests.integration.server.world import drafted, in_case, make_world

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim, 50_000)
    drafted(world, case, claim, 20_000)
    sums = sums_of(hold)[claim.pk]
    assert (sums.beside, sums.elsewhere, sums.most) == (20_000, 0, 80_000)
