"""An agent's inbox: requests by clock, to be answered on the spot; releases and transfers to confirm."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from clawback.server.casework.models import HoldRequest, HoldRequestPart, Reduction
from clawback.server.casework.waiting import Waiting, all_waiting_for
from clawback.server.pages.addresses import address_of
from clawback.server.pages.answer_forms import PlaceForm, RefuseForm
from clawback.server.pages.home import linked, most_of
from clawback.server.pages.signing_in import act_of, members
from clawback.server.people.may import may_anywhere

__all__ = ["inbox"]

_MOST = 30
_FORMS = 5
"""So many requests are answered on the page itself, those whose clock runs out first; the others on their own."""


@require_safe
@members
def inbox(request: HttpRequest) -> HttpResponse:
    """For agents alone."""
    act = act_of(request)
    if act.by.kind != "agent" or not may_anywhere(act.by, "see", "hold request"):
        raise Http404
    everything = all_waiting_for(act.by, most_of(request, _MOST))
    waiting = everything.rows
    of_kind = {
        kind: [row for row in waiting if row.kind == kind] for kind in ("hold request", "release", "evidence")
    }
    others = [row for row in waiting if row.kind not in of_kind]
    found = {
        "at": act.at,
        "requests": _asked(of_kind["hold request"][:_FORMS]),
        "more_requests": linked(of_kind["hold request"][_FORMS:], theirs=True),
        "releases": _releases(of_kind["release"]),
        "evidence": linked(of_kind["evidence"], theirs=True),
        "others": linked(others, theirs=True),
        "has_more": everything.more,
        "left": everything.left,
        "still": "still" in request.GET,
    }
    return render(request, "pages/inbox.html", found)


def _asked(rows: list[Waiting]) -> list[dict[str, object]]:
    parts = HoldRequestPart.objects.select_related("claim__debtor_account").order_by("claim")
    related = HoldRequest.objects.select_related("account", "case__organisation")
    records = related.prefetch_related(Prefetch("parts", parts)).in_bulk([row.number for row in rows])
    refuse = RefuseForm()
    refusing = render_to_string("pages/part_refusing.html", {"refuse": refuse}) if rows else ""
    return [
        {
            "row": row,
            "asked": records[row.number],
            "path": address_of("hold request", row.number),
            "parts": records[row.number].parts.all(),
            "place": PlaceForm(records[row.number]),
            "refuse": refuse,
            "refusing": refusing.replace("refuse-0-", f"refuse-{row.number}-"),
        }
        for row in rows
    ]


def _releases(rows: list[Waiting]) -> list[tuple[Waiting, str, Reduction]]:
    records = Reduction.objects.in_bulk([row.number for row in rows])
    return [(row, address_of("hold", records[row.number].hold_id), records[row.number]) for row in rows]
