"""A query whose text was kept tells what the query itself tells, of whatever it is asked the next time."""

from __future__ import annotations

import pytest

from tests.integration.server.world import in_case, make_world, placed, transfer

pytestmark = pytest.mark.usefixtures("database")


def test_records_are_those_of_the_query_itself() -> None:
    from clawback.server.casework.case_records import claims_of, plans_of, reports_of, requests_of
    from clawback.server.casework.models import Case, Claim, HoldRequest

    world = make_world()
    cases = []
    for place in range(3):
        case, claims = in_case(
            world, transfer(9_000 + place, creditor=f"C{place}"), transfer(500 + place, debtor=f"D%{place}")
        )
        placed(world, case, claims[0])
        cases.append(case)
    for case in [*cases, *cases[::-1], Case(pk=99)]:
        wanted = list(Claim.objects.filter(report__case=case.pk).order_by("pk"))
        assert claims_of(case) == wanted
        assert [each.creditor_account.number for each in claims_of(case)] == [
            each.creditor_account.number for each in wanted
        ]
        requests = list(HoldRequest.objects.filter(case=case.pk))
        assert requests_of(case) == requests
        assert [each.hold.pk for each in requests_of(case)] == [each.hold.pk for each in requests]
        assert {each.pk for each in reports_of(case)} == {each.report_id for each in wanted}
        assert plans_of(case) == []


def test_what_waits_is_looked_for_anew_for_each_member() -> None:
    """Two members of one role and one organisation share the text, and no row; another organisation sees its own."""
    from clawback.server.casework.waiting import waiting_for
    from tests.integration.server.world import NOON, member, reported

    world = make_world()
    world.people["second analyst"] = member(world.centre, "analyst")
    reported(world, transfer(9_000), transfer(8_000, creditor="C2"))
    for _ in range(2):
        for person, wanted in (("analyst", 2), ("responder", 0), ("second analyst", 2)):
            rows = waiting_for(world.people[person].facts(NOON))
            assert len([row for row in rows if row.kind == "claim"]) == wanted
