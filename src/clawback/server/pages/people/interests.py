"""A member's own interests, and declaring one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clawback.server.casework.insiders.interests import KINDS, declare_interest, declare_interest_in_account
from clawback.server.casework.models import Account
from clawback.server.pages.deciding import decided
from clawback.server.pages.seeing import act_who_may
from clawback.server.pages.signing_in import act_of
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.people.models import RELATIONS, Interest

__all__ = ["interests"]


@require_http_methods(["GET", "POST"])
def interests(request: HttpRequest) -> HttpResponse:
    """What was declared stays."""
    ours = getattr(act_of(request).member, "organisation", None)
    act = act_who_may(request, "declare", Subject(kind="interest", owner=ours))
    if request.method == "POST":
        done = _("Your interest is kept. You are left out of it.")
        if decided(request, done, lambda: _declare(act, request)):
            return redirect("interests")
    rows = list(Interest.objects.filter(member=act.by.id).order_by("-told_at"))
    accounts = Account.objects.in_bulk([each.subject for each in rows if each.kind == "account"])
    found = {
        "at": act.at,
        "rows": [(each, accounts.get(each.subject) if each.kind == "account" else None) for each in rows],
        "kinds": KINDS,
        "relations": RELATIONS,
        "typed": request.POST,
    }
    return render(request, "pages/people/interests.html", found)


def _declare(act: Act, request: HttpRequest) -> Interest:
    said = request.POST
    kind, number, relation = said.get("kind", ""), said.get("number", "").strip(), said.get("relation", "")
    if kind == "account":
        return declare_interest_in_account(act, said.get("agent", "").strip(), number, relation)
    digits = number.upper().lstrip("CR-")
    return declare_interest(act, kind, int(digits) if digits.isdecimal() else 0, relation)
