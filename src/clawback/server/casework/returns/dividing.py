"""What is held of a case and may go back, divided by every method side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clawback.law import Basis
from clawback.money import currency
from clawback.returning import Arrival, Division, divide_plan
from clawback.returning import Claim as PureClaim
from clawback.returning import Hold as PureHold
from clawback.returning import Plan as PurePlan
from clawback.server.casework.federation.carrying import carried_elsewhere
from clawback.server.casework.law import basis_of
from clawback.server.casework.models import Case, Claim, Hold, HoldPart
from clawback.server.casework.refusals import NothingToReturn
from clawback.server.casework.returns.facts import promised_to, reserved_of, returned_to
from clawback.server.casework.returns.lines import Part

__all__ = ["Divided", "divided", "is_in_proportion"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Divided:
    """The plan as clawback.returning knows it, its divisions by method, and the parts that pay.

    A claim is named CL-12 there, a hold H-7.
    """

    pure: PurePlan
    divisions: dict[str, Division]
    parts: list[Part]
    claims: list[Claim]

    def pays(self, method: str) -> dict[int, int]:
        """Claim -> minor units, by one method."""
        return {claim.pk: self.divisions[method].pays[str(claim)] for claim in self.claims}

    def kept(self) -> dict[str, object]:
        """Every method's figures and steps, as they are kept with the plan: claims by number, as texts."""
        return {
            method: {
                "pays": {str(number): units for number, units in self.pays(method).items()},
                "remainder": division.remainder,
                "steps": list(division.steps),
            }
            for method, division in self.divisions.items()
        }


def divided(case: Case, code: str, basis: Basis, *, last_report: datetime | None = None) -> Divided:
    """Over the claims whose transfer is confirmed by the debtor's agent, whose victim is vouched for, and which no
    other owner's case carries.

    `last_report`: claims that were reported later are left out. Raises NothingToReturn.
    """
    claims = _claims(case, code)
    if last_report is not None:
        claims = [claim for claim in claims if claim.reported_at <= last_report]
    parts = _parts(case, claims)
    taken = reserved_of(part.pk for part in parts)
    free = [
        Part(number=part.pk, claim=part.claim_id, available=part.in_force - taken.get(part.pk, 0))
        for part in parts
    ]
    free = [part for part in free if part.available]
    if not free:
        raise NothingToReturn(
            "nothing is held for claims that are confirmed and whose victims are vouched for",
            remedy="the debtor's agent confirms the transfer and vouches for the victim first",
        )
    found = {part.pk: part for part in parts}
    holds = _group(free, found)
    reached = [claim for claim in claims if _reached(claim, free, holds)]
    pure = PurePlan(
        currency=currency(code),
        holds=tuple(_hold(hold, own) for hold, own in holds.items()),
        claims=tuple(_pure_claims(reached, holds)),
        rule=_rule(basis, list(holds)),
    )
    return Divided(pure=pure, divisions=divide_plan(pure), parts=free, claims=reached)


def _claims(case: Case, code: str) -> list[Claim]:
    found = Claim.objects.filter(report__case=case, currency=code, state="confirmed", evidence="confirmed")
    vouched = list(found.filter(vouching__isnull=False).order_by("reported_at", "pk"))
    elsewhere = carried_elsewhere(claim.pk for claim in vouched)
    return [claim for claim in vouched if claim.pk not in elsewhere]


def _parts(case: Case, claims: Sequence[Claim]) -> list[HoldPart]:
    """Holds that one analyst placed and no approver confirmed yet pay nothing."""
    found = HoldPart.objects.filter(hold__request__case=case, claim__in=claims, in_force__gt=0)
    unconfirmed = found.filter(hold__request__emergency=True, hold__request__confirmed_by=None)
    rows = found.exclude(pk__in=unconfirmed).select_related("hold__request__account", "claim")
    return list(rows.order_by("hold", "pk"))


def _group(free: Sequence[Part], rows: dict[int, HoldPart]) -> dict[Hold, list[Part]]:
    holds: dict[Hold, list[Part]] = {}
    for part in free:
        holds.setdefault(rows[part.number].hold, []).append(part)
    return holds


def _reached(claim: Claim, free: Sequence[Part], holds: dict[Hold, list[Part]]) -> bool:
    """Money of the claim came to one of the held accounts, whether something is held for it or not."""
    accounts = {hold.request.account_id for hold in holds}
    return claim.creditor_account_id in accounts or any(part.claim == claim.pk for part in free)


def _hold(hold: Hold, parts: Sequence[Part]) -> PureHold:
    account = hold.request.account
    return PureHold(
        id=str(hold),
        agent=account.agent_code,
        account=account.number,
        amount=sum(part.available for part in parts),
        settled_at=hold.placed_at,
        claims={f"CL-{part.claim}": part.available for part in parts},
    )


def _pure_claims(claims: Sequence[Claim], holds: dict[Hold, list[Part]]) -> list[PureClaim]:
    numbers = [claim.pk for claim in claims]
    returned, promised = returned_to(numbers), promised_to(numbers)
    return [
        PureClaim(
            id=str(claim),
            loss=claim.amount,
            received=claim.came_back + returned.get(claim.pk, 0) + promised.get(claim.pk, 0),
            arrived=tuple(
                Arrival(hold=str(hold), settled_at=claim.settled_at, amount=claim.amount)
                for hold in holds
                if hold.request.account_id == claim.creditor_account_id
            ),
        )
        for claim in claims
    ]


def _rule(basis: Basis, holds: Sequence[Hold]) -> str:
    """The allocation rule behind the attributions: what the return's law says, else what the hold's says."""
    held = basis_of(holds[0]).hold
    said = (basis.returns.rule if basis.returns else "unknown", held.rule if held else "unknown")
    return next((rule for rule in said if rule != "unknown"), "pro-rata")


def is_in_proportion(found: Divided, method: str) -> bool:
    """Whether the method divided in proportion to loss, and not straight back."""
    if method == "cn-2016-art-8":
        return any(step.startswith("In proportion to loss") for step in found.divisions[method].steps)
    return method != "traced" and len(found.claims) > 1
