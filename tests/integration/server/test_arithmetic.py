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


def test_the_page_says_what_was_known_when_it_was_asked_for_where_more_is_known_now() -> None:
    from clawback.server.casework.arithmetic import read_sums, sums_of
    from tests.integration.server.world import drafted, in_case, make_world, transfer

    world = make_world()
    case, (claim, other) = in_case(world, transfer(100_000), transfer(40_000, debtor="D2"))
    hold = placed(world, case, claim, 50_000)
    analyst, address = browser_of(world, "analyst"), f"/holds/{hold.pk}/"
    kept = hold.request.parts.get().caps
    assert read_sums(kept) == sums_of(hold)[claim.pk]
    assert (kept["paid"], kept["came_back"], kept["most"]) == (100_000, 0, 100_000)
    assert "Known now as when it was asked for." in words_of(analyst, address)
    drafted(world, case, claim, 20_000)
    drafted(world, case, other, 40_000)
    assert hold.request.parts.get().caps == kept
    now = sums_of(hold)[claim.pk]
    assert (now.beside, now.for_others, now.most) == (20_000, 40_000, 80_000)
    words = words_of(analyst, address)
    assert "when asked as known now" in " ".join(words.split())
    assert re.search(r"The most that may be held here \D*1,000\.00\D*800\.00", words)
    assert re.search(r"for other claims \D*0\.00\D*400\.00", words)
    hold.request.parts.update(caps=None)
    assert "when asked" not in words_of(analyst, address), "of requests from before only now is known"


def test_claims_of_one_request_count_for_each_other_when_asked_as_they_do_now() -> None:
    from clawback.server.casework.arithmetic import read_sums, sums_of

    made = returns((100_000, 50_000), (60_000, 50_000))
    now = sums_of(made.hold)
    assert {part.claim_id: read_sums(part.caps) for part in made.hold.request.parts.all()} == now
    assert now[made.claims[0].pk].for_others == 50_000
