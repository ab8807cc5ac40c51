"""The second wall: with may() asked by nobody, a query in another organisation's scope finds nothing."""

from __future__ import annotations

import psycopg
import pytest
from django.test import Client, RequestFactory

from tests.integration.server.world import HOUR, NOON, in_case, make_world, member, placed, transfer

pytestmark = pytest.mark.usefixtures("database")


def walled() -> list[type]:
    """The models whose tables have a policy."""
    from django.apps import apps

    from clawback.server.casework.rls import POLICIES

    models = apps.get_app_config("casework").get_models(include_auto_created=True)
    return [each for each in models if each._meta.db_table in POLICIES]


def seen() -> dict[str, int]:
    """How many rows of each table are seen here, of those of which any are."""
    counts = {each._meta.db_table: each._default_manager.count() for each in walled()}
    return {table: count for table, count in counts.items() if count}


def test_every_table_is_walled_in_or_free_for_a_reason() -> None:
    from django.apps import apps
    from django.db import connection

    from clawback.server.casework.rls import FREE, POLICIES

    models = apps.get_app_config("casework").get_models(include_auto_created=True)
    assert {each._meta.db_table for each in models} == POLICIES.keys() | FREE.keys()
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname like 'casework%%' and relrowsecurity and relforcerowsecurity"
        )
        assert {row[0] for row in cursor.fetchall()} == POLICIES.keys()
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False,)


def test_another_organisation_sees_nothing() -> None:
    from clawback.server import walls
    from clawback.server.people.models import Organisation

    world = make_world()
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    assert {"casework_hold", "casework_claim", "casework_storedkey", "casework_case"} <= seen().keys()
    police = Organisation.objects.create(kind="police", code="p", name="P", jurisdiction="demo")
    regulator = Organisation.objects.create(kind="regulator", code="r", name="R", jurisdiction="demo")
    bank = Organisation.objects.create(kind="agent", code="b", name="B", jurisdiction="demo")
    for organisation, sees in ((police, {"casework_account"}), (regulator, set()), (bank, set())):
        with walls.of_organisation(organisation.pk):
            assert (organisation.kind, seen().keys()) == (organisation.kind, sees)
    with walls.nothing():
        assert seen() == {}


def test_an_agent_sees_what_was_put_to_it_and_no_more() -> None:
    from clawback.server import walls
    from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Report, StoredKey

    world = make_world()
    case, claims = in_case(world, transfer(1000), transfer(2000, creditor="C2", debtor="D2"))
    with walls.of_organisation(world.bank.pk):
        assert not Claim.objects.exists()
    hold = placed(world, case, claims[0])
    other_case, _ = in_case(world, transfer(5000, debtor="D7"))
    with walls.of_organisation(world.bank.pk):
        assert [each.pk for each in Hold.objects.all()] == [hold.pk]
        assert [each.pk for each in Claim.objects.all()] == [claims[0].pk]
        assert [each.pk for each in Case.objects.all()] == [case.pk]
        assert Report.objects.count() == 1
        assert not StoredKey.objects.exists(), "a story stays closed to it"
    with walls.of_organisation(
        world.other_bank.pk
    ):  # it keeps the debtor accounts, and was asked for no hold
        assert (HoldRequest.objects.count(), Hold.objects.count()) == (0, 0)
        assert Claim.objects.count() == 3
    assert other_case.pk


def test_a_draft_is_not_the_agents_yet() -> None:
    from clawback.server import walls
    from clawback.server.casework.models import HoldRequest
    from clawback.server.casework.requesting import approve_request
    from tests.integration.server.world import drafted

    world = make_world()
    case, (claim,) = in_case(world)
    request = drafted(world, case, claim)
    with walls.of_organisation(world.bank.pk):
        assert not HoldRequest.objects.exists()
        approve_request(world.act("approver"), request.pk)  # a decision sees what it needs
        assert HoldRequest.objects.get().state == "sent"


