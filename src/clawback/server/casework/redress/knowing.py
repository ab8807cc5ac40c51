"""What other parts ask: may the hold be known, does anybody object to it, where is no money followed further."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from clawback.server.casework.any_of import among
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Account, Hold, HoldPart, Notice, Objection
from clawback.server.casework.states.value_given import STOPS

__all__ = ["known", "may_be_known", "open_objections", "stops_of"]


def known(at: datetime, prefix: str = "") -> Q:
    """Which notices are not withheld at `at`; `prefix` leads to the notice, such as `notice__`."""
    return ~Q(**{f"{prefix}state": "withheld"}) | Q(**{f"{prefix}withheld_until__lte": at})


def may_be_known(hold: Hold, at: datetime) -> bool:
    """Whether anything public may show that this hold exists: a page, a code, a message, a small figure."""
    return Notice.objects.filter(known(at), hold=hold).exists()


def open_objections(hold: Hold) -> list[Objection]:
    """What holders said against the hold and nobody decided yet, the oldest first. Money of it is not returned."""
    return list(Objection.objects.filter(notice__hold=hold, state="made").order_by("made_at", "pk"))


def stops_of(claims: Iterable[int]) -> list[tuple[int, Account]]:
    """(claim, account) where value was given in good faith for its money: it is followed no further."""
    told = records_by("stops", _parts, {-1: list(claims)})
    return [(part.claim_id, part.hold.request.account) for part in told]


def _parts() -> QuerySet[HoldPart]:
    parts = HoldPart.objects.filter(among("claim", [-1]), hold__value_given__state__in=STOPS)
    return parts.select_related("hold__request__account").order_by("claim", "pk")
