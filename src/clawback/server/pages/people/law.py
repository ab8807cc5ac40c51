"""The law of the jurisdiction, basis by basis: read or not, who activated what text; and counsel's form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clawback.law import Basis, day_of, in_force, is_usable
from clawback.server.casework.activating import activate_basis
from clawback.server.casework.law import activations, profile_of
from clawback.server.casework.models import LawActivation
from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may, may_do
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import Organisation

__all__ = ["activate", "law"]


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every basis that is in force today in the organisation's jurisdiction."""
    act = act_who_may(request, "see", Subject(kind="law"))
    ours = Organisation.objects.get(pk=act.by.organisation)
    profile = profile_of(ours.jurisdiction)
    rows = [_row(act, ours, each) for each in in_force(profile, day_of(profile, act.at))]
    found = {"at": act.at, "jurisdiction": ours.jurisdiction, "rows": rows}
    return render(request, "pages/people/law.html", found)


def _row(act: Act, ours: Organisation, basis: Basis) -> dict[str, object]:
    words = LawActivation.objects.filter(
        organisation=ours, jurisdiction=basis.jurisdiction, basis=basis.id, digest=basis.digest
    )
    told = list(words.select_related("counsel").order_by("at"))
    mine = any(each.counsel_id == act.by.id for each in told)
    needed = not basis.verified and not basis.is_demo
    counsel = may_do(act, "activate", Subject(kind="basis", owner=ours.pk))
    return {
        "basis": basis,
        "told": told,
        "usable": is_usable(basis, activations(ours, basis), act.at),
        "may_activate": needed and counsel and not mine,
    }


@require_POST
def activate(request: HttpRequest, basis: str) -> HttpResponse:
    """One counsel's word."""
    act = act_who_may(request, "see", Subject(kind="law"))
    ours = Organisation.objects.get(pk=act.by.organisation)
    digest, text = request.POST.get("digest", ""), request.POST.get("text", "")
    decided(
        request,
        _("Your word is kept. With a second counsel's the basis may be used."),
        lambda: activate_basis(act, ours.jurisdiction, basis, digest, text),
    )
    return redirect("law")
