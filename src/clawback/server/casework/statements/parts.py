"""Answers of parts: what left the account with each claim of the case, as its agent computed it.

A row is of the request's claim, or of another of the same case that its `reference` names as the request writes it
(CL-12); of no claim more left than came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from clawback.money import Amount, currency
from clawback.server.casework.caps import FALLBACK
from clawback.server.casework.models import Claim, StatementRequest
from clawback.server.casework.refusals import StatementDoesNotFit, StatementUnbalanced
from clawback.server.casework.statements.credits import Credit, credit_of
from clawback.server.casework.statements.facts import EntryFact
from clawback.server.casework.statements.known import find, name_of
from clawback.server.walls import everything

__all__ = ["check_parts", "credits_at", "shown_in"]


def credits_at(request: StatementRequest) -> dict[int, Credit]:
    """Claim -> the credit that brought a part of it to the account: of every claim of the case that reached it."""
    with everything():
        found = find([request.claim_id], request.currency, FALLBACK)
        if found is None:
            return {}
        together = [each.number for each in found.known.facts.claims]
        ours = Claim.objects.filter(pk__in=together, report__case=request.case_id).order_by("pk")
        named = {
            number: credit_of(found, name_of(request.account), number)
            for number in ours.values_list("pk", flat=True)
        }
    return {number: credit for number, credit in named.items() if credit is not None}


def check_parts(request: StatementRequest, file: str, entries: Iterable[EntryFact]) -> None:
    """Raises StatementDoesNotFit for a claim that did not come to the account, StatementUnbalanced for too much."""
    came = {number: credit.amount for number, credit in credits_at(request).items()}
    came[request.claim_id] = request.credit_amount
    for claim, left in _left(request, entries).items():
        if claim not in came:
            raise StatementDoesNotFit(
                f"claim CL-{claim} is none of this case that came to the account",
                file=file,
                field="reference",
                remedy="leave it out, or name a claim of the request",
            )
        if left > came[claim]:
            raise StatementUnbalanced(
                f"parts of {shown_in(request.currency, left)} left, but the credit was"
                f" {shown_in(request.currency, came[claim])}"
            )


def _left(request: StatementRequest, entries: Iterable[EntryFact]) -> Mapping[int, int]:
    sums: defaultdict[int, int] = defaultdict(int)
    for entry in entries:
        sums[entry.claim or request.claim_id] += entry.amount
    return sums


def shown_in(code: str, units: int) -> str:
    """The amount with its currency, for a refusal."""
    return str(Amount(units, currency(code)))
