"""Which reviewer an objection waits for: one with no part in the hold, and with the fewest others waiting."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from clawback.server.casework.models import Objection
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.people.may import Allowed, may
from clawback.server.people.models import Member

__all__ = ["pick_reviewer"]


def pick_reviewer(objection: Objection, at: datetime) -> Member | None:
    """The reviewer; None where nobody is there who may decide it. Any other who may decide it may do so too."""
    organisation = objection.notice.hold.request.case.organisation_id
    open_ones = Objection.objects.filter(state="made").values("reviewer").annotate(count=Count("pk"))
    load = {row["reviewer"]: row["count"] for row in open_ones}
    subject = of_objection(objection)
    members = Member.objects.filter(
        Q(grants__role="reviewer"), organisation=organisation, suspended=False
    ).distinct()
    able = [each for each in members if isinstance(may(each.facts(at), "decide", subject), Allowed)]
    return min(able, key=lambda each: (load.get(each.pk, 0), each.pk), default=None)
