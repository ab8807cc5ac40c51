"""Notices and objections, as tests need them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tests.integration.server.world import NOON, World

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, Hold, Objection, ObjectionFile


def given(
    world: World, hold: Hold, holders: int = 1, at: datetime = NOON, person: str = "responder"
) -> list[str]:
    """The codes of a hold's notice, which its agent made and gave at one instant."""
    from clawback.server.casework.redress.giving import confirm_given, make_codes

    act = world.act(person, at)
    codes = make_codes(act, hold.notice.pk, holders)
    for holder in range(1, holders + 1):
        confirm_given(act, hold.notice.pk, holder, at)
    return codes


def objected(code: str, at: datetime = NOON, **said: object) -> Objection:
    """An objection by whoever has the code."""
    from clawback.server.casework.redress.giving import PURPOSE
    from clawback.server.casework.redress.objecting import HolderWords, object_as_holder
    from clawback.server.casework.sealing import digest

    told = HolderWords(**{"words": "It is my rent.", **said})
    return object_as_holder(at, digest(PURPOSE, code), told)


def sent(
    code: str, name: str = "receipt.txt", data: bytes = b"Rent for May\n", at: datetime = NOON
) -> ObjectionFile:
    """A file with the open objection of whoever has the code."""
    from clawback.server.casework.redress.files import add_objection_file
    from clawback.server.casework.redress.giving import PURPOSE
    from clawback.server.casework.sealing import digest

    return add_objection_file(at, digest(PURPOSE, code), name, data)


def placed_under(world: World, case: Case, claim: Claim, basis: str, at: datetime = NOON) -> Hold:
    """A hold under a basis of the demo's law other than `hold`."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.requesting import approve_request, draft_request

    parts = {claim.pk: claim.loss}
    request = draft_request(world.act("analyst", at), case.pk, claim.creditor_account_id, basis, parts)
    approve_request(world.act("approver", at), request.pk)
    return place_hold(world.act("responder", at), request.pk, request.amount)
