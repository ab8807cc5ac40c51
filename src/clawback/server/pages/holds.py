"""A hold: how much, why exactly this much, on what basis, until when; what came off it; letting it go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clawback.server.casework.law import basis_of
from clawback.server.casework.models import Hold, Reduction
from clawback.server.casework.releasing import confirm_release, release_hold
from clawback.server.casework.renewing import renew_hold
from clawback.server.casework.subjects import for_one, of_hold, of_request
from clawback.server.casework.timeline import decided_about
from clawback.server.clocks.models import Clock
from clawback.server.one_plan import planned_once
from clawback.server.pages.addresses import address_of
from clawback.server.pages.amounts import AmountField
from clawback.server.pages.beside import beside
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can, looked_at
from clawback.server.pages.panels import HOLD_PANELS, shown_panels
from clawback.server.pages.pictures import hold_bar
from clawback.server.pages.signing_in import members
from clawback.server.pages.timelines import told_timeline
from clawback.server.pages.why import why_so_much
from clawback.server.people.acting import Act

__all__ = ["hold_page", "hold_release", "hold_renew", "release_confirm"]

_HOLDS = Hold.objects.select_related(
    "request__case__organisation", "request__account", "request__agent", "request__answered_by"
).prefetch_related("reductions")


class ReleaseForm(forms.Form):
    """How much is let go (empty: all of it), and why."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.TextInput)

    def __init__(self, hold: Hold, data: Any = None) -> None:
        super().__init__(data)
        self.fields["amount"] = AmountField(
            hold.request.currency,
            most=hold.in_force,
            required=False,
            label=_("Amount to let go"),
            help_text=_("Empty lets all of it go."),
        )
        self.order_fields(["amount", "reason"])


@require_safe
@members
@planned_once()
def hold_page(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a hold."""
    act, hold = looked_at(request, _HOLDS.all(), number, of_hold)
    return _shown(request, act, hold)


def _shown(request: HttpRequest, act: Act, hold: Hold, form: ReleaseForm | None = None) -> HttpResponse:
    with for_one(act.by.id, [hold.request.case_id]):
        found = _found(request, act, hold, form)
        return render(request, "pages/hold.html", found, status=422 if form else 200)


def _found(request: HttpRequest, act: Act, hold: Hold, form: ReleaseForm | None) -> dict[str, object]:
    subject = of_hold(hold)
    ours = hold.request.case.organisation_id == act.by.organisation
    placed = hold.state == "placed"
    off = min(hold.protected, hold.request.amount - hold.placed)
    related = hold.parts.select_related("claim__debtor_account")
    parts = list((related.select_related("claim__report") if ours else related).order_by("claim"))
    return {
        "at": act.at,
        "hold": hold,
        "asked": hold.request,
        "ours": ours,
        "basis": basis_of(hold),
        "bar": hold_bar(hold),
        "off": off,
        "less": hold.request.amount - hold.placed - off,
        "why": why_so_much(act, hold, parts) if ours else [],
        "parts": parts,
        "reductions": _reductions(act, hold),
        "form": (form or ReleaseForm(hold)) if placed and can(act, "release", subject) else None,
        "may_renew": placed and can(act, "renew", subject),
        "request_path": address_of("hold request", hold.request_id)
        if can(act, "see", of_request(hold.request))
        else "",
        "case_path": address_of("case", hold.request.case_id) if ours else "",
        "panels": shown_panels(request, HOLD_PANELS, act, hold),
        "beside": beside(act, hold.request.case_id, hold.request.account_id, ("hold", hold.pk)),
        "timeline": told_timeline(act, decided_about(_names(hold)), act.by.organisation if ours else None),
    }


def _names(hold: Hold) -> list[str]:
    return [
        f"hold/{hold.pk}",
        *(f"reduction/{each}" for each in hold.reductions.values_list("pk", flat=True)),
    ]


def _reductions(act: Act, hold: Hold) -> list[dict[str, object]]:
    rows = list(hold.reductions.order_by("pk"))
    clocks = Clock.objects.filter(kind="release", subject__in=[each.pk for each in rows], done_at=None)
    due = dict(clocks.values_list("subject", "due_at"))
    may_confirm = can(act, "confirm", of_hold(hold, "release"))
    return [
        {
            "row": each,
            "due_at": due.get(each.pk),
            "may_confirm": may_confirm and each.sent_at is not None and each.confirmed_at is None,
            "overdue": each.overdue_since is not None and each.confirmed_at is None,
        }
        for each in rows
    ]


@require_http_methods(["GET", "POST"])
@members
def hold_release(request: HttpRequest, number: int) -> HttpResponse:
    """Lets go all or a part, with a reason."""
    act, hold = looked_at(request, _HOLDS.all(), number, of_hold)
    form = ReleaseForm(hold, request.POST or None)
    if request.method == "GET":
        return redirect("hold", number)
    if not form.is_valid():
        return _shown(request, act, hold, form)
    said = form.cleaned_data
    decided(request, _("It is let go."), lambda: release_hold(act, hold.pk, said["amount"], said["reason"]))
    return redirect("hold", number)


@require_POST
@members
def hold_renew(request: HttpRequest, number: int) -> HttpResponse:
    """The hold goes on, where its basis and the evidence allow it."""
    act, hold = looked_at(request, _HOLDS.all(), number, of_hold)
    decided(request, _("The hold goes on."), lambda: renew_hold(act, hold.pk))
    return redirect("hold", number)


@require_POST
@members
def release_confirm(request: HttpRequest, number: int, release: int) -> HttpResponse:
    """The agent says that the money is free."""
    act, hold = looked_at(request, _HOLDS.all(), number, of_hold)
    found = Reduction.objects.filter(pk=release, hold=hold).first()
    if found is not None:
        decided(request, _("The release is confirmed."), lambda: confirm_release(act, found.pk))
    return redirect("inbox") if request.POST.get("next") == "inbox" else redirect("hold", number)
