"""A stage with a record of every kind, so that every page has something to show and every form stands open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from clawback import clock
from tests.integration.server.pages_world import browser_of
from tests.integration.server.world import HOUR, World, drafted, in_case, make_world, member, placed, transfer
from tests.integration.server.world_people import organisation
from tests.integration.server.world_portal import WORD, browser, reported_by_web
from tests.integration.server.world_redress import given, objected
from tests.integration.server.world_returns import held_for, joined, made_ready
from tests.integration.server.world_statements import asked, confirmed

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client


NASTY = "<svg onload=alert(1)>\"'&{{7*7}}"
"""What stands wherever people write."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The browsers of everybody, by name, and the page where each begins."""

    world: World
    browsers: dict[str, tuple[Client, str]]


def make_stage() -> Stage:
    """All at the machine's time, for pages look at it."""
    from clawback.server.people.models import RoleGrant

    world, now = make_world(), clock.now()
    world.people["counsel"] = member(world.centre, "counsel")
    world.people["support worker"] = member(organisation("support", "help"), "support-worker")
    world.people["regulator"] = member(organisation("regulator", "watch"), "auditor")
    world.people["bank administrator"] = member(world.bank, "administrator")
    for person in world.people.values():
        person.name = f"{NASTY} {person.pk}"
        person.save()
    RoleGrant.objects.update(asked_at=now - 200 * HOUR, works_at=now - 176 * HOUR)
    code = _held(world, now)
    _returned(world, now)
    _insiders(world, now)
    victim, secret, report = reported_by_web(
        world, story={"story": NASTY}, you={"name": NASTY, "contact": "a@example.org", "helper": NASTY}
    )
    victim.post("/status/", {"code": secret})
    victim.post("/status/word/", {"word": WORD})
    _referred(world, report.pk, now)
    holder, writing = browser(), browser()
    holder.post("/notice/", {"code": code})
    writing.post("/report/", {"organisation": world.centre.pk})
    people = {name: (browser_of(world, name), "/") for name in world.people}
    portal = {
        "victim": (victim, "/status/"),
        "holder": (holder, "/notice/"),
        "writing": (writing, "/report/you/"),
        "anybody": (browser(), "/report/"),
    }
    return Stage(world=world, browsers={**people, **portal})


def _held(world: World, now: datetime) -> str:
    """A case with a draft, a sent request, a hold that was objected to, and questions to agents; its holder's code."""
    from clawback.server.casework.redress.value_given import tell_value_given
    from clawback.server.casework.requesting import approve_request

    told = [transfer(50_000 + n, creditor=f"<b>{n}</b>") for n in range(4)]
    case, claims = in_case(world, *told, at=now)
    case.title = NASTY
    case.save()
    drafted(world, case, claims[0], at=now)
    approve_request(world.act("approver", now), drafted(world, case, claims[1], at=now).pk)
    hold = placed(world, case, claims[2], 40_000, at=now)
    tell_value_given(world.act("responder", now), hold.pk, NASTY)
    codes = given(world, hold, 2, at=now)
    objected(codes[0], now, words=NASTY, helper=NASTY)
    confirmed(world, *claims)
    asked(world, case, claims[3], at=now)
    return codes[1]


def _returned(world: World, now: datetime) -> None:
    """A case with a plan that is made known, one that is paid, a recall, and another account to pay to."""
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.approving import approve_plan, pay_plan
    from clawback.server.casework.returns.changing_account import ask_change, check_identity
    from clawback.server.casework.returns.contesting import contest_line
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.casework.returns.recalling import draft_recall
    from clawback.server.casework.sealing import opened

    ago = now - 80 * HOUR
    case, claims = in_case(world, transfer(30_000, "R1", "RC"), at=ago)
    claims += [joined(world, case, 20_000, f"R{n}", at=ago, creditor="RC") for n in (2, 3)]
    hold = held_for(world, case, claims, (30_000, 20_000, 15_000), at=ago)
    for claim in claims:
        made_ready(world, claim, at=ago)
    renew_hold(world.act("approver", ago), hold.pk)
    plan = draft_plan(world.act("analyst", ago), case.pk, "return", "traced", "EUR")
    notice_plan(world.act("analyst", ago), plan.pk)
    for person in ("approver", "second approver"):
        approve_plan(world.act(person, now), plan.pk)
    pay_plan(world.act("analyst", now), plan.pk)
    contest_line(world.act("analyst", now), plan.lines.latest("pk").pk, NASTY)
    draft_recall(world.act("analyst", now), claims[0].pk)
    change = ask_change(world.act("analyst", now), claims[1].pk, "north", "<i>new</i>")
    check_identity(world.act("second analyst", now), change.pk, opened(claims[1].report)["contact"])
    second, others = in_case(world, transfer(10_000, "S1", "SC"), at=ago)
    hold = held_for(world, second, others, (10_000,), at=ago)
    made_ready(world, others[0], at=ago)
    renew_hold(world.act("approver", ago), hold.pk)
    release_hold(world.act("approver", now), hold.pk, 100, NASTY)
    draft_plan(world.act("analyst", now), second.pk, "return", "traced", "EUR")


def _insiders(world: World, now: datetime) -> None:
    from clawback.server.casework.insiders.exporting import ask_export
    from clawback.server.casework.insiders.glass import break_glass
    from clawback.server.casework.models import Case, Enquiry, Quarantine
    from clawback.server.people.granting import ask_role

    case = Case.objects.earliest("pk")
    world.people["newcomer"] = member(world.centre, "analyst")
    break_glass(world.act("newcomer", now), case.pk, NASTY)
    ask_export(world.act("analyst", now), [case.pk], NASTY)
    ask_role(world.act("administrator", now), world.people["newcomer"], "intake")
    over = Quarantine.objects.create(
        began_at=now,
        known_size=9,
        known_root="00",
        found_size=1,
        first_by=world.people["approver"],
        second_by=world.people["second approver"],
        ended_at=now,
    )
    Enquiry.objects.create(quarantine=over, agent=world.bank, asked_at=now)


def _referred(world: World, report: int, now: datetime) -> None:
    from clawback.server.casework.referring import (
        approve_referral,
        draft_referral,
        note_consent,
        send_referral,
    )
    from clawback.server.casework.victims.adding import add_words, ask_reporter
    from clawback.server.casework.victims.files import add_file

    help_ = world.people["support worker"].organisation_id
    made = draft_referral(world.act("intake", now), report, help_, NASTY)
    note_consent(world.act("intake", now), made.pk, "reporter", "by telephone", now)
    approve_referral(world.act("approver", now), made.pk)
    send_referral(world.act("intake", now), made.pk)
    ask_reporter(world.act("intake", now), report, NASTY)
    from clawback.server.people.acting import Act

    victim = Act(member=None, at=now, name=f"reporter/{report}")
    add_words(victim, report, NASTY)
    add_file(
        victim, report, f"../../{NASTY}\r\nX-Evil: 1.txt", b"=cmd|' /C calc'!A0,<script>alert(1)</script>"
    )
