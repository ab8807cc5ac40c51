"""The demo's world: made once, whole, and with something on every page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import psycopg
import pytest
from django.test import Client

from clawback import clock
from clawback.journal.keys import KeyKind, new_signer
from clawback.journal.verify import verify
from clawback.server.embedded import Embedded
from tests.integration.server.crawling import crawled, name_of


@pytest.fixture(scope="module")
def made(server: Embedded) -> Iterator[datetime]:
    """The demo in a database of this module's own; the instant at which it was made."""
    from clawback.server.demo.making import make_demo

    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("create database demo template clawback owner clawback")
    at = clock.now()
    with connected("demo"):
        make_demo(at)
    yield at
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("drop database demo with (force)")


@pytest.fixture
def world(made: datetime) -> Iterator[datetime]:
    """Django's connection leads to the demo meanwhile."""
    with connected("demo"):
        yield made


@contextmanager
def connected(name: str) -> Iterator[None]:
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


def browser(username: str) -> Client:
    """A browser in which that person is signed in."""
    from clawback.server.people.models import Member

    made = Client(headers={"host": "localhost"})
    made.post("/sign-in/", {"member": Member.objects.get(user__username=username).pk})
    return made


def everybody() -> list[str]:
    """One person of each role of each organisation."""
    from clawback.server.people.models import RoleGrant

    found = {}
    for grant in RoleGrant.objects.select_related("member__user").order_by("pk"):
        if grant.works_at is not None and grant.member.user.is_active:
            found.setdefault((grant.member.organisation_id, grant.role), grant.member.user.username)
    return list(found.values())


def test_a_second_call_changes_nothing(world: datetime) -> None:
    from clawback.server.demo.making import make_demo
    from clawback.server.record.models import Head

    size = Head.objects.get().size
    make_demo(world + timedelta(days=1))
    assert Head.objects.get().size == size > 200


