"""Accounts of victims: nothing is proposed for a hold where the holder is a victim of the same operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.db.models import QuerySet

from clawback.server.casework.any_of import among
from clawback.server.casework.kept_sql import rows_by
from clawback.server.casework.models import Account, Claim
from clawback.server.casework.refusals import VictimsAccount

__all__ = ["VICTIMS", "Origin", "check_no_victim", "is_victims", "origins_of", "victims_at"]

VICTIMS = "hold request on a victim"
"""What an approver drafts, and nobody else."""

_NUMBERS: Final = -1

Origin = tuple[str, int]
"""Where a loss belongs: its case, and the operation that its report stands in, proposed or worked."""


def origins_of(claims: Collection[int]) -> dict[int, frozenset[Origin]]:
    """Claim -> its origins."""
    rows = rows_by("origins of claims", lambda: _rows("pk"), {_NUMBERS: list(claims)})
    return {claim: frozenset(_origins(case, operation)) for claim, case, operation in rows}


def victims_at(accounts: Collection[int]) -> Mapping[int, frozenset[Origin]]:
    """Account -> where its holder has a confirmed loss; none where they are no victim."""
    found: defaultdict[int, set[Origin]] = defaultdict(set)
    rows = rows_by("victims at accounts", _lost, {_NUMBERS: list(accounts)})
    for account, case, operation in rows:
        found[account].update(_origins(case, operation))
    return {account: frozenset(each) for account, each in found.items()}


def _lost() -> QuerySet[Any, Any]:
    return _rows("debtor_account").filter(state="confirmed")


def _rows(name: str) -> QuerySet[Any, Any]:
    claims = Claim.objects.filter(among(name, [_NUMBERS]))
    return claims.values_list(name, "report__case", "report__in_operation__operation")


def _origins(case: int | None, operation: int | None) -> Iterable[Origin]:
    return [(kind, pk) for kind, pk in (("case", case), ("operation", operation)) if pk is not None]


def is_victims(account: int, claims: Collection[int]) -> bool:
    """Whether the account's holder is a victim of a case or operation of these claims."""
    own = victims_at([account]).get(account, frozenset())
    return any(not own.isdisjoint(each) for each in origins_of(claims).values())


def check_no_victim(account: Account, claims: Collection[int]) -> None:
    """Raises VictimsAccount where an approver alone decides on it, with a reason."""
    if is_victims(account.pk, claims):
        raise VictimsAccount(
            f"the holder of {account} is a victim of the same operation",
            remedy="an approver may draft it, and says why; another approves it",
        )
