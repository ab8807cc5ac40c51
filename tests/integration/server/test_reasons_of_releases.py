"""Why money was let go is told in the reader's language, where the reason is ours."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.integration.server.world import NOON, in_case, make_world, placed, reported, transfer

pytestmark = pytest.mark.usefixtures("database")


def test_what_decisions_write_is_said_in_the_reader_s_language() -> None:
    from clawback.server.casework.claiming import reject_claim
    from clawback.server.casework.joining import join_report
    from clawback.server.casework.models import Claim, Hold, Reduction
    from clawback.server.casework.releasing import expire_hold, release_hold
    from clawback.server.casework.returns.coming_back import bring_back_told
    from clawback.server.people.acting import Act
    from clawback.server.shown.reasons import in_words

    world = make_world()
    case, claims = in_case(world, *(transfer(debtor=f"D{n}", creditor=f"C{n}") for n in range(4)))
    holds = [placed(world, case, claim) for claim in claims]
    reject_claim(world.act("analyst"), claims[0].pk, "regret")
    bring_back_told(world.act("analyst"), claims[1].pk, 10_000, "reversal")
    release_hold(world.act("approver"), holds[2].pk, 10_000, "They showed the wages.")
    hold = Hold.objects.get(pk=holds[3].pk)
    expire_hold(hold.pk, Act(member=None, at=hold.until))
    (again,) = reported(world, transfer(debtor="D1", creditor="C1"))
    join_report(world.act("analyst", NOON), again.report_id, claims[1].report_id)
    with translation.override("zh-hans"):
        said = {each.reason: in_words(each.reason) for each in Reduction.objects.order_by("pk")}
        assert in_words(Claim.objects.get(pk=again.pk).reason) == f"已并入报案 {claims[1].report_id}"
    assert said.pop("They showed the wages.") == "They showed the wages."
    assert len(said) == 3
    for english, chinese in said.items():
        assert not re.search("[a-z]{3}", chinese), english
    with translation.override("en"):
        (expired,) = (each for each in said if each.startswith("its time"))
        assert in_words(expired) == expired