def test_a_code_sees_its_own_report_or_hold() -> None:
    from clawback.server import walls
    from clawback.server.casework.models import Claim, Hold, HoldPart, Report

    world = make_world()
    case, (claim,) = in_case(world)
    hold = placed(world, case, claim)
    _, (stranger,) = in_case(world, transfer(700, debtor="D3", creditor="C3"))
    with walls.one_report(claim.report_id):
        assert [each.pk for each in Report.objects.all()] == [claim.report_id]
        assert [each.pk for each in Claim.objects.all()] == [claim.pk]
        assert [each.hold_id for each in HoldPart.objects.all()] == [hold.pk]
    with walls.one_hold(hold.pk):
        assert [each.pk for each in Hold.objects.all()] == [hold.pk]
        assert not Report.objects.exists()
    with walls.one_report(stranger.report_id):
        assert not Hold.objects.exists()


def test_a_web_server_begins_with_nothing(database: str) -> None:
    world = make_world()
    in_case(world)
    with psycopg.connect(database, options="-c clawback.organisation=") as web:
        assert web.execute("select count(*) from casework_report").fetchone() == (0,)
        web.execute("select set_config('clawback.organisation', %s, false)", [str(world.centre.pk)])
        assert web.execute("select count(*) from casework_report").fetchone() == (1,)
        web.execute("reset clawback.organisation")
        assert web.execute("select count(*) from casework_report").fetchone() == (0,)
    with psycopg.connect(database) as unset:
        assert unset.execute("select count(*) from casework_report").fetchone() == (0,)


def test_a_connection_forgets_whom_it_served() -> None:
    from django.http import HttpResponse, StreamingHttpResponse

    from clawback.server.casework.models import Report
    from clawback.server.pages.walled import Walled

    world = make_world()
    in_case(world)
    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.member = world.people["responder"]
    found: list[int] = []

    def count(_: object) -> HttpResponse:
        found.append(Report.objects.count())
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        Walled(count)(request)
    assert (found, Report.objects.count()) == ([0], 1)

    def stream(_: object) -> StreamingHttpResponse:
        return StreamingHttpResponse(str(Report.objects.count()) for _ in range(2))

    request.member = world.people["analyst"]
    assert b"".join(Walled(stream)(request)) == b"11"
    request.member = world.people["responder"]
    assert b"".join(Walled(stream)(request)) == b"00"
    assert Report.objects.count() == 1


def test_sums_are_over_all_rows_whoever_writes() -> None:
    from django.db import DatabaseError, connection, transaction

    from clawback.server import walls

    world = make_world()
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    with (
        walls.nothing(),
        pytest.raises(DatabaseError, match="its clock"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from clocks_clock where verb = 'expire'")


def test_nothing_is_written_outside_a_decision() -> None:
    from django.db import DatabaseError

    from clawback.server import walls
    from clawback.server.casework.models import Case, Report

    world = make_world()
    in_case(world)
    with walls.of_organisation(world.centre.pk):
        assert Report.objects.count() == 1
        assert Report.objects.update(state="rejected") == 0
        with pytest.raises(DatabaseError, match="row-level security"):
            Case.objects.create(
                organisation=world.centre,
                jurisdiction="demo",
                title="T",
                opened_at=NOON,
                opened_by=world.people["analyst"],
            )


def test_a_refused_decision_leaves_the_walls_as_they_were() -> None:
    from clawback.server import walls
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.models import Report
    from clawback.server.people.refusals import NotAllowed

    world = make_world()
    case, (claim,) = in_case(world)
    request = placed(world, case, claim).request
    with walls.nothing():
        with pytest.raises(NotAllowed):
            place_hold(world.act("other responder", NOON + HOUR), request.pk, 1)
        assert not Report.objects.exists()


def test_pages_of_a_stranger_show_nothing() -> None:
    from clawback.server.people.models import Organisation

    world = make_world()
    case, (claim,) = in_case(world)
    placed(world, case, claim)
    police = Organisation.objects.create(kind="police", code="p", name="P", jurisdiction="demo")
    stranger = member(police, "analyst")
    browser = Client(headers={"host": "localhost"})
    browser.post("/sign-in/", {"member": stranger.pk})
    assert "1,000.00" not in browser.get("/").content.decode()
