"""Where a claim's money goes: to the victim's account, and to those who reimbursed the victim."""

from __future__ import annotations

from collections import deque

from django.db.models import Sum

from clawback.server.casework.models import Account, AccountChange, Claim, PlanLine
from clawback.server.casework.returns.lines import shares_of

__all__ = ["Creditors", "creditors_of", "return_account"]


class Creditors:
    """(account, reimbursement, amount) in order, taken bit by bit."""

    def __init__(self, rows: list[tuple[int, int | None, int]]) -> None:
        self._rows = deque(row for row in rows if row[2])

    def take(self, amount: int) -> list[tuple[int, int | None, int]]:
        """The next `amount` of what they get."""
        found = []
        while amount:
            account, reimbursement, left = self._rows.popleft()
            bit = min(amount, left)
            found.append((account, reimbursement, bit))
            amount -= bit
            if left > bit:
                self._rows.appendleft((account, reimbursement, left - bit))
        return found


def creditors_of(claim: Claim, amount: int) -> Creditors:
    """Who gets how much of `amount`: each by what they still lack, so that all of it makes everybody whole."""
    rows = list(claim.reimbursements.order_by("pk"))
    lines = PlanLine.objects.filter(claim=claim).exclude(state="withdrawn")
    got = dict(lines.values_list("reimbursement").annotate(sum=Sum("amount")))
    owed = [row.amount - got.get(row.pk, 0) for row in rows]
    victim = claim.loss - sum(row.amount for row in rows) - got.get(None, 0)
    shares = shares_of(amount, [victim, *owed])
    found = [(return_account(claim).pk, None, shares[0])]
    reimbursed = zip(rows, shares[1:], strict=True)
    return Creditors([*found, *((row.account_id, row.pk, share) for row, share in reimbursed)])


def return_account(claim: Claim) -> Account:
    """The claim's debtor account, or the other one that is in force."""
    change = AccountChange.objects.filter(claim=claim, state="in force").order_by("-begins_at", "-pk").first()
    return change.account if change else claim.debtor_account
