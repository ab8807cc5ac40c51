"""A report is linked to a case that was opened for another, and the cases it may belong to are named with reasons."""

from __future__ import annotations

import pytest

from tests.integration.server.world import in_case, make_world, reported, transfer

pytestmark = pytest.mark.usefixtures("database")


def test_a_report_is_linked_once() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.linking import cases_offered, link_report
    from clawback.server.casework.refusals import ReportInCase

    world = make_world()
    case, _ = in_case(world)
    (claim,) = reported(world, transfer(debtor="D9"))
    confirm_claim(world.act("analyst"), claim.pk)
    (offered,) = cases_offered(claim.report, world.act("analyst").by)
    assert (offered.case, offered.reasons) == (case, ("money came to the same account",))
    told = link_report(world.act("analyst"), claim.report_id, case.pk)
    assert (told.state, told.case_id) == ("in case", case.pk)
    with pytest.raises(ReportInCase):
        link_report(world.act("analyst"), claim.report_id, case.pk)


def test_a_report_is_linked_by_those_who_work_the_case_alone() -> None:
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.linking import cases_offered, link_report
    from clawback.server.people.refusals import NotAllowed
    from tests.integration.server.world import member
    from tests.integration.server.world_people import act_of

    world = make_world()
    case, _ = in_case(world)
    (claim,) = reported(world, transfer(debtor="D9"))
    confirm_claim(world.act("analyst"), claim.pk)
    stranger = act_of(member(world.centre, "analyst"))
    assert cases_offered(claim.report, stranger.by) == []
    with pytest.raises(NotAllowed):
        link_report(stranger, claim.report_id, case.pk)
