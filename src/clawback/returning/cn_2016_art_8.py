"""Method `cn-2016-art-8`: straight back where one inflow or time stamps allow it, else in proportion to loss.

China, rules on the return of frozen funds in telecom and online fraud cases (in force 18 September 2016),
article 8, as quoted in secondary sources; the official text was not read.
"""

from __future__ import annotations

from collections.abc import Sequence

from clawback.returning.division import Division, held_sentence, settle, sum_text
from clawback.returning.plan import Plan
from clawback.returning.proportion import in_proportion
from clawback.returning.separation import Finding, separate

__all__ = ["divide_cn_2016_art_8"]

_NOTICE = (
    "A division in proportion is paid only after 30 days' public notice; objections made in that time are "
    "decided first. What remains stays frozen for its term, and a victim found later opens a new round."
)


def divide_cn_2016_art_8(plan: Plan) -> Division:
    """Decides hold by hold (a frozen fund is money in one account).

    A hold whose claims are separated goes straight back by its attributions; the others divide in proportion
    to loss over the claims that reached them, holds reached by the same claims together.
    """
    findings = [separate(plan, hold) for hold in plan.holds]
    steps = [held_sentence(plan)]
    parts = {claim.id: 0 for claim in plan.claims}
    for found in findings:
        steps.append(found.why)
        if found.straight:
            steps.append(f"{found.hold.id} goes straight back: {sum_text(plan, found.hold.claims.items())}.")
            for name, units in found.hold.claims.items():
                parts[name] += units
    shared = _by_claims([found for found in findings if not found.straight])
    for together in shared:
        steps += _share(plan, together, parts)
    return settle(plan, parts, steps + [_NOTICE] * bool(shared))


def _by_claims(findings: Sequence[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for found in findings:
        groups.setdefault(tuple(claim.id for claim in found.claims), []).append(found)
    return list(groups.values())


def _share(plan: Plan, together: Sequence[Finding], parts: dict[str, int]) -> list[str]:
    claims = together[0].claims
    amount = sum(found.hold.amount for found in together)
    holds = sum_text(plan, ((found.hold.id, found.hold.amount) for found in together))
    shares, steps = in_proportion(plan, amount, claims)
    for claim, share in zip(claims, shares, strict=True):
        parts[claim.id] += share
    return [f"In proportion to loss: {holds}.", *steps]
