"""Redress on a hold's page: whether its holder was told, what they said, what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from clawback.server.casework.models import Hold, Notice, ReleaseRequest, ValueGiven
from clawback.server.casework.redress.subjects import of_objection
from clawback.server.casework.redress.waiting import decide_by
from clawback.server.casework.subjects import of_hold
from clawback.server.people.acting import Act
from clawback.server.people.may import Allowed, may

__all__ = ["redress_panel"]


def redress_panel(act: Act, hold: Hold) -> Mapping[str, object] | None:
    """None for whoever may not see the hold, and for a hold older than notices."""
    notice = Notice.objects.filter(hold=hold).first()
    if notice is None or not isinstance(may(act.member, "see", of_hold(hold)), Allowed):
        return None
    objections = list(notice.objections.select_related("reviewer").order_by("-made_at", "-pk"))
    due = decide_by(objections)
    return {
        "at": act.at,
        "hold": hold,
        "currency": hold.request.currency,
        "notice": notice,
        "amendments": list(notice.amendments.order_by("-pk")),
        "told": list(notice.codes.order_by("holder")),
        "objections": [
            {
                "made": each,
                "due_at": due.get(each.pk),
                "may_see": isinstance(may(act.member, "see", of_objection(each)), Allowed),
            }
            for each in objections
        ],
        "value_given": ValueGiven.objects.filter(hold=hold).first(),
        "release_requests": list(ReleaseRequest.objects.filter(hold=hold).order_by("pk")),
    }
