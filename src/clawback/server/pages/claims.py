"""A claim: the transfer as told, its evidence; confirm it, reject it; the debtor's agent confirms the transfer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clawback.server.casework.claiming import confirm_claim, confirm_evidence, reject_claim, same_transfer
from clawback.server.casework.models import Case, Claim, HoldPart
from clawback.server.casework.subjects import of_case, of_claim, of_hold
from clawback.server.casework.timeline import decided_about
from clawback.server.pages.addresses import address_of
from clawback.server.pages.deciding import decided
from clawback.server.pages.looking import can
from clawback.server.pages.signing_in import act_of, members
from clawback.server.pages.timelines import told_timeline
from clawback.server.pages.what_was_let_go import said_of
from clawback.server.people.acting import Act

__all__ = ["claim_confirm", "claim_evidence", "claim_page", "claim_reject"]

_CLAIMS = Claim.objects.select_related(
    "report__organisation", "report__case", "debtor_account__agent", "creditor_account__agent"
)


class RejectForm(forms.Form):
    """Why it is no claim."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "A typing error, regret, a quarrel about goods. What is held for it is released at once."
        ),
        max_length=200,
    )


def _looked_at(request: HttpRequest, number: int) -> tuple[Act, Claim, bool]:
    """The claim, and whether the reader is of the organisation that works it. A case's people see its claims; an agent
    sees those whose transfer left one of its accounts, and of them the transfer alone."""
    act = act_of(request)
    found = _CLAIMS.filter(pk=number).first()
    if found is None:
        raise Http404
    case = found.report.case
    if can(act, "see", of_claim(found, "report")) or (case is not None and can(act, "see", of_case(case))):
        return act, found, True
    if found.state in ("reported", "confirmed") and can(act, "confirm", of_claim(found, "evidence")):
        return act, found, False
    raise Http404


@require_safe
@members
def claim_page(request: HttpRequest, number: int) -> HttpResponse:
    """The page of a claim."""
    act, claim, ours = _looked_at(request, number)
    return _shown(request, act, claim, ours)


def _shown(request: HttpRequest, act: Act, claim: Claim, ours: bool, form: Any = None) -> HttpResponse:
    open_ = claim.state in ("reported", "confirmed")
    case: Case | None = claim.report.case
    twin = same_transfer(claim) if ours and claim.state == "reported" else None
    found = {
        "at": act.at,
        "claim": claim,
        "ours": ours,
        "case": case if case is not None and can(act, "see", of_case(case)) else None,
        "case_path": address_of("case", case.pk) if case else "",
        "report_path": address_of("report", claim.report_id)
        if can(act, "see", of_claim(claim, "report"))
        else "",
        "twin": twin,
        "twin_path": address_of("claim", twin.pk) if twin else "",
        "may_confirm": claim.state == "reported" and _may_confirm(act, claim),
        "may_evidence": open_
        and claim.evidence != "confirmed"
        and can(act, "confirm", of_claim(claim, "evidence")),
        "form": (form or RejectForm()) if open_ and can(act, "reject", of_claim(claim)) else None,
        "holds": _holds(act, claim) if ours else [],
        "timeline": told_timeline(act, decided_about([f"claim/{claim.pk}"]), act.by.organisation)
        if ours
        else [],
    }
    return render(request, "pages/claim.html", found, status=422 if form else 200)


def _may_confirm(act: Act, claim: Claim) -> bool:
    return any(can(act, "confirm", of_claim(claim, kind)) for kind in ("claim", "doubted claim"))


def _holds(act: Act, claim: Claim) -> list[tuple[HoldPart, str]]:
    parts = HoldPart.objects.filter(claim=claim).select_related(
        "hold__request__account", "hold__request__case"
    )
    return [
        (part, address_of("hold", part.hold_id) if can(act, "see", of_hold(part.hold)) else "")
        for part in parts.order_by("pk")
    ]


@require_POST
@members
def claim_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """A person found the facts in order."""
    act, claim, _ours = _looked_at(request, number)
    decided(request, _("The claim is confirmed."), lambda: confirm_claim(act, claim.pk))
    return redirect("claim", number)


@require_POST
@members
def claim_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """The debtor's agent made this transfer."""
    act, claim, _ours = _looked_at(request, number)
    decided(request, _("The transfer is confirmed."), lambda: confirm_evidence(act, claim.pk))
    return redirect("inbox") if request.POST.get("next") == "inbox" else redirect("claim", number)


@require_http_methods(["GET", "POST"])
@members
def claim_reject(request: HttpRequest, number: int) -> HttpResponse:
    """It is no claim; what is held for it is released, or others are asked to."""
    act, claim, ours = _looked_at(request, number)
    form = RejectForm(request.POST or None)
    if request.method == "GET":
        return redirect("claim", number)
    if not form.is_valid():
        return _shown(request, act, claim, ours, form)
    decided(
        request,
        lambda done: said_of(_("The claim is rejected."), done),
        lambda: reject_claim(act, claim.pk, form.cleaned_data["reason"]),
    )
    return redirect("claim", number)
