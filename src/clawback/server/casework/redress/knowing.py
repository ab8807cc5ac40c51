"""What other parts ask: may the hold be known, does anybody object to it, does following stop at its account."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from clawback.server.casework.models import Account, Claim, Hold, Notice, Objection, ValueGiven
from clawback.server.casework.states.value_given import STOPS

__all__ = ["known", "may_be_known", "open_objections", "stops_following"]


def known(at: datetime, prefix: str = "") -> Q:
    """Which notices are not withheld at `at`; `prefix` leads to the notice, such as `notice__`."""
    return ~Q(**{f"{prefix}state": "withheld"}) | Q(**{f"{prefix}withheld_until__lte": at})


def may_be_known(hold: Hold, at: datetime) -> bool:
    """Whether anything public may show that this hold exists: a page, a code, a message, a small figure."""
    return Notice.objects.filter(known(at), hold=hold).exists()


def open_objections(hold: Hold) -> list[Objection]:
    """What holders said against the hold and nobody decided yet, the oldest first. Money of it is not returned."""
    return list(Objection.objects.filter(notice__hold=hold, state="made").order_by("made_at", "pk"))


def stops_following(account: Account, claim: Claim) -> bool:
    """Whether value was given in good faith at this account for money of the claim: it is followed no further."""
    told = ValueGiven.objects.filter(state__in=STOPS, hold__request__account=account)
    return told.filter(hold__parts__claim=claim).exists()
