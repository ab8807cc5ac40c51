"""A police unit under a law that holds money longer than an emergency: China's, its freeze read by two counsel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.integration.server.world import NOON, World, make_world
from tests.integration.server.world_people import act_of, counsel

if TYPE_CHECKING:
    from datetime import datetime

    from clawback.server.casework.models import Case, Claim, Hold

FREEZE = "freeze"
"""Six months, on the order of the police; who lets go is not known: those who ordered it are asked."""


def police_world() -> World:
    from clawback.law import basis, day_of, profile
    from clawback.server.casework.activating import activate_basis

    world = make_world()
    world.centre.kind = "police"
    for organisation in (world.centre, world.bank, world.other_bank):
        organisation.jurisdiction = "cn"
        organisation.save()
    law = profile("cn")
    found = basis(law, FREEZE, day_of(law, NOON))
    for each in counsel(world):
        activate_basis(act_of(each), "cn", FREEZE, found.digest, "The provisions of 2013, official text")
    return world


def frozen(world: World, case: Case, claims: list[Claim], at: datetime = NOON) -> Hold:
    """All that the claims lost, held on the account that they paid to."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.requesting import approve_request, draft_request

    parts = {claim.pk: claim.loss for claim in claims}
    account = claims[0].creditor_account_id
    request = draft_request(world.act("analyst", at), case.pk, account, FREEZE, parts)
    approve_request(world.act("approver", at), request.pk)
    return place_hold(world.act("responder", at), request.pk, request.amount)
