"""What follows a refusal; one as beyond the basis goes to auditor and regulator, and is not asked again as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, cast

from clawback.law import Basis
from clawback.law.words import NextStep
from clawback.law.words import Refusal as Reason
from clawback.server.casework.law import profile_of
from clawback.server.casework.models import Account, BeyondBasis, Claim, HoldRequest
from clawback.server.casework.refusals import BeyondTheBasis
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["BEYOND", "check_not_again", "next_step", "note_beyond"]

BEYOND: Final[Reason] = "beyond-the-basis"


def next_step(request: HoldRequest, reason: str) -> NextStep:
    """What the profile says comes next."""
    return profile_of(request.jurisdiction).house.next_step[cast("Reason", reason)]


def note_beyond(act: Act, request: HoldRequest) -> BeyondBasis:
    """Within the refusal's decision."""
    with deciding(act) as decision:
        claims = [part.claim for part in request.parts.select_related("claim")]
        row = BeyondBasis.objects.create(
            request=request, refused_at=act.at, facts="\n".join(sorted(_facts(claims)))
        )
        decision.enter("refuse", row, after={"agent": request.agent_id, "request": request.pk})
    return row


def check_not_again(account: Account, basis: Basis, claims: Mapping[int, Claim]) -> None:
    """Raises BeyondTheBasis where the agent refused these claims there so before, and nothing is known since.

    New is another claim, better evidence, another loss, or another text of the law.
    """
    now = _facts(claims.values())
    refused = BeyondBasis.objects.filter(
        request__account=account, request__basis=basis.id, request__basis_digest=basis.digest
    )
    for row in refused.order_by("pk"):
        if now <= set(row.facts.split("\n")):
            raise BeyondTheBasis(
                f"the agent refused this as beyond the basis (request {row.request_id})",
                remedy="ask again when a fact is new, or under another basis",
            )


def _facts(claims: Iterable[Claim]) -> set[str]:
    return {f"{claim.pk} {claim.evidence} {claim.loss}" for claim in claims}
