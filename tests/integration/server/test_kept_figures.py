"""Figures that are kept are those that come out anew, after whatever happened."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.integration.server.world import HOUR, NOON, World, in_case, make_world, placed, reported, transfer
from tests.integration.server.world_returns import due_lines, joined, paid, returns
from tests.integration.server.world_statements import answer, asked, confirmed

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim

pytestmark = pytest.mark.usefixtures("database")


def sums(organisation: int, *, ours: bool) -> dict[str, tuple[int, int, int, int]]:
    """Lost, held, let go and paid over a currency, straight from the rows."""
    from django.db.models import F, Sum

    from clawback.server.casework.models import Claim, Hold, PlanLine

    found: dict[str, list[int]] = {}
    if ours:
        claims = Claim.objects.filter(report__organisation=organisation, state="confirmed")
        for code, lost in claims.values_list("currency").annotate(lost=Sum(F("amount") - F("came_back"))):
            found.setdefault(code, [0, 0, 0, 0])[0] = lost
    owner = "request__case__organisation" if ours else "request__agent"
    holds = Hold.objects.filter(**{owner: organisation}).values_list("request__currency")
    for code, *rest in holds.annotate(
        Sum("in_force"), gone=Sum(F("released") + F("expired")), paid=Sum("paid_over")
    ):
        found.setdefault(code, [0, 0, 0, 0])[1:] = rest
    late = PlanLine.objects.filter(state="confirmed", outlived=True, **{f"part__hold__{owner}": organisation})
    for line in late:
        found[line.plan.currency][2] -= line.amount
        found[line.plan.currency][3] += line.amount
    return {code: (row[0], row[1], row[2], row[3]) for code, row in found.items() if any(row)}


def check_figures(world: World) -> None:
    from clawback.server.casework.figures import figures_for
    from clawback.server.casework.tallying import put_together

    for person, ours in (("analyst", True), ("responder", False), ("other responder", False)):
        facts = world.people[person].facts(NOON)
        wanted = sums(facts.organisation, ours=ours)
        for _ in range(2):
            rows = figures_for(facts)
            shown = {
                each.currency: (each.lost or 0, each.held, each.released, each.returned) for each in rows
            }
            assert (person, shown) == (person, wanted)
            put_together(2)


def check_trace(case: Case) -> None:
    """The accounts and the money of the case's page are those of a trace made anew from all facts."""
    from clawback.server.casework.case_money import accounts_of, money_of, traced_of
    from clawback.server.casework.case_records import claims_of
    from clawback.server.casework.statements.known import facts_of, found_from

    claims = [each for each in claims_of(case) if each.state == "confirmed"]
    kept = traced_of(claims)
    fresh = [found_from(facts_of([found.known.facts.claims[0].number], "EUR"), "pro-rata") for found in kept]
    assert [(found.standings, found.caps) for found in kept] == [
        (each.standings, each.caps) for each in fresh
    ]
    assert sum(len(found.known.facts.claims) for found in kept) == len(claims)
    rows = accounts_of(case, claims, kept)
    wanted = {row.account: (row.low, row.high) for each in fresh for row in each.standings}
    for row in rows:
        name = (row.account.agent_code, row.account.number)
        assert (row.low, row.high) == wanted.get(name, (0, 0))
    (money,) = money_of(case, claims, kept)
    assert money.lost == sum(claim.loss for claim in claims)
    said = [each.trace.to_dict()["rules"]["pro-rata"]["traced"] for each in fresh]
    traced = {name: int(units.replace(".", "")) for each in said for name, units in each.items()}
    assert money.traced == sum(min(claim.loss, traced[f"C{claim.pk}"]) for claim in claims)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_the_figures_are_those_that_come_out_anew(seed: int) -> None:
    from clawback.server.people.models import Organisation
    from clawback.server.people.refusals import Refusal

    random, world = Random(seed), make_world()
    case, claims = in_case(world, transfer(100_000), transfer(50_000, debtor="D2", creditor="C2"))
    confirmed(world, *claims)
    river = Organisation.objects.create(kind="agent", code="river", name="River", jurisdiction="demo")
    for step in range(6):
        with suppress(Refusal):  # what does not fit the history so far changes nothing
            _one_thing(world, case, claims, river.pk, random, step)
        check_trace(case)
        check_figures(world)


def _one_thing(world: World, case: Case, claims: list[Claim], agent: int, random: Random, step: int) -> None:
    from clawback.server.casework.models import Proposal
    from clawback.server.casework.statements.agents import name_agent

    claim = random.choice(claims)
    what = random.choice(("answer", "hold", "release", "join", "name"))
    if what == "answer":
        own, debtor = f"north/{claim.creditor_account.number}", f"south/{claim.debtor_account.number}"
        came = ("came", 0.0, debtor, own, claim.amount)
        left = ("left", 1.0, own, f"unknown/M{random.randrange(2)}", random.randrange(1_000, claim.amount))
        answer(world, asked(world, case, claim), came, left, opening=random.randrange(90_000))
    elif what == "hold":
        placed(world, case, claim, claim.loss // 2)
    elif what == "release":
        _release(world, claim)
    elif what == "join":
        claims.append(joined(world, case, 30_000 + step, f"J{step}", creditor=random.choice(("C1", "C2"))))
        confirmed(world, claims[-1])
    else:
        unknown = Proposal.objects.filter(case=case, kind="find-agent").first()
        if unknown is not None:
            name_agent(world.act("analyst"), case.pk, unknown.account_id, agent)


def _release(world: World, claim: Claim) -> None:
    from clawback.server.casework.models import Hold
    from clawback.server.casework.releasing import release_hold

    hold = Hold.objects.filter(parts__claim=claim).order_by("-pk").first()
    if hold is not None and hold.in_force:
        release_hold(world.act("approver", NOON + HOUR), hold.pk, max(1, hold.in_force // 3), "too much")


def test_claims_that_are_rejected_and_money_that_is_paid_are_counted_too() -> None:
    from clawback.server.casework.claiming import confirm_claim, reject_claim
    from clawback.server.casework.models import Claim, FirstHold, Vouching

    made = returns((100_000, 50_000))
    world = made.world
    check_figures(world)
    (claim,) = reported(world, transfer(7_000, debtor="D8", creditor="C8"))
    confirm_claim(world.act("analyst"), claim.pk)
    check_figures(world)
    reject_claim(world.act("analyst"), claim.pk, "a typing error")
    check_figures(world)
    paid(made, due_lines(made)[0])
    check_figures(world)
    vouched = set(Claim.objects.filter(is_vouched=True).values_list("pk", flat=True))
    assert (
        vouched == set(Vouching.objects.values_list("claim", flat=True)) == {each.pk for each in made.claims}
    )
    assert [(row.case_id, row.placed_at) for row in FirstHold.objects.all()] == [
        (made.case.pk, made.hold.placed_at)
    ]