def test_a_demo_that_cannot_be_made_leaves_nothing(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from clawback.server.demo import making
    from clawback.server.demo.living import Life
    from clawback.server.people.models import Organisation

    def broken(life: Life) -> Iterator[float]:
        yield 1.0
        life.act("nobody of that name")

    monkeypatch.setattr(making, "_STORIES", (broken,))
    with pytest.raises(KeyError):
        making.make_demo(clock.now())
    assert not Organisation.objects.exists()


def test_every_role_of_every_kind_of_organisation_is_there(world: datetime) -> None:
    from clawback.server.people.models import RoleGrant
    from clawback.server.people.roles import KINDS, ROLES_OF

    there = set(RoleGrant.objects.values_list("member__organisation__kind", "role"))
    assert there >= {(kind, role) for kind in KINDS for role in ROLES_OF[kind]}


def test_every_home_shows_something(world: datetime) -> None:
    for username in everybody():
        answer = browser(username).get("/")
        assert (username, answer.status_code) == (username, 200)
        assert "</h1>" in answer.content.decode()


def test_something_waits_for_those_who_work(world: datetime) -> None:
    from clawback.server.casework.waiting import waiting_for
    from clawback.server.people.models import Member

    busy = ("ines", "anna", "carla", "deniz", "ravi", "otto", "nora", "sven", "rita", "olga", "sam", "hana")
    for username in busy:
        member = Member.objects.get(user__username=username)
        assert waiting_for(member.facts(world)), username


def walkers() -> dict[tuple[str, str], str]:
    """One person of each role of each kind of organisation."""
    from clawback.server.people.models import RoleGrant

    found = {}
    for grant in RoleGrant.objects.select_related("member__user", "member__organisation").order_by("pk"):
        if grant.works_at is not None and grant.member.user.is_active:
            found.setdefault((grant.member.organisation.kind, grant.role), grant.member.user.username)
    return found


def test_every_link_leads_somewhere(world: datetime) -> None:
    lost, opened = [], set[str]()
    for who, username in walkers().items():
        for path, answer, _forms in crawled(browser(username), "/"):
            opened.add(name_of(path))
            if answer.status_code not in (200, 302):
                lost.append((who, path, answer.status_code))
            answer.close()
    assert lost == []
    assert len(opened) > 40, "pages are found"


def test_sums_hold(world: datetime) -> None:
    from clawback.server.casework.models import Hold, Statement

    for hold in Hold.objects.all():
        assert hold.placed == hold.in_force + hold.released + hold.expired + hold.paid_over
    for answer in Statement.objects.filter(kind="entries"):
        moved = sum(each.amount * (-1 if each.debit else 1) for each in answer.entries.all())
        assert answer.opening + moved == answer.closing


def test_no_bank_sends_more_than_its_accounts_have() -> None:
    from clawback.server.demo.ledger import OPENINGS, TRANSFERS

    for account, opening in OPENINGS.items():
        balance = opening
        for each in sorted(TRANSFERS.values(), key=lambda one: -one.hours):
            balance += each.units * ((each.creditor == account) - (each.debtor == account))
            assert balance >= 0, (account, each)


def test_the_journal_verifies(world: datetime) -> None:
    from clawback.server.record.checkpoints import sign
    from clawback.server.record.models import EntryRow, Head
    from clawback.server.record.proving import file

    signer = new_signer("demo.example/journal", KeyKind.LOG)
    sign(signer, world)
    found = verify(io.BytesIO(b"".join(file())), [signer.key])
    assert found.checkpoint.size == Head.objects.get().size
    times = list(EntryRow.objects.order_by("index").values_list("time", flat=True))
    assert times == sorted(times)


def test_no_clock_is_overdue_and_none_failed(world: datetime) -> None:
    from clawback.server.clocks.models import Clock

    assert not Clock.objects.filter(done_at=None, due_at__lte=world.replace(second=0, microsecond=0)).exists()
    assert not Clock.objects.filter(done_at=None).exclude(error="").exists()


def test_what_is_meant_to_be_seen_is_there(world: datetime) -> None:
    from clawback.server.casework import models

    assert models.Reduction.objects.filter(overdue_since__isnull=False, confirmed_at=None).count() == 1
    assert not models.Notice.objects.filter(overdue_since__isnull=False).exists()
    assert models.Notice.objects.filter(state="withheld").count() == 1
    assert models.Objection.objects.filter(state="made").count() == 1
    assert models.ValueGiven.objects.filter(state="told").count() == 1
    assert models.Surplus.objects.filter(state="waiting").exists()
    assert models.Proposal.objects.exists()
    assert models.HoldRequest.objects.filter(state="sent", silence_step="second contact").exists()
    assert models.HoldRequest.objects.filter(state="sent", emergency=True, confirmed_by=None).exists()
    assert set(models.HoldRequest.objects.filter(state="refused").values_list("refusal", flat=True)) == {
        *("held-by-another-order", "beyond-the-basis", "funds-left-already")
    }
    assert models.PlanLine.objects.filter(state="contested").count() == 1
    assert models.PlanLine.objects.filter(state="confirmed").count() == 1
    assert models.Case.objects.filter(closed_at__isnull=False).count() == 1
    assert set(models.Report.objects.values_list("state", flat=True)) == {
        *("received", "in case", "rejected", "duplicate")
    }
    assert not models.Conflict.objects.filter(ended_at=None).exists()


def test_the_codes_open_what_they_say(world: datetime) -> None:
    from clawback.server.demo.codes import CODES

    shown = Client(headers={"host": "localhost"}).get("/sign-in/").content.decode()
    for each in CODES:
        assert each.code in shown
        visitor = Client(headers={"host": "localhost"})
        answer = visitor.post(each.address, {"code": each.code}, follow=True)
        assert (each.name, "<form" in answer.content.decode(), answer.status_code) == (each.name, True, 200)
        assert 'name="code"' not in answer.content.decode()


def test_codes_that_everybody_knows_are_for_a_demo_alone(
    world: datetime, settings_of_production: None
) -> None:
    from clawback.server.casework.models import Report
    from clawback.server.demo.doing import receipt_code
    from clawback.server.errors import ServerError

    with pytest.raises(ServerError, match="demo alone"):
        receipt_code(Report.objects.latest("pk"), "held")


@pytest.fixture
def settings_of_production() -> Iterator[None]:
    from django.test import override_settings

    with override_settings(CLAWBACK_DEMO=False):
        yield


def test_the_cases_that_pages_are_timed_beside_are_such_as_the_tables_take(world: datetime) -> None:
    from django.db import transaction

    from bench.pages import fill_beside
    from clawback.server.casework.models import Case

    with transaction.atomic():
        before = Case.objects.count()
        fill_beside(60)
        assert Case.objects.count() == before + 60
        assert browser("anna").get("/cases/1002/").status_code == 200
        transaction.set_rollback(True)
