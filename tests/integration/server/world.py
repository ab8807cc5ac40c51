"""A small world of people, and a report, as tests need them. Names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from clawback.money import Amount, currency

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim, Hold, HoldRequest
    from clawback.server.casework.told import ToldTransfer
    from clawback.server.people.acting import Act
    from clawback.server.people.models import Member, Organisation

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class World:
    """A centre with its people, two banks with a responder each."""

    centre: Organisation
    bank: Organisation
    other_bank: Organisation
    people: dict[str, Member]

    def act(self, person: str, at: datetime = NOON) -> Act:
        from clawback.server.people.acting import Act

        return Act(member=self.people[person].facts(at), at=at)


def make_world() -> World:
    from clawback.server.people.models import Organisation

    centre = Organisation.objects.create(kind="centre", code="centre-1", name="Centre", jurisdiction="demo")
    bank = Organisation.objects.create(kind="agent", code="north", name="North Bank", jurisdiction="demo")
    other = Organisation.objects.create(kind="agent", code="south", name="South Bank", jurisdiction="demo")
    people = {
        "intake": member(centre, "intake"),
        "analyst": member(centre, "analyst"),
        "second analyst": member(centre, "analyst"),
        "approver": member(centre, "approver"),
        "second approver": member(centre, "approver"),
        "reviewer": member(centre, "reviewer"),
        "auditor": member(centre, "auditor"),
        "administrator": member(centre, "administrator"),
        "second administrator": member(centre, "administrator"),
        "responder": member(bank, "responder"),
        "other responder": member(other, "responder"),
    }
    return World(centre=centre, bank=bank, other_bank=other, people=people)


def member(organisation: Organisation, *roles: str) -> Member:
    from django.contrib.auth import get_user_model

    from clawback.server.people.models import Member, RoleGrant

    user = get_user_model().objects.create_user(username=f"person-{next(_numbers)}")
    made = Member.objects.create(user=user, organisation=organisation, name=f"Person {user.pk}")
    for role in roles:
        RoleGrant.objects.create(member=made, role=role, asked_at=NOON - 48 * HOUR, works_at=NOON - 24 * HOUR)
    return made


def transfer(
    units: int = 100_000, debtor: str = "D1", creditor: str = "C1", **changes: object
) -> ToldTransfer:
    """From South Bank to North Bank, three hours before noon."""
    from clawback.server.casework.told import ToldTransfer

    said = {"settled_at": NOON - 3 * HOUR, **changes}
    return ToldTransfer(
        debtor=("south", debtor), creditor=("north", creditor), amount=Amount(units, currency("EUR")), **said
    )


def reported(world: World, *transfers: ToldTransfer, at: datetime = NOON) -> list[Claim]:
    """The claims of a new report, by an officer on the telephone."""
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told

    told = Told(
        channel="telephone",
        language="en",
        name="A. Victim",
        contact=f"victim-{next(_numbers)}@example.org",
        story="They said it was a sure gain.",
        scam_type="investment",
        transfers=transfers or (transfer(),),
    )
    receipt = report(world.act("intake", at), world.centre, told)
    return list(receipt.report.claims.order_by("pk"))


def in_case(world: World, *transfers: ToldTransfer, at: datetime = NOON) -> tuple[Case, list[Claim]]:
    """A case with confirmed claims, worked by both analysts and both approvers."""
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.opening import assign, open_case

    claims = [confirm_claim(world.act("analyst", at), each.pk) for each in reported(world, *transfers, at=at)]
    case = open_case(world.act("analyst", at), claims[0].report_id, "Sure gain")
    for person in ("second analyst", "approver", "second approver", "reviewer"):
        assign(world.act("analyst", at), case.pk, world.people[person].pk)
    return case, claims


def drafted(
    world: World, case: Case, claim: Claim, units: int | None = None, at: datetime = NOON
) -> HoldRequest:
    from clawback.server.casework.requesting import draft_request

    parts = {claim.pk: units or claim.loss}
    return draft_request(world.act("analyst", at), case.pk, claim.creditor_account_id, "hold", parts)


def placed(world: World, case: Case, claim: Claim, units: int | None = None, at: datetime = NOON) -> Hold:
    """A hold that was drafted, approved and placed at one instant."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.requesting import approve_request

    request = drafted(world, case, claim, units, at)
    approve_request(world.act("approver", at), request.pk)
    return place_hold(world.act("responder", at), request.pk, request.amount)
