"""An account has one name, whether a story tells of it or a claim paid to it."""

from __future__ import annotations

import pytest

from tests.integration.server.world import make_world
from tests.integration.server.world_operations import confirmed, followed, groups, told

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("said", "creditor"),
    [
        ("sort code 60-16-13, account number 31926819", "60-16-13 31926819"),
        ("sort code 60-16-13, account number 31926819", "GB29 NWBK 6016 1331 9268 19"),
        ("card number 6222029458073021579", "6222 0294 5807 3021 579"),
    ],
)
def test_an_account_that_a_story_names_is_the_one_that_a_claim_paid(said: str, creditor: str) -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.directory import list_code
    from clawback.server.casework.opening import open_case
    from clawback.server.casework.searching import search

    world = make_world()
    list_code(world.act("administrator"), world.bank, "bank", "GB/601613")
    payer = told(world, creditor=creditor)
    confirm_claim(world.act("analyst"), payer.claims.get().pk)
    namer = confirmed(world, text=f"They gave me {said}, and I sent nothing.")
    elsewhere = confirmed(world, text="They gave me sort code 60-16-14, account number 31926819.")
    followed()
    assert groups() == [(payer.pk, namer.pk)]
    assert not hasattr(elsewhere, "in_operation")
    confirm_claim(world.act("analyst"), namer.claims.get().pk)
    cases = [open_case(world.act("analyst"), each.pk, "There") for each in (payer, namer)]
    assert search(world.act("intake"), creditor, "a caller asks").cases == cases
